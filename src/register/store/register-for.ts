import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import {
  type Gender,
  type Intervention,
  interventions,
  type Provider,
  type ProvisionForm,
  type Register,
  type Unit,
} from '../../matching/index.ts';
import type { Scope } from '../../platform/door.ts';
import type { ProviderState, StopKind, StopScope } from '../codes.ts';
import { controlsOf } from './control-states.ts';
import { registerKeeper, versionOn } from './kept.ts';

type OfferRow = Readonly<{
  provider: string;
  provider_name: string;
  of_municipality: string | null;
  state: ProviderState;
  unit: string;
  area: string | null;
  distance_km: number | null;
  youngest: number | null;
  oldest: number | null;
  genders: readonly Gender[] | null;
  needs_met: readonly string[] | null;
  features: readonly string[] | null;
  permit_kind: string | null;
  permit_to: LocalDate | null;
  target_group: string | null;
  offer: string;
  form: ProvisionForm;
  support_levels: readonly string[] | null;
  agreement: string | null;
  rank: number | null;
  agreement_from: LocalDate;
  agreement_to: LocalDate;
  municipalities: readonly string[];
  daily_rate: number | null;
}>;

/**
 * The price of an offer on a day, for a lateral join: that of the level that is asked for, else the one for any level. Where no level is
 * asked for, and every level has its own, the highest of them: what is said not to cost more than something must not.
 */
export const priceOn = (day: LocalDate, level: string | undefined) => sql`(
  select pr.daily_rate::float8 as daily_rate, pr.support_level, pr.valid_from, pr.source from price pr
  where pr.municipality = o.municipality and pr.offer = o.id and pr.valid_from <= ${day} and coalesce(pr.valid_to >= ${day}, true)
    ${level === undefined ? sql`` : sql`and pr.support_level in (${level}, '')`}
  order by pr.support_level <> ${level ?? ''}, pr.daily_rate desc limit 1)`;

async function offerRows(
  { db }: Scope,
  keeper: string,
  asked: Asked & Readonly<{ asOf: LocalDate }>,
): Promise<readonly OfferRow[]> {
  const { intervention, start, asOf, supportLevel, offers } = asked;
  const ids = sql`${[...(offers ?? [])]}::uuid[]`;
  const units = sql`select x.unit from offer x where x.municipality = ${keeper} and x.id = any(${ids})`;
  const theirs = {
    offer: sql`select unnest(${ids})`,
    unit: units,
    provider: sql`select y.provider from provider_unit y where y.municipality = ${keeper} and y.id in (${units})`,
  } as const;
  const only = (of: keyof typeof theirs, column: ReturnType<typeof sql>) =>
    offers === undefined ? sql`` : sql`and ${column} in (${theirs[of]})`;
  // Each table is read once and joined: looking up a version for each offer takes ten times as long with thousands of them.
  const latest = (table: string, of: keyof typeof theirs, columns: string) => sql`(
    select distinct on (v.${sql.ref(of)}) v.${sql.ref(of)}, ${sql.join(columns.split(' ').map((one) => sql`v.${sql.ref(one)}`))}
    from ${sql.table(table)} v where v.municipality = ${keeper} and v.valid_from <= ${asOf}
      ${only(of, sql`v.${sql.ref(of)}`)}
    order by v.${sql.ref(of)}, v.valid_from desc, v.position desc)`;
  // As one value: thousands of rows with lists in them are read from JSON in half the time.
  const { rows } = await sql<{ all: readonly OfferRow[] }>`select coalesce(json_agg(t), '[]') as all from (
    select p.id as provider, pv.name as provider_name, pv.of_municipality, coalesce(ps.state, 'draft') as state, u.id as unit, uv.area,
      uv.distance_km::float8 as distance_km, uv.youngest, uv.oldest, uv.genders, uv.needs_met, uv.features, pe.kind as permit_kind,
      pe.valid_to as permit_to, pe.target_group, o.id as offer, o.form, ov.support_levels, ag.id as agreement, ag.rank,
      ag.valid_from as agreement_from, ag.valid_to as agreement_to, ag.municipalities, pr.daily_rate
    from offer o
    join ${latest('offer_version', 'offer', 'agreement support_levels ended')} ov on ov.offer = o.id
    join provider_unit u on u.municipality = ${keeper} and u.id = o.unit
    join ${latest('provider_unit_version', 'unit', 'area distance_km youngest oldest genders needs_met features')} uv on uv.unit = u.id
    join provider p on p.municipality = ${keeper} and p.id = u.provider
    join ${latest('provider_version', 'provider', 'name of_municipality')} pv on pv.provider = p.id
    left join ${latest('provider_state', 'provider', 'state')} ps on ps.provider = p.id
    left join agreement ag on ag.municipality = ${keeper} and ag.id = ov.agreement
    left join (
      select distinct on (e.unit) e.unit, e.kind, e.valid_to, e.target_group from permit e
      where e.municipality = ${keeper} and e.valid_from <= ${start} ${only('unit', sql`e.unit`)}
      order by e.unit, e.kind <> ${intervention}, e.valid_to desc nulls first, e.valid_from desc
    ) pe on pe.unit = u.id
    left join (
      select distinct on (r.offer) r.offer, r.daily_rate::float8 as daily_rate from price r
      where r.municipality = ${keeper} and r.valid_from <= ${start} and coalesce(r.valid_to >= ${start}, true) ${only('offer', sql`r.offer`)}
        ${supportLevel === undefined ? sql`` : sql`and r.support_level in (${supportLevel}, '')`}
      order by r.offer, r.support_level <> ${supportLevel ?? ''}, r.daily_rate desc
    ) pr on pr.offer = o.id
    where o.municipality = ${keeper} and o.intervention = ${intervention} and not ov.ended ${only('offer', sql`o.id`)}
    order by p.id, u.id, o.id) t`.execute(db);
  return rows[0]?.all ?? [];
}

