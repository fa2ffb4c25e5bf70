import { addDays, type LocalDate } from '../kernel/date.ts';
import type { AccountId, CaseId, ConsentId, IndividualId, RunId } from '../kernel/ids.ts';

/**
 * What the individual lifts secrecy for (OSL 10:1, 12:2): a consent is for a purpose, to somebody, for a time. A routine's own purposes
 * are among these, so that what is recorded in a run and in the ledger is the same thing.
 */
export const consentPurposes = [
  'coordination',
  'information-transfer',
  'insluss',
  'placement-request',
  'shared-plan',
  'disclosure',
  'other',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export const consentParts = [
  'identity',
  'contact',
  'needs',
  'plans',
  'follow-ups',
  'housing',
  'economy',
  'health',
] as const;
export type ConsentPart = (typeof consentParts)[number];

/** What the individual said; `not-possible` when they could not be asked, with the reason. */
export const consentAnswers = ['given', 'declined', 'not-possible'] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];
export type ConsentStatus = ConsentAnswer | 'withdrawn' | 'recorded-in-error';

/** A row of the ledger, written once. */
export type Consent = Readonly<{
  id: ConsentId;
  individual: IndividualId;
  caseId: CaseId;
  runId?: RunId;
  status: ConsentStatus;
  purpose: string;
  parts: readonly string[];
  toArea?: string;
  toAreaName?: string;
  toParty?: string;
  form?: 'written' | 'oral';
  from: LocalDate;
  to?: LocalDate;
  reason?: string;
  replaces?: ConsentId;
  /** It says what the row that it replaces should have said. */
  correction: boolean;
  takenOn: LocalDate;
  takenBy: AccountId;
  takenByName: string;
  writtenAt: Date;
}>;

/** How a consent stands on a day. Nothing but `holds` opens anything. */
export type ConsentStanding =
  | 'holds'
  | 'not-yet'
  | 'lapsed'
  | 'withdrawn'
  | 'declined'
  | 'not-possible'
  | 'renewed'
  | 'recorded-in-error';

/** `next` is the row that has come in its place, if any. A withdrawal counts from the moment it is written, whatever its day. */
export function standingOf(consent: Consent, next: Consent | undefined, today: LocalDate): ConsentStanding {
  if (next !== undefined) {
    if (next.correction) return 'recorded-in-error';
    return next.status === 'withdrawn' ? 'withdrawn' : 'renewed';
  }
  if (consent.status !== 'given') return consent.status;
  if (consent.from > today) return 'not-yet';
  return consent.to !== undefined && consent.to < today ? 'lapsed' : 'holds';
}

export type StandingConsent = Consent & Readonly<{ standing: ConsentStanding; next?: Consent }>;

/** The whole ledger with how each row stands, newest first. */
export function withStanding(ledger: readonly Consent[], today: LocalDate): readonly StandingConsent[] {
  const nextOf = new Map(ledger.flatMap((row) => (row.replaces === undefined ? [] : [[row.replaces, row] as const])));
  return ledger
    .map((row) => {
      const next = nextOf.get(row.id);
      return { ...row, standing: standingOf(row, next, today), ...(next ? { next } : {}) };
    })
    .toSorted((left, right) => right.writtenAt.getTime() - left.writtenAt.getTime() || (left.id < right.id ? 1 : -1));
}

/** What stands now: not what has been replaced by something later. */
export const current = (ledger: readonly StandingConsent[]): readonly StandingConsent[] =>
  ledger.filter(({ next, standing }) => next === undefined && standing !== 'recorded-in-error');

type Recipient = Readonly<{ area?: string; party?: string }>;

/** Whether a consent covers that something is given to somebody. One without a recipient is for everybody who needs to cooperate. */
export const covers = ({ toArea, toParty }: Consent, { area, party }: Recipient): boolean =>
  toArea === undefined && toParty === undefined
    ? true
    : (toArea !== undefined && toArea === area) || (toParty !== undefined && toParty === party);

/** A consent as the routine engine reads it; `lapsed` the day after its last. */
export type ConsentDeed = Readonly<{
  id: string;
  status: 'given' | 'declined' | 'withdrawn' | 'not-possible' | 'lapsed';
  purpose: string;
  form?: 'written' | 'oral';
  at: LocalDate;
  byName: string;
}>;

export type LedgerRow = Pick<
  Consent,
  'id' | 'status' | 'purpose' | 'form' | 'from' | 'to' | 'replaces' | 'correction' | 'takenOn' | 'takenByName'
>;

/**
 * What the ledger says has happened, in the order it was written. A correction says it as if it had been written so from the start; a
 * consent with a last day that nothing has replaced lapses on the day after it.
 */
export function consentDeeds(ledger: readonly LedgerRow[]): readonly ConsentDeed[] {
  const corrected = new Set(ledger.flatMap(({ correction, replaces }) => (correction && replaces ? [replaces] : [])));
  const replaced = new Set(ledger.flatMap(({ replaces }) => replaces ?? []));
  // A corrected row keeps its place, and the id by which it is known: its corrections are about it.
  const originOf = (row: LedgerRow): string => {
    let origin = row;
    while (origin.correction) {
      const before = ledger.find(({ id }) => id === origin.replaces);
      if (!before) break;
      origin = before;
    }
    return origin.id;
  };
  const place = new Map(ledger.map(({ id }, index) => [id as string, index]));
  return ledger
    .filter(({ id, status }) => !corrected.has(id) && status !== 'recorded-in-error')
    .toSorted((left, right) => (place.get(originOf(left)) ?? 0) - (place.get(originOf(right)) ?? 0))
    .flatMap((row): readonly ConsentDeed[] => {
      const { status, purpose, form, from, to, takenOn, takenByName } = row;
      if (status === 'recorded-in-error') return [];
      const id = originOf(row);
      const deed = {
        id,
        status,
        purpose,
        ...(form === undefined ? {} : { form }),
        at: status === 'given' && from > takenOn ? from : takenOn,
        byName: takenByName,
      };
      return status === 'given' && to !== undefined && !replaced.has(row.id)
        ? [deed, { ...deed, id: `${id}.lapsed`, status: 'lapsed', at: addDays(to, 1) }]
        : [deed];
    });
}
