import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, IdempotencyKey, IndividualId, RunId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/ids.ts';
import type { Intervention, PlacementRequest } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import { PlacementBody } from '../request-body.ts';

/** How far a request has come, and whose turn it is. */
export const requestStates = ['submitted', 'paused', 'withdrawn', 'closed'] as const;
export type RequestState = (typeof requestStates)[number];
/** Not ended: the desk works on it, or it rests. */
export const openStates: readonly RequestState[] = ['submitted', 'paused'];
export const closedStates: readonly RequestState[] = requestStates.filter((state) => !openStates.includes(state));
export const isOpen = ({ state }: Pick<Request, 'state'>): boolean => openStates.includes(state);
export const turns = ['desk', 'requester', 'provider', 'nobody'] as const;
export type Turn = (typeof turns)[number];

/**
 * A request as both sides see it. The case, its run and the individual are ids: whoever works at the desk has no way from them to
 * anything, and nobody is named.
 */
export type Request = Readonly<{
  id: string;
  number: string;
  caseId: CaseId;
  run?: RunId;
  individual: IndividualId;
  fromArea: string;
  fromAreaName: string;
  fromUnit: string;
  fromUnitName: string;
  requestedBy: AccountId;
  requestedByName: string;
  deskArea: string;
  deskUnit: string;
  deskUnitName: string;
  /** What the desk is called in a sentence. */
  deskName: string;
  intervention: Intervention;
  subcategory: string;
  isAcute: boolean;
  startsOn: LocalDate;
  state: RequestState;
  waitingFor: Turn;
  /** The number of the latest revision. */
  revision: number;
  assignedTo?: AccountId;
  assignedToName?: string;
  submittedAt: Date;
  firstRecommendedAt?: Date;
  closedAt?: Date;
  version: number;
}>;

type RequestRow = Readonly<{
  id: string;
  number: string;
  case_id: CaseId;
  run_id: RunId | null;
  individual: IndividualId;
  from_area: string;
  from_area_name: string;
  from_unit: string;
  from_unit_name: string;
  requested_by: AccountId;
  requested_by_name: string;
  desk_area: string;
  desk_unit: string;
  desk_unit_name: string;
  desk_name: string;
  intervention: Intervention;
  subcategory: string;
  is_acute: boolean;
  starts_on: LocalDate;
  state: RequestState;
  waiting_for: Turn;
  revision: number;
  assigned_to: AccountId | null;
  assigned_to_name: string | null;
  submitted_at: Date;
  first_recommended_at: Date | null;
  closed_at: Date | null;
  version: number;
}>;

const toRequest = (row: RequestRow): Request => ({
  id: row.id,
  number: row.number,
  caseId: row.case_id,
  ...(row.run_id === null ? {} : { run: row.run_id }),
  individual: row.individual,
  fromArea: row.from_area,
  fromAreaName: row.from_area_name,
  fromUnit: row.from_unit,
  fromUnitName: row.from_unit_name,
  requestedBy: row.requested_by,
  requestedByName: row.requested_by_name,
  deskArea: row.desk_area,
  deskUnit: row.desk_unit,
  deskUnitName: row.desk_unit_name,
  deskName: row.desk_name,
  intervention: row.intervention,
  subcategory: row.subcategory,
  isAcute: row.is_acute,
  startsOn: row.starts_on,
  state: row.state,
  waitingFor: row.waiting_for,
  revision: row.revision,
  ...(row.assigned_to === null ? {} : { assignedTo: row.assigned_to }),
  ...(row.assigned_to_name === null ? {} : { assignedToName: row.assigned_to_name }),
  submittedAt: row.submitted_at,
  ...(row.first_recommended_at === null ? {} : { firstRecommendedAt: row.first_recommended_at }),
  ...(row.closed_at === null ? {} : { closedAt: row.closed_at }),
  version: row.version,
});

