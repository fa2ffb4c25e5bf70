import type { Pool } from 'pg';
import { addDays, addMonths, type LocalDate } from '../kernel/date.ts';
import { type IdempotencyKey, newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { type Intervention, permitRequired, type ProvisionForm } from '../matching/index.ts';
import { holdPlace, insertRows, type Row, startRegister } from '../register/index.ts';
import type { Db } from '../platform/database.ts';
import { as } from '../platform/door.ts';
import { demoActor } from './organisation.ts';

const keeper = '1480';

/** The municipalities that use the register beside the one that keeps it. All of them are made up. */
const parties = [
  ['9001', 'Påhittby'],
  ['9002', 'Låtsasköping'],
  ['9003', 'Övningsstad'],
  ['9004', 'Exempelfors'],
  ['9005', 'Hittepålanda'],
  ['9006', 'Provhamn'],
  ['9007', 'Sagoås'],
  ['9008', 'Tänkevik'],
  ['9009', 'Skrivbo'],
].map(([code = '', name = '']) => ({ code, name }));
const everybody = [keeper, ...parties.map(({ code }) => code)];

type Plan = readonly [intervention: Intervention, form: ProvisionForm, offers: number];
const plans: readonly Plan[] = [
  ['supported-social-housing', 'in-house', 5],
  ['supported-social-housing', 'framework', 8],
  ['supported-social-housing', 'direct-award', 4],
  ['emergency-housing', 'in-house', 2],
  ['emergency-housing', 'direct-award', 3],
  ['sheltered-housing', 'in-house', 1],
  ['sheltered-housing', 'framework', 3],
  ['sheltered-housing', 'direct-award', 2],
  ['sheltered-housing', 'partnership', 2],
  ['housing-first', 'in-house', 2],
  ['housing-first', 'framework', 2],
  ['treatment', 'framework', 3],
  ['treatment', 'direct-award', 2],
  ['residential-care', 'in-house', 1],
  ['residential-care', 'framework', 4],
  ['residential-care', 'direct-award', 3],
  ['supported-living-for-youth', 'in-house', 1],
  ['supported-living-for-youth', 'framework', 2],
  ['supported-living-for-youth', 'direct-award', 2],
  ['foster-home', 'framework', 2],
  ['foster-home', 'direct-award', 2],
  ['outpatient-care', 'framework', 2],
  ['short-term-housing', 'in-house', 1],
  ['short-term-housing', 'framework', 2],
  ['short-term-stay', 'framework', 1],
  ['short-term-stay', 'in-house', 1],
];

/** Who provides: the first of each form begins, and then they take turns. */
const providers: readonly Readonly<{ name: string; legal: string; form: ProvisionForm; of?: string }>[] = [
  { name: 'Göteborgs Stad, egen regi (övning)', legal: 'public', form: 'in-house', of: keeper },
  { name: 'Påhittby kommun, egen regi', legal: 'public', form: 'in-house', of: '9001' },
  { name: 'Påhittade Boendet AB', legal: 'limited-company', form: 'framework' },
  { name: 'Låtsas Omsorg AB', legal: 'limited-company', form: 'framework' },
  { name: 'Övningsvård i Väst AB', legal: 'limited-company', form: 'framework' },
  { name: 'Exempelhemmen ekonomisk förening', legal: 'cooperative', form: 'framework' },
  { name: 'Stiftelsen Sagobo', legal: 'foundation', form: 'framework' },
  { name: 'Hittepå Stöd AB', legal: 'limited-company', form: 'framework' },
  { name: 'Provbo Kollektivet AB', legal: 'limited-company', form: 'direct-award' },
  { name: 'Tänkta Hem AB', legal: 'limited-company', form: 'direct-award' },
  { name: 'Skrivbordets Behandling AB', legal: 'limited-company', form: 'direct-award' },
  { name: 'Föreningen Låtsashanden', legal: 'association', form: 'direct-award' },
  { name: 'Nya Exemplet Vård AB', legal: 'limited-company', form: 'direct-award' },
  { name: 'Fantasifamiljer handelsbolag', legal: 'partnership', form: 'direct-award' },
  { name: 'Kvinnojouren Påhittet', legal: 'association', form: 'partnership' },
  { name: 'Föreningen Trygga Sagan', legal: 'association', form: 'partnership' },
];

const unitNames = [
  'Sjöbacken',
  'Ekhöjden',
  'Almen',
  'Linden',
  'Björkås',
  'Rönnen',
  'Aspdungen',
  'Granliden',
  'Tallkullen',
  'Hasseln',
  'Lönnbo',
  'Enbacken',
  'Oxeln',
  'Sälgen',
  'Kaprifolen',
  'Syrenen',
] as const;
const kindOfPlace = ['', ' södra', ' norra', ' kollektivet', ' lägenheterna'] as const;
const areas = [
  'centrum',
  'hisingen',
  'nordost',
  'sydvast',
  'neighbouring-municipality',
  'elsewhere-in-the-county',
] as const;
const adultNeeds = [
  'addiction',
  'mental-ill-health',
  'dual-diagnosis',
  'night-staff',
  'medication',
  'acting-out',
] as const;
const childNeeds = ['neuropsychiatric', 'acting-out', 'violence-exposed', 'night-staff', 'mental-ill-health'] as const;
const shelterNeeds = ['violence-exposed', 'honour', 'children-along', 'defector', 'interpreter'] as const;
const features = [
  'apartment',
  'own-kitchen',
  'own-bathroom',
  'wheelchair-access',
  'pets-allowed',
  'substance-free',
  'close-to-transport',
  'occupation',
] as const;

const forChildren: ReadonlySet<Intervention> = new Set([
  'residential-care',
  'supported-living-for-youth',
  'foster-home',
  'outpatient-care',
]);

const some = <Value>(all: readonly Value[], turn: number, step: number): readonly Value[] =>
  all.filter((_, index) => (turn + index * step) % 3 !== 0);
const inTurn = <Value>(all: readonly Value[], turn: number): Value | undefined => all[turn % all.length];

function agesOf(intervention: Intervention, turn: number): readonly [number, number] {
  if (intervention === 'supported-living-for-youth') return [16, 20];
  if (forChildren.has(intervention)) return turn % 2 === 0 ? [13, 17] : [0, 17];
  return turn % 3 === 0 ? [21, 65] : [18, 80];
}

type Rows = { [table in Parameters<typeof insertRows>[1]]?: Row[] };

/** Rows of the demo's register as of a day: about sixty offers, with some of everything that a register knows and does not know. */
function demoRows(today: LocalDate): Rows {
  const rows: Rows = {};
  const add = (table: keyof Rows, row: Row): void => void (rows[table] ??= []).push(row);
  const begun = addMonths(today, -20);
  const made = providers.map((one, index) => {
    const id = newId();
    const number = String(index + 1).padStart(4, '0');
    add('provider', { id, organisation_number: `999900-${number}` });
    add('provider_version', {
      provider: id,
      position: 1,
      valid_from: begun,
      name: one.name,
      legal_form: one.legal,
      of_municipality: one.of ?? null,
      contact: inTurn(['Majken Kontaktsson', 'Rut Svarsgren', 'Isak Mottagsberg', 'Elma Placeringsson'], index) ?? '',
      email: `placering${number}@utforare.example`,
      phone: `031-700 ${number.slice(0, 2)} ${number.slice(2)}`,
      address: `Påhittsgatan ${index + 1}, 411 01 Göteborg`,
      board: one.of === undefined ? ['Styr Exempelsson', 'Led Amotsgren'] : [],
      signatories: one.of === undefined ? ['Styr Exempelsson'] : null,
    });
    const agreement = newId();
    if (one.form === 'framework')
      add('agreement', {
        id: agreement,
        provider: id,
        name: 'Ramavtal placeringar 2025 (övning)',
        lot: inTurn(['anbudsområde A', 'anbudsområde B', 'anbudsområde C'], index) ?? '',
        rank: (index % 3) + 1,
        valid_from: addMonths(today, -18),
        // One ends within weeks, and one has ended.
        valid_to: index === 4 ? addDays(today, 40) : index === 6 ? addDays(today, -12) : addMonths(today, 24),
        municipalities: index % 3 === 0 ? [keeper, '9001', '9002'] : everybody,
      });
    return { ...one, id, agreement };
  });
  const units = new Map<string, number>();
  const turns = new Map<ProvisionForm, number>();
  let turn = 0;
  for (const [intervention, form, count] of plans) {
    const byForm = made.filter((one) => one.form === form);
    for (let index = 0; index < count; index += 1) {
      turn += 1;
      const provider = inTurn(byForm, turns.get(form) ?? 0);
      turns.set(form, (turns.get(form) ?? 0) + 1);
      if (!provider) continue;
      const unit = newId();
      const base = inTurn(unitNames, turn * 5 + count) ?? '';
      const seen = units.get(base) ?? 0;
      units.set(base, seen + 1);
      const isSheltered = intervention === 'sheltered-housing';
      const [youngest, oldest] = agesOf(intervention, turn);
      const needs = isSheltered ? shelterNeeds : forChildren.has(intervention) ? childNeeds : adultNeeds;
      add('provider_unit', { id: unit, provider: provider.id, is_sheltered: isSheltered });
      add('provider_unit_version', {
        unit,
        position: 1,
        valid_from: begun,
        name: `${base}${kindOfPlace[seen] ?? ` ${seen}`}`,
        area: turn % 9 === 0 ? null : (inTurn(areas, turn) ?? null),
        distance_km: turn % 7 === 0 ? null : (turn * 7) % 60,
        youngest: turn % 11 === 0 ? null : youngest,
        oldest: turn % 11 === 0 ? null : oldest,
        genders:
          turn % 13 === 0
            ? null
            : turn % 5 === 0
              ? ['female']
              : turn % 8 === 0
                ? ['male']
                : ['female', 'male', 'other'],
        needs_met: turn % 6 === 0 ? null : some(needs, turn, 2),
        features: turn % 10 === 0 ? null : some(features, turn, 1),
        methods: turn % 4 === 0 ? null : ['motiverande samtal', 'återfallsprevention'].slice(0, (turn % 2) + 1),
        competences: turn % 5 === 0 ? null : ['socionom', 'behandlingsassistent'],
        accessibility: turn % 3 === 0 ? ['hiss'] : turn % 3 === 1 ? [] : null,
        manager:
          turn % 4 === 0 ? null : (inTurn(['Frej Chefsexempel', 'Tyra Ledsson', 'Maj Föreståndgren'], turn) ?? null),
        address: isSheltered ? '' : `Övningsvägen ${turn}`,
      });
      if (isSheltered)
        add('provider_unit_address', {
          unit,
          position: 1,
          valid_from: begun,
          address: `Skyddade påhittsgränd ${turn}`,
        });
      const offer = newId();
      add('offer', { id: offer, unit, intervention, form });
      const levels =
        turn % 12 === 0 ? null : (inTurn([['high'], ['low', 'medium'], ['low', 'medium', 'high']], turn) ?? null);
      add('offer_version', {
        offer,
        position: 1,
        valid_from: begun,
        agreement: form === 'framework' && turn % 14 !== 0 ? provider.agreement : null,
        support_levels: levels,
        subcategories: null,
        ended: false,
      });
      const rate = 900 + ((turn * 137) % 24) * 50;
      const price = (level: string, more: number, from: LocalDate, to: LocalDate | null): void =>
        add('price', {
          id: newId(),
          offer,
          support_level: level,
          daily_rate: rate + more,
          valid_from: from,
          valid_to: to,
          source: form === 'framework' ? 'Avtalets prisbilaga (övning)' : 'Prislista från utföraren (övning)',
        });
      if (turn % 15 !== 0) {
        const raised = addMonths(today, -6);
        price('', 0, begun, addDays(raised, -1));
        price('', 40, raised, null);
        if (levels?.includes('high') === true && levels.length > 1) price('high', 420, raised, null);
      }
      if (permitRequired.has(intervention) && form !== 'in-house' && turn % 8 !== 0)
        add('permit', {
          id: newId(),
          unit,
          kind: intervention,
          target_group: forChildren.has(intervention) ? 'Barn och unga' : 'Våldsutsatta',
          number: `8.1-${1000 + turn}/2024 (övning)`,
          places: 4 + (turn % 5),
          manager: inTurn(['Frej Chefsexempel', 'Tyra Ledsson', 'Maj Föreståndgren'], turn) ?? '',
          valid_from: begun,
          // Some end soon, and one has.
          valid_to: turn % 5 === 0 ? addDays(today, 25) : turn % 9 === 0 ? addDays(today, -8) : null,
        });
      if (turn % 7 !== 0)
        for (let number = 1; number <= (turn % 4) + 1; number += 1)
          add('place', { id: newId(), unit, name: `Plats ${number}`, valid_from: begun, valid_to: null });
    }
  }
  return { ...rows, ...statesAndControls(made, today) };
}

type Made = readonly Readonly<{ id: string; form: ProvisionForm; legal: string }>[];

const controlled: Readonly<Record<string, readonly string[]>> = {
  'limited-company': [
    'credit',
    'f-tax',
    'employer-contribution',
    'legal-database',
    'legal-database-board',
    'debts',
    'audit',
  ],
  association: ['tax-registration', 'debts', 'legal-database', 'legal-database-signatories', 'legal-database-board'],
};
const permitItems = ['permit', 'inspection', 'manager'] as const;

/** Of those who offer by direct award one is not through its controls, one has failed, and of one a control is to be made again. */
function statesAndControls(made: Made, today: LocalDate): Rows {
  const rows: Rows = {};
  const add = (table: keyof Rows, row: Row): void => void (rows[table] ??= []).push(row);
  const begun = addMonths(today, -20);
  for (const [index, { id, form, legal }] of made.entries()) {
    const isAward = form === 'direct-award';
    const [unfinished, failed, due] = [index === 12, index === 13, index === 9];
    const items = [...(controlled[legal] ?? controlled['limited-company'] ?? []), ...permitItems];
    const checkedOn = due ? addMonths(today, -7) : addMonths(today, -2);
    if (form !== 'in-house')
      for (const [number, item] of items.entries())
        if (!(unfinished && number > 3))
          add('provider_control', {
            id: newId(),
            provider: id,
            item,
            result: failed && item === 'debts' ? 'failed' : 'passed',
            evidence:
              failed && item === 'debts'
                ? 'Två skulder, se akten (övning).'
                : 'Utdrag i akten, inget att anmärka (övning).',
            checked_on: checkedOn,
            next_check: addMonths(checkedOn, item === 'credit' || item === 'debts' || item === 'inspection' ? 6 : 12),
          });
    if (isAward && !unfinished)
      add('provider_control_decision', {
        provider: id,
        position: 1,
        decision: failed ? 'not-approved' : 'approved',
        reasons: failed ? 'Skulder som inte är reglerade.' : 'Alla kontroller är gjorda och godkända.',
        basis: [],
        decided_on: addDays(checkedOn, 1),
        told_on: failed ? addDays(checkedOn, 3) : null,
        told_how: failed ? 'Brev till firmatecknaren' : null,
        answered_on: failed ? addDays(checkedOn, 15) : null,
        answer: failed ? 'Skulderna betalas före årsskiftet.' : null,
      });
    const state = (position: number, its: string, from: LocalDate, reason: string): void =>
      add('provider_state', { provider: id, position, state: its, valid_from: from, reason });
    if (unfinished || failed) {
      state(1, 'draft', addMonths(today, -3), 'Ny i registret.');
      state(2, 'under-control', addMonths(today, -2), 'Kontroller pågår.');
    } else {
      state(1, 'active', begun, 'Godkänd för registret.');
      if (index === 7) state(2, 'paused', addDays(today, -25), 'Tar inte emot nya under ombyggnad.');
      if (index === 11) state(2, 'removed', addDays(today, -60), 'Har lagt ner verksamheten.');
    }
  }
  return rows;
}

// Each before what refers to it; the state after what it asks about.
const order = [
  'provider',
  'provider_version',
  'provider_unit',
  'provider_unit_version',
  'provider_unit_address',
  'agreement',
  'offer',
  'offer_version',
  'price',
  'permit',
  'place',
  'provider_control',
  'provider_control_decision',
  'provider_state',
] as const;

/** The register of the demo: kept by Spink, used by ten municipalities. */
export async function loadRegister(owner: Pool, db: Db, now: Date): Promise<void> {
  // Until the demo is there, the municipality's name says so.
  const own = { code: keeper, name: 'Göteborgs Stad' };
  await startRegister(owner, keeper, [own, ...parties], '2020-01-01', now);
  const today = localDateOf(now);
  const door = { action: 'demo.load', channel: 'cli' } as const;
  await as(db, demoActor('zeb'), now, door, async (scope) => {
    const rows = demoRows(today);
    for (const table of order) await insertRows(scope, table, rows[table] ?? []);
    const award = rows.provider?.[8]?.['id'] ?? null;
    await insertRows(scope, 'provider_stop', [
      {
        id: newId(),
        provider: award,
        kind: 'recommendation',
        scope: 'new',
        needs: [],
        valid_from: addDays(today, -9),
        valid_to: addDays(today, 60),
        reason: 'Två klagomål om dokumentation som inte är besvarade.',
      },
    ]);
  });
  await as(db, demoActor('asa'), now, door, async (scope) => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from provider where municipality = $1 and organisation_number = '999900-0004'`,
      [keeper],
    );
    await insertRows(scope, 'provider_stop', [
      {
        id: newId(),
        provider: rows[0]?.id ?? null,
        kind: 'order',
        scope: 'needs',
        needs: ['acting-out'],
        valid_from: addDays(today, -30),
        valid_to: null,
        reason: 'Bemanningen på natten räcker inte för utåtagerande.',
      },
    ]);
  });
  await as(db, demoActor('ronja'), now, door, async (scope) => {
    const { rows } = await owner.query<{ unit: string }>(
      `select p.unit from place p where p.municipality = $1 group by p.unit order by min(p.name), p.unit limit 12`,
      [keeper],
    );
    for (const [index, { unit }] of rows.entries())
      await holdPlace(scope, {
        unit,
        days: { from: addDays(today, index - 4), to: addDays(today, index * 5) },
        lapsesAt: new Date(now.getTime() + 3 * 86_400_000),
        reason: 'Inför en förfrågan (övning)',
        key: newId<IdempotencyKey>(),
      });
  });
}
