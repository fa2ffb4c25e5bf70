import { Engine, type RuleProperties } from 'json-rules-engine';
import { addDays, localDateFrom } from '../src/kernel/date.ts';
import { match, parseRegister, parseRequest, type PlacementRequest, type Register } from '../src/matching/index.ts';
import { type Figure, median } from './figure.ts';

const start = localDateFrom('2026-03-02');

/** A register with so many offers of what is asked for, four to a unit, as various as a city's. Every one is made up. */
function registerOf(offers: number): Register {
  const needs = ['samsjuklighet', 'rörelsehinder', 'husdjur', 'nattpersonal', 'våld'];
  const units = Array.from({ length: Math.ceil(offers / 4) }, (_, u) => ({
    id: `u${u}`,
    ...(u % 7 === 0 ? {} : { area: ['centrum', 'hisingen', 'nordost', 'sydvast'][u % 4], distanceKm: u % 60 }),
    ...(u % 11 === 0
      ? {}
      : { ages: [18 + (u % 5), 40 + (u % 40)], genders: u % 3 === 0 ? ['male'] : ['female', 'male'] }),
    ...(u % 5 === 0 ? {} : { needsMet: needs.filter((__, n) => (u >> n) % 2 === 0) }),
    features: needs.filter((__, n) => (u >> n) % 3 === 0),
    ...(u % 13 === 0 ? {} : { freePlaces: { [start]: u % 4 } }),
    offers: Array.from({ length: 4 }, (__, o) => ({
      id: `u${u}o${o}`,
      intervention: 'supported-social-housing',
      form: ['in-house', 'framework', 'direct-award', 'framework'][o],
      supportLevels: o % 2 === 0 ? ['1', 'high'] : ['high'],
      ...(o === 0 ? {} : { dailyRate: 900 + ((u * 37 + o * 11) % 1800) }),
      ...(o === 1 || o === 3
        ? {
            agreement: {
              rank: o,
              validFrom: addDays(start, -400),
              validTo: addDays(start, (u % 9) * 60 - 60),
              municipalities: ['1480', '1401'],
            },
          }
        : {}),
    })),
  }));
  const parsed = parseRegister({
    providers: Array.from({ length: Math.ceil(units.length / 4) }, (_, p) => ({
      id: `p${p}`,
      name: `Påhittade ${p} AB`,
      state: p % 17 === 0 ? 'paused' : 'active',
      ...(p % 6 === 0 ? {} : { controls: p % 10 === 0 ? 'failed' : 'passed' }),
      ...(p % 19 === 0 ? { stops: [{ kind: 'order', scope: 'new', from: addDays(start, -10) }] } : {}),
      units: units.slice(p * 4, p * 4 + 4),
    })),
  });
  if (!parsed.ok) throw new Error('The register of the benchmark is not sound');
  return parsed.value;
}

function asked(): PlacementRequest {
  const parsed = parseRequest({
    intervention: 'supported-social-housing',
    municipality: '1480',
    start,
    age: 34,
    gender: 'female',
    supportLevel: 'high',
    needs: ['husdjur'],
    preferences: { features: ['nattpersonal'], areas: ['centrum'] },
    avoidAreas: ['nordost'],
    excludedUnits: ['u1'],
    maxDailyRate: 2200,
  });
  if (!parsed.ok) throw new Error('The request of the benchmark is not sound');
  return parsed.value;
}

