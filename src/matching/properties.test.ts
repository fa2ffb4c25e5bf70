import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDateFrom } from '../kernel/date.ts';
import {
  controlResults,
  provisionForms,
  genders,
  interventions,
  providerStates,
  stopKinds,
  stopScopes,
} from './codes.ts';
import { explain, isOrder, type Match, matchOutput, orderInWords, orderKeys } from './index.ts';
import { matched, start } from './test-support.ts';

/** Random registers and requests. fast-check prints seed and path when a property fails, so that it can be replayed. */
type Fields = Record<string, unknown>;
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays(localDateFrom(start), days));
const words = ['a', 'b', 'c', 'd'];
const someWords = fc.subarray(words);
const optional = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Fields> =>
  fc.record(fields, { requiredKeys: [] });
const intervention = fc.constantFrom(...interventions.slice(0, 4));
const rate = fc.integer({ min: 500, max: 520 });

const agreement = fc.record(
  { validFrom: day, validTo: day, municipalities: fc.subarray(['1480', '1401']), rank: fc.nat(3) },
  { requiredKeys: ['validFrom', 'validTo', 'municipalities'] },
);
const offer = fc
  .tuple(
    fc.record({ intervention, form: fc.constantFrom(...provisionForms) }),
    optional({ supportLevels: fc.subarray([1, 2, 'high']), agreement, dailyRate: rate }),
  )
  .map(([is, has]): Fields => ({ ...is, ...has }));
const ages = fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
const unitFacts = optional({
  area: fc.constantFrom(...words),
  distanceKm: fc.nat(3),
  permit: fc.record({ kind: intervention, validTo: day }, { requiredKeys: ['kind'] }),
  ages,
  genders: fc.subarray([...genders]),
  needsMet: someWords,
  features: someWords,
  freePlaces: fc.oneof(
    fc.nat(2),
    fc.dictionary(day, fc.nat(1), { maxKeys: 3 }),
    fc.constantFrom({ [start]: 0 }, { [start]: 1 }),
  ),
});
const stop = fc
  .tuple(
    fc.record({ kind: fc.constantFrom(...stopKinds), scope: fc.constantFrom(...stopScopes), from: day }),
    optional({ to: day, needs: someWords }),
  )
  .map(([is, has]) => ({ ...is, ...has }));
const providerFacts = fc
  .tuple(
    fc.record({ state: fc.constantFrom('active', 'active', 'active', ...providerStates) }),
    optional({
      municipality: fc.constantFrom('1480', '1401'),
      stops: fc.array(stop, { maxLength: 2 }),
      controls: fc.constantFrom(...controlResults),
    }),
  )
  .map(([is, has]): Fields => ({ ...is, ...has }));

type Unit = Fields & { offers: readonly Fields[] };
type Provider = Fields & { units: readonly Unit[] };
const providers: fc.Arbitrary<readonly Provider[]> = fc
  .array(fc.tuple(providerFacts, fc.array(fc.tuple(unitFacts, fc.array(offer, { maxLength: 3 })), { maxLength: 3 })), {
    maxLength: 6,
  })
  .map((all) =>
    all.map(([facts, units], p) => ({
      id: `p${p}`,
      name: `Påhittad ${p}`,
      ...facts,
      units: units.map(([unit, offers], u) => ({
        id: `p${p}u${u}`,
        ...unit,
        offers: offers.map((one, o): Fields => ({ id: `p${p}u${u}o${o}`, ...one })),
      })),
    })),
  );
const request: fc.Arbitrary<Fields> = fc
  .tuple(
    fc.record({
      intervention,
      municipality: fc.constantFrom('1480', '1401'),
      gender: fc.constantFrom(...genders),
      age: fc.nat(60),
    }),
    optional({
      supportLevel: fc.constantFrom(1, 2, 'high'),
      needs: someWords,
      preferences: optional({ features: someWords, areas: someWords }),
      avoidAreas: someWords,
      excludedUnits: fc.subarray(['p0u0', 'p1u0']),
      maxDailyRate: rate,
    }),
  )
  .map(([is, has]) => ({ start, ...is, ...has }));

const order = ({ candidates }: Match): readonly string[] => candidates.map((one) => one.offer);
const check = <Given extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<Given>): void =>
  fc.assert(property, { numRuns: 500 });

/** The register without one fact at a time of those that may be missing. */
const mayBeMissing = {
  provider: ['municipality', 'stops', 'controls'],
  unit: ['area', 'distanceKm', 'permit', 'ages', 'genders', 'needsMet', 'features', 'freePlaces'],
  offer: ['supportLevels', 'agreement', 'dailyRate'],
} as const;
const without = (fields: Fields, name: string): Fields => ({ ...fields, [name]: null });
function unknowing(all: readonly Provider[]): readonly (readonly Fields[])[] {
  const ofUnits = (change: (unit: Unit) => Fields) => all.map((one) => ({ ...one, units: one.units.map(change) }));
  return [
    ...mayBeMissing.provider.map((name) => all.map((one) => without(one, name))),
    ...mayBeMissing.unit.map((name) => ofUnits((unit) => without(unit, name))),
    ...mayBeMissing.offer.map((name) =>
      ofUnits((unit) => ({ ...unit, offers: unit.offers.map((one) => without(one, name)) })),
    ),
  ];
}

