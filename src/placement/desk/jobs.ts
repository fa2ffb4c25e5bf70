import { newId } from '../../kernel/ids.ts';
import { mailPlace } from '../../organisation/index.ts';
import type { Db } from '../../platform/database.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Safe } from '../../platform/safe.ts';
import { linkOf, mailOf, newSecret } from './actions/inquire.ts';
import { inquiriesToRemind, lapseInquiries, remindOf } from './store/answers.ts';

/** Inquiries that nobody has answered are reminded of once, on their last day, and lapse by themselves when their time is out. */
export const deskJobs = (db: Db, safe: Pick<Safe, 'seal'>, siteUrl: () => string): readonly Job[] => [
  {
    name: 'placement-inquiries',
    schedule: { every: 'minute' },
    work: async (now, stop) => {
      const figures = { lapsed: await lapseInquiries(db, now), reminded: 0 };
      for (const one of await inquiriesToRemind(db, now)) {
        if (stop.aborted) break;
        const [secret, mail] = [newSecret(), newId()];
        const sealedLink = safe.seal(linkOf(siteUrl(), secret), mailPlace(mail));
        const reminded = await remindOf(
          db,
          one,
          { secret, mail, sealedLink, ...mailOf(one.language, one.expires_at, true) },
          now,
        );
        if (reminded) figures.reminded += 1;
      }
      return { figures };
    },
  },
];
