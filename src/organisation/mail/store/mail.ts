import { sql } from 'kysely';
import type { AccountId } from '../../../kernel/ids.ts';
import type { Db } from '../../../platform/database.ts';
import type { Scope } from '../../../platform/door.ts';

export type NewMail = Readonly<{ id: string; kind: 'reminder'; subject: string; text: string; until: Date }>;

/** Puts a message to the actor in line. It goes when this commits, and not without it. */
export async function queueMail({ db, actor, now }: Scope, mail: NewMail): Promise<void> {
  await sql`insert into mail (municipality, id, account, kind, subject, body, queued_at, until, next_attempt_at)
    values (${actor.municipality}, ${mail.id}, ${actor.account}, ${mail.kind}, ${mail.subject}, ${mail.text}, ${now}, ${mail.until},
      ${now})`.execute(db);
}

export type MailOut = Readonly<{
  id: string;
  kind: 'inquiry';
  address: string;
  /** The inquiry that it is about: only whoever asks it sends mail of it. */
  inquiry: string;
  subject: string;
  /** With `linkPlace` where the link goes. */
  text: string;
  /** The link, sealed for `mailPlace`: it opens something, and is nowhere in the clear while the message waits. */
  sealedLink: string;
  until: Date;
}>;
export const linkPlace = '{link}';
export const mailPlace = (id: string): string => `mail ${id}`;

/** Puts a message to somebody without an account in line, in the same way. */
export async function queueMailOut({ db, actor, now }: Scope, mail: MailOut): Promise<void> {
  await sql`insert into mail (municipality, id, address, inquiry, sealed_link, kind, subject, body, queued_at, until, next_attempt_at)
    values (${actor.municipality}, ${mail.id}, ${mail.address}, ${mail.inquiry}, ${mail.sealedLink}, ${mail.kind}, ${mail.subject},
      ${mail.text}, ${now}, ${mail.until}, ${now})`.execute(db);
}

export type Taken = Readonly<{
  municipality: string;
  id: string;
  to: string | null;
  sealedLink: string | null;
  subject: string;
  text: string;
  attempts: number;
  until: Date;
}>;

/**
 * Takes over what a run of the job has left behind that did not come to its end: what the server had been given by it is not sent
 * again, since it may have arrived; what it had only taken is. Only for a run that is alone.
 */
export async function takeOver(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{
    state: string;
  }>`update mail set state = case state when 'given' then 'unknown' else 'waiting' end,
      code = case state when 'given' then 'interrupted' end, settled_at = case state when 'given' then ${now}::timestamptz end
    where state in ('taken', 'given') returning state`.execute(db);
  return rows.filter(({ state }) => state === 'unknown').length;
}

/** Takes the next message that it is time for, if there is one. */
export async function takeMail(db: Db, run: string, now: Date): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`update mail m set state = 'taken', taken_by = ${run}, attempts = m.attempts + 1
    from (
      select w.municipality, w.id from mail w where w.state = 'waiting' and w.next_attempt_at <= ${now}
      order by w.next_attempt_at, w.id limit 1 for update skip locked
    ) next
    where m.municipality = next.municipality and m.id = next.id
    returning m.municipality, m.id, m.subject, m.body as text, m.attempts, m.until, m.sealed_link as "sealedLink", coalesce(m.address, (
      select e.address from account_email e where e.municipality = m.municipality and e.account = m.account
    )) as to`.execute(db);
  return rows[0];
}

/** Says that the server is being given it now. False when another run has taken it over. */
export async function giveMail(db: Db, run: string, { municipality, id }: Taken): Promise<boolean> {
  const { rows } = await sql`update mail set state = 'given'
    where municipality = ${municipality} and id = ${id} and state = 'taken' and taken_by = ${run} returning id`.execute(
    db,
  );
  return rows.length === 1;
}

export type Settled =
  | Readonly<{ state: 'sent' | 'kept' }>
  | Readonly<{ state: 'refused' | 'unknown'; code: string }>
  | Readonly<{ state: 'waiting'; code: string; next: Date }>;

/** Writes down what became of it, unless another run has taken it over and settled it. */
export async function settleMail(
  db: Db,
  run: string,
  { municipality, id }: Taken,
  now: Date,
  how: Settled,
): Promise<void> {
  const next = how.state === 'waiting' ? how.next : null;
  await sql`update mail set state = ${how.state}, code = ${'code' in how ? how.code : null},
      sealed_link = case when ${next === null} then null else sealed_link end, settled_at = ${next === null ? now : null}, next_attempt_at = coalesce(${next}, next_attempt_at)
    where municipality = ${municipality} and id = ${id} and taken_by = ${run}
      and state in ('taken', 'given', 'unknown')`.execute(db);
}

export type MailLine = Readonly<{
  id: string;
  name: string;
  subject: string;
  text: string;
  at: Date;
  state: 'waiting' | 'taken' | 'given' | 'sent' | 'refused' | 'unknown' | 'kept';
  attempts: number;
  code: string | null;
  next: Date;
}>;

export const mailPerPage = 50;

/** The newest messages to those who work here. */
export async function newestMail({ db, actor }: Scope): Promise<readonly MailLine[]> {
  const { rows } =
    await sql<MailLine>`select m.id, coalesce(a.display_name, m.address) as name, m.subject, m.body as text, m.queued_at as at, m.state,
      m.attempts, m.code, m.next_attempt_at as next
    from mail m left join account a on a.municipality = m.municipality and a.id = m.account
    where m.municipality = ${actor.municipality} order by m.queued_at desc, m.id limit ${mailPerPage}`.execute(db);
  return rows;
}

/** Whether it could be an address of mail, as the table wants it. */
export const isEmail = (text: string): boolean => text.length <= 254 && /^[^\s@<>",;:]+@[^\s@<>",;:]+$/.test(text);

/** Where somebody gets their mail; undefined when that is not known, or not for the actor to know. */
export async function emailOf({ db, actor }: Scope, account: AccountId): Promise<string | undefined> {
  const { rows } = await sql<{ address: string }>`select address from account_email
    where municipality = ${actor.municipality} and account = ${account}`.execute(db);
  return rows[0]?.address;
}

/** Writes where somebody gets their mail; nothing takes the address away. */
export async function writeEmail({ db, actor }: Scope, account: AccountId, address: string): Promise<void> {
  await (
    address === ''
      ? sql`delete from account_email where municipality = ${actor.municipality} and account = ${account}`
      : sql`insert into account_email as e (municipality, account, address) values (${actor.municipality}, ${account}, ${address})
        on conflict (municipality, account) do update set address = excluded.address where e.address <> excluded.address`
  ).execute(db);
}
