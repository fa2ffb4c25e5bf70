import type pg from 'pg';
import {
  assign,
  type Deed,
  openCase,
  record,
  recordConsent,
  type Recorded,
  startRun,
  stateFacts,
} from '../../src/casework/index.ts';
import type { NewFact } from '../../src/casework/store/runs.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type LocalDate, localDateFrom } from '../../src/kernel/date.ts';
import {
  type AssignmentId,
  type CaseId,
  type ConsentId,
  type EntryId,
  newId,
  type RunId,
} from '../../src/kernel/ids.ts';
import type { Db } from '../../src/platform/database.ts';
import { as, type Scope } from '../../src/platform/door.ts';

/** A Wednesday in the middle of the day: the tests' today. */
export const noon = new Date('2026-10-14T10:00:00Z');
export const day = (text: string): LocalDate => localDateFrom(text);
export const today = day('2026-10-14');
/** Ten in the morning, Swedish winter time. */
export const morningOf = (date: string): Date => new Date(`${date}T09:00:00Z`);

/** Opens the door as one of the demo's people. */
export const through = <T>(db: Db, who: DemoPerson, work: (scope: Scope) => Promise<T>, now = noon): Promise<T> =>
  as(db, demoActor(who), now, { action: 'test', channel: 'cli' }, work);

export type Person = Readonly<{ givenName: string; familyName: string; number?: string }>;
export const individual: Person = { givenName: 'Alva', familyName: 'Exempelsson', number: '199001019802' };

export const open = (scope: Scope, { givenName, familyName, number }: Person = individual): Promise<CaseId> =>
  openCase(scope, {
    givenName,
    familyName,
    ...(number === undefined
      ? { identityKind: 'none', identityCertainty: 'uncertain' }
      : { identityKind: 'personal-identity-number', identityNumber: number, identityCertainty: 'confirmed' }),
    externalSystem: 'Treserva',
    externalReference: 'T-4711',
    unit: scope.actor.roles[0]?.unit ?? '',
    key: newId(),
  });

export async function start(scope: Scope, caseId: CaseId, facts: readonly NewFact[] = []): Promise<RunId> {
  const started = await startRun(scope, {
    caseId,
    routine: 'repeated-discharge',
    version: '2025',
    openedOn: scope.today,
    facts,
    key: newId(),
  });
  if (started.outcome !== 'started') throw new Error(`Starting the run ended in ${started.outcome}`);
  return started.run;
}

/** A consent to the colleague's area in the ledger of the run's individual. */
export async function consentTo(scope: Scope, run: RunId, who: DemoPerson): Promise<ConsentId> {
  const found = await scope.db.selectFrom('run').select('case_id').where('id', '=', run).executeTakeFirstOrThrow();
  const recorded = await recordConsent(scope, {
    caseId: found.case_id as CaseId,
    status: 'given',
    purpose: 'coordination',
    parts: [],
    toArea: demoActor(who).area,
    form: 'oral',
    from: scope.today,
    takenOn: scope.today,
    key: newId(),
  });
  if (recorded.outcome !== 'recorded') throw new Error(`The consent ended in ${recorded.outcome}`);
  return recorded.consent;
}

export async function assignHousing(
  scope: Scope,
  run: RunId,
  who: DemoPerson = 'eli',
  period: Readonly<{ from?: LocalDate; to?: LocalDate }> = {},
) {
  return assign(scope, {
    run,
    account: demoActor(who).account,
    role: 'housingStaff',
    from: scope.today,
    ...period,
    ground: 'consent',
    groundReason: 'Den enskilde har samtyckt muntligt.',
    consent: await consentTo(scope, run, who),
    key: newId(),
  });
}

export const deedOf = (kind: string, at: LocalDate, more: Partial<Deed> = {}): Deed => ({
  kind,
  at,
  participants: [],
  answers: {},
  ...more,
});

export const write = (scope: Scope, run: RunId, ...deeds: readonly Deed[]): Promise<Recorded> =>
  record(scope, { run, deeds, seen: Number.MAX_SAFE_INTEGER, key: newId() });

