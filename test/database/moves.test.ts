import { sql } from 'kysely';
import { expect } from 'vitest';
import { decideMove, mayDecideMove, type MoveDecided, proposeMove } from '../../src/casework/actions/move.ts';
import { evaluateRun } from '../../src/casework/evaluation.ts';
import { startRun } from '../../src/casework/index.ts';
import { seeRun } from '../../src/casework/pages/see-run.ts';
import { entryViews } from '../../src/casework/pages/timeline.ts';
import { moveDecisions, type MoveOutcome } from '../../src/casework/store/moves.ts';
import { findRun, type RunInReach } from '../../src/casework/store/runs.ts';
import type { DemoPerson } from '../../src/demo/index.ts';
import { type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import type { Scope } from '../../src/platform/door.ts';
import { publish, saveText, startDraft } from '../../src/publishing/actions/drafts.ts';
import { edited, obligationAt } from '../../src/publishing/draft-text.ts';
import { findDraft } from '../../src/publishing/store/drafts.ts';
import { definitionIn } from '../../src/routine/index.ts';
import { onceMoreIfOvertaken } from '../../src/platform/overtaken.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { assignHousing, deedOf, open, state, through, today, write } from './world.ts';

/** A run of Alex's on the version before the one in force, with a fact and an entry, and Eli of the housing let in to it. */
const onFormerVersion = ({ db }: TestDatabase, familyName: string): Promise<RunId> =>
  through(db, 'alex', async (scope) => {
    const started = await startRun(scope, {
      caseId: await open(scope, { givenName: 'Sture', familyName }),
      routine: 'repeated-discharge',
      version: '2024-10-17',
      openedOn: today,
      facts: [
        { name: 'housingForm', value: 'communal' },
        { name: 'supportLevel', value: '1' },
      ],
      key: newId(),
    });
    if (started.outcome !== 'started') throw new Error(started.outcome);
    await assignHousing(scope, started.run);
    await write(scope, started.run, deedOf('professions-plan', today, { answers: { whoAndHow: 'Alla hjälps åt' } }));
    return started.run;
  });

const runIn = async (scope: Scope, id: RunId): Promise<RunInReach> => {
  const run = await findRun(scope, id);
  if (!run) throw new Error('The run is out of reach');
  return run;
};

const decide = (
  { db }: TestDatabase,
  who: DemoPerson,
  run: RunId,
  outcome: MoveOutcome,
  more: Readonly<{ key?: IdempotencyKey; seen?: number; to?: string }> = {},
): Promise<MoveDecided> =>
  onceMoreIfOvertaken(() =>
    through(db, who, async (scope) => {
      const seen = (await findRun(scope, run))?.version ?? 0;
      return decideMove(scope, { run, to: '2025', outcome, reason: 'Passar bättre så', seen, key: newId(), ...more });
    }),
  );

const workOf = async ({ owner }: TestDatabase, run: RunId, obligation: string) =>
  (
    await owner.query<{ state: string }>('select state from work_item where run_id = $1 and obligation = $2', [
      run,
      obligation,
    ])
  ).rows[0]?.state;

test('a run that is moved follows the new version at once, with its entries and facts, and the event says what changed', async ({
  database,
}) => {
  const run = await onFormerVersion(database, 'Flyttansson');
  const before = await through(database.db, 'alex', async (scope) => evaluateRun(scope, await runIn(scope, run)));
  const proposal = await through(database.db, 'alex', (scope) => proposeMove(scope, before));
  expect(proposal?.to.definition.version).toBe('2025');
  // Level 1 is no level of 2025, which asks for the high one in apartments only.
  expect(proposal?.notKnown).toEqual({ facts: [], values: ['supportLevel'], kinds: [] });
  expect(proposal?.changes.other.map(({ obligation }) => obligation)).toContain('support-level');
  expect(await workOf(database, run, 'support-level')).toBeUndefined();

  expect(await decide(database, 'alex', run, 'accepted')).toEqual({ outcome: 'decided' });
  const after = await through(database.db, 'alex', async (scope) => evaluateRun(scope, await runIn(scope, run)));
  expect(after.run).toMatchObject({ routineVersion: '2025', version: before.run.version + 1 });
  expect(after.entries).toEqual(before.entries);
  expect(after.facts).toEqual(before.facts);
  expect(after.state.obligations.find(({ id }) => id === 'professions-plan')?.state).toBe('done');
  const { rows } = await database.owner.query<{ payload: object }>(
    `select payload from event where run_id = $1 and kind = 'run-moved'`,
    [run],
  );
  expect(rows).toMatchObject([{ payload: { from: '2024-10-17', to: '2025', position: after.run.version } }]);
  // Nothing more to decide.
  expect(await through(database.db, 'alex', (scope) => proposeMove(scope, after))).toBeUndefined();
});

test('a declined move leaves the run as it was, and is not proposed again for that version', async ({ database }) => {
  const run = await onFormerVersion(database, 'Kvarsson');
  expect(await decide(database, 'alex', run, 'declined')).toEqual({ outcome: 'decided' });
  await through(database.db, 'alex', async (scope) => {
    const evaluated = await evaluateRun(scope, await runIn(scope, run));
    expect(evaluated.run.routineVersion).toBe('2024-10-17');
    expect(await proposeMove(scope, evaluated)).toBeUndefined();
    expect(await moveDecisions(scope, run)).toMatchObject([
      { outcome: 'declined', to: '2025', reason: 'Passar bättre så' },
    ]);
  });
  expect(await decide(database, 'alex', run, 'accepted')).toMatchObject({ outcome: 'decided-already' });
});

test('of two who decide at once, and of one who presses twice, one decision is made', async ({ database }) => {
  const run = await onFormerVersion(database, 'Samtidigsson');
  const key = newId<IdempotencyKey>();
  const { version } = await through(database.db, 'alex', (scope) => runIn(scope, run));
  const twice = await Promise.all([1, 2].map(() => decide(database, 'alex', run, 'accepted', { key, seen: version })));
  expect(twice).toEqual([{ outcome: 'decided' }, { outcome: 'decided' }]);
  const other = await onFormerVersion(database, 'Oenigsson');
  const two = await Promise.all((['accepted', 'declined'] as const).map((one) => decide(database, 'alex', other, one)));
  expect(two.map(({ outcome }) => outcome).toSorted()).toEqual(['decided', 'decided-already']);
  const { rows } = await database.owner.query('select from run_move where run_id = any ($1)', [[run, other]]);
  expect(rows).toHaveLength(2);
  const { rows: told } = await database.owner.query(
    `select from event where run_id = any ($1) and kind in ('run-moved', 'run-move-declined')`,
    [[run, other]],
  );
  expect(told).toHaveLength(2);
});

test('what has been written in the run since the list was shown makes it be shown anew', async ({ database }) => {
  const run = await onFormerVersion(database, 'Omläst');
  expect(await decide(database, 'alex', run, 'accepted', { seen: 1 })).toEqual({ outcome: 'overtaken' });
  expect(await decide(database, 'alex', run, 'accepted', { to: '2031' })).toEqual({ outcome: 'overtaken' });
});

test('only a caseworker who works in the case decides: not who sees the run alone, nor who is elsewhere', async ({
  database,
}) => {
  const run = await onFormerVersion(database, 'Behörigsson');
  const may = (who: DemoPerson) =>
    through(database.db, who, async (scope) => {
      const found = await findRun(scope, run);
      return found === undefined ? 'out of reach' : await mayDecideMove(scope, found);
    });
  expect(await may('alex')).toBe(true);
  expect(await may('eli')).toBe(false);
  expect(await may('gry')).toBe(false);
  for (const who of ['eli', 'gry', 'billie', 'ia'] as const)
    expect(await decide(database, who, run, 'accepted'), who).toEqual({ outcome: 'not-found' });
});

test('nothing moves by itself: the database lets no run change version that nobody has accepted it for', async ({
  database,
}) => {
  const run = await onFormerVersion(database, 'Orubbligsson');
  const code = (who: DemoPerson, work: (scope: Scope) => Promise<unknown>) =>
    through(database.db, who, work).then(
      () => 'done',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );
  const move = ({ db }: Scope) => sql`update run set routine_version = '2025' where id = ${run}`.execute(db);
  const say =
    (outcome: MoveOutcome, more: Readonly<{ to?: string; from?: string; by?: string }> = {}) =>
    ({ db, actor, now }: Scope) =>
      db
        .insertInto('run_move')
        .values({
          municipality: '1480',
          run_id: run,
          to_version: more.to ?? '2025',
          from_version: more.from ?? '2024-10-17',
          outcome,
          reason: 'Påhittat skäl',
          decided_by: more.by ?? actor.account,
          decided_at: now,
          idempotency_key: newId(),
        })
        .execute();
  expect(await code('alex', move)).toBe('23514');
  // Declined, of another version, or from another: none of them lets it go.
  for (const [outcome, more] of [
    ['declined', {}],
    ['accepted', { to: '2026' }],
    ['accepted', { from: '2020' }],
  ] as const)
    expect(await code('alex', async (scope) => [await say(outcome, more)(scope), await move(scope)])).toBe('23514');
  // In somebody else's name, or of a run that is out of reach.
  expect(await code('alex', say('accepted', { by: newId() }))).toBe('42501');
  expect(await code('billie', say('accepted'))).toBe('42501');
  expect(await code('alex', async (scope) => [await say('accepted')(scope), await move(scope)])).toBe('done');
  expect(await through(database.db, 'billie', ({ db }) => db.selectFrom('run_move').selectAll().execute())).toEqual([]);
});

test('what a new version does not know is named beforehand, and is read and corrected in the words that it was written in', async ({
  database,
}) => {
  const run = await onFormerVersion(database, 'Föregångarsson');
  await through(database.db, 'alex', (scope) => state(scope, run, [{ name: 'sipExists', value: true }]));
  await through(database.db, 'ia', async (scope) => {
    const id = (await startDraft(scope, { routine: 'repeated-discharge', version: '2025', key: newId() })) ?? '';
    const draft = await findDraft(scope, id);
    const definition = definitionIn(draft?.text ?? '');
    if (!draft || !definition) throw new Error('There is no draft');
    const text = edited(draft.text, [
      { at: obligationAt(definition, 'professions-plan'), value: undefined },
      { at: ['entryKinds', 'professions-plan'], value: undefined },
      { at: ['entryKinds', 'planning-meeting', 'offersAlso'], value: ['history-review', 'contingency-plan'] },
    ]);
    expect(await saveText(scope, { draft: id, seen: 1, key: newId(), text })).toEqual({ outcome: 'saved' });
    const version = { version: '2027', validFrom: today, cite: 'Rutin, 2027' };
    expect(await publish(scope, { draft: id, seen: 2, key: newId(), ...version })).toMatchObject({
      outcome: 'published',
    });
  });
  const proposal = await through(database.db, 'alex', async (scope) =>
    proposeMove(scope, await evaluateRun(scope, await runIn(scope, run))),
  );
  expect(proposal?.notKnown.kinds).toEqual(['professions-plan']);
  expect(proposal?.changes.removed.map(({ obligation }) => obligation)).toEqual(['professions-plan']);
  expect(await decide(database, 'alex', run, 'accepted', { to: '2027' })).toEqual({ outcome: 'decided' });
  await through(database.db, 'alex', async (scope) => {
    const seen = await seeRun(scope, run, []);
    const [entry] = seen ? entryViews(seen) : [];
    expect(entry).toMatchObject({
      title: 'Plan för andra professioner',
      current: { answers: [{ answer: 'Alla hjälps åt' }] },
    });
  });
});
