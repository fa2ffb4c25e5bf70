import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { IdentityCertainty, IdentityKind } from '../../kernel/identity-number.ts';
import type {
  AccountId,
  AssignmentId,
  CaseId,
  ConsentId,
  IdempotencyKey,
  IndividualId,
  RunId,
} from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Grade, type GroundAnswers, IdentifiedPerson } from '../../secrecy/index.ts';
import type { RoleInRun } from '../entry.ts';

export type Individual = Readonly<{
  id: IndividualId;
  givenName: string;
  familyName: string;
  identityKind: IdentityKind;
  identityNumber?: string;
  identityCertainty: IdentityCertainty;
}>;

export type CaseFile = Readonly<{
  id: CaseId;
  caseNumber: string;
  unit: string;
  individual: IndividualId;
  externalSystem: string;
  externalReference: string;
  openedOn: LocalDate;
}>;

export type CaseInReach = CaseFile & Readonly<{ person: IdentifiedPerson }>;

export async function findCase({ db, actor, today }: Scope, id: CaseId): Promise<CaseInReach | undefined> {
  const { rows } = await sql<{
    id: CaseId;
    case_number: string;
    unit: string;
    individual: IndividualId;
    external_system: string;
    external_reference: string;
    opened_on: LocalDate;
    given_name: string;
    family_name: string;
    identity_kind: IdentityKind;
    identity_number: string | null;
    identity_certainty: IdentityCertainty;
    protection: Grade | null;
  }>`select c.id, c.case_number, c.unit, c.individual, c.external_system, c.external_reference, c.opened_on,
      i.given_name, i.family_name, i.identity_kind, i.identity_number, i.identity_certainty, p.grade as protection
    from case_file c join individual i on i.municipality = c.municipality and i.id = c.individual
    left join protected_identity p on p.municipality = i.municipality and p.individual = i.id
      and p.valid_from <= ${today} and coalesce(p.valid_to >= ${today}, true)
    where c.municipality = ${actor.municipality} and c.id = ${id}`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  return {
    id: row.id,
    caseNumber: row.case_number,
    unit: row.unit,
    individual: row.individual,
    externalSystem: row.external_system,
    externalReference: row.external_reference,
    openedOn: row.opened_on,
    person: new IdentifiedPerson({
      id: row.individual,
      givenName: row.given_name,
      familyName: row.family_name,
      identityKind: row.identity_kind,
      ...(row.identity_number === null ? {} : { identityNumber: row.identity_number }),
      identityCertainty: row.identity_certainty,
      ...(row.protection === null ? {} : { protection: row.protection }),
    }),
  };
}

