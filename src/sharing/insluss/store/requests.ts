import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { IdentityKind } from '../../../kernel/identity-number.ts';
import type { AccountId, AttachmentId, CaseId, ConsentId, RunId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Attachment } from '../../../secrecy/index.ts';

/** What a probation officer asks of a unit's intake, about whom and from when. */
export type InslussInput = Readonly<{
  unit: string;
  area: string;
  givenName: string;
  familyName: string;
  identityKind: IdentityKind;
  identityNumber?: string;
  conditionalRelease: LocalDate;
  supervisionEnd?: LocalDate;
  /** The day that the individual signed. */
  consentOn: LocalDate;
  needs: string;
}>;

export type InslussRequest = InslussInput &
  Readonly<{
    id: string;
    account: AccountId;
    fromArea: string;
    from: string;
    unitName: string;
    writtenAt: Date;
    /** Kept by its writer until then. */
    sentAt?: Date;
    declined?: string;
  }>;

type Row = Readonly<{
  id: string;
  account: AccountId;
  from_area: string;
  from_name: string;
  to_unit: string;
  to_area: string;
  unit_name: string;
  given_name: string;
  family_name: string;
  identity_kind: IdentityKind;
  identity_number: string | null;
  conditional_release: LocalDate;
  supervision_end: LocalDate | null;
  consent_on: LocalDate;
  needs: string;
  written_at: Date;
  sent_at: Date | null;
  decline_reason: string | null;
}>;

const toRequest = (row: Row): InslussRequest => ({
  id: row.id,
  account: row.account,
  fromArea: row.from_area,
  from: row.from_name,
  unit: row.to_unit,
  area: row.to_area,
  unitName: row.unit_name,
  givenName: row.given_name,
  familyName: row.family_name,
  identityKind: row.identity_kind,
  ...(row.identity_number === null ? {} : { identityNumber: row.identity_number }),
  conditionalRelease: row.conditional_release,
  ...(row.supervision_end === null ? {} : { supervisionEnd: row.supervision_end }),
  consentOn: row.consent_on,
  needs: row.needs,
  writtenAt: row.written_at,
  ...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
  ...(row.decline_reason === null ? {} : { declined: row.decline_reason }),
});

const rowsOf = sql`select q.*, a.display_name || ', ' || s.name as from_name, u.name as unit_name
  from insluss_request q
  join account a on a.municipality = q.municipality and a.id = q.account
  join secrecy_area s on s.municipality = q.municipality and s.id = q.from_area
  join unit u on u.municipality = q.municipality and u.id = q.to_unit`;

/** What the actor has asked for and nobody has received, the newest first. */
export async function ownRequests({ db, actor }: Scope): Promise<readonly InslussRequest[]> {
  const { rows } =
    await sql<Row>`${rowsOf} where q.municipality = ${actor.municipality} and q.account = ${actor.account}
    order by q.written_at desc, q.id`.execute(db);
  return rows.map(toRequest);
}

/** What waits in the intakes that the actor receives for, the nearest release first. */
export async function incomingRequests({ db, actor }: Scope): Promise<readonly InslussRequest[]> {
  const { rows } =
    await sql<Row>`${rowsOf} where q.municipality = ${actor.municipality} and q.account <> ${actor.account}
    order by q.conditional_release, q.sent_at, q.id`.execute(db);
  return rows.map(toRequest);
}

/** What a register extract tells of somebody: what has been asked about them and not been received, in the actor's reach. */
export async function requestsAbout({ db, actor }: Scope, individual: string): Promise<readonly InslussRequest[]> {
  const { rows } = await sql<Row>`${rowsOf}
    join individual i on i.municipality = q.municipality and i.identity_number = q.identity_number
    where q.municipality = ${actor.municipality} and i.id = ${individual} order by q.written_at, q.id`.execute(db);
  return rows.map(toRequest);
}

const values = (input: InslussInput) => ({
  to_area: input.area,
  to_unit: input.unit,
  given_name: input.givenName,
  family_name: input.familyName,
  identity_kind: input.identityKind,
  identity_number: input.identityNumber ?? null,
  conditional_release: input.conditionalRelease,
  supervision_end: input.supervisionEnd ?? null,
  consent_on: input.consentOn,
  needs: input.needs,
});

