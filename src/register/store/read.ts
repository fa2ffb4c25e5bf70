import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Gender, Intervention, ProvisionForm } from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import type { ProviderState, StopKind, StopScope } from '../codes.ts';
import type { Values } from '../fields.ts';
import { priceOn } from './register-for.ts';
import { versionOn } from './kept.ts';

const inRegister = sql`(select access.register())`;

// ── Versions ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Version = Readonly<{
  position: number;
  validFrom: LocalDate;
  writtenAt: Date;
  /** Who wrote it, when the asker may know: a colleague of the same municipality. */
  by: string | null;
  facts: Values;
}>;

const versionTables = {
  provider: ['provider_version', 'provider'],
  unit: ['provider_unit_version', 'unit'],
  address: ['provider_unit_address', 'unit'],
  offer: ['offer_version', 'offer'],
  state: ['provider_state', 'provider'],
} as const;

/** Everything that has been written of it, in the order of the days from which it holds. */
export async function versionsOf(
  { db }: Scope,
  what: keyof typeof versionTables,
  id: string,
): Promise<readonly Version[]> {
  const [table, column] = versionTables[what];
  const { rows } = await sql<Version>`
    select v.position, v.valid_from as "validFrom", v.written_at as "writtenAt", a.display_name as by, to_jsonb(v) as facts
    from ${sql.table(table)} v left join account a on a.municipality = v.municipality and a.id = v.written_by
    where v.municipality = ${inRegister} and v.${sql.ref(column)} = ${id}::uuid order by v.valid_from, v.position`.execute(
    db,
  );
  return rows;
}

/** The version that holds on a day; the first to come where none has. */
export const versionOf = (versions: readonly Version[], day: LocalDate): Version | undefined =>
  versions.findLast(({ validFrom }) => validFrom <= day) ?? versions[0];

/** What a form of it has seen: how much has been written. */
export const lastPosition = (versions: readonly Version[]): number =>
  Math.max(0, ...versions.map(({ position }) => position));

// ── Lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export type ProviderFilter = Readonly<{
  text: string;
  intervention?: string | undefined;
  form?: string | undefined;
  area?: string | undefined;
  state?: string | undefined;
  stopped?: boolean | undefined;
}>;

export type ProviderLine = Readonly<{
  id: string;
  name: string;
  organisation_number: string;
  legal_form: string;
  state: ProviderState;
  interventions: readonly Intervention[];
  forms: readonly ProvisionForm[];
  units: number;
  stops: readonly StopKind[];
  total: number;
}>;

/** A page of providers that have what is looked for, by name. */
export async function listProviders(
  { db }: Scope,
  filter: ProviderFilter,
  day: LocalDate,
  page: Readonly<{ size: number; number: number }>,
): Promise<readonly ProviderLine[]> {
  const pattern = `%${filter.text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const offers = filter.intervention ?? filter.form;
  const { rows } = await sql<ProviderLine>`
    select p.id, v.name, p.organisation_number, v.legal_form, coalesce(s.state, 'draft') as state, coalesce(o.interventions, '{}') as interventions,
      coalesce(o.forms, '{}') as forms, coalesce(u.units, 0)::integer as units, coalesce(t.stops, '{}') as stops,
      count(*) over ()::integer as total
    from provider p
    cross join lateral ${versionOn('provider_version', 'p', day, true)} v
    left join lateral ${versionOn('provider_state', 'p', day)} s on true
    left join lateral (
      select count(*) as units, bool_or(uv.name ilike ${pattern}) as named, bool_or(uv.area = ${filter.area ?? ''}) as there
      from provider_unit u cross join lateral ${versionOn('provider_unit_version', 'u', day, true)} uv
      where u.municipality = p.municipality and u.provider = p.id
    ) u on true
    left join lateral (
      select array_agg(distinct o.intervention) as interventions, array_agg(distinct o.form) as forms,
        bool_or(o.intervention = coalesce(${filter.intervention ?? null}, o.intervention)
          and o.form = coalesce(${filter.form ?? null}, o.form)) as found
      from provider_unit u join offer o on o.municipality = u.municipality and o.unit = u.id
      cross join lateral ${versionOn('offer_version', 'o', day, true)} ov
      where u.municipality = p.municipality and u.provider = p.id and not ov.ended
    ) o on true
    left join lateral (
      select array_agg(distinct t.kind) as stops from provider_stop t
      where t.municipality = p.municipality and t.provider = p.id and t.valid_from <= ${day}
        and coalesce(least(t.valid_to, t.lifted_on - 1) >= ${day}, true)
    ) t on true
    where p.municipality = ${inRegister}
      and (v.name ilike ${pattern} or p.organisation_number like ${pattern} or coalesce(u.named, false))
      ${offers === undefined ? sql`` : sql`and o.found`}
      ${filter.area === undefined ? sql`` : sql`and u.there`}
      ${filter.stopped ? sql`and t.stops is not null` : sql``}
      and coalesce(s.state, 'draft') = coalesce(${filter.state ?? null}, case when coalesce(s.state, 'draft') = 'removed' then '' else coalesce(s.state, 'draft') end)
    order by v.name, p.id limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(db);
  return rows;
}