export async function caseWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<CaseId | undefined> {
  const { rows } = await sql<{ id: CaseId }>`select id from case_file
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

export async function findIndividualWithNumber({ db }: Scope, digits: string): Promise<IndividualId | undefined> {
  const { rows } = await sql<{
    id: IndividualId | null;
  }>`select access.individual_with_number(${digits}) as id`.execute(db);
  return rows[0]?.id ?? undefined;
}

export async function insertIndividual({ db, actor }: Scope, individual: Individual): Promise<void> {
  await db
    .insertInto('individual')
    .values({
      municipality: actor.municipality,
      id: individual.id,
      secrecy_area: actor.area,
      given_name: individual.givenName,
      family_name: individual.familyName,
      identity_kind: individual.identityKind,
      identity_number: individual.identityNumber ?? null,
      identity_certainty: individual.identityCertainty,
    })
    .execute();
}

export async function nextCaseNumber({ db }: Scope, year: number): Promise<string> {
  const { rows } = await sql<{ number: string }>`select access.next_case_number(${year}) as number`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The database gave no case number');
  return row.number;
}

export async function insertCase({ db, actor }: Scope, file: CaseFile, key: IdempotencyKey): Promise<void> {
  await db
    .insertInto('case_file')
    .values({
      municipality: actor.municipality,
      id: file.id,
      secrecy_area: actor.area,
      unit: file.unit,
      case_number: file.caseNumber,
      individual: file.individual,
      external_system: file.externalSystem,
      external_reference: file.externalReference,
      opened_on: file.openedOn,
      opened_by: actor.account,
      idempotency_key: key,
    })
    .execute();
}

export type Assignment = Readonly<{
  id: AssignmentId;
  caseId: CaseId;
  runId?: RunId;
  account: AccountId;
  role: RoleInRun;
  from: LocalDate;
  to?: LocalDate;
  ground?: string;
  groundReason?: string;
  groundAnswers?: GroundAnswers;
  groundVersion?: number;
  consent?: ConsentId;
}>;

export type AssignedPerson = Assignment &
  Readonly<{
    name: string;
    area: string;
    areaName: string;
    /** Until when they are away, and whom to ask meanwhile. */
    away?: Readonly<{ until: LocalDate; ask?: string }>;
    groundNames?: Readonly<{ provision: string; sv: string; en: string }>;
  }>;

/** Everyone assigned to the run, or to the case it belongs to, also in the past. */
export async function peopleOf(
  { db, actor, today }: Scope,
  run: Readonly<{ id: RunId }>,
): Promise<readonly AssignedPerson[]> {
  const { rows } = await sql<{
    id: AssignmentId;
    case_id: CaseId;
    run_id: RunId | null;
    account: AccountId;
    role: RoleInRun;
    valid_from: LocalDate;
    valid_to: LocalDate | null;
    ground: string | null;
    ground_reason: string | null;
    display_name: string;
    secrecy_area: string;
    area_name: string;
    provision: string | null;
    name_sv: string | null;
    name_en: string | null;
    away_until: LocalDate | null;
    away_ask: string | null;
  }>`select a.id, a.case_id, a.run_id, a.account, a.role, a.valid_from, a.valid_to, a.ground, a.ground_reason,
      p.display_name, p.secrecy_area, s.name as area_name, g.provision, g.name_sv, g.name_en,
      b.valid_to as away_until, b.ask as away_ask
    from access.run_people(${actor.municipality}, ${run.id}) a
    join account p on p.municipality = a.municipality and p.id = a.account
    join secrecy_area s on s.municipality = p.municipality and s.id = p.secrecy_area
    left join ground g on g.municipality = a.municipality and g.id = a.ground
    left join lateral (
      select w.valid_to, q.display_name as ask
      from absence w left join account q on q.municipality = w.municipality and q.id = w.substitute
      where w.municipality = a.municipality and w.account = a.account and w.removed_at is null
        and w.valid_from <= ${today} and w.valid_to >= ${today}
      order by w.valid_to desc limit 1
    ) b on true
    order by a.valid_from, a.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    account: row.account,
    role: row.role,
    from: row.valid_from,
    ...(row.valid_to === null ? {} : { to: row.valid_to }),
    ...(row.ground === null ? {} : { ground: row.ground }),
    ...(row.ground_reason === null ? {} : { groundReason: row.ground_reason }),
    name: row.display_name,
    area: row.secrecy_area,
    areaName: row.area_name,
    ...(row.away_until === null
      ? {}
      : { away: { until: row.away_until, ...(row.away_ask === null ? {} : { ask: row.away_ask }) } }),
    ...(row.provision === null || row.name_sv === null || row.name_en === null
      ? {}
      : { groundNames: { provision: row.provision, sv: row.name_sv, en: row.name_en } }),
  }));
}

export async function insertAssignment(
  { db, actor, now }: Scope,
  assignment: Assignment,
  key: IdempotencyKey,
): Promise<'assigned' | 'already'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('assignment')
    .values({
      municipality: actor.municipality,
      id: assignment.id,
      case_id: assignment.caseId,
      run_id: assignment.runId ?? null,
      account: assignment.account,
      role: assignment.role,
      valid_from: assignment.from,
      valid_to: assignment.to ?? null,
      ground: assignment.ground ?? null,
      ground_reason: assignment.groundReason ?? null,
      ground_answers: JSON.stringify(assignment.groundAnswers ?? {}),
      ground_version: assignment.groundVersion ?? null,
      consent: assignment.consent ?? null,
      assigned_by: actor.account,
      assigned_at: now,
      idempotency_key: key,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'assigned' : 'already';
}

/** Holds the assignments of a case until the transaction ends: two who leave it at once do so one after the other. */
export async function holdAssignments({ db, actor }: Scope, caseId: CaseId): Promise<void> {
  await sql`select from assignment where municipality = ${actor.municipality} and case_id = ${caseId} order by id for update`.execute(
    db,
  );
}

export async function endAssignment({ db, actor }: Scope, id: AssignmentId, to: LocalDate): Promise<boolean> {
  const { numAffectedRows } = await sql`update assignment set valid_to = ${to}
    where municipality = ${actor.municipality} and id = ${id} and (valid_to is null or valid_to > ${to}) and valid_from - 1 <= ${to}`.execute(
    db,
  );
  return numAffectedRows === 1n;
}
