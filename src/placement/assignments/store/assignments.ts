import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type AccountId, type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Gender } from '../../../matching/index.ts';
import type { Scope } from '../../../platform/door.ts';
import { type Grade, type Person, personOf } from '../../../secrecy/index.ts';
import type { AssignmentState } from '../assignment.ts';
import { type FollowUp, nextFollowUp } from '../follow-up.ts';
import type { AssignmentBody, BodyField, NewPerson } from '../assignment-body.ts';

/** An assignment of a household, as it stands. */
export type Assignment = AssignmentBody &
  Readonly<{
    id: string;
    number: string;
    state: AssignmentState;
    protection?: Grade;
    handledBy?: AccountId;
    handledByName?: string;
    registeredByName: string;
    registeredAt: Date;
    closedAt?: Date;
    /** Of who lives there: when it is asked next how it goes. */
    followUp?: FollowUp;
    version: number;
  }>;

type Row = Readonly<{
  id: string;
  number: string;
  reference: string;
  received_on: LocalDate;
  arrives_on: LocalDate;
  people: number;
  language: string;
  needs: readonly string[];
  areas: readonly string[];
  together_with: string;
  note: string;
  protection: Grade | null;
  state: AssignmentState;
  handled_by: AccountId | null;
  handled_by_name: string | null;
  registered_by_name: string;
  registered_at: Date;
  closed_at: Date | null;
  arrived_on: LocalDate | null;
  followed_up: number;
  version: number;
}>;

const toAssignment = (row: Row): Assignment => ({
  id: row.id,
  number: row.number,
  reference: row.reference,
  receivedOn: row.received_on,
  arrivesOn: row.arrives_on,
  people: row.people,
  language: row.language,
  needs: row.needs,
  areas: row.areas,
  togetherWith: row.together_with,
  note: row.note,
  state: row.state,
  ...(row.protection === null ? {} : { protection: row.protection }),
  ...(row.handled_by === null ? {} : { handledBy: row.handled_by }),
  ...(row.handled_by_name === null ? {} : { handledByName: row.handled_by_name }),
  registeredByName: row.registered_by_name,
  registeredAt: row.registered_at,
  ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  ...(row.arrived_on === null ? {} : { followUp: nextFollowUp(row.arrived_on, row.followed_up) }),
  version: row.version,
});

const selected = sql`select a.id, a.number, a.reference, a.received_on, a.arrives_on, a.people, a.language, a.needs, a.areas,
    a.together_with, a.note, a.protection, a.state, a.handled_by, h.display_name as handled_by_name, r.display_name as registered_by_name,
    a.registered_at, a.closed_at, s.arrived_on, coalesce(f.months, 0) as followed_up, a.version
  from influx_assignment a
  join account r on r.municipality = a.municipality and r.id = a.registered_by
  left join account h on h.municipality = a.municipality and h.id = a.handled_by
  left join influx_stay s on s.municipality = a.municipality and s.assignment = a.id and s.ended_on is null
  left join lateral (
    select max(x.months) as months from influx_follow_up x where x.municipality = s.municipality and x.stay = s.id
  ) f on true`;

/** The actor sees it. Tells the audit which one was read: a household has no case. */
export async function findAssignment(scope: Scope, id: string): Promise<Assignment | undefined> {
  const { rows } = await sql<Row>`${selected}
    where a.municipality = ${scope.actor.municipality} and a.id = ${id}::uuid`.execute(scope.db);
  const found = rows[0] && toAssignment(rows[0]);
  if (found) scope.touched({ parts: ['influx-assignment', `assignment:${found.id}`] });
  return found;
}

/** The same, and nobody else changes it meanwhile. */
export async function findAssignmentToWrite(scope: Scope, id: string): Promise<Assignment | undefined> {
  await sql`select from influx_assignment
    where municipality = ${scope.actor.municipality} and id = ${id}::uuid for update`.execute(scope.db);
  return findAssignment(scope, id);
}

/** By the agency's reference, when the actor sees it. */
export async function assignmentWithReference(
  { db, actor }: Scope,
  reference: string,
): Promise<Assignment | undefined> {
  const { rows } = await sql<Row>`${selected}
    where a.municipality = ${actor.municipality} and a.reference = ${reference}`.execute(db);
  return rows[0] && toAssignment(rows[0]);
}

