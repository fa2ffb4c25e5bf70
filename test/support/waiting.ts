import { expect } from 'vitest';
import type { TestDatabase } from './fixtures.ts';

/** Until somebody in the database waits for a lock, in a query that is like `asking`. Fails when `work` ends before that. */
export async function untilSomebodyWaits(
  { owner }: Pick<TestDatabase, 'owner'>,
  work: Promise<unknown>,
  asking = '%',
): Promise<void> {
  const done = work.then(
    () => 'done' as const,
    () => 'done' as const,
  );
  for (;;) {
    const looked = owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
      [asking],
    );
    const first = await Promise.race([looked, done]);
    if (first === 'done') expect.fail('It did not wait');
    if ((first.rowCount ?? 0) > 0) return;
  }
}
