import { describe, expect } from 'vitest';
import * as client from './support/api-client/hemvist.ts';
import { alva, entriesOf, got, key, letIn, meeting, newRun, test, today } from './support/api-client/world.ts';

describe('the same key twice', () => {
  test('is one entry with one answer, also at the same time', async ({ world, database }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const same = key();
    const send = () => client.recordEntry(run.id, same, { ...meeting, seen: run.version }, alex);
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    const later = await send();
    const first = got(later, 201);
    for (const answered of answers) expect(got(answered, 201)).toEqual(first);
    expect(await entriesOf(run, alex)).toHaveLength(1);
    const { rows } = await database.owner.query(`select from event where run_id = $1 and kind = 'entry-recorded'`, [
      run.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('is one case, one run and one stated fact', async ({ world }) => {
    const { alex } = world.callers;
    const [caseKey, runKey, factKey] = [key(), key(), key()];
    const open = async () => got(await client.openCase(caseKey, alva, alex), 201);
    const [file, again] = await Promise.all([open(), open()]);
    expect(again).toEqual(file);
    const start = async () =>
      got(
        await client.startRun(
          file.id,
          runKey,
          { routine: 'repeated-discharge', opened: today, facts: { acuteHomelessness: true } },
          alex,
        ),
        201,
      );
    const [run, same] = await Promise.all([start(), start()]);
    expect(same).toEqual(run);
    const state = async () =>
      got(await client.stateFact(run.id, 'moveIn', factKey, { value: '2026-10-20', seen: run.version }, alex), 200);
    expect(await state()).toEqual(await state());
    expect(got(await client.readRun(run.id, alex), 200).version).toBe(run.version + 1);
  });

  test('is refused for something else, in the same run or another', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const { run: other } = await newRun(alex);
    const used = key();
    got(await client.recordEntry(run.id, used, { ...meeting, seen: run.version }, alex), 201);
    const elsewhere = got(await client.recordEntry(other.id, used, { ...meeting, seen: other.version }, alex), 422);
    const changed = got(
      await client.recordEntry(run.id, used, { ...meeting, at: '2026-10-13', seen: run.version }, alex),
      422,
    );
    for (const { errors } of [elsewhere, changed])
      expect(errors).toMatchObject([{ in: 'header', pointer: '/Idempotency-Key' }]);
    expect(await entriesOf(other, alex)).toEqual([]);
    const caseKey = key();
    got(await client.openCase(caseKey, alva, alex), 201);
    got(await client.openCase(caseKey, { ...alva, givenName: 'Bo' }, alex), 422);
  });

  test('a routine that runs already is not started in another way', async ({ world }) => {
    const { alex } = world.callers;
    const { file, run } = await newRun(alex);
    const other = { routine: 'repeated-discharge', opened: '2026-10-01' };
    expect(got(await client.startRun(file.id, key(), other, alex), 409).run).toBe(run.id);
  });
});

describe('two people at once', () => {
  test('the second is told what the first wrote, and chooses', async ({ world, database }) => {
    const { alex, eli } = world.callers;
    const { run } = await newRun(alex);
    await letIn(database.db, run, 'eli');
    const mine = { ...meeting, seen: run.version };
    const theirs = got(await client.recordEntry(run.id, key(), mine, eli), 201);
    const conflict = got(await client.recordEntry(run.id, key(), mine, alex), 409);
    expect(conflict.entry).toEqual(theirs);
    expect(conflict.detail).toContain('Eli Exempelberg');
    expect(await entriesOf(run, alex)).toEqual([theirs]);
    got(await client.recordEntry(run.id, key(), { ...mine, seen: conflict.version }, alex), 201);
    expect(await entriesOf(run, alex)).toHaveLength(2);
  });

  test('the second to change a fact is told the first value', async ({ world, database }) => {
    const { alex, eli } = world.callers;
    const { run } = await newRun(alex);
    await letIn(database.db, run, 'eli');
    got(await client.stateFact(run.id, 'moveIn', key(), { value: '2026-10-20', seen: run.version }, eli), 200);
    const conflict = got(
      await client.stateFact(run.id, 'moveIn', key(), { value: '2026-10-21', seen: run.version }, alex),
      409,
    );
    expect(conflict.fact).toMatchObject({
      value: '2026-10-20',
      statedBy: { name: 'Eli Exempelberg', role: 'housingStaff' },
    });
    got(await client.stateFact(run.id, 'moveIn', key(), { value: '2026-10-21', seen: conflict.version }, alex), 200);
  });
});
