import { sql } from 'kysely';
import { addMonths, type LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { SampleAnswer, SampleQuestion } from '../sample.ts';

export type Sampled = Readonly<{
  month: LocalDate;
  request: string;
  number: string;
  answers: Readonly<Record<SampleQuestion, SampleAnswer>> | null;
  note: string;
  answeredByName: string | null;
  /** The actor has had it: somebody else reviews it. */
  isOwn: boolean;
}>;

/** What was drawn of a month, by number. */
export async function sampleOf({ db, actor }: Scope, month: LocalDate): Promise<readonly Sampled[]> {
  const { rows } =
    await sql<Sampled>`select s.month, s.request, q.number, s.answers, s.note, a.display_name as "answeredByName",
      access.has_had_request(s.municipality, s.request) as "isOwn"
    from placement_sample s
    join placement_request q on q.municipality = s.municipality and q.id = s.request
    left join account a on a.municipality = s.municipality and a.id = s.answered_by
    where s.municipality = ${actor.municipality} and s.month = ${month} order by q.number`.execute(db);
  return rows;
}

/** Draws so many of the requests that were closed in a month, by chance and once: a month that has been drawn of stays as it is. */
export async function drawSample({ db, actor, now }: Scope, month: LocalDate, size: number): Promise<void> {
  await sql`insert into placement_sample (municipality, month, request, drawn_by, drawn_at)
    select q.municipality, ${month}, q.id, ${actor.account}, ${now} from placement_request q
    where q.municipality = ${actor.municipality} and q.state = 'closed'
      and (q.closed_at at time zone 'Europe/Stockholm')::date >= ${month}
      and (q.closed_at at time zone 'Europe/Stockholm')::date < ${addMonths(month, 1)}
      and not exists (select from placement_sample s where s.municipality = q.municipality and s.month = ${month})
    order by random() limit ${size} on conflict do nothing`.execute(db);
}

/** Answers for one of the sample, once; false when it has been answered. */
export async function answerSampled(
  { db, actor, now }: Scope,
  month: LocalDate,
  request: string,
  answers: NonNullable<Sampled['answers']>,
  note: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_sample
    set answers = ${JSON.stringify(answers)}, note = ${note}, answered_by = ${actor.account}, answered_at = ${now}
    where municipality = ${actor.municipality} and month = ${month} and request = ${request} and answered_at is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}
