import { paths as casework } from '../../../casework/index.ts';
import { isLocalDate } from '../../../kernel/date.ts';
import { type AccountId, findId } from '../../../kernel/ids.ts';
import { timeOfDayOf } from '../../../kernel/stockholm.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  notFound,
  page,
  post,
  type Post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { first, frameFields, hidden, keyIn, seenIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import { paths } from '../../paths.ts';
import { assess, assign, decide, handOut, openRequest } from '../actions/requests.ts';
import { messages } from '../messages/index.ts';
import { decisionProblems, decisions, instantOf, ways } from '../request.ts';
import { deciders, type OfficialRequest } from '../store/requests.ts';
import { assessmentsOf, decisionsOf, handoutsOf } from '../store/steps.ts';
import {
  AssessForm,
  assessField,
  assignField,
  DecideForm,
  decideFields,
  HandOutForm,
  handOutFields,
  RequestAssignForm,
  RequestPage,
  type RequestPageProps,
} from '../views/index.ts';

type Asking = Get<typeof paths.request.pattern>;
type Posting = Post<typeof paths.request.pattern>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; overtaken?: boolean }>;

const place = 'officialRequests';

const opened = async (request: Asking) => {
  const id = findId<never>(request.parameters.request);
  return id === undefined ? undefined : openRequest(request, id);
};

/** A request that the actor may do something with: its content is theirs to see. */
const toWorkOn = async (request: Asking): Promise<OfficialRequest | undefined> => {
  const found = await opened(request);
  return found?.request.content ? found.request : undefined;
};

const stepOf = (request: Asking, found: OfficialRequest, action: string, seen: number, shown: Shown) => ({
  number: found.number,
  asked: found.content?.asked ?? '',
  frame: {
    action,
    hidden: {
      ...frameFields(request.csrf, shown.typed ?? {}, seen),
      // Once what somebody else did has been shown, sending again is meant.
      ...(shown.overtaken ? { [hidden.seen]: String(seen) } : {}),
    },
    errors: shown.errors ?? [],
    cancelHref: paths.request({ request: found.id }),
  },
});

const toRequest = (found: OfficialRequest): Answer => redirect(paths.request({ request: found.id }));

const valuesOf = <Fields extends Readonly<Record<string, string>>>(fields: Fields, typed: Typed = {}) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, first(typed, field)])) as Readonly<
    Record<keyof Fields, string>
  >;

async function requestPage(request: Asking): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const { request: one, cases } = found;
  const may = request.actor.permissions;
  const address = { request: one.id };
  const step = (key: RequestPageProps['steps'][number]['key'], href: string) => ({ key, href });
  const decides =
    may.has('officialRequest:decide') &&
    one.content !== undefined &&
    !(one.fourEyes && one.registeredBy === request.actor.account);
  const toAssign = step(one.decider === undefined ? 'assign' : 'reassign', paths.requestAssign(address));
  const steps = [
    ...(one.state === 'to-assign' ? [toAssign] : []),
    ...(decides && one.state === 'to-hand-out' ? [step('handOut', paths.requestHandOut(address))] : []),
    ...(decides && one.outcome === undefined && one.assessments === 0
      ? [step('assess', paths.requestAssess(address))]
      : []),
    ...(decides ? [step(one.outcome === undefined ? 'decide' : 'decideAgain', paths.requestDecide(address))] : []),
    ...(decides && (one.outcome !== undefined || one.assessments > 0)
      ? [step('assess', paths.requestAssess(address))]
      : []),
    ...(one.state === 'to-decide' ? [toAssign] : []),
  ];
  return page({
    place,
    content: (
      <RequestPage
        request={one}
        cases={cases.seen.map((file) => ({ number: file.number, href: casework.caseFile({ case: file.id }) }))}
        hiddenCases={cases.all - cases.seen.length}
        assessments={await assessmentsOf(request, one.id)}
        decisions={await decisionsOf(request, one.id)}
        handouts={await handoutsOf(request, one.id)}
        backHref={paths.requests()}
        steps={steps}
        justRegistered={request.query.get('sparat') === 'ja'}
      />
    ),
  });
}

