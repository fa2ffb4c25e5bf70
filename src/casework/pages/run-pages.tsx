import type { Library } from '../../routine/index.ts';
import { writtenDate } from './wording.ts';
import { protectionMessages } from '../messages/protection.ts';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import { timeOfDayOf } from '../../kernel/stockholm.ts';
import type { Scope } from '../../platform/door.ts';
import { get, notFound, page, type Route } from '../../platform/route.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { closesAt, emergenciesOf, nameInWork } from '../../secrecy/index.ts';
import { momentInWords } from '../../ui/index.ts';
import type { RunRecord } from '../entry.ts';
import { hangsOnTheRun, missingFrom } from '../fulfilment.ts';
import { routineLibrary } from '../routines.ts';
import { coverMessages } from '../messages/cover.ts';
import { emergencyMessages } from '../messages/emergency.ts';
import { words } from '../messages/words.ts';
import { handoversOf } from '../store/cover.ts';
import { meetingsOfRun } from '../store/meetings.ts';
import { paths } from '../paths.ts';
import { type AssignedPerson, findCase, peopleOf } from '../store/cases.ts';
import { runsOfCase } from '../store/runs.ts';
import { takenOnIn } from '../store/taken-on.ts';
import {
  type CaseHeader,
  type NextStep,
  type NoticeView,
  type PersonView,
  PrintPage,
  type RunContent,
  type RunHeading,
  RunPage,
  type RunPageProps,
  type RunTab,
} from '../views/index.ts';
import { moveNotices } from './move-pages.tsx';
import { factViews, nextStepViews, otherEntries, phaseViews, type Seen } from './run-view.ts';
import { comingFirst } from './meeting-words.ts';
import { bookedFollowUps, planViews, stepsTogether } from './plans.ts';
import { letterHref } from './insluss-letter-page.tsx';
import { contactViews } from './contact-view.ts';
import { seeRun } from './see-run.ts';
import { takenOnView, takeOnLink } from './taken-on-view.ts';
import { happeningViews } from './happening-lines.ts';
import { entryViews } from './timeline.ts';
import { entryTitle, obligationTitle } from './wording.ts';

const partsOf: Readonly<Record<RunTab, readonly string[]>> = {
  routine: ['obligations', 'facts', 'people'],
  timeline: ['entries', 'happenings', 'facts', 'people'],
  plans: ['plans', 'facts', 'people'],
  people: ['people', 'facts'],
};

const tab = (which: RunTab, { pattern }: Readonly<{ pattern: `/pagaende/:run${string}` }>): Route =>
  get({
    path: { pattern: pattern as '/pagaende/:run' },
    may: 'run:read',
    audit: `run.${which}.read`,
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, partsOf[which]);
      if (!seen) return notFound;
      const props = await runPage(request, seen, which, [
        ...noticesAfter(seen, request.query, request.now),
        ...(await moveNotices(request, seen)),
      ]);
      return page({ place: 'cases', content: <RunPage {...props} /> });
    },
  });

export const runPages: readonly Route[] = [
  tab('routine', paths.run),
  tab('timeline', paths.timeline),
  tab('plans', paths.plans),
  tab('people', paths.people),
  get({
    path: paths.print,
    may: 'run:read',
    audit: 'run.print',
    handle: async (request) => {
      const seen = await seeRun(request, request.parameters.run, ['plans', 'next-steps', 'people']);
      if (!seen) return notFound;
      const { run } = seen.evaluated;
      const people = (await peopleOf(request, run)).filter((person) => isNow(person, request.today));
      return page({
        place: 'cases',
        content: (
          <PrintPage
            givenName={run.person.givenName('print')}
            backHref={paths.run({ run: run.id })}
            first={seen.evaluated.state.warnings
              .filter(({ first }) => first)
              .map(({ message }) => message[seen.voice.language])}
            nextSteps={stepsTogether(seen)}
            plans={planViews(seen).filter(({ sections }) => sections.length > 0)}
            contacts={people.map((person) => ({
              name: person.name,
              role: words[seen.voice.language].role[person.role],
            }))}
          />
        ),
      });
    },
  }),
];

