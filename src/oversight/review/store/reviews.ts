import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { ItemFilter, ItemState, Outcome } from '../outcome.ts';
import type { Oddity, Relation, ReviewRules } from '../oddities.ts';

export type Review = Readonly<{
  id: string;
  /** The month's first day. */
  month: LocalDate;
  seed: string;
  rules: ReviewRules;
  reads: number;
  sampled: number;
  notChecked: readonly Oddity[];
  dueOn: LocalDate;
  closedAt?: Date;
  items: number;
  /** Not decided yet, or to be looked into further. */
  left: number;
  unauthorised: number;
}>;

type ReviewRow = Readonly<{
  id: string;
  month: LocalDate;
  seed: string;
  rules: ReviewRules;
  reads: number;
  sampled: number;
  not_checked: readonly Oddity[];
  due_on: LocalDate;
  closed_at: Date | null;
  items: number;
  left: number;
  unauthorised: number;
}>;

const reviewOf = (row: ReviewRow): Review => ({
  id: row.id,
  month: row.month,
  seed: row.seed,
  rules: row.rules,
  reads: row.reads,
  sampled: row.sampled,
  notChecked: row.not_checked,
  dueOn: row.due_on,
  ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  items: row.items,
  left: row.left,
  unauthorised: row.unauthorised,
});

/** The reviews of the reviewer's own area, the latest first; one of them when asked. */
export async function reviewsOfArea({ db, actor }: Scope, id?: string): Promise<readonly Review[]> {
  const { rows } = await sql<ReviewRow>`
    select r.id, r.month, r.seed, r.rules, r.reads, r.sampled, r.not_checked, r.due_on, r.closed_at,
      count(i.id)::integer as items,
      count(i.id) filter (where coalesce(d.outcome, 'investigate') = 'investigate')::integer as left,
      count(i.id) filter (where d.outcome = 'unauthorised')::integer as unauthorised
    from access_review r
    left join access_review_item i on i.municipality = r.municipality and i.review = r.id
    left join lateral (
      select e.outcome from access_review_decision e
      where e.municipality = i.municipality and e.item = i.id order by e.position desc limit 1
    ) d on true
    where r.municipality = ${actor.municipality} and (${id ?? null}::uuid is null or r.id = ${id ?? null}::uuid)
    group by r.municipality, r.id
    order by r.month desc limit 60`.execute(db);
  return rows.map(reviewOf);
}

export type ReviewItem = Readonly<{
  id: string;
  review: string;
  month: LocalDate;
  number: number;
  kind: 'visit' | 'bulk' | 'refusals' | 'emergency' | 'ended';
  sampled: boolean;
  reader: string;
  readerName: string;
  readerAreaName: string;
  /** Of another area than the reviewer's. */
  foreign: boolean;
  unitName?: string;
  cases: readonly string[];
  individuals: readonly string[];
  ownCase: boolean;
  relation?: Relation;
  rules: readonly Oddity[];
  parts: readonly string[];
  firstAt: Date;
  lastAt: Date;
  times: number;
  reason?: string;
  state: ItemState;
  /** How many decisions there are: what a form remembers having seen. */
  position: number;
  /** Read by whoever is asking: somebody else decides. */
  own: boolean;
  asked: boolean;
  answered: boolean;
  /** Not authorised, and the reader's manager has not been told yet. */
  unreported: boolean;
}>;

type ItemRow = Readonly<{
  id: string;
  review: string;
  month: LocalDate;
  number: number;
  kind: ReviewItem['kind'];
  sampled: boolean;
  reader: string;
  reader_name: string;
  reader_area: string;
  reader_area_name: string;
  unit_name: string | null;
  case_ids: readonly string[];
  individual_ids: readonly string[];
  own_case: boolean;
  relation: Relation | null;
  rules: readonly Oddity[];
  parts: readonly string[];
  first_at: Date;
  last_at: Date;
  times: number;
  reason: string | null;
  outcome: Outcome | null;
  position: number | null;
  reported_on: string | null;
  asked: number;
  answered: number;
}>;

const itemOf = (row: ItemRow, { actor }: Scope): ReviewItem => ({
  id: row.id,
  review: row.review,
  month: row.month,
  number: row.number,
  kind: row.kind,
  sampled: row.sampled,
  reader: row.reader,
  readerName: row.reader_name,
  readerAreaName: row.reader_area_name,
  foreign: row.reader_area !== actor.area,
  ...(row.unit_name === null ? {} : { unitName: row.unit_name }),
  cases: row.case_ids,
  individuals: row.individual_ids,
  ownCase: row.own_case,
  ...(row.relation === null ? {} : { relation: row.relation }),
  rules: row.rules,
  parts: row.parts,
  firstAt: row.first_at,
  lastAt: row.last_at,
  times: row.times,
  ...(row.reason === null ? {} : { reason: row.reason }),
  state: row.outcome ?? 'open',
  position: row.position ?? 0,
  own: row.reader === actor.account,
  asked: row.asked > 0,
  answered: row.asked > 0 && row.answered === row.asked,
  unreported: row.outcome === 'unauthorised' && row.reported_on === null,
});

