import { describe, expect } from 'vitest';
import { noon } from './support/api-client/caller.ts';
import * as client from './support/api-client/hemvist.ts';
import { entriesOf, got, key, letIn, meeting, newRun, stateOf, test, today } from './support/api-client/world.ts';

describe('a case through its routine', () => {
  test('is opened, started and recorded in, and the states follow', async ({ world }) => {
    const { alex } = world.callers;
    const file = got(
      await client.openCase(
        key(),
        {
          givenName: 'Bo',
          familyName: 'Påhittsson',
          identityKind: 'personal-identity-number',
          identityNumber: '850312-9804',
          identityCertainty: 'confirmed',
          system: 'Treserva',
          reference: 'T-1',
        },
        alex,
      ),
      201,
    );
    expect(file).toMatchObject({
      individual: { identityNumber: '198503129804' },
      system: 'Treserva',
      reference: 'T-1',
      opened: today,
      runs: [],
    });
    const run = got(
      await client.startRun(
        file.id,
        key(),
        {
          routine: 'repeated-discharge',
          opened: '2026-10-12',
          facts: { moveIn: '2026-10-20', acuteHomelessness: false },
        },
        alex,
      ),
      201,
    );
    expect(run).toMatchObject({
      case: file.id,
      caseNumber: file.number,
      routine: { id: 'repeated-discharge', version: '2025' },
      opened: '2026-10-12',
    });
    expect(run.people).toMatchObject([{ name: 'Alex Provberg', role: 'caseworker', from: today }]);
    expect(run.facts).toContainEqual({
      name: 'moveIn',
      value: '2026-10-20',
      statedOn: today,
      statedBy: { name: 'Alex Provberg', role: 'caseworker' },
      position: 1,
    });
    expect(got(await client.readCase(file.id, alex), 200).runs).toMatchObject([{ id: run.id, version: run.version }]);
    const { items } = got(await client.listCases({ order: 'number', descending: 'true' }, alex), 200);
    expect(items).toContainEqual(
      expect.objectContaining({ case: file.id, run: run.id, givenName: 'Bo', due: '2026-10-20' }),
    );

    expect(await stateOf(run, 'planning-meeting', alex)).toMatchObject({ state: 'open', due: '2026-10-20' });
    const entry = got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
    expect(entry).toMatchObject({
      ...meeting,
      inPerson: false,
      recordedOn: today,
      writtenAt: noon.toISOString(),
      writtenBy: { name: 'Alex Provberg', role: 'caseworker' },
    });
    expect(await stateOf(run, 'planning-meeting', alex)).toMatchObject({ state: 'done', doneAt: today });
    expect(await entriesOf(run, alex)).toEqual([entry]);
    expect(got(await client.readRun(run.id, alex), 200).version).toBe(entry.position);
  });

  test('is looked at on a later day without anything being written', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex, { moveIn: '2026-10-20' });
    const later = got(await client.readObligations(run.id, { at: '2026-10-21' }, alex), 200);
    expect(later.nextSteps[0]).toMatchObject({ state: 'overdue' });
    expect(got(await client.readObligations(run.id, {}, alex), 200)).toMatchObject({
      at: today,
      run: { version: run.version },
    });
    const { errors } = got(await client.readObligations(run.id, { at: '2026-10-13' }, alex), 400);
    expect(errors).toMatchObject([{ in: 'query', pointer: '/at' }]);
  });

  test('lists entries a page at a time', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const first = got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
    const second = got(
      await client.recordEntry(
        run.id,
        key(),
        { kind: 'professions-plan', at: today, participants: ['caseworker'], seen: first.position },
        alex,
      ),
      201,
    );
    const { items, version } = got(await client.listEntries(run.id, { after: first.position }, alex), 200);
    expect({ items, version }).toEqual({ items: [second], version: second.position });
  });

  test('takes a fact, keeps who stated it, and its states follow', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    expect(await stateOf(run, 'start-meeting', alex)).toMatchObject({ state: 'waiting' });
    const fact = got(
      await client.stateFact(run.id, 'moveIn', key(), { value: '2026-10-10', seen: run.version }, alex),
      200,
    );
    expect(fact).toMatchObject({ name: 'moveIn', value: '2026-10-10', statedBy: { name: 'Alex Provberg' } });
    expect(await stateOf(run, 'start-meeting', alex)).toMatchObject({ state: 'open', due: '2026-10-17' });
  });

  test('is departed from with a reason, and its interval changed', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex, { moveIn: '2026-10-10' });
    const waiver = {
      kind: 'waiver',
      at: today,
      obligation: 'information-meeting',
      reason: 'Alva ville inte träffas före inflyttningen.',
      seen: run.version,
    };
    const waiverKey = key();
    const entry = got(await client.recordEntry(run.id, waiverKey, waiver, alex), 201);
    expect(await stateOf(run, 'information-meeting', alex)).toMatchObject({ state: 'waived' });
    expect(got(await client.recordEntry(run.id, waiverKey, waiver, alex), 201)).toEqual(entry);
    const again = got(await client.recordEntry(run.id, key(), { ...waiver, seen: entry.position }, alex), 422);
    expect(again.errors).toMatchObject([{ pointer: '/obligation' }]);
    const interval = {
      kind: 'interval-changed',
      at: today,
      obligation: 'weekly-follow-up',
      every: 'P2W',
      reason: 'Det har varit lugnt i två månader.',
      seen: entry.position,
    };
    got(await client.recordEntry(run.id, key(), interval, alex), 201);
    expect(await stateOf(run, 'weekly-follow-up', alex)).toMatchObject({ due: '2026-10-24' });
  });
});

