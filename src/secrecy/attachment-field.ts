import { type AttachmentId, findId } from '../kernel/ids.ts';
import type { Scope } from '../platform/door.ts';
import { kindOf } from '../platform/file-kind.ts';
import { first, type Typed } from '../platform/typed.ts';
import { fileLimits, type Upload } from '../platform/upload.ts';
import type { Attachment } from './attachment.ts';
import { attachmentMessages } from './messages/attachments.ts';
import { findPending, keepUpload } from './store/attachments.ts';

/** Names of what a form with a file sends: the file, the one that came before and was kept, and that it is not wanted after all. */
export const attachmentFields = { file: 'bilaga', kept: 'bilaga-sparad', dropped: 'bilaga-bort' } as const;

type WithFiles = Scope & Readonly<{ files: readonly Upload[]; filesAreScanned: boolean }>;
export type ReadAttachment = Readonly<{ attachment?: Attachment; problem?: string }>;

/** What is wrong with a file that came, in words that say what to do; undefined when it can be kept. */
export async function problemWith(upload: Upload, language: 'sv' | 'en'): Promise<string | undefined> {
  const { problems } = attachmentMessages[language];
  if (upload.tooLarge) return problems.tooLarge(fileLimits.bytes / 1024 / 1024);
  return (await kindOf(upload.pieces)) === undefined ? problems.kind : undefined;
}

/**
 * The file that a form was sent with: a new one, which is kept at once so that it need not be chosen again when something else is wrong, or
 * the one that was kept the last time.
 */
export async function readAttachment(request: WithFiles, typed: Typed): Promise<ReadAttachment> {
  const { problems } = attachmentMessages[request.actor.language];
  const upload = request.files.find(({ field }) => field === attachmentFields.file);
  if (upload) {
    if (upload.tooLarge) return { problem: problems.tooLarge(fileLimits.bytes / 1024 / 1024) };
    const kind = await kindOf(upload.pieces);
    return kind === undefined
      ? { problem: problems.kind }
      : { attachment: await keepUpload(request, upload, kind, request.filesAreScanned) };
  }
  const kept = findId<AttachmentId>(first(typed, attachmentFields.kept));
  if (kept === undefined || first(typed, attachmentFields.dropped) !== '') return {};
  const attachment = await findPending(request, kept);
  return attachment ? { attachment } : { problem: problems.gone };
}
