import { type RawBuilder, sql } from 'kysely';
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

// Rows of what is read whole, each column in its place: with thousands of them the names would be most of what is sent and parsed.
type OfferRow = readonly [
  unit: string,
  offer: string,
  form: ProvisionForm,
  supportLevels: readonly string[] | null,
  agreement: string | null,
  dailyRate: number | null,
];
type UnitRow = readonly [
  provider: string,
  unit: string,
  area: string | null,
  distanceKm: number | null,
  youngest: number | null,
  oldest: number | null,
  genders: readonly Gender[] | null,
  needsMet: readonly string[] | null,
  features: readonly string[] | null,
  permitKind: string | null,
  permitTo: LocalDate | null,
  targetGroup: string | null,
];
type ProviderRow = readonly [
  provider: string,
  name: string,
  ofMunicipality: string | null,
  state: ProviderState | null,
];
type AgreementRow = readonly [
  agreement: string,
  rank: number | null,
  from: LocalDate,
  to: LocalDate,
  municipalities: readonly string[],
];
type Rows = Readonly<{
  offers: readonly OfferRow[];
  units: readonly UnitRow[];
  providers: readonly ProviderRow[];
  agreements: readonly AgreementRow[];
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

async function readRows({ db }: Scope, keeper: string, asked: Asked & Readonly<{ asOf: LocalDate }>): Promise<Rows> {
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
  // What is a unit's or a provider's is read once, and not with each of its offers.
  const { rows } = await sql<{ [Part in keyof Rows]: Rows[Part] | null }>`select (
      select json_agg(json_build_array(o.unit, o.id, o.form, ov.support_levels, ov.agreement, pr.daily_rate) order by o.unit, o.id)
      from offer o
      join ${latest('offer_version', 'offer', 'agreement support_levels ended')} ov on ov.offer = o.id
      left join (
        select distinct on (r.offer) r.offer, r.daily_rate::float8 as daily_rate from price r
        where r.municipality = ${keeper} and r.valid_from <= ${start} and coalesce(r.valid_to >= ${start}, true) ${only('offer', sql`r.offer`)}
          ${supportLevel === undefined ? sql`` : sql`and r.support_level in (${supportLevel}, '')`}
        order by r.offer, r.support_level <> ${supportLevel ?? ''}, r.daily_rate desc
      ) pr on pr.offer = o.id
      where o.municipality = ${keeper} and o.intervention = ${intervention} and not ov.ended ${only('offer', sql`o.id`)}
    ) as offers, (
      select json_agg(json_build_array(u.provider, u.id, uv.area, uv.distance_km::float8, uv.youngest, uv.oldest, uv.genders, uv.needs_met,
        uv.features, pe.kind, pe.valid_to, pe.target_group) order by u.provider, u.id)
      from provider_unit u
      join ${latest('provider_unit_version', 'unit', 'area distance_km youngest oldest genders needs_met features')} uv on uv.unit = u.id
      left join (
        select distinct on (e.unit) e.unit, e.kind, e.valid_to, e.target_group from permit e
        where e.municipality = ${keeper} and e.valid_from <= ${start} ${only('unit', sql`e.unit`)}
        order by e.unit, e.kind <> ${intervention}, e.valid_to desc nulls first, e.valid_from desc
      ) pe on pe.unit = u.id
      where u.municipality = ${keeper} ${only('unit', sql`u.id`)}
        and u.id in (select w.unit from offer w where w.municipality = ${keeper} and w.intervention = ${intervention})
    ) as units, (
      select json_agg(json_build_array(p.id, pv.name, pv.of_municipality, ps.state) order by p.id)
      from provider p
      join ${latest('provider_version', 'provider', 'name of_municipality')} pv on pv.provider = p.id
      left join ${latest('provider_state', 'provider', 'state')} ps on ps.provider = p.id
      where p.municipality = ${keeper} ${only('provider', sql`p.id`)}
    ) as providers, (
      select json_agg(json_build_array(ag.id, ag.rank, ag.valid_from, ag.valid_to, ag.municipalities))
      from agreement ag where ag.municipality = ${keeper} ${only('provider', sql`ag.provider`)}
    ) as agreements`.execute(db);
  const [read] = rows;
  return {
    offers: read?.offers ?? [],
    units: read?.units ?? [],
    providers: read?.providers ?? [],
    agreements: read?.agreements ?? [],
  };
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

async function formsOn({ db }: Scope, whose: string | RawBuilder<unknown>, day: LocalDate): Promise<FormsOnDay> {
  const { rows } = await sql<FormRow>`select intervention, form from provision_form_rule
    where municipality = ${whose} and valid_from <= ${day} and coalesce(valid_to >= ${day}, true)`.execute(db);
  if (rows.length === 0) return {};
  const forms = Map.groupBy(rows, ({ intervention }) => intervention);
  // An intervention without a form of its own may be given in none.
  return Object.fromEntries(interventions.map((one) => [one, (forms.get(one) ?? []).map(({ form }) => form)]));
}

/** The forms that each intervention may be given in on a day, as the register says; nothing where it says nothing at all. */
export const formsAllowedOn = (scope: Scope, keeper: string, day: LocalDate): Promise<FormsOnDay> =>
  formsOn(scope, keeper, day);

/** The forms that the actor's municipality wants each intervention in on a day: by its own list where it has one, else by the register's. */
const formsWantedOn = (scope: Scope, day: LocalDate): Promise<FormsOnDay> =>
  formsOn(scope, whoseList('forms', day), day);

/** Whose list of a row's intervention holds on a day: the actor's municipality's own, where it has one, or the register's. */
const whoseList = (list: 'forms' | 'subcategories', day: LocalDate) => sql`(case when intervention in (
    select l.intervention from municipal_list l where l.municipality = (select access.municipality()) and l.list = ${list}
      and l.valid_from <= ${day} and coalesce(l.valid_to >= ${day}, true)
  ) then (select access.municipality()) else (select access.register()) end)`;

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
  const rows = await readRows(scope, keeper, { ...asked, asOf });
  const stops = await stopsOn(scope, keeper, asked.start);
  const free = await sql<
    Readonly<{ unit: string; free: number }>
  >`select unit, free from access.free_places(${asked.start})`
    .execute(scope.db)
    .then(({ rows: counted }) => new Map(counted.map((one) => [one.unit, one.free])));

  // What several have in common is one object: a large register is mostly the same few lists.
  const agreements = new Map(
    rows.agreements.map(([id, rank, validFrom, validTo, municipalities]) => [
      id,
      { rank: known(rank), validFrom, validTo, municipalities },
    ]),
  );
  const same = sharer();
  const offersOf = new Map<string, Unit['offers'][number][]>();
  for (const [unit, id, form, levels, agreement, dailyRate] of rows.offers) {
    const its = agreement === null ? undefined : agreements.get(agreement);
    const offer = {
      id,
      intervention: asked.intervention,
      form,
      supportLevels: same(levels),
      ...(its === undefined ? {} : { agreement: its }),
      dailyRate: known(dailyRate),
    };
    const others = offersOf.get(unit);
    if (others) others.push(offer);
    else offersOf.set(unit, [offer]);
  }
  const unitsOf = new Map<string, Unit[]>();
  for (const row of rows.units) {
    const [provider, id, area, distanceKm, youngest, oldest, genders, needs, features, kind, validTo, targetGroup] =
      row;
    const offers = offersOf.get(id);
    if (offers === undefined) continue;
    const places = free.get(id);
    const unit: Unit = {
      id,
      area: known(area),
      distanceKm: known(distanceKm),
      ...(kind === null ? {} : { permit: { kind, validTo: known(validTo), ...(targetGroup ? { targetGroup } : {}) } }),
      ...(youngest === null || oldest === null ? {} : { ages: [youngest, oldest] }),
      genders: same(genders),
      needsMet: same(needs),
      features: same(features),
      ...(places === undefined ? {} : { freePlaces: { [asked.start]: places } }),
      offers,
    };
    const others = unitsOf.get(provider);
    if (others) others.push(unit);
    else unitsOf.set(provider, [unit]);
  }
  const byAward = rows.providers.flatMap(([id]) =>
    unitsOf.get(id)?.some(({ offers }) => offers.some(({ form }) => form === 'direct-award')) ? [id] : [],
  );
  const controls = await controlsOf(scope, keeper, byAward, asOf < scope.today ? asOf : scope.today);
  const providers = rows.providers.flatMap(([id, name, ofMunicipality, state]): readonly Provider[] => {
    const units = unitsOf.get(id);
    if (units === undefined) return [];
    const itsStops = stops.get(id);
    return [
      {
        id,
        name,
        municipality: known(ofMunicipality),
        state: state ?? 'draft',
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
        ...(controls.has(id) ? { controls: controls.get(id)?.state } : {}),
        units,
      },
    ];
  });
  return { formsAllowed: await formsWantedOn(scope, asked.start), providers };
}

/** Gives the same list for lists that are alike; undefined for what is not known. */
function sharer(): <Item extends string>(list: readonly Item[] | null) => readonly Item[] | undefined {
  const lists = new Map<string, readonly string[]>();
  return <Item extends string>(list: readonly Item[] | null) => {
    if (list === null) return undefined;
    const key = JSON.stringify(list);
    const there = lists.get(key) as readonly Item[] | undefined;
    if (there === undefined) lists.set(key, list);
    return there ?? list;
  };
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
    where municipality = ${whoseList('subcategories', day)} and valid_from <= ${day}
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