/** Keeps a request, and sends it when `sent`; the same form twice is once. */
export async function insertRequest(
  { db, actor, now }: Scope,
  id: string,
  input: InslussInput,
  sent: boolean,
): Promise<'written' | 'already'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('insluss_request')
    .values({
      municipality: actor.municipality,
      id,
      from_area: actor.area,
      account: actor.account,
      ...values(input),
      written_at: now,
      sent_at: sent ? now : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'written' : 'already';
}

/** Hangs a file of the officer's own on their request: seen by whoever sees that, until it is received. */
export async function hangOnRequest({ db, actor }: Scope, attachment: AttachmentId, id: string): Promise<void> {
  const { numAffectedRows } = await sql`update attachment set insluss_request = ${id}
    where municipality = ${actor.municipality} and id = ${attachment} and consent is null and insluss_request is null`.execute(
    db,
  );
  if (numAffectedRows !== 1n) throw new Error('The attachment is not there to be hung on anything');
}

/** The files that came with a request. */
export async function attachmentsOfRequest({ db, actor }: Scope, id: string): Promise<readonly Attachment[]> {
  const { rows } =
    await sql<Attachment>`select id, name, kind, size, sha256, state, uploaded_at as "uploadedAt" from attachment
    where municipality = ${actor.municipality} and insluss_request = ${id} order by uploaded_at, id`.execute(db);
  return rows;
}

/** False when it has been sent, or is gone. */
export async function updateRequest(
  { db, actor, now }: Scope,
  id: string,
  input: InslussInput,
  sent: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('insluss_request')
    .set({ ...values(input), sent_at: sent ? now : null, declined_at: null, decline_reason: null })
    .where('municipality', '=', actor.municipality)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteRequest({ db, actor }: Scope, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('insluss_request')
    .where('municipality', '=', actor.municipality)
    .where('account', '=', actor.account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Those who receive at the same time come one after the other, and the second finds that it is gone. */
export async function holdRequest({ db }: Scope, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 27))`.execute(db);
}

/** What stands against receiving a request into a case: another individual's, or a consent that has been taken back since. */
export async function hindranceTo(
  { db }: Scope,
  id: string,
  caseId: CaseId,
): Promise<'other-person' | 'consent-since' | undefined> {
  const { rows } = await sql<{ hindrance: 'other-person' | 'consent-since' | null }>`
    select access.insluss_hindrance(${id}, ${caseId}) as hindrance`.execute(db);
  return rows[0]?.hindrance ?? undefined;
}

export async function receiveRequest({ db }: Scope, id: string, run: RunId): Promise<boolean> {
  const { rows } = await sql<{ received: boolean }>`select access.receive_insluss(${id}, ${run}) as received`.execute(
    db,
  );
  return rows[0]?.received === true;
}

export async function declineRequest({ db }: Scope, id: string, reason: string): Promise<boolean> {
  const { rows } = await sql<{
    declined: boolean;
  }>`select access.decline_insluss(${id}, ${reason}) as declined`.execute(db);
  return rows[0]?.declined === true;
}

export type IntakeUnit = Readonly<{ unit: string; name: string; area: string; areaName: string }>;

/** The units of other areas where somebody receives what is asked for. */
export async function intakeUnits({ db }: Scope): Promise<readonly IntakeUnit[]> {
  const { rows } = await sql<{ unit: string; name: string; area: string; area_name: string }>`
    select * from access.insluss_units()`.execute(db);
  return rows.map(({ area_name: areaName, ...unit }) => ({ ...unit, areaName }));
}

/** Who receives in a unit: to be told that something has come. */
export async function receiversIn({ db, actor }: Scope, unit: string): Promise<readonly AccountId[]> {
  const { rows } = await sql<{ account: AccountId }>`select distinct h.account
    from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    where h.municipality = ${actor.municipality} and h.unit = ${unit} and p.permission = 'insluss:receive'`.execute(db);
  return rows.map(({ account }) => account);
}

/** The case of the actor's reach by its number, or the one about somebody with an identity number. */
export async function caseBy(
  { db, actor }: Scope,
  by: Readonly<{ number: string }> | Readonly<{ identity: string }>,
): Promise<Readonly<{ id: CaseId; number: string }> | undefined> {
  const { rows } = await sql<{ id: CaseId; number: string }>`select c.id, c.case_number as number
    from case_file c join individual i on i.municipality = c.municipality and i.id = c.individual
    where c.municipality = ${actor.municipality} and c.secrecy_area = ${actor.area}
      and ${'number' in by ? sql`c.case_number = ${by.number}` : sql`i.identity_number = ${by.identity}`}
    order by c.opened_on desc, c.id limit 1`.execute(db);
  return rows[0];
}

/** The run of insluss that goes on in a case, when there is one. */
export async function openInsluss({ db, actor }: Scope, caseId: CaseId): Promise<RunId | undefined> {
  const { rows } = await sql<{ id: RunId }>`select id from run
    where municipality = ${actor.municipality} and case_id = ${caseId} and routine = 'insluss' and ended_on is null`.execute(
    db,
  );
  return rows[0]?.id;
}

/** The plan around a run that goes on, when there is one. */
export async function planOfRun({ db, actor }: Scope, run: RunId): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from shared_plan
    where municipality = ${actor.municipality} and run_id = ${run} and ended_at is null order by made_at, id limit 1`.execute(
    db,
  );
  return rows[0]?.id;
}

/** The written consent that the run rests on, as it stands in the ledger. */
export async function inslussConsent({ db, actor }: Scope, caseId: CaseId): Promise<ConsentId | undefined> {
  const { rows } = await sql<{ id: ConsentId }>`select c.id from consent c
    where c.municipality = ${actor.municipality} and c.case_id = ${caseId} and c.purpose = 'insluss' and c.status = 'given'
      and not exists (select from consent r where r.municipality = c.municipality and r.replaces = c.id)
    order by c.written_at desc, c.id desc limit 1`.execute(db);
  return rows[0]?.id;
}
