import { findId, idOf } from '../../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../../platform/route.ts';
import { first, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { claimsFrom, tryRules } from '../claims.ts';
import { organisationPaths as paths } from '../paths.ts';
import { rolesOf } from '../store/roles.ts';
import { endSignInRule, keptSignInRules, type KeptSignInRule, writeSignInRule } from '../store/sign-in-rules.ts';
import { areasAndUnits } from '../store/units.ts';
import { administrationFields as fields } from '../views/frame.tsx';
import { SignInRulePage, SignInRules, type Tried } from '../views/sign-in-rules.tsx';
import { choices, csrfOf, frame, linksTo, longest, may, place, words } from './section.ts';

const sentence = (request: Get<string>, rule: KeptSignInRule): string =>
  words(request).signInRules.sentence(
    rule.claim,
    rule.value,
    rule[request.actor.language],
    rule.unitName,
    rule.areaName,
  );

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly tried?: Tried | undefined;
  readonly problem?: string | undefined;
}

const show = (
  request: Get<string>,
  rules: readonly KeptSignInRule[],
  { typed = {}, errors = [], tried, problem }: Shown = {},
) => (
  <SignInRules
    links={linksTo(request, 'signInRules')}
    problem={problem}
    addHref={paths.signInRule({ rule: 'ny' })}
    lines={rules.map((rule) => ({
      key: rule.id,
      text: sentence(request, rule),
      changeHref: paths.signInRule({ rule: rule.id }),
      end: {
        action: paths.endSignInRule({ rule: rule.id }),
        hidden: { ...csrfOf(request), [hidden.seen]: String(rule.version) },
      },
    }))}
    trial={{
      frame: frame(request, paths.signInRules(), paths.signInRules(), {}, errors),
      claims: first(typed, fields.claims),
      tried,
    }}
  />
);

/** The roles that a rule can give: not those by which a directory pushes, which nobody signs in with. */
const rolesToGive = async (request: Get<string>) =>
  (await rolesOf(request)).filter(({ permissions }) => !permissions.includes('organisation:provision'));

async function ruleForm(
  request: Get<string>,
  rule: KeptSignInRule | undefined,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { areas, units } = await areasAndUnits(request);
  const chosen = {
    claim: typed[fields.claim]?.[0] ?? rule?.claim ?? '',
    value: typed[fields.value]?.[0] ?? rule?.value ?? '',
    role: typed[fields.role]?.[0] ?? rule?.role ?? '',
    unit: typed[fields.unit]?.[0] ?? rule?.unit ?? '',
  };
  return (
    <SignInRulePage
      links={linksTo(request, 'signInRules')}
      isNew={rule === undefined}
      backHref={paths.signInRules()}
      frame={frame(
        request,
        paths.signInRule({ rule: rule?.id ?? 'ny' }),
        paths.signInRules(),
        typed,
        errors,
        rule?.version,
      )}
      values={chosen}
      roles={choices(
        await rolesToGive(request),
        ({ id }) => id,
        (role) => role[request.actor.language],
        chosen.role,
      )}
      units={areas.map((area) => ({
        label: area.name,
        choices: choices(
          units.filter((unit) => unit.area === area.id),
          ({ id }) => id,
          ({ name }) => name,
          chosen.unit,
        ),
      }))}
    />
  );
}

async function findRule(request: Get<'/administration/inloggningsregler/:rule'>) {
  if (request.parameters.rule === 'ny') return 'new';
  return (await keptSignInRules(request)).find(({ id }) => id === request.parameters.rule);
}

function outcomeOf(request: Get<string>, text: string, rules: readonly KeptSignInRule[]): Tried | undefined {
  const m = words(request).signInRules.try;
  const claims = claimsFrom(text);
  if (!claims) return undefined;
  const { given, because } = tryRules(claims, rules);
  const told = { because: because.map((rule) => sentence(request, rule)) };
  switch (given.outcome) {
    case 'none':
      return { ...told, refusal: m.none };
    case 'several-areas':
      return { ...told, refusal: m.severalAreas };
    case 'roles':
      return {
        ...told,
        roles: {
          areaName: because[0]?.areaName ?? given.area,
          texts: [...new Set(because.map((rule) => `${rule[request.actor.language]}, ${rule.unitName}`))],
        },
      };
  }
}

