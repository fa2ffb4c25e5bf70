import { pagerOf } from '../../ui/index.ts';
import type { ReactNode } from 'react';
import { findRun, paths as casework, routineLibrary } from '../../casework/index.ts';
import { addMonths, isLocalDate } from '../../kernel/date.ts';
import { type AccountId, findId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
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
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, pageNumber, seenIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { paths } from '../paths.ts';
import type { Library } from '../../routine/index.ts';
import { definitionsOf, obligationName, shortName } from '../routine-words.ts';
import { sectionsFor } from '../sections.ts';
import { addMeasure, assignTo, close, mayHandle, openDeviation, registerDeviation } from './actions.ts';
import { messages } from './messages/index.ts';
import {
  type Deviation,
  deviationFilters,
  holdersOf,
  listDeviations,
  measuresOf,
  type NewDeviation,
  setAside,
} from './store/deviations.ts';
import {
  AssignDeviation,
  assignFields,
  CloseDeviation,
  deviationFields as fields,
  DeviationList,
  DeviationPage,
  RegisterDeviation,
  SetAsideList,
  textField,
  WriteMeasure,
} from './views/index.tsx';

const place = 'adherence';
const size = 50;
const longest = 90;
/** The field that carries the run a deviation is of. */
const runField = 'pagaende';

type Asking = Get<typeof paths.deviation.pattern>;
type Posting = Post<typeof paths.deviation.pattern>;
type Shown = Readonly<{ typed?: Typed; errors?: readonly FieldError[]; overtaken?: boolean }>;

const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 2).trimEnd()} …`;
};

const stateOf = ({ closedAt, responsible }: Deviation) =>
  closedAt ? 'closed' : responsible === undefined ? 'registered' : 'handled';

async function listAnswer(request: Scope & Readonly<{ query: URLSearchParams }>): Promise<Answer> {
  const { query, actor } = request;
  const m = messages[actor.language];
  const showsSetAside = query.get('visa') === 'avsteg';
  const filter = deviationFilters.find((one) => one === query.get('visa')) ?? 'open';
  const number = pageNumber(query.get('sida'));
  const { deviations, counts } = await listDeviations(request, filter, { size, number });
  const tabs = [
    ...deviationFilters.map((one) => ({
      href: paths.deviations({ visa: one }),
      text: `${m.filters[one]} (${counts[one]})`,
      current: !showsSetAside && one === filter,
    })),
    ...(actor.permissions.has('deviation:handle')
      ? [{ href: paths.deviations({ visa: 'avsteg' }), text: m.setAsideFilter, current: showsSetAside }]
      : []),
  ];
  const list = { sections: sectionsFor(actor), registerHref: paths.registerDeviation(), tabs };
  if (showsSetAside && actor.permissions.has('deviation:handle')) return setAsideAnswer(request, list);
  request.touched({ runs: deviations.flatMap(({ run }) => run ?? []), parts: ['deviation'] });
  const library = await routineLibrary(request);
  return page({
    place,
    content: (
      <DeviationList
        {...list}
        empty={m.empty[filter]}
        lines={deviations.map((one) => ({
          key: one.id,
          href: paths.deviation({ deviation: one.id }),
          what: shortened(one.what),
          happenedOn: one.happenedOn,
          routine: shortName(library, one.routine, actor.language),
          responsible: one.responsibleName,
          due: one.dueOn,
          state: stateOf(one),
        }))}
        pager={pagerOf({ number, size }, deviations.length, counts[filter], (sida) =>
          paths.deviations({ visa: filter, sida }),
        )}
      />
    ),
  });
}

/** A must that was set aside is a deviation without being registered as one: it is read from the case that it stands in. */
async function setAsideAnswer(
  request: Scope,
  list: Pick<Parameters<typeof SetAsideList>[0], 'sections' | 'registerHref' | 'tabs'>,
): Promise<Answer> {
  const { language } = request.actor;
  const library = await routineLibrary(request);
  const isMust = (routine: string, version: string, id: string): boolean =>
    library.find(routine, version)?.definition.obligations.some((one) => one.id === id && one.modality === 'must') ??
    false;
  const lines = (await setAside(request, addMonths(request.today, -12), 500)).filter((one) =>
    isMust(one.routine, one.version, one.obligation),
  );
  request.touched({ runs: lines.map(({ run }) => run), parts: ['entries'] });
  return page({
    place,
    content: (
      <SetAsideList
        {...list}
        lines={lines.map((one) => ({
          key: one.entry,
          href: casework.run({ run: one.run }),
          caseNumber: one.caseNumber,
          obligation: obligationName(library, one.routine, one.obligation, language),
          at: one.at,
          reason: one.reason,
        }))}
      />
    ),
  });
}

type RegisterAsking = Get<typeof paths.registerDeviation.pattern>;

/** The run that the form is opened from, when the asker sees it; undefined for one that they do not. */
async function fromRun(request: Scope, id: string) {
  const run = findId<RunId>(id);
  return run === undefined ? undefined : findRun(request, run);
}

async function registerForm(request: RegisterAsking, runId: string, shown: Shown = {}) {
  const { language } = request.actor;
  const m = messages[language].form;
  const run = runId === '' ? undefined : await fromRun(request, runId);
  if (runId !== '' && !run) return undefined;
  const typed = shown.typed ?? {};
  const chosen = first(typed, fields.about);
  const library = await routineLibrary(request);
  const routines = run ? [run.routine] : library.routines();
  const about = routines.map((routine) => {
    const choose = (id: string, label: string) => ({
      value: `${routine}:${id}`,
      label,
      checked: chosen === `${routine}:${id}`,
    });
    const definition =
      (run ? library.find(routine, run.routineVersion)?.definition : undefined) ??
      definitionsOf(library, routine).at(-1);
    return {
      label: shortName(library, routine, language),
      choices: [
        choose('', m.whole),
        ...(definition?.obligations ?? []).map(({ id, title }) => choose(id, title[language])),
      ],
    };
  });
  const value = (name: keyof typeof fields): string => first(typed, fields[name]);
  return (
    <RegisterDeviation
      frame={{
        action: paths.registerDeviation(),
        hidden: { ...frameFields(request.csrf, typed), [runField]: runId },
        errors: shown.errors ?? [],
        cancelHref: run ? casework.run({ run: run.id }) : paths.deviations(),
      }}
      fromRun={run !== undefined}
      about={about}
      values={{
        about: chosen,
        happenedOn: value('happenedOn') || (shown.typed ? '' : request.today),
        what: value('what'),
        consequence: value('consequence'),
        proposal: value('proposal'),
      }}
    />
  );
}

/** What was typed as a deviation; the errors tell of what is missing or wrong. */
function read(
  library: Library,
  request: RegisterAsking,
  typed: Typed,
  errors: FieldError[],
): Omit<NewDeviation, 'id' | 'run'> | undefined {
  const m = messages[request.actor.language].form;
  const [routine = '', obligation = ''] = first(typed, fields.about).split(':');
  const known =
    library.routines().includes(routine) &&
    (obligation === '' ||
      definitionsOf(library, routine).some(({ obligations }) => obligations.some(({ id }) => id === obligation)));
  const happenedOn = first(typed, fields.happenedOn);
  const what = first(typed, fields.what);
  if (!known) errors.push({ field: fields.about, message: m.aboutMissing });
  if (!isLocalDate(happenedOn) || happenedOn > request.today)
    errors.push({ field: fields.happenedOn, message: m.happenedWrong });
  if (what === '') errors.push({ field: fields.what, message: m.whatMissing });
  const key = keyIn(typed);
  if (errors.length > 0 || !key || !isLocalDate(happenedOn)) return undefined;
  return {
    routine,
    obligation,
    happenedOn,
    what,
    consequence: first(typed, fields.consequence),
    proposal: first(typed, fields.proposal),
    key,
  };
}

async function registerAnswer(request: Post<typeof paths.registerDeviation.pattern>): Promise<Answer> {
  const typed = typedFrom(request.form);
  const runId = first(typed, runField);
  const run = runId === '' ? undefined : await fromRun(request, runId);
  if (runId !== '' && !run) return notFound;
  const errors: FieldError[] = [];
  const input = read(await routineLibrary(request), request, typed, errors);
  if (!input || (run && run.routine !== input.routine))
    return invalid({ place, content: await registerForm(request, runId, { typed, errors }) });
  const id = await registerDeviation(request, { ...input, run: run?.id });
  return redirect(paths.deviation({ deviation: id }, { sparat: 'ja' }));
}

const opened = async (request: Asking): Promise<Deviation | undefined> => {
  const id = findId<never>(request.parameters.deviation);
  return id === undefined ? undefined : openDeviation(request, id);
};

/** A deviation that the actor may do something with. */
const toWorkOn = async (request: Asking): Promise<Deviation | undefined> => {
  const found = await opened(request);
  return found && !found.closedAt && mayHandle(request, found) ? found : undefined;
};

async function deviationAnswer(request: Asking): Promise<Answer> {
  const found = await opened(request);
  if (!found) return notFound;
  const { language } = request.actor;
  const library = await routineLibrary(request);
  const address = { deviation: found.id };
  const measures = await measuresOf(request, found.id);
  const all = [
    { key: 'measure', href: paths.deviationMeasure(address) },
    { key: 'assign', href: paths.deviationAssign(address) },
    { key: 'close', href: paths.deviationClose(address) },
  ] as const;
  // Somebody is to be responsible first; it is closed when something has been done.
  const order = found.responsible === undefined ? [1, 0] : measures.length === 0 ? [0, 1] : [2, 0, 1];
  const steps = order.flatMap((index) => all[index] ?? []);
  const run = found.run === undefined ? undefined : await findRun(request, found.run);
  return page({
    place,
    content: (
      <DeviationPage
        backHref={paths.deviations()}
        what={found.what}
        consequence={found.consequence}
        proposal={found.proposal}
        happenedOn={found.happenedOn}
        routine={shortName(library, found.routine, language)}
        obligation={found.obligation === '' ? '' : obligationName(library, found.routine, found.obligation, language)}
        unit={found.unitName}
        registeredBy={found.registeredByName}
        registeredAt={found.registeredAt.toISOString()}
        responsible={found.responsibleName}
        due={found.dueOn}
        runHref={run && casework.run({ run: run.id })}
        closedAt={found.closedAt?.toISOString()}
        conclusion={found.conclusion}
        measures={measures}
        steps={!found.closedAt && mayHandle(request, found) ? steps : []}
        justRegistered={request.query.get('sparat') === 'ja'}
      />
    ),
  });
}

const stepOf = (request: Asking, found: Deviation, action: string, { typed = {}, errors = [], overtaken }: Shown) => ({
  frame: {
    action,
    hidden: {
      ...frameFields(request.csrf, typed, found.version),
      // Once what somebody else did has been shown, sending again is meant.
      ...(overtaken ? { [hidden.seen]: String(found.version) } : {}),
    },
    errors,
    cancelHref: paths.deviation({ deviation: found.id }),
  },
  what: found.what,
  overtaken,
});

const toDeviation = (found: Deviation): Answer => redirect(paths.deviation({ deviation: found.id }));

async function assignForm(request: Asking, found: Deviation, shown: Shown = {}) {
  const typed = shown.typed ?? {};
  const chosen = first(typed, assignFields.responsible) || (shown.typed ? '' : (found.responsible ?? ''));
  const people = await holdersOf(request, 'deviation:register');
  return (
    <AssignDeviation
      {...stepOf(request, found, paths.deviationAssign({ deviation: found.id }), shown)}
      people={people.map(({ account, name }) => ({ value: account, label: name, checked: account === chosen }))}
      dueOn={first(typed, assignFields.dueOn) || (shown.typed ? '' : (found.dueOn ?? ''))}
    />
  );
}

async function assignAnswer(request: Posting): Promise<Answer> {
  const found = await toWorkOn(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].assign;
  const responsible = findId<AccountId>(first(typed, assignFields.responsible));
  const dueOn = first(typed, assignFields.dueOn);
  const errors: FieldError[] = [];
  if (!responsible) errors.push({ field: assignFields.responsible, message: m.missing });
  if (!isLocalDate(dueOn) || dueOn < request.today) errors.push({ field: assignFields.dueOn, message: m.dueWrong });
  if (!responsible || !isLocalDate(dueOn) || errors.length > 0)
    return invalid({ place, content: await assignForm(request, found, { typed, errors }) });
  const { outcome } = await assignTo(request, found.id, responsible, dueOn, seenIn(typed));
  if (outcome === 'overtaken')
    return conflict({ place, content: await assignForm(request, found, { typed, overtaken: true }) });
  if (outcome === 'nobody') {
    const nobody = [{ field: assignFields.responsible, message: m.missing }];
    return invalid({ place, content: await assignForm(request, found, { typed, errors: nobody }) });
  }
  return outcome === 'changed' ? toDeviation(found) : notFound;
}

const measureForm = (request: Asking, found: Deviation, shown: Shown = {}) => (
  <WriteMeasure
    {...stepOf(request, found, paths.deviationMeasure({ deviation: found.id }), shown)}
    text={first(shown.typed ?? {}, textField)}
  />
);

async function measureAnswer(request: Posting): Promise<Answer> {
  const found = await toWorkOn(request);
  if (!found) return notFound;
  const typed = typedFrom(request.form);
  const text = first(typed, textField);
  const key = keyIn(typed);
  if (text === '' || !key) {
    const errors = [{ field: textField, message: messages[request.actor.language].measure.missing }];
    return invalid({ place, content: measureForm(request, found, { typed, errors }) });
  }
  const { outcome } = await addMeasure(request, found.id, text, key);
  return outcome === 'changed' ? toDeviation(found) : notFound;
}

const closeForm = (request: Asking, found: Deviation, shown: Shown = {}) => (
  <CloseDeviation
    {...stepOf(request, found, paths.deviationClose({ deviation: found.id }), shown)}
    text={first(shown.typed ?? {}, textField)}
  />
);

async function closeAnswer(request: Posting): Promise<Answer> {
  const found = await opened(request);
  // Sent twice: it is closed already.
  if (found?.closedAt && mayHandle(request, found)) return toDeviation(found);
  if (!found || !mayHandle(request, found)) return notFound;
  const typed = typedFrom(request.form);
  const m = messages[request.actor.language].close;
  const text = first(typed, textField);
  const again = (message: string): Answer =>
    invalid({ place, content: closeForm(request, found, { typed, errors: [{ field: textField, message }] }) });
  if (text === '') return again(m.missing);
  const { outcome } = await close(request, found.id, text, seenIn(typed));
  switch (outcome) {
    case 'changed':
      return toDeviation(found);
    case 'nothing-done':
      return again(m.nothingDone);
    case 'overtaken':
      return conflict({ place, content: closeForm(request, found, { typed, overtaken: true }) });
    case 'not-found':
      return notFound;
  }
}

const form = async (
  request: Asking,
  show: (request: Asking, found: Deviation) => ReactNode | Promise<ReactNode>,
): Promise<Answer> => {
  const found = await toWorkOn(request);
  return found ? page({ place, content: await show(request, found) }) : notFound;
};

/** Deviations from the routines: registered by anybody who works by them, handled by who answers for the unit. */
export const deviationPages: readonly Route[] = [
  get({ path: paths.deviations, may: 'deviation:register', audit: 'deviation.list', handle: listAnswer }),
  get({
    path: paths.registerDeviation,
    may: 'deviation:register',
    audit: 'deviation.form',
    handle: async (request) => {
      const content = await registerForm(request, request.query.get(runField) ?? '');
      return content ? page({ place, content }) : notFound;
    },
  }),
  post({
    path: paths.registerDeviation,
    may: 'deviation:register',
    audit: 'deviation.register',
    handle: registerAnswer,
  }),
  get({ path: paths.deviation, may: 'deviation:register', audit: 'deviation.read', handle: deviationAnswer }),
  get({
    path: paths.deviationAssign,
    may: 'deviation:register',
    audit: 'deviation.form',
    handle: (request) => form(request, assignForm),
  }),
  post({ path: paths.deviationAssign, may: 'deviation:register', audit: 'deviation.assign', handle: assignAnswer }),
  get({
    path: paths.deviationMeasure,
    may: 'deviation:register',
    audit: 'deviation.form',
    handle: (request) => form(request, measureForm),
  }),
  post({ path: paths.deviationMeasure, may: 'deviation:register', audit: 'deviation.measure', handle: measureAnswer }),
  get({
    path: paths.deviationClose,
    may: 'deviation:register',
    audit: 'deviation.form',
    handle: (request) => form(request, closeForm),
  }),
  post({ path: paths.deviationClose, may: 'deviation:register', audit: 'deviation.close', handle: closeAnswer }),
];
