import { type CaseInReach, findCase, paths as casework } from '../../casework/index.ts';
import { isLocalDate } from '../../kernel/date.ts';
import { type CaseId, findId, newId } from '../../kernel/ids.ts';
import {
  type Answer,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  redirect,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { ActionLink, exactDate, Main, momentInWords } from '../../ui/index.ts';
import { endParty, endPlan, inviteParty, makePlan } from '../actions/plan.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { inOrder, type Party, type PlanStep, type SharedPlan, stepsFor, takesPart } from '../plan.ts';
import {
  findPlan,
  insertStep,
  lapsedPlan,
  partiesOf,
  partyNames,
  type PlanForMe,
  planForMe,
  plansOf,
  type StepChange,
  stepsOf,
  updateStep,
} from '../store/plans.ts';
import { giver, recipients } from '../store/recipients.ts';
import { groundingFields } from '../views/grounding.tsx';
import { planFields as fields, PlanPage, Plans, SharedPlanPage, type StepLine } from '../views/plan.tsx';
import { groundingProps, groundsFor, readGround } from './grounding.ts';

const place = 'cases';
const longest = 2000;

async function findFile(request: Get<'/arenden/:case/samordnade-planer'>): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['shared-plans'] });
  return file;
}

async function list(
  request: Get<'/arenden/:case/samordnade-planer'>,
  file: CaseInReach,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language, permissions } = request.actor;
  const m = messages[language].plan;
  return (
    <Plans
      number={file.caseNumber}
      backHref={casework.caseFile({ case: file.id })}
      plans={(await plansOf(request, file.id)).map(({ id, title, endedAt }) => ({
        key: id,
        href: paths.plan({ case: file.id, plan: id }),
        title,
        state: endedAt ? m.ended(momentInWords(endedAt.toISOString(), request.today, language)) : m.open,
      }))}
      make={
        permissions.has('sharedPlan:keep')
          ? {
              frame: {
                action: paths.plans({ case: file.id }),
                hidden: frameFields(request.csrf, typed, 0),
                errors,
                cancelHref: paths.plans({ case: file.id }),
              },
              title: first(typed, fields.title),
              goal: first(typed, fields.goal),
            }
          : undefined
      }
    />
  );
}

type Own = Readonly<{ file: CaseInReach; plan: SharedPlan; parties: readonly Party[]; steps: readonly PlanStep[] }>;

async function findOwn(request: Get<'/arenden/:case/samordnade-planer/:plan'>): Promise<Own | undefined> {
  const file = await findFile(request);
  const id = findId(request.parameters.plan);
  const plan = file && id && (await findPlan(request, id));
  if (!file || !plan || plan.caseId !== file.id) return undefined;
  return { file, plan, parties: await partiesOf(request, plan.id), steps: await stepsOf(request, plan.id) };
}

async function show(
  request: Get<string>,
  own: Own,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
  problem?: string,
) {
  const { file, plan, parties, steps } = own;
  const { language, permissions } = request.actor;
  const m = messages[language].plan;
  const parameters = { case: file.id, plan: plan.id };
  const open = plan.endedAt === undefined && permissions.has('sharedPlan:keep');
  const csrf = { [hidden.csrf]: request.csrf };
  const when = (at: Date): string => momentInWords(at.toISOString(), request.today, language);
  const current = parties.filter((party) => takesPart(party, plan, request.today));
  const isStep = errors.some(({ field }) => field === fields.what || field === fields.due);
  const frame = (action: string, mine: boolean) => ({
    action,
    hidden: frameFields(request.csrf, mine ? typed : {}, 0),
    errors: mine ? errors : [],
    cancelHref: paths.plan(parameters),
  });
  const inviting = errors.length > 0 && !isStep;
  const value = (name: string): string => (inviting ? first(typed, name) : '');
  return (
    <PlanPage
      title={plan.title}
      goal={plan.goal}
      backHref={paths.plans({ case: file.id })}
      state={plan.endedAt && m.ended(when(plan.endedAt))}
      problem={problem}
      parties={parties.map((party) => ({
        key: party.id,
        name: `${party.name}, ${party.areaName}`,
        ...(party.endedAt
          ? { sees: m.over(when(party.endedAt)) }
          : party.carried
            ? { sees: m.seenBy(party.name), seesHref: paths.seenByParty({ ...parameters, party: party.id }) }
            : { sees: m.lapsed }),
        ground: party.ground.provision,
        until: party.to,
        end:
          open && !party.endedAt
            ? { action: paths.endParty({ ...parameters, party: party.id }), hidden: csrf }
            : undefined,
      }))}
      steps={inOrder(steps).map((step) => {
        const whose = parties.find(({ id }) => id === step.party)?.name;
        const hiddenNames = parties.filter(({ id }) => step.hiddenFrom.includes(id)).map(({ name }) => name);
        return {
          ...stepLine(request, step, whose ?? m.ours),
          hidden: hiddenNames.length === 0 ? undefined : m.hiddenFrom(hiddenNames.join(', ')),
          acts: open
            ? [
                ...(step.party === undefined ? ownActs(request, step) : []),
                ...current
                  .filter(({ id }) => id !== step.party)
                  .map((party) =>
                    step.hiddenFrom.includes(party.id)
                      ? { value: `show:${party.id}`, text: m.show(party.name) }
                      : { value: `hide:${party.id}`, text: m.hide(party.name) },
                  ),
              ]
            : [],
          form: {
            action: paths.changePlanStep({ ...parameters, step: step.id }),
            hidden: { ...csrf, [hidden.seen]: String(step.version) },
          },
        };
      })}
      addStep={
        open
          ? {
              frame: frame(paths.planStep(parameters), isStep),
              what: isStep ? first(typed, fields.what) : '',
              due: isStep ? first(typed, fields.due) : '',
            }
          : undefined
      }
      invite={
        open
          ? {
              frame: frame(paths.invite(parameters), inviting),
              people: (await recipients(request))
                .filter(({ account }) => !parties.some((party) => party.account === account && !party.endedAt))
                .map(({ account, name, areaName }) => ({
                  value: account,
                  label: `${name}, ${areaName}`,
                  checked: value(fields.who) === account,
                })),
              showsName: [
                { value: 'nej', label: m.showsNameNo, checked: value(fields.showsName) === 'nej' },
                // A protected name is given to nobody by a plan.
                ...(file.person.isMasked('list')
                  ? []
                  : [{ value: 'ja', label: m.showsNameYes, checked: value(fields.showsName) === 'ja' }]),
              ],
              until: value(fields.until),
              grounding: groundingProps(request, await groundsFor(request, file.id), value),
            }
          : undefined
      }
      end={open ? { action: paths.endPlan(parameters), hidden: csrf } : undefined}
    />
  );
}