/** Households that must live in the same housing as this one: by its own word, or by theirs. */
export async function togetherWith({ db, actor }: Scope, found: Assignment): Promise<readonly Assignment[]> {
  const { rows } = await sql<Row>`${selected}
    where a.municipality = ${actor.municipality} and (a.reference = ${found.togetherWith} or a.together_with = ${found.reference})
    order by a.number`.execute(db);
  return rows.map(toAssignment);
}

/** Those of some states: the soonest to be received first, and of what is over the latest first. */
export async function listAssignments(
  { db, actor }: Scope,
  { states, limit = 500 }: Readonly<{ states: readonly AssignmentState[]; limit?: number }>,
): Promise<readonly Assignment[]> {
  const { rows } = await sql<Row>`${selected}
    where a.municipality = ${actor.municipality} and a.state = any(${[...states]}::text[])
    order by a.closed_at desc nulls first, a.arrives_on, a.received_on, a.number limit ${limit}`.execute(db);
  return rows.map(toAssignment);
}

/** Whether there is an assignment with this reference that the actor does not see. */
export async function isOutOfSight({ db }: Scope, reference: string): Promise<boolean> {
  const { rows } = await sql<{ hidden: boolean }>`select access.influx_out_of_sight(${reference}) as hidden`.execute(
    db,
  );
  return rows[0]?.hidden ?? false;
}

export const officers = async ({ db }: Scope) =>
  (
    await sql<{ account: AccountId; name: string }>`select account, name from access.influx_officers()
      order by name, account`.execute(db)
  ).rows;

/** Registers an assignment; undefined when its reference is known already, or the form has been sent before. */
export async function insertAssignment(
  { db, actor, now, today }: Scope,
  body: AssignmentBody,
  { protection, isOwn, key }: Readonly<{ protection?: Grade | undefined; isOwn: boolean; key: IdempotencyKey }>,
): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`insert into influx_assignment (municipality, id, number, desk_area, reference, received_on,
      arrives_on, people, language, needs, areas, together_with, note, protection, handled_by, registered_by, registered_at, idempotency_key)
    select ${actor.municipality}, ${newId()}::uuid, access.next_influx_number(${Number(today.slice(0, 4))}), ${actor.area},
      ${body.reference}, ${body.receivedOn}::date, ${body.arrivesOn}::date, ${body.people}::integer, ${body.language},
      ${[...body.needs]}::text[], ${[...body.areas]}::text[], ${body.togetherWith}, ${body.note}, ${protection ?? null},
      ${isOwn ? actor.account : null}::uuid, ${actor.account}::uuid, ${now}::timestamptz, ${key}::uuid
    where not exists (
      select from influx_assignment x where x.municipality = ${actor.municipality}
        and (x.reference = ${body.reference} or x.idempotency_key = ${key}::uuid))
    on conflict do nothing returning id`.execute(db);
  return rows[0]?.id;
}

