import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import type { ArchiveWords } from './retention/archive/content.ts';
import { disposeApproved } from './retention/dispose.ts';
import { makeReviews } from './review/make.ts';
import { ensurePartitions, sealAudit } from './store/seals.ts';

/** What is done without anybody asking: what keeps the audit, its review, and the disposal that two people have decided. */
export const oversightJobs = (
  db: Db,
  sealsDirectory: string,
  archiveDirectory: string,
  archiveWords: readonly ArchiveWords[],
): readonly Job[] => [
  {
    name: 'audit-partitions',
    schedule: { at: '00:05', days: 'every' },
    work: async (now) => ({ figures: { partitions: await ensurePartitions(db, now) } }),
  },
  {
    name: 'audit-seal',
    schedule: { every: 'minute' },
    work: async (now) => ({ figures: { sealed: await sealAudit(db, sealsDirectory, now) } }),
  },
  // Soon after a month has ended; what there is already is left alone.
  {
    name: 'access-review',
    schedule: { everyHours: 6, minute: 20 },
    work: async (now) => ({ figures: { reviews: await makeReviews(db, now) } }),
  },
  {
    name: 'retention-disposal',
    schedule: { every: 'minute' },
    work: async (now) => {
      const { failures, ...figures } = await disposeApproved(db, archiveDirectory, now, archiveWords);
      return { figures, codes: failures };
    },
  },
];
