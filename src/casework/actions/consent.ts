import type { LocalDate } from '../../kernel/date.ts';
import { type CaseId, type ConsentId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  type Attachment,
  type ConsentAnswer,
  consentsOf,
  consentWithKey,
  current,
  insertConsent,
  type NewConsent,
  openRunsOf,
  restingOn,
  type StandingConsent,
  withStanding,
} from '../../secrecy/index.ts';
import { findCase } from '../store/cases.ts';
import { append } from '../store/events.ts';
import { notify } from '../store/notices.ts';
import { findRunToWrite } from '../store/runs.ts';
import { attachToConsent } from './attach.ts';
import { evaluateAndStore } from './evaluate-and-store.ts';

/** Writes a row of the ledger with its event. */
export async function writeConsent(
  scope: Scope,
  consent: NewConsent,
  key: IdempotencyKey,
): Promise<'recorded' | 'already' | 'overtaken'> {
  const outcome = await insertConsent(scope, consent, key);
  // Another answer has come in the same place at the same moment, unless it is the same form again.
  if (outcome === 'already') return (await consentWithKey(scope, key)) === undefined ? 'overtaken' : outcome;
  const { id, individual, area, caseId, runId, status, purpose, parts, correction, from, takenOn } = consent;
  await append(
    scope,
    { caseId, ...(runId === undefined ? {} : { runId }) },
    {
      kind: 'consent-recorded',
      consent: id,
      individual,
      area,
      status,
      purpose,
      parts: [...parts],
      ...(consent.toArea === undefined ? {} : { toArea: consent.toArea }),
      ...(consent.toParty === undefined ? {} : { toParty: consent.toParty }),
      ...(consent.form === undefined ? {} : { form: consent.form }),
      from,
      ...(consent.to === undefined ? {} : { to: consent.to }),
      ...(consent.reason === undefined ? {} : { reason: consent.reason }),
      ...(consent.replaces === undefined ? {} : { replaces: consent.replaces }),
      correction,
      takenOn,
      key,
    },
    takenOn,
  );
  return outcome;
}

export type ToRecordConsent = Readonly<{
  caseId: CaseId;
  status: ConsentAnswer;
  purpose: string;
  parts: readonly string[];
  toArea?: string;
  toParty?: string;
  form?: 'written' | 'oral';
  from: LocalDate;
  to?: LocalDate;
  reason?: string;
  takenOn: LocalDate;
  /** What this renews, when it does. */
  replaces?: ConsentId;
  /** The paper that it was signed on, scanned or photographed. */
  attachment?: Attachment;
  key: IdempotencyKey;
}>;

export type ConsentRecorded =
  | Readonly<{ outcome: 'recorded'; consent: ConsentId }>
  | Readonly<{ outcome: 'already' }>
  /** Something else has come in the place of what was to be renewed or withdrawn. */
  | Readonly<{ outcome: 'overtaken' }>
  | Readonly<{ outcome: 'not-found' }>;

/** Writes down what the individual has said (SoL 2025:400, OSL 10:1 and 12:2). */
export async function recordConsent(scope: Scope, input: ToRecordConsent): Promise<ConsentRecorded> {
  const file = await findCase(scope, input.caseId);
  if (!file) return { outcome: 'not-found' };
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['consent'] });
  const ledger = withStanding(await consentsOf(scope, file.id), scope.today);
  if (input.replaces !== undefined) {
    const named = ledger.find(({ id }) => id === input.replaces);
    if (!named) return { outcome: 'not-found' };
    if (named.next) return { outcome: 'overtaken' };
  }
  const [before, ...alsoEnded] = overtakenBy(input, ledger);
  const { key, attachment, ...said } = input;
  const id = newId<ConsentId>();
  const outcome = await writeConsent(
    scope,
    {
      ...said,
      id,
      individual: file.individual,
      area: scope.actor.area,
      correction: false,
      ...(before ? { replaces: before.id } : {}),
    },
    key,
  );
  if (outcome !== 'recorded') return { outcome };
  if (attachment) await attachToConsent(scope, attachment, { consent: id, caseId: file.id });
  for (const row of alsoEnded) await writeWithdrawal(scope, row, input.takenOn, undefined, newId());
  await refreshRuns(scope, file.id);
  if (input.status !== 'given') for (const row of [before, ...alsoEnded]) if (row) await tell(scope, row);
  return { outcome: 'recorded', consent: id };
}