async function stopsOn({ db }: Scope, keeper: string, day: LocalDate) {
  const { rows } = await sql<
    Readonly<{
      provider: string;
      kind: StopKind;
      scope: StopScope;
      needs: readonly string[];
      from: LocalDate;
      to: LocalDate | null;
    }>
  >`select provider, kind, scope, needs, valid_from as "from", least(valid_to, lifted_on - 1) as "to" from provider_stop
    where municipality = ${keeper} and coalesce(least(valid_to, lifted_on - 1) >= ${day}, true)
    order by valid_from, id`.execute(db);
  return Map.groupBy(rows, ({ provider }) => provider);
}

export type FormsOnDay = Partial<Record<Intervention, readonly ProvisionForm[]>>;

type FormRow = Readonly<{ intervention: Intervention; form: ProvisionForm }>;

function formsIn(rows: readonly FormRow[]): FormsOnDay {
  if (rows.length === 0) return {};
  const forms = Map.groupBy(rows, ({ intervention }) => intervention);
  // An intervention without a form of its own may be given in none.
  return Object.fromEntries(interventions.map((one) => [one, (forms.get(one) ?? []).map(({ form }) => form)]));
}

/** The forms that each intervention may be given in on a day, as the register says; nothing where it says nothing at all. */
export async function formsAllowedOn({ db }: Scope, keeper: string, day: LocalDate): Promise<FormsOnDay> {
  const { rows } = await sql<FormRow>`select intervention, form from provision_form_rule
    where municipality = ${keeper} and valid_from <= ${day} and coalesce(valid_to >= ${day}, true)`.execute(db);
  return formsIn(rows);
}

/** The forms that the actor's municipality wants each intervention in on a day: by its own list where it has one, else by the register's. */
export async function formsWantedOn({ db }: Scope, day: LocalDate): Promise<FormsOnDay> {
  const { rows } = await sql<FormRow>`select intervention, form from provision_form_rule
    where municipality = access.whose_list('forms', intervention, ${day}) and valid_from <= ${day}
      and coalesce(valid_to >= ${day}, true)`.execute(db);
  return formsIn(rows);
}

export type Asked = Readonly<{
  intervention: Intervention;
  /** The day that the placement is to begin: places, stops, permits and prices are those of this day. */
  start: LocalDate;
  /** The day that versioned facts are read as of; else the start, as far as anybody has written of it. */
  asOf?: LocalDate;
  /** The level whose price is wanted. */
  supportLevel?: string;
  /** Only these offers, and what is theirs: to see how they stand without reading the rest. */
  offers?: readonly string[];
}>;

