import { randomBytes } from 'node:crypto';
import { addDays, addMonths } from '../../kernel/date.ts';
import { newId } from '../../kernel/ids.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Db } from '../../platform/database.ts';
import { bulkItems, emergencyItem, endedItems, type Item, itemOfVisit, refusalItems, visitOf } from './items.ts';
import { daysOf, monthBefore } from './month.ts';
import { notChecked } from './oddities.ts';
import { draw } from './sample.ts';
import {
  emergenciesBetween,
  keepReview,
  refusalsOn,
  reviewsToMake,
  type ToMake,
  type VisitRow,
  visitsOn,
} from './store/material.ts';

/** Makes the reviews of the months that have ended and have none, for every area. Gives how many. Safe to do again. */
export async function makeReviews(db: Db, now: Date): Promise<number> {
  let made = 0;
  for (const review of await reviewsToMake(db, monthBefore(localDateOf(now)))) {
    if (await makeReview(db, review, now)) made += 1;
  }
  return made;
}

/** Makes one area's review of a month: a sample of all reading, and everything odd. False when there was one already. */
export async function makeReview(
  db: Db,
  review: ToMake,
  now: Date,
  seed = randomBytes(16).toString('hex'),
): Promise<boolean> {
  const { municipality, area, month, rules } = review;
  const visits: VisitRow[] = [];
  const visitItems: Item[] = [];
  const others: Item[] = [];
  for (const day of daysOf(month)) {
    const seen = await visitsOn(db, review, day);
    visits.push(...seen);
    visitItems.push(...seen.map((row) => itemOfVisit(row, day, rules)));
    others.push(...bulkItems(seen, rules));
    others.push(...refusalItems(await refusalsOn(db, review, day), area, rules));
  }
  others.push(...endedItems(visits, rules));
  others.push(...(await emergenciesBetween(db, review, month, addMonths(month, 1))).map(emergencyItem));
  const drawn = draw(
    visitItems.flatMap(({ key }) => key ?? []),
    seed,
    rules,
  );
  const isDrawn = ({ key }: Item): boolean => key !== undefined && drawn.has(key);
  const items = [...visitItems.filter((item) => item.rules.length > 0 || isDrawn(item)), ...others].toSorted(
    (left, right) => left.firstAt.getTime() - right.firstAt.getTime(),
  );
  const id = newId();
  return keepReview(
    db,
    {
      municipality,
      id,
      secrecy_area: area,
      month,
      seed,
      rules,
      reads: visits.length,
      sampled: drawn.size,
      reads_by_unit: countBy(visitItems.flatMap(({ unit }) => unit ?? [])),
      not_checked: notChecked(visits.map(visitOf)),
      made_at: now,
      due_on: addDays(localDateOf(now), rules.daysToDecide),
    },
    items.map((item, index) => ({
      municipality,
      review: id,
      id: newId(),
      number: index + 1,
      secrecy_area: area,
      kind: item.kind,
      sampled: isDrawn(item),
      reader: item.reader,
      reader_area: item.readerArea,
      unit: item.unit,
      case_ids: item.cases,
      individual_ids: item.individuals,
      own_case: item.ownCase,
      relation: item.relation ?? null,
      rules: item.rules,
      parts: item.parts,
      first_at: item.firstAt,
      last_at: item.lastAt,
      times: item.times,
      audit_ids: item.auditIds,
      break_glass: item.emergency?.id ?? null,
      reason: item.emergency?.reason ?? null,
    })),
  );
}

const countBy = (values: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
