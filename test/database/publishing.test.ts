import { sql } from 'kysely';
import { expect } from 'vitest';
import { routineLibrary, startRun } from '../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { newId, type RunId } from '../../src/kernel/ids.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { onceMoreIfOvertaken } from '../../src/platform/overtaken.ts';
import {
  askToComment,
  comment,
  discard,
  type DraftSaved,
  publish,
  savePart,
  saveText,
  startDraft,
} from '../../src/publishing/actions/drafts.ts';
import { openRunsOfAll } from '../../src/casework/store/routine-use.ts';
import { checkDraft } from '../../src/publishing/check.ts';
import { edited } from '../../src/publishing/draft-text.ts';
import { commentsOn } from '../../src/publishing/store/comments.ts';
import { findDraft, listDrafts, type RoutineDraft } from '../../src/publishing/store/drafts.ts';
import { numbersOf, runsToTry } from '../../src/publishing/store/trial.ts';
import { tryOn } from '../../src/publishing/trial.ts';
import { definitionIn } from '../../src/routine/index.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, day, deedOf, noon, open, start, through, today, write } from './world.ts';

const routine = 'repeated-discharge';

const begin = ({ db }: TestDatabase): Promise<string> =>
  through(db, 'ia', async (scope) => (await startDraft(scope, { routine, version: '2025', key: newId() })) ?? '');

const draftOf = async (scope: Scope, id: string): Promise<RoutineDraft> => {
  const draft = await findDraft(scope, id);
  if (!draft) throw new Error('The draft is out of reach');
  return draft;
};

/** Saves an interpretation of the draft, as its form does. */
const interpret = (
  { db }: TestDatabase,
  draft: string,
  seen: number,
  name: string,
  days: number,
): Promise<DraftSaved> =>
  onceMoreIfOvertaken(() =>
    through(db, 'ia', (scope) =>
      savePart(scope, {
        draft,
        seen,
        key: newId(),
        part: { interpretation: name },
        edits: () => [{ at: ['interpretations', name, 'value'], value: { days } }],
      }),
    ),
  );

const publishAs = (
  { db }: TestDatabase,
  who: DemoPerson,
  draft: string,
  version: string,
  from: string,
  cite = `Rutin, version ${version}`,
) =>
  onceMoreIfOvertaken(() =>
    through(db, who, async (scope) =>
      publish(scope, {
        draft,
        seen: (await findDraft(scope, draft))?.position ?? 0,
        version,
        validFrom: day(from),
        cite,
        key: newId(),
      }),
    ),
  );

const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

test('a draft begins as a sound copy, and what is changed in a form leaves the rest as it is written', async ({
  database,
}) => {
  const id = await begin(database);
  const before = await through(database.db, 'ia', (scope) => draftOf(scope, id));
  expect(checkDraft(before.text, routine, 'sv')).toMatchObject({ ok: true });
  expect(await interpret(database, id, 1, 'start-meeting-time', 5)).toEqual({ outcome: 'saved' });
  const after = await through(database.db, 'ia', (scope) => draftOf(scope, id));
  const lines = (text: string) => text.split('\n');
  const changed = lines(after.text).filter((line) => !lines(before.text).includes(line));
  expect(changed).toEqual(['    value:', '      days: 5']);
});

