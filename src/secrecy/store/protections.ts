import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import { type AccountId, type CaseId, type IdempotencyKey, type IndividualId, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Grade } from '../person.ts';
import type { Protection, ProtectionRequest } from '../protection.ts';

/** The protection in force of somebody, for the team. */
export async function findProtection(
  { db, actor, today }: Scope,
  individual: IndividualId,
): Promise<Protection | undefined> {
  const { rows } = await sql<{
    id: string;
    grade: Grade;
    contact: string;
    valid_from: LocalDate;
    registered_by: string;
    ending_asked_by: string | null;
    ending_reason: string | null;
    team: readonly Readonly<{
      id: string;
      account: AccountId;
      name: string;
      reason: string;
      asked_by: string;
      let_in: boolean;
      approved_by: string | null;
    }>[];
  }>`
    select p.id, p.grade, p.contact, p.valid_from, r.display_name as registered_by, e.display_name as ending_asked_by, p.ending_reason,
      (
        select jsonb_agg(jsonb_build_object('id', t.id, 'account', t.account, 'name', a.display_name, 'reason', t.reason,
          'asked_by', q.display_name, 'let_in', t.founder or t.approved_at is not null, 'approved_by', v.display_name)
          order by t.requested_at, t.id)
        from protected_team t
        join account a on a.municipality = t.municipality and a.id = t.account
        join account q on q.municipality = t.municipality and q.id = t.requested_by
        left join account v on v.municipality = t.municipality and v.id = t.approved_by
        where t.municipality = p.municipality and t.individual = p.individual and coalesce(t.valid_to >= ${today}, true)
      ) as team
    from protected_identity p
    join account r on r.municipality = p.municipality and r.id = p.registered_by
    left join account e on e.municipality = p.municipality and e.id = p.ending_asked_by
    where p.municipality = ${actor.municipality} and p.individual = ${individual} and p.valid_from <= ${today}
      and coalesce(p.valid_to >= ${today}, true)`.execute(db);
  const row = rows[0];
  return (
    row && {
      id: row.id,
      grade: row.grade,
      contact: row.contact,
      from: row.valid_from,
      registeredByName: row.registered_by,
      ...(row.ending_asked_by === null || row.ending_reason === null
        ? {}
        : { ending: { askedByName: row.ending_asked_by, reason: row.ending_reason } }),
      team: row.team.map((member) => ({
        id: member.id,
        account: member.account,
        name: member.name,
        reason: member.reason,
        askedByName: member.asked_by,
        letIn: member.let_in,
        ...(member.approved_by === null ? {} : { approvedByName: member.approved_by }),
      })),
    }
  );
}

export type ToProtect = Readonly<{ id: string; grade: Grade; contact: string; reason: string; key: IdempotencyKey }>;
export type Registered = 'registered' | 'already' | 'not-found';

/** Registers a protection, or another in the place of the one in force. From then on nobody but the team reaches the person. */
export async function registerProtection({ db }: Scope, caseId: CaseId, protection: ToProtect): Promise<Registered> {
  const { id, grade, contact, reason, key } = protection;
  const { rows } = await sql<{ outcome: Registered }>`
    select access.register_protection(${caseId}, ${id}, ${grade}, ${contact}, ${newId()}, ${reason}, ${key}) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}

export type Asked = 'asked' | 'already' | 'no-such-person' | 'not-found';

export async function askForTeamMember(
  { db }: Scope,
  caseId: CaseId,
  { account, reason, key }: Readonly<{ account: AccountId; reason: string; key: IdempotencyKey }>,
): Promise<Asked> {
  const { rows } = await sql<{ outcome: Asked }>`
    select access.ask_for_team_member(${caseId}, ${newId()}, ${account}, ${reason}, ${key}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

export async function endTeamMember(
  { db }: Scope,
  caseId: CaseId,
  id: string,
): Promise<'ended' | 'last' | 'not-found'> {
  const { rows } = await sql<{ outcome: 'ended' | 'last' | 'not-found' }>`
    select access.end_team_member(${caseId}, ${id}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

export async function askToEndProtection({ db }: Scope, caseId: CaseId, reason: string): Promise<Asked> {
  const { rows } = await sql<{ outcome: Asked }>`
    select access.ask_to_end_protection(${caseId}, ${reason}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}

/** What waits in the actor's area for a second pair of eyes. */
export async function protectionRequests({ db }: Scope): Promise<readonly ProtectionRequest[]> {
  const { rows } = await sql<{
    kind: ProtectionRequest['kind'];
    id: string;
    contact: string;
    reason: string;
    asked_by_name: string;
    asked_at: Date;
    for_name: string | null;
    is_own: boolean;
  }>`select * from access.protection_requests()`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    id: row.id,
    contact: row.contact,
    reason: row.reason,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    ...(row.for_name === null ? {} : { forName: row.for_name }),
    isOwn: row.is_own,
  }));
}