describe('a correction', () => {
  test('replaces what an entry says, and both remain', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const wrong = got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
    const correction = {
      ...meeting,
      at: '2026-10-13',
      replaces: wrong.id,
      correctionReason: 'Mötet var dagen före.',
      seen: wrong.position,
    };
    const right = got(await client.recordEntry(run.id, key(), correction, alex), 201);
    expect(right).toMatchObject({ replaces: wrong.id, at: '2026-10-13' });
    expect(await stateOf(run, 'planning-meeting', alex)).toMatchObject({ doneAt: '2026-10-13' });
    expect(await entriesOf(run, alex)).toEqual([wrong, right]);
    const late = got(await client.recordEntry(run.id, key(), { ...correction, at: '2026-10-12' }, alex), 409);
    expect(late.entry.id).toBe(right.id);
  });

  test('strikes out an entry, and can write it anew', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const wrong = got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
    const struck = got(
      await client.recordEntry(
        run.id,
        key(),
        {
          kind: 'struck',
          at: today,
          replaces: wrong.id,
          correctionReason: 'Mötet blev inte av.',
          seen: wrong.position,
        },
        alex,
      ),
      201,
    );
    expect(await stateOf(run, 'planning-meeting', alex)).toMatchObject({ state: 'open' });
    const anew = { ...meeting, replaces: struck.id, correctionReason: 'Jo, det blev av.', seen: struck.position };
    got(await client.recordEntry(run.id, key(), anew, alex), 201);
    expect(await stateOf(run, 'planning-meeting', alex)).toMatchObject({ state: 'done' });
  });

  test('of what somebody else wrote is for them and the caseworker', async ({ world, database }) => {
    const { alex, eli } = world.callers;
    const { run } = await newRun(alex);
    await letIn(database.db, run, 'eli');
    const theirs = got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
    const correction = {
      ...meeting,
      replaces: theirs.id,
      correctionReason: 'Vi sågs på plats.',
      channel: 'in-person' as const,
      seen: theirs.position,
    };
    got(await client.recordEntry(run.id, key(), correction, eli), 403);
    expect(await entriesOf(run, alex)).toHaveLength(1);
  });
});