const rowsOf = sql`select q.id, q.number, q.case_id, q.run_id, q.individual, q.from_area, s.name as from_area_name, q.from_unit,
    u.name as from_unit_name, q.requested_by, a.display_name as requested_by_name, q.desk_area, q.desk_unit, k.name as desk_unit_name,
    coalesce(d.called, k.name) as desk_name,
    q.intervention, q.subcategory, q.is_acute, q.starts_on, q.state, q.waiting_for, q.revision, q.assigned_to,
    t.display_name as assigned_to_name, q.submitted_at, q.first_recommended_at, q.closed_at, q.version
  from placement_request q
  join secrecy_area s on s.municipality = q.municipality and s.id = q.from_area
  join unit u on u.municipality = q.municipality and u.id = q.from_unit
  join unit k on k.municipality = q.municipality and k.id = q.desk_unit
  left join lateral (
    select d.called from placement_desk d where d.municipality = q.municipality and d.unit = q.desk_unit
    order by d.intervention = q.intervention desc, d.intervention limit 1
  ) d on true
  join account a on a.municipality = q.municipality and a.id = q.requested_by
  left join account t on t.municipality = q.municipality and t.id = q.assigned_to`;

/**
 * The actor sees it. Tells the audit: of the requester's side its case and individual too, at the desk only that a request was read, for
 * nobody there sees whose it is.
 */
export async function findRequest(scope: Scope, id: string): Promise<Request | undefined> {
  const { rows } = await sql<RequestRow>`${rowsOf}
    where q.municipality = ${scope.actor.municipality} and q.id = ${id}`.execute(scope.db);
  const found = rows[0] && toRequest(rows[0]);
  if (found) touchRequest(scope, found);
  return found;
}

/** The same, and nobody else changes it meanwhile. */
export async function findRequestToWrite(scope: Scope, id: string): Promise<Request | undefined> {
  await sql`select from placement_request
    where municipality = ${scope.actor.municipality} and id = ${id} for update`.execute(scope.db);
  return findRequest(scope, id);
}

/** The audit row of a request: whose it is, though the desk does not see it, so that the individual's own list has the reading. */
export const touchRequest = ({ touched }: Scope, { caseId, individual }: Request): void =>
  touched({ cases: [caseId], individuals: [individual], parts: ['placement-request'] });

export type RequestFilter = Readonly<{
  caseId?: CaseId;
  requestedBy?: AccountId;
  deskUnit?: string;
  states?: readonly RequestState[];
  waitingFor?: Turn;
  /** At most so many. */
  limit?: number;
}>;

/** What the actor sees, the most urgent first: acute, then by the day it is to begin. */
export async function listRequests(
  { db, actor }: Scope,
  { caseId, requestedBy, deskUnit, states, waitingFor, limit = 200 }: RequestFilter,
): Promise<readonly Request[]> {
  const { rows } = await sql<RequestRow>`${rowsOf}
    where q.municipality = ${actor.municipality}
      and (${caseId ?? null}::uuid is null or q.case_id = ${caseId ?? null})
      and (${requestedBy ?? null}::uuid is null or q.requested_by = ${requestedBy ?? null})
      and (${deskUnit ?? null}::text is null or q.desk_unit = ${deskUnit ?? null})
      and (${states ? [...states] : null}::text[] is null or q.state = any(${states ? [...states] : null}::text[]))
      and (${waitingFor ?? null}::text is null or q.waiting_for = ${waitingFor ?? null})
    order by q.closed_at desc nulls first, q.is_acute desc, q.starts_on, q.number limit ${limit}`.execute(db);
  return rows.map(toRequest);
}

/** What left, as it left. */
export type Revision = Readonly<{
  revision: number;
  body: PlacementBody;
  /** Why it was changed; empty of the first. */
  reason: string;
  disclosure: string;
  writtenByName: string;
  writtenAt: Date;
}>;

/** Every revision, the first one first. */
export async function revisionsOf({ db, actor }: Scope, request: string): Promise<readonly Revision[]> {
  const { rows } = await sql<{
    revision: number;
    body: unknown;
    reason: string;
    disclosure: string;
    written_by_name: string;
    written_at: Date;
  }>`select v.revision, v.body, v.reason, v.disclosure, a.display_name as written_by_name, v.written_at
    from placement_revision v join account a on a.municipality = v.municipality and a.id = v.written_by
    where v.municipality = ${actor.municipality} and v.request = ${request} order by v.revision`.execute(db);
  return rows.map((row) => ({
    revision: row.revision,
    body: PlacementBody.parse(row.body),
    reason: row.reason,
    disclosure: row.disclosure,
    writtenByName: row.written_by_name,
    writtenAt: row.written_at,
  }));
}