/** What the form with this key registered before. */
export async function registeredWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from influx_assignment
    where municipality = ${actor.municipality} and idempotency_key = ${key}::uuid`.execute(db);
  return rows[0]?.id;
}

export type Changes = Readonly<{
  body?: AssignmentBody;
  protection?: Grade | null;
  state?: AssignmentState;
  handledBy?: AccountId;
  isClosed?: true;
}>;

/** Writes what has changed; false when somebody else has changed it since it was read. */
export async function changeAssignment(
  { db, actor, now }: Scope,
  { id, version }: Pick<Assignment, 'id' | 'version'>,
  { body, protection, state, handledBy, isClosed }: Changes,
): Promise<boolean> {
  const sets = [
    sql`version = version + 1`,
    ...(body
      ? [
          sql`received_on = ${body.receivedOn}, arrives_on = ${body.arrivesOn}, people = ${body.people}, language = ${body.language},
            needs = ${[...body.needs]}::text[], areas = ${[...body.areas]}::text[], together_with = ${body.togetherWith},
            note = ${body.note}`,
        ]
      : []),
    ...(protection === undefined ? [] : [sql`protection = ${protection}`]),
    ...(state === undefined ? [] : [sql`state = ${state}`]),
    ...(handledBy === undefined ? [] : [sql`handled_by = ${handledBy}`]),
    ...(isClosed ? [sql`closed_at = ${now}`] : []),
  ];
  const { numAffectedRows } = await sql`update influx_assignment set ${sql.join(sets)}
    where municipality = ${actor.municipality} and id = ${id}::uuid and version = ${version}`.execute(db);
  return numAffectedRows === 1n;
}

/** One of a household: the name comes out with where it is to be shown. */
export type AssignedPerson = Readonly<{
  position: number;
  person: Person;
  isNamed: boolean;
  birthYear?: number;
  gender?: Gender;
}>;

export async function personsOf({ db, actor }: Scope, assignment: string): Promise<readonly AssignedPerson[]> {
  const { rows } = await sql<{
    position: number;
    given_name: string;
    family_name: string;
    birth_year: number | null;
    gender: Gender | null;
    protection: Grade | null;
  }>`select p.position, p.given_name, p.family_name, p.birth_year, p.gender, a.protection
    from influx_person p join influx_assignment a on a.municipality = p.municipality and a.id = p.assignment
    where p.municipality = ${actor.municipality} and p.assignment = ${assignment}::uuid order by p.position`.execute(
    db,
  );
  return rows.map((row) => ({
    position: row.position,
    person: personOf(row),
    isNamed: row.given_name !== '' || row.family_name !== '',
    ...(row.birth_year === null ? {} : { birthYear: row.birth_year }),
    ...(row.gender === null ? {} : { gender: row.gender }),
  }));
}

/** Who they are, in the place of what was written before. */
export async function replacePersons(
  { db, actor }: Scope,
  assignment: string,
  persons: readonly NewPerson[],
): Promise<void> {
  await sql`delete from influx_person where municipality = ${actor.municipality} and assignment = ${assignment}::uuid`.execute(
    db,
  );
  for (const [index, { givenName, familyName, birthYear, gender }] of persons.entries())
    await sql`insert into influx_person (municipality, assignment, position, given_name, family_name, birth_year, gender)
      values (${actor.municipality}, ${assignment}, ${index + 1}, ${givenName}, ${familyName}, ${birthYear ?? null}, ${gender ?? null})`.execute(
      db,
    );
}

// ── What has happened ─────────────────────────────────────────────────────────────────────────────────────────────────

export type AssignmentEvent =
  | Readonly<{ kind: 'registered'; people: number; by: 'form' | 'file' }>
  | Readonly<{
      kind: 'changed';
      fields: readonly BodyField[];
      before: AssignmentBody;
      after: AssignmentBody;
      reason: string;
    }>
  | Readonly<{ kind: 'protection'; grade: Grade | null; reason: string }>
  | Readonly<{ kind: 'people'; known: number }>
  | Readonly<{ kind: 'handed-over'; to: AccountId; toName: string }>
  | Readonly<{ kind: 'note'; text: string }>
  | Readonly<{
      kind: 'asked';
      housing: string;
      housingName: string;
      rooms: readonly string[];
      rank: number;
      departure: string;
    }>
  | Readonly<{ kind: 'answered'; housingName: string; answer: 'yes' | 'no' | 'taken-back'; text: string }>
  | Readonly<{ kind: 'arrived'; housingName: string; on: LocalDate; text: string }>
  | Readonly<{ kind: 'absent' | 'cancelled'; housingName: string; text: string }>
  | Readonly<{ kind: 'followed-up'; months: number; text: string }>
  | Readonly<{ kind: 'moved' | 'rehoused' | 'left'; housingName: string; on: LocalDate; text: string }>
  | Readonly<{ kind: 'withdrawn'; reason: string }>;
export type AssignmentTold = Readonly<{ id: string; event: AssignmentEvent; actorName: string; at: Date }>;

/** Writes what happened; false when the same form has written it before. */
export async function addAssignmentEvent(
  { db, actor, now }: Scope,
  assignment: string,
  { kind, ...payload }: AssignmentEvent,
  key?: IdempotencyKey,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into influx_event (municipality, assignment, id, kind, payload, actor, at, idempotency_key)
    values (${actor.municipality}, ${assignment}, ${newId()}, ${kind}, ${JSON.stringify(payload)}, ${actor.account}, ${now}, ${key ?? null})
    on conflict (municipality, idempotency_key) do nothing`.execute(db);
  return numAffectedRows === 1n;
}

/** The latest first. */
export async function assignmentTimeline({ db, actor }: Scope, assignment: string): Promise<readonly AssignmentTold[]> {
  const { rows } = await sql<{ id: string; kind: string; payload: object; name: string; at: Date }>`
    select e.id, e.kind, e.payload, a.display_name as name, e.at
    from influx_event e join account a on a.municipality = e.municipality and a.id = e.actor
    where e.municipality = ${actor.municipality} and e.assignment = ${assignment}::uuid order by e.at desc, e.id desc`.execute(
    db,
  );
  return rows.map(({ id, kind, payload, name, at }) => ({
    id,
    event: { kind, ...payload } as AssignmentEvent,
    actorName: name,
    at,
  }));
}
