import { createHash } from 'node:crypto';
import { notify, routineLibrary } from '../../casework/index.ts';
import type { LocalDate } from '../../kernel/date.ts';
import { type AccountId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { checkThroughYears, type CompiledRoutine, type Library } from '../../routine/index.ts';
import { checkDraft, type DraftProblem } from '../check.ts';
import { asDraft, type Edit, edited, isSamePart, type Part } from '../draft-text.ts';
import { insertComment, insertReader, isCommentedWith, whoMayComment } from '../store/comments.ts';
import {
  discardDraft,
  draftWithKey,
  findDraft,
  insertDraft,
  insertText,
  insertVersion,
  isSavedWith,
  type RoutineDraft,
  textAt,
} from '../store/drafts.ts';
import { textOfVersion } from '../version-text.ts';

const touchDraft = (scope: Scope): void => scope.touched({ parts: ['routine-draft'] });

/** Copies a version to a draft, once: the same form sent again leads to the same draft. */
export async function startDraft(
  scope: Scope,
  input: Readonly<{ routine: string; version: string; key: IdempotencyKey }>,
): Promise<string | undefined> {
  const known = await draftWithKey(scope, input.key);
  if (known !== undefined) return known;
  const text = await textOfVersion(scope, input.routine, input.version);
  if (text === undefined) return undefined;
  const id = newId();
  await insertDraft(scope, id, { routine: input.routine, basedOn: input.version, key: input.key });
  await insertText(scope, id, 1, asDraft(text), input.key);
  touchDraft(scope);
  return id;
}

export type DraftSaved =
  | Readonly<{ outcome: 'saved' | 'not-found' }>
  /** Somebody else has saved the same since: what they saved is the draft's text now. */
  | Readonly<{ outcome: 'overtaken'; draft: RoutineDraft; seenText: string }>;

type Saving = Readonly<{ draft: string; seen: number; key: IdempotencyKey }>;

/** Saves the whole text, sound or not: a draft may be unfinished. */
export async function saveText(scope: Scope, input: Saving & Readonly<{ text: string }>): Promise<DraftSaved> {
  const draft = await findDraft(scope, input.draft);
  if (draft?.state !== 'open') return { outcome: 'not-found' };
  touchDraft(scope);
  if (await isSavedWith(scope, input.key)) return { outcome: 'saved' };
  if (draft.position !== input.seen) return overtaken(scope, draft, input.seen);
  if (draft.text !== input.text) await insertText(scope, draft.id, draft.position + 1, input.text, input.key);
  return { outcome: 'saved' };
}

/** Saves one part. What others have saved of other parts meanwhile stays: only the same part makes two meet. */
export async function savePart(
  scope: Scope,
  input: Saving & Readonly<{ part: Part; edits: (text: string) => readonly Edit[] }>,
): Promise<DraftSaved> {
  const draft = await findDraft(scope, input.draft);
  if (draft?.state !== 'open') return { outcome: 'not-found' };
  touchDraft(scope);
  if (await isSavedWith(scope, input.key)) return { outcome: 'saved' };
  if (draft.position !== input.seen) {
    const seenText = await textAt(scope, draft.id, input.seen);
    if (seenText === undefined || !isSamePart(seenText, draft.text, input.part))
      return overtaken(scope, draft, input.seen);
  }
  const text = edited(draft.text, input.edits(draft.text));
  if (text !== draft.text) await insertText(scope, draft.id, draft.position + 1, text, input.key);
  return { outcome: 'saved' };
}

async function overtaken(scope: Scope, draft: RoutineDraft, seen: number): Promise<DraftSaved> {
  return { outcome: 'overtaken', draft, seenText: (await textAt(scope, draft.id, seen)) ?? draft.text };
}

export type Asked = Readonly<{ outcome: 'asked' | 'not-found' | 'not-a-reader' }>;

/** Asks colleagues to comment, and tells those who had not been asked. */
export async function askToComment(scope: Scope, id: string, accounts: readonly AccountId[]): Promise<Asked> {
  const draft = await findDraft(scope, id);
  if (draft?.state !== 'open') return { outcome: 'not-found' };
  touchDraft(scope);
  const may = new Set((await whoMayComment(scope)).map(({ account }) => account));
  if (accounts.length === 0 || !accounts.every((account) => may.has(account))) return { outcome: 'not-a-reader' };
  const told: AccountId[] = [];
  for (const account of new Set(accounts)) if (await insertReader(scope, draft.id, account)) told.push(account);
  await notify(scope, 'comment-asked', {}, told);
  return { outcome: 'asked' };
}

/** Writes a comment on the text as it is now. */
export async function comment(
  scope: Scope,
  id: string,
  text: string,
  key: IdempotencyKey,
): Promise<Readonly<{ outcome: 'written' | 'not-found' }>> {
  const draft = await findDraft(scope, id);
  if (draft?.state !== 'open') return { outcome: 'not-found' };
  touchDraft(scope);
  if (!(await isCommentedWith(scope, key))) await insertComment(scope, draft.id, draft.position, text, key);
  return { outcome: 'written' };
}

/** Throws a draft away: it can be read, and neither changed nor published. */
export async function discard(scope: Scope, id: string): Promise<Readonly<{ outcome: 'discarded' | 'not-found' }>> {
  const draft = await findDraft(scope, id);
  if (!draft || draft.state === 'published') return { outcome: 'not-found' };
  touchDraft(scope);
  await discardDraft(scope, draft.id);
  return { outcome: 'discarded' };
}

export type ToPublish = Readonly<{
  draft: string;
  seen: number;
  version: string;
  validFrom: LocalDate;
  /** How sources name the version. */
  cite: string;
  key: IdempotencyKey;
}>;

export type Published =
  | Readonly<{ outcome: 'published'; routine: string; version: string }>
  | Readonly<{ outcome: 'not-found' | 'overtaken' | 'version-taken' }>
  /** Another version is named so: what refers to one of them would seem to refer to the other. */
  | Readonly<{ outcome: 'cite-taken'; by: string }>
  /** There is a version that begins on the day or after it. */
  | Readonly<{ outcome: 'not-newest'; newest: LocalDate }>
  | Readonly<{ outcome: 'unsound'; problems: readonly DraftProblem[] }>;

/** The version of a routine that sources name so. */
const citedAs = (library: Library, routine: string, cite: string): CompiledRoutine | undefined =>
  library.versions(routine).find(({ definition }) => definition.document.cite === cite);

/** Publishes a draft from a day on. What is published is never changed; every process sees it in its next transaction. */
export async function publish(scope: Scope, input: ToPublish): Promise<Published> {
  const draft = await findDraft(scope, input.draft);
  if (!draft || draft.state === 'discarded') return { outcome: 'not-found' };
  touchDraft(scope);
  if (draft.state === 'published')
    return draft.version === input.version
      ? { outcome: 'published', routine: draft.routine, version: input.version }
      : { outcome: 'not-found' };
  if (draft.position !== input.seen) return { outcome: 'overtaken' };
  const library = await routineLibrary(scope);
  if (library.find(draft.routine, input.version)) return { outcome: 'version-taken' };
  const named = citedAs(library, draft.routine, input.cite);
  if (named) return { outcome: 'cite-taken', by: named.definition.version };
  const newest = library.versions(draft.routine).at(-1)?.definition.document.validFrom.date;
  if (newest !== undefined && input.validFrom <= newest) return { outcome: 'not-newest', newest };
  const before = checkDraft(draft.text, draft.routine, scope.actor.language);
  if (!before.ok) return { outcome: 'unsound', problems: before.problems };
  const text = edited(draft.text, [
    { at: ['version'], value: input.version },
    { at: ['document', 'cite'], value: input.cite },
    { at: ['document', 'validFrom'], value: { date: input.validFrom } },
    { at: ['document', 'validUntil'], value: undefined },
    { at: ['document', 'revisedAt'], value: { date: scope.today } },
  ]);
  // Once, of what is to be published: seconds, in which nothing else is answered, and a handful of times a year.
  const checked = checkDraft(text, draft.routine, scope.actor.language, checkThroughYears);
  if (!checked.ok) return { outcome: 'unsound', problems: checked.problems };
  const position = draft.position + 1;
  await insertText(scope, draft.id, position, text, input.key);
  await insertVersion(scope, draft, {
    version: input.version,
    validFrom: input.validFrom,
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    position,
  });
  scope.touched({ parts: ['routine-version'] });
  return { outcome: 'published', routine: draft.routine, version: input.version };
}
