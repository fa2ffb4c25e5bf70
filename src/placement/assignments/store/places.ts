import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FollowUpResult } from '../follow-up.ts';
import type { InfluxMatch } from '../match.ts';

export type ProposalAnswer = 'yes' | 'no' | 'taken-back';
/** What a housing has been asked, and has answered. */
export type Proposal = Readonly<{
  id: string;
  housing: string;
  housingName: string;
  rooms: readonly string[];
  rank: number;
  departure: string;
  askedByName: string;
  askedAt: Date;
  answer?: ProposalAnswer;
  answerText: string;
  answeredAt?: Date;
}>;

type ProposalRow = Readonly<{
  id: string;
  housing: string;
  housing_name: string;
  rooms: readonly string[];
  rank: number;
  departure: string;
  asked_by_name: string;
  asked_at: Date;
  answer: ProposalAnswer | null;
  answer_text: string;
  answered_at: Date | null;
}>;

/** The latest first. The rooms are told by name. */
export async function proposalsOf({ db, actor }: Scope, assignment: string): Promise<readonly Proposal[]> {
  const { rows } = await sql<ProposalRow>`select p.id, p.housing, h.name as housing_name, p.rank, p.departure,
      a.display_name as asked_by_name, p.asked_at, p.answer, p.answer_text, p.answered_at,
      array(select r.name from influx_room r where r.municipality = p.municipality and r.id = any(p.rooms) order by r.name) as rooms
    from influx_proposal p
    join influx_housing h on h.municipality = p.municipality and h.id = p.housing
    join account a on a.municipality = p.municipality and a.id = p.asked_by
    where p.municipality = ${actor.municipality} and p.assignment = ${assignment}::uuid order by p.asked_at desc, p.id desc`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    housing: row.housing,
    housingName: row.housing_name,
    rooms: row.rooms,
    rank: row.rank,
    departure: row.departure,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    answerText: row.answer_text,
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
  }));
}

/** Those who take rooms of the same housing come one after another: whoever is late sees what the first has taken. */
export async function lockHousing({ db, actor }: Scope, housing: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`influx ${actor.municipality} ${housing}`}, 0))`.execute(
    db,
  );
}

/** Asks a housing, with the rooms held from the day on: false when the form has been sent before, or another question waits. */
export async function insertProposal(
  { db, actor, now }: Scope,
  assignment: string,
  asked: Readonly<{
    housing: string;
    rooms: readonly string[];
    from: LocalDate;
    rank: number;
    match: InfluxMatch;
    departure: string;
    key: IdempotencyKey;
  }>,
): Promise<boolean> {
  const { rows } = await sql<{
    id: string;
  }>`insert into influx_proposal (municipality, id, assignment, housing, rooms, rank, match, departure,
      asked_by, asked_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${assignment}, ${asked.housing}, ${[...asked.rooms]}::uuid[], ${asked.rank},
      ${JSON.stringify(asked.match)}, ${asked.departure}, ${actor.account}, ${now}, ${asked.key})
    on conflict do nothing returning id`.execute(db);
  const [proposal] = rows;
  if (!proposal) return false;
  // The constraint answers for that no room is taken twice: without the lock this would be an error and no answer.
  await sql`insert into influx_use (municipality, id, room, assignment, proposal, days)
    select r.municipality, gen_random_uuid(), r.id, ${assignment}::uuid, ${proposal.id}::uuid, daterange(${asked.from}::date, r.closes_on, '[]')
    from influx_room r where r.municipality = ${actor.municipality} and r.id = any(${[...asked.rooms]}::uuid[])`.execute(
    db,
  );
  return true;
}

export async function answerProposal(
  { db, actor, now }: Scope,
  proposal: string,
  answer: ProposalAnswer,
  text: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update influx_proposal
    set answer = ${answer}, answer_text = ${text}, answered_by = ${actor.account}, answered_at = ${now}
    where municipality = ${actor.municipality} and id = ${proposal}::uuid and answer is null`.execute(db);
  return numAffectedRows === 1n;
}

/** Gives the rooms back as if they had never been taken. */
export async function releaseRooms({ db, actor, now }: Scope, assignment: string): Promise<void> {
  await sql`update influx_use set released_at = ${now}
    where municipality = ${actor.municipality} and assignment = ${assignment}::uuid and released_at is null`.execute(
    db,
  );
}

/** The household's rooms are free from the day on which it moves out. */
export async function endRooms({ db, actor }: Scope, assignment: string, on: LocalDate): Promise<void> {
  await sql`update influx_use set days = daterange(lower(days), least(upper(days), greatest(lower(days), ${on}::date)))
    where municipality = ${actor.municipality} and assignment = ${assignment}::uuid and released_at is null`.execute(
    db,
  );
}

