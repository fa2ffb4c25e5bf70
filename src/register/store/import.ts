import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { addDays, type LocalDate } from '../../kernel/date.ts';
import { type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Intervention, ProvisionForm } from '../../matching/index.ts';
import { textOf } from '../actions/form.ts';
import type { Values } from '../fields.ts';
import { columnsOf, type FileKind, type FileProblem, type FileRow } from '../files.ts';
import { offerFacts, providerFacts, unitFacts } from '../kinds.ts';
import { formsAllowedOn } from './register-for.ts';
import { versionOn } from './kept.ts';
import { placeUsedAfter } from './read.ts';
import { endOn, insertOnce, insertRows, type RegisterTable, type Row } from './write.ts';

export type Receipt = Readonly<{ added: number; changed: number; unchanged: number }>;
export type Imported = (Readonly<{ ok: true }> & Receipt) | Readonly<{ ok: false; problems: readonly FileProblem[] }>;

type Known = Readonly<{ id: string; of: string; facts: Values; last: number }>;

/** Everything of a kind that the register has, by what a file calls it: as it holds on a day, or will from a later one. */
async function known({ db, actor }: Scope, what: 'provider' | 'unit' | 'offer', day: LocalDate) {
  const query = {
    provider: sql<Known & { key: string }>`
      select p.organisation_number as key, p.id, '' as of, to_jsonb(v) as facts,
        (select max(x.position) from provider_version x where x.municipality = p.municipality and x.provider = p.id) as last
      from provider p cross join lateral ${versionOn('provider_version', 'p', day, true)} v
      where p.municipality = ${actor.municipality}`,
    unit: sql<Known & { key: string }>`
      select concat(p.organisation_number, '|', v.name) as key, u.id, p.id as of,
        to_jsonb(v) || jsonb_build_object('is_sheltered', u.is_sheltered, 'organisation_number', p.organisation_number) as facts,
        (select max(x.position) from provider_unit_version x where x.municipality = u.municipality and x.unit = u.id) as last
      from provider_unit u join provider p on p.municipality = u.municipality and p.id = u.provider
      cross join lateral ${versionOn('provider_unit_version', 'u', day, true)} v where u.municipality = ${actor.municipality}`,
    offer: sql<Known & { key: string }>`
      select concat_ws('|', p.organisation_number, uv.name, o.intervention, o.form) as key, o.id, p.id as of,
        to_jsonb(v) || jsonb_build_object('organisation_number', p.organisation_number, 'unit', uv.name,
          'intervention', o.intervention, 'form', o.form) as facts,
        (select max(x.position) from offer_version x where x.municipality = o.municipality and x.offer = o.id) as last
      from offer o join provider_unit u on u.municipality = o.municipality and u.id = o.unit
      join provider p on p.municipality = u.municipality and p.id = u.provider
      cross join lateral ${versionOn('provider_unit_version', 'u', day, true)} uv
      cross join lateral ${versionOn('offer_version', 'o', day, true)} v where o.municipality = ${actor.municipality}`,
  }[what];
  const { rows } = await query.execute(db);
  return new Map(rows.map(({ key, ...row }): [string, Known] => [key, row]));
}

const same = (columns: readonly string[], left: Values, right: Values): boolean =>
  columns.every((column) => JSON.stringify(left[column] ?? null) === JSON.stringify(right[column] ?? null));

const columnsIn = (fields: readonly Readonly<{ column: string }>[]) => fields.map(({ column }) => column);
const pick = (columns: readonly string[], values: Values): Values =>
  Object.fromEntries(columns.map((column) => [column, values[column] ?? null]));

/** What a file would write, worked out before anything is written. */
class Plan {
  readonly problems: FileProblem[] = [];
  readonly rows: [RegisterTable, Row][] = [];
  readonly ends: ['price' | 'place', string, string | null][] = [];
  added = 0;
  changed = 0;
  unchanged = 0;
  readonly #keys = new Set<string>();

