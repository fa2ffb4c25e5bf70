import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';
import type { Job } from '../platform/jobs.ts';
import { countAdherence } from './statistics/store/figures.ts';

/** The figures of the periods that have ended, counted anew every night: what was written late is in them the day after. */
export const adherenceJobs = (db: Db): readonly Job[] => [
  {
    name: 'adherence-figures',
    schedule: { at: '02:15', days: 'every' },
    work: async (now) => ({ figures: { counted: await countAdherence(db, localDateOf(now)) } }),
  },
];
