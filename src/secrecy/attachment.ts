import type { AttachmentId } from '../kernel/ids.ts';
import type { FileKind } from '../platform/file-kind.ts';

/**
 * How it stands with the virus scanner: `not-scanned` when there is none, `waiting` when it has not answered, `infected` when it found
 * something: then the bytes stay, and nobody is given them.
 */
export type ScanState = 'not-scanned' | 'waiting' | 'clean' | 'infected';

/** A file that hangs on something, without its bytes. */
export type Attachment = Readonly<{
  id: AttachmentId;
  name: string;
  kind: FileKind;
  /** In bytes. */
  size: number;
  sha256: string;
  state: ScanState;
  uploadedAt: Date;
}>;

/** Whether its bytes are handed out. The database says the same: the policy on attachment_part. */
export const isHandedOut = ({ state }: Pick<Attachment, 'state'>): boolean =>
  state === 'clean' || state === 'not-scanned';
