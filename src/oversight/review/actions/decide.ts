import { notify } from '../../../casework/index.ts';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, CaseId, IdempotencyKey, IndividualId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { decidedWith, insertDecision, insertQuestion } from '../store/decisions.ts';
import type { Outcome } from '../outcome.ts';
import { findItem, namesOfItem, type ReviewItem } from '../store/reviews.ts';

/** Tells the audit which cases a reviewer has looked at the reading of: nothing of what they say. */
export const touchedBy = (scope: Scope, items: readonly ReviewItem[]): void =>
  scope.touched({ cases: items.flatMap(({ cases }) => cases) as CaseId[], parts: ['access-review'] });

/** Only reading that no rule was hit by, drawn by chance, can be found in order without a word. */
export const needsNote = (item: Pick<ReviewItem, 'rules' | 'position'>, outcome: Outcome): boolean =>
  !(outcome === 'authorised' && item.rules.length === 0 && item.position === 0);

export type ToDecide = Readonly<{
  item: string;
  outcome: Outcome;
  note: string;
  reportedOn?: LocalDate;
  /** How many decisions there were when the form was shown. */
  seen: number;
  key: IdempotencyKey;
}>;

export type Decided = Readonly<{ outcome: 'decided' | 'not-found' | 'own' | 'note-missing' | 'overtaken' }>;

/** Decides about an item, or decides anew: nobody about what they have read themselves. */
export async function decide(scope: Scope, input: ToDecide): Promise<Decided> {
  const item = await findItem(scope, input.item);
  if (!item) return { outcome: 'not-found' };
  touchedBy(scope, [item]);
  if (item.own) return { outcome: 'own' };
  if (await decidedWith(scope, input.key)) return { outcome: 'decided' };
  if (item.position !== input.seen) return { outcome: 'overtaken' };
  if (input.note === '' && needsNote(item, input.outcome)) return { outcome: 'note-missing' };
  await insertDecision(scope, item, input);
  return { outcome: 'decided' };
}

/** Finds several plain readings of a sample in order at once. What is not there, not plain, decided or one's own is left as it is. */
export async function approve(scope: Scope, items: readonly string[], key: IdempotencyKey): Promise<number> {
  if (await decidedWith(scope, key)) return 0;
  const found: ReviewItem[] = [];
  for (const id of new Set(items)) {
    const item = await findItem(scope, id);
    if (item && !item.own && item.position === 0 && item.rules.length === 0) found.push(item);
  }
  touchedBy(scope, found);
  for (const item of found) await insertDecision(scope, item, { outcome: 'authorised', note: '', key });
  return found.length;
}

export type Asked = Readonly<{ outcome: 'asked' | 'not-found' | 'own' }>;

/** Asks the reader to explain, and tells them that there is a question. */
export async function ask(scope: Scope, id: string, question: string, key: IdempotencyKey): Promise<Asked> {
  const item = await findItem(scope, id);
  if (!item) return { outcome: 'not-found' };
  touchedBy(scope, [item]);
  if (item.own) return { outcome: 'own' };
  if (await insertQuestion(scope, item, question, key))
    await notify(scope, 'review-question', {}, [item.reader as AccountId]);
  return { outcome: 'asked' };
}

/** Opens the name of whom an item is about, for a reason that the audit keeps. */
export async function openName(scope: Scope, item: ReviewItem, why: string) {
  scope.because(why);
  const name = await namesOfItem(scope, item.id);
  scope.touched({
    individuals: name ? (item.individuals as IndividualId[]) : [],
    cases: item.cases as CaseId[],
    parts: name ? ['access-review', 'name'] : ['access-review'],
  });
  return name;
}
