import type { CaseId, IndividualId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';

/** Whom an extract is of, and the cases of theirs that the maker sees. */
export type ExtractSubject = Readonly<{
  individual: IndividualId;
  cases: readonly Readonly<{ id: CaseId; number: string }>[];
}>;

/** One thing that is held: what each part of it is called, and what it says. Empty values are left out. */
export type ExtractLine = readonly Readonly<{ label: string; value: string }>[];

export type ExtractSection = Readonly<{
  title: string;
  /** What one needs to know to read it. */
  note?: string;
  lines: readonly ExtractLine[];
  /** The same as data, for the file that a program reads: with the names that the tables have. */
  data: readonly unknown[];
}>;

/**
 * A part of the register extract, by whichever capability keeps the tables that it is of. Parts with the same id become one section: the
 * first gives its title. It reads as the maker, so it can tell nothing that the maker does not see.
 */
export type ExtractPart = Readonly<{
  id: string;
  tables: readonly string[];
  read: (scope: Scope, subject: ExtractSubject) => Promise<ExtractSection>;
}>;

/** What a capability says of its tables: how they are in the extract, or why they hold nothing for it. A test wants each table once. */
export type ExtractShare = Readonly<{
  parts: readonly ExtractPart[];
  without: Readonly<Record<string, string>>;
}>;

export type NamedSection = ExtractSection & Readonly<{ id: string }>;

/** The whole extract, in the order that the parts come. */
export async function readExtract(
  scope: Scope,
  subject: ExtractSubject,
  parts: readonly ExtractPart[],
): Promise<readonly NamedSection[]> {
  const sections = new Map<string, NamedSection>();
  for (const { id, read } of parts) {
    const section = await read(scope, subject);
    const before = sections.get(id);
    sections.set(
      id,
      before
        ? { ...before, lines: [...before.lines, ...section.lines], data: [...before.data, ...section.data] }
        : { id, ...section },
    );
  }
  return [...sections.values()];
}
