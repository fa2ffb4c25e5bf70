import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Oddity } from '../oddities.ts';
import type { MonthOfUnit } from '../statistics.ts';

/** How the reviews went in the units that the actor manages, since a month: figures, as they are. */
export async function reviewStatistics({ db }: Scope, from: LocalDate): Promise<readonly MonthOfUnit[]> {
  const { rows } = await sql<{
    month: LocalDate;
    unit: string;
    unit_name: string;
    reads: number | null;
    sampled: number | null;
    rule: Oddity | null;
    n: number | null;
    items: number | null;
    decided: number | null;
    unauthorised: number | null;
    median_days: string | null;
  }>`select * from access.review_statistics(${from})`.execute(db);
  return rows
    .filter(({ rule }) => rule === null)
    .map((row) => ({
      month: row.month,
      unit: row.unit,
      unitName: row.unit_name,
      reads: row.reads ?? 0,
      sampled: row.sampled ?? 0,
      items: row.items ?? 0,
      decided: row.decided ?? 0,
      unauthorised: row.unauthorised ?? 0,
      ...(row.median_days === null ? {} : { medianDays: Number(row.median_days) }),
      oddities: Object.fromEntries(
        rows
          .filter(({ rule, unit, month }) => rule !== null && unit === row.unit && month === row.month)
          .map(({ rule, n }) => [rule, n]),
      ),
    }));
}
