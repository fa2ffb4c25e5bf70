import { isLocalDate } from '../../kernel/date.ts';
import { newId } from '../../kernel/ids.ts';
import { get, invalid, notFound, page, type Post, post, redirect, type Route } from '../../platform/route.ts';
import { first, keyIn, seenIn, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { endParty, endPlan, inviteParty } from '../actions/plan.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { inOrder, type Party, type PlanStep, stepsFor } from '../plan.ts';
import { insertStep, updateStep } from '../store/plans.ts';
import { giver, recipients } from '../store/recipients.ts';
import { groundingFields } from '../views/ground.tsx';
import { planFields as fields } from '../views/plan-steps.tsx';
import { SharedPlanPage } from '../views/party-plan.tsx';
import { groundsFor, readGround } from './grounding.ts';
import { findOwn, show } from './own-plan.tsx';
import { changeOf, readStep, stepLine } from './plan-steps.ts';

const place = 'cases';

export const ownPlanPages: readonly Route[] = [
  get({
    path: paths.plan,
    may: 'case:read',
    audit: 'shared-plan.read',
    handle: async (request) => {
      const own = await findOwn(request);
      return own ? page({ place, content: await show(request, own) }) : notFound;
    },
  }),
  post({
    path: paths.planStep,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.step.add',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own || own.plan.endedAt) return notFound;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const step = readStep(request, own.file.person, typed, errors);
      if (!step) return invalid({ place, content: await show(request, own, typed, errors) });
      await insertStep(request, { id: newId(), plan: own.plan.id, ...step });
      return redirect(`${paths.plan({ case: own.file.id, plan: own.plan.id })}#steg`);
    },
  }),
  post({
    path: paths.changePlanStep,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.step.change',
    handle: async (request) => {
      const own = await findOwn(request);
      const step = own?.steps.find(({ id }) => id === request.parameters.step);
      if (!own || !step || own.plan.endedAt) return notFound;
      const typed = typedFrom(request.form);
      const change = changeOf(request, first(typed, fields.act), step, { own: step.party === undefined, hide: true });
      if (!change) return notFound;
      const seen = { id: step.id, version: seenIn(typed) };
      if (!(await updateStep(request, own.plan.id, seen, change)))
        return invalid({
          place,
          content: await show(request, own, {}, [], messages[request.actor.language].plan.problems.overtaken),
        });
      return redirect(`${paths.plan({ case: own.file.id, plan: own.plan.id })}#steg`);
    },
  }),
  post({
    path: paths.invite,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.invite',
    stepUp: true,
    handle: async (request) => handleInvite(request),
  }),
  post({
    path: paths.endParty,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.party.end',
    handle: async (request) => {
      const own = await findOwn(request);
      const party = own?.parties.find(({ id }) => id === request.parameters.party);
      if (!own || !party) return notFound;
      await endParty(request, own.file, own.plan.id, party);
      return redirect(paths.plan({ case: own.file.id, plan: own.plan.id }));
    },
  }),
  post({
    path: paths.endPlan,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.end',
    handle: async (request) => {
      const own = await findOwn(request);
      if (!own) return notFound;
      await endPlan(request, own.file, own.plan.id);
      return redirect(paths.plan({ case: own.file.id, plan: own.plan.id }));
    },
  }),
  get({
    path: paths.seenByParty,
    may: 'case:read',
    audit: 'shared-plan.preview',
    handle: async (request) => {
      const own = await findOwn(request);
      const party = own?.parties.find(({ id }) => id === request.parameters.party);
      if (!own || !party) return notFound;
      const { language } = request.actor;
      const m = messages[language].plan;
      const { file, plan, parties } = own;
      return page({
        place,
        content: (
          <SharedPlanPage
            as={m.seenBy(party.name)}
            title={plan.title}
            goal={plan.goal}
            about={party.showsName ? m.about(file.person.name('list', language)) : m.aboutNobody}
            owner={m.owner(plan.madeBy, (await giver(request)).area)}
            backHref={paths.plan({ case: file.id, plan: plan.id })}
            backText={m.back}
            steps={inOrder(stepsFor(own.steps, party.id)).map((step) => ({
              ...stepLine(request, step, partyLabel(parties, step, plan.madeBy)),
              acts: [],
              form: { action: '', hidden: {} },
            }))}
          />
        ),
      });
    },
  }),
];

const partyLabel = (parties: readonly Party[], { party }: PlanStep, owner: string): string => {
  const found = parties.find(({ id }) => id === party);
  return found ? `${found.name}, ${found.areaName}` : owner;
};

async function handleInvite(request: Post<'/arenden/:case/samordnade-planer/:plan/bjud-in'>) {
  const own = await findOwn(request);
  if (!own || own.plan.endedAt) return notFound;
  const { file, plan } = own;
  const typed = typedFrom(request.form);
  const { plan: m, grounding: g } = messages[request.actor.language];
  const errors: FieldError[] = [];
  const again = async () => invalid({ place, content: await show(request, own, typed, errors) });
  const who = (await recipients(request)).find(({ account }) => account === first(typed, fields.who));
  const shows = first(typed, fields.showsName);
  const until = first(typed, fields.until);
  if (!who) errors.push({ field: fields.who, message: m.problems.who });
  if (shows !== 'ja' && shows !== 'nej') errors.push({ field: fields.showsName, message: m.problems.showsName });
  if (until !== '' && (!isLocalDate(until) || until < request.today))
    errors.push({ field: fields.until, message: m.problems.until });
  const chosen = readGround(request, await groundsFor(request, file.id), typed, errors);
  const key = keyIn(typed);
  if (!who || !chosen || !key || errors.length > 0) return again();
  const outcome = await inviteParty(request, file, plan.id, {
    ...chosen,
    who,
    showsName: shows === 'ja',
    until: isLocalDate(until) ? until : undefined,
    key,
  });
  if (outcome === 'consent-missing') {
    errors.push({ field: groundingFields.consent, message: g.problems.notCovered });
    return again();
  }
  if (outcome === 'already' && own.parties.some(({ account, endedAt }) => account === who.account && !endedAt)) {
    errors.push({ field: fields.who, message: m.problems.already });
    return again();
  }
  return redirect(paths.plan({ case: file.id, plan: plan.id }));
}