async function runPage(scope: Scope, seen: Seen, which: RunTab, notices: readonly NoticeView[]): Promise<RunPageProps> {
  const { run, state } = seen.evaluated;
  const { definition, language } = seen.voice;
  const file = await findCase(scope, run.caseId as CaseId);
  if (file) scope.touched({ cases: [file.id], parts: ['case'] });
  const people = await peopleOf(scope, run);
  const now = people.filter((person) => isNow(person, scope.today));
  const responsible = now.find(({ role }) => role === 'caseworker');
  const parameters = { run: run.id };
  const mayAssign = file !== undefined && scope.actor.permissions.has('assignment:make');
  const ended = definition.entryKinds[state.endedBy ?? '']?.name[language] ?? '';
  return {
    backLink: { href: paths.cases(), text: words[language].backToCases },
    heading: {
      number: run.caseNumber,
      name: nameInWork(run.person, language),
      ...(responsible
        ? { responsible: { name: responsible.name, isReader: responsible.account === scope.actor.account } }
        : {}),
      housing: housingOf(seen),
      keyDay: keyDayOf(seen),
      routineTitle: definition.name[language],
      routineVersion: definition.version,
      routineHref: paths.routine({ routine: definition.routine, version: definition.version }),
      opened: run.openedOn,
      ...(state.endedAt === undefined ? {} : { ended: { at: state.endedAt, how: ended } }),
    },
    caseHeader: file && (await caseHeader(scope, file, run.id)),
    whyHref: paths.why(parameters),
    ...(scope.actor.permissions.has('deviation:register')
      ? { deviationHref: paths.registerDeviation({ pagaende: parameters.run }) }
      : {}),
    warnings: [
      ...notices,
      ...(file ? await emergencyNotices(scope, file.id) : []),
      ...(await handoverNotices(scope, run.id)),
      ...(state.endedAt === undefined ? lapsedConsents(seen) : []),
      ...state.warnings.map(({ message }): NoticeView => ({ tone: 'soon', text: message[language] })),
    ],
    nextSteps: state.endedAt === undefined ? await stepsWithTaken(scope, seen) : [],
    isStuck: state.obligations.some((one) => one.state === 'blocked'),
    tabs: {
      routine: paths.run(parameters),
      timeline: paths.timeline(parameters),
      plans: paths.plans(parameters),
      people: paths.people(parameters),
    },
    content: await contentOf(
      scope,
      seen,
      which,
      file !== undefined,
      people.filter((person) => !isNow(person, scope.today)).map((person) => personView(seen, person, mayAssign)),
    ),
    meetings: await meetingsBeside(scope, seen),
    facts: factViews(seen),
    people: now.map((person) => personView(seen, person, mayAssign)),
    contacts: state.endedAt === undefined ? await contactViews(scope, seen, now) : [],
    contactsHref: paths.contactRoutes(),
    actions: {
      addEntries: otherEntries(seen),
      ...(mayAssign ? { assignHref: paths.assign(parameters) } : {}),
      printHref: paths.print(parameters),
      letterHref: letterHref(seen),
      whatIfHref: paths.whatIf(parameters),
    },
  };
}

const mostMeetings = 4;

/** The next meetings, and the way to book more for who works in the run. */
async function meetingsBeside(scope: Scope, seen: Seen): Promise<RunPageProps['meetings']> {
  const parameters = { run: seen.evaluated.run.id };
  const all = await meetingsOfRun(scope, seen.evaluated.run.id);
  const books =
    seen.role !== undefined && scope.actor.permissions.has('entry:record') && seen.evaluated.run.endedOn === undefined;
  return {
    coming: comingFirst(all, seen).coming.slice(0, mostMeetings),
    ...(all.length === 0 ? {} : { allHref: paths.meetings(parameters) }),
    ...(books ? { bookHref: paths.bookMeeting(parameters), seriesHref: paths.bookSeries(parameters) } : {}),
  };
}

async function contentOf(
  scope: Scope,
  seen: Seen,
  which: RunTab,
  seesCase: boolean,
  past: readonly PersonView[],
): Promise<RunContent> {
  switch (which) {
    case 'routine':
      return { tab: 'routine', phases: phaseViews(seen) };
    case 'timeline':
      return {
        tab: 'timeline',
        entries: entryViews(seen),
        happenings: await happeningViews(scope, seen, seesCase),
      };
    case 'plans':
      return { tab: 'plans', plans: planViews(seen), followUps: bookedFollowUps(seen) };
    case 'people':
      return { tab: 'people', past };
  }
}

const recent = 30 * 86_400_000;

