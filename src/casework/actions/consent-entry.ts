import type { ConsentId, EntryId, IdempotencyKey } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { currentInRun, hasReplacement, individualOfRun } from '../../secrecy/index.ts';
import { type Entry, struck } from '../entry.ts';
import type { RunInReach } from '../store/runs.ts';
import { writeConsent } from './consent.ts';

/** Whether something has come in the place of what an entry says of a consent. */
export const hasSuccessor = (scope: Scope, entry: EntryId): Promise<boolean> =>
  hasReplacement(scope, entry as string as ConsentId);

/**
 * A consent that is recorded in a run is a row of the ledger, with the entry's own id. A corrected entry corrects its row; anything else
 * takes the place of what was said before for the same purpose.
 */
export async function recordInLedger(
  scope: Scope,
  run: RunInReach,
  entry: Entry,
  existing: readonly Entry[],
): Promise<void> {
  const whose = await individualOfRun(scope, run.id);
  if (!whose) throw new Error('A run in reach has no individual');
  const origin = originOf(entry, existing);
  const purpose = entry.purpose ?? origin.purpose ?? 'other';
  const correction = entry.replaces !== undefined;
  const write = async () => {
    const replaces = correction ? (entry.replaces as string as ConsentId) : await currentInRun(scope, run.id, purpose);
    return writeConsent(
      scope,
      {
        id: entry.id as string as ConsentId,
        individual: whose.individual,
        caseId: whose.caseId,
        area: whose.area,
        runId: run.id,
        status: entry.kind === struck || entry.status === 'lapsed' ? 'recorded-in-error' : (entry.status ?? 'given'),
        purpose,
        parts: [],
        ...(entry.form === undefined ? {} : { form: entry.form }),
        from: entry.at,
        ...(entry.correctionReason === undefined ? {} : { reason: entry.correctionReason }),
        ...(replaces === undefined ? {} : { replaces }),
        correction,
        takenOn: entry.at,
      },
      // The form's key may have written several entries: the row is known by the entry's.
      entry.id as string as IdempotencyKey,
    );
  };
  // Somebody has answered in the ledger at the same moment: what is written here comes after that.
  if ((await write()) !== 'overtaken' || (await write()) !== 'overtaken') return;
  throw new Error('The consent has been answered again and again');
}

function originOf(entry: Entry, existing: readonly Entry[]): Entry {
  const before = existing.find(({ id }) => id === entry.replaces);
  return before ? originOf(before, existing) : entry;
}
