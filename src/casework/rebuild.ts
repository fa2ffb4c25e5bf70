import type { Selectable } from 'kysely';
import type { LocalDate } from '../kernel/date.ts';
import type { AccountId, EntryId, IdempotencyKey, RunId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { DB } from '../platform/database-types.ts';
import type { Run } from '../routine/index.ts';
import { engineRun, type Entry, type StatedFact, type WritingRole } from './entry.ts';
import { CaseworkEvent } from './events.ts';

type Row<Table extends keyof DB> = Selectable<DB[Table]>;

/** An event as the table holds it. */
export type EventRow = Omit<Row<'event'>, 'id'>;

/** What the state tables hold of casework. A run's evaluated_on is left out: it only says how fresh its lines of work are. */
export type RebuiltState = Readonly<{
  individual: readonly Row<'individual'>[];
  case_file: readonly Row<'case_file'>[];
  assignment: readonly Row<'assignment'>[];
  run: readonly Omit<Row<'run'>, 'evaluated_on'>[];
  fact: readonly Row<'fact'>[];
  entry: readonly Row<'entry'>[];
  consent: readonly Row<'consent'>[];
  run_move: readonly Row<'run_move'>[];
  meeting: readonly Row<'meeting'>[];
  handover_note: readonly Row<'handover_note'>[];
}>;

/** On which day a run ended, as it stood on a day. What ends a run is said by its routine, so the caller asks the engine. */
export type EndOf = (run: Run, on: LocalDate) => LocalDate | undefined;

type Building = { -readonly [Table in keyof RebuiltState]: RebuiltState[Table][number][] } & {
  lastWritten: Map<string, LocalDate>;
};

/** The state that the events leave, told in the order they were written. Throws on an event of a shape that none has. */
export function rebuild(events: readonly EventRow[], endOf: EndOf): RebuiltState {
  const state: Building = {
    individual: [],
    case_file: [],
    assignment: [],
    run: [],
    fact: [],
    entry: [],
    consent: [],
    run_move: [],
    meeting: [],
    handover_note: [],
    lastWritten: new Map(),
  };
  for (const row of events) apply(state, row, CaseworkEvent.parse({ kind: row.kind, ...(row.payload as object) }));
  state.consent.push(...consentsBeforeTheLedger(state));
  const { lastWritten, run, ...rest } = state;
  return { ...rest, run: run.map((row) => finished(row, state, endOf, lastWritten.get(row.id))) };
}

function apply(state: Building, row: EventRow, event: CaseworkEvent): void {
  switch (event.kind) {
    case 'individual-registered':
      return void state.individual.push(individualOf(row, event));
    case 'case-opened':
      return void state.case_file.push(caseOf(row, event));
    case 'assigned':
      return void state.assignment.push(assignmentOf(row, event));
    case 'assignment-ended':
      state.assignment = state.assignment.map((held) =>
        held.id === event.assignment ? { ...held, valid_to: event.to } : held,
      );
      return;
    case 'run-started':
      state.run.push(runOf(row, event));
      return written(state, row);
    case 'run-moved':
      state.run_move.push(moveOf(row, event, 'accepted'));
      state.run = state.run.map((run) =>
        run.id === row.run_id ? { ...run, routine_version: event.to, version: event.position } : run,
      );
      return written(state, row);
    case 'run-move-declined':
      return void state.run_move.push(moveOf(row, event, 'declined'));
    case 'facts-stated':
      state.fact.push(...factsOf(row, event));
      return written(state, row);
    case 'entry-recorded':
      state.entry.push(entryOf(row, event));
      return written(state, row);
    // What these changed stands in tables of their own, which nothing is rebuilt from.
    // Of a file the event has the sum only.
    case 'attachment-added':
    // The notice is the intake's table, not casework's.
    case 'intake-notice-linked':
    case 'emergency-opened':
    case 'protection-registered':
    case 'protection-team-changed':
    case 'protection-ended':
    case 'disclosed':
    case 'disclosure-opened':
    case 'disclosure-sent':
    case 'shared-plan-changed':
    case 'shared-plan-step-changed':
    case 'official-request-decided':
    case 'official-request-handed-out':
    case 'obligation-taken-on':
      return;
    case 'consent-recorded':
      return void state.consent.push(consentOf(row, event));
    case 'meetings-booked':
      return void state.meeting.push(...meetingsOf(row, event));
    case 'meeting-changed':
      state.meeting = state.meeting.map((meeting) =>
        meeting.id === event.meeting ? { ...meeting, ...event.terms, day: event.day, version: event.version } : meeting,
      );
      return;
    case 'meetings-cancelled':
      state.meeting = state.meeting.map((meeting) =>
        event.meetings.some((gone) => gone.meeting === meeting.id)
          ? { ...meeting, cancelled_at: row.written_at, version: meeting.version + 1 }
          : meeting,
      );
      return;
    case 'handover-written':
      return void state.handover_note.push(noteOf(row, event));
  }
}

type Of<Kind extends CaseworkEvent['kind']> = Extract<CaseworkEvent, { kind: Kind }>;

const individualOf = (row: EventRow, event: Of<'individual-registered'>): Row<'individual'> => ({
  municipality: row.municipality,
  id: event.individual,
  secrecy_area: row.secrecy_area,
  given_name: event.givenName,
  family_name: event.familyName,
  identity_kind: event.identityKind,
  identity_number: event.identityNumber ?? null,
  identity_certainty: event.identityCertainty,
});

const caseOf = (row: EventRow, event: Of<'case-opened'>): Row<'case_file'> => ({
  municipality: row.municipality,
  id: row.case_id,
  secrecy_area: row.secrecy_area,
  unit: event.unit,
  case_number: event.caseNumber,
  individual: event.individual,
  external_system: event.externalSystem,
  external_reference: event.externalReference,
  opened_on: event.openedOn,
  opened_by: row.actor,
  idempotency_key: event.key,
});

const assignmentOf = (row: EventRow, event: Of<'assigned'>): Row<'assignment'> => ({
  municipality: row.municipality,
  id: event.assignment,
  case_id: row.case_id,
  run_id: row.run_id,
  account: event.account,
  role: event.role,
  valid_from: event.from,
  valid_to: event.to ?? null,
  ground: event.ground ?? null,
  ground_reason: event.groundReason ?? null,
  ground_answers: event.groundAnswers ?? {},
  ground_version: event.groundVersion ?? null,
  consent: event.consent ?? null,
  assigned_by: row.actor,
  assigned_at: row.written_at,
  idempotency_key: event.key,
});

const runOf = (row: EventRow, event: Of<'run-started'>): RebuiltState['run'][number] => ({
  municipality: row.municipality,
  id: runIdOf(row),
  case_id: row.case_id,
  routine: event.routine,
  routine_version: event.routineVersion,
  opened_on: event.openedOn,
  ended_on: null,
  version: 1,
});

const moveOf = (
  row: EventRow,
  event: Of<'run-moved' | 'run-move-declined'>,
  outcome: 'accepted' | 'declined',
): Row<'run_move'> => ({
  municipality: row.municipality,
  run_id: runIdOf(row),
  to_version: event.to,
  from_version: event.from,
  outcome,
  reason: event.reason,
  decided_by: row.actor,
  decided_at: row.written_at,
  idempotency_key: event.key,
});

const factsOf = (row: EventRow, event: Of<'facts-stated'>): readonly Row<'fact'>[] =>
  event.facts.map(({ name, value }) => ({
    municipality: row.municipality,
    run_id: runIdOf(row),
    position: event.position,
    name,
    value,
    stated_on: localDateOf(row.written_at),
    stated_by: row.actor,
    stated_role: event.role,
    written_at: row.written_at,
    idempotency_key: event.key,
  }));

const entryOf = (row: EventRow, { deed, ...event }: Of<'entry-recorded'>): Row<'entry'> => ({
  municipality: row.municipality,
  run_id: runIdOf(row),
  id: event.entry,
  position: event.position,
  kind: deed.kind,
  at: deed.at,
  recorded_on: localDateOf(row.written_at),
  by_role: event.role,
  written_by: row.actor,
  written_at: row.written_at,
  participants: deed.participants,
  in_person: deed.inPerson ?? null,
  channel: deed.channel ?? null,
  purpose: deed.purpose ?? null,
  form: deed.form ?? null,
  status: deed.status ?? null,
  party: deed.party ?? null,
  obligation: deed.obligation ?? null,
  every: deed.every ?? null,
  reason: deed.reason ?? null,
  answers: deed.answers,
  replaces: event.replaces ?? null,
  correction_reason: event.correctionReason ?? null,
  idempotency_key: event.key,
});

const consentOf = (row: EventRow, event: Of<'consent-recorded'>): Row<'consent'> => ({
  municipality: row.municipality,
  id: event.consent,
  individual: event.individual,
  case_id: row.case_id,
  run_id: row.run_id,
  secrecy_area: event.area,
  status: event.status,
  purpose: event.purpose,
  parts: event.parts,
  to_area: event.toArea ?? null,
  to_party: event.toParty ?? null,
  form: event.form ?? null,
  valid_from: event.from,
  valid_to: event.to ?? null,
  reason: event.reason ?? null,
  replaces: event.replaces ?? null,
  correction: event.correction,
  taken_on: event.takenOn,
  taken_by: row.actor,
  written_at: row.written_at,
  idempotency_key: event.key,
});

const meetingsOf = (row: EventRow, event: Of<'meetings-booked'>): readonly Row<'meeting'>[] =>
  event.meetings.map(({ meeting, day }, index) => ({
    ...event.terms,
    municipality: row.municipality,
    id: meeting,
    run_id: runIdOf(row),
    series: event.series ?? null,
    number: index + 1,
    day,
    version: 1,
    cancelled_at: null,
    booked_by: row.actor,
    booked_at: row.written_at,
    idempotency_key: event.key,
  }));

const noteOf = (row: EventRow, event: Of<'handover-written'>): Row<'handover_note'> => ({
  municipality: row.municipality,
  id: event.note,
  absence: event.absence,
  run_id: runIdOf(row),
  body: event.body,
  written_by: row.actor,
  written_at: row.written_at,
  idempotency_key: event.key,
});

/** Release 0.1.0 wrote consents as entries alone: the row of the ledger that migration 0006 made of each. */
function consentsBeforeTheLedger({ entry, consent, run, case_file: files }: Building): readonly Row<'consent'>[] {
  const inLedger = new Set(consent.map(({ id }) => id));
  const made: Row<'consent'>[] = [];
  for (const written of entry) {
    const before = made.find(({ id }) => id === written.replaces);
    if (inLedger.has(written.id) || (written.kind !== 'consent' && !before)) continue;
    const file = files.find(({ id }) => id === run.find((candidate) => candidate.id === written.run_id)?.case_id);
    if (!file) continue;
    const status = written.kind === 'consent' ? (written.status ?? 'given') : 'recorded-in-error';
    made.push({
      municipality: written.municipality,
      id: written.id,
      individual: file.individual,
      case_id: file.id,
      run_id: written.run_id,
      secrecy_area: file.secrecy_area,
      status,
      purpose: written.purpose ?? before?.purpose ?? 'other',
      parts: [],
      to_area: null,
      to_party: null,
      form: written.form ?? (status === 'given' ? 'oral' : null),
      valid_from: written.at,
      valid_to: null,
      reason: written.correction_reason,
      replaces: written.replaces,
      correction: written.replaces !== null,
      taken_on: written.at,
      taken_by: written.written_by,
      written_at: written.written_at,
      idempotency_key: written.id,
    });
  }
  return made;
}

function runIdOf({ run_id: id, kind }: EventRow): string {
  if (id === null) throw new Error(`An event of kind ${kind} names no run`);
  return id;
}

const written = (state: Building, row: EventRow): void =>
  void state.lastWritten.set(runIdOf(row), localDateOf(row.written_at));

/** The run's version is the position of the last that was written in it; whether it has ended follows from what was written. */
function finished(
  run: RebuiltState['run'][number],
  state: Building,
  endOf: EndOf,
  lastWritten: LocalDate | undefined,
): RebuiltState['run'][number] {
  const facts = state.fact.filter((fact) => fact.run_id === run.id);
  const entries = state.entry.filter((entry) => entry.run_id === run.id);
  const version = Math.max(
    run.version,
    ...facts.map(({ position }) => position),
    ...entries.map(({ position }) => position),
  );
  const record = {
    id: run.id as RunId,
    caseId: run.case_id,
    routine: run.routine,
    routineVersion: run.routine_version,
    openedOn: run.opened_on as LocalDate,
    version,
  };
  // As which party they wrote says nothing of when a run ended.
  const ended =
    lastWritten && endOf(engineRun({ parties: {} }, record, latestOf(facts), entries.map(toEntry), []), lastWritten);
  return { ...run, version, ended_on: ended ?? null };
}

const latestOf = (facts: readonly Row<'fact'>[]): readonly StatedFact[] => [
  ...new Map(
    facts
      .toSorted((left, right) => left.position - right.position)
      .map((fact) => [
        fact.name,
        {
          name: fact.name,
          value: fact.value as StatedFact['value'],
          statedOn: fact.stated_on as LocalDate,
          statedBy: fact.stated_by as AccountId,
          statedByName: '',
          statedRole: fact.stated_role,
          position: fact.position,
        },
      ]),
  ).values(),
];

const toEntry = (row: Row<'entry'>): Entry =>
  ({
    id: row.id as EntryId,
    position: row.position,
    kind: row.kind,
    at: row.at as LocalDate,
    recordedOn: row.recorded_on as LocalDate,
    byRole: row.by_role as WritingRole,
    writtenBy: row.written_by as AccountId,
    writerName: '',
    writtenAt: row.written_at,
    participants: row.participants,
    answers: row.answers,
    key: row.idempotency_key as IdempotencyKey,
    ...known({
      inPerson: row.in_person,
      channel: row.channel,
      purpose: row.purpose,
      form: row.form,
      status: row.status,
      party: row.party,
      obligation: row.obligation,
      every: row.every,
      reason: row.reason,
      replaces: row.replaces,
      correctionReason: row.correction_reason,
    }),
  }) as Entry;

const known = (values: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
