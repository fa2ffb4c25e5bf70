import { organisationMessages, organisationPaths, unitsOf } from '../../organisation/index.ts';
import { findId } from '../../kernel/ids.ts';
import type { Language } from '../../kernel/text.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { intakeMessages } from '../messages/index.ts';
import { intakePaths as paths } from '../paths.ts';
import { addRule, type IntakeRule, intakeRules, removeRule } from '../store/rules.ts';
import { IntakeRules, ruleFields as fields } from '../views/notices.tsx';

const place = 'administration';
const may = 'organisation:administer';
const kinds = ['street', 'postal', 'locality', 'default'] as const;

function inWords(rule: IntakeRule, language: Language): string {
  const m = intakeMessages[language].rules;
  switch (rule.kind) {
    case 'street':
      return rule.numbers ? m.numbers(rule.street, ...rule.numbers) : m.street(rule.street);
    case 'postal':
      return m.postal(...rule.postal);
    case 'locality':
      return m.locality(rule.locality);
    case 'default':
      return m.otherwise;
  }
}

async function content(request: Get<string>, typed: Typed, errors: readonly FieldError[]) {
  const { language, municipality } = request.actor;
  const m = intakeMessages[language].rules;
  const rules = await intakeRules(request);
  const value = (name: string): string => first(typed, name);
  return (
    <IntakeRules
      backHref={organisationPaths.units()}
      backText={organisationMessages[language].sections.units}
      frame={{
        action: paths.rules(),
        hidden: frameFields(request.csrf, typed),
        errors,
        cancelHref: organisationPaths.units(),
      }}
      rules={rules.map((rule) => ({
        key: rule.id,
        what: inWords(rule, language),
        unit: rule.unitName,
        ...(rule.kind === 'default'
          ? {}
          : { remove: { action: paths.removeRule({ rule: rule.id }), hidden: { [hidden.csrf]: request.csrf } } }),
      }))}
      {...(rules.some(({ kind }) => kind === 'default') ? { formHref: paths.form({ municipality }) } : {})}
      kinds={kinds.map((kind) => ({ value: kind, label: m.kinds[kind], checked: kind === value(fields.kind) }))}
      units={(await unitsOf(request)).map(({ id, name }) => ({
        value: id,
        label: name,
        checked: id === value(fields.unit),
      }))}
      values={{ value: value(fields.value), from: value(fields.from), to: value(fields.to) }}
    />
  );
}

async function read(request: Get<string>, typed: Typed, errors: FieldError[]): Promise<IntakeRule | undefined> {
  const { problems } = intakeMessages[request.actor.language].rules;
  const wrong = (field: string, message: string): undefined => void errors.push({ field, message });
  const kind = kinds.find((one) => one === first(typed, fields.kind));
  const unit = (await unitsOf(request)).find(({ id }) => id === first(typed, fields.unit))?.id;
  if (unit === undefined) wrong(fields.unit, problems.unit);
  const value = first(typed, fields.value).replaceAll(/\s+/g, ' ').slice(0, 200);
  const [from, to] = [fields.from, fields.to].map((name) => first(typed, name).replaceAll(' ', ''));
  const last = to || from || '';
  if (!kind) return wrong(fields.kind, problems.kind);
  if ((kind === 'street' || kind === 'locality') && value === '') wrong(fields.value, problems.value);
  const numbers = kind === 'street' ? /^[1-9]\d{0,3}$/ : /^\d{5}$/;
  const isRange = kind === 'postal' || (kind === 'street' && last !== '');
  if (isRange && !numbers.test(from ?? '')) wrong(fields.from, problems.from);
  else if (isRange && (!numbers.test(last) || Number(last) < Number(from))) wrong(fields.to, problems.to);
  if (errors.length > 0 || unit === undefined) return undefined;
  switch (kind) {
    case 'street':
      return { kind, unit, street: value, ...(isRange ? { numbers: [Number(from), Number(last)] as const } : {}) };
    case 'postal':
      return { kind, unit, postal: [from ?? '', last] };
    case 'locality':
      return { kind, unit, locality: value };
    case 'default':
      return { kind, unit };
  }
}

/** Where notices land, kept by administrators. */
export const rulePages: readonly Route[] = [
  get({
    path: paths.rules,
    may,
    audit: 'intake.rules',
    handle: async (request) => page({ place, content: await content(request, {}, []) }),
  }),
  post({
    path: paths.rules,
    may,
    audit: 'intake.rule.add',
    handle: async (request) => {
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const rule = await read(request, typed, errors);
      const key = keyIn(typed);
      if (!rule || !key) return invalid({ place, content: await content(request, typed, errors) });
      await addRule(request, rule, key);
      return redirect(paths.rules());
    },
  }),
  post({
    path: paths.removeRule,
    may,
    audit: 'intake.rule.remove',
    handle: async (request) => {
      const id = findId(request.parameters.rule);
      return id !== undefined && (await removeRule(request, id)) ? redirect(paths.rules()) : notFound;
    },
  }),
];