/** The latest revision. A request has one from its first moment. */
export async function latestRevision(scope: Scope, request: string): Promise<Revision> {
  const latest = (await revisionsOf(scope, request)).at(-1);
  if (!latest) throw new Error('A request without a revision');
  return latest;
}

/** What these requests ask for as they now stand, by request. */
export async function latestBodies(
  { db, actor }: Scope,
  requests: readonly string[],
): Promise<ReadonlyMap<string, PlacementBody>> {
  if (requests.length === 0) return new Map();
  const { rows } = await sql<{ request: string; body: unknown }>`
    select distinct on (v.request) v.request, v.body from placement_revision v
    where v.municipality = ${actor.municipality} and v.request = any(${[...requests]}::uuid[])
    order by v.request, v.revision desc`.execute(db);
  return new Map(rows.map(({ request, body }) => [request, PlacementBody.parse(body)]));
}

/** What can be told on the timeline, by its kind; the payload's fields are what the sentence needs, never a name of whom it is about. */
export type TimelineEvent = Readonly<
  | { kind: 'submitted' }
  | { kind: 'changed'; revision: number; reason: string }
  | { kind: 'paused' | 'reopened'; reason: string }
  | { kind: 'withdrawn'; reason: string; text: string }
  | { kind: 'message'; text: string }
  | { kind: 'assigned'; to: string; toName: string; rule: string }
  | { kind: 'taken-over' | 'handed-over'; to: string; toName: string; reason: string }
  | { kind: 'matched'; match: string; candidates: number; excluded: number }
  | { kind: 'recommended'; recommendation: string; count: number }
  | { kind: 'answered'; recommendation: string; answer: 'accepted' | 'declined' | 'more'; reason: string; text: string }
  | { kind: 'lapsed'; recommendation: string; why: string }
  | { kind: 'inquired'; inquiry: string; unitName: string }
  | {
      kind: 'inquiry-answered';
      inquiry: string;
      unitName: string;
      answer: 'yes' | 'later' | 'no';
      /** A day, of who can later. */
      from?: string | null;
      text?: string;
    }
  | { kind: 'inquiry-ended'; inquiry: string; unitName: string; why: string }
  | { kind: 'award-begun' | 'award-decided'; award: string }
  | { kind: 'outcome'; placed: boolean; reason: string }
  | { kind: 'stay-ended'; reason: string; planned: boolean }
  | { kind: 'followed-up'; months: number; result: 'held' | 'moved' | 'discharged' }
  | { kind: 'held'; unitName: string; until: string }
  | { kind: 'note'; text: string }
>;

/** Who reads an event: both sides, or the desk alone. */
export type Audience = 'both' | 'desk';

/** Writes an event beside what it tells of, in the same transaction. With a key: the same form twice is once. */
export async function addEvent(
  { db, actor, now }: Scope,
  request: string,
  event: TimelineEvent,
  { audience = 'both', key }: Readonly<{ audience?: Audience; key?: IdempotencyKey }> = {},
): Promise<boolean> {
  const { kind, ...payload } = event;
  const { numAffectedRows } = await sql`
    insert into placement_event (municipality, request, id, kind, audience, payload, actor, at, idempotency_key)
    values (${actor.municipality}, ${request}, ${newId()}, ${kind}, ${audience}, ${JSON.stringify(payload)}, ${actor.account}, ${now},
      ${key ?? null}) on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export type Told = Readonly<{
  id: string;
  event: TimelineEvent;
  audience: Audience;
  actor?: AccountId;
  actorName?: string;
  /** The area of whoever did it: which side of the request. */
  actorArea?: string;
  at: Date;
}>;

/** What has happened, the latest first; what is for the desk's own eyes only the desk gets. */
export async function timelineOf({ db, actor }: Scope, request: string): Promise<readonly Told[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    payload: object;
    audience: Audience;
    actor: AccountId | null;
    actor_name: string | null;
    actor_area: string | null;
    at: Date;
  }>`select e.id, e.kind, e.payload, e.audience, e.actor, a.display_name as actor_name, a.secrecy_area as actor_area, e.at
    from placement_event e left join account a on a.municipality = e.municipality and a.id = e.actor
    where e.municipality = ${actor.municipality} and e.request = ${request} order by e.at desc, e.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    event: { kind: row.kind, ...row.payload } as TimelineEvent,
    audience: row.audience,
    ...(row.actor === null ? {} : { actor: row.actor }),
    ...(row.actor_name === null ? {} : { actorName: row.actor_name }),
    ...(row.actor_area === null ? {} : { actorArea: row.actor_area }),
    at: row.at,
  }));
}