test('two who save at once: other parts stay beside each other, the same part is told, and no text is lost', async ({
  database,
}) => {
  const id = await begin(database);
  const two = await Promise.all([
    interpret(database, id, 1, 'start-meeting-time', 5),
    interpret(database, id, 1, 'weekly-tolerance', 2),
  ]);
  expect(two).toEqual([{ outcome: 'saved' }, { outcome: 'saved' }]);
  const both = await through(database.db, 'ia', (scope) => draftOf(scope, id));
  expect(both.position).toBe(3);
  const checked = checkDraft(both.text, routine, 'sv');
  expect(checked.ok && checked.routine.definition.interpretations).toMatchObject({
    'start-meeting-time': { value: { days: 5 } },
    'weekly-tolerance': { value: { days: 2 } },
  });

  const same = await Promise.all([4, 6].map((days) => interpret(database, id, 3, 'start-meeting-time', days)));
  expect(same.map(({ outcome }) => outcome).toSorted()).toEqual(['overtaken', 'saved']);
  const whole = await Promise.all(
    ['# en\n', '# två\n'].map((text) =>
      onceMoreIfOvertaken(() =>
        through(database.db, 'ia', (scope) => saveText(scope, { draft: id, seen: 4, key: newId(), text })),
      ),
    ),
  );
  expect(whole.map(({ outcome }) => outcome).toSorted()).toEqual(['overtaken', 'saved']);
  const { rows } = await database.owner.query<{ position: number }>(
    'select position from routine_draft_text where draft = $1 order by 1',
    [id],
  );
  expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
});

test('a published version is in force from its day, for every process at once, and can be changed by nobody', async ({
  database,
}) => {
  const id = await begin(database);
  await interpret(database, id, 1, 'start-meeting-time', 5);
  const inForce = (who: DemoPerson, on: string) =>
    through(database.db, who, async (scope) => (await routineLibrary(scope)).findInForce(routine, day(on)));
  // What this process has read before.
  expect((await inForce('alex', '2026-11-01'))?.definition.version).toBe('2025');
  expect(await publishAs(database, 'ia', id, '2026', '2026-11-01')).toMatchObject({ outcome: 'published' });
  expect((await inForce('alex', '2026-10-31'))?.definition.version).toBe('2025');
  const published = await inForce('alex', '2026-11-01');
  expect(published?.definition).toMatchObject({
    version: '2026',
    document: { validFrom: { date: '2026-11-01' }, cite: 'Rutin, version 2026' },
    interpretations: { 'start-meeting-time': { value: { days: 5 } } },
  });

  // Not by whoever published it, nor by the owner of the tables.
  for (const change of [`text = 'annan'`, `valid_from = '2026-12-01'`]) {
    const statement = `update routine_version set ${change}`;
    expect(await code(through(database.db, 'ia', ({ db }) => sql.raw(statement).execute(db)))).toBe('42501');
    expect(await code(database.owner.query(statement))).toBe('23514');
  }
  expect(await code(through(database.db, 'ia', ({ db }) => sql.raw('delete from routine_version').execute(db)))).toBe(
    '42501',
  );
  expect(await code(database.owner.query('delete from routine_version'))).toBe('23514');
  expect(await interpret(database, id, 3, 'start-meeting-time', 9)).toEqual({ outcome: 'not-found' });
  expect(await code(saveStraight(database, 'ia', id, 4))).toBe('42501');

  // The same draft again is the same version; a name or a day that is taken is told.
  expect(await publishAs(database, 'ia', id, '2026', '2026-11-01')).toMatchObject({ outcome: 'published' });
  const broken = await begin(database);
  await through(database.db, 'ia', (scope) =>
    saveText(scope, { draft: broken, seen: 1, key: newId(), text: 'routine: [' }),
  );
  expect(await publishAs(database, 'ia', broken, '2029', '2026-12-01')).toMatchObject({ outcome: 'unsound' });
  // Sound as it is written, and on some day of the years to come with no way forward.
  const stuck = await begin(database);
  await through(database.db, 'ia', async (scope) => {
    const { text } = await draftOf(scope, stuck);
    const at = definitionIn(text)?.obligations.findIndex((one) => one.id === 'first-follow-ups-booked') ?? -1;
    const changed = edited(text, [
      { at: ['obligations', at, 'waitsFor'], value: undefined },
      { at: ['obligations', at, 'opens'], value: { from: { obligation: 'sip-meetings' } } },
    ]);
    expect(checkDraft(changed, routine, 'sv').ok).toBe(true);
    await saveText(scope, { draft: stuck, seen: 1, key: newId(), text: changed });
  });
  expect(await publishAs(database, 'ia', stuck, '2029', '2026-12-01')).toMatchObject({
    outcome: 'unsound',
    problems: [{ path: 'phases[1]' }],
  });
  const next = await begin(database);
  expect(await publishAs(database, 'ia', next, '2026', '2026-12-01')).toEqual({ outcome: 'version-taken' });
  expect(await publishAs(database, 'ia', next, '2027', '2026-11-01')).toMatchObject({ outcome: 'not-newest' });
  // Sources name a version by its cite: two of the same would be taken for each other.
  expect(await publishAs(database, 'ia', next, '2027', '2026-12-01', 'Rutin, version 2026')).toEqual({
    outcome: 'cite-taken',
    by: '2026',
  });
  const other = await begin(database);
  const race = await Promise.all([
    publishAs(database, 'ia', next, '2027', '2026-12-01'),
    publishAs(database, 'ia', other, '2028', '2026-12-01'),
  ]);
  expect(race.map(({ outcome }) => outcome).toSorted()).toEqual(['not-newest', 'published']);
});

