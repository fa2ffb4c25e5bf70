import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import { libraryOf } from '../../casework/index.ts';
import type { Db } from '../../platform/database.ts';
import { safeError } from '../../platform/log.ts';
import { bundleOf } from './archive/bundle.ts';
import type { ArchiveWords } from './archive/content.ts';
import {
  contentBeforeDisposal,
  disposalsWaiting,
  disposeCase,
  filesBeforeDisposal,
  keepExport,
  type Waiting,
} from './store/dispose.ts';

/** How many cases are asked for at a time: each is settled in a transaction of its own. */
const batch = 50;

export type Settled = Readonly<{ disposed: number; kept: number; waiting: number; failures: readonly string[] }>;

/**
 * Settles the cases of approved lists: exports what is to be exported, then lets the database dispose of what is still due. Safe to do
 * again: a case that has been settled is not settled twice, and one that failed is tried at the next turn and holds nobody else up.
 */
export async function disposeApproved(
  db: Db,
  archiveDirectory: string,
  now: Date,
  words: readonly ArchiveWords[] = [],
): Promise<Settled> {
  const settled = { disposed: 0, kept: 0, waiting: 0 };
  const failures = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const cases = await disposalsWaiting(db, after, batch, now);
    for (const one of cases) {
      try {
        settled[(await settle(db, archiveDirectory, one, now, words)) ?? 'waiting'] += 1;
      } catch (error) {
        settled.waiting += 1;
        failures.add(safeError(error)['code'] ?? 'error');
      }
    }
    after = cases.at(-1)?.caseId;
    if (after === undefined || cases.length < batch) return { ...settled, failures: [...failures] };
  }
}

async function settle(
  db: Db,
  archiveDirectory: string,
  waiting: Waiting,
  now: Date,
  words: readonly ArchiveWords[],
): Promise<'disposed' | 'kept' | undefined> {
  if (waiting.exportFirst) {
    const content = await contentBeforeDisposal(db, waiting);
    if (content) {
      const bundle = bundleOf(
        content,
        await filesBeforeDisposal(db, waiting),
        await libraryOf(db, waiting.municipality),
        words,
      );
      await write(archiveDirectory, waiting, bundle.bytes);
      await keepExport(db, waiting, bundle, content.through, now);
    }
  }
  return disposeCase(db, waiting, now);
}

/** Where the export of a case is: by ids, which tell nothing of anybody. */
export const exportFile = (directory: string, { municipality, list, caseId }: Omit<Waiting, 'exportFirst'>): string =>
  path.join(directory, municipality, list, `${caseId}.zip`);

/** Answers when the file is whole and on the disk: the case is gone after that. */
async function write(directory: string, waiting: Waiting, bytes: Uint8Array): Promise<void> {
  const name = exportFile(directory, waiting);
  await mkdir(path.dirname(name), { recursive: true, mode: 0o700 });
  const file = await open(`${name}.part`, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${name}.part`, name);
  const folder = await open(path.dirname(name), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
