import { describe, expect } from 'vitest';
import { newId } from '../src/kernel/ids.ts';
import { callerOf } from './support/api-client/caller.ts';
import * as client from './support/api-client/hemvist.ts';
import { alva, entriesOf, got, key, meeting, newRun, test, today } from './support/api-client/world.ts';

describe('what is wrong', () => {
  const wrong: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
    [
      'fields of the wrong kind',
      { ...meeting, at: '2026-02-30', inPerson: 'no', channel: 'letter', seen: 0 },
      ['/at', '/channel', '/inPerson'],
    ],
    ['fields that are missing', { kind: 'planning-meeting' }, ['/at', '/seen']],
    ['fields that there are not', { ...meeting, seen: 0, colour: 'red' }, ['/colour']],
    ['a kind that there is not', { ...meeting, kind: 'constructor', seen: 0 }, ['/kind']],
    ['a day to come', { ...meeting, at: '2026-10-15', seen: 0 }, ['/at']],
    [
      'nobody who took part, and no channel',
      { ...meeting, participants: [], channel: undefined, seen: 0 },
      ['/channel', '/participants'],
    ],
    [
      'somebody who cannot take part',
      { ...meeting, participants: ['caseworker', 'placementFunction'], seen: 0 },
      ['/participants/1'],
    ],
    ['a channel that contradicts', { ...meeting, inPerson: true, seen: 0 }, ['/inPerson']],
    [
      'fields of another kind',
      { ...meeting, reason: 'Därför att.', party: 'Sjöbacken', seen: 0 },
      ['/party', '/reason'],
    ],
    [
      'answers that are required',
      { kind: 'history-review', at: today, participants: ['caseworker'], answers: { worked: ' ' }, seen: 0 },
      ['/answers/didNotWork', '/answers/earlySigns', '/answers/worked'],
    ],
    [
      'answers that nobody asked for',
      { ...meeting, answers: { 'a/b': 'x', toString: 'y' }, seen: 0 },
      ['/answers/a~1b', '/answers/toString'],
    ],
    [
      'an answer that is asked only after another',
      {
        kind: 'follow-up',
        at: today,
        participants: ['caseworker'],
        channel: 'phone',
        answers: { safety: 'threat', whatWorked: 'Allt.' },
        seen: 0,
      },
      ['/answers/whatWorked'],
    ],
    [
      'answers of the wrong type',
      {
        kind: 'follow-ups-booked',
        at: today,
        participants: ['caseworker'],
        answers: { dates: ['2026-10-32'] },
        seen: 0,
      },
      ['/answers/dates'],
    ],
    ['a party that is not named', { kind: 'housing-matched', at: today, seen: 0 }, ['/party']],
    ['a consent without its parts', { kind: 'consent', at: today, seen: 0 }, ['/purpose']],
    [
      'a given consent without form',
      { kind: 'consent', at: today, purpose: 'information-transfer', status: 'given', seen: 0 },
      ['/form'],
    ],
    [
      'a waiver without a reason',
      { kind: 'waiver', at: today, obligation: 'information-meeting', seen: 0 },
      ['/reason'],
    ],
    ['a waiver of nothing', { kind: 'waiver', at: today, reason: 'Därför att det är så.', seen: 0 }, ['/obligation']],
    [
      'an interval that may not change',
      { kind: 'interval-changed', at: today, obligation: 'monthly-meeting', every: 'P13W', reason: 'Kort.', seen: 0 },
      ['/every', '/obligation', '/reason'],
    ],
    ['a correction of nothing', { ...meeting, replaces: newId(), seen: 0 }, ['/correctionReason', '/replaces']],
    [
      'a reason for a correction that is none',
      { ...meeting, correctionReason: 'Därför.', seen: 0 },
      ['/correctionReason'],
    ],
    ['text that cannot be kept', { ...meeting, answers: { prevention: 'a\0b' }, seen: 0 }, ['/answers/prevention']],
    ['half a character', { ...meeting, answers: { prevention: 'a\ud800' }, seen: 0 }, ['/answers/prevention']],
  ];
  test.for(wrong)(
    '%s: every field is named, with what to do, and nothing is written',
    async ([, body, pointers], { world }) => {
      const { alex } = world.callers;
      const { run } = await newRun(alex);
      const problem = got(await client.recordEntry(run.id, key(), body as client.RecordEntry, alex), 422);
      expect(problem.errors?.map(({ pointer }) => pointer).toSorted()).toEqual(pointers);
      for (const error of problem.errors ?? [])
        expect(error).toEqual({ in: 'body', pointer: error.pointer, message: expect.stringMatching(/\w{3}.*[.”]$/s) });
      expect(await entriesOf(run, alex)).toEqual([]);
    },
  );

  test('in a case or a run to start is named too', async ({ world }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    const errors = async (
      answered: Promise<Readonly<{ status: number; data?: unknown }>>,
    ): Promise<readonly string[]> => {
      const { status, data } = await answered;
      expect(status).toBe(422);
      return (data as client.Problem).errors?.map(({ pointer }) => pointer) ?? [];
    };
    const named = { ...alva, identityNumber: '19900101-9802' };
    expect(await errors(client.openCase(key(), named, alex))).toEqual(['/identityNumber']);
    expect(await errors(client.openCase(key(), { ...named, identityKind: 'coordination-number' }, alex))).toEqual([
      '/identityNumber',
    ]);
    expect(await errors(client.openCase(key(), { ...alva, givenName: ' ' }, alex))).toEqual(['/givenName']);
    const start = {
      routine: 'repeated-discharge',
      version: '2024-10-17',
      opened: '2026-10-15',
      facts: { moveIn: 'snart', hasOwnProperty: true },
    };
    expect(await errors(client.startRun(file.id, key(), start, alex))).toEqual([
      '/opened',
      '/version',
      '/facts/moveIn',
      '/facts/hasOwnProperty',
    ]);
    expect(await errors(client.startRun(file.id, key(), { ...start, routine: 'no-such' }, alex))).toContain('/routine');
  });

  test('in a fact says what it should be, and an unknown fact is not found', async ({ world }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    for (const [fact, value] of [
      ['moveIn', '2026-02-30'],
      ['sipExists', 'yes'],
      ['housingForm', 'tent'],
      ['grounds', ['noise']],
      ['grounds', []],
    ] as const) {
      const { errors } = got(
        await client.stateFact(
          run.id,
          fact,
          key(),
          { value: typeof value === 'string' ? value : [...value], seen: run.version },
          alex,
        ),
        422,
      );
      expect(errors).toMatchObject([{ pointer: '/value' }]);
    }
    got(await client.stateFact(run.id, 'valueOf', key(), { value: true, seen: run.version }, alex), 404);
  });

  test('in key, type or JSON is told before anything is looked at', async ({ world: { server, callers } }) => {
    const { alex } = callers;
    const { run } = await newRun(alex);
    expect(got(await client.recordEntry(run.id, 'once', { ...meeting, seen: 0 }, alex), 400).errors).toMatchObject([
      { in: 'header', pointer: '/Idempotency-Key' },
    ]);
    const send = (type: string, body: string) =>
      fetch(`${server.url}/api/v1/cases`, {
        method: 'POST',
        body,
        headers: { ...alex.headers, 'content-type': type, 'idempotency-key': key() },
      });
    expect((await send('text/plain', '{}')).status).toBe(415);
    expect((await send('application/json', '{')).status).toBe(400);
    expect((await send('application/json', '['.repeat(100_000))).status).toBe(400);
    expect((await send('application/json', 'null')).status).toBe(422);
    expect(got(await client.listCases({ page: 0 }, alex), 400).errors).toMatchObject([
      { in: 'query', pointer: '/page' },
    ]);
  });

  test('is told in Swedish, or in the language asked for', async ({ world: { server, callers } }) => {
    const told = async (language: string): Promise<string> => {
      const headers = { ...callers.alex.headers, 'accept-language': language };
      return got(await client.readRun(newId(), { ...callerOf(server), headers }), 404).title;
    };
    expect(await Promise.all(['sv', 'en', 'en-GB', 'de', 'sv;q=0.5, en;q=0.9', '*'].map(told))).toEqual([
      'Finns inte',
      'Not found',
      'Not found',
      'Finns inte',
      'Not found',
      'Finns inte',
    ]);
  });

  test('is also an address that there is not', async ({ world: { server } }) => {
    const response = await fetch(`${server.url}/api/v1/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: 'urn:hemvist:problem:not-found', title: 'Finns inte' });
  });
});