const saveStraight = ({ db }: TestDatabase, who: DemoPerson, draft: string, position: number, by?: string) =>
  through(db, who, (scope) =>
    scope.db
      .insertInto('routine_draft_text')
      .values({
        municipality: '1480',
        draft,
        position,
        text: 'annan',
        saved_by: by ?? scope.actor.account,
        saved_at: scope.now,
        idempotency_key: newId(),
      })
      .execute(),
  );

const versionStraight = (
  { db }: TestDatabase,
  who: DemoPerson,
  draft: string,
  more: Readonly<{ text?: string; hash?: string; by?: string; routine?: string; position?: number }> = {},
) =>
  through(db, who, async (scope) => {
    const found = await draftOf(scope, draft).catch(() => undefined);
    const text = more.text ?? found?.text ?? 'annan';
    await sql`insert into routine_version (municipality, routine, version, valid_from, text, sha256, draft, position, published_by, published_at)
      values ('1480', ${more.routine ?? routine}, 'rak', '2030-01-01', ${text},
        coalesce(${more.hash ?? null}, encode(sha256(convert_to(${text}::text, 'UTF8')), 'hex')), ${draft}::uuid,
        ${more.position ?? found?.position ?? 1}, ${more.by ?? scope.actor.account}::uuid, ${scope.now})`.execute(
      scope.db,
    );
  });

test('the database publishes only what its draft was saved as last, by who may, under a hash that is right', async ({
  database,
}) => {
  const id = await begin(database);
  await interpret(database, id, 1, 'start-meeting-time', 5);
  expect(await code(versionStraight(database, 'ia', id, { text: 'annan' }))).toBe('23514');
  expect(await code(versionStraight(database, 'ia', id, { hash: '0'.repeat(64) }))).toBe('23514');
  expect(await code(versionStraight(database, 'ia', id, { routine: 'insluss' }))).toBe('23514');
  const first = await through(database.db, 'ia', (scope) => draftOf(scope, id));
  expect(await code(versionStraight(database, 'ia', id, { position: first.position - 1 }))).toBe('23514');
  expect(await code(versionStraight(database, 'ia', id, { by: demoActor('alex').account }))).toBe('42501');
  await through(database.db, 'ia', (scope) => askToComment(scope, id, [demoActor('billie').account]));
  // Who has been asked to comment sees the draft, and publishes nothing.
  expect(await code(versionStraight(database, 'billie', id))).toBe('42501');
  await through(database.db, 'ia', (scope) => discard(scope, id));
  expect(await code(versionStraight(database, 'ia', id))).toBe('23514');
  expect(await code(saveStraight(database, 'ia', id, 9))).toBe('42501');
});

