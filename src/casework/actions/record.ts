import { type IdempotencyKey, newId, type RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { consentEntries, type Deed, type Entry, type RoleInRun, struck } from '../entry.ts';
import { type Correction, saysTheSame } from '../same-deed.ts';
import { append } from '../store/events.ts';
import { dropDraft, roleInRun } from '../store/people.ts';
import { entriesOf, findRunToWrite, insertEntry, type RunInReach } from '../store/runs.ts';
import { mayCorrect, mayRecord } from '../available-actions.ts';
import { hasSuccessor, recordInLedger } from './consent-entry.ts';
import { evaluateAndStore } from './evaluate-and-store.ts';
import { compiledRoutine } from '../evaluation.ts';
import { routineLibrary } from '../routines.ts';

/** What somebody wants to write down in a run. */
export type Recording = Readonly<{
  run: RunId;
  deeds: readonly Deed[];
  /** The run's version when the form was shown: what has come since, the writer has not seen. */
  seen: number;
  key: IdempotencyKey;
  /** The form, whose draft is finished with this. */
  form?: string;
  /** Set when the first deed replaces what an earlier entry says. */
  corrects?: Correction;
}>;

export type Recorded =
  | Readonly<{ outcome: 'recorded'; run: RunInReach; entries: readonly Entry[] }>
  /** Somebody else has written the same kind of entry since the form was shown. */
  | Readonly<{ outcome: 'conflict'; run: RunInReach; theirs: Entry }>
  /** The same form has been signed before with other words in it. */
  | Readonly<{ outcome: 'key-reused'; run: RunInReach; theirs: Entry }>
  | Readonly<{ outcome: 'not-allowed' }>
  | Readonly<{ outcome: 'corrected-already'; run: RunInReach; theirs: Entry }>
  | Readonly<{ outcome: 'not-found' }>;

/** Writes entries into a run: all of them once, or none. */
export async function record(scope: Scope, recording: Recording): Promise<Recorded> {
  const run = await findRunToWrite(scope, recording.run);
  const role = run && (await roleInRun(scope, run));
  if (!run || !role) return { outcome: 'not-found' };
  scope.touched({ runs: [run.id], parts: recording.deeds.map((deed) => `entry:${deed.kind}`) });

  const existing = (await entriesOf(scope, [run.id])).get(run.id) ?? [];
  const written = existing.filter((entry) => entry.key === recording.key);
  const [before] = written;
  if (before) {
    const isAgain = recording.deeds.every((deed, index) => {
      const entry = written[index];
      return entry !== undefined && saysTheSame(entry, deed, index === 0 ? recording.corrects : undefined);
    });
    return isAgain ? { outcome: 'recorded', run, entries: written } : { outcome: 'key-reused', run, theirs: before };
  }

  const { definition } = compiledRoutine(await routineLibrary(scope), run);
  if (!recording.deeds.every((deed) => mayRecord(definition, role, deed))) return { outcome: 'not-allowed' };

  const { corrects } = recording;
  if (corrects) {
    const target = existing.find((entry) => entry.id === corrects.entry);
    if (!target) return { outcome: 'not-found' };
    const [deed] = recording.deeds;
    if (!deed || !mayReplace(scope, target, deed, role) || !isAboutTheSame(deed, target))
      return { outcome: 'not-allowed' };
    const theirs = existing.find((entry) => entry.replaces === corrects.entry);
    if (theirs) return { outcome: 'corrected-already', run, theirs };
    // What has been said in the ledger since, as that the consent was withdrawn, is not undone by correcting what came before it.
    if (consentEntries(existing).has(target.id) && (await hasSuccessor(scope, target.id)))
      return { outcome: 'not-allowed' };
  } else {
    const theirs = existing.findLast(
      (entry) => entry.position > recording.seen && recording.deeds.some((deed) => isSameDeed(deed, entry)),
    );
    if (theirs) return { outcome: 'conflict', run, theirs };
  }

  const entries = recording.deeds.map((deed, index) =>
    entryOf(scope, deed, role, run.version + index + 1, recording, index === 0),
  );
  const told = consentEntries([...existing, ...entries]);
  for (const entry of entries) {
    await write(scope, run, entry);
    if (told.has(entry.id)) await recordInLedger(scope, run, entry, existing);
  }
  if (recording.form !== undefined) await dropDraft(scope, run.id, recording.form);
  const updated = await evaluateAndStore(scope, { ...run, version: run.version + entries.length });
  return { outcome: 'recorded', run: updated, entries };
}

/** A correction says anew what an entry was about, or strikes it out; it does not turn it into something else. */
const isAboutTheSame = (deed: Deed, target: Entry): boolean =>
  deed.kind === struck || target.kind === struck || isSameDeed(deed, target);

/** Beside those who may correct an entry, whoever wrote of the same thing on the same day, and had it overtaken by the other's. */
const mayReplace = ({ actor, today }: Scope, target: Entry, deed: Deed, role: RoleInRun): boolean =>
  mayCorrect(target, actor, role) || (target.recordedOn === today && isSameDeed(deed, target));

/** Two people writing of the same thing: the same kind of entry, and for a consent its purpose, for a waiver its obligation. */
const isSameDeed = (deed: Deed, entry: Entry): boolean =>
  deed.kind === entry.kind && deed.purpose === entry.purpose && deed.obligation === entry.obligation;

const entryOf = (
  { actor, now, today }: Scope,
  deed: Deed,
  role: RoleInRun,
  position: number,
  recording: Recording,
  leads: boolean,
): Entry => ({
  ...deed,
  id: newId(),
  position,
  recordedOn: today,
  byRole: role,
  writtenBy: actor.account,
  writerName: actor.name,
  writtenAt: now,
  ...(recording.corrects && leads
    ? { replaces: recording.corrects.entry, correctionReason: recording.corrects.reason }
    : {}),
  key: recording.key,
});

async function write(scope: Scope, run: RunInReach, entry: Entry): Promise<void> {
  await insertEntry(scope, run.id, entry);
  const {
    kind,
    at,
    participants,
    inPerson,
    channel,
    purpose,
    form,
    status,
    party,
    obligation,
    every,
    reason,
    answers,
  } = entry;
  await append(
    scope,
    { caseId: run.caseId, runId: run.id },
    {
      kind: 'entry-recorded',
      entry: entry.id,
      position: entry.position,
      role: entry.byRole,
      deed: {
        kind,
        at,
        participants: [...participants],
        answers: Object.fromEntries(
          Object.entries(answers).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
        ),
        ...definedOnly({ inPerson, channel, purpose, form, status, party, obligation, every, reason }),
      },
      ...definedOnly({ replaces: entry.replaces, correctionReason: entry.correctionReason }),
      key: entry.key,
    },
    entry.at,
  );
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };
const definedOnly = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
