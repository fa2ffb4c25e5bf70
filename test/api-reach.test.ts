import { describe, expect } from 'vitest';
import { demoActor } from '../src/demo/index.ts';
import { newId } from '../src/kernel/ids.ts';
import * as client from './support/api-client/hemvist.ts';
import { alva, entriesOf, got, key, letIn, meeting, newRun, test, today } from './support/api-client/world.ts';

describe('out of reach', () => {
  test('is not found by a caseworker of another area, whatever they ask', async ({ world, database }) => {
    const { alex, charlie } = world.callers;
    const { file, run } = await newRun(alex);
    const refusals = [
      await client.readCase(file.id, charlie),
      await client.startRun(file.id, key(), { routine: 'repeated-discharge', opened: today }, charlie),
      await client.readRun(run.id, charlie),
      await client.readObligations(run.id, {}, charlie),
      await client.listEntries(run.id, {}, charlie),
      await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, charlie),
      await client.stateFact(run.id, 'moveIn', key(), { value: today, seen: run.version }, charlie),
    ];
    const nothing = got(await client.readRun(newId(), charlie), 404);
    for (const refusal of refusals) expect({ ...got(refusal, 404), request: '' }).toEqual({ ...nothing, request: '' });
    expect(got(await client.listCases({}, charlie), 200).items.map(({ number }) => number)).not.toContain(file.number);
    const { rows } = await database.owner.query<{ n: number }>(
      `select count(*)::int as n from audit where channel = 'api' and outcome = 'refused' and actor = $1 and ($2 = any(case_ids) or $3 = any(run_ids))`,
      [demoActor('charlie').account, file.id, run.id],
    );
    expect(rows).toEqual([{ n: refusals.length }]);
    expect(await entriesOf(run, alex)).toEqual([]);
  });

  test('is the rest of the case for housing staff assigned to the run', async ({ world, database }) => {
    const { alex, eli } = world.callers;
    const { file, run } = await newRun(alex);
    got(await client.readRun(run.id, eli), 404);
    await letIn(database.db, run, 'eli');
    const seen = got(await client.readRun(run.id, eli), 200);
    expect(seen).toMatchObject({ id: run.id, caseNumber: file.number, individual: { givenName: 'Alva' } });
    expect(seen).not.toHaveProperty('case');
    expect(seen.people).toContainEqual(
      expect.objectContaining({ name: 'Eli Exempelberg', ground: expect.stringContaining('consents') }),
    );
    got(await client.readCase(file.id, eli), 404);
    const line = got(await client.listCases({ order: 'number', descending: 'true' }, eli), 200).items.find(
      (item) => item.run === run.id,
    );
    expect(line).not.toHaveProperty('case');
    got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, eli), 201);
    const request = { kind: 'individual-assignment', at: today, participants: ['individual'], seen: run.version };
    expect(got(await client.recordEntry(run.id, key(), request, eli), 403).detail).toContain('somebody else');
    got(await client.stateFact(run.id, 'acuteHomelessness', key(), { value: true, seen: run.version }, eli), 403);
  });

  test('is what a role may not do: a manager reads the unit’s runs and writes nothing, a process lead sees none', async ({
    world,
  }) => {
    const { alex, gry, ia } = world.callers;
    const { file, run } = await newRun(alex);
    expect(got(await client.readCase(file.id, gry), 200).id).toBe(file.id);
    got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, gry), 404);
    got(await client.openCase(key(), alva, gry), 404);
    got(await client.listCases({}, ia), 404);
  });
});

test('every read and write leaves one audit row of the channel api', async ({ world, database }) => {
  const { alex } = world.callers;
  const { file, run } = await newRun(alex, { moveIn: '2026-10-20' });
  got(await client.readCase(file.id, alex), 200);
  got(await client.readRun(run.id, alex), 200);
  got(await client.readObligations(run.id, {}, alex), 200);
  got(await client.listEntries(run.id, {}, alex), 200);
  got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
  got(await client.recordEntry(run.id, key(), { ...meeting, seen: 0 }, alex), 409);
  got(await client.stateFact(run.id, 'sipExists', key(), { value: false, seen: run.version }, alex), 200);
  const { rows } = await database.owner.query(
    `select action, channel, outcome, actor, parts from audit where $1 = any(case_ids) or $2 = any(run_ids) order by id`,
    [file.id, run.id],
  );
  const row = (action: string, outcome: string, ...parts: readonly string[]) => ({
    action,
    channel: 'api',
    outcome,
    actor: demoActor('alex').account,
    parts: expect.arrayContaining([...parts]),
  });
  expect(rows).toEqual([
    row('case.open', 'ok', 'case', 'individual'),
    row('run.start', 'ok', 'run', 'facts'),
    row('case.read', 'ok', 'case', 'individual', 'runs'),
    row('run.read', 'ok', 'run', 'facts', 'people'),
    row('run.obligations.read', 'ok', 'obligations'),
    row('run.entries.read', 'ok', 'entries'),
    row('entry.record', 'ok', 'entry:planning-meeting'),
    row('entry.record', 'rejected', 'entry:planning-meeting'),
    row('fact.state', 'ok', 'fact:sipExists'),
  ]);
});