function stepLine(request: Get<string>, step: PlanStep, whose: string): Omit<StepLine, 'acts' | 'form'> {
  const { language } = request.actor;
  const m = messages[language].plan;
  return {
    key: step.id,
    whose,
    what: step.what,
    due: step.due,
    done: step.doneOn && m.doneOn(exactDate(step.doneOn, language)),
  };
}

function ownActs({ actor }: Get<string>, { doneOn }: PlanStep) {
  const m = messages[actor.language].plan;
  return [
    doneOn === undefined ? { value: 'done', text: m.done } : { value: 'undone', text: m.undone },
    { value: 'remove', text: m.remove },
  ];
}

/** What a button of a step says is to be done; undefined for what no button says. */
function changeOf(
  request: Get<string>,
  act: string,
  step: PlanStep,
  may: Readonly<{ own: boolean; hide: boolean }>,
): StepChange | undefined {
  if (may.own && act === 'done') return { doneOn: request.today };
  if (may.own && act === 'undone') return { doneOn: null };
  if (may.own && act === 'remove') return { removed: true };
  const [what, party] = act.split(':');
  const id = findId(party ?? '');
  if (!may.hide || id === undefined) return undefined;
  if (what === 'hide') return { hiddenFrom: [...new Set([...step.hiddenFrom, id])] };
  if (what === 'show') return { hiddenFrom: step.hiddenFrom.filter((one) => one !== id) };
  return undefined;
}

/** Reads a new step; what is wrong is told under its field. */
function readStep(request: Get<string>, typed: Typed, errors: FieldError[]) {
  const { problems } = messages[request.actor.language].plan;
  const what = first(typed, fields.what).slice(0, longest);
  const due = first(typed, fields.due);
  if (what === '') errors.push({ field: fields.what, message: problems.what });
  if (due !== '' && !isLocalDate(due)) errors.push({ field: fields.due, message: problems.due });
  const key = keyIn(typed);
  return errors.length > 0 || !key ? undefined : { what, ...(isLocalDate(due) ? { due } : {}), key };
}

export const planPages: readonly Route[] = [
  get({
    path: paths.plans,
    may: 'case:read',
    audit: 'shared-plan.list',
    handle: async (request) => {
      const file = await findFile(request);
      return file ? page({ place, content: await list(request, file, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.plans,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.make',
    handle: async (request) => {
      const file = await findFile(request);
      if (!file) return notFound;
      const typed = typedFrom(request.form);
      const { problems } = messages[request.actor.language].plan;
      const errors: FieldError[] = [];
      const title = first(typed, fields.title).slice(0, 200);
      const goal = first(typed, fields.goal).slice(0, longest);
      if (title === '') errors.push({ field: fields.title, message: problems.name });
      if (goal === '') errors.push({ field: fields.goal, message: problems.goal });
      const key = keyIn(typed);
      if (errors.length > 0 || !key) return invalid({ place, content: await list(request, file, typed, errors) });
      const id = await makePlan(request, file, { title, goal, key });
      return redirect(paths.plan({ case: file.id, plan: id }));
    },
  }),
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
      const step = readStep(request, typed, errors);
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
      const step = readStep(request, typed, errors);
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

type Mine = PlanForMe | Readonly<{ answer: Answer }>;

/** The plan for a party; to one whose ground has ended it is said that it has, and nothing else of the plan. */
async function findMine(request: Get<'/delat/plan/:plan'>): Promise<Mine> {
  const id = findId(request.parameters.plan);
  if (id === undefined) return { answer: notFound };
  const mine = await planForMe(request, id);
  if (mine) {
    request.touched({ parts: ['shared-plan'] });
    return mine;
  }
  const why = await lapsedPlan(request, id);
  if (!why) return { answer: notFound };
  request.refused({ parts: ['shared-plan'] });
  const m = messages[request.actor.language].plan.refused;
  return {
    answer: {
      kind: 'refusal',
      status: 404,
      place: 'received',
      content: (
        <Main title={m.title}>
          <h1>{m.title}</h1>
          <p className="lead">{m[why]}</p>
          <p>
            <ActionLink href={paths.received()}>{m.back}</ActionLink>
          </p>
        </Main>
      ),
    },
  };
}

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
  return (
    <SharedPlanPage
      title={plan.title}
      goal={plan.goal}
      about={person ? m.about(person.name('list', language)) : m.aboutNobody}
      owner={m.owner(owner, areaName)}
      backHref={paths.received()}
      backText={messages[language].received.back}
      problem={problem}
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
      }}
    />
  );
}
