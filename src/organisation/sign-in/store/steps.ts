import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import { hashToken } from '../../../platform/session.ts';

export type StepKind = 'second' | 'passkey' | 'passkey-register' | 'provider' | 'provider-logout';
export type Step<Data> = Readonly<{ municipality: string | null; account: AccountId | null; data: Data }>;

/** How long one may take between two steps. */
const stepMinutes = 10;

/** Remembers what the next step needs, under a token that only who took this one has. False when it is there already. */
export async function beginStep(
  db: Db,
  kind: StepKind,
  token: string,
  { municipality, account, data }: Readonly<{ municipality?: string; account?: AccountId; data: object }>,
  now: Date,
  minutes = stepMinutes,
): Promise<boolean> {
  const end = new Date(now.getTime() + minutes * 60_000);
  const { rows } = await sql<{
    begun: boolean;
  }>`select access.begin_step(${hashToken(token)}, ${kind}, ${municipality ?? null},
    ${account ?? null}, ${JSON.stringify(data)}, ${now}, ${end}) as begun`.execute(db);
  return rows[0]?.begun === true;
}

export async function findStep<Data>(
  db: Db,
  kind: StepKind,
  token: string,
  now: Date,
): Promise<Step<Data> | undefined> {
  const { rows } = await sql<Step<Data>>`select * from access.find_step(${hashToken(token)}, ${kind}, ${now})`.execute(
    db,
  );
  return rows[0];
}

/** The step, once: it is gone afterwards. */
export async function takeStep<Data>(
  db: Db,
  kind: StepKind,
  token: string,
  now: Date,
): Promise<Step<Data> | undefined> {
  const { rows } = await sql<Step<Data>>`select * from access.take_step(${hashToken(token)}, ${kind}, ${now})`.execute(
    db,
  );
  return rows[0];
}
