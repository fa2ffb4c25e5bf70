import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Intervention, ProvisionForm } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import { RecommendedBody } from '../recommendation-body.ts';
import { addEvent } from './requests.ts';

export type RecommendedItem = Readonly<{
  position: number;
  register: string;
  offer: string;
  unit: string;
  provider: string;
  form: ProvisionForm;
  /** Its rank in the match. */
  rank: number;
  dailyRate?: number;
  /** Since when the price holds. */
  rateOn?: LocalDate;
  /** Why the match's order was left for it; empty when it was not. */
  departure: string;
  body: RecommendedBody;
}>;

export type RecommendationAnswer = 'accepted' | 'declined' | 'more' | 'lapsed';

export type Recommendation = Readonly<{
  id: string;
  request: string;
  match: string;
  note: string;
  madeByName: string;
  madeAt: Date;
  answer?: RecommendationAnswer;
  /** Of placement_reason, kind 'decline'. */
  answerReason?: string;
  answerText: string;
  /** The offer that was chosen. */
  chosen?: string;
  answeredByName?: string;
  answeredAt?: Date;
  items: readonly RecommendedItem[];
}>;

type Row = Readonly<{
  id: string;
  request: string;
  match: string;
  note: string;
  made_by_name: string;
  made_at: Date;
  answer: RecommendationAnswer | null;
  answer_reason: string | null;
  answer_text: string;
  chosen: string | null;
  answered_by_name: string | null;
  answered_at: Date | null;
  items: readonly Readonly<{
    position: number;
    register: string;
    offer: string;
    unit: string;
    provider: string;
    form: ProvisionForm;
    rank: number;
    daily_rate: number | null;
    rate_on: LocalDate | null;
    departure: string;
    body: unknown;
  }>[];
}>;

const toRecommendation = (row: Row): Recommendation => ({
  id: row.id,
  request: row.request,
  match: row.match,
  note: row.note,
  madeByName: row.made_by_name,
  madeAt: row.made_at,
  ...(row.answer === null ? {} : { answer: row.answer }),
  ...(row.answer_reason === null ? {} : { answerReason: row.answer_reason }),
  answerText: row.answer_text,
  ...(row.chosen === null ? {} : { chosen: row.chosen }),
  ...(row.answered_by_name === null ? {} : { answeredByName: row.answered_by_name }),
  ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
  items: row.items.map(({ daily_rate: dailyRate, rate_on: rateOn, body, ...item }) => ({
    ...item,
    ...(dailyRate === null ? {} : { dailyRate }),
    ...(rateOn === null ? {} : { rateOn }),
    body: RecommendedBody.parse(body),
  })),
});

const selected = sql`select r.id, r.request, r.match, r.note, m.display_name as made_by_name, r.made_at, r.answer, r.answer_reason,
    r.answer_text, r.chosen, b.display_name as answered_by_name, r.answered_at, (
      select json_agg(json_build_object('position', i.position, 'register', i.register, 'offer', i.offer, 'unit', i.unit,
        'provider', i.provider, 'form', i.form, 'rank', i.rank, 'daily_rate', i.daily_rate::float8, 'rate_on', i.rate_on,
        'departure', i.departure, 'body', i.body) order by i.position)
      from placement_recommendation_item i where i.municipality = r.municipality and i.recommendation = r.id
    ) as items
  from placement_recommendation r
  join account m on m.municipality = r.municipality and m.id = r.made_by
  left join account b on b.municipality = r.municipality and b.id = r.answered_by`;

/** The recommendations of a request, the latest first. At most one waits for an answer. */
export async function recommendationsOf({ db, actor }: Scope, request: string): Promise<readonly Recommendation[]> {
  const { rows } = await sql<Row>`${selected}
    where r.municipality = ${actor.municipality} and r.request = ${request} order by r.made_at desc, r.id desc`.execute(
    db,
  );
  return rows.map(toRecommendation);
}

