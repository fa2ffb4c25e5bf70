import { sql } from 'kysely';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

export type OwnOpening = Readonly<{
  id: number;
  at: Date;
  action: string;
  channel: string;
  outcome: string;
  parts: readonly string[];
  reason: string | null;
  cases: number;
  case_id: string | null;
  /** While the case is in reach. */
  case_number: string | null;
}>;

/** What the actor has opened, newest first; what came before an entry when asked. */
export async function ownOpenings(
  { db }: Scope,
  before: Readonly<{ at: Date; id: number }> | undefined,
  limit: number,
): Promise<readonly OwnOpening[]> {
  const { rows } = await sql<OwnOpening>`select * from access.my_openings(${before?.at ?? null}::timestamptz,
    ${before?.id ?? null}::bigint, ${limit}::integer)`.execute(db);
  return rows;
}

export type OwnQuestion = Readonly<{
  id: string;
  asked_at: Date;
  asked_by: string;
  question: string;
  first_at: Date;
  last_at: Date;
  kind: 'visit' | 'bulk' | 'refusals' | 'emergency' | 'ended';
  case_numbers: readonly string[];
  cases: number;
  answer: string | null;
  answered_at: Date | null;
}>;

/** What the actor has been asked in a review: what waits for an answer first. */
export async function ownQuestions({ db }: Scope): Promise<readonly OwnQuestion[]> {
  const { rows } = await sql<OwnQuestion>`select * from access.my_review_questions()`.execute(db);
  return rows;
}

/** Answers a question once: false when it had been answered already. */
export async function insertAnswer(
  { db, actor, now }: Scope,
  question: string,
  answer: string,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('access_review_answer')
    .values({
      municipality: actor.municipality,
      question,
      reader: actor.account,
      answer,
      answered_at: now,
      idempotency_key: key,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