const known = <Value>(value: Value | null): Value | undefined => value ?? undefined;

/**
 * The register that the actor's municipality uses, in the shape that matching takes: every provider with an offer of the intervention, by
 * id. Empty without a register. The controls are as they stand today, or earlier when it is read as of an earlier day.
 */
export async function registerFor(scope: Scope, asked: Asked): Promise<Register> {
  const keeper = await registerKeeper(scope);
  if (keeper === undefined) return { providers: [] };
  const asOf = asked.asOf ?? asked.start;
  const rows = await offerRows(scope, keeper, { ...asked, asOf });
  const byAward = [...new Set(rows.filter(({ form }) => form === 'direct-award').map(({ provider }) => provider))];
  const controls = await controlsOf(scope, keeper, byAward, asOf < scope.today ? asOf : scope.today);
  const stops = await stopsOn(scope, keeper, asked.start);
  const free = await sql<
    Readonly<{ unit: string; free: number }>
  >`select unit, free from access.free_places(${asked.start})`
    .execute(scope.db)
    .then(({ rows: counted }) => new Map(counted.map((one) => [one.unit, one.free])));

  const offersOf = Map.groupBy(rows, ({ unit }) => unit);
  const unitsOf = Map.groupBy(
    [...offersOf.values()].flatMap(([one]) => one ?? []),
    ({ provider }) => provider,
  );
  const toUnit = (row: OfferRow): Unit => {
    const places = free.get(row.unit);
    return {
      id: row.unit,
      area: known(row.area),
      distanceKm: known(row.distance_km),
      ...(row.permit_kind === null
        ? {}
        : {
            permit: {
              kind: row.permit_kind,
              validTo: known(row.permit_to),
              ...(row.target_group ? { targetGroup: row.target_group } : {}),
            },
          }),
      ...(row.youngest === null || row.oldest === null ? {} : { ages: [row.youngest, row.oldest] }),
      genders: known(row.genders),
      needsMet: known(row.needs_met),
      features: known(row.features),
      ...(places === undefined ? {} : { freePlaces: { [asked.start]: places } }),
      offers: (offersOf.get(row.unit) ?? []).map((one) => ({
        id: one.offer,
        intervention: asked.intervention,
        form: one.form,
        supportLevels: known(one.support_levels),
        ...(one.agreement === null
          ? {}
          : {
              agreement: {
                rank: known(one.rank),
                validFrom: one.agreement_from,
                validTo: one.agreement_to,
                municipalities: one.municipalities,
              },
            }),
        dailyRate: known(one.daily_rate),
      })),
    };
  };
  const providers = [...unitsOf.values()].flatMap((units): readonly Provider[] => {
    const [one] = units;
    if (one === undefined) return [];
    const itsStops = stops.get(one.provider);
    return [
      {
        id: one.provider,
        name: one.provider_name,
        municipality: known(one.of_municipality),
        state: one.state,
        ...(itsStops === undefined
          ? {}
          : {
              stops: itsStops.map(({ kind, scope: its, needs, from, to }) => ({
                kind,
                scope: its,
                ...(its === 'needs' ? { needs } : {}),
                from,
                to: known(to),
              })),
            }),
        ...(controls.has(one.provider) ? { controls: controls.get(one.provider)?.state } : {}),
        units: units.map(toUnit),
      },
    ];
  });
  return { formsAllowed: await formsWantedOn(scope, asked.start), providers };
}

export type OfferInWords = Readonly<{
  offer: string;
  intervention: Intervention;
  form: ProvisionForm;
  unit: string;
  unitName: string;
  area: string | null;
  provider: string;
  providerName: string;
  contact: string;
  email: string;
  phone: string;
  agreement: string | null;
  agreementName: string | null;
  rank: number | null;
  dailyRate: number | null;
  priceFrom: LocalDate | null;
  priceSource: string | null;
}>;

