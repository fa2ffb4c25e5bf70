import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Outcome } from '../outcome.ts';
import type { ReviewItem } from './reviews.ts';

export type Decision = Readonly<{
  position: number;
  outcome: Outcome;
  note: string;
  reportedOn?: LocalDate;
  by: string;
  at: Date;
}>;

/** Every decision about an item, the latest first. */
export async function decisionsOf({ db, actor }: Scope, item: string): Promise<readonly Decision[]> {
  const { rows } = await sql<{
    position: number;
    outcome: Outcome;
    note: string;
    reported_on: LocalDate | null;
    by: string;
    at: Date;
  }>`select d.position, d.outcome, d.note, d.reported_on, p.display_name as by, d.decided_at as at
    from access_review_decision d join account p on p.municipality = d.municipality and p.id = d.decided_by
    where d.municipality = ${actor.municipality} and d.item = ${item} order by d.position desc`.execute(db);
  return rows.map(({ reported_on: reportedOn, ...row }) => ({
    ...row,
    ...(reportedOn === null ? {} : { reportedOn }),
  }));
}

export async function decidedWith({ db, actor }: Scope, key: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`select from access_review_decision
    where municipality = ${actor.municipality} and idempotency_key = ${key} limit 1`.execute(db);
  return rows.length > 0;
}

type ToDecide = Readonly<{ outcome: Outcome; note: string; reportedOn?: LocalDate; key: IdempotencyKey }>;

export async function insertDecision(
  { db, actor, now }: Scope,
  item: Pick<ReviewItem, 'id' | 'review' | 'reader' | 'position'>,
  { outcome, note, reportedOn, key }: ToDecide,
): Promise<void> {
  await db
    .insertInto('access_review_decision')
    .values({
      municipality: actor.municipality,
      item: item.id,
      position: item.position + 1,
      review: item.review,
      secrecy_area: actor.area,
      reader: item.reader,
      outcome,
      note,
      reported_on: reportedOn ?? null,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: key,
    })
    .execute();
}

export type Question = Readonly<{
  id: string;
  question: string;
  by: string;
  at: Date;
  answer?: string;
  answeredAt?: Date;
}>;

export async function questionsOf({ db, actor }: Scope, item: string): Promise<readonly Question[]> {
  const { rows } = await sql<{
    id: string;
    question: string;
    by: string;
    at: Date;
    answer: string | null;
    answered_at: Date | null;
  }>`select q.id, q.question, p.display_name as by, q.asked_at as at, w.answer, w.answered_at
    from access_review_question q
    join account p on p.municipality = q.municipality and p.id = q.asked_by
    left join access_review_answer w on w.municipality = q.municipality and w.question = q.id
    where q.municipality = ${actor.municipality} and q.item = ${item} order by q.asked_at, q.id`.execute(db);
  return rows.map(({ answer, answered_at: answeredAt, ...row }) => ({
    ...row,
    ...(answer === null ? {} : { answer }),
    ...(answeredAt === null ? {} : { answeredAt }),
  }));
}

/** Asks the reader; false when this very question has been asked already. */
export async function insertQuestion(
  { db, actor, now }: Scope,
  item: Pick<ReviewItem, 'id' | 'review' | 'reader'>,
  question: string,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('access_review_question')
    .values({
      municipality: actor.municipality,
      id: newId(),
      item: item.id,
      review: item.review,
      secrecy_area: actor.area,
      reader: item.reader,
      question,
      asked_by: actor.account,
      asked_at: now,
      idempotency_key: key,
    })
    .onConflict((conflict) => conflict.columns(['municipality', 'idempotency_key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
