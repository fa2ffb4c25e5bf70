import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import { disposeApproved } from './retention/dispose.ts';
import { makeReviews } from './review/make.ts';
import { ensurePartitions, sealAudit } from './store/seals.ts';

/** What is done without anybody asking: what keeps the audit, its review, and the disposal that two people have decided. */
export const oversightJobs = (db: Db, sealsDirectory: string, archiveDirectory: string): readonly Job[] => [
  {
    name: 'audit-partitions',
    everySeconds: 86_400,
    work: async (now) => `${await ensurePartitions(db, now)} made`,
  },
  { name: 'audit-seal', everySeconds: 60, work: async (now) => `${await sealAudit(db, sealsDirectory, now)} sealed` },
  // Soon after a month has ended; what there is already is left alone.
  { name: 'access-review', everySeconds: 21_600, work: async (now) => `${await makeReviews(db, now)} made` },
  {
    name: 'retention-disposal',
    everySeconds: 60,
    work: async (now) => {
      const { disposed, kept, waiting, failures } = await disposeApproved(db, archiveDirectory, now);
      return `${disposed} disposed, ${kept} kept, ${waiting} waiting ${failures.join(' ')}`.trimEnd();
    },
  },
];