/** The rooms are theirs from an earlier day: false when somebody has one of them before. */
export async function takeRoomsEarlier(
  { db, actor }: Scope,
  assignment: string,
  on: LocalDate,
  before: LocalDate,
): Promise<boolean> {
  const { rows } =
    await sql`select from influx_use u join influx_room r on r.municipality = u.municipality and r.id = u.room
    where u.municipality = ${actor.municipality} and u.assignment = ${assignment}::uuid and u.released_at is null
      and (r.opens_on > ${on}::date or r.id in (select t.room from access.influx_taken(${on}::date, ${before}::date - 1) t))`.execute(
      db,
    );
  if (rows.length > 0) return false;
  await sql`update influx_use set days = daterange(${on}::date, upper(days))
    where municipality = ${actor.municipality} and assignment = ${assignment}::uuid and released_at is null`.execute(
    db,
  );
  return true;
}

/** The rooms that a household has, from a day on. */
export async function ownRooms({ db, actor }: Scope, assignment: string, day: LocalDate): Promise<readonly string[]> {
  const { rows } = await sql<{ room: string }>`select room from influx_use
    where municipality = ${actor.municipality} and assignment = ${assignment}::uuid and released_at is null
      and days && daterange(${day}::date, null, '[]')`.execute(db);
  return rows.map(({ room }) => room);
}

/** What came of asking how it goes; a month is answered once. */
export async function insertFollowUp(
  { db, actor, now }: Scope,
  stay: string,
  { months, result, note }: Readonly<{ months: number; result: FollowUpResult; note: string }>,
): Promise<void> {
  await sql`insert into influx_follow_up (municipality, stay, months, result, note, answered_by, answered_at)
    values (${actor.municipality}, ${stay}, ${months}, ${result}, ${note}, ${actor.account}, ${now})`.execute(db);
}

// ── Where they live ───────────────────────────────────────────────────────────────────────────────────────────────────

export type EndKind = 'moved' | 'left' | 'absent' | 'cancelled';
/** Where a household lives, or is to. */
export type InfluxStay = Readonly<{
  id: string;
  housing: string;
  housingName: string;
  startsOn: LocalDate;
  arrivedOn?: LocalDate;
  endedOn?: LocalDate;
  endKind?: EndKind;
  version: number;
}>;

/** The latest first. */
export async function influxStays({ db, actor }: Scope, assignment: string): Promise<readonly InfluxStay[]> {
  const { rows } = await sql<{
    id: string;
    housing: string;
    housing_name: string;
    starts_on: LocalDate;
    arrived_on: LocalDate | null;
    ended_on: LocalDate | null;
    end_kind: EndKind | null;
    version: number;
  }>`select s.id, s.housing, h.name as housing_name, s.starts_on, s.arrived_on, s.ended_on, s.end_kind, s.version
    from influx_stay s join influx_housing h on h.municipality = s.municipality and h.id = s.housing
    where s.municipality = ${actor.municipality} and s.assignment = ${assignment}::uuid order by s.placed_at desc, s.id desc`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    housing: row.housing,
    housingName: row.housing_name,
    startsOn: row.starts_on,
    version: row.version,
    ...(row.arrived_on === null ? {} : { arrivedOn: row.arrived_on }),
    ...(row.ended_on === null ? {} : { endedOn: row.ended_on }),
    ...(row.end_kind === null ? {} : { endKind: row.end_kind }),
  }));
}

/** The one that has not ended. */
export const openStay = async (scope: Scope, assignment: string): Promise<InfluxStay | undefined> =>
  (await influxStays(scope, assignment)).find(({ endedOn }) => endedOn === undefined);

/** Of several households where each is placed, or is asked to be: only of those that the actor sees. */
export async function housingOf(
  { db, actor }: Scope,
  assignments: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ assignment: string; housing: string }>`
    select assignment, housing from influx_stay
    where municipality = ${actor.municipality} and assignment = any(${[...assignments]}::uuid[]) and ended_on is null
    union select assignment, housing from influx_proposal
    where municipality = ${actor.municipality} and assignment = any(${[...assignments]}::uuid[]) and answer is null`.execute(
    db,
  );
  return new Map(rows.map(({ assignment, housing }) => [assignment, housing]));
}

export async function insertStay(
  { db, actor, now }: Scope,
  assignment: string,
  { id, housing }: Pick<Proposal, 'id' | 'housing'>,
): Promise<void> {
  await sql`insert into influx_stay (municipality, id, assignment, proposal, housing, starts_on, placed_at)
    select ${actor.municipality}, ${newId()}::uuid, ${assignment}::uuid, ${id}::uuid, ${housing}::uuid, min(lower(u.days)), ${now}::timestamptz
    from influx_use u where u.municipality = ${actor.municipality} and u.proposal = ${id}::uuid and u.released_at is null`.execute(
    db,
  );
}

export async function arriveInStay({ db, actor }: Scope, stay: InfluxStay, on: LocalDate): Promise<void> {
  await sql`update influx_stay set arrived_on = ${on}, version = version + 1
    where municipality = ${actor.municipality} and id = ${stay.id}::uuid`.execute(db);
}

export async function endStay({ db, actor }: Scope, stay: InfluxStay, kind: EndKind, on: LocalDate): Promise<void> {
  await sql`update influx_stay set ended_on = ${on}, end_kind = ${kind}, version = version + 1
    where municipality = ${actor.municipality} and id = ${stay.id}::uuid`.execute(db);
}
