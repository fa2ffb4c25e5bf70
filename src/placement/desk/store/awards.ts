import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Comparable } from '../price.ts';
import type { NotServing } from '../why-no-agreement.ts';

export type BidAnswer = 'offered' | 'declined' | 'silent';
export const bidAnswers = ['offered', 'declined', 'silent'] as const satisfies readonly BidAnswer[];

/** A provider that was asked in a direct award, with what it answered. */
export type Bid = Readonly<{
  id: string;
  provider: string;
  offer: string;
  askedOn: LocalDate;
  askedHow: string;
  answer: BidAnswer | null;
  answeredOn: LocalDate | null;
  dailyRate: number | null;
  answerText: string;
  chosen: boolean;
  toldOn: LocalDate | null;
  toldHow: string | null;
}>;

export type Award = Readonly<{
  id: string;
  request: string;
  match: string;
  why: readonly (NotServing & Readonly<{ name: string }>)[];
  begunByName: string;
  begunAt: Date;
  dailyRate: number | null;
  days: number | null;
  value: number | null;
  comparison: readonly Comparable[] | null;
  decisionReason: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  contractOn: LocalDate | null;
  documentedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
  version: number;
  bids: readonly Bid[];
}>;

const selected = sql`select a.id, a.request, a.match, a.why, b.display_name as "begunByName", a.begun_at as "begunAt",
    a.daily_rate::float8 as "dailyRate", a.days, a.value::float8 as value, a.comparison, a.decision_reason as "decisionReason",
    d.display_name as "decidedByName", a.decided_at as "decidedAt", a.contract_on as "contractOn", a.documented_at as "documentedAt",
    a.ended_at as "endedAt", a.end_reason as "endReason", a.version, coalesce((
      select json_agg(json_build_object('id', i.id, 'provider', i.provider, 'offer', i.offer, 'askedOn', i.asked_on,
        'askedHow', i.asked_how, 'answer', i.answer, 'answeredOn', i.answered_on, 'dailyRate', i.daily_rate::float8,
        'answerText', i.answer_text, 'chosen', i.chosen, 'toldOn', i.told_on, 'toldHow', i.told_how) order by i.asked_on, i.id)
      from direct_award_bid i where i.municipality = a.municipality and i.award = a.id
    ), '[]') as bids
  from direct_award a
  join account b on b.municipality = a.municipality and b.id = a.begun_by
  left join account d on d.municipality = a.municipality and d.id = a.decided_by`;

export async function awardsOf({ db, actor }: Scope, request: string): Promise<readonly Award[]> {
  const { rows } = await sql<Award>`${selected}
    where a.municipality = ${actor.municipality} and a.request = ${request} order by a.begun_at desc, a.id desc`.execute(
    db,
  );
  return rows;
}

export async function findAward({ db, actor }: Scope, request: string, id: string): Promise<Award | undefined> {
  const { rows } = await sql<Award>`${selected}
    where a.municipality = ${actor.municipality} and a.request = ${request} and a.id = ${id}`.execute(db);
  return rows[0];
}

/** Begins one; undefined when one is under way for the request, or the same form has been sent before. */
export async function insertAward(
  { db, actor, now }: Scope,
  one: Readonly<{ request: string; match: string; why: Award['why']; key: IdempotencyKey }>,
): Promise<string | undefined> {
  const id = newId();
  const { rows } =
    await sql`insert into direct_award (municipality, id, request, match, why, begun_by, begun_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${one.request}, ${one.match}, ${JSON.stringify(one.why)}, ${actor.account}, ${now}, ${one.key})
    on conflict do nothing returning id`.execute(db);
  return rows.length === 1 ? id : undefined;
}

export async function insertBid(
  { db, actor }: Scope,
  award: string,
  bid: Readonly<{
    register: string;
    provider: string;
    offer: string;
    askedOn: LocalDate;
    askedHow: string;
    key: IdempotencyKey;
  }>,
): Promise<void> {
  await sql`insert into direct_award_bid (municipality, id, award, register, provider, offer, asked_on, asked_how, asked_by, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${award}, ${bid.register}, ${bid.provider}, ${bid.offer}, ${bid.askedOn}, ${bid.askedHow},
      ${actor.account}, ${bid.key}) on conflict do nothing`.execute(db);
}