export const signInRulePages: readonly Route[] = [
  get({
    path: paths.signInRules,
    may,
    audit: 'organisation.sign-in-rules',
    handle: async (request) => page({ place, content: show(request, await keptSignInRules(request)) }),
  }),
  post({
    path: paths.signInRules,
    may,
    audit: 'organisation.sign-in-rules.try',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const rules = await keptSignInRules(request);
      const tried = outcomeOf(request, first(typed, fields.claims), rules);
      const errors = [{ field: fields.claims, message: words(request).signInRules.problems.claims }];
      return tried === undefined
        ? invalid({ place, content: show(request, rules, { typed, errors }) })
        : page({ place, content: show(request, rules, { typed, tried }) });
    },
  }),
  get({
    path: paths.signInRule,
    may,
    audit: 'organisation.sign-in-rule',
    handle: async (request) => {
      const rule = await findRule(request);
      return rule
        ? page({ place, content: await ruleForm(request, rule === 'new' ? undefined : rule, {}, []) })
        : notFound;
    },
  }),
  post({
    path: paths.signInRule,
    may,
    audit: 'organisation.sign-in-rule.write',
    stepUp: true,
    handle: async (request) => {
      const found = await findRule(request);
      if (!found) return notFound;
      const rule = found === 'new' ? undefined : found;
      const typed = typedFrom(request.form);
      const { problems } = words(request).signInRules;
      const errors: FieldError[] = [];
      const claim = first(typed, fields.claim).slice(0, longest);
      const value = first(typed, fields.value).slice(0, longest);
      const role = (await rolesToGive(request)).find(({ id }) => id === first(typed, fields.role));
      const unit = (await areasAndUnits(request)).units.find(({ id }) => id === first(typed, fields.unit));
      if (claim === '') errors.push({ field: fields.claim, message: problems.claim });
      if (value === '') errors.push({ field: fields.value, message: problems.value });
      if (!role) errors.push({ field: fields.role, message: problems.role });
      if (!unit) errors.push({ field: fields.unit, message: problems.unit });
      const key = keyIn(typed);
      const again = async () => invalid({ place, content: await ruleForm(request, rule, typed, errors) });
      if (!role || !unit || !key || errors.length > 0) return again();
      const id = rule?.id ?? idOf(key);
      const seen = rule === undefined ? undefined : seenIn(typed);
      request.because(`rule ${id}: ${role.id} ${unit.id}`);
      const outcome = await writeSignInRule(request, { id, claim, value, role: role.id, unit: unit.id, seen });
      switch (outcome) {
        case 'taken':
          // Pressed twice, it is there already.
          if (rule === undefined && (await keptSignInRules(request)).some((one) => one.id === id))
            return redirect(paths.signInRules());
          errors.push({ field: fields.value, message: problems.taken });
          return again();
        case 'overtaken':
          return invalid({
            place,
            content: show(request, await keptSignInRules(request), { problem: problems.overtaken }),
          });
        case 'not-found':
          return notFound;
        case 'written':
          return redirect(paths.signInRules());
      }
    },
  }),
  post({
    path: paths.endSignInRule,
    may,
    audit: 'organisation.sign-in-rule.end',
    stepUp: true,
    handle: async (request) => {
      const id = findId(request.parameters.rule);
      const rule = (await keptSignInRules(request)).find((one) => one.id === id);
      if (!rule) return notFound;
      request.because(`rule ${rule.id}: ${rule.role} ${rule.unit}`);
      const outcome = await endSignInRule(request, rule.id, seenIn(typedFrom(request.form)));
      const { problems } = words(request).signInRules;
      return outcome === 'written'
        ? redirect(paths.signInRules())
        : invalid({
            place,
            content: show(request, await keptSignInRules(request), { problem: problems.overtaken }),
          });
    },
  }),
];
