import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type CaseId, type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Language } from '../../../kernel/text.ts';
import type { Scope } from '../../../platform/door.ts';
import { InquiryBody } from '../inquiry-body.ts';

export const inquiryAnswers = ['yes', 'later', 'no'] as const;
export type InquiryAnswer = (typeof inquiryAnswers)[number];

export type Inquiry = Readonly<{
  id: string;
  request: string;
  match: string;
  offer: string;
  body: InquiryBody;
  email: string;
  askedByName: string;
  askedAt: Date;
  expiresAt: Date;
  remindedAt?: Date;
  cancelledAt?: Date;
  lapsedAt?: Date;
  answer?: InquiryAnswer;
  freeFrom?: LocalDate;
  answerText: string;
  answeredAt?: Date;
}>;

type Row = Readonly<{
  id: string;
  request: string;
  match: string;
  offer: string;
  body: unknown;
  email: string;
  asked_by_name: string;
  asked_at: Date;
  expires_at: Date;
  reminded_at: Date | null;
  cancelled_at: Date | null;
  lapsed_at: Date | null;
  answer: InquiryAnswer | null;
  free_from: LocalDate | null;
  answer_text: string;
  answered_at: Date | null;
}>;

const toInquiry = (row: Row): Inquiry => ({
  id: row.id,
  request: row.request,
  match: row.match,
  offer: row.offer,
  body: InquiryBody.parse(row.body),
  email: row.email,
  askedByName: row.asked_by_name,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  answerText: row.answer_text,
  ...(row.reminded_at === null ? {} : { remindedAt: row.reminded_at }),
  ...(row.cancelled_at === null ? {} : { cancelledAt: row.cancelled_at }),
  ...(row.lapsed_at === null ? {} : { lapsedAt: row.lapsed_at }),
  ...(row.answer === null ? {} : { answer: row.answer }),
  ...(row.free_from === null ? {} : { freeFrom: row.free_from }),
  ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
});

const selected = sql`select i.id, i.request, i.match, i.offer, i.body, i.email, a.display_name as asked_by_name, i.asked_at, i.expires_at,
    i.reminded_at, i.cancelled_at, i.lapsed_at, i.answer, i.free_from, i.answer_text, i.answered_at
  from placement_inquiry i join account a on a.municipality = i.municipality and a.id = i.asked_by`;

/** What has been asked of providers for a request, the latest first. */
export async function inquiriesOf({ db, actor }: Scope, request: string): Promise<readonly Inquiry[]> {
  const { rows } = await sql<Row>`${selected}
    where i.municipality = ${actor.municipality} and i.request = ${request} order by i.asked_at desc, i.id desc`.execute(
    db,
  );
  return rows.map(toInquiry);
}

export async function inquiriesOfCase({ db, actor }: Scope, caseId: CaseId): Promise<readonly Inquiry[]> {
  const { rows } = await sql<Row>`${selected}
    join placement_request q on q.municipality = i.municipality and q.id = i.request
    where i.municipality = ${actor.municipality} and q.case_id = ${caseId} order by i.asked_at, i.id`.execute(db);
  return rows.map(toInquiry);
}

export type NewInquiry = Readonly<{
  request: string;
  match: string;
  register: string;
  offer: string;
  unit: string;
  provider: string;
  body: InquiryBody;
  hash: Buffer;
  email: string;
  language: Language;
  expiresAt: Date;
  remindAt: Date | undefined;
  key: IdempotencyKey;
}>;

/** Asks, once. Undefined when the offer is being asked already for this request, or the same form has been sent before. */
export async function insertInquiry({ db, actor, now }: Scope, one: NewInquiry): Promise<string | undefined> {
  // One whose time is out makes way, also before the job has seen it.
  await sql`update placement_inquiry set lapsed_at = expires_at
    where municipality = ${actor.municipality} and request = ${one.request} and offer = ${one.offer} and expires_at <= ${now}
      and answered_at is null and cancelled_at is null and lapsed_at is null`.execute(db);
  const id = newId();
  const { rows } =
    await sql`insert into placement_inquiry (municipality, id, request, match, register, offer, unit, provider, body,
      secret_sha256, email, language, asked_by, asked_at, expires_at, remind_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${one.request}, ${one.match}, ${one.register}, ${one.offer}, ${one.unit}, ${one.provider},
      ${JSON.stringify(one.body)}, ${one.hash}, ${one.email}, ${one.language}, ${actor.account}, ${now}, ${one.expiresAt},
      ${one.remindAt ?? null}, ${one.key})
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1 ? id : undefined;
}

/** Takes an inquiry back; false when it has been answered, or its time is out. */
export async function cancelInquiry({ db, actor, now }: Scope, request: string, id: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update placement_inquiry set cancelled_at = ${now}, cancelled_by = ${actor.account}
    where municipality = ${actor.municipality} and request = ${request} and id = ${id} and answered_at is null
      and cancelled_at is null and lapsed_at is null`.execute(db);
  return numAffectedRows === 1n;
}
