import { sql } from 'kysely';
import { isLocalDate, type LocalDate } from '../../../kernel/date.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Db } from '../../../platform/database.ts';
import { hashToken } from '../../../platform/session.ts';
import { InquiryBody } from '../inquiry-body.ts';
import type { InquiryAnswer } from './inquiries.ts';

// What somebody who has been given a link may do without being signed in: read what is asked, and answer it once. Everything that the
// database gives is given by functions that ask for the link's hash.

export type InquiryState = 'open' | 'answered' | 'cancelled' | 'lapsed';
export type OpenedInquiry = Readonly<{
  state: InquiryState;
  expiresAt: Date;
  /** Of an open one. */
  body?: InquiryBody;
  /** Of an answered one. */
  answer?: InquiryAnswer;
  freeFrom?: LocalDate;
}>;

/** What a link leads to; undefined when it leads nowhere. */
export async function openInquiry(db: Db, secret: string, now: Date): Promise<OpenedInquiry | undefined> {
  const { rows } = await sql<{
    body: unknown;
    expires_at: Date;
    state: InquiryState;
    answer: InquiryAnswer | null;
    free_from: string | null;
  }>`select * from access.inquiry_of(${hashToken(secret)}, ${now})`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  return {
    state: row.state,
    expiresAt: row.expires_at,
    ...(row.body === null ? {} : { body: InquiryBody.parse(row.body) }),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.free_from !== null && isLocalDate(row.free_from) ? { freeFrom: row.free_from } : {}),
  };
}

/** Answers, once: `taken`, or what the link says instead; undefined when it leads nowhere. */
export async function answerInquiry(
  db: Db,
  secret: string,
  said: Readonly<{ answer: InquiryAnswer; freeFrom?: LocalDate; text: string }>,
  now: Date,
): Promise<'taken' | Exclude<InquiryState, 'open'> | undefined> {
  const { rows } = await sql<{ done: 'taken' | Exclude<InquiryState, 'open'> | null }>`
    select access.answer_inquiry(${hashToken(secret)}, ${newId()}, ${now}, ${said.answer}, ${said.freeFrom ?? null}, ${said.text})
      as done`.execute(db);
  return rows[0]?.done ?? undefined;
}

export type ToRemind = Readonly<{ municipality: string; id: string; language: Language; expires_at: Date }>;

export async function inquiriesToRemind(db: Db, now: Date): Promise<readonly ToRemind[]> {
  const { rows } = await sql<ToRemind>`select municipality, id, language, expires_at
    from access.inquiries_to_remind(${now})`.execute(db);
  return rows;
}

/** Reminds of one that nobody has answered, once, by a link of its own. False when it is not to be any more. */
export async function remindOf(
  db: Db,
  { municipality, id }: ToRemind,
  reminder: Readonly<{ secret: string; mail: string; subject: string; text: string; sealedLink: string }>,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{
    reminded: boolean;
  }>`select access.remind_of_inquiry(${municipality}, ${id}, ${hashToken(reminder.secret)},
    ${reminder.mail}, ${reminder.subject}, ${reminder.text}, ${reminder.sealedLink}, ${now}) as reminded`.execute(db);
  return rows[0]?.reminded === true;
}

export async function lapseInquiries(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ lapsed: number }>`select access.lapse_inquiries(${now}) as lapsed`.execute(db);
  return rows[0]?.lapsed ?? 0;
}