/**
 * What an answer takes the place of: what it names, and what stands for the same purpose and recipient. A no that is to nobody in particular
 * ends every yes for that purpose: somebody who has said no is not read about by an older yes.
 */
function overtakenBy(input: ToRecordConsent, ledger: readonly StandingConsent[]): readonly StandingConsent[] {
  const isSame = (row: StandingConsent): boolean => row.toArea === input.toArea && row.toParty === input.toParty;
  const isNoToAll = input.status === 'declined' && input.toArea === undefined && input.toParty === undefined;
  const ended = current(ledger).filter(
    (row) =>
      row.id === input.replaces ||
      (row.purpose === input.purpose && (isSame(row) || (isNoToAll && row.status === 'given'))),
  );
  // What the answer names, or says anew, is what its row replaces; a yes to the same one ends nothing else.
  const sorted = ended.toSorted((left, right) => rank(left, input, isSame) - rank(right, input, isSame));
  return input.status === 'given'
    ? sorted.slice(0, 1)
    : sorted.filter((row, index) => index === 0 || row.status === 'given');
}

const rank = (row: StandingConsent, input: ToRecordConsent, isSame: (row: StandingConsent) => boolean): number =>
  row.id === input.replaces ? 0 : isSame(row) ? 1 : 2;

/** Ends a consent at once: whatever rests on it opens nothing from this moment. What has been given stays recorded. */
export async function withdrawConsent(
  scope: Scope,
  caseId: CaseId,
  consent: ConsentId,
  { reason, takenOn, key }: Readonly<{ reason?: string; takenOn: LocalDate; key: IdempotencyKey }>,
): Promise<ConsentRecorded> {
  const file = await findCase(scope, caseId);
  const ledger = file ? withStanding(await consentsOf(scope, file.id), scope.today) : [];
  const before = ledger.find(({ id }) => id === consent);
  if (!file || !before) return { outcome: 'not-found' };
  scope.touched({ cases: [file.id], individuals: [file.individual], parts: ['consent'] });
  if (before.next) return before.next.status === 'withdrawn' ? { outcome: 'already' } : { outcome: 'overtaken' };
  if (before.status !== 'given') return { outcome: 'overtaken' };
  const outcome = await writeWithdrawal(scope, before, takenOn, reason, key);
  if (outcome !== 'recorded') return { outcome };
  await refreshRuns(scope, before.caseId);
  await tell(scope, before);
  return { outcome: 'recorded', consent: before.id };
}

const writeWithdrawal = (
  scope: Scope,
  before: StandingConsent,
  takenOn: LocalDate,
  reason: string | undefined,
  key: IdempotencyKey,
): ReturnType<typeof writeConsent> =>
  writeConsent(
    scope,
    {
      id: newId<ConsentId>(),
      individual: before.individual,
      area: scope.actor.area,
      caseId: before.caseId,
      ...(before.runId === undefined ? {} : { runId: before.runId }),
      status: 'withdrawn',
      purpose: before.purpose,
      parts: before.parts,
      ...(before.toArea === undefined ? {} : { toArea: before.toArea }),
      ...(before.toParty === undefined ? {} : { toParty: before.toParty }),
      ...(reason === undefined ? {} : { reason }),
      from: takenOn,
      takenOn,
      replaces: before.id,
      correction: false,
    },
    key,
  );

/** What is left to do in the open runs of the case, as the ledger now stands. */
async function refreshRuns(scope: Scope, caseId: CaseId): Promise<void> {
  for (const id of await openRunsOf(scope, caseId)) {
    const run = await findRunToWrite(scope, id);
    if (run) await evaluateAndStore(scope, run);
  }
}

/** Those who could see something by it are told that it has ended. */
async function tell(scope: Scope, before: StandingConsent): Promise<void> {
  const about = { caseId: before.caseId, ...(before.runId === undefined ? {} : { runId: before.runId }) };
  await notify(scope, 'consent-withdrawn', about, await restingOn(scope, before.id));
}
