import { sql } from 'kysely';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { type ReviewRules, standardRules } from '../oddities.ts';
import { rulesFrom, type SettingRow } from './material.ts';

export type Settings = Readonly<{
  rules: ReviewRules;
  /** How often they have been changed: what a form remembers having seen. */
  number: number;
  reason?: string;
  by?: string;
  at?: Date;
}>;

/** What the reviewer's area has decided of its reviews; the program's own until it has. */
export async function currentSettings({ db, actor }: Scope): Promise<Settings> {
  const { rows } = await sql<
    SettingRow & { number: number; reason: string; by: string; at: Date }
  >`select s.*, p.display_name as by, s.decided_at as at
    from access_review_setting s join account p on p.municipality = s.municipality and p.id = s.decided_by
    where s.municipality = ${actor.municipality} and s.secrecy_area = ${actor.area} order by s.number desc limit 1`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return { rules: standardRules, number: 0 };
  return { rules: rulesFrom(row), number: row.number, reason: row.reason, by: row.by, at: row.at };
}

export async function settingsWith({ db, actor }: Scope, key: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`select from access_review_setting
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows.length > 0;
}

export async function insertSettings(
  { db, actor, now }: Scope,
  rules: ReviewRules,
  reason: string,
  number: number,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('access_review_setting')
    .values({
      municipality: actor.municipality,
      secrecy_area: actor.area,
      number,
      sample_percent: rules.samplePercent,
      sample_least: rules.sampleLeast,
      sample_most: rules.sampleMost,
      bulk_hour: rules.bulkHour,
      bulk_day: rules.bulkDay,
      refusals_day: rules.refusalsDay,
      ended_month: rules.endedMonth,
      night_roles: [...rules.nightRoles],
      days_to_decide: rules.daysToDecide,
      reason,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: key,
    })
    .execute();
}

/** The roles there are, by name, to say which of them work nights. */
export async function rolesThere({ db, actor }: Scope) {
  const { rows } = await sql<{ id: string; sv: string; en: string }>`select id, name_sv as sv, name_en as en from role
    where municipality = ${actor.municipality} order by standard desc, name_sv, id`.execute(db);
  return rows;
}
