import { oazapfts } from 'oazapfts';
import { describe, expect } from 'vitest';
import { apiRoutes } from '../src/api/index.ts';
import { assign } from '../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../src/demo/index.ts';
import type { LocalDate } from '../src/kernel/date.ts';
import { type IdempotencyKey, newId, type RunId } from '../src/kernel/ids.ts';
import { permissions } from '../src/kernel/permission.ts';
import { answer, apiRoute } from '../src/platform/api-route.ts';
import { as } from '../src/platform/door.ts';
import * as client from './support/api-client/hemvist.ts';
import { type Caller, callerOf, noon, signedIn, tokenOf } from './support/api-client/caller.ts';
import { test as base } from './support/fixtures.ts';
import { startServer, type TestServer } from './support/server.ts';
import { z } from 'zod';

type World = Readonly<{
  server: TestServer;
  callers: Readonly<Record<'alex' | 'billie' | 'charlie' | 'eli' | 'gry' | 'ia', Caller>>;
}>;

const test = base.extend<{ $file: { world: World } }>({
  world: [
    async ({ database }, use) => {
      const server = await startServer(database.db, noon);
      const names = ['alex', 'billie', 'charlie', 'eli', 'gry', 'ia'] as const;
      const callers: Partial<Record<(typeof names)[number], Caller>> = {};
      for (const name of names) callers[name] = await signedIn(server, name);
      await use({ server, callers: callers as World['callers'] });
      await server.stop();
    },
    { scope: 'file' },
  ],
});

const alva = {
  givenName: 'Alva',
  familyName: 'Exempelsson',
  identityKind: 'none',
  identityCertainty: 'probable',
} as const;
const today = '2026-10-14';
const key = (): string => newId();

const meeting = {
  kind: 'planning-meeting',
  at: today,
  participants: ['caseworker', 'housingStaff'],
  channel: 'video',
  answers: { prevention: 'Samma kontaktperson hela tiden.' },
} satisfies Omit<client.RecordEntry, 'seen'>;

/** The data of an answer with the status that was expected, and nothing else. */
function got<Answer extends { status: number }, Status extends Answer['status']>(
  answered: Answer,
  status: Status,
): Extract<Answer, { status: Status }> extends { data: infer Data } ? Data : undefined {
  expect(answered).toMatchObject({ status });
  return (answered as { data?: unknown }).data as never;
}

/** A case with a run that began today, opened by the caller. */
async function newRun(
  caller: Caller,
  facts: NonNullable<client.StartRun['facts']> = {},
): Promise<Readonly<{ file: client.Case; run: client.Run }>> {
  const file = got(await client.openCase(key(), alva, caller), 201);
  const run = got(
    await client.startRun(file.id, key(), { routine: 'repeated-discharge', opened: today, facts }, caller),
    201,
  );
  return { file, run };
}

const stateOf = async (run: client.Run, obligation: string, caller: Caller): Promise<client.Obligation | undefined> =>
  got(await client.readObligations(run.id, {}, caller), 200).obligations.find(({ id }) => id === obligation);

const entriesOf = async (run: client.Run, caller: Caller): Promise<readonly client.Entry[]> =>
  got(await client.listEntries(run.id, {}, caller), 200).items;