/** What offers are called, whose they are, how to reach them, and what they cost on a day, by offer. */
export async function offersInWords(
  scope: Scope,
  offers: readonly string[],
  { day, supportLevel }: Readonly<{ day: LocalDate; supportLevel?: string }>,
): Promise<ReadonlyMap<string, OfferInWords>> {
  if (offers.length === 0) return new Map();
  const { rows } = await sql<OfferInWords>`
    select o.id as offer, o.intervention, o.form, u.id as unit, uv.name as "unitName", uv.area, p.id as provider,
      pv.name as "providerName", pv.contact, pv.email, pv.phone, ag.id as agreement, ag.name as "agreementName", ag.rank,
      pr.daily_rate as "dailyRate", pr.valid_from as "priceFrom", pr.source as "priceSource"
    from offer o
    left join lateral ${versionOn('offer_version', 'o', day)} ov on true
    join provider_unit u on u.municipality = o.municipality and u.id = o.unit
    cross join lateral ${versionOn('provider_unit_version', 'u', day, true)} uv
    join provider p on p.municipality = o.municipality and p.id = u.provider
    cross join lateral ${versionOn('provider_version', 'p', day, true)} pv
    left join agreement ag on ag.municipality = o.municipality and ag.id = ov.agreement
    left join lateral ${priceOn(day, supportLevel)} pr on true
    where o.municipality = (select access.register()) and o.id = any(${[...offers]}::uuid[])`.execute(scope.db);
  return new Map(rows.map((row) => [row.offer, row]));
}

export type Vocabulary = Readonly<{
  needs: readonly string[];
  features: readonly string[];
  areas: readonly string[];
  levels: readonly string[];
}>;

/** The words that the register has for needs, features, areas and support levels today: what a request can ask for and be answered. */
export async function registerVocabulary({ db, today }: Scope): Promise<Vocabulary> {
  const { rows } = await sql<Vocabulary>`
    with v as (
      select distinct on (unit) needs_met, features, area from provider_unit_version
      where municipality = (select access.register()) and valid_from <= ${today} order by unit, valid_from desc, position desc
    ), l as (
      select distinct on (offer) support_levels from offer_version
      where municipality = (select access.register()) and valid_from <= ${today} order by offer, valid_from desc, position desc
    )
    select coalesce((select array_agg(distinct n order by n) from v, unnest(v.needs_met) n), '{}') as needs,
      coalesce((select array_agg(distinct f order by f) from v, unnest(v.features) f), '{}') as features,
      coalesce((select array_agg(distinct v.area order by v.area) from v where v.area is not null), '{}') as areas,
      coalesce((select array_agg(distinct s order by s) from l, unnest(l.support_levels) s), '{}') as levels`.execute(
    db,
  );
  return rows[0] ?? { needs: [], features: [], areas: [], levels: [] };
}

export type Subcategory = Readonly<{
  intervention: Intervention;
  id: string;
  name: Readonly<{ sv: string; en: string }>;
}>;

type SubcategoryNamed = Readonly<{ intervention: Intervention; id: string; sv: string; en: string }>;
const toSubcategory = ({ intervention, id, sv, en }: SubcategoryNamed): Subcategory => ({
  intervention,
  id,
  name: { sv, en },
});

/** The sub-categories that a request of the actor's municipality can have on a day: of its own list where it has one, else of the register's. */
export async function subcategoriesOn({ db }: Scope, day: LocalDate): Promise<readonly Subcategory[]> {
  const { rows } = await sql<SubcategoryNamed>`
    select intervention, id, name_sv as sv, name_en as en from placement_subcategory
    where municipality = access.whose_list('subcategories', intervention, ${day}) and valid_from <= ${day}
      and coalesce(valid_to >= ${day}, true)
    order by intervention, name_sv`.execute(db);
  return rows.map(toSubcategory);
}

/** Every sub-category there is or has been, by what it is called at last: the municipality's own name before the register's. */
export async function subcategoriesEver({ db, actor }: Scope): Promise<readonly Subcategory[]> {
  const { rows } = await sql<SubcategoryNamed>`
    select distinct on (intervention, id) intervention, id, name_sv as sv, name_en as en from placement_subcategory
    where municipality in (${actor.municipality}, (select access.register()))
    order by intervention, id, municipality <> ${actor.municipality}, valid_from desc`.execute(db);
  return rows.map(toSubcategory);
}
