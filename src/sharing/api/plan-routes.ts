import { presentedName } from '../../casework/index.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { findId, idOf } from '../../kernel/ids.ts';
import { answer, type ApiRoute, apiRoute, conflict, keyReused, notFound } from '../../platform/api-route.ts';
import type { Scope } from '../../platform/door.ts';
import { messages } from '../messages/index.ts';
import { inOrder, type Party, type PlanStep, type SharedPlan } from '../plan.ts';
import {
  findPlan,
  insertStep,
  lapsedPlan,
  partiesOf,
  partyNames,
  type PlanForMe,
  planForMe,
  plansOf,
  plansSharedWith,
  stepsOf,
  updateStep,
} from '../store/plans.ts';
import { caseAsked } from './disclosure-routes.ts';
import { examples } from './examples.ts';
import {
  addStepSchema,
  changeStepSchema,
  planListSchema,
  planSchema,
  planStepSchema,
  sharedPlanListSchema,
  sharedPlanSchema,
  stepConflictSchema,
} from './plan-schemas.ts';

const tag = 'Shared plans';
const parameters = { plan: 'The id of the plan.' };

export const planRoutes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}/plans',
    parameters: { case: 'The id of the case.' },
    may: 'case:read',
    audit: 'shared-plan.list',
    operation: 'listPlans',
    tag,
    summary: 'The shared plans of a case',
    description: 'Those under way first.',
    answer: { status: 200, description: 'The plans.', schema: planListSchema, example: examples.plans },
    handle: async (request) => {
      const file = await caseAsked(request, 'shared-plans');
      return file ? answer({ items: (await plansOf(request, file.id)).map(presentedPlan) }) : notFound;
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/cases/{case}/plans/{plan}',
    parameters: { case: 'The id of the case.', ...parameters },
    may: 'case:read',
    audit: 'shared-plan.read',
    operation: 'readPlan',
    tag,
    summary: 'A shared plan as its owner sees it',
    description: 'With its parties, what each rests on and whether they see it today, and every step.',
    answer: { status: 200, description: 'The plan.', schema: planSchema, example: examples.plan },
    handle: async (request) => {
      const file = await caseAsked(request, 'shared-plans');
      const id = findId(request.parameters.plan);
      const plan = file && id && (await findPlan(request, id));
      if (!plan || plan.caseId !== file.id) return notFound;
      const parties = await partiesOf(request, plan.id);
      const { language } = request.actor;
      return answer({
        ...presentedPlan(plan),
        goal: plan.goal,
        parties: parties.map((party) => ({
          id: party.id,
          name: party.name,
          area: party.areaName,
          showsName: party.showsName,
          ground: { provision: party.ground.provision, name: party.ground[language] },
          from: party.from,
          ...(party.to === undefined ? {} : { to: party.to }),
          ...(party.endedAt ? { endedAt: party.endedAt.toISOString() } : {}),
          sees: party.stands === 'open',
        })),
        steps: inOrder(await stepsOf(request, plan.id)).map((step) => ({
          ...presentedStep(step, step.party === undefined, ownerOf(parties, step) ?? plan.madeBy),
          hiddenFrom: step.hiddenFrom,
        })),
      });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/shared/plans',
    may: 'shared:receive',
    audit: 'shared.list',
    operation: 'listSharedPlans',
    tag,
    summary: 'The plans that you take part in',
    description: 'For as long as the ground and the time of your part hold.',
    answer: { status: 200, description: 'The plans.', schema: sharedPlanListSchema, example: examples.sharedPlans },
    handle: async (request) => {
      request.touched({ parts: ['shared'] });
      const plans = await plansSharedWith(request);
      return answer({ items: plans.map(({ id, title, areaName }) => ({ id, title, area: areaName })) });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/v1/shared/plans/{plan}',
    parameters,
    may: 'shared:receive',
    audit: 'shared-plan.open',
    operation: 'readSharedPlan',
    tag,
    summary: 'A plan that you take part in, as you see it',
    description: 'The goal and the steps, and nothing of the case. When your part ends, it is not there any longer.',
    answer: { status: 200, description: 'The plan.', schema: sharedPlanSchema, example: examples.sharedPlan },
    handle: async (request) => {
      const mine = await planAsked(request);
      if (!mine) return notFound;
      const { plan, person, owner, areaName } = mine;
      return answer({
        id: plan.id,
        title: plan.title,
        goal: plan.goal,
        owner: { name: owner, area: areaName },
        ...(person ? { about: presentedName(person) } : {}),
        steps: await stepsSeen(request, mine),
      });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/v1/shared/plans/{plan}/steps',
    parameters,
    may: 'shared:receive',
    audit: 'shared-plan.own-step.add',
    operation: 'addOwnStep',
    tag,
    summary: 'Add a step of your own to a plan that you take part in',
    description: 'All parties see it, and the owner; only you change it.',
    body: { schema: addStepSchema, examples: { step: { summary: 'A step with a day', value: examples.addStep } } },
    answer: { status: 201, description: 'The step.', schema: planStepSchema, example: examples.step },
    handle: async (request) => {
      const mine = await planAsked(request);
      if (!mine) return notFound;
      const { body, key } = request;
      const due = body.due === undefined ? {} : { due: body.due as LocalDate };
      const id = idOf(key);
      await insertStep(request, { id, plan: mine.plan.id, party: mine.party, what: body.what, ...due, key });
      // The key has been used for this step, or for something else.
      const step = (await stepsSeen(request, mine)).find((one) => one.id === id);
      return step?.mine === true && step.what === body.what && step.due === body.due ? answer(step) : keyReused;
    },
  }),
  apiRoute({
    method: 'put',
    path: '/api/v1/shared/plans/{plan}/steps/{step}',
    parameters: { ...parameters, step: 'The id of the step.' },
    may: 'shared:receive',
    audit: 'shared-plan.own-step.change',
    operation: 'changeOwnStep',
    tag,
    summary: 'Say that a step of your own is done, or is not after all',
    description: 'A step that is as you say already stays as it is: sent again, the answer is the same.',
    body: {
      schema: changeStepSchema,
      examples: { done: { summary: 'Done', value: examples.changeStep } },
    },
    answer: { status: 200, description: 'The step.', schema: planStepSchema, example: examples.doneStep },
    conflict: { description: 'The step has been changed since it was read.', schema: stepConflictSchema },
    handle: async (request) => {
      const mine = await planAsked(request);
      if (!mine) return notFound;
      const { done, seen } = request.body;
      const find = async () =>
        (await stepsSeen(request, mine)).find(({ id, mine: own }) => own && id === request.parameters.step);
      const before = await find();
      if (!before) return notFound;
      if ((before.doneOn !== undefined) === done) return answer(before);
      const change = { doneOn: done ? request.today : null };
      const isChanged = await updateStep(request, mine.plan.id, { id: before.id, version: seen }, change);
      const now = await find();
      if (!now) return notFound;
      return isChanged
        ? answer(now)
        : conflict(messages[request.actor.language].plan.problems.overtaken, { step: now });
    },
  }),
];

/** The plan for a party. One whose ground has ended is not there; the audit has that it was theirs. */
async function planAsked(
  request: Scope & Readonly<{ parameters: Readonly<{ plan: string }> }>,
): Promise<PlanForMe | undefined> {
  const id = findId(request.parameters.plan);
  if (id === undefined) return undefined;
  const mine = await planForMe(request, id);
  if (mine) request.touched({ parts: ['shared-plan'] });
  else if (await lapsedPlan(request, id)) request.refused({ parts: ['shared-plan'] });
  return mine;
}

async function stepsSeen(scope: Scope, { plan, party, owner }: PlanForMe) {
  const names = await partyNames(scope, plan.id);
  return inOrder(await stepsOf(scope, plan.id)).map((step) =>
    presentedStep(step, step.party === party, names.get(step.party ?? '') ?? owner),
  );
}

const presentedPlan = ({ id, title, madeBy, madeAt, endedAt }: SharedPlan) => ({
  id,
  title,
  madeBy,
  madeAt: madeAt.toISOString(),
  ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
});

const presentedStep = ({ id, what, due, doneOn, version }: PlanStep, mine: boolean, by: string) => ({
  id,
  mine,
  by,
  what,
  ...(due === undefined ? {} : { due }),
  ...(doneOn === undefined ? {} : { doneOn }),
  version,
});

function ownerOf(parties: readonly Party[], { party }: PlanStep): string | undefined {
  const its = parties.find(({ id }) => id === party);
  return its && `${its.name}, ${its.areaName}`;
}
