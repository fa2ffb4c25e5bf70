import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { StateName } from '../../../routine/index.ts';

export const answers = ['yes', 'no', 'not-applicable', 'cannot-tell'] as const;
export type AuditAnswer = (typeof answers)[number];

/** What is asked of each run, in one version: a question is known by its place, from 1. */
export type Questions = Readonly<{
  routine: string;
  version: number;
  questions: readonly string[];
  decidedAt: Date;
  by: string;
}>;

/** The versions of the questions of a routine, the latest first. */
export async function questionsOf({ db, actor }: Scope, routine: string): Promise<readonly Questions[]> {
  const { rows } = await sql<Questions>`
    select q.routine, q.version, q.questions, q.decided_at as "decidedAt", a.display_name as by
    from self_audit_questions q join account a on a.municipality = q.municipality and a.id = q.decided_by
    where q.municipality = ${actor.municipality} and q.routine = ${routine} order by q.version desc`.execute(db);
  return rows;
}

/** Whether it was written: false when somebody else has decided the same version in between. */
export async function insertQuestions(
  { db, actor, now }: Scope,
  routine: string,
  version: number,
  questions: readonly string[],
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into self_audit_questions (municipality, routine, version, questions, decided_by, decided_at)
    values (${actor.municipality}, ${routine}, ${version}, ${JSON.stringify(questions)}, ${actor.account}, ${now})
    on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export type SelfAudit = Readonly<{
  id: string;
  unit: string;
  unitName: string;
  routine: string;
  starts: LocalDate;
  /** The day after the last. */
  ends: LocalDate;
  questionsVersion: number;
  seed: string;
  population: number;
  items: number;
  /** How many of the runs have an answer to every question. */
  answered: number;
  reviewer: AccountId;
  reviewerName: string;
  drawnAt: Date;
  closedAt: Date | null;
  conclusion: string;
}>;

const selected = sql`select a.id, a.unit, u.name as "unitName", a.routine, a.starts, a.ends, a.questions_version as "questionsVersion",
    a.seed, a.population, a.reviewer, r.display_name as "reviewerName", a.drawn_at as "drawnAt", a.closed_at as "closedAt", a.conclusion,
    (select count(*)::integer from self_audit_item i where i.municipality = a.municipality and i.self_audit = a.id) as items,
    (select count(*)::integer from (
      select from self_audit_answer w where w.municipality = a.municipality and w.self_audit = a.id
      group by w.number having count(*) = jsonb_array_length(q.questions)) done) as answered
  from self_audit a
  join unit u on u.municipality = a.municipality and u.id = a.unit
  join account r on r.municipality = a.municipality and r.id = a.reviewer
  join self_audit_questions q on q.municipality = a.municipality and q.routine = a.routine and q.version = a.questions_version`;

/** The area's self-audits, the latest first. */
export async function listSelfAudits({ db, actor }: Scope, most: number): Promise<readonly SelfAudit[]> {
  const { rows } = await sql<SelfAudit>`${selected}
    where a.municipality = ${actor.municipality} order by a.drawn_at desc, a.id limit ${most}`.execute(db);
  return rows;
}

export async function findSelfAudit({ db, actor }: Scope, id: string): Promise<SelfAudit | undefined> {
  const { rows } = await sql<SelfAudit>`${selected}
    where a.municipality = ${actor.municipality} and a.id = ${id}`.execute(db);
  return rows[0];
}

export async function selfAuditWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const found = await db
    .selectFrom('self_audit')
    .select('id')
    .where('municipality', '=', actor.municipality)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  return found?.id;
}

export type ToDraw = Readonly<{
  id: string;
  unit: string;
  routine: string;
  starts: LocalDate;
  ends: LocalDate;
  questionsVersion: number;
  seed: string;
  wanted: number;
  reviewer: AccountId;
  key: IdempotencyKey;
}>;