export type RequestChange = Readonly<
  Partial<{
    state: RequestState;
    waitingFor: Turn;
    revision: number;
    assignedTo: AccountId | null;
    assignedBy: Readonly<Record<string, unknown>>;
    intervention: Intervention;
    subcategory: string;
    isAcute: boolean;
    startsOn: LocalDate;
    firstRecommendedAt: Date;
    closedAt: Date | null;
  }>
>;

/** Changes a request that is as it was seen; false when somebody has changed it since. */
export async function changeRequest(
  { db, actor }: Scope,
  { id, version }: Pick<Request, 'id' | 'version'>,
  change: RequestChange,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('placement_request')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.waitingFor === undefined ? {} : { waiting_for: change.waitingFor }),
      ...(change.revision === undefined ? {} : { revision: change.revision }),
      ...(change.assignedTo === undefined ? {} : { assigned_to: change.assignedTo }),
      ...(change.assignedBy === undefined ? {} : { assigned_by: JSON.stringify(change.assignedBy) }),
      ...(change.intervention === undefined ? {} : { intervention: change.intervention }),
      ...(change.subcategory === undefined ? {} : { subcategory: change.subcategory }),
      ...(change.isAcute === undefined ? {} : { is_acute: change.isAcute }),
      ...(change.startsOn === undefined ? {} : { starts_on: change.startsOn }),
      ...(change.firstRecommendedAt === undefined ? {} : { first_recommended_at: change.firstRecommendedAt }),
      ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
      version: version + 1,
    })
    .where('municipality', '=', actor.municipality)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type NewRequest = Readonly<{
  id: string;
  number: string;
  caseId: CaseId;
  run?: RunId;
  individual: IndividualId;
  fromUnit: string;
  desk: Readonly<{ area: string; unit: string }>;
  body: PlacementBody;
  key: IdempotencyKey;
}>;

/** P-2026-00001 and onwards; a number is used once, also when what it was for is not written. */
export async function nextRequestNumber({ db }: Scope, year: number): Promise<string> {
  const { rows } = await sql<{ number: string | null }>`select access.next_placement_number(${year}) as number`.execute(
    db,
  );
  const number = rows[0]?.number;
  if (number === undefined || number === null) throw new Error('The database gave no request number');
  return number;
}

export async function insertRequest({ db, actor, now }: Scope, given: NewRequest): Promise<void> {
  await db
    .insertInto('placement_request')
    .values({
      municipality: actor.municipality,
      id: given.id,
      number: given.number,
      case_id: given.caseId,
      run_id: given.run ?? null,
      individual: given.individual,
      from_area: actor.area,
      from_unit: given.fromUnit,
      requested_by: actor.account,
      desk_area: given.desk.area,
      desk_unit: given.desk.unit,
      intervention: given.body.intervention,
      subcategory: given.body.subcategory,
      is_acute: given.body.isAcute,
      starts_on: given.body.start,
      submitted_at: now,
      idempotency_key: given.key,
    })
    .execute();
}

export async function insertRevision(
  { db, actor, now }: Scope,
  request: string,
  given: Pick<Revision, 'revision' | 'body' | 'reason' | 'disclosure'> &
    Readonly<{ matching: PlacementRequest; key: IdempotencyKey }>,
): Promise<void> {
  await db
    .insertInto('placement_revision')
    .values({
      municipality: actor.municipality,
      request,
      revision: given.revision,
      body: JSON.stringify(given.body),
      matching: JSON.stringify(given.matching),
      reason: given.reason,
      disclosure: given.disclosure,
      written_by: actor.account,
      written_at: now,
      idempotency_key: given.key,
    })
    .execute();
}

/** The request that something has been handed over with, by the key of the form that it was. */
export async function requestOfRevision({ db, actor }: Scope, key: IdempotencyKey): Promise<string | undefined> {
  const { rows } = await sql<{ request: string }>`select request from placement_revision
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.request;
}
