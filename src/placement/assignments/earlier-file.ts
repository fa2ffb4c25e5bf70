import { type LocalDate, parseLocalDate } from '../../kernel/date.ts';
import { type CsvProblem, readCsv } from '../../platform/csv.ts';
import type { EarlierMonth } from './count.ts';
import { fromPaste } from './list-file.ts';

export const earlierColumns = ['month', 'households', 'people'] as const;
export type EarlierProblem = CsvProblem<CsvProblem['problem'] | 'month' | 'twice' | 'number'>;
export type ReadEarlier =
  | Readonly<{ ok: true; months: readonly EarlierMonth[] }>
  | Readonly<{ ok: false; problems: readonly EarlierProblem[] }>;

const whole = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);

/** Reads months from before Hemvist, as counts: 2023-04;31;72. The month must be over. */
export function readEarlier(text: string, today: LocalDate): ReadEarlier {
  const read = readCsv(fromPaste(text), earlierColumns);
  if (!read.ok) return read;
  const problems: EarlierProblem[] = [];
  const months = new Map<LocalDate, EarlierMonth>();
  for (const { line, cells } of read.rows) {
    const month = parseLocalDate(`${cells['month'] ?? ''}-01`);
    const [households, people] = [whole(cells['households'] ?? ''), whole(cells['people'] ?? '')];
    if (month === undefined || month.slice(0, 7) >= today.slice(0, 7))
      problems.push({ line, column: 'month', problem: 'month' });
    else if (months.has(month)) problems.push({ line, column: 'month', problem: 'twice' });
    if (households === undefined) problems.push({ line, column: 'households', problem: 'number' });
    if (people === undefined || (households !== undefined && people < households))
      problems.push({ line, column: 'people', problem: 'number' });
    if (month !== undefined && households !== undefined && people !== undefined)
      months.set(month, { month, households, people });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, months: [...months.values()] };
}
