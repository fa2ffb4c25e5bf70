import type { LocalDate } from '../kernel/date.ts';
import type { AccountId, EntryId, IdempotencyKey, RunId } from '../kernel/ids.ts';
import type { ConsentForm, ConsentStatus, Channel, FactValue, Run } from '../routine/index.ts';
import type { ConsentDeed } from '../secrecy/index.ts';
import { partyOf, type Parties } from './parties.ts';

export const rolesInRun = ['caseworker', 'housingStaff'] as const;
/** The roles that people are assigned to a case or a run in. */
export type RoleInRun = (typeof rolesInRun)[number];

/** As what an entry was written: somebody who works in the run, or a party of a shared plan around it who sees nothing of it. */
export type WritingRole = RoleInRun | 'probationOfficer';

export type Answers = Readonly<Record<string, string | boolean | readonly string[]>>;

/** What somebody writes down: what happened, on which day. */
export type Deed = Readonly<{
  kind: string;
  at: LocalDate;
  participants: readonly string[];
  inPerson?: boolean;
  channel?: Channel;
  purpose?: string;
  form?: ConsentForm;
  status?: ConsentStatus;
  party?: string;
  obligation?: string;
  every?: string;
  reason?: string;
  answers: Answers;
}>;

/**
 * A deed as it stands in the run: written once, by whom and when. A correction is an entry of its own that holds the whole
 * corrected deed and names what it replaces; `recordedOn` is the day from which it counts.
 */
export type Entry = Deed &
  Readonly<{
    id: EntryId;
    position: number;
    recordedOn: LocalDate;
    byRole: WritingRole;
    writtenBy: AccountId;
    writerName: string;
    writtenAt: Date;
    replaces?: EntryId;
    correctionReason?: string;
    key: IdempotencyKey;
  }>;

/** The current value of a fact, with when and by whom it was stated. */
export type StatedFact = Readonly<{
  name: string;
  /** `unknown` when somebody has said that nobody knows. */
  value: FactValue;
  statedOn: LocalDate;
  statedBy: AccountId;
  statedByName: string;
  statedRole: string;
  position: number;
}>;

export type RunRecord = Readonly<{
  id: RunId;
  caseId: string;
  routine: string;
  routineVersion: string;
  openedOn: LocalDate;
  endedOn?: LocalDate;
  version: number;
}>;

/** The kind of a correction that strikes out what it replaces: it did not happen, or no longer holds. */
export const struck = 'struck';

/** What the engine reads of an entry and of a fact: who wrote it is for explanations only, and is not always there. */
export type ReadEntry = Omit<Entry, 'writtenBy' | 'writtenAt' | 'writerName' | 'key' | 'correctionReason'> &
  Readonly<{ writerName?: string }>;
export type ReadFact = Pick<StatedFact, 'name' | 'value'> &
  Partial<Pick<StatedFact, 'statedOn' | 'statedRole' | 'statedByName'>>;

/** The entries that tell of a consent, corrections included: what they say stands in the ledger. */
export function consentEntries(entries: readonly Pick<Entry, 'id' | 'kind' | 'replaces'>[]): ReadonlySet<EntryId> {
  const told = new Set<EntryId>();
  for (const { id, kind, replaces } of entries)
    if (kind === 'consent' || (replaces && told.has(replaces))) told.add(id);
  return told;
}

/**
 * The run as the routine engine reads it. Entries in the order they were written; only stated facts. Of consents it is the ledger that is
 * read, and not what was written in the run: the ledger holds that, and what has been said elsewhere.
 */
export function engineRun(
  definition: Parties,
  run: Pick<RunRecord, 'routine' | 'routineVersion' | 'openedOn'>,
  facts: readonly ReadFact[],
  entries: readonly ReadEntry[],
  consents: readonly ConsentDeed[],
): Run {
  const stated = facts.filter((fact) => fact.value !== 'unknown');
  const inLedger = consentEntries(entries);
  return {
    routine: run.routine,
    version: run.routineVersion,
    opened: run.openedOn,
    facts: Object.fromEntries(stated.map((fact) => [fact.name, fact.value])),
    factsStated: Object.fromEntries(
      stated.flatMap(({ name, statedOn: at, statedRole, statedByName: byName }) =>
        at === undefined || statedRole === undefined
          ? []
          : [[name, { at, by: partyOf(definition, statedRole), ...(byName === undefined ? {} : { byName }) }]],
      ),
    ),
    entries: [
      ...entries.filter(({ id }) => !inLedger.has(id)).map((entry) => engineEntry(definition, entry)),
      ...engineConsents(definition, consents),
    ],
  };
}

export const engineConsents = (definition: Parties, consents: readonly ConsentDeed[]): Run['entries'] =>
  consents.map((consent) => ({ kind: 'consent', by: partyOf(definition, 'caseworker'), ...consent }));

function engineEntry(definition: Parties, entry: ReadEntry): Run['entries'][number] {
  const by = partyOf(definition, entry.byRole);
  const writer = entry.writerName === undefined ? {} : { byName: entry.writerName };
  const deed = {
    kind: entry.kind,
    at: entry.at,
    by,
    ...writer,
    ...(entry.participants.length === 0 ? {} : { participants: entry.participants }),
    ...(Object.keys(entry.answers).length === 0 ? {} : { answers: entry.answers }),
    ...(entry.inPerson === undefined ? {} : { inPerson: entry.inPerson }),
    ...(entry.channel === undefined ? {} : { channel: entry.channel }),
    ...(entry.purpose === undefined ? {} : { purpose: entry.purpose }),
    ...(entry.form === undefined ? {} : { form: entry.form }),
    ...(entry.status === undefined ? {} : { status: entry.status }),
    ...(entry.party === undefined ? {} : { party: entry.party }),
    ...(entry.obligation === undefined ? {} : { obligation: entry.obligation }),
    ...(entry.every === undefined ? {} : { every: entry.every }),
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  };
  if (entry.replaces === undefined) return { id: entry.id, ...deed };
  return {
    id: entry.id,
    kind: 'correction',
    at: entry.recordedOn,
    by,
    ...writer,
    replaces: entry.replaces,
    ...(entry.kind === struck ? {} : { entry: deed }),
  };
}