  wrong(line: number, column: string, problem: FileProblem['problem']): void {
    this.problems.push({ line, column, problem });
  }
  /** Whether the file is about this for the first time. */
  first(line: number, column: string, key: string): boolean {
    if (!this.#keys.has(key)) return this.#keys.add(key).size > 0;
    this.wrong(line, column, 'twice');
    return false;
  }
  put(table: RegisterTable, row: Row): void {
    this.rows.push([table, row]);
  }
}

type Planner = (scope: Scope, plan: Plan, rows: readonly FileRow[], from: LocalDate) => Promise<void>;

const planProviders: Planner = async (scope, plan, rows, from) => {
  const before = await known(scope, 'provider', from);
  const columns = columnsIn(providerFacts);
  for (const { line, values } of rows) {
    const number = textOf(values, 'organisation_number');
    if (!plan.first(line, 'organisation_number', number)) continue;
    const its = before.get(number);
    const version = { ...pick(columns, values), valid_from: from };
    if (its === undefined) {
      const id = newId();
      plan.added += 1;
      plan.put('provider', { id, organisation_number: number });
      plan.put('provider_version', { ...version, provider: id, position: 1 });
      // Who has come by a file is not active before somebody says so.
      plan.put('provider_state', { provider: id, position: 1, state: 'draft', valid_from: from, reason: 'Import.' });
    } else if (same(columns, values, its.facts)) plan.unchanged += 1;
    else {
      plan.changed += 1;
      plan.put('provider_version', { ...version, provider: its.id, position: its.last + 1 });
    }
  }
};

const planUnits: Planner = async (scope, plan, rows, from) => {
  const providers = await known(scope, 'provider', from);
  const before = await known(scope, 'unit', from);
  const columns = columnsIn(unitFacts);
  for (const { line, values } of rows) {
    const number = textOf(values, 'organisation_number');
    const key = `${number}|${textOf(values, 'name')}`;
    const provider = providers.get(number);
    const its = before.get(key);
    if (!plan.first(line, 'name', key)) continue;
    const isSheltered = values['is_sheltered'] === true;
    if (!provider) plan.wrong(line, 'organisation_number', 'no-provider');
    else if (its && its.facts['is_sheltered'] !== isSheltered) plan.wrong(line, 'is_sheltered', 'sheltered');
    else if (isSheltered && textOf(values, 'address') !== '') plan.wrong(line, 'address', 'sheltered-address');
    else if (its === undefined) {
      const id = newId();
      plan.added += 1;
      plan.put('provider_unit', { id, provider: provider.id, is_sheltered: isSheltered });
      plan.put('provider_unit_version', { ...pick(columns, values), valid_from: from, unit: id, position: 1 });
    } else if (same(columns, values, its.facts)) plan.unchanged += 1;
    else {
      plan.changed += 1;
      plan.put('provider_unit_version', {
        ...pick(columns, values),
        valid_from: from,
        unit: its.id,
        position: its.last + 1,
      });
    }
  }
};

type AgreementRow = Readonly<{ id: string; provider: string; name: string; lot: string; from: string; to: string }>;

const planOffers: Planner = async (scope, plan, rows, from) => {
  const units = await known(scope, 'unit', from);
  const before = await known(scope, 'offer', from);
  const allowed = await formsAllowedOn(scope, scope.actor.municipality, from);
  const { rows: kept } =
    await sql<AgreementRow>`select id, provider, name, lot, valid_from as "from", valid_to as "to" from agreement
    where municipality = ${scope.actor.municipality} order by valid_from desc`.execute(scope.db);
  const agreements = Map.groupBy(kept, ({ provider, name, lot }) => `${provider}|${name}|${lot}`);
  const { rows: approved } = await sql<{ provider: string; active: boolean }>`
    select distinct on (s.provider) s.provider, s.state = 'active' and not coalesce((select d.decision = 'approved'
      from provider_control_decision d where d.municipality = s.municipality and d.provider = s.provider
      order by d.position desc limit 1), false) as active
    from provider_state s where s.municipality = ${scope.actor.municipality}
    order by s.provider, s.valid_from desc, s.position desc`.execute(scope.db);
  const mayNotAward = new Set(approved.filter(({ active }) => active).map(({ provider }) => provider));
  const columns = columnsIn(offerFacts);
  for (const { line, values } of rows) {
    const [number, unitName, intervention, form] = ['organisation_number', 'unit', 'intervention', 'form'].map(
      (column) => textOf(values, column),
    ) as [string, string, Intervention, ProvisionForm];
    const key = [number, unitName, intervention, form].join('|');
    if (!plan.first(line, 'intervention', key)) continue;
    const unit = units.get(`${number}|${unitName}`);
    if (!unit) {
      plan.wrong(line, 'unit', 'no-unit');
      continue;
    }
    const its = before.get(key);
    if (!its && !(allowed[intervention] ?? []).includes(form)) {
      plan.wrong(line, 'form', 'form-not-allowed');
      continue;
    }
    if (!its && form === 'direct-award' && mayNotAward.has(unit.of)) {
      plan.wrong(line, 'form', 'not-approved');
      continue;
    }
    const name = textOf(values, 'agreement');
    let agreement: string | null = null;
    if (name !== '' && form !== 'framework') {
      plan.wrong(line, 'agreement', 'no-agreement');
      continue;
    }
    if (name !== '') {
      const called = `${unit.of}|${name}|${textOf(values, 'lot')}`;
      const [begins, ends] = [textOf(values, 'agreement_from'), textOf(values, 'agreement_to')];
      const all = agreements.get(called) ?? [];
      // The one that begins when the file says; where it says nothing, the latest.
      agreement = (begins === '' ? all[0] : all.find((one) => one.from === begins))?.id ?? null;
      if (agreement === null) {
        if (begins === '' || ends === '' || begins > ends || values['municipalities'] === null) {
          plan.wrong(line, 'agreement_from', 'agreement-days');
          continue;
        }
        if (all.some((one) => one.from <= ends && begins <= one.to)) {
          plan.wrong(line, 'agreement_from', 'overlaps');
          continue;
        }
        agreement = newId();
        const made = { id: agreement, provider: unit.of, name, lot: textOf(values, 'lot'), from: begins, to: ends };
        agreements.set(called, [made, ...all]);
        plan.put('agreement', {
          id: agreement,
          provider: unit.of,
          name,
          lot: textOf(values, 'lot'),
          rank: values['rank'] ?? null,
          valid_from: begins,
          valid_to: ends,
          municipalities: values['municipalities'] ?? [],
        });
      }
    }
    const facts = { ...pick(columns, values), agreement };
    if (its === undefined) {
      const id = newId();
      plan.added += 1;
      plan.put('offer', { id, unit: unit.id, intervention, form });
      plan.put('offer_version', { ...facts, valid_from: from, offer: id, position: 1 });
    } else if (same(columns, facts, its.facts)) plan.unchanged += 1;
    else {
      plan.changed += 1;
      plan.put('offer_version', { ...facts, valid_from: from, offer: its.id, position: its.last + 1 });
    }
  }
};

type PriceRow = Readonly<{
  id: string;
  offer: string;
  level: string;
  rate: number;
  from: LocalDate;
  to: LocalDate | null;
}>;

const planPrices: Planner = async (scope, plan, rows, from) => {
  const offers = await known(scope, 'offer', from);
  const { rows: kept } =
    await sql<PriceRow>`select id, offer, support_level as level, daily_rate::float8 as rate, valid_from as "from",
      valid_to as "to" from price where municipality = ${scope.actor.municipality} order by valid_from desc`.execute(
      scope.db,
    );
  const before = Map.groupBy(kept, ({ offer, level }) => `${offer}|${level}`);
  for (const { line, values } of rows) {
    const offer = offers.get(
      ['organisation_number', 'unit', 'intervention', 'form'].map((column) => textOf(values, column)).join('|'),
    );
    if (!offer) {
      plan.wrong(line, 'unit', 'no-offer');
      continue;
    }
    const [level, begins] = [textOf(values, 'support_level'), textOf(values, 'valid_from') as LocalDate];
    if (!plan.first(line, 'support_level', `${offer.id}|${level}`)) continue;
    const all = before.get(`${offer.id}|${level}`) ?? [];
    const [latest] = all;
    if (all.some((one) => one.from === begins && one.rate === values['daily_rate'])) plan.unchanged += 1;
    else if (latest && latest.from >= begins) plan.wrong(line, 'valid_from', 'overlaps');
    else {
      if (latest && (latest.to === null || latest.to >= begins)) {
        plan.ends.push(['price', latest.id, addDays(begins, -1)]);
        plan.changed += 1;
      } else plan.added += 1;
      plan.put('price', {
        id: newId(),
        offer: offer.id,
        support_level: level,
        daily_rate: values['daily_rate'] ?? null,
        valid_from: begins,
        valid_to: null,
        source: textOf(values, 'source'),
      });
    }
  }
};

type PlaceRow = Readonly<{ id: string; unit: string; name: string; from: LocalDate; to: LocalDate | null }>;

const planPlaces: Planner = async (scope, plan, rows, from) => {
  const units = await known(scope, 'unit', from);
  const { rows: kept } = await sql<PlaceRow>`select id, unit, name, valid_from as "from", valid_to as "to" from place
    where municipality = ${scope.actor.municipality} order by valid_from desc`.execute(scope.db);
  const before = Map.groupBy(kept, ({ unit, name }) => `${unit}|${name}`);
  for (const { line, values } of rows) {
    const unit = units.get(`${textOf(values, 'organisation_number')}|${textOf(values, 'unit')}`);
    if (!unit) {
      plan.wrong(line, 'unit', 'no-unit');
      continue;
    }
    const [name, begins] = [textOf(values, 'name'), textOf(values, 'valid_from')];
    if (!plan.first(line, 'name', `${unit.id}|${name}`)) continue;
    const until = textOf(values, 'valid_to') || null;
    const all = before.get(`${unit.id}|${name}`) ?? [];
    const [latest] = all;
    if (all.some((one) => one.from === begins && one.to === until)) plan.unchanged += 1;
    else if (latest?.from === begins && until !== null && (await placeUsedAfter(scope, unit.id, latest.id, until)))
      plan.wrong(line, 'valid_to', 'in-use');
    else if (latest?.from === begins) {
      plan.changed += 1;
      plan.ends.push(['place', latest.id, until]);
    } else if (latest && (latest.from > begins || latest.to === null || latest.to >= begins))
      plan.wrong(line, 'valid_from', 'overlaps');
    else {
      plan.added += 1;
      plan.put('place', { id: newId(), unit: unit.id, name, valid_from: begins, valid_to: until });
    }
  }
};

const planners: Readonly<Record<FileKind, Planner>> = {
  providers: planProviders,
  units: planUnits,
  offers: planOffers,
  prices: planPrices,
  places: planPlaces,
};

type Asked = Readonly<{
  kind: FileKind;
  rows: readonly FileRow[];
  /** What the rows were read from, for the receipt. */
  text: string;
  /** The day from which what is changed holds. */
  from: LocalDate;
  key: IdempotencyKey;
}>;

/** What a file would do, without doing it. */
export async function tryImport(
  scope: Scope,
  { kind, rows, from }: Asked,
): Promise<Readonly<{ plan: Plan; told: Imported }>> {
  const plan = new Plan();
  await planners[kind](scope, plan, rows, from);
  const { problems, added, changed, unchanged } = plan;
  return { plan, told: problems.length > 0 ? { ok: false, problems } : { ok: true, added, changed, unchanged } };
}

/** Reads a file into the register: all of it or, where anything is wrong, nothing. The same file again changes nothing. */
export async function importRows(scope: Scope, asked: Asked): Promise<Imported> {
  // One file at a time: what is planned holds until it is written.
  await sql`select pg_advisory_xact_lock(hashtext('register import'), hashtext(${scope.actor.municipality}))`.execute(
    scope.db,
  );
  const { plan, told } = await tryImport(scope, asked);
  if (!told.ok) return told;
  for (const [table, id, lastDay] of plan.ends) await endOn(scope, table, id, lastDay);
  const tables = Map.groupBy(plan.rows, ([table]) => table);
  for (const [table, rows] of tables) {
    const inserted = await insertRows(
      scope,
      table,
      rows.map(([, row]) => row),
    );
    if (inserted !== rows.length)
      throw new Error(`Of ${rows.length} rows of ${table} only ${inserted} could be written`);
  }
  const { added, changed, unchanged } = told;
  const sha256 = createHash('sha256').update(asked.text).digest('hex');
  const receipt = { id: newId(), kind: asked.kind, sha256, valid_from: asked.from, added, changed, unchanged };
  await insertOnce(scope, 'register_import', receipt, asked.key);
  return told;
}

export type ReceiptLine = Receipt & Readonly<{ id: string; kind: FileKind; by: string | null; at: Date }>;

export async function importsMade({ db }: Scope): Promise<readonly ReceiptLine[]> {
  const { rows } =
    await sql<ReceiptLine>`select i.id, i.kind, i.added, i.changed, i.unchanged, a.display_name as by, i.written_at as at
    from register_import i left join account a on a.municipality = i.municipality and a.id = i.written_by
    where i.municipality = (select access.register()) order by i.written_at desc limit 20`.execute(db);
  return rows;
}

/** The rows of a kind as they hold on a day, as a file has them: what is exported can be imported. */
export async function exportRows(scope: Scope, kind: FileKind, day: LocalDate): Promise<readonly Values[]> {
  const keeper = sql`(select access.register())`;
  const offers = sql`offer o join provider_unit u on u.municipality = o.municipality and u.id = o.unit
    join provider p on p.municipality = u.municipality and p.id = u.provider
    cross join lateral ${versionOn('provider_unit_version', 'u', day)} uv`;
  const named = sql`jsonb_build_object('organisation_number', p.organisation_number, 'unit', uv.name)`;
  const offered = sql`${named} || jsonb_build_object('intervention', o.intervention, 'form', o.form)`;
  const query = {
    providers: sql<{
      row: Values;
    }>`select to_jsonb(v) || jsonb_build_object('organisation_number', p.organisation_number) as row
      from provider p cross join lateral ${versionOn('provider_version', 'p', day)} v where p.municipality = ${keeper}
      order by p.organisation_number`,
    units: sql<{ row: Values }>`select to_jsonb(uv) || jsonb_build_object('organisation_number', p.organisation_number,
        'is_sheltered', u.is_sheltered) as row
      from provider_unit u join provider p on p.municipality = u.municipality and p.id = u.provider
      cross join lateral ${versionOn('provider_unit_version', 'u', day)} uv
      where u.municipality = ${keeper} order by p.organisation_number, uv.name`,
    offers: sql<{
      row: Values;
    }>`select to_jsonb(v) || ${offered} || jsonb_build_object('agreement', a.name, 'lot', a.lot, 'rank', a.rank,
        'agreement_from', a.valid_from, 'agreement_to', a.valid_to, 'municipalities', a.municipalities) as row
      from ${offers} cross join lateral ${versionOn('offer_version', 'o', day)} v
      left join agreement a on a.municipality = o.municipality and a.id = v.agreement
      where o.municipality = ${keeper} order by p.organisation_number, uv.name, o.intervention, o.form`,
    prices: sql<{ row: Values }>`select to_jsonb(r) || ${offered} as row
      from ${offers} join price r on r.municipality = o.municipality and r.offer = o.id and r.valid_from <= ${day}
        and coalesce(r.valid_to >= ${day}, true)
      where o.municipality = ${keeper} order by p.organisation_number, uv.name, o.intervention, o.form, r.support_level`,
    places: sql<{ row: Values }>`select to_jsonb(l) || ${named} as row
      from place l join provider_unit u on u.municipality = l.municipality and u.id = l.unit
      join provider p on p.municipality = u.municipality and p.id = u.provider
      cross join lateral ${versionOn('provider_unit_version', 'u', day)} uv
      where l.municipality = ${keeper} and l.valid_from <= ${day} and coalesce(l.valid_to >= ${day}, true)
      order by p.organisation_number, uv.name, l.name`,
  }[kind];
  const { rows } = await query.execute(scope.db);
  const columns = columnsOf(kind);
  return rows.map(({ row }) => pick(columns, row));
}