async function assignForm(request: Asking, found: OfficialRequest, shown: Shown = {}) {
  const chosen = shown.typed ? first(shown.typed, assignField) : (found.decider ?? '');
  const people = await deciders(request);
  return (
    <RequestAssignForm
      {...stepOf(request, found, paths.requestAssign({ request: found.id }), found.version, shown)}
      people={people
        .filter(({ account }) => !(found.fourEyes && account === found.registeredBy))
        .map(({ account, name }) => ({ value: account, label: name, checked: account === chosen }))}
      overtaken={shown.overtaken === true}
    />
  );
}

async function assignAnswer(request: Posting): Promise<Answer> {
  const found = (await opened(request))?.request;
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].assign;
  const account = findId<AccountId>(first(typed, assignField));
  const again = async (message: string) =>
    invalid({
      place,
      content: await assignForm(request, found, { typed, errors: [{ field: assignField, message }] }),
    });
  if (!account) return again(m.missing);
  const { outcome } = await assign(request, found.id, account, seenIn(typed));
  switch (outcome) {
    case 'assigned':
      return toRequest(found);
    case 'not-a-decider':
      return again(m.missing);
    case 'four-eyes':
      return again(m.fourEyes);
    case 'overtaken':
      return conflict({ place, content: await assignForm(request, found, { typed, overtaken: true }) });
    case 'not-found':
      return notFound;
  }
}

const assessForm = (request: Asking, found: OfficialRequest, shown: Shown = {}) => (
  <AssessForm
    {...stepOf(request, found, paths.requestAssess({ request: found.id }), found.assessments, shown)}
    assessment={first(shown.typed ?? {}, assessField)}
  />
);

async function assessAnswer(request: Posting): Promise<Answer> {
  const found = await toWorkOn(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const text = first(typed, assessField);
  const key = keyIn(typed);
  if (text === '' || !key) {
    const errors = [{ field: assessField, message: messages[request.actor.language].assess.missing }];
    return invalid({ place, content: assessForm(request, found, { typed, errors }) });
  }
  const { outcome } = await assess(request, found.id, text, key);
  return outcome === 'written' ? toRequest(found) : notFound;
}

const decideForm = (request: Asking, found: OfficialRequest, shown: Shown = {}) => (
  <DecideForm
    {...stepOf(request, found, paths.requestDecide({ request: found.id }), found.decisions, shown)}
    values={valuesOf(decideFields, shown.typed)}
    contactData={found.content?.contactData === true}
    overtaken={shown.overtaken === true}
  />
);

async function decideAnswer(request: Posting): Promise<Answer> {
  const found = await toWorkOn(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].decide;
  const values = valuesOf(decideFields, typed);
  const outcome = decisions.find((one) => one === values.outcome);
  const key = keyIn(typed);
  const again = (errors: readonly FieldError[]) =>
    invalid({ place, content: decideForm(request, found, { typed, errors }) });
  if (!outcome || !key) return again([{ field: decideFields.outcome, message: m.outcomeMissing }]);
  const told = values.toldOfAppeal === 'yes' ? true : values.toldOfAppeal === 'no' ? false : undefined;
  const decided = await decide(request, found.id, { ...values, outcome, toldOfAppeal: told }, seenIn(typed), key);
  switch (decided.outcome) {
    case 'written':
      return toRequest(found);
    case 'incomplete':
      return again(
        decisionProblems
          .filter((problem) => decided.problems.includes(problem))
          .map((problem) => ({
            field: problem === 'assessment' ? decideFields.outcome : decideFields[problem],
            message: m.problems[problem],
          })),
      );
    case 'four-eyes':
      return again([{ field: decideFields.outcome, message: m.fourEyes }]);
    case 'overtaken':
      return conflict({ place, content: decideForm(request, found, { typed, overtaken: true }) });
    case 'not-found':
      return notFound;
  }
}

const handOutForm = (request: Asking, found: OfficialRequest, shown: Shown = {}) => (
  <HandOutForm
    {...stepOf(request, found, paths.requestHandOut({ request: found.id }), found.decisions, shown)}
    values={
      shown.typed
        ? valuesOf(handOutFields, shown.typed)
        : {
            ...valuesOf(handOutFields),
            on: request.today,
            at: timeOfDayOf(request.now).replace(':', '.'),
          }
    }
  />
);

async function handOutAnswer(request: Posting): Promise<Answer> {
  const found = await toWorkOn(request);
  if (!found || (found.outcome !== 'granted' && found.outcome !== 'in-part')) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].handOut;
  const { items, way: typedWay, redacted, on, at: time } = valuesOf(handOutFields, typed);
  const way = ways.find((one) => one === typedWay);
  const at = isLocalDate(on) ? instantOf(on, time) : undefined;
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (items === '') errors.push({ field: handOutFields.items, message: m.itemsMissing });
  if (!way) errors.push({ field: handOutFields.way, message: m.wayMissing });
  if (redacted !== 'yes' && redacted !== 'no')
    errors.push({ field: handOutFields.redacted, message: m.redactedMissing });
  if (!isLocalDate(on) || on > request.today) errors.push({ field: handOutFields.on, message: m.onWrong });
  else if (!at || at > request.now) errors.push({ field: handOutFields.at, message: m.atWrong });
  if (!way || !at || !key || errors.length > 0)
    return invalid({ place, content: handOutForm(request, found, { typed, errors }) });
  const { outcome } = await handOut(request, found.id, { items, way, redacted: redacted === 'yes', at, key });
  return outcome === 'written' ? toRequest(found) : notFound;
}

