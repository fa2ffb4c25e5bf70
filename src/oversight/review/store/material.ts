import { sql } from 'kysely';
import { addDays, type LocalDate } from '../../../kernel/date.ts';
import { startOfDay } from '../../../kernel/stockholm.ts';
import type { Db } from '../../../platform/database.ts';
import type { Tx } from '../../../platform/door.ts';
import { type ReviewRules, standardRules, type Relation } from '../oddities.ts';

/** Which review is meant: a month of an area. `month` is its first day. */
export type ReviewOf = Readonly<{ municipality: string; area: string; month: LocalDate }>;
export type ToMake = ReviewOf & Readonly<{ rules: ReviewRules }>;

/** A row of the settings, as the database gives it in JSON. */
export type SettingRow = Readonly<{
  sample_percent: number | string;
  sample_least: number;
  sample_most: number;
  bulk_hour: number;
  bulk_day: number;
  refusals_day: number;
  ended_month: number;
  night_roles: readonly string[];
  days_to_decide: number;
}>;

export const rulesFrom = (row: SettingRow | null | undefined): ReviewRules =>
  row
    ? {
        samplePercent: Number(row.sample_percent),
        sampleLeast: row.sample_least,
        sampleMost: row.sample_most,
        bulkHour: row.bulk_hour,
        bulkDay: row.bulk_day,
        refusalsDay: row.refusals_day,
        endedMonth: row.ended_month,
        nightRoles: row.night_roles,
        daysToDecide: row.days_to_decide,
      }
    : standardRules;

/** The reviews that there should be by a month's end, and are not there yet. */
export async function reviewsToMake(db: Db, month: LocalDate): Promise<readonly ToMake[]> {
  const { rows } = await sql<{
    municipality: string;
    secrecy_area: string;
    month: LocalDate;
    settings: SettingRow | null;
  }>`select * from access.reviews_to_make(${month})`.execute(db);
  return rows.map((row) => ({
    municipality: row.municipality,
    area: row.secrecy_area,
    month: row.month,
    rules: rulesFrom(row.settings),
  }));
}

export type VisitRow = Readonly<{
  reader: string;
  reader_name: string | null;
  reader_area: string;
  reader_roles: readonly string[];
  reader_unit: string | null;
  case_id: string | null;
  own_case: boolean;
  case_unit: string | null;
  individual: string;
  given_name: string | null;
  family_name: string | null;
  colleague: boolean;
  relation: Relation;
  ended: boolean;
  moments: readonly Date[];
  audit_ids: readonly number[];
  parts: readonly string[];
}>;

/** Who opened which case on a day. Names come to the job only, which has no actor and writes none of them down. */
export async function visitsOn(
  db: Db | Tx,
  { municipality, area }: ReviewOf,
  day: LocalDate,
): Promise<readonly VisitRow[]> {
  const { rows } = await sql<VisitRow>`select * from access.review_visits(
    ${municipality}, ${area}, ${startOfDay(day)}, ${startOfDay(addDays(day, 1))})`.execute(db);
  return rows;
}

export type RefusalRow = Readonly<{
  reader: string;
  reader_unit: string | null;
  moments: readonly Date[];
  audit_ids: readonly number[];
}>;

export async function refusalsOn(
  db: Db,
  { municipality, area }: ReviewOf,
  day: LocalDate,
): Promise<readonly RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`select * from access.review_refusals(
    ${municipality}, ${area}, ${startOfDay(day)}, ${startOfDay(addDays(day, 1))})`.execute(db);
  return rows;
}

export type EmergencyRow = Readonly<{
  id: string;
  reader: string;
  reader_area: string;
  case_id: string;
  own_case: boolean;
  unit: string | null;
  individual: string;
  reason: string;
  opened_at: Date;
  last_at: Date;
  audit_ids: readonly number[];
  parts: readonly string[];
}>;

export async function emergenciesBetween(
  db: Db,
  { municipality, area }: ReviewOf,
  from: LocalDate,
  before: LocalDate,
): Promise<readonly EmergencyRow[]> {
  const { rows } = await sql<EmergencyRow>`select * from access.review_emergencies(
    ${municipality}, ${area}, ${startOfDay(from)}, ${startOfDay(before)})`.execute(db);
  return rows;
}

/** A row of access_review_item, by the names of its columns. */
export type ItemToKeep = Readonly<Record<string, unknown>>;

/** Keeps a review whole; false when somebody else had made it already. */
export async function keepReview(
  db: Db,
  review: Readonly<Record<string, unknown>>,
  items: readonly ItemToKeep[],
): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    select access.keep_review(${JSON.stringify(review)}::jsonb, ${JSON.stringify(items)}::jsonb) as kept`.execute(db);
  return rows[0]?.kept === true;
}