describe('the document', () => {
  test('is OpenAPI 3.1, served to anybody, and holds every route with its errors and examples', async ({ world }) => {
    const response = await fetch(`${world.server.url}/api/v1/openapi.json`);
    const document = (await response.json()) as {
      openapi: string;
      security: unknown;
      paths: Record<
        string,
        Record<string, { responses: Record<string, unknown>; summary: string; description: string }>
      >;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(document.security).toEqual([{ session: [] }]);
    for (const route of apiRoutes) {
      const operation = document.paths[route.path]?.[route.method];
      expect(Object.keys(operation?.responses ?? {}), route.operation).toEqual(
        expect.arrayContaining([String(route.answer.status), '401', '404', '429', '500']),
      );
      expect(operation?.summary).toBeTruthy();
      expect(operation?.description).toBeTruthy();
    }
  });

  test.for(apiRoutes)('shows examples that fit what $operation takes and gives', ({ answer: given, body }) => {
    expect(given.schema.parse(given.example)).toEqual(given.example);
    for (const { value } of Object.values(body?.examples ?? {})) expect(body?.schema.parse(value)).toEqual(value);
  });

  // When this fails, the API has changed: see if it should have, and write the client anew with `vitest run -u test/api.test.ts`.
  test('gives the client that is in the repository', async ({ world }) => {
    const source = await oazapfts(`${world.server.url}/api/v1/openapi.json`);
    await expect(`// @ts-nocheck -- generated, for clients with other compiler settings than ours\n/* oxlint-disable */\n${source}`).toMatchFileSnapshot('support/api-client/hemvist.ts');
  });
});

describe('a route', () => {
  test('is declared with who may and what the audit says, or it does not compile', () => {
    const route = {
      method: 'get',
      path: '/api/v1/nothing',
      operation: 'nothing',
      tag: 'Nothing',
      summary: 'Nothing',
      description: 'Nothing.',
      answer: { status: 200, description: 'Nothing.', schema: z.object({}), example: {} },
      handle: () => Promise.resolve(answer({})),
    } as const;
    // @ts-expect-error -- it says neither who may nor what the audit says
    apiRoute(route);
    // @ts-expect-error -- it does not say what the audit says
    apiRoute({ ...route, may: 'run:read' });
    // @ts-expect-error -- it does not say who may
    apiRoute({ ...route, audit: 'nothing.read' });
    expect(apiRoute({ ...route, may: 'run:read', audit: 'nothing.read' })).toMatchObject({ may: 'run:read' });
  });

  test.for(apiRoutes)(
    '$method $path names a permission and an audit event, and answers nobody',
    async ({ method, path, may, audit }, { world }) => {
      expect(permissions).toContain(may);
      expect(audit).toMatch(/^[a-z]+(\.[a-z]+)+$/);
      const url = `${world.server.url}${path.replaceAll(/\{\w+\}/g, newId())}`;
      const cookie = `__Host-hemvist=${await tokenOf(world.server, 'alex')}`;
      for (const headers of [
        {},
        { authorization: `Bearer ${'A'.repeat(43)}` },
        { authorization: 'Basic YWxleDp4' },
        { cookie },
      ]) {
        const response = await fetch(url, { method: method.toUpperCase(), headers });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
      }
    },
  );
});

describe('a session', () => {
  test('is not given for a wrong password, and says nothing of whether there is such a user', async ({ world }) => {
    const wrong = got(await client.signIn({ username: 'alex', password: 'wrong' }, callerOf(world.server)), 401);
    const nobody = got(await client.signIn({ username: 'nobody', password: 'wrong' }, callerOf(world.server)), 401);
    expect({ ...wrong, request: '' }).toEqual({ ...nobody, request: '' });
  });

  test('is refused after ten failures, whatever is tried then', async ({ world }) => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      got(await client.signIn({ username: 'somebody', password: 'wrong' }, callerOf(world.server)), 401);
    }
    got(await client.signIn({ username: 'somebody', password: 'wrong' }, callerOf(world.server)), 429);
  });

  test('is over when signed out, and when nothing has been asked for an hour', async ({ database }) => {
    const server = await startServer(database.db, noon);
    const first = await signedIn(server, 'dani');
    const second = await signedIn(server, 'dani');
    got(await client.listCases({}, first), 200);
    got(await client.signOut(first), 204);
    got(await client.listCases({}, first), 401);
    got(await client.listCases({}, second), 200);
    server.clock.now = new Date(noon.getTime() + 61 * 60_000);
    got(await client.listCases({}, second), 401);
    await server.stop();
  });
});

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
          identityNumber: '850312-9806',
          identityCertainty: 'confirmed',
          system: 'Treserva',
          reference: 'T-1',
        },
        alex,
      ),
      201,
    );
    expect(file).toMatchObject({
      individual: { identityNumber: '198503129806' },
      system: 'Treserva',
      reference: 'T-1',
      opened: today,
      runs: [],
    });
    const run = got(
      await client.startRun(
        file.id,
        key(),
        { routine: 'repeated-discharge', opened: '2026-10-12', facts: { moveIn: '2026-10-20', grounds: ['threat'] } },
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

describe('the same key twice', () => {
  test('is one entry with one answer, also at the same time', async ({ world, database }) => {
    const { alex } = world.callers;
    const { run } = await newRun(alex);
    const same = key();
    const send = () => client.recordEntry(run.id, same, { ...meeting, seen: run.version }, alex);
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    const later = await send();
    expect(new Set([...answers, later].map((answered) => JSON.stringify(got(answered, 201)))).size).toBe(1);
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

describe('what is wrong', () => {
  const wrong: readonly (readonly [string, Record<string, unknown>, readonly string[]])[] = [
    [
      'fields of the wrong kind',
      { ...meeting, at: '2026-02-30', inPerson: 'no', channel: 'letter' },
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
    expect(await errors(client.startRun(file.id, key(), { ...start, routine: 'insluss' }, alex))).toContain('/routine');
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

/** Lets somebody of another area into the run, with a ground. */
async function letIn(db: Parameters<typeof as>[0], run: client.Run, who: DemoPerson): Promise<void> {
  const toAssign = {
    run: run.id as RunId,
    account: demoActor(who).account,
    role: 'housingStaff',
    from: today as LocalDate,
    ground: 'consent',
    groundReason: 'Alva samtycker muntligt.',
    key: newId<IdempotencyKey>(),
  } as const;
  await as(db, demoActor('alex'), noon, { action: 'test.assign', channel: 'cli' }, async (scope) => {
    expect(await assign(scope, toAssign)).toMatchObject({ outcome: 'assigned' });
  });
}
