import { newId } from '../../kernel/ids.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, hidden, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { inOrder } from '../plan.ts';
import { insertStep, partyNames, stepsOf, updateStep } from '../store/plans.ts';
import { planReasons } from '../store/why.ts';
import { planFields as fields } from '../views/plan-steps.tsx';
import { SharedPlanPage } from '../views/party-plan.tsx';
import { doorsInPlan } from '../insluss/doors-in-plan.ts';
import { findMine, type PlanForMe } from './mine.tsx';
import { keepChoice } from './naming.ts';
import { changeOf, ownActs, readStep, stepLine } from './plan-steps.ts';
import { planSentences } from '../why.ts';

export const partyPlanPages: readonly Route[] = [
  get({
    path: paths.sharedPlan,
    may: 'shared:receive',
    audit: 'shared-plan.open',
    handle: async (request) => {
      const mine = await findMine(request);
      return 'plan' in mine ? page({ place: 'received', content: await showMine(request, mine) }) : mine.answer;
    },
  }),
  post({
    path: paths.ownStep,
    may: 'shared:receive',
    audit: 'shared-plan.own-step.add',
    handle: async (request) => {
      const mine = await findMine(request);
      if (!('plan' in mine)) return mine.answer;
      const typed = typedFrom(request.form);
      const errors: FieldError[] = [];
      const step = readStep(request, mine.person, typed, errors);
      if (!step) return invalid({ place: 'received', content: await showMine(request, mine, typed, errors) });
      await insertStep(request, { id: newId(), plan: mine.plan.id, party: mine.party, ...step });
      return redirect(`${paths.sharedPlan({ plan: mine.plan.id })}#steg`);
    },
  }),
  post({
    path: paths.changeOwnStep,
    may: 'shared:receive',
    audit: 'shared-plan.own-step.change',
    handle: async (request) => {
      const mine = await findMine(request);
      if (!('plan' in mine)) return mine.answer;
      const step = (await stepsOf(request, mine.plan.id)).find(
        ({ id, party }) => id === request.parameters.step && party === mine.party,
      );
      const typed = typedFrom(request.form);
      const change = step && changeOf(request, first(typed, fields.act), step, { own: true, hide: false });
      if (!step || !change) return notFound;
      const seen = { id: step.id, version: seenIn(typed) };
      if (!(await updateStep(request, mine.plan.id, seen, change)))
        return invalid({
          place: 'received',
          content: await showMine(request, mine, {}, [], messages[request.actor.language].plan.problems.overtaken),
        });
      return redirect(`${paths.sharedPlan({ plan: mine.plan.id })}#steg`);
    },
  }),
];

async function showMine(
  request: Get<string>,
  { plan, party, person, owner, areaName }: PlanForMe,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
  problem?: string,
) {
  const { language } = request.actor;
  const m = messages[language].plan;
  const names = await partyNames(request, plan.id);
  const parts = await planReasons(request, plan.id, request.actor.account);
  return (
    <SharedPlanPage
      title={plan.title}
      goal={plan.goal}
      about={person ? m.about(person.name('list', language)) : m.aboutNobody}
      owner={m.owner(owner, areaName)}
      backHref={paths.received()}
      backText={messages[language].received.back}
      why={parts.flatMap((part) => planSentences(part, language, 'reader'))}
      problem={problem}
      doors={await doorsInPlan(request, plan.id)}
      steps={inOrder(await stepsOf(request, plan.id)).map((step) => ({
        ...stepLine(request, step, step.party === party ? m.mine : (names.get(step.party ?? '') ?? owner)),
        acts: step.party === party ? ownActs(request, step) : [],
        form: {
          action: paths.changeOwnStep({ plan: plan.id, step: step.id }),
          hidden: { [hidden.csrf]: request.csrf, [hidden.seen]: String(step.version) },
        },
      }))}
      addStep={{
        frame: {
          action: paths.ownStep({ plan: plan.id }),
          hidden: frameFields(request.csrf, typed, 0),
          errors,
          cancelHref: paths.sharedPlan({ plan: plan.id }),
        },
        what: first(typed, fields.what),
        due: first(typed, fields.due),
        keep: keepChoice(request, person, typed),
      }}
    />
  );
}