const condition = {
  left: sql`cardinality(i.rules) > 0 and coalesce(d.outcome, 'investigate') = 'investigate'`,
  plain: sql`cardinality(i.rules) = 0 and coalesce(d.outcome, 'investigate') = 'investigate'`,
  odd: sql`cardinality(i.rules) > 0`,
  decided: sql`d.outcome in ('authorised', 'unauthorised')`,
} as const satisfies Record<ItemFilter, unknown>;

const itemColumns = sql`i.id, i.review, r.month, i.number, i.kind, i.sampled, i.reader, p.display_name as reader_name, i.reader_area,
  a.name as reader_area_name, u.name as unit_name, i.case_ids, i.individual_ids, i.own_case, i.relation, i.rules, i.parts, i.first_at,
  i.last_at, i.times, i.reason, d.outcome, d.position, d.reported_on::text as reported_on, q.asked, q.answered`;

const itemSource = sql`access_review_item i
  join access_review r on r.municipality = i.municipality and r.id = i.review
  join account p on p.municipality = i.municipality and p.id = i.reader
  join secrecy_area a on a.municipality = i.municipality and a.id = i.reader_area
  left join unit u on u.municipality = i.municipality and u.id = i.unit
  left join lateral (
    select e.outcome, e.position, e.reported_on from access_review_decision e
    where e.municipality = i.municipality and e.item = i.id order by e.position desc limit 1
  ) d on true
  left join lateral (
    select count(*)::integer as asked, count(w.question)::integer as answered
    from access_review_question k left join access_review_answer w on w.municipality = k.municipality and w.question = k.id
    where k.municipality = i.municipality and k.item = i.id
  ) q on true`;

/** A page of a review's items in order of time, and how many there are of the kind. */
export async function itemsOfReview(
  scope: Scope,
  review: string,
  filter: ItemFilter,
  page: Readonly<{ size: number; number: number }>,
): Promise<Readonly<{ items: readonly ReviewItem[]; counts: Readonly<Record<ItemFilter, number>> }>> {
  const { db, actor } = scope;
  const of = sql`i.municipality = ${actor.municipality} and i.review = ${review}`;
  const { rows } = await sql<ItemRow>`select ${itemColumns} from ${itemSource}
    where ${of} and ${condition[filter]} order by i.number limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(
    db,
  );
  const counted = await sql<Record<ItemFilter, number>>`select
    count(*) filter (where ${condition.left})::integer as left, count(*) filter (where ${condition.plain})::integer as plain,
    count(*) filter (where ${condition.odd})::integer as odd, count(*) filter (where ${condition.decided})::integer as decided
    from ${itemSource} where ${of}`.execute(db);
  return {
    items: rows.map((row) => itemOf(row, scope)),
    counts: counted.rows[0] ?? { left: 0, plain: 0, odd: 0, decided: 0 },
  };
}

export async function findItem(scope: Scope, id: string): Promise<ReviewItem | undefined> {
  const { rows } = await sql<ItemRow>`select ${itemColumns} from ${itemSource}
    where i.municipality = ${scope.actor.municipality} and i.id = ${id}`.execute(scope.db);
  return rows[0] && itemOf(rows[0], scope);
}

/** What was drawn in a review, to be compared with what is drawn again. */
export async function drawnItems({ db, actor }: Scope, review: string) {
  const { rows } = await sql<{ reader: string; subject: string; first_at: Date }>`
    select reader, coalesce(case_ids[1], individual_ids[1]) as subject, first_at from access_review_item
    where municipality = ${actor.municipality} and review = ${review} and sampled`.execute(db);
  return rows;
}

/** The numbers of those of the cases that are the area's own and may be named. */
export async function caseNumbers({ db }: Scope, cases: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ case_id: string; case_number: string }>`
    select * from access.review_case_numbers(${[...new Set(cases)]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.case_id, row.case_number]));
}

/** Whom an item is about; nothing when the identity is protected, or the case another area's, or the reading one's own. */
export async function namesOfItem({ db }: Scope, item: string) {
  const { rows } = await sql<{ given_name: string; family_name: string }>`
    select * from access.review_item_names(${item})`.execute(db);
  return rows[0] && { givenName: rows[0].given_name, familyName: rows[0].family_name };
}
