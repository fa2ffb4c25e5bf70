import type { Match } from '../../matching/index.ts';

export type Candidate = Match['candidates'][number];

/** What the list of candidates can be narrowed to. */
export type Filters = Readonly<{ form?: string | undefined; free?: boolean; known?: boolean }>;
export const filterKinds = ['form', 'free', 'known'] as const;
export type FilterKind = (typeof filterKinds)[number];

const passes: Readonly<Record<FilterKind, (candidate: Candidate, filters: Filters) => boolean>> = {
  form: ({ form }, filters) => filters.form === undefined || filters.form === form,
  // A place that nobody has told of is not known to be free.
  free: ({ why }, { free }) => !free || why.some(({ code, result }) => code === 'place-free' && result === 'met'),
  known: ({ unknown }, { known }) => !known || unknown.length === 0,
};

/** Who is shown, and how many each filter hides: every hidden one is counted once, at the first filter that hides it. */
export function filtered(
  candidates: readonly Candidate[],
  filters: Filters,
): Readonly<{ shown: readonly Candidate[]; hidden: Readonly<Record<FilterKind, number>> }> {
  const hidden = { form: 0, free: 0, known: 0 };
  const shown = candidates.filter((candidate) => {
    const hiding = filterKinds.find((kind) => !passes[kind](candidate, filters));
    if (hiding !== undefined) hidden[hiding] += 1;
    return hiding === undefined;
  });
  return { shown, hidden };
}