/** What somebody who is away has written to whoever stands in. */
async function handoverNotices(scope: Scope, run: RunId): Promise<readonly NoticeView[]> {
  const { language } = scope.actor;
  const m = coverMessages[language];
  return (await handoversOf(scope, [run])).map(({ from, to, until, body }) => {
    const day = writtenDate(until, language);
    return {
      tone: 'info',
      text: `${to === undefined ? m.onRun(from, day) : m.onRunCovered(from, day, to)} ${m.note(body)}`,
    };
  });
}

/** That somebody has opened the case in an emergency, for those who work with it. */
async function emergencyNotices(scope: Scope, caseId: CaseId): Promise<readonly NoticeView[]> {
  const m = emergencyMessages[scope.actor.language];
  const openings = await emergenciesOf(scope, caseId, new Date(scope.now.getTime() - recent));
  return openings.map((opening) => ({
    tone: 'soon',
    text: m.onCase(
      opening.by,
      momentInWords(opening.openedAt.toISOString(), scope.today, scope.actor.language),
      timeOfDayOf(closesAt(opening)),
      opening.reason,
    ),
  }));
}

async function caseHeader(
  scope: Scope,
  file: NonNullable<Awaited<ReturnType<typeof findCase>>>,
  current: string,
): Promise<CaseHeader> {
  const { person } = file;
  const all = await runsOfCase(scope, file.id);
  const library = await routineLibrary(scope);
  const others = all.filter(({ id }) => id !== current);
  return {
    identity: {
      kind: person.identityKind,
      number: person.writtenNumber('work'),
      numberLeftOut: person.isNumberMasked('work'),
      certainty: person.identityCertainty,
    },
    ...(file.externalReference === ''
      ? {}
      : { ownSystem: { name: file.externalSystem, reference: file.externalReference } }),
    links: [
      { href: paths.consents({ case: file.id }), text: words[scope.actor.language].consents },
      { href: paths.notices({ case: file.id }), text: words[scope.actor.language].notices },
      { href: paths.disclosures({ case: file.id }), text: words[scope.actor.language].disclosures },
      { href: paths.sharedPlans({ case: file.id }), text: words[scope.actor.language].sharedPlans },
      ...(scope.actor.permissions.has('placement:request')
        ? [
            { href: paths.placements({ case: file.id }), text: words[scope.actor.language].placements },
            { href: paths.askPlacement({ run: current }), text: words[scope.actor.language].askPlacement },
          ]
        : []),
      { href: paths.protection({ case: file.id }), text: protectionMessages[scope.actor.language].link },
      { href: paths.caseAudit({ case: file.id }), text: words[scope.actor.language].whoHasOpened },
      ...(scope.actor.permissions.has('individual:extract')
        ? [{ href: paths.extract({ case: file.id }), text: words[scope.actor.language].extract }]
        : []),
    ],
    otherRuns: others.map(({ id, routine, routineVersion }) => ({
      href: paths.run({ run: id }),
      text: `${library.find(routine, routineVersion)?.definition.name[scope.actor.language] ?? routine} (${routineVersion})`,
    })),
    ...(scope.actor.permissions.has('run:start') && mayStartAnother(library, scope.today, all)
      ? { startRunHref: paths.startRun({ case: file.id }) }
      : {}),
  };
}

/** Whether some routine in force has no open run in the case. */
const mayStartAnother = (library: Library, today: LocalDate, runs: readonly RunRecord[]): boolean =>
  library
    .routines()
    .some(
      (name) =>
        library.findInForce(name, today) !== undefined &&
        !runs.some(({ routine, endedOn }) => routine === name && endedOn === undefined),
    );

const isNow = (person: AssignedPerson, today: string): boolean => person.to === undefined || person.to >= today;

function personView(seen: Seen, person: AssignedPerson, mayEnd: boolean): PersonView {
  const { language } = seen.voice;
  const names = person.groundNames;
  return {
    key: person.id,
    name: person.name,
    role: words[language].role[person.role],
    organisation: person.areaName,
    isReader: person.account === seen.actor.account,
    from: person.from,
    to: person.to,
    away: person.away && words[language].away(writtenDate(person.away.until, language), person.away.ask),
    ...(names && person.groundReason !== undefined
      ? { ground: { provision: `${names[language]} (${names.provision})`, why: person.groundReason } }
      : {}),
    ...(mayEnd && (person.to === undefined || person.to >= seen.today)
      ? { endHref: paths.endAssignment({ run: seen.evaluated.run.id, assignment: person.id }) }
      : {}),
  };
}