export const state = (scope: Scope, run: RunId, facts: readonly NewFact[]) =>
  stateFacts(scope, { run, facts, seen: Number.MAX_SAFE_INTEGER, key: newId() });

/** The id of the only entry that was written; throws when it was not. */
export function entryOf(recorded: Recorded): EntryId {
  if (recorded.outcome !== 'recorded' || !recorded.entries[0])
    throw new Error(`Recording ended in ${recorded.outcome}`);
  return recorded.entries[0].id;
}

export type World = Readonly<{ caseId: CaseId; run: RunId; otherRun: RunId; entry: EntryId; caseLevel: AssignmentId }>;

/**
 * Alex's case with two runs, of which the housing staff Eli is assigned to the first with a ground. Each run has a fact, an entry
 * and lines of work.
 */
export function alexsCase(db: Db, owner: pg.Pool, person: Person = individual): Promise<World> {
  return through(db, 'alex', async (scope) => {
    const caseId = await open(scope, person);
    const run = await start(scope, caseId, [{ name: 'grounds', value: ['threat'] }]);
    await assignHousing(scope, run);
    const entry = entryOf(
      await write(scope, run, deedOf('professions-plan', scope.today, { answers: { whoAndHow: 'Hemligt om planen' } })),
    );
    // A second run, of a routine that is not in the library: it has ended, so that it is never evaluated.
    const otherRun = newId<RunId>();
    await scope.db
      .insertInto('run')
      .values({
        municipality: '1480',
        id: otherRun,
        case_id: caseId,
        routine: 'another',
        routine_version: '1',
        opened_on: scope.today,
        ended_on: scope.today,
      })
      .execute();
    await insertInto(scope, otherRun);
    return { caseId, run, otherRun, entry };
  }).then(async (world) => {
    const { rows } = await owner.query<{ id: AssignmentId }>(
      'select id from assignment where case_id = $1 and run_id is null',
      [world.caseId],
    );
    return { ...world, caseLevel: rows[0]?.id ?? newId<AssignmentId>() };
  });
}

/** A fact, an entry and a line of work straight into a run, as the application role would. */
export async function insertInto(scope: Scope, run: RunId): Promise<void> {
  await insertFact(scope, run);
  await insertEntry(scope, run);
  await insertWorkItem(scope, run);
}

export const insertFact = (
  { db, actor, now, today: on }: Scope,
  run: RunId,
  more: Readonly<{ stated_by?: string }> = {},
) =>
  db
    .insertInto('fact')
    .values({
      municipality: actor.municipality,
      run_id: run,
      position: 90,
      name: 'grounds',
      value: '["threat"]',
      stated_on: on,
      stated_by: actor.account,
      stated_role: 'caseworker',
      written_at: now,
      idempotency_key: newId(),
      ...more,
    })
    .execute();

export const insertEntry = (
  { db, actor, now, today: on }: Scope,
  run: RunId,
  more: Readonly<{ written_by?: string; position?: number }> = {},
) =>
  db
    .insertInto('entry')
    .values({
      municipality: actor.municipality,
      run_id: run,
      id: newId(),
      position: 90,
      kind: 'follow-up',
      at: on,
      recorded_on: on,
      by_role: 'caseworker',
      written_by: actor.account,
      written_at: now,
      idempotency_key: newId(),
      ...more,
    })
    .execute();

export const insertWorkItem = ({ db, actor }: Scope, run: RunId) =>
  db
    .insertInto('work_item')
    .values({
      municipality: actor.municipality,
      run_id: run,
      obligation: 'made-up',
      state: 'open',
      modality: 'must',
      who: ['caseworker'],
    })
    .execute();

export const insertEvent = (
  { db, actor, now, today: on }: Scope,
  subject: Readonly<{ case_id: string; run_id?: string }>,
  more: Readonly<{ actor?: string; secrecy_area?: string }> = {},
) =>
  db
    .insertInto('event')
    .values({
      municipality: actor.municipality,
      kind: 'case-opened',
      actor: actor.account,
      secrecy_area: actor.area,
      happened_on: on,
      written_at: now,
      payload: '{}',
      ...subject,
      ...more,
    })
    .execute();