export async function answerBid(
  { db, actor }: Scope,
  award: string,
  id: string,
  said: Readonly<{ answer: BidAnswer; answeredOn: LocalDate; dailyRate: number | undefined; text: string }>,
): Promise<void> {
  await sql`update direct_award_bid set answer = ${said.answer}, answered_on = ${said.answeredOn}, daily_rate = ${said.dailyRate ?? null},
      answer_text = ${said.text}
    where municipality = ${actor.municipality} and award = ${award} and id = ${id} and not chosen`.execute(db);
}

export type Decision = Readonly<{
  bid: string;
  dailyRate: number;
  days: number;
  reason: string;
  contractOn: LocalDate;
  comparison: readonly Comparable[];
}>;

/** Decides, once; false when it has been decided or ended meanwhile. */
export async function decideAward({ db, actor, now }: Scope, id: string, one: Decision): Promise<boolean> {
  const { numAffectedRows } = await sql`update direct_award set daily_rate = ${one.dailyRate}, days = ${one.days},
      value = ${one.dailyRate * one.days}, comparison = ${JSON.stringify(one.comparison)}, decision_reason = ${one.reason},
      decided_by = ${actor.account}, decided_at = ${now}, contract_on = ${one.contractOn}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and decided_at is null and ended_at is null`.execute(db);
  if (numAffectedRows !== 1n) return false;
  await sql`update direct_award_bid set chosen = true
    where municipality = ${actor.municipality} and award = ${id} and id = ${one.bid}`.execute(db);
  return true;
}

/** Says that all who were asked and have not been told have been told now. */
export async function tellBidders({ db, actor }: Scope, award: string, on: LocalDate, how: string): Promise<void> {
  await sql`update direct_award_bid set told_on = ${on}, told_how = ${how}
    where municipality = ${actor.municipality} and award = ${award} and told_on is null`.execute(db);
}

export async function endAward({ db, actor, now }: Scope, id: string, reason: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update direct_award set ended_by = ${actor.account}, ended_at = ${now}, end_reason = ${reason},
      version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and decided_at is null and ended_at is null`.execute(db);
  return numAffectedRows === 1n;
}

export async function documentAward({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update direct_award set documented_by = ${actor.account}, documented_at = ${now}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and decided_at is not null and documented_at is null`.execute(
      db,
    );
  return numAffectedRows === 1n;
}

/** What was paid in the end for the intervention before, of the actor's own municipality: the latest first. */
export async function earlierPrices(
  { db, actor }: Scope,
  intervention: string,
  since: LocalDate,
): Promise<readonly Readonly<{ offer: string; rate: number; on: LocalDate }>[]> {
  const { rows } = await sql<{ offer: string; rate: number; on: LocalDate }>`
    select p.offer, p.daily_rate::float8 as rate, p.starts_on as on
    from placement p join placement_request q on q.municipality = p.municipality and q.id = p.request
    where p.municipality = ${actor.municipality} and q.intervention = ${intervention} and p.daily_rate is not null
      and p.starts_on >= ${since} order by p.starts_on desc limit 200`.execute(db);
  return rows;
}

export type DecidedAward = Readonly<{
  id: string;
  request: string;
  number: string;
  intervention: string;
  provider: string;
  offer: string;
  value: number;
  contractOn: LocalDate;
  documentedAt: Date | null;
}>;

/** What has been awarded directly since a day, the latest contract first. */
export async function decidedAwards({ db, actor }: Scope, since: LocalDate): Promise<readonly DecidedAward[]> {
  const { rows } = await sql<DecidedAward>`
    select a.id, a.request, q.number, q.intervention, i.provider, i.offer, a.value::float8 as value, a.contract_on as "contractOn",
      a.documented_at as "documentedAt"
    from direct_award a
    join placement_request q on q.municipality = a.municipality and q.id = a.request
    join direct_award_bid i on i.municipality = a.municipality and i.award = a.id and i.chosen
    where a.municipality = ${actor.municipality} and a.contract_on >= ${since} order by a.contract_on desc, a.id`.execute(
    db,
  );
  return rows;
}
