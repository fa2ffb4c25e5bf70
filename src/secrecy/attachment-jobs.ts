import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import type { VirusScanner } from '../platform/virus-scanner.ts';
import { dropForgotten, endScan, piecesToScan, takeAttachmentsToScan } from './store/attachments.ts';

const atOnce = 20;

/** Has the files scanned that wait for it. What the scanner does not answer for goes on waiting, and is asked about again. */
export async function scanAttachments(
  db: Db,
  scanner: VirusScanner,
  now: Date,
): Promise<Readonly<{ clean: number; infected: number; unanswered: number }>> {
  const counts = { clean: 0, infected: 0, unanswered: 0 };
  for (const one of await takeAttachmentsToScan(db, now, atOnce)) {
    const answer = await scanner.scan(piecesToScan(db, one)).then(
      (finding) => ({ finding }),
      () => undefined,
    );
    if (answer === undefined) {
      counts.unanswered += 1;
      continue;
    }
    await endScan(db, one, now, answer.finding);
    counts[answer.finding === undefined ? 'clean' : 'infected'] += 1;
  }
  return counts;
}

export const attachmentJobs = (db: Db, scanner: VirusScanner | undefined): readonly Job[] => [
  ...(scanner
    ? [
        {
          name: 'virus-scan',
          schedule: { every: 'minute' } as const,
          work: async (now: Date) => ({ figures: await scanAttachments(db, scanner, now) }),
        },
      ]
    : []),
  {
    name: 'forgotten-attachments',
    schedule: { everyHours: 1, minute: 20 },
    work: async (now) => ({ figures: { dropped: await dropForgotten(db, now) } }),
  },
];
