import { isDeepStrictEqual } from 'node:util';
import type { EntryId } from '../kernel/ids.ts';
import type { Deed, Entry } from './entry.ts';

// Who wrote it and when, and what it corrects: not what it says.
const signature: ReadonlySet<string> = new Set<keyof Entry>([
  'id',
  'position',
  'recordedOn',
  'byRole',
  'writtenBy',
  'writerName',
  'writtenAt',
  'replaces',
  'correctionReason',
  'key',
]);

export type Correction = Readonly<{ entry: EntryId; reason: string }>;

/** Whether an entry says what a deed says: with the same key, it is the same deed, sent again. */
export function saysTheSame(written: Entry, deed: Deed, correction: Correction | undefined): boolean {
  const said = Object.fromEntries(Object.entries(written).filter(([name]) => !signature.has(name)));
  return (
    isDeepStrictEqual(said, { ...deed }) &&
    written.replaces === correction?.entry &&
    written.correctionReason === correction?.reason
  );
}