test('a draft is for process leads of the municipality, and for whoever has been asked; nobody else meets it', async ({
  database,
}) => {
  const { db } = database;
  const id = await begin(database);
  const sees = (who: DemoPerson) => through(db, who, async (scope) => (await findDraft(scope, id)) !== undefined);
  expect(await sees('ia')).toBe(true);
  expect(await sees('alex')).toBe(false);
  const ask = (who: DemoPerson, whom: DemoPerson) =>
    through(db, who, (scope) => askToComment(scope, id, [demoActor(whom).account]));
  // Kim administers and reads no routines.
  expect(await ask('ia', 'kim')).toEqual({ outcome: 'not-a-reader' });
  expect(await ask('ia', 'alex')).toEqual({ outcome: 'asked' });
  expect(await ask('ia', 'alex')).toEqual({ outcome: 'asked' });
  expect(await sees('alex')).toBe(true);
  expect(await sees('billie')).toBe(false);
  const { rows: told } = await database.owner.query(
    `select from notice where kind = 'comment-asked' and account = $1`,
    [demoActor('alex').account],
  );
  expect(told).toHaveLength(1);

  // Asked is not a process lead: they comment, and change nothing.
  const said = { key: newId() } as const;
  for (const _ of [1, 2])
    expect(await through(db, 'alex', (scope) => comment(scope, id, 'Bra så.', said.key as never))).toEqual({
      outcome: 'written',
    });
  await interpret(database, id, 1, 'start-meeting-time', 5);
  expect(await through(db, 'ia', (scope) => commentsOn(scope, id))).toMatchObject([
    { by: 'Alex Provberg', text: 'Bra så.', older: true },
  ]);
  expect(await code(saveStraight(database, 'alex', id, 3))).toBe('42501');
  expect(await code(saveStraight(database, 'ia', id, 3, demoActor('alex').account))).toBe('42501');
  expect(await code(ask('alex', 'billie'))).toBe('42501');
  expect(
    await through(db, 'alex', async (scope) => {
      await sql`update routine_draft set discarded_at = ${noon} where id = ${id}`.execute(scope.db);
      return (await findDraft(scope, id))?.state;
    }),
  ).toBe('open');
  const say = (who: DemoPerson, by: DemoPerson) =>
    code(
      through(db, who, (scope) =>
        sql`insert into routine_draft_comment (municipality, id, draft, position, text, written_by, written_at, idempotency_key)
          values ('1480', ${newId()}::uuid, ${id}::uuid, 1, 'Hej', ${demoActor(by).account}::uuid, ${noon}, ${newId()}::uuid)`.execute(
          scope.db,
        ),
      ),
    );
  expect(await say('alex', 'ia')).toBe('42501');
  expect(await say('billie', 'billie')).toBe('42501');
  expect(
    await code(
      through(db, 'ia', (scope) =>
        sql`insert into routine_draft_reader (municipality, draft, account, asked_by, asked_at)
          values ('1480', ${id}::uuid, ${demoActor('billie').account}::uuid, ${demoActor('alex').account}::uuid, ${noon})`.execute(
          scope.db,
        ),
      ),
    ),
  ).toBe('42501');
  const straight = (who: DemoPerson, by: DemoPerson) =>
    code(
      through(db, who, (scope) =>
        sql`insert into routine_draft (municipality, id, routine, based_on, started_by, started_at, idempotency_key)
          values ('1480', ${newId()}::uuid, 'insluss', '2024', ${demoActor(by).account}::uuid, ${noon}, ${newId()}::uuid)`.execute(
          scope.db,
        ),
      ),
    );
  expect(await straight('alex', 'alex')).toBe('42501');
  expect(await straight('ia', 'alex')).toBe('42501');

  // A process lead of another municipality has drafts of their own.
  const elsewhere: Actor = { ...demoActor('ia'), municipality: '9999' };
  await as(db, elsewhere, noon, { action: 'test', channel: 'cli' }, async (scope) => {
    expect(await listDrafts(scope)).toEqual([]);
    expect(await findDraft(scope, id)).toBeUndefined();
    expect((await routineLibrary(scope)).find(routine, '2026')).toBeUndefined();
  });
  await through(db, 'ia', (scope) => discard(scope, id));
  expect(await through(db, 'alex', (scope) => comment(scope, id, 'För sent.', newId()))).toEqual({
    outcome: 'not-found',
  });
  expect(await say('alex', 'alex')).toBe('42501');
});