export type UnitLine = Readonly<{
  id: string;
  provider: string;
  is_sheltered: boolean;
  name: string;
  area: string | null;
  youngest: number | null;
  oldest: number | null;
  genders: readonly Gender[] | null;
  free: number | null;
}>;

/** The units of a provider as they are on a day, by name. */
export async function unitsOfProvider({ db }: Scope, provider: string, day: LocalDate): Promise<readonly UnitLine[]> {
  const { rows } = await sql<UnitLine>`
    select u.id, u.provider, u.is_sheltered, v.name, v.area, v.youngest, v.oldest, v.genders, f.free
    from provider_unit u
    cross join lateral ${versionOn('provider_unit_version', 'u', day, true)} v
    left join access.free_places(${day}) f on f.unit = u.id
    where u.municipality = ${inRegister} and u.provider = ${provider}::uuid order by v.name, u.id`.execute(db);
  return rows;
}

export type OfferLine = Readonly<{
  id: string;
  unit: string;
  intervention: Intervention;
  form: ProvisionForm;
  agreement: string | null;
  support_levels: readonly string[] | null;
  subcategories: readonly string[] | null;
  ended: boolean;
  dailyRate: number | null;
  priceFrom: LocalDate | null;
}>;

/** The offers of units as they are on a day. */
export async function offersOfUnits(
  { db }: Scope,
  units: readonly string[],
  day: LocalDate,
): Promise<readonly OfferLine[]> {
  const { rows } = await sql<OfferLine>`
    select o.id, o.unit, o.intervention, o.form, v.agreement, v.support_levels, v.subcategories, v.ended, pr.daily_rate as "dailyRate",
      pr.valid_from as "priceFrom"
    from offer o
    cross join lateral ${versionOn('offer_version', 'o', day, true)} v
    left join lateral ${priceOn(day, undefined)} pr on true
    where o.municipality = ${inRegister} and o.unit = any(${[...units]}::uuid[])
    order by v.ended, o.intervention, o.form, o.id`.execute(db);
  return rows;
}

// ── One thing ───────────────────────────────────────────────────────────────────────────────────────────────────────

export type ProviderRow = Readonly<{ id: string; organisation_number: string; name: string }>;

export async function findProvider({ db, today }: Scope, id: string): Promise<ProviderRow | undefined> {
  const { rows } = await sql<ProviderRow>`select p.id, p.organisation_number, v.name
    from provider p cross join lateral ${versionOn('provider_version', 'p', today, true)} v
    where p.municipality = ${inRegister} and p.id = ${id}::uuid`.execute(db);
  return rows[0];
}

