import { sql } from 'kysely';
import { z } from 'zod';
import type { AccountId, CaseId, ConsentId, IdempotencyKey, IndividualId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { GroundAnswers } from '../../secrecy/index.ts';
import { parts, type Snapshot } from '../disclosure.ts';

/** What is being prepared, as it is kept between one page and the next. */
const DraftBody = z.object({
  account: z.string().optional(),
  party: z.string().optional(),
  address: z.string().optional(),
  purpose: z.string(),
  ground: z.string(),
  reason: z.string(),
  answers: z.record(z.string(), z.string()),
  consent: z.string().optional(),
  parts: z.array(z.enum(parts)),
  struck: z.array(z.string()),
  words: z.array(z.string()),
  kept: z.array(z.string()).optional(),
});
export type DraftBody = Readonly<z.infer<typeof DraftBody>>;
export type DisclosureDraft = Readonly<{
  id: string;
  caseId: CaseId;
  run: RunId;
  body: DraftBody;
  version: number;
  key: IdempotencyKey;
}>;

type DraftRow = Readonly<{
  id: string;
  case_id: CaseId;
  run_id: RunId;
  body: unknown;
  version: number;
  idempotency_key: IdempotencyKey;
}>;
const toDraft = (row: DraftRow): DisclosureDraft => ({
  id: row.id,
  caseId: row.case_id,
  run: row.run_id,
  body: DraftBody.parse(row.body),
  version: row.version,
  key: row.idempotency_key,
});

export async function findDraft({ db, actor }: Scope, id: string): Promise<DisclosureDraft | undefined> {
  const { rows } = await sql<DraftRow>`select id, case_id, run_id, body, version, idempotency_key from disclosure_draft
    where municipality = ${actor.municipality} and id = ${id}`.execute(db);
  return rows[0] && toDraft(rows[0]);
}

/** The actor's own drafts in a case. */
export async function draftsOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly DisclosureDraft[]> {
  const { rows } = await sql<DraftRow>`select id, case_id, run_id, body, version, idempotency_key from disclosure_draft
    where municipality = ${actor.municipality} and case_id = ${caseId} order by saved_at, id`.execute(db);
  return rows.map(toDraft);
}

/** Keeps a new draft, and gives its id: of the one there is, when the same form is sent twice. */
export async function insertDraft(
  { db, actor, now }: Scope,
  { id, caseId, run, body, key }: Omit<DisclosureDraft, 'version'>,
): Promise<string> {
  await sql`insert into disclosure_draft (municipality, id, account, case_id, run_id, body, saved_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${actor.account}, ${caseId}, ${run}, ${JSON.stringify(body)}, ${now}, ${key})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string }>`select id from disclosure_draft
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id ?? id;
}

/** False when the draft has been changed since it was seen, as in another window. */
export async function updateDraft(
  { db, actor, now }: Scope,
  id: string,
  body: DraftBody,
  seen: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update disclosure_draft
    set body = ${JSON.stringify(body)}, version = version + 1, saved_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and version = ${seen}`.execute(db);
  return numAffectedRows === 1n;
}

export async function deleteDraft({ db, actor }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from disclosure_draft
    where municipality = ${actor.municipality} and id = ${id}`.execute(db);
  return numAffectedRows === 1n;
}

export type NewDisclosure = Readonly<{
  id: string;
  caseId: CaseId;
  /** Absent when the case follows no routine. */
  run?: RunId | undefined;
  individual: IndividualId;
  toArea?: string | undefined;
  toAccount?: AccountId | undefined;
  /** A unit of the area: whoever works at it reads it there. */
  toUnit?: string | undefined;
  toParty?: string | undefined;
  toAddress?: string | undefined;
  purpose: string;
  ground: string;
  groundVersion: number;
  groundReason: string;
  groundAnswers: GroundAnswers;
  consent?: ConsentId | undefined;
  parts: readonly string[];
  redacted: boolean;
  snapshot: Snapshot;
  sha256: string;
}>;

/** Writes what is handed over; false when it has been written before. What goes to a party outside is queued in the same transaction. */
export async function insertDisclosure(
  { db, actor, now }: Scope,
  given: NewDisclosure,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into disclosure (municipality, id, case_id, run_id, individual, from_area, to_area, to_account,
      to_unit, to_party, to_address, purpose, ground, ground_version, ground_reason, ground_answers, consent, parts, redacted, snapshot, sha256,
      signed_by, signed_at, idempotency_key)
    values (${actor.municipality}, ${given.id}, ${given.caseId}, ${given.run ?? null}, ${given.individual}, ${actor.area}, ${given.toArea ?? null},
      ${given.toAccount ?? null}, ${given.toUnit ?? null}, ${given.toParty ?? null}, ${given.toAddress ?? null}, ${given.purpose}, ${given.ground},
      ${given.groundVersion}, ${given.groundReason}, ${JSON.stringify(given.groundAnswers)}, ${given.consent ?? null},
      ${[...given.parts]}::text[], ${given.redacted}, ${JSON.stringify(given.snapshot)}, ${given.sha256}, ${actor.account}, ${now}, ${key})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
  if (numAffectedRows !== 1n) return false;
  if (given.toAddress !== undefined)
    await sql`insert into outbox (municipality, disclosure, address, queued_at, next_attempt_at)
      values (${actor.municipality}, ${given.id}, ${given.toAddress}, ${now}, ${now})`.execute(db);
  return true;
}

/** What has been handed over: the act, and how it has gone. */
export type Disclosure = Readonly<{
  id: string;
  caseId: CaseId;
  to: string;
  toAreaName?: string;
  /** Handed over to a unit: nobody there gives a receipt. */
  isToUnit: boolean;
  address?: string;
  purpose: string;
  ground: Readonly<{ provision: string; sv: string; en: string }>;
  groundReason: string;
  groundAnswers: GroundAnswers;
  restsOnConsent: boolean;
  parts: readonly string[];
  redacted: boolean;
  snapshot: Snapshot;
  sha256: string;
  signedBy: string;
  signedAt: Date;
  readAt?: Date;
  delivery?: Readonly<{ deliveredAt?: Date; receipt?: string; stoppedAt?: Date; attempts: number }>;
}>;

type Row = Readonly<{
  id: string;
  case_id: CaseId;
  to_name: string;
  to_area_name: string | null;
  to_unit: string | null;
  to_address: string | null;
  purpose: string;
  provision: string;
  name_sv: string;
  name_en: string;
  ground_reason: string;
  ground_answers: GroundAnswers;
  consent: string | null;
  parts: readonly string[];
  redacted: boolean;
  snapshot: Snapshot;
  sha256: string;
  signed_by: string;
  signed_at: Date;
  read_at: Date | null;
  queued_at: Date | null;
  delivered_at: Date | null;
  receipt: string | null;
  stopped_at: Date | null;
  attempts: number | null;
}>;

const toDisclosure = (row: Row): Disclosure => ({
  id: row.id,
  caseId: row.case_id,
  to: row.to_name,
  ...(row.to_area_name === null ? {} : { toAreaName: row.to_area_name }),
  isToUnit: row.to_unit !== null,
  ...(row.to_address === null ? {} : { address: row.to_address }),
  purpose: row.purpose,
  ground: { provision: row.provision, sv: row.name_sv, en: row.name_en },
  groundReason: row.ground_reason,
  groundAnswers: row.ground_answers,
  restsOnConsent: row.consent !== null,
  parts: row.parts,
  redacted: row.redacted,
  snapshot: row.snapshot,
  sha256: row.sha256,
  signedBy: row.signed_by,
  signedAt: row.signed_at,
  ...(row.read_at === null ? {} : { readAt: row.read_at }),
  ...(row.queued_at === null
    ? {}
    : {
        delivery: {
          attempts: row.attempts ?? 0,
          ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at }),
          ...(row.receipt === null ? {} : { receipt: row.receipt }),
          ...(row.stopped_at === null ? {} : { stoppedAt: row.stopped_at }),
        },
      }),
});

