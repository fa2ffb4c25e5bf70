import { randomBytes } from 'node:crypto';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import { writtenDate } from '../../../kernel/words.ts';
import type { Language } from '../../../kernel/text.ts';
import { linkPlace, mailPlace, queueMailOut } from '../../../organisation/index.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Safe } from '../../../platform/safe.ts';
import { hashToken } from '../../../platform/session.ts';
import type { OfferInWords } from '../../../register/index.ts';
import { addEvent, changeRequest, findRequestToWrite, latestRevision } from '../../store/requests.ts';
import { inquiryBody, type InquiryBody } from '../inquiry-body.ts';
import { deskMessages } from '../messages/index.ts';
import { deskPaths } from '../paths.ts';
import { cancelInquiry, inquiriesOf, insertInquiry } from '../store/inquiries.ts';
import { findShownMatch } from '../store/matches.ts';
import { municipalityName } from '../store/units.ts';

/** For how many days an inquiry can be answered. */
export const inquiryDays = [1, 3, 7] as const;
const dayInMilliseconds = 86_400_000;

/** When it is reminded of: the last day, when there is more than one. */
export const remindAt = (now: Date, days: number): Date | undefined =>
  days < 2 ? undefined : new Date(now.getTime() + (days - 1) * dayInMilliseconds);

export const newSecret = (): string => randomBytes(32).toString('base64url');
export const linkOf = (origin: string, secret: string): string => origin + deskPaths.answer({ secret });

/** The message to a provider: that a municipality asks, until when, and where. Nothing of what is asked, or for whom. */
export function mailOf(
  language: Language,
  expiresAt: Date,
  reminder = false,
): Readonly<{ subject: string; text: string }> {
  const m = deskMessages[language].mail;
  const until = writtenDate(localDateOf(expiresAt), language);
  return {
    subject: reminder ? m.reminder : m.subject,
    text: [reminder ? m.waits(until) : m.intro(until), `${m.answer} ${linkPlace}`, m.once].join('\n\n'),
  };
}

/** What a provider would read, for the officer to see before it is sent. */
export async function inquiryPreview(
  scope: Scope,
  id: string,
  matchId: string,
  offer: OfferInWords,
  message: string,
): Promise<InquiryBody | undefined> {
  const stored = await findShownMatch(scope, id, matchId);
  const candidate = stored?.result.candidates.find((one) => one.offer === offer.offer);
  if (!candidate) return undefined;
  const { body } = await latestRevision(scope, id);
  return inquiryBody(
    body,
    { unitName: offer.unitName, municipalityName: await municipalityName(scope), message },
    candidate,
  );
}

export type Inquired = Readonly<{ outcome: 'asked'; link: string }> | Readonly<{ outcome: 'not-found' | 'already' }>;

/**
 * Asks a provider for a place. The link is given here and nowhere else: the database has its hash. By mail when the register has an address and
 * the officer wants it so, else the officer passes the link on.
 */
export async function inquire(
  scope: Scope,
  id: string,
  matchId: string,
  offer: OfferInWords,
  asked: Readonly<{ message: string; days: (typeof inquiryDays)[number]; byMail: boolean; key: IdempotencyKey }>,
  { safe, origin }: Readonly<{ safe: Safe; origin: string }>,
): Promise<Inquired> {
  const found = await findRequestToWrite(scope, id);
  const stored = found && (await findShownMatch(scope, id, matchId));
  const body = stored && (await inquiryPreview(scope, id, matchId, offer, asked.message));
  if (!found || !stored || !body || found.state !== 'submitted') return { outcome: 'not-found' };
  const secret = newSecret();
  const link = linkOf(origin, secret);
  const expiresAt = new Date(scope.now.getTime() + asked.days * dayInMilliseconds);
  const email = asked.byMail ? offer.email : '';
  const inquiry = await insertInquiry(scope, {
    request: id,
    match: matchId,
    register: stored.register,
    offer: offer.offer,
    unit: offer.unit,
    provider: offer.provider,
    body,
    hash: hashToken(secret),
    email,
    language: 'sv',
    expiresAt,
    remindAt: remindAt(scope.now, asked.days),
    key: asked.key,
  });
  if (inquiry === undefined) return { outcome: 'already' };
  if (email !== '') {
    const mail = newId();
    await queueMailOut(scope, {
      id: mail,
      kind: 'inquiry',
      address: email,
      inquiry,
      sealedLink: safe.seal(link, mailPlace(mail)),
      until: expiresAt,
      ...mailOf('sv', expiresAt),
    });
  }
  if (found.waitingFor === 'desk') await changeRequest(scope, found, { waitingFor: 'provider' });
  await addEvent(scope, id, { kind: 'inquired', inquiry, unitName: offer.unitName }, { key: asked.key });
  return { outcome: 'asked', link };
}

/** Takes an inquiry back: its link says so from now on. False when it has been answered, or its time is out. */
export async function cancel(scope: Scope, id: string, inquiry: string): Promise<boolean> {
  const found = await findRequestToWrite(scope, id);
  const all = found ? await inquiriesOf(scope, id) : [];
  const its = all.find((one) => one.id === inquiry);
  if (!found || !its) return false;
  if (its.cancelledAt) return true;
  if (!(await cancelInquiry(scope, id, inquiry))) return false;
  await addEvent(scope, id, { kind: 'inquiry-ended', inquiry, unitName: its.body.unitName, why: 'cancelled' });
  const stillOpen = all.some((one) => one.id !== inquiry && isOpenInquiry(one, scope.now));
  if (found.waitingFor === 'provider' && !stillOpen) await changeRequest(scope, found, { waitingFor: 'desk' });
  return true;
}

export const isOpenInquiry = (
  { answeredAt, cancelledAt, lapsedAt, expiresAt }: Awaited<ReturnType<typeof inquiriesOf>>[number],
  now: Date,
): boolean => !answeredAt && !cancelledAt && !lapsedAt && expiresAt > now;