/** The one that waits for an answer, if there is one. */
export const openRecommendation = async (scope: Scope, request: string): Promise<Recommendation | undefined> =>
  (await recommendationsOf(scope, request)).find(({ answer }) => answer === undefined);

export type NewRecommendation = Readonly<{
  request: string;
  match: string;
  note: string;
  items: readonly Omit<RecommendedItem, 'position'>[];
  key: IdempotencyKey;
}>;

/** Writes a recommendation with its offers. Undefined when one waits for an answer already, or the same form has been sent before. */
export async function insertRecommendation(
  { db, actor, now }: Scope,
  { request, match, note, items, key }: NewRecommendation,
): Promise<string | undefined> {
  const id = newId();
  const { rows } =
    await sql`insert into placement_recommendation (municipality, id, request, match, note, made_by, made_at, idempotency_key)
    values (${actor.municipality}, ${id}, ${request}, ${match}, ${note}, ${actor.account}, ${now}, ${key})
    on conflict do nothing returning id`.execute(db);
  if (rows.length === 0) return undefined;
  await db
    .insertInto('placement_recommendation_item')
    .values(
      items.map((item, index) => ({
        municipality: actor.municipality,
        recommendation: id,
        position: index + 1,
        register: item.register,
        offer: item.offer,
        unit: item.unit,
        provider: item.provider,
        form: item.form,
        rank: item.rank,
        daily_rate: item.dailyRate ?? null,
        rate_on: item.rateOn ?? null,
        departure: item.departure,
        body: JSON.stringify(item.body),
      })),
    )
    .execute();
  return id;
}

/** Takes back a recommendation that nobody has answered; false when somebody has, or it was taken back. */
export async function lapseRecommendation({ db, actor, now }: Scope, id: string, why: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_recommendation
    set answer = 'lapsed', answer_text = ${why}, answered_by = ${actor.account}, answered_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and answer is null`.execute(db);
  return numAffectedRows === 1n;
}

export type OpenItem = Readonly<{
  request: string;
  recommendation: string;
  offer: string;
  intervention: Intervention;
  startsOn: LocalDate;
}>;

/** What is recommended and waits for an answer, of these requests. */
export async function openItemsOf({ db, actor }: Scope, requests: readonly string[]): Promise<readonly OpenItem[]> {
  if (requests.length === 0) return [];
  const { rows } = await sql<OpenItem>`
    select q.id as request, r.id as recommendation, i.offer, q.intervention, q.starts_on as "startsOn"
    from placement_recommendation r
    join placement_recommendation_item i on i.municipality = r.municipality and i.recommendation = r.id
    join placement_request q on q.municipality = r.municipality and q.id = r.request
    where r.municipality = ${actor.municipality} and r.request = any(${[...requests]}::uuid[]) and r.answer is null
    order by q.id, i.position`.execute(db);
  return rows;
}

export type Answering = Readonly<{
  answer: Exclude<RecommendationAnswer, 'lapsed'>;
  /** Of placement_reason, kind 'decline'. */
  reason?: string;
  text: string;
  /** The offer that is accepted. */
  chosen?: string;
}>;

/** The requester's answer; false when somebody has answered, or it was taken back. */
export async function answerRecommendation(
  { db, actor, now }: Scope,
  id: string,
  { answer, reason, text, chosen }: Answering,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update placement_recommendation
    set answer = ${answer}, answer_reason = ${reason ?? null}, answer_text = ${text}, chosen = ${chosen ?? null},
      answered_by = ${actor.account}, answered_at = ${now}
    where municipality = ${actor.municipality} and id = ${id} and answer is null`.execute(db);
  return numAffectedRows === 1n;
}

/** Ends what waits for an answer, when what it answered is asked no longer, and tells both sides. False when nothing waited. */
export async function endOpenRecommendation(scope: Scope, request: string, why: string): Promise<boolean> {
  const open = await openRecommendation(scope, request);
  if (!open || !(await lapseRecommendation(scope, open.id, why))) return false;
  await addEvent(scope, request, { kind: 'lapsed', recommendation: open.id, why });
  return true;
}
