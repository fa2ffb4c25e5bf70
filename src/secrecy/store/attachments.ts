import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type AttachmentId, type ConsentId, newId } from '../../kernel/ids.ts';
import type { Db } from '../../platform/database.ts';
import type { Scope, Tx } from '../../platform/door.ts';
import type { FileKind } from '../../platform/file-kind.ts';
import type { Upload } from '../../platform/upload.ts';
import type { Attachment, ScanState } from '../attachment.ts';

type Row = Readonly<{
  id: AttachmentId;
  name: string;
  kind: FileKind;
  size: number;
  sha256: string;
  state: ScanState;
  uploaded_at: Date;
}>;

const toAttachment = (row: Row): Attachment => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  size: row.size,
  sha256: row.sha256,
  state: row.state,
  uploadedAt: row.uploaded_at,
});

const columns = sql`a.id, a.name, a.kind, a.size, a.sha256, a.state, a.uploaded_at`;

/** Keeps a file as its sender's own, until it is hung on something. */
export async function keepUpload(
  { db, actor, now }: Scope,
  upload: Upload,
  kind: FileKind,
  scanned: boolean,
): Promise<Attachment> {
  const row: Row = {
    id: newId<AttachmentId>(),
    name: upload.name,
    kind,
    size: upload.size,
    sha256: upload.sha256,
    state: scanned ? 'waiting' : 'not-scanned',
    uploaded_at: now,
  };
  await db
    .insertInto('attachment')
    .values({ ...row, municipality: actor.municipality, uploaded_by: actor.account, next_scan_at: now })
    .execute();
  await insertPieces(db, actor.municipality, row.id, upload);
  return toAttachment(row);
}

async function insertPieces(db: Tx, municipality: string, attachment: AttachmentId, upload: Upload): Promise<void> {
  for (const [position, piece] of upload.pieces.entries())
    await sql`insert into attachment_part (municipality, attachment, position, bytes)
      values (${municipality}, ${attachment}, ${position}, ${piece})`.execute(db);
}

/** A file that the actor sent with a form and has not sent in with it yet. */
export async function findPending({ db, actor }: Scope, id: AttachmentId): Promise<Attachment | undefined> {
  const { rows } = await sql<Row>`select ${columns} from attachment a
    where a.municipality = ${actor.municipality} and a.id = ${id} and a.uploaded_by = ${actor.account} and a.consent is null`.execute(
    db,
  );
  return rows[0] && toAttachment(rows[0]);
}

/** Hangs a file of the actor's own on a consent. Throws when it is none, or hangs on something already. */
export async function hangOnConsent({ db, actor }: Scope, id: AttachmentId, consent: ConsentId): Promise<void> {
  const { numAffectedRows } = await sql`update attachment set consent = ${consent}
    where municipality = ${actor.municipality} and id = ${id} and consent is null`.execute(db);
  if (numAffectedRows !== 1n) throw new Error('The attachment is not there to be hung on anything');
}

/** The files of each of these consents, as far as the actor sees them, in the order they came. */
export async function attachmentsOfConsents(
  { db, actor }: Scope,
  consents: readonly ConsentId[],
): Promise<ReadonlyMap<ConsentId, readonly Attachment[]>> {
  const { rows } = await sql<Row & { consent: ConsentId }>`select ${columns}, a.consent from attachment a
    where a.municipality = ${actor.municipality} and a.consent = any (${[...consents]}::uuid[])
    order by a.uploaded_at, a.id`.execute(db);
  const found = new Map<ConsentId, Attachment[]>();
  for (const row of rows) {
    const those = found.get(row.consent) ?? [];
    found.set(row.consent, those);
    those.push(toAttachment(row));
  }
  return found;
}

/** The files that came with a notice, as far as the actor sees them. */
export async function attachmentsOfNotice({ db, actor }: Scope, notice: string): Promise<readonly Attachment[]> {
  const { rows } = await sql<Row>`select ${columns} from attachment a
    where a.municipality = ${actor.municipality} and a.notice = ${notice} order by a.uploaded_at, a.id`.execute(db);
  return rows.map(toAttachment);
}

/**
 * A file's bytes; undefined when the actor is not given them. Throws when they are not what came.
 */
export async function contentOf(
  { db, actor }: Scope,
  { id, size, sha256 }: Pick<Attachment, 'id' | 'size' | 'sha256'>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from attachment_part
    where municipality = ${actor.municipality} and attachment = ${id} order by position`.execute(db);
  if (rows.length === 0) return undefined;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const { bytes } of rows) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  if (at !== size || createHash('sha256').update(whole).digest('hex') !== sha256)
    throw new Error('The attachment is not as it was when it came');
  return whole;
}

// ── The scanner's, outside the door ──

export type ToScan = Readonly<{ municipality: string; attachment: AttachmentId }>;

export async function takeAttachmentsToScan(db: Db, now: Date, limit: number): Promise<readonly ToScan[]> {
  const { rows } = await sql<ToScan>`select * from access.take_attachments_to_scan(${now}, ${limit})`.execute(db);
  return rows;
}

/** The bytes, a piece at a time. */
export async function* piecesToScan(db: Db, { municipality, attachment }: ToScan): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position += 1) {
    const { rows } = await sql<{ bytes: Buffer | null }>`
      select access.attachment_part_to_scan(${municipality}, ${attachment}, ${position}) as bytes`.execute(db);
    const bytes = rows[0]?.bytes;
    if (!bytes) return;
    yield bytes;
  }
}

export async function endScan(
  db: Db,
  { municipality, attachment }: ToScan,
  now: Date,
  finding: string | undefined,
): Promise<void> {
  await sql`select access.end_scan(${municipality}, ${attachment}, ${now}, ${finding ?? null})`.execute(db);
}

export async function dropForgotten(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`select access.drop_forgotten_attachments(${now}) as dropped`.execute(
    db,
  );
  return rows[0]?.dropped ?? 0;
}
