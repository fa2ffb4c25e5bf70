import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { CaseId, IdempotencyKey, IndividualId } from '../../kernel/ids.ts';
import type { ProvisionForm } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';

/** Months after the first day at which it is asked how the stay goes. Source: document 003, chapter 7. */
export const followUpMonths = [1, 3, 6, 12] as const;
export type FollowUpMonths = (typeof followUpMonths)[number];
export const followUpResults = ['held', 'moved', 'discharged'] as const;
export type FollowUpResult = (typeof followUpResults)[number];

/** A stay that came of a request. */
export type Stay = Readonly<{
  id: string;
  request: string;
  register: string;
  offer: string;
  unit: string;
  provider: string;
  form: ProvisionForm;
  placeUse?: string;
  startsOn: LocalDate;
  /** Kronor. */
  dailyRate?: number;
  rank?: number;
  endedOn?: LocalDate;
  endReason?: string;
  wasPlanned?: boolean;
  version: number;
}>;

type StayRow = Readonly<{
  id: string;
  request: string;
  register: string;
  offer: string;
  unit: string;
  provider: string;
  form: ProvisionForm;
  place_use: string | null;
  starts_on: LocalDate;
  daily_rate: number | null;
  rank: number | null;
  ended_on: LocalDate | null;
  end_reason: string | null;
  was_planned: boolean | null;
  version: number;
}>;

const toStay = (row: StayRow): Stay => ({
  id: row.id,
  request: row.request,
  register: row.register,
  offer: row.offer,
  unit: row.unit,
  provider: row.provider,
  form: row.form,
  startsOn: row.starts_on,
  version: row.version,
  ...(row.place_use === null ? {} : { placeUse: row.place_use }),
  ...(row.daily_rate === null ? {} : { dailyRate: row.daily_rate }),
  ...(row.rank === null ? {} : { rank: row.rank }),
  ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
  ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
  ...(row.was_planned === null ? {} : { wasPlanned: row.was_planned }),
});

const stays = sql`select id, request, register, offer, unit, provider, form, place_use, starts_on, daily_rate::float8 as daily_rate, rank,
  ended_on, end_reason, was_planned, version from placement`;

/** The stay that came of a request, if one did. */
export async function stayOf({ db, actor }: Scope, request: string): Promise<Stay | undefined> {
  const { rows } = await sql<StayRow>`${stays}
    where municipality = ${actor.municipality} and request = ${request}`.execute(db);
  return rows[0] && toStay(rows[0]);
}

export async function staysOfCase({ db, actor }: Scope, caseId: CaseId): Promise<readonly Stay[]> {
  const { rows } = await sql<StayRow>`${stays}
    where municipality = ${actor.municipality} and case_id = ${caseId} order by starts_on, id`.execute(db);
  return rows.map(toStay);
}

export type NewStay = Readonly<{
  id: string;
  request: string;
  caseId: CaseId;
  individual: IndividualId;
  fromUnit: string;
  register: string;
  offer: string;
  unit: string;
  provider: string;
  form: string;
  placeUse?: string;
  startsOn: LocalDate;
  dailyRate?: number;
  rank?: number;
}>;

export async function insertStay({ db, actor, now }: Scope, stay: NewStay): Promise<void> {
  await db
    .insertInto('placement')
    .values({
      municipality: actor.municipality,
      id: stay.id,
      request: stay.request,
      case_id: stay.caseId,
      individual: stay.individual,
      from_area: actor.area,
      from_unit: stay.fromUnit,
      register: stay.register,
      offer: stay.offer,
      unit: stay.unit,
      provider: stay.provider,
      form: stay.form,
      place_use: stay.placeUse ?? null,
      starts_on: stay.startsOn,
      daily_rate: stay.dailyRate ?? null,
      rank: stay.rank ?? null,
      reported_by: actor.account,
      reported_at: now,
    })
    .execute();
}