test('a draft is tried on what rules can ask for of open runs: nothing that names anybody or is in somebody’s own words', async ({
  database,
}) => {
  const { db } = database;
  const { run } = await alexsCase(db, database.owner, { givenName: 'Tyra', familyName: 'Hemlighetsson' });
  const protectedRun = await through(db, 'alex', async (scope) => {
    const caseId = await open(scope, { givenName: 'Sigrid', familyName: 'Skyddsson' });
    const started = await startRun(scope, {
      caseId,
      routine,
      version: '2025',
      openedOn: today,
      facts: [],
      key: newId(),
    });
    if (started.outcome !== 'started') throw new Error(started.outcome);
    return started.run;
  });
  await database.owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     select c.municipality, gen_random_uuid(), c.individual, 'secrecy-marking', 'Mottagningen', '2026-01-01', c.opened_by, $2
     from case_file c join run r on r.case_id = c.id where r.id = $1`,
    [protectedRun, noon],
  );
  const elsewhere = await through(db, 'charlie', async (scope) => {
    const caseId = await open(scope, { givenName: 'Annan', familyName: 'Nämndsson' });
    const started = await startRun(scope, {
      caseId,
      routine,
      version: '2025',
      openedOn: today,
      facts: [],
      key: newId(),
    });
    return started.outcome === 'started' ? started.run : newId<RunId>();
  });
  await through(db, 'alex', (scope) =>
    write(
      scope,
      run,
      deedOf('housing-matched', today, {
        party: 'Påhittade gården',
        answers: { why: 'Nära systern', day: '2026-11-01' },
      }),
    ),
  );
  const runs = await through(db, 'ia', (scope) => runsToTry(scope, routine));
  const tried = runs.map((one) => one.run);
  expect(tried).toContain(run);
  // A routine is one for the municipality, and so is what would become of it.
  expect(tried).toContain(elsewhere);
  expect(tried).not.toContain(protectedRun);
  const all = JSON.stringify(runs);
  for (const word of ['Tyra', 'Hemlighetsson', 'Hemligt', 'Påhittade', 'Nära']) expect(all).not.toContain(word);
  const entry = runs.find((one) => one.run === run)?.entries.find(({ kind }) => kind === 'housing-matched');
  expect(entry).toMatchObject({ party: '…', answers: { why: '…', day: '2026-11-01' } });
  expect(await through(db, 'ia', (scope) => runsToTry(scope, 'insluss'))).toEqual([]);
  expect(await through(db, 'alex', (scope) => runsToTry(scope, routine))).toEqual([]);
  expect(await through(db, 'ia', (scope) => numbersOf(scope, tried))).toEqual(new Map());

  const id = await begin(database);
  const draft = await through(db, 'ia', (scope) => draftOf(scope, id));
  const without = edited(draft.text, [{ at: ['obligations', 3], value: undefined }]);
  const checked = checkDraft(without, routine, 'sv');
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  const library = await through(db, 'ia', (scope) => routineLibrary(scope));
  const trial = tryOn(checked.routine, runs, library, today);
  expect(trial.tried).toBe(runs.length);
  expect(trial.obligations).toContainEqual({
    obligation: 'support-level',
    added: 0,
    removed: runs.length,
    earlier: 0,
    later: 0,
    other: 0,
  });
  const { rows: untouched } = await database.owner.query('select routine_version from run where id = $1', [run]);
  expect(untouched).toEqual([{ routine_version: '2025' }]);
});

test('a process lead writes, reads and throws away nothing of another municipality', async ({ database }) => {
  const { db, owner } = database;
  const [theirs, someone] = [newId(), newId()];
  await owner.query(`insert into municipality (code, name) values ('9998', 'Annan stad')`);
  await owner.query(
    `insert into secrecy_area (municipality, id, name, kind) values ('9998', 'n', 'Nämnden', 'committee')`,
  );
  await owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name, demo) values ('9998', $1, 'n', 'nils-lead', 'Nils Påhittad', true)`,
    [someone],
  );
  await owner.query(
    `insert into routine_draft (municipality, id, routine, based_on, started_by, started_at, idempotency_key)
     values ('9998', $1, $2, '2025', $3, $4, $1)`,
    [theirs, routine, someone, noon],
  );
  await owner.query(
    `insert into routine_draft_text (municipality, draft, position, text, saved_by, saved_at, idempotency_key)
     values ('9998', $1, 1, 'deras', $2, $3, $1)`,
    [theirs, someone, noon],
  );
  const mine = demoActor('ia').account;
  const insert = (table: string, columns: string, values: string) =>
    code(
      through(db, 'ia', (scope) =>
        sql.raw(`insert into ${table} (municipality, ${columns}) values ('9998', ${values})`).execute(scope.db),
      ),
    );
  const at = `'2026-10-14T10:00:00Z'`;
  expect(
    await insert(
      'routine_draft',
      'id, routine, based_on, started_by, started_at, idempotency_key',
      `'${newId()}', 'insluss', '2024', '${mine}', ${at}, '${newId()}'`,
    ),
  ).toBe('42501');
  expect(
    await insert(
      'routine_draft_text',
      'draft, position, text, saved_by, saved_at, idempotency_key',
      `'${theirs}', 2, 'min', '${mine}', ${at}, '${newId()}'`,
    ),
  ).toBe('42501');
  expect(
    await insert(
      'routine_draft_reader',
      'draft, account, asked_by, asked_at',
      `'${theirs}', '${someone}', '${mine}', ${at}`,
    ),
  ).toBe('42501');
  expect(
    await insert(
      'routine_draft_comment',
      'id, draft, position, text, written_by, written_at, idempotency_key',
      `'${newId()}', '${theirs}', 1, 'min', '${mine}', ${at}, '${newId()}'`,
    ),
  ).toBe('42501');
  expect(
    await insert(
      'routine_version',
      'routine, version, valid_from, text, sha256, draft, position, published_by, published_at',
      `'${routine}', 'x', '2030-01-01', 'deras', encode(sha256('deras'), 'hex'), '${theirs}', 1, '${mine}', ${at}`,
    ),
  ).toBe('42501');
  const own = await owner.query(`select from routine_draft where municipality = '1480'`);
  await through(db, 'ia', async (scope) => {
    for (const table of ['routine_draft', 'routine_draft_text', 'routine_draft_reader', 'routine_draft_comment'])
      expect((await sql.raw(`select from ${table} where municipality = '9998'`).execute(scope.db)).rows, table).toEqual(
        [],
      );
    // Blindly, without asking which.
    const thrown = await sql`update routine_draft set discarded_at = now()`.execute(scope.db);
    expect(Number(thrown.numAffectedRows)).toBe(own.rowCount);
    throw new Error('Not in earnest');
  }).catch((error: Error) => expect(error.message).toBe('Not in earnest'));
});

test('how many open runs follow a version is told to who publishes, and no number below five', async ({ database }) => {
  const { db, owner } = database;
  const counts = (who: DemoPerson) => through(db, who, (scope) => openRunsOfAll(scope));
  const version = `${routine}@2025`;
  const before = await owner.query<{ n: number }>(
    `select count(*)::integer as n from run where routine = $1 and routine_version = '2025' and ended_on is null`,
    [routine],
  );
  const there = before.rows[0]?.n ?? 0;
  expect(there).toBeLessThan(5);
  for (let follow = there + 1; follow <= 6; follow += 1) {
    await through(db, 'alex', async (scope) =>
      start(scope, await open(scope, { givenName: 'Fiktiv', familyName: 'Räknad' })),
    );
    expect((await counts('ia')).get(version)).toBe(follow < 5 ? 'few' : follow);
  }
  for (const who of ['alex', 'gry', 'kim'] as const) expect([...(await counts(who))]).toEqual([]);
});