const answeredWith =
  (form: (request: Asking, found: OfficialRequest) => ReturnType<typeof assessForm>) =>
  async (request: Asking): Promise<Answer> => {
    const found = await toWorkOn(request);
    return found ? page({ place, content: form(request, found) }) : notFound;
  };

/** From a request to its answer: who decides, the test of harm, the decision, and what was handed out. */
export const stepPages: readonly Route[] = [
  get({
    path: paths.request,
    may: 'officialRequest:register',
    audit: 'official-request.read',
    handle: requestPage,
  }),
  get({
    path: paths.requestAssign,
    may: 'officialRequest:register',
    audit: 'official-request.assign.form',
    handle: async (request) => {
      const found = (await opened(request))?.request;
      return found ? page({ place, content: await assignForm(request, found) }) : notFound;
    },
  }),
  post({
    path: paths.requestAssign,
    may: 'officialRequest:register',
    audit: 'official-request.assign',
    handle: assignAnswer,
  }),
  get({
    path: paths.requestAssess,
    may: 'officialRequest:decide',
    audit: 'official-request.assess.form',
    handle: answeredWith(assessForm),
  }),
  post({
    path: paths.requestAssess,
    may: 'officialRequest:decide',
    audit: 'official-request.assess',
    handle: assessAnswer,
  }),
  get({
    path: paths.requestDecide,
    may: 'officialRequest:decide',
    audit: 'official-request.decide.form',
    handle: answeredWith(decideForm),
  }),
  post({
    path: paths.requestDecide,
    may: 'officialRequest:decide',
    audit: 'official-request.decide',
    stepUp: true,
    handle: decideAnswer,
  }),
  get({
    path: paths.requestHandOut,
    may: 'officialRequest:decide',
    audit: 'official-request.hand-out.form',
    handle: async (request) => {
      const found = await toWorkOn(request);
      return found?.outcome === 'granted' || found?.outcome === 'in-part'
        ? page({ place, content: handOutForm(request, found) })
        : notFound;
    },
  }),
  post({
    path: paths.requestHandOut,
    may: 'officialRequest:decide',
    audit: 'official-request.hand-out',
    stepUp: true,
    handle: handOutAnswer,
  }),
];
