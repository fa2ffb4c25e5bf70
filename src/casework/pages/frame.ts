import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { first, type Typed } from '../typed.ts';
import { paths } from '../paths.ts';
import { type Draft, findDraft } from '../store/people.ts';
import type { ObligationSummary } from '../views/index.ts';
import { obligationView, type Seen } from './run-view.ts';

/** The fields that a form carries without asking. */
export const hidden = { csrf: 'csrf', key: 'nyckel', seen: 'sedd', theirs: 'andras' } as const;

/** The form's proof and its key; a form shown again, or resumed from a draft, keeps the key and what it had seen. */
export const frameFields = (csrf: string, typed: Typed, version: number): Readonly<Record<string, string>> => ({
  [hidden.csrf]: csrf,
  [hidden.key]: first(typed, hidden.key) || newId(),
  [hidden.seen]: first(typed, hidden.seen) || String(version),
});

/** What somebody has typed in a form and not signed yet; nothing of what has been signed, also when its last save came in later. */
export async function openDraft(scope: Scope, { evaluated }: Seen, form: string): Promise<Draft | undefined> {
  const draft = await findDraft(scope, evaluated.run.id, form);
  const signed = draft && evaluated.entries.some(({ key }) => draft.body[hidden.key]?.includes(key));
  return signed ? undefined : draft;
}

/** Where a form saves itself while one types, and when it last did. */
export const savedIn = (
  { evaluated }: Seen,
  form: string,
  draft?: Draft,
): { autosaveUrl: string; savedAt?: string | undefined } => ({
  autosaveUrl: paths.draft({ run: evaluated.run.id, form }),
  savedAt: draft?.savedAt.toISOString(),
});

/** The obligation that a form answers, above it. */
export function obligationSummary(seen: Seen, obligation: string): ObligationSummary | undefined {
  const state = seen.evaluated.state.obligations.find(({ id }) => id === obligation);
  if (!state) return undefined;
  const { name, sentence, due, clock, why } = obligationView(seen, state);
  return { name, sentence, due, clock, source: why.source };
}