/** The same criteria in words of json-rules-engine: one rule whose conditions all hold for who is not excluded. */
function rulesFor(request: PlacementRequest): RuleProperties {
  const or = (...any: object[]) => ({ any });
  const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
  const unknownOr = (fact: string, operator: string, value: unknown) =>
    or(is(fact, 'equal', null), is(fact, operator, value));
  const ofForm = (form: string, ...conditions: object[]) => or(is('form', 'notEqual', form), { all: conditions });
  return {
    event: { type: 'candidate' },
    conditions: {
      all: [
        is('form', 'in', ['in-house', 'framework', 'direct-award']),
        is('state', 'equal', 'active'),
        ofForm('framework', is('orderStops', 'equal', 0)),
        ofForm('direct-award', is('recommendationStops', 'equal', 0), is('controls', 'notEqual', 'failed')),
        ofForm(
          'framework',
          unknownOr('parties', 'contains', request.municipality),
          unknownOr('agreementFrom', 'lessThanInclusive', Number(request.start.replaceAll('-', ''))),
          unknownOr('agreementTo', 'greaterThanInclusive', Number(request.start.replaceAll('-', ''))),
        ),
        unknownOr('youngest', 'lessThanInclusive', request.age),
        unknownOr('oldest', 'greaterThanInclusive', request.age),
        unknownOr('genders', 'contains', request.gender),
        unknownOr('supportLevels', 'contains', request.supportLevel),
        ...(request.needs ?? []).map((need) => unknownOr('needsMet', 'contains', need)),
        unknownOr('places', 'greaterThan', 0),
        unknownOr('area', 'notIn', request.avoidAreas),
        is('unit', 'notIn', request.excludedUnits),
        unknownOr('dailyRate', 'lessThanInclusive', request.maxDailyRate),
      ],
    } as RuleProperties['conditions'],
  };
}

const number = (day: string | undefined): number | null => (day === undefined ? null : Number(day.replaceAll('-', '')));

/** How many offers the other engine lets through. */
async function byRules(engine: Engine, { providers }: Register): Promise<number> {
  let candidates = 0;
  for (const provider of providers)
    for (const unit of provider.units)
      for (const offer of unit.offers) {
        const stops = (kind: string) =>
          (provider.stops ?? []).filter((stop) => stop.kind === kind && stop.from <= start).length;
        const { events } = await engine.run({
          form: offer.form,
          state: provider.state,
          orderStops: stops('order'),
          recommendationStops: stops('recommendation'),
          controls: provider.controls ?? null,
          parties: offer.agreement?.municipalities ?? null,
          agreementFrom: number(offer.agreement?.validFrom),
          agreementTo: number(offer.agreement?.validTo),
          youngest: unit.ages?.[0] ?? null,
          oldest: unit.ages?.[1] ?? null,
          genders: unit.genders ?? null,
          supportLevels: offer.supportLevels ?? null,
          needsMet: unit.needsMet ?? null,
          places: typeof unit.freePlaces === 'object' ? (unit.freePlaces[start] ?? null) : (unit.freePlaces ?? null),
          area: unit.area ?? null,
          unit: unit.id,
          dailyRate: offer.dailyRate ?? null,
        });
        candidates += events.length;
      }
  return candidates;
}

async function milliseconds(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** One request against registers in memory, with every reason, and json-rules-engine on the same criteria, without any. */
export async function benchMatch(): Promise<readonly Figure[]> {
  const request = asked();
  const figures: Figure[] = [];
  for (const offers of [500, 5000, 50_000]) {
    const register = registerOf(offers);
    const engine = new Engine([rulesFor(request)], { allowUndefinedFacts: true });
    const work = () => match(register, request, start);
    const [ours, theirs] = [work().candidates.length, await byRules(engine, register)];
    if (ours !== theirs) throw new Error(`The two engines do not agree: ${ours} and ${theirs} of ${offers}`);
    for (let warm = 0; warm < 5; warm += 1) work();
    // Turn about, as on a shared machine both are slow when one is.
    const values: number[] = [];
    const references: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (let inner = 0; inner < 5; inner += 1) values.push(await milliseconds(work));
      if (offers <= 5000) references.push(await milliseconds(() => byRules(engine, register)));
    }
    const value = median(values);
    const reference = references.length > 0 ? median(references) : undefined;
    figures.push({
      name: `match a request with ${offers.toLocaleString('en-US')} offers (${ours} candidates)`,
      value,
      unit: 'ms',
      ...(reference === undefined
        ? {}
        : { reference: { name: 'json-rules-engine', value: reference, unit: 'ms', ratio: reference / value } }),
      ...(offers === 5000 && reference !== undefined
        ? { goal: { words: '≤ 10 ms, ≥ 20 × as fast', met: value <= 10 && reference / value >= 20 } }
        : {}),
    });
  }
  return figures;
}