/** The housing that was matched, in the words of the entry that says so; a party that is one of the routine's own is none. */
const housingOf = ({ evaluated }: Seen): string | undefined =>
  evaluated.entries.findLast(
    ({ kind, party }) => party !== undefined && evaluated.routine.definition.entryKinds[kind]?.party === undefined,
  )?.party;

/** The day that phases are counted from, such as moving in or being released, by the name of its fact. */
function keyDayOf({ evaluated, voice }: Seen): RunHeading['keyDay'] {
  const { definition } = evaluated.routine;
  const anchor = definition.phases.flatMap(({ starts }) => ('fact' in starts ? [starts.fact] : []))[0];
  const value = evaluated.facts.find(({ name }) => name === anchor)?.value;
  if (anchor === undefined || typeof value !== 'string' || value === 'unknown') return undefined;
  return { fact: anchor, name: definition.facts[anchor]?.name[voice.language] ?? anchor, date: value };
}

/** That an entry lacks nothing and still does not do what it was meant to: it does not fit what is known in the run. */
function misfit({ evaluated, voice }: Seen, obligation: string, kind: string): string | undefined {
  const now = evaluated.state.obligations.find(({ id }) => id === obligation)?.state;
  return now !== 'done' && hangsOnTheRun(voice.definition, obligation, kind)
    ? words[voice.language].doesNotFit
    : undefined;
}

/** What an entry that was begun from no obligation is meant for: the only one left to do that such an entry can fulfil. */
function meantFor({ evaluated: { state }, voice }: Seen, kind: string): string | null {
  const left = new Set(state.obligations.filter((one) => toDo.has(one.state)).map(({ id }) => id));
  const [first, second] = voice.definition.obligations.filter(
    ({ id, fulfilledBy }) => left.has(id) && fulfilledBy.some((way) => 'entry' in way && way.entry === kind),
  );
  return first === undefined || second !== undefined ? null : first.id;
}
const toDo: ReadonlySet<string> = new Set(['open', 'overdue', 'blocked', 'waiting']);

/** Consents that were obtained and do not hold any more, while something needs them. */
function lapsedConsents({ evaluated: { state }, voice: { definition, language } }: Seen): readonly NoticeView[] {
  const done = new Set(state.obligations.filter((one) => one.state === 'done').map(({ id }) => id));
  const lapsed = new Set(state.obligations.flatMap(({ blockedBy = [] }) => blockedBy).filter((id) => done.has(id)));
  return [...lapsed].map((id) => ({
    tone: 'soon',
    text: words[language].consentLapsed(obligationTitle(definition, id, language)),
  }));
}

/** What to say after something was saved: that it was, and when it did not do what it was meant to, why not. */
function noticesAfter(seen: Seen, query: URLSearchParams, now: Date): readonly NoticeView[] {
  const w = words[seen.voice.language];
  const saved = query.get('sparat');
  if (saved === 'uppgift') return [{ tone: 'info', text: w.savedFact }];
  const entry = seen.evaluated.entries.find(({ id }) => id === saved);
  if (!entry) return [];
  const notices: NoticeView[] = [
    { tone: 'info', text: `${entryTitle(seen.voice, entry)}: ${w.saved(timeOfDayOf(entry.writtenAt ?? now))}` },
  ];
  const obligation = query.get('atagande') ?? meantFor(seen, entry.kind);
  const missing =
    obligation === null
      ? undefined
      : (missingFrom(seen.voice, obligation, entry) ?? misfit(seen, obligation, entry.kind));
  if (obligation !== null && missing !== undefined) {
    notices.push({
      tone: 'soon',
      text: w.notYetDone(obligationTitle(seen.voice.definition, obligation, seen.voice.language), missing),
    });
  }
  return notices;
}

/** The next steps, with who has said that they are on them, and a way to say so of one's own. */
async function stepsWithTaken(scope: Scope, seen: Seen): Promise<readonly NextStep[]> {
  const { run } = seen.evaluated;
  const taken = await takenOnIn(scope, [run.id]);
  return nextStepViews(seen).map((step) => ({
    ...step,
    ...takenOnView(seen.actor, run.id, { obligation: step.key, due: step.due as LocalDate | undefined }, taken),
    ...(step.whose === 'mine' && canBeTakenOn.has(step.state) && seen.actor.permissions.has('entry:record')
      ? { takeOn: takeOnLink(run.id, step.key, seen.voice.language) }
      : {}),
  }));
}
const canBeTakenOn: ReadonlySet<NextStep['state']> = new Set(['open', 'overdue']);
