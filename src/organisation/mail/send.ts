import { randomUUID } from 'node:crypto';
import type { Db } from '../../platform/database.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Delivery, Mailer } from '../../platform/mail.ts';
import type { Safe } from '../../platform/safe.ts';
import {
  giveMail,
  linkPlace,
  mailPlace,
  type Settled,
  settleMail,
  type Taken,
  takeMail,
  takeOver,
} from './store/mail.ts';

/** Minutes until the next try, by how many there have been. */
const pauses = [1, 5, 15, 60, 120];

/** What comes of a message: tried again later while it still says something, and never when it may have arrived. */
export function settled(
  delivery: Delivery,
  { attempts, until }: Pick<Taken, 'attempts' | 'until'>,
  now: Date,
): Settled {
  if (delivery.outcome === 'sent') return { state: 'sent' };
  const { outcome, code } = delivery;
  if (outcome !== 'later') return { state: outcome, code };
  const minutes = pauses[Math.min(attempts, pauses.length) - 1] ?? 120;
  const next = new Date(now.getTime() + minutes * 60_000);
  return next < until ? { state: 'waiting', code, next } : { state: 'refused', code };
}

/** The text with its link in it; undefined when the link cannot be read any more. */
function textOf({ id, text, sealedLink }: Taken, safe: Pick<Safe, 'open'> | undefined): string | undefined {
  if (sealedLink === null) return text;
  const link = safe?.open(sealedLink, mailPlace(id));
  return link === undefined ? undefined : text.replaceAll(linkPlace, () => link);
}

type Means = Readonly<{ mailer: Mailer | undefined; safe: Pick<Safe, 'open'> | undefined }>;

async function deliver(db: Db, { mailer, safe }: Means, run: string, mail: Taken, now: Date): Promise<Settled> {
  if (mail.to === null) return { state: 'refused', code: 'no-address' };
  if (mail.until <= now) return { state: 'refused', code: 'too-late' };
  if (!mailer) return { state: 'kept' };
  const text = textOf(mail, safe);
  if (text === undefined) return { state: 'refused', code: 'sealed' };
  const delivery = await mailer.send({ id: mail.id, to: mail.to, subject: mail.subject, text }, () =>
    giveMail(db, run, mail),
  );
  return settled(delivery, mail, now);
}

/** Sends what waits, one message after another. Of several processes one does: the job is exclusive. */
export const mailJob = (db: Db, mailer: Mailer | undefined, safe?: Pick<Safe, 'open'>): Job => ({
  name: 'mail',
  schedule: { every: 'minute' },
  work: async (now, stop) => {
    const run = randomUUID();
    const figures = { sent: 0, kept: 0, refused: 0, unknown: await takeOver(db, now), waiting: 0 };
    const codes = new Set<string>();
    while (!stop.aborted) {
      const mail = await takeMail(db, run, now);
      if (!mail) break;
      const how = await deliver(db, { mailer, safe }, run, mail, now);
      await settleMail(db, run, mail, now, how);
      figures[how.state] += 1;
      if ('code' in how) codes.add(how.code);
    }
    return { figures, codes: [...codes].toSorted() };
  },
});
