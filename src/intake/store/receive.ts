import { sql } from 'kysely';
import { type AttachmentId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Db } from '../../platform/database.ts';
import type { FileKind } from '../../platform/file-kind.ts';
import { hashToken } from '../../platform/session.ts';
import type { Upload } from '../../platform/upload.ts';
import type { Attachment, ScanState } from '../../secrecy/index.ts';
import { newReceipt, type Said } from '../notice.ts';

// What a form may do that nobody is signed in to: it stores, and asks about nothing that is known.

export async function municipalitiesWithIntake(db: Db): Promise<readonly Readonly<{ code: string; name: string }>[]> {
  const { rows } = await sql<{ code: string; name: string }>`select * from access.intake_municipalities()`.execute(db);
  return rows;
}

/** Keeps a file for the form that holds `claim`, all of it or nothing. */
export async function keepNoticeFile(
  db: Db,
  municipality: string,
  claim: string,
  upload: Upload,
  kind: FileKind,
  { now, scanned }: Readonly<{ now: Date; scanned: boolean }>,
): Promise<Attachment> {
  const id = newId<AttachmentId>();
  const state: ScanState = scanned ? 'waiting' : 'not-scanned';
  const { name, size, sha256, pieces } = upload;
  const hash = hashToken(claim);
  await db.transaction().execute(async (tx) => {
    await sql`select access.keep_notice_file(${municipality}, ${id}, ${hash}, ${name}, ${kind}, ${size}, ${sha256}, ${state}, ${now})`.execute(
      tx,
    );
    for (const [position, bytes] of pieces.entries())
      await sql`select access.keep_notice_piece(${municipality}, ${id}, ${hash}, ${position}, ${bytes})`.execute(tx);
  });
  return { id, name, kind, size, sha256, state, uploadedAt: now };
}

export async function pendingNoticeFile(
  db: Db,
  municipality: string,
  id: AttachmentId,
  claim: string,
): Promise<Attachment | undefined> {
  const { rows } = await sql<{
    id: AttachmentId;
    name: string;
    kind: FileKind;
    size: number;
    sha256: string;
    state: ScanState;
    uploaded_at: Date;
  }>`select * from access.pending_notice_file(${municipality}, ${id}, ${hashToken(claim)})`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { uploaded_at: uploadedAt, ...rest } = row;
  return { ...rest, uploadedAt };
}

/** Takes a notice in; gives its receipt, of a form that is sent twice the first one's. Undefined when the municipality has no intake. */
export async function receiveNotice(
  db: Db,
  municipality: string,
  said: Said,
  key: IdempotencyKey,
  now: Date,
  file?: Readonly<{ id: AttachmentId; claim: string }>,
): Promise<string | undefined> {
  const { rows } = await sql<{
    receipt: string | null;
  }>`select access.receive_notice(${municipality}, ${newId()}, ${key}, ${newReceipt()},
    ${now}, ${JSON.stringify(said)}::jsonb, ${file?.id ?? null}, ${file ? hashToken(file.claim) : null}) as receipt`.execute(
    db,
  );
  return rows[0]?.receipt ?? undefined;
}
