import type { CaseId, ConsentId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Attachment, hangOnConsent } from '../../secrecy/index.ts';
import { append } from '../store/events.ts';

/** Hangs a file that came with a form on the consent that the form recorded, and writes that it came. */
export async function attachToConsent(
  scope: Scope,
  { id, name, kind, size, sha256 }: Attachment,
  { consent, caseId, runId }: Readonly<{ consent: ConsentId; caseId: CaseId; runId?: RunId | undefined }>,
): Promise<void> {
  await hangOnConsent(scope, id, consent);
  await append(
    scope,
    { caseId, ...(runId === undefined ? {} : { runId }) },
    { kind: 'attachment-added', attachment: id, consent, name, fileKind: kind, size, sha256 },
  );
}
