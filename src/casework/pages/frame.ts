import type { Scope } from '../../platform/door.ts';
import { hidden } from '../../platform/typed.ts';
import { paths } from '../paths.ts';
import { type Draft, findDraft } from '../store/people.ts';
import type { ObligationSummary } from '../views/index.ts';
import { obligationView, type Seen } from './run-view.ts';

export { frameFields, hidden } from '../../platform/typed.ts';

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
