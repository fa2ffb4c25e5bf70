import type { LocalDate } from '../kernel/date.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Language } from '../kernel/text.ts';
import { writtenDate } from '../kernel/words.ts';
import { whyMessages } from './messages/why.ts';

/** A part in a plan, and how it stands for whoever has it: `open`, or what it is that closes it (access.party_stands). */
export type PlanReason = Readonly<{
  stands: 'open' | 'protected' | 'moved' | 'ended' | 'plan-ended' | 'consent-ended' | 'time' | 'inactive';
  since: LocalDate;
  until?: LocalDate;
  endedAt?: Date;
  ground: Readonly<{ provision: string; sv: string; en: string }>;
  restsOnConsent: boolean;
  consentEnded?: LocalDate;
  showsName: boolean;
}>;

/** How something that was handed over to somebody stands for them (access.disclosure_reasons). */
export type DisclosureReason = Readonly<{ stands: 'open' | 'moved' | 'inactive'; since: Date }>;

/** What it is that closes a part in a plan to whoever has it, in a sentence. */
export function closedSentence(
  stands: Exclude<PlanReason['stands'], 'open'>,
  endedAt: Date | undefined,
  language: Language,
): string {
  const { closed } = whyMessages[language].plan;
  return stands === 'ended' || stands === 'plan-ended'
    ? closed[stands](endedAt === undefined ? '' : writtenDate(localDateOf(endedAt), language))
    : closed[stands];
}

/** Why a part in a plan opens it, or why it does not, in sentences. */
export function planSentences(reason: PlanReason, language: Language, about: 'reader' | 'other'): readonly string[] {
  const m = whyMessages[language].plan;
  const { stands, since, until, endedAt, ground, restsOnConsent, consentEnded, showsName } = reason;
  const on = (day: LocalDate): string => writtenDate(day, language);
  if (stands === 'open')
    return [
      [
        m[about].party(on(since), `${ground.provision} (${ground[language].toLowerCase()})`),
        m.only,
        ...(until === undefined ? [] : [m.until(on(until))]),
        ...(restsOnConsent ? [m.whileConsent] : []),
      ].join(' '),
      showsName ? m[about].named : m[about].nameless,
    ];
  const closed = closedSentence(stands, endedAt, language);
  return [stands === 'consent-ended' && consentEnded !== undefined ? `${closed} ${m.since(on(consentEnded))}` : closed];
}

/** Why something that was handed over to somebody is theirs, or no longer shown to them. */
export function disclosureSentence(
  { stands, since }: DisclosureReason,
  given: Readonly<{ by: string; ground: PlanReason['ground']; areaName: string }>,
  language: Language,
  about: 'reader' | 'other',
): string {
  const m = whyMessages[language].disclosure;
  if (stands !== 'open') return m.closed[stands](given.areaName);
  const ground = `${given.ground.provision} (${given.ground[language].toLowerCase()})`;
  return m[about](given.by, writtenDate(localDateOf(since), language), ground, given.areaName);
}
