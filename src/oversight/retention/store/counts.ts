import type { Pool } from 'pg';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Verdict } from '../retention.ts';

export type VerdictCount = Readonly<{ municipality: string; name: string; verdict: Verdict; cases: number }>;

/** The dry run of every municipality in the database, all its areas together, in figures. As the owner of the tables. */
export async function verdictCounts(owner: Pick<Pool, 'query'>, today: LocalDate): Promise<readonly VerdictCount[]> {
  const { rows } = await owner.query<VerdictCount>(
    `select m.code as municipality, m.name, v.verdict, count(*)::integer as cases
     from municipality m
     join secrecy_area a on a.municipality = m.code
     cross join lateral access.retention_verdicts(m.code, a.id, null, $1::date) v
     group by m.code, m.name, v.verdict order by m.code, cases desc, v.verdict`,
    [today],
  );
  return rows;
}
