import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import { makeReviews } from './review/make.ts';
import { ensurePartitions, sealAudit } from './store/seals.ts';

/** What keeps the audit, without anybody asking. */
export const oversightJobs = (db: Db, sealsDirectory: string): readonly Job[] => [
  {
    name: 'audit-partitions',
    everySeconds: 86_400,
    work: async (now) => `${await ensurePartitions(db, now)} made`,
  },
  { name: 'audit-seal', everySeconds: 60, work: async (now) => `${await sealAudit(db, sealsDirectory, now)} sealed` },
  // Soon after a month has ended; what there is already is left alone.
  { name: 'access-review', everySeconds: 21_600, work: async (now) => `${await makeReviews(db, now)} made` },
];
