import { readIdentityNumber } from '../kernel/identity-number.ts';

/** What may be searched by in case work, and nothing else (SoLPuF 15 §). */
export type SearchKey = Readonly<{ kind: 'name' | 'number' | 'case'; key: string }>;

/** Fewer letters than this are no name that somebody looks for. */
export const shortestName = 2;
export const searchSize = 25;

/** What somebody has written: a case number, an identity number in any usual form, or a name. Undefined when it is none of them. */
export function searchKey(text: string): SearchKey | undefined {
  const written = text.trim();
  if (/^\d{2}-\d{4,}$/.test(written)) return { kind: 'case', key: written };
  for (const kind of ['personal-identity-number', 'coordination-number'] as const) {
    const read = readIdentityNumber(written, kind);
    if ('digits' in read) return { kind: 'number', key: read.digits };
  }
  if (/\d/.test(written)) return undefined;
  const letters = written.replaceAll(/[^\p{L}]/gu, '');
  return letters.length >= shortestName ? { kind: 'name', key: written.slice(0, 100) } : undefined;
}