describe('whatever is registered and asked for', () => {
  test('the generators reach candidates and excluded alike, and every criterion in each of its results', () => {
    const results = new Map<string, number>();
    for (const [all, asked] of fc.sample(fc.tuple(providers, request), { numRuns: 3000, seed: 20261128 })) {
      const found = matched(all, asked);
      for (const { why } of [...found.candidates, ...found.excluded])
        for (const { code, result } of why)
          results.set(`${code} ${result}`, (results.get(`${code} ${result}`) ?? 0) + 1);
    }
    // What the register always knows is never unknown.
    expect(results.size).toBe(15 * 3 - 4);
  });

  test('the order is total and the same however the register is written down', () =>
    check(
      fc.property(providers, request, fc.nat(1000), (all, asked, by) => {
        const found = matched(all, asked);
        expect(found).toEqual(matched(all, asked));
        const turned = [...all.slice(by % (all.length || 1)), ...all.slice(0, by % (all.length || 1))].toReversed();
        expect(order(matched(turned, asked))).toEqual(order(found));
        expect(found.candidates.map(({ rank }) => rank)).toEqual(found.candidates.map((_, index) => index + 1));
      }),
    ));

  test('whatever order a municipality composes is total: the register turned about gives the same, and so does the same order again', () => {
    const composed = fc.record({
      version: fc.constant('9001-1'),
      keys: fc.shuffledSubarray([...orderKeys], { minLength: 1 }),
      forms: fc.shuffledSubarray([...provisionForms], { minLength: provisionForms.length }),
    });
    check(
      fc.property(providers, request, composed, (all, asked, by) => {
        expect(isOrder(by)).toBe(true);
        const found = matched(all, asked, by);
        expect(order(matched(all.toReversed(), asked, by))).toEqual(order(found));
        expect(found.candidates.map(({ rank }) => rank)).toEqual(found.candidates.map((_, index) => index + 1));
        // Another order moves candidates and neither brings nor takes any.
        expect(order(found).toSorted()).toEqual(order(matched(all, asked)).toSorted());
        for (const language of ['sv', 'en'] as const)
          expect(new Set(orderInWords(by, language)).size).toBe(by.keys.length + 1);
      }),
    );
  });

  test('each offer of the intervention is in one place, and is excluded for what is not met alone', () =>
    check(
      fc.property(providers, request, (all, asked) => {
        const { candidates, excluded } = matched(all, asked);
        const offers = all.flatMap(({ units }) => units.flatMap((unit) => unit.offers));
        const wanted = offers.filter((one) => one['intervention'] === asked['intervention']).map(({ id }) => id);
        const placed = [...candidates, ...excluded].map((one) => one.offer);
        expect(placed).toHaveLength(wanted.length);
        expect(new Set(placed)).toEqual(new Set(wanted));
        for (const { why } of candidates) expect(why.filter(({ result }) => result === 'not-met')).toEqual([]);
        for (const { notMet } of excluded) expect(notMet).not.toEqual([]);
      }),
    ));

  test('an offer is judged among others as it is alone: what is shared between those that are alike is the same', () =>
    check(
      fc.property(providers, request, (all, asked) => {
        const { candidates, excluded } = matched(all, asked);
        for (const one of all)
          for (const unit of one.units)
            for (const its of unit.offers) {
              const alone = matched([{ ...one, units: [{ ...unit, offers: [its] }] }], asked);
              const [why] = [...alone.candidates, ...alone.excluded].map((found) => found.why);
              expect([...candidates, ...excluded].find((found) => found.offer === its['id'])?.why).toEqual(why);
            }
      }),
    ));

  test('another offer never reorders those that were there', () =>
    check(
      fc.property(providers, providers, request, (all, more, asked) => {
        const before = order(matched(all, asked));
        const renamed = JSON.parse(JSON.stringify(more).replaceAll(/"p(\d)/g, '"zp$1')) as readonly Provider[];
        const after = order(matched([...renamed, ...all], asked));
        expect(after.filter((id) => before.includes(id))).toEqual(before);
      }),
    ));

  test('what is unknown excludes nobody: a fact taken away never takes a candidate away', () =>
    check(
      fc.property(providers, request, (all, asked) => {
        const before = order(matched(all, asked));
        for (const fewer of unknowing(all))
          expect(order(matched(fewer, asked))).toEqual(expect.arrayContaining([...before]));
      }),
    ));

  test('to ask for less never takes a candidate away', () =>
    check(
      fc.property(providers, request, (all, asked) => {
        const before = order(matched(all, asked));
        const needs = (asked['needs'] ?? []) as readonly string[];
        const lesser = [
          ...needs.map((need) => ({ ...asked, needs: needs.filter((one) => one !== need) })),
          ...['supportLevel', 'avoidAreas', 'excludedUnits', 'maxDailyRate'].map((name) => without(asked, name)),
        ];
        for (const less of lesser) expect(order(matched(all, less))).toEqual(expect.arrayContaining([...before]));
      }),
    ));

  test('everything is said in both languages, in whole sentences', () =>
    check(
      fc.property(providers, request, (all, asked) => {
        const found = matched(all, asked);
        for (const language of ['sv', 'en'] as const) {
          for (const { why } of [...found.candidates, ...found.excluded])
            for (const judgement of why) expect(explain(judgement, language)).toMatch(/^[A-ZÅÄÖ0-9][^{}]*[^ .]\.$/u);
          for (const { notMet, wouldQualifyIf } of matchOutput(found, language).excluded)
            expect(wouldQualifyIf === undefined).toBe(notMet.length > 1);
        }
      }),
    ));
});
