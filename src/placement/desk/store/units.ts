import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Decline } from '../order-left.ts';

export type UnitNote = Readonly<{ id: string; unit: string; visitedOn: LocalDate; note: string; byName: string }>;

/** What the municipality's own desk has written of units after visits, the latest visit first. */
export async function notesOf(
  { db, actor }: Scope,
  register: string,
  units: readonly string[],
): Promise<ReadonlyMap<string, readonly UnitNote[]>> {
  const { rows } =
    await sql<UnitNote>`select n.id, n.unit, n.visited_on as "visitedOn", n.note, a.display_name as "byName"
    from unit_note n join account a on a.municipality = n.municipality and a.id = n.written_by
    where n.municipality = ${actor.municipality} and n.register = ${register} and n.unit = any(${[...units]}::uuid[])
    order by n.visited_on desc, n.written_at desc`.execute(db);
  return Map.groupBy(rows, ({ unit }) => unit);
}

export async function insertNote(
  { db, actor, now }: Scope,
  one: Readonly<{ register: string; unit: string; visitedOn: LocalDate; note: string; key: IdempotencyKey }>,
): Promise<void> {
  await sql`insert into unit_note (municipality, id, register, unit, visited_on, note, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${one.register}, ${one.unit}, ${one.visitedOn}, ${one.note}, ${actor.account}, ${now},
      ${one.key}) on conflict (municipality, idempotency_key) do nothing`.execute(db);
}

/** How many of the same administration live in each unit. */
export async function placedThere({ db }: Scope, register: string, area: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unit: string; placed: number }>`
    select unit, placed from access.placed_there(${register}, ${area})`.execute(db);
  return new Map(rows.map(({ unit, placed }) => [unit, placed]));
}

/** What a request has declined before, with the reason's name and what follows of it. */
export async function declinesOf(
  { db, actor }: Scope,
  request: string,
): Promise<readonly (Decline & Readonly<{ sv: string; en: string }>)[]> {
  const { rows } = await sql<
    Readonly<{
      offer: string;
      reason: string;
      consequence: Decline['consequence'];
      days: number | null;
      on: LocalDate;
      sv: string;
      en: string;
    }>
  >`select i.offer, r.answer_reason as reason, p.consequence, p.days,
      (r.answered_at at time zone 'Europe/Stockholm')::date as on, p.name_sv as sv, p.name_en as en
    from placement_recommendation r
    join placement_recommendation_item i on i.municipality = r.municipality and i.recommendation = r.id
    join placement_reason p on p.municipality = r.municipality and p.kind = 'decline' and p.id = r.answer_reason
    where r.municipality = ${actor.municipality} and r.request = ${request} and r.answer = 'declined'
    order by r.answered_at desc`.execute(db);
  return rows.map(({ days, ...row }) => ({ ...row, ...(days === null ? {} : { days }) }));
}

/** What the actor's municipality is called. */
export async function municipalityName({ db, actor }: Scope): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select name from municipality where code = ${actor.municipality}`.execute(db);
  return rows[0]?.name ?? actor.municipality;
}
