import { type AttachmentId, findId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { fileKinds } from '../../platform/file-kind.ts';
import { type Answer, file as handOut, notFound } from '../../platform/route.ts';
import { attachmentsOfNotice, contentOf, isHandedOut } from '../../secrecy/index.ts';
import type { Notice } from '../notice.ts';

/** What the audit says of a notice that was seen: its id, and its case when it has one. */
export const touchedBy = ({ id, caseId }: Notice, ...parts: readonly string[]) => ({
  ...(caseId === undefined ? {} : { cases: [caseId] }),
  parts: ['notice', `notice:${id}`, ...parts],
});

/** A file that came with a notice, to be saved. */
export async function handOutFile(scope: Scope, notice: Notice, wanted: string): Promise<Answer> {
  const id = findId<AttachmentId>(wanted);
  const attachment = (await attachmentsOfNotice(scope, notice.id)).find((one) => one.id === id);
  const bytes = attachment && isHandedOut(attachment) ? await contentOf(scope, attachment) : undefined;
  if (!attachment || !bytes) return notFound;
  scope.touched(touchedBy(notice, 'attachment'));
  const { type, ending } = fileKinds[attachment.kind];
  return handOut(`bilaga-${attachment.sha256.slice(0, 8)}.${ending}`, type, bytes);
}
