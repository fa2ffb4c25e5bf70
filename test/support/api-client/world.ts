import { expect } from 'vitest';
import { assign } from '../../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../../src/demo/index.ts';
import type { LocalDate } from '../../../src/kernel/date.ts';
import { type IdempotencyKey, newId, type RunId } from '../../../src/kernel/ids.ts';
import { as } from '../../../src/platform/door.ts';
import { consentTo } from '../../database/world.ts';
import { test as base } from '../fixtures.ts';
import { startServer, type TestServer } from '../server.ts';
import { type Caller, noon, signedIn } from './caller.ts';
import * as client from './hemvist.ts';

export type World = Readonly<{
  server: TestServer;
  callers: Readonly<Record<'alex' | 'billie' | 'charlie' | 'eli' | 'gry' | 'ia', Caller>>;
}>;

export const test = base.extend<{ $file: { world: World } }>({
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

export const alva = {
  givenName: 'Alva',
  familyName: 'Exempelsson',
  identityKind: 'none',
  identityCertainty: 'probable',
} as const;
export const today = '2026-10-14';
export const key = (): string => newId();

export const meeting = {
  kind: 'planning-meeting',
  at: today,
  participants: ['caseworker', 'housingStaff'],
  channel: 'video',
  answers: { prevention: 'Samma kontaktperson hela tiden.' },
} satisfies Omit<client.RecordEntry, 'seen'>;

/** The data of an answer with the status that was expected, and nothing else. */
export function got<Answer extends { status: number }, Status extends Answer['status']>(
  answered: Answer,
  status: Status,
): Extract<Answer, { status: Status }> extends { data: infer Data } ? Data : undefined {
  expect(answered).toMatchObject({ status });
  return (answered as { data?: unknown }).data as never;
}

/** A case with a run that began today, opened by the caller. */
export async function newRun(
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

export const stateOf = async (
  run: client.Run,
  obligation: string,
  caller: Caller,
): Promise<client.Obligation | undefined> =>
  got(await client.readObligations(run.id, {}, caller), 200).obligations.find(({ id }) => id === obligation);

export const entriesOf = async (run: client.Run, caller: Caller): Promise<readonly client.Entry[]> =>
  got(await client.listEntries(run.id, {}, caller), 200).items;

/** A page as the session of the caller sees it. */
export async function pageOf(
  { server }: World,
  { headers }: Caller,
  address: string,
): Promise<Readonly<{ status: number; text: string }>> {
  const cookie = `__Host-hemvist=${headers['authorization']?.slice('Bearer '.length) ?? ''}`;
  const response = await fetch(new URL(address, server.url), { headers: { cookie }, redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

/** Lets somebody of another area into the run, with a ground. */
export async function letIn(db: Parameters<typeof as>[0], run: client.Run, who: DemoPerson): Promise<void> {
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
    const consent = await consentTo(scope, toAssign.run, who);
    expect(await assign(scope, { ...toAssign, consent })).toMatchObject({ outcome: 'assigned' });
  });
}
