import type { Pool } from 'pg';
import type { LocalDate } from '../../../kernel/date.ts';
import type { NoticeVerdict, Verdict } from '../retention.ts';

/** Cases, or notices that were closed without being about any case. */
export type VerdictCount = Readonly<{ municipality: string; name: string; count: number }> &
  (Readonly<{ kind: 'case'; verdict: Verdict }> | Readonly<{ kind: 'notice'; verdict: NoticeVerdict }>);

/** The dry run of every municipality in the database, all its areas together, in figures. As the owner of the tables. */
export async function verdictCounts(owner: Pick<Pool, 'query'>, today: LocalDate): Promise<readonly VerdictCount[]> {
  const { rows } = await owner.query<VerdictCount>(
    `select m.code as municipality, m.name, v.kind, v.verdict, count(*)::integer as count
     from municipality m
     join secrecy_area a on a.municipality = m.code
     cross join lateral (
       select 'case' as kind, c.verdict from access.retention_verdicts(m.code, a.id, null, $1::date) c
       union all
       select 'notice', n.verdict from access.notice_verdicts(m.code, a.id, null, $1::date) n
     ) v
     group by m.code, m.name, v.kind, v.verdict order by m.code, v.kind, count desc, v.verdict`,
    [today],
  );
  return rows;
}