export async function providerWithNumber({ db }: Scope, number: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from provider
    where municipality = ${inRegister} and organisation_number = ${number}`.execute(db);
  return rows[0]?.id;
}

/** Whether a place is used after a day, by whatever municipality. */
export async function placeUsedAfter({ db }: Scope, unit: string, place: string, day: string): Promise<boolean> {
  const { rows } = await sql`select from access.taken_days(${unit}::uuid, ${day}::date + 1, date '9999-12-31') t
    where t.place = ${place}::uuid limit 1`.execute(db);
  return rows.length > 0;
}

export type PlaceClosed = Readonly<{
  id: string;
  unit: string;
  place: string;
  name: string;
  from: LocalDate;
  to: LocalDate | null;
  reason: string;
}>;

/** What puts places of a unit out of order, from a day on. */
export async function closuresOf({ db, today }: Scope, where: Readonly<{ unit?: string; id?: string }>) {
  const { rows } = await sql<PlaceClosed>`
    select x.id, p.unit, p.id as place, p.name, lower(x.days) as "from", upper(x.days) - 1 as "to", x.reason
    from place_use x join place p on p.municipality = x.municipality and p.id = x.place
    where x.municipality = ${inRegister} and x.kind = 'unavailable' and x.released_at is null
      and coalesce(upper(x.days) > ${today}, true)
      and p.unit = coalesce(${where.unit ?? null}::uuid, p.unit) and x.id = coalesce(${where.id ?? null}::uuid, x.id)
    order by lower(x.days), p.name`.execute(db);
  return rows;
}

export const useOfPlace = async (scope: Scope, id: string): Promise<PlaceClosed | undefined> =>
  (await closuresOf(scope, { id }))[0];

export type UnitRow = Readonly<{
  id: string;
  provider: string;
  provider_name: string;
  is_sheltered: boolean;
  name: string;
}>;

export async function findUnit({ db, today }: Scope, id: string): Promise<UnitRow | undefined> {
  const { rows } = await sql<UnitRow>`select u.id, u.provider, u.is_sheltered, v.name, pv.name as provider_name
    from provider_unit u cross join lateral ${versionOn('provider_unit_version', 'u', today, true)} v
    join provider p on p.municipality = u.municipality and p.id = u.provider
    cross join lateral ${versionOn('provider_version', 'p', today, true)} pv
    where u.municipality = ${inRegister} and u.id = ${id}::uuid`.execute(db);
  return rows[0];
}

type Joined = Readonly<{ id: string; unit: string; provider: string }>;

/** A row of a table that belongs to a unit, with whose it is. */
export async function findOfUnit({ db }: Scope, table: 'offer' | 'permit' | 'place', id: string) {
  const { rows } = await sql<Joined & Readonly<{ facts: Values }>>`select t.id, t.unit, u.provider, to_jsonb(t) as facts
    from ${sql.table(table)} t join provider_unit u on u.municipality = t.municipality and u.id = t.unit
    where t.municipality = ${inRegister} and t.id = ${id}::uuid`.execute(db);
  return rows[0];
}

export type Agreement = Readonly<{
  id: string;
  provider: string;
  name: string;
  lot: string;
  rank: number | null;
  valid_from: LocalDate;
  valid_to: LocalDate;
  municipalities: readonly string[];
  change_reason: string | null;
}>;

export async function agreementsOf(
  { db }: Scope,
  where: Readonly<{ provider?: string; id?: string }>,
): Promise<readonly Agreement[]> {
  const { rows } =
    await sql<Agreement>`select id, provider, name, lot, rank, valid_from, valid_to, municipalities, change_reason
    from agreement where municipality = ${inRegister} and provider = coalesce(${where.provider ?? null}::uuid, provider)
      and id = coalesce(${where.id ?? null}::uuid, id)
    order by valid_to desc, name, lot`.execute(db);
  return rows;
}

export type Permit = Readonly<{
  id: string;
  kind: string;
  target_group: string;
  number: string;
  places: number | null;
  manager: string;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  change_reason: string | null;
}>;

export async function permitsOf({ db }: Scope, unit: string): Promise<readonly Permit[]> {
  const { rows } =
    await sql<Permit>`select id, kind, target_group, number, places, manager, valid_from, valid_to, change_reason
    from permit where municipality = ${inRegister} and unit = ${unit}::uuid order by valid_from desc, kind`.execute(db);
  return rows;
}

export type Price = Readonly<{
  id: string;
  offer: string;
  support_level: string;
  daily_rate: number;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  source: string;
}>;

/** Every price that the offers have had, have and will have: the latest first. */
export async function pricesOf({ db }: Scope, offers: readonly string[]): Promise<readonly Price[]> {
  const { rows } = await sql<Price>`
    select id, offer, support_level, daily_rate::float8 as daily_rate, valid_from, valid_to, source
    from price where municipality = ${inRegister} and offer = any(${[...offers]}::uuid[])
    order by support_level, valid_from desc`.execute(db);
  return rows;
}

export type Stop = Readonly<{
  id: string;
  provider: string;
  kind: StopKind;
  scope: StopScope;
  needs: readonly string[];
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  reason: string;
  by: string | null;
  lifted_on: LocalDate | null;
  lift_reason: string | null;
}>;

/** The stops of a provider, or one of them: the latest first. */
export async function stopsOf(
  { db }: Scope,
  where: Readonly<{ provider?: string; id?: string }>,
): Promise<readonly Stop[]> {
  const { rows } =
    await sql<Stop>`select t.id, t.provider, t.kind, t.scope, t.needs, t.valid_from, t.valid_to, t.reason,
      a.display_name as by, t.lifted_on, t.lift_reason
    from provider_stop t left join account a on a.municipality = t.municipality and a.id = t.written_by
    where t.municipality = ${inRegister} and t.provider = coalesce(${where.provider ?? null}::uuid, t.provider)
      and t.id = coalesce(${where.id ?? null}::uuid, t.id)
    order by t.valid_from desc, t.written_at desc`.execute(db);
  return rows;
}

/** Whether a provider offers anything in a form, today or from a later day. */
export async function offersInForm({ db, today }: Scope, provider: string, wanted: ProvisionForm): Promise<boolean> {
  const { rows } = await sql`select from provider_unit u
    join offer o on o.municipality = u.municipality and o.unit = u.id and o.form = ${wanted}
    cross join lateral ${versionOn('offer_version', 'o', today, true)} v
    where u.municipality = ${inRegister} and u.provider = ${provider}::uuid and not v.ended limit 1`.execute(db);
  return rows.length > 0;
}

// ── Controls ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Control = Readonly<{
  id: string;
  item: string;
  result: 'passed' | 'failed';
  evidence: string;
  checked_on: LocalDate;
  next_check: LocalDate | null;
  by: string | null;
}>;

export async function controlsMade({ db }: Scope, provider: string): Promise<readonly Control[]> {
  const { rows } = await sql<Control>`
    select c.id, c.item, c.result, c.evidence, c.checked_on, c.next_check, a.display_name as by
    from provider_control c left join account a on a.municipality = c.municipality and a.id = c.written_by
    where c.municipality = ${inRegister} and c.provider = ${provider}::uuid
    order by c.checked_on desc, c.written_at desc, c.id desc`.execute(db);
  return rows;
}

export type Decision = Readonly<{
  position: number;
  decision: 'approved' | 'not-approved';
  reasons: string;
  decided_on: LocalDate;
  by: string | null;
  told_on: LocalDate | null;
  told_how: string | null;
  answered_on: LocalDate | null;
  answer: string | null;
}>;

export async function decisionsOf({ db }: Scope, provider: string): Promise<readonly Decision[]> {
  const { rows } = await sql<Decision>`
    select d.position, d.decision, d.reasons, d.decided_on, a.display_name as by, d.told_on, d.told_how, d.answered_on, d.answer
    from provider_control_decision d left join account a on a.municipality = d.municipality and a.id = d.written_by
    where d.municipality = ${inRegister} and d.provider = ${provider}::uuid order by d.position desc`.execute(db);
  return rows;
}

export type DueLine = Readonly<{
  provider: string;
  name: string;
  what: 'control' | 'permit' | 'agreement';
  item: string;
  unit: string | null;
  due: LocalDate;
}>;

/** Controls to be made again, permits that end and agreements that end, until a day: of who is not removed, the first to come first. */
export async function dueUntil({ db, today }: Scope, until: LocalDate): Promise<readonly DueLine[]> {
  const { rows } = await sql<DueLine>`
    with p as (
      select p.municipality, p.id, v.name from provider p
      cross join lateral ${versionOn('provider_version', 'p', today, true)} v
      left join lateral ${versionOn('provider_state', 'p', today)} s on true
      where p.municipality = ${inRegister} and coalesce(s.state, 'draft') <> 'removed'
    )
    select * from (
      select p.id as provider, p.name, 'control' as what, c.item, null as unit, c.next_check as due from p
      cross join lateral (
        select distinct on (c.item) c.item, c.next_check from provider_control c
        where c.municipality = p.municipality and c.provider = p.id order by c.item, c.checked_on desc, c.written_at desc, c.id desc
      ) c
      union all
      select p.id, p.name, 'permit', e.kind, v.name, e.valid_to from p
      join provider_unit u on u.municipality = p.municipality and u.provider = p.id
      cross join lateral ${versionOn('provider_unit_version', 'u', today, true)} v
      join permit e on e.municipality = u.municipality and e.unit = u.id
      where not exists (select from permit x where x.municipality = e.municipality and x.unit = e.unit and x.kind = e.kind
        and x.valid_from > e.valid_from) and e.valid_to >= ${today}::date - 365
      union all
      select p.id, p.name, 'agreement', concat_ws(', ', a.name, nullif(a.lot, '')), null, a.valid_to from p
      join agreement a on a.municipality = p.municipality and a.provider = p.id
      where not exists (select from agreement x where x.municipality = a.municipality and x.provider = a.provider and x.name = a.name
        and x.lot = a.lot and x.valid_from > a.valid_from) and a.valid_to >= ${today}
    ) d where d.due <= ${until} order by d.due, d.name, d.what, d.item limit 500`.execute(db);
  return rows;
}

// ── What the register goes by ───────────────────────────────────────────────────────────────────────────────────────

export type FormRule = Readonly<{
  id: string;
  intervention: Intervention;
  form: ProvisionForm;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
}>;
export type SubcategoryRow = Readonly<{
  intervention: Intervention;
  id: string;
  name_sv: string;
  name_en: string;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
}>;

/** What is kept of forms and sub-categories: by the register, or by a municipality of its own. */
export async function rulesKept({ db }: Scope, municipality: string) {
  const forms = await sql<FormRule>`select id, intervention, form, valid_from, valid_to from provision_form_rule
    where municipality = ${municipality} order by intervention, form, valid_from`.execute(db);
  const subcategories = await sql<SubcategoryRow>`
    select intervention, id, name_sv, name_en, valid_from, valid_to from placement_subcategory
    where municipality = ${municipality} order by intervention, name_sv, valid_from`.execute(db);
  return { forms: forms.rows, subcategories: subcategories.rows };
}

/** A list that a municipality has of its own, of an intervention and for a time. */
export type OwnList = Readonly<{
  id: string;
  list: 'subcategories' | 'forms';
  intervention: Intervention;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  reason: string;
}>;

export async function ownLists({ db, actor }: Scope): Promise<readonly OwnList[]> {
  const { rows } = await sql<OwnList>`select id, list, intervention, valid_from, valid_to, reason from municipal_list
    where municipality = ${actor.municipality} order by list desc, intervention, valid_from`.execute(db);
  return rows;
}