/** Draws the runs and makes the self-audit of them. Gives how many there were to draw from: of none, nothing is made. */
export async function drawSelfAudit({ db, now }: Scope, one: ToDraw): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select access.draw_self_audit(${one.id}, ${one.unit}, ${one.routine}, ${one.starts}, ${one.ends}, ${one.questionsVersion}, ${one.seed},
      ${one.wanted}, ${one.reviewer}, ${now}, ${one.key}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whether the stored seed draws the same runs now. It does not when runs have been disposed of, or recorded, since. */
export async function redrawsAlike({ db }: Scope, id: string): Promise<boolean> {
  const { rows } = await sql<{ alike: boolean | null }>`select access.redraws_alike(${id}) as alike`.execute(db);
  return rows[0]?.alike === true;
}

/** An obligation of a run that was drawn: its state, and days counted from the run's opening. */
export type AuditFact = Readonly<{
  routineVersion: string;
  length: number;
  obligation: string;
  state: StateName;
  dueDay: number | null;
  doneDay: number | null;
  late: boolean;
  kept: number | null;
  missed: number | null;
}>;

/** What the reviewer is shown of a run that was drawn; nothing to anybody else, and nothing once the review is closed. */
export async function factsOf({ db }: Scope, audit: string, number: number): Promise<readonly AuditFact[]> {
  const { rows } = await sql<AuditFact>`
    select routine_version as "routineVersion", length, obligation, state, due_day as "dueDay", done_day as "doneDay", late, kept, missed
    from access.self_audit_facts(${audit}, ${number})`.execute(db);
  return rows;
}

export type AnswerRow = Readonly<{ number: number; question: number; answer: AuditAnswer; finding: string }>;

export async function answersOf({ db, actor }: Scope, audit: string): Promise<readonly AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`select number, question, answer, finding from self_audit_answer
    where municipality = ${actor.municipality} and self_audit = ${audit} order by number, question`.execute(db);
  return rows;
}

/** Writes what was answered of a run, instead of what was answered before. */
export async function writeAnswers(
  { db, actor, now }: Scope,
  audit: string,
  number: number,
  given: readonly Omit<AnswerRow, 'number'>[],
): Promise<void> {
  for (const { question, answer, finding } of given)
    await sql`insert into self_audit_answer (municipality, self_audit, number, question, answer, finding, answered_at)
      values (${actor.municipality}, ${audit}, ${number}, ${question}, ${answer}, ${finding}, ${now})
      on conflict (municipality, self_audit, number, question)
      do update set answer = excluded.answer, finding = excluded.finding, answered_at = excluded.answered_at`.execute(
      db,
    );
}

export type AuditAction = Readonly<{
  id: string;
  what: string;
  responsible: AccountId;
  responsibleName: string;
  dueOn: LocalDate;
  doneAt: Date | null;
}>;

export async function actionsOf({ db, actor }: Scope, audit: string): Promise<readonly AuditAction[]> {
  const { rows } = await sql<AuditAction>`
    select x.id, x.what, x.responsible, a.display_name as "responsibleName", x.due_on as "dueOn", x.done_at as "doneAt"
    from self_audit_action x join account a on a.municipality = x.municipality and a.id = x.responsible
    where x.municipality = ${actor.municipality} and x.self_audit = ${audit} order by x.due_on, x.id`.execute(db);
  return rows;
}

export type NewAction = Readonly<{
  id: string;
  what: string;
  responsible: AccountId;
  dueOn: LocalDate;
  key: IdempotencyKey;
}>;

/** Writes what is to be done, once: the same form sent again writes nothing. */
export async function insertAction({ db, actor, now }: Scope, audit: string, one: NewAction): Promise<void> {
  await sql`insert into self_audit_action (municipality, self_audit, id, what, responsible, due_on, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${audit}, ${one.id}, ${one.what}, ${one.responsible}, ${one.dueOn}, ${actor.account}, ${now}, ${one.key})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
}

export async function finishAction({ db, actor, now }: Scope, audit: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update self_audit_action set done_at = ${now}
    where municipality = ${actor.municipality} and self_audit = ${audit} and id = ${id} and responsible = ${actor.account}
      and done_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export async function closeSelfAudit({ db, actor, now }: Scope, id: string, conclusion: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update self_audit set closed_at = ${now}, conclusion = ${conclusion}
    where municipality = ${actor.municipality} and id = ${id} and closed_at is null`.execute(db);
  return numAffectedRows === 1n;
}
