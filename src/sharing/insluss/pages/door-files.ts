import { type AttachmentId, findId } from '../../../kernel/ids.ts';
import { kindOf } from '../../../platform/file-kind.ts';
import type { Post } from '../../../platform/route.ts';
import { first, type Typed } from '../../../platform/typed.ts';
import { type Attachment, findPending, keepUpload, problemWith } from '../../../secrecy/index.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { inslussMessages } from '../messages/index.ts';
import { keptField } from '../views/door-file.tsx';

/** The files of a form with several, by their fields: kept at once, so that none need be chosen again when something else is wrong. */
export async function readFiles(
  request: Post<string>,
  names: readonly string[],
  typed: Typed,
  errors: FieldError[],
): Promise<ReadonlyMap<string, Attachment>> {
  const { language } = request.actor;
  const read = new Map<string, Attachment>();
  for (const field of names) {
    const upload = request.files.find((one) => one.field === field);
    const kept = findId<AttachmentId>(first(typed, keptField(field)));
    const problem = upload && (await problemWith(upload, language));
    const kind = upload && problem === undefined ? await kindOf(upload.pieces) : undefined;
    const found =
      upload && kind
        ? await keepUpload(request, upload, kind, request.filesAreScanned)
        : kept === undefined
          ? undefined
          : await findPending(request, kept);
    if (found) read.set(field, found);
    else if (problem !== undefined || kept !== undefined)
      errors.push({ field, message: problem ?? inslussMessages[language].door.problems.gone });
  }
  return read;
}