/** Ends a stay that goes on; false when it has been ended. */
export async function endStay(
  { db, actor }: Scope,
  { id, version }: Pick<Stay, 'id' | 'version'>,
  end: Readonly<{ on: LocalDate; reason: string; planned: boolean }>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement
    set ended_on = ${end.on}, end_reason = ${end.reason}, was_planned = ${end.planned}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and version = ${version} and ended_on is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** What came of a request: a stay, or why there was none. */
export type Outcome = Readonly<{
  placement?: string;
  noneReason?: string;
  note: string;
  reportedByName: string;
  reportedAt: Date;
}>;

export async function outcomeOf({ db, actor }: Scope, request: string): Promise<Outcome | undefined> {
  const { rows } = await sql<{
    placement: string | null;
    none_reason: string | null;
    note: string;
    reported_by_name: string;
    reported_at: Date;
  }>`select o.placement, o.none_reason, o.note, a.display_name as reported_by_name, o.reported_at
    from placement_outcome o join account a on a.municipality = o.municipality and a.id = o.reported_by
    where o.municipality = ${actor.municipality} and o.request = ${request}`.execute(db);
  const row = rows[0];
  return (
    row && {
      note: row.note,
      reportedByName: row.reported_by_name,
      reportedAt: row.reported_at,
      ...(row.placement === null ? {} : { placement: row.placement }),
      ...(row.none_reason === null ? {} : { noneReason: row.none_reason }),
    }
  );
}

/** False when it has been reported already. */
export async function insertOutcome(
  { db, actor, now }: Scope,
  request: string,
  given: Readonly<{ placement?: string; noneReason?: string; note: string; key: IdempotencyKey }>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into placement_outcome (municipality, request, placement, none_reason, note, reported_by, reported_at, idempotency_key)
    values (${actor.municipality}, ${request}, ${given.placement ?? null}, ${given.noneReason ?? null}, ${given.note}, ${actor.account},
      ${now}, ${given.key}) on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export type FollowUp = Readonly<{
  placement: string;
  months: FollowUpMonths;
  dueOn: LocalDate;
  result?: FollowUpResult;
  cause: string;
  wouldChooseAgain?: boolean;
  note: string;
  answeredByName?: string;
  answeredAt?: Date;
}>;

export async function followUpsOf({ db, actor }: Scope, placement: string): Promise<readonly FollowUp[]> {
  const { rows } = await sql<{
    placement: string;
    months: FollowUpMonths;
    due_on: LocalDate;
    result: FollowUpResult | null;
    cause: string | null;
    would_choose_again: boolean | null;
    note: string;
    answered_by_name: string | null;
    answered_at: Date | null;
  }>`select f.placement, f.months, f.due_on, f.result, f.cause, f.would_choose_again, f.note, a.display_name as answered_by_name,
      f.answered_at
    from placement_follow_up f left join account a on a.municipality = f.municipality and a.id = f.answered_by
    where f.municipality = ${actor.municipality} and f.placement = ${placement} order by f.months`.execute(db);
  return rows.map((row) => ({
    placement: row.placement,
    months: row.months,
    dueOn: row.due_on,
    cause: row.cause ?? '',
    note: row.note,
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.would_choose_again === null ? {} : { wouldChooseAgain: row.would_choose_again }),
    ...(row.answered_by_name === null ? {} : { answeredByName: row.answered_by_name }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
  }));
}

export async function planFollowUps(
  { db, actor }: Scope,
  placement: string,
  due: readonly Readonly<{ months: FollowUpMonths; on: LocalDate }>[],
): Promise<void> {
  await db
    .insertInto('placement_follow_up')
    .values(due.map(({ months, on }) => ({ municipality: actor.municipality, placement, months, due_on: on })))
    .execute();
}

/** False when it has been answered. */
export async function answerFollowUp(
  { db, actor, now }: Scope,
  placement: string,
  months: number,
  given: Readonly<{
    result: FollowUpResult;
    cause: string;
    wouldChooseAgain: boolean;
    note: string;
    key: IdempotencyKey;
  }>,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_follow_up
    set result = ${given.result}, cause = ${given.cause}, would_choose_again = ${given.wouldChooseAgain}, note = ${given.note},
      answered_by = ${actor.account}, answered_at = ${now}, idempotency_key = ${given.key}
    where municipality = ${actor.municipality} and placement = ${placement} and months = ${months} and result is null`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

/** What waits for somebody on the requester's side: an answer to a proposal, a report, a reply, or a follow-up. */
export type Todo = Readonly<{
  request: string;
  number: string;
  caseId: CaseId;
  what: 'answer' | 'outcome' | 'message' | 'followUp';
  months?: FollowUpMonths;
  /** Since when, or the day it was due. */
  since: LocalDate;
  isAcute: boolean;
  startsOn: LocalDate;
}>;

/**
 * What waits for the actor in requests of their own, the oldest first. A follow-up waits from its day on, while the stay goes on; also those
 * until a later day, when that is asked for.
 */
export async function todosOf({ db, actor, today }: Scope, until = today): Promise<readonly Todo[]> {
  const { rows } = await sql<{
    request: string;
    number: string;
    case_id: CaseId;
    what: Todo['what'];
    months: FollowUpMonths | null;
    since: LocalDate;
    is_acute: boolean;
    starts_on: LocalDate;
  }>`
    select * from (
      select q.id as request, q.number, q.case_id, q.is_acute, q.starts_on,
        case when r.answer is null and r.id is not null then 'answer' when r.answer = 'accepted' then 'outcome' else 'message' end as what,
        null::integer as months,
        (coalesce(r.answered_at, r.made_at, q.submitted_at) at time zone 'Europe/Stockholm')::date as since
      from placement_request q
      left join lateral (
        select r.id, r.answer, r.made_at, r.answered_at from placement_recommendation r
        where r.municipality = q.municipality and r.request = q.id and (r.answer is null or r.answer = 'accepted')
        order by r.answer is null desc, r.made_at desc limit 1
      ) r on true
      where q.municipality = ${actor.municipality} and q.requested_by = ${actor.account} and q.state = 'submitted'
        and q.waiting_for = 'requester'
      union all
      select q.id, q.number, q.case_id, q.is_acute, q.starts_on, 'followUp', f.months, f.due_on
      from placement_follow_up f
      join placement p on p.municipality = f.municipality and p.id = f.placement
      join placement_request q on q.municipality = p.municipality and q.id = p.request
      where f.municipality = ${actor.municipality} and q.requested_by = ${actor.account} and f.result is null and f.due_on <= ${until}
        and p.ended_on is null
    ) t order by since, number, months`.execute(db);
  return rows.map((row) => ({
    request: row.request,
    number: row.number,
    caseId: row.case_id,
    what: row.what,
    since: row.since,
    isAcute: row.is_acute,
    startsOn: row.starts_on,
    ...(row.months === null ? {} : { months: row.months }),
  }));
}
