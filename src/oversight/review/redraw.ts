import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import { visitKey } from './items.ts';
import { daysOf } from './month.ts';
import type { ReviewRules } from './oddities.ts';
import { draw } from './sample.ts';
import { visitsOn } from './store/material.ts';

export type Redrawn = Readonly<{ drawn: number; agree: boolean }>;

type Sampled = Readonly<{ reader: string; subject: string; day: LocalDate }>;

/** Draws a review's sample again from the audit as it is now, with the seed that was kept, and compares. */
export async function redraw(
  scope: Scope,
  review: Readonly<{ month: LocalDate; seed: string; rules: ReviewRules }>,
  kept: readonly Sampled[],
): Promise<Redrawn> {
  const of = { municipality: scope.actor.municipality, area: scope.actor.area, month: review.month };
  const keys: string[] = [];
  for (const day of daysOf(review.month)) {
    for (const row of await visitsOn(scope.db, of, day)) keys.push(visitKey(row, day));
  }
  const drawn = draw(keys, review.seed, review.rules);
  return {
    drawn: drawn.size,
    agree:
      drawn.size === kept.length && kept.every(({ reader, subject, day }) => drawn.has(`${reader}/${subject}/${day}`)),
  };
}
