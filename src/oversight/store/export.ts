import type { Pool } from 'pg';
import { type Exported, toCef, toJsonLine } from '../siem.ts';

export const formats = { jsonl: toJsonLine, cef: toCef } as const;
export type Format = keyof typeof formats;

const atATime = 2000;

type Row = Omit<Exported, 'hasReason'> & Readonly<{ hasReason: boolean; mark: string }>;

/** The audit in order of time as lines for another system, from and before a time (ISO instants). A page is in memory at a time. */
export async function* exportAudit(
  owner: Pool,
  format: Format,
  { from, before }: Readonly<{ from?: string | undefined; before?: string | undefined }> = {},
): AsyncGenerator<string> {
  let after: readonly [string, number] = [from ?? '-infinity', 0];
  for (;;) {
    const { rows } = await owner.query<Row>(
      `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, at::text as mark, municipality, actor,
        secrecy_area as area, action, channel, outcome, individual_ids as individuals, case_ids as cases, run_ids as runs, parts,
        reason is not null as "hasReason"
      from audit where at >= $1 and (at, id) > ($1, $2) and at < $3 order by at, id limit $4`,
      [...after, before ?? 'infinity', atATime],
    );
    for (const { mark, ...entry } of rows) {
      yield formats[format](entry);
      after = [mark, entry.id];
    }
    if (rows.length < atATime) return;
  }
}