export type Decided = Readonly<{
  outcome: 'decided' | 'already' | 'own';
  askedBy: AccountId;
  individual: IndividualId;
}>;

/** The second pair of eyes says yes or no; undefined when there is no such request in the actor's area. */
export async function decideProtection(
  { db }: Scope,
  kind: ProtectionRequest['kind'],
  id: string,
  yes: boolean,
): Promise<Decided | undefined> {
  const { rows } = await sql<{ outcome: Decided['outcome']; asked_by: AccountId; whom: IndividualId }>`
    select * from access.decide_protection(${kind}, ${id}, ${yes})`.execute(db);
  const row = rows[0];
  return row && { outcome: row.outcome, askedBy: row.asked_by, individual: row.whom };
}

/** Whom to ask, for who is shut out of a case or run of their own area because of a protection. */
export async function protectedContact(
  { db }: Scope,
  about: Readonly<{ caseId?: CaseId | undefined; runId?: string | undefined }>,
): Promise<string | undefined> {
  const { rows } = await sql<{ contact: string | null }>`
    select access.protected_here(${about.caseId ?? null}, ${about.runId ?? null}) as contact`.execute(db);
  return rows[0]?.contact ?? undefined;
}

export type ShelteredAddress = Readonly<{ id: string; address: string; writtenByName: string; writtenAt: Date }>;

export async function shelteredAddress(
  { db, actor }: Scope,
  individual: IndividualId,
): Promise<ShelteredAddress | undefined> {
  const { rows } = await sql<{ id: string; address: string; name: string; written_at: Date }>`
    select s.id, s.address, a.display_name as name, s.written_at
    from sheltered_address s join account a on a.municipality = s.municipality and a.id = s.written_by
    where s.municipality = ${actor.municipality} and s.individual = ${individual} and s.replaced_at is null`.execute(
    db,
  );
  const row = rows[0];
  return row && { id: row.id, address: row.address, writtenByName: row.name, writtenAt: row.written_at };
}

/**
 * Writes an address in the place of the one that was seen, or takes it away. `overtaken` when somebody else has written another
 * meanwhile; the same form twice is once.
 */
export async function writeShelteredAddress(
  { db, actor, now }: Scope,
  individual: IndividualId,
  { seen, address, key }: Readonly<{ seen?: string | undefined; address: string; key: IdempotencyKey }>,
): Promise<'written' | 'overtaken'> {
  const { rows: before } = await sql`select from sheltered_address
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  if (before.length > 0) return 'written';
  if (seen !== undefined) {
    const { numAffectedRows } = await sql`update sheltered_address set replaced_at = ${now}
      where municipality = ${actor.municipality} and individual = ${individual} and id = ${seen} and replaced_at is null`.execute(
      db,
    );
    if (numAffectedRows !== 1n) return 'overtaken';
  }
  if (address === '') return 'written';
  const { numAffectedRows } = await sql`
    insert into sheltered_address (municipality, id, individual, address, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${individual}, ${address}, ${actor.account}, ${now}, ${key})
    on conflict do nothing`.execute(db);
  return numAffectedRows === 1n ? 'written' : 'overtaken';
}
