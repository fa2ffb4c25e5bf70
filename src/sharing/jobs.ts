import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import { safeError } from '../platform/log.ts';
import type { SecureMessenger } from './outbox.ts';
import { endOutbox, takeOutbox } from './store/outbox.ts';

const atOnce = 20;

/** Sends what waits, a few at a time; gives how many were delivered and how many were not. */
export async function emptyOutbox(
  db: Db,
  messenger: SecureMessenger,
  now: Date,
): Promise<Readonly<{ delivered: number; failed: number }>> {
  let [delivered, failed] = [0, 0];
  for (const waiting of await takeOutbox(db, now, atOnce)) {
    const how = await messenger.deliver(waiting.message).then(
      (receipt) => ({ receipt }),
      (error: unknown) => ({ error: JSON.stringify(safeError(error)) }),
    );
    await endOutbox(db, waiting, now, how);
    if ('receipt' in how) delivered += 1;
    else failed += 1;
  }
  return { delivered, failed };
}

export const sharingJobs = (db: Db, messenger: SecureMessenger): readonly Job[] => [
  {
    name: 'outbox',
    schedule: { every: 'minute' },
    work: async (now) => ({ figures: await emptyOutbox(db, messenger, now) }),
  },
];