const columns = sql`d.id, d.case_id, coalesce(d.to_party, t.display_name, k.name) as to_name, s.name as to_area_name, d.to_unit, d.to_address, d.purpose,
  g.provision, g.name_sv, g.name_en, d.ground_reason, d.ground_answers, d.consent, d.parts, d.redacted, d.snapshot, d.sha256,
  b.display_name as signed_by, d.signed_at, r.read_at, o.queued_at, o.delivered_at, o.receipt, o.stopped_at, o.attempts
  from disclosure d
  join ground_version g on g.municipality = d.municipality and g.ground = d.ground and g.version = d.ground_version
  join account b on b.municipality = d.municipality and b.id = d.signed_by
  left join account t on t.municipality = d.municipality and t.id = d.to_account
  left join unit k on k.municipality = d.municipality and k.id = d.to_unit
  left join secrecy_area s on s.municipality = d.municipality and s.id = d.to_area
  left join disclosure_receipt r on r.municipality = d.municipality and r.disclosure = d.id
  left join outbox o on o.municipality = d.municipality and o.disclosure = d.id`;

/** Everything handed over in a case, newest first. */
export async function disclosuresOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly Disclosure[]> {
  const { rows } = await sql<Row>`select ${columns}
    where d.municipality = ${actor.municipality} and d.case_id = ${caseId} order by d.signed_at desc, d.id`.execute(db);
  return rows.map(toDisclosure);
}

export async function findDisclosure({ db, actor }: Scope, id: string): Promise<Disclosure | undefined> {
  const { rows } = await sql<Row>`select ${columns}
    where d.municipality = ${actor.municipality} and d.id = ${id}`.execute(db);
  return rows[0] && toDisclosure(rows[0]);
}

export async function disclosureWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from disclosure
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

/** What the actor has been given, newest first; at most a page. */
export async function receivedBy({ db, actor }: Scope, limit = 100): Promise<readonly Disclosure[]> {
  const { rows } = await sql<Row>`select ${columns}
    where d.municipality = ${actor.municipality} and d.to_account = ${actor.account} and d.to_area = ${actor.area}
    order by d.signed_at desc, d.id limit ${limit}`.execute(db);
  return rows.map(toDisclosure);
}

export async function receivedOne(scope: Scope, id: string): Promise<Disclosure | undefined> {
  const { db, actor } = scope;
  const { rows } = await sql<Row>`select ${columns}
    where d.municipality = ${actor.municipality} and d.id = ${id} and d.to_account = ${actor.account} and d.to_area = ${actor.area}`.execute(
    db,
  );
  return rows[0] && toDisclosure(rows[0]);
}

/** That the recipient has opened it; the first time counts. */
export async function acknowledge({ db, actor, now }: Scope, id: string): Promise<void> {
  await sql`insert into disclosure_receipt (municipality, disclosure, account, read_at)
    values (${actor.municipality}, ${id}, ${actor.account}, ${now}) on conflict do nothing`.execute(db);
}
