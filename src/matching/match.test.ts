import { describe, expect, test } from 'vitest';
import { builtInOrder, type Criterion, explain, isOrder, matchOutput, wouldQualifyIf } from './index.ts';
import { matched, provider, request, start } from './test-support.ts';

type Parts = Parameters<typeof provider>[1];
type Fields = Readonly<Record<string, unknown>>;
type Result = 'met' | 'not-met' | 'unknown' | undefined;

/** What one criterion says of one offer; undefined where it does not apply. */
function resultOf(code: Criterion, parts: Parts, asked: Fields): Result {
  const { candidates, excluded } = matched([provider('a', parts)], request(asked));
  return [...candidates, ...excluded].flatMap(({ why }) => why).find((judgement) => judgement.code === code)?.result;
}

const agreement = { validFrom: '2026-01-01', validTo: '2026-12-31', municipalities: ['1480', '1401'] };
const framework = { form: 'framework', agreement };
const direct = { form: 'direct-award' };
const sheltered = { intervention: 'sheltered-housing' };
const youth = { intervention: 'supported-living-for-youth' };
const stop = (fields: Fields) => ({ stops: [{ kind: 'recommendation', scope: 'all', from: start, ...fields }] });
const agreed = (fields: Fields) => ({ offer: { ...framework, agreement: { ...agreement, ...fields } } });
const permit = (fields: Fields) => ({
  unit: { permit: { kind: 'supported-living-for-youth', ...fields }, offers: [{ id: 'o', ...youth, ...direct }] },
});

describe('a criterion is met, not met, unknown, or does not apply', () => {
  test.each<[Criterion, string, Parts, Fields, Result]>([
    ['form-allowed', 'a form of the table', {}, {}, 'met'],
    ['form-allowed', 'a form that the table lacks', { offer: { form: 'partnership' } }, {}, 'not-met'],
    ['active', 'active', {}, {}, 'met'],
    ['active', 'paused', { provider: { state: 'paused' } }, {}, 'not-met'],
    ['active', 'removed', { provider: { state: 'removed' } }, {}, 'not-met'],
    ['active', 'a draft', { provider: { state: 'draft' } }, {}, 'not-met'],
    ['active', 'under control', { provider: { state: 'under-control' } }, {}, 'not-met'],
    ['no-stop', 'the city’s own is never stopped', { provider: stop({}) }, {}, undefined],
    ['no-stop', 'no stops', { offer: direct }, {}, 'met'],
    ['no-stop', 'null is no stops', { offer: direct, provider: { stops: null } }, {}, 'met'],
    ['no-stop', 'a recommendation stop from the day it begins', { offer: direct, provider: stop({}) }, {}, 'not-met'],
    ['no-stop', 'to its last day', { offer: direct, provider: stop({ from: '2026-01-01', to: start }) }, {}, 'not-met'],
    [
      'no-stop',
      'one that has ended',
      { offer: direct, provider: stop({ from: '2026-01-01', to: '2026-03-01' }) },
      {},
      'met',
    ],
    ['no-stop', 'one that has not begun', { offer: direct, provider: stop({ from: '2026-03-03' }) }, {}, 'met'],
    ['no-stop', 'a stop for new placements', { offer: direct, provider: stop({ scope: 'new' }) }, {}, 'not-met'],
    [
      'no-stop',
      'a stop for a need that is asked for',
      { offer: direct, provider: stop({ scope: 'needs', needs: ['dual', 'night'] }) },
      { needs: ['night'] },
      'not-met',
    ],
    [
      'no-stop',
      'a stop for other needs',
      { offer: direct, provider: stop({ scope: 'needs', needs: ['dual'] }) },
      { needs: ['night'] },
      'met',
    ],
    [
      'no-stop',
      'an order stop is not about direct awards',
      { offer: direct, provider: stop({ kind: 'order' }) },
      {},
      'met',
    ],
    [
      'no-stop',
      'an order stop is about agreements',
      { offer: framework, provider: stop({ kind: 'order' }) },
      {},
      'not-met',
    ],
    ['no-stop', 'a recommendation stop is not about agreements', { offer: framework, provider: stop({}) }, {}, 'met'],
    ['controls-passed', 'only asked of direct awards', { provider: { controls: 'failed' } }, {}, undefined],
    ['controls-passed', 'passed', { offer: direct, provider: { controls: 'passed' } }, {}, 'met'],
    ['controls-passed', 'failed', { offer: direct, provider: { controls: 'failed' } }, {}, 'not-met'],
    ['controls-passed', 'missing', { offer: direct, provider: { controls: 'missing' } }, {}, 'unknown'],
    ['controls-passed', 'not said', { offer: direct }, {}, 'unknown'],
    ['municipality-party', 'covered by the agreement', { offer: framework }, {}, 'met'],
    ['municipality-party', 'not covered', { offer: framework }, { municipality: '1490' }, 'not-met'],
    ['municipality-party', 'an agreement of nobody’s', agreed({ municipalities: [] }), {}, 'not-met'],
    ['municipality-party', 'no agreement known', { offer: { form: 'framework' } }, {}, 'unknown'],
    ['municipality-party', 'the municipality’s own', { provider: { municipality: '1480' } }, {}, 'met'],
    ['municipality-party', 'another municipality’s own', { provider: { municipality: '1490' } }, {}, 'not-met'],
    ['municipality-party', 'nobody says whose own', {}, {}, undefined],
    [
      'municipality-party',
      'direct awards have no parties',
      { offer: direct, provider: { municipality: '1490' } },
      {},
      undefined,
    ],
    ['agreement-valid', 'on its first day', agreed({ validFrom: start }), {}, 'met'],
    ['agreement-valid', 'on its last day', agreed({ validTo: start }), {}, 'met'],
    ['agreement-valid', 'the day before it', agreed({ validFrom: '2026-03-03' }), {}, 'not-met'],
    ['agreement-valid', 'the day after it', agreed({ validTo: '2026-03-01' }), {}, 'not-met'],
    ['agreement-valid', 'no agreement known', { offer: { form: 'framework' } }, {}, 'unknown'],
    ['agreement-valid', 'only asked of agreements', {}, {}, undefined],
    ['permit-valid', 'not asked where none is needed', {}, {}, undefined],
    [
      'permit-valid',
      'not asked of the city’s own',
      { unit: { offers: [{ id: 'o', ...sheltered, form: 'in-house' }] } },
      sheltered,
      undefined,
    ],
    [
      'permit-valid',
      'none recorded',
      { unit: { offers: [{ id: 'o', ...sheltered, form: 'partnership' }] } },
      sheltered,
      'unknown',
    ],
    ['permit-valid', 'without an end', permit({}), youth, 'met'],
    ['permit-valid', 'on its last day', permit({ validTo: start }), youth, 'met'],
    ['permit-valid', 'the day after it', permit({ validTo: '2026-03-01' }), youth, 'not-met'],
    ['permit-valid', 'of another kind', permit({ kind: 'residential-care' }), youth, 'not-met'],
    ['age', 'the youngest', { unit: { ages: [34, 65] } }, {}, 'met'],
    ['age', 'the oldest', { unit: { ages: [18, 34] } }, {}, 'met'],
    ['age', 'too young', { unit: { ages: [35, 65] } }, {}, 'not-met'],
    ['age', 'too old', { unit: { ages: [18, 33] } }, {}, 'not-met'],
    ['age', 'not said', { unit: { ages: undefined } }, {}, 'unknown'],
    ['age', 'null', { unit: { ages: null } }, {}, 'unknown'],
    ['gender', 'received', { unit: { genders: ['female'] } }, {}, 'met'],
    ['gender', 'not received', { unit: { genders: ['male'] } }, {}, 'not-met'],
    ['gender', 'an empty list is a fact', { unit: { genders: [] } }, {}, 'not-met'],
    ['gender', 'not said', { unit: { genders: undefined } }, {}, 'unknown'],
    ['support-level', 'not asked for', { offer: { supportLevels: [] } }, {}, undefined],
    ['support-level', 'offered', { offer: { supportLevels: ['1', 'high'] } }, { supportLevel: 'high' }, 'met'],
    ['support-level', 'a figure', { offer: { supportLevels: [1, 2] } }, { supportLevel: 1 }, 'met'],
    ['support-level', 'equality, not at least', { offer: { supportLevels: [2, 3] } }, { supportLevel: 1 }, 'not-met'],
    ['support-level', 'an empty list is a fact', { offer: { supportLevels: [] } }, { supportLevel: 1 }, 'not-met'],
    ['support-level', 'not said', {}, { supportLevel: 1 }, 'unknown'],
    ['needs', 'not asked for', { unit: { needsMet: [] } }, {}, undefined],
    ['needs', 'an empty list asks for nothing', { unit: { needsMet: [] } }, { needs: [] }, undefined],
    ['needs', 'null asks for nothing', {}, { needs: null }, undefined],
    ['needs', 'all of them', { unit: { needsMet: ['a', 'b', 'c'] } }, { needs: ['a', 'c'] }, 'met'],
    ['needs', 'one is not', { unit: { needsMet: ['a'] } }, { needs: ['a', 'c'] }, 'not-met'],
    ['needs', 'a stated list is complete', { unit: { needsMet: [] } }, { needs: ['a'] }, 'not-met'],
    ['needs', 'not said', {}, { needs: ['a'] }, 'unknown'],
    ['place-free', 'a number holds for every day', { unit: { freePlaces: 2 } }, {}, 'met'],
    ['place-free', 'none', { unit: { freePlaces: 0 } }, {}, 'not-met'],
    ['place-free', 'on that day', { unit: { freePlaces: { [start]: 1, '2026-03-03': 0 } } }, {}, 'met'],
    ['place-free', 'none on that day', { unit: { freePlaces: { [start]: 0 } } }, {}, 'not-met'],
    ['place-free', 'known for another day only', { unit: { freePlaces: { '2026-03-03': 4 } } }, {}, 'unknown'],
    ['place-free', 'not said', { unit: { freePlaces: undefined } }, {}, 'unknown'],
    ['area-allowed', 'none to be avoided', { unit: { area: 'centrum' } }, { avoidAreas: [] }, undefined],
    ['area-allowed', 'another', { unit: { area: 'centrum' } }, { avoidAreas: ['hisingen'] }, 'met'],
    ['area-allowed', 'to be avoided', { unit: { area: 'hisingen' } }, { avoidAreas: ['hisingen'] }, 'not-met'],
    ['area-allowed', 'not said', {}, { avoidAreas: ['hisingen'] }, 'unknown'],
    ['not-excluded', 'none are', {}, { excludedUnits: [] }, undefined],
    ['not-excluded', 'others are', {}, { excludedUnits: ['b-u'] }, 'met'],
    ['not-excluded', 'it is', {}, { excludedUnits: ['b-u', 'a-u'] }, 'not-met'],
    ['price-ceiling', 'none', { offer: { dailyRate: 99_999 } }, {}, undefined],
    ['price-ceiling', 'just', { offer: { dailyRate: 1900 } }, { maxDailyRate: 1900 }, 'met'],
    ['price-ceiling', 'above', { offer: { dailyRate: 1900.5 } }, { maxDailyRate: 1900 }, 'not-met'],
    ['price-ceiling', 'a ceiling of nothing is one', { offer: { dailyRate: 1 } }, { maxDailyRate: 0 }, 'not-met'],
    ['price-ceiling', 'not said', {}, { maxDailyRate: 1900 }, 'unknown'],
  ])('%s: %s', (code, _, parts, asked, result) => {
    expect(resultOf(code, parts, asked)).toBe(result);
  });

  test('a register’s row of forms is used instead of the table’s, for that intervention only', () => {
    const formsAllowed = { 'supported-social-housing': ['partnership'], treatment: null };
    const { candidates, excluded } = matched(
      [provider('a'), provider('b', { offer: { form: 'partnership' } })],
      request(),
      builtInOrder,
      { formsAllowed },
    );
    expect(candidates.map(({ offer }) => offer)).toEqual(['b-o']);
    expect(excluded.map(({ offer, notMet }) => [offer, notMet])).toEqual([['a-o', ['form-allowed']]]);
  });
});

describe('every offer of the intervention is a candidate or excluded', () => {
  test('and others are neither', () => {
    const { candidates, excluded } = matched([
      provider('a'),
      provider('b', { offer: { intervention: 'treatment', form: 'framework' } }),
      provider('c', { unit: { offers: [] } }),
      provider('d', { provider: { state: 'paused' } }),
    ]);
    expect(candidates.map((one) => one.provider)).toEqual(['a']);
    expect(excluded.map((one) => one.provider)).toEqual(['d']);
  });

  test('the excluded tell all that is not met, in the order of the criteria, and follow the register', () => {
    const { excluded } = matched(
      [
        provider('z', { provider: { state: 'paused' }, unit: { freePlaces: 0, ages: [60, 90] } }),
        provider('a', { offer: direct, provider: { controls: 'failed' } }),
      ],
      request({ needs: ['a'] }),
    );
    expect(excluded.map(({ offer, notMet }) => [offer, notMet])).toEqual([
      ['z-o', ['active', 'age', 'place-free']],
      ['a-o', ['controls-passed']],
    ]);
  });

  test('nobody to be found is an answer', () => {
    expect(matched([])).toEqual({ at: '2026-02-01', ruleVersion: 'built-in-1', candidates: [], excluded: [] });
  });
});

describe('candidates are ordered by', () => {
  const ranked = (...providers: readonly Fields[]): readonly string[] =>
    matched(
      providers,
      request({ preferences: { features: ['garden', 'cat', 'cat'], areas: ['centrum'] } }),
    ).candidates.map((candidate) => candidate.provider);
  test.each<[string, readonly [string, Parts][], readonly string[]]>([
    [
      'the form of provision',
      [
        ['direct', { offer: direct, provider: { controls: 'passed' } }],
        ['framework', { offer: framework }],
        ['own', {}],
      ],
      ['own', 'framework', 'direct'],
    ],
    [
      'the agreement’s rank, missing last',
      [
        ['none', { offer: framework }],
        ['second', agreed({ rank: 2 })],
        ['first', agreed({ rank: 1 })],
        ['zeroth', agreed({ rank: 0 })],
      ],
      ['zeroth', 'first', 'second', 'none'],
    ],
    [
      'how little is unknown, before what is wished',
      [
        ['asks', { unit: { ages: undefined, features: ['garden', 'cat'], area: 'centrum' } }],
        ['knows', {}],
      ],
      ['knows', 'asks'],
    ],
    [
      'how many wishes are met, each counted once',
      [
        ['none', { unit: { features: ['sauna'] } }],
        ['cats', { unit: { features: ['cat', 'cat', 'cat'] } }],
        ['both', { unit: { features: ['garden'], area: 'centrum' } }],
      ],
      ['both', 'cats', 'none'],
    ],
    [
      'the daily rate, missing last',
      [
        ['unpriced', {}],
        ['dear', { offer: { dailyRate: 2000 } }],
        ['free', { offer: { dailyRate: 0 } }],
      ],
      ['free', 'dear', 'unpriced'],
    ],
    [
      'the distance, missing last',
      [
        ['somewhere', {}],
        ['far', { unit: { distanceKm: 40 } }],
        ['near', { unit: { distanceKm: 0.5 } }],
      ],
      ['near', 'far', 'somewhere'],
    ],
  ])('%s', (_, providers, expected) => {
    expect(ranked(...providers.map(([id, parts]) => provider(id, parts)))).toEqual(expected);
  });

  test('the ids of unit and offer by code point, so that no two are equal', () => {
    const offers = ['b', 'a', 'ab', 'Å', '\u{1F3E0}', '\uFF5E', 'B', '10', '9'].map((id) => ({
      id,
      intervention: 'supported-social-housing',
      form: 'in-house',
    }));
    const { candidates } = matched([provider('p', { unit: { offers } })]);
    expect(candidates.map(({ offer }) => offer)).toEqual(['10', '9', 'B', 'a', 'ab', 'b', 'Å', '\uFF5E', '\u{1F3E0}']);
    expect(candidates.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('another order where a municipality has one, whose version the answer names', () => {
    const order = { ...builtInOrder, version: 'ale-3', keys: ['daily-rate', 'form'] as const };
    const { candidates, ruleVersion } = matched(
      [provider('own', { offer: { dailyRate: 900 } }), provider('agreed', { offer: { ...framework, dailyRate: 800 } })],
      request(),
      order,
    );
    expect([ruleVersion, ...candidates.map((one) => one.provider)]).toEqual(['ale-3', 'agreed', 'own']);
  });
});

test.each([
  ['the built-in one', {}, true],
  ['one key', { keys: ['distance'] }, true],
  ['no key', { keys: [] }, false],
  ['a key twice', { keys: ['form', 'form'] }, false],
  ['a form that has no place', { forms: ['in-house', 'framework', 'direct-award'] }, false],
  ['a form in two places', { forms: ['in-house', 'in-house', 'framework', 'direct-award'] }, false],
] as const)('is an order or not: %s', (_, some, whole) => {
  expect(isOrder({ ...builtInOrder, ...some })).toBe(whole);
});

test('a direct award needs a reason while a candidate of another form remains, and not otherwise', () => {
  const award = provider('direct', { offer: direct });
  const needs = (providers: readonly Fields[]) =>
    matched(providers).candidates.map((one) => [one.provider, one.needsReason]);
  expect(needs([award, provider('own')])).toEqual([
    ['own', false],
    ['direct', true],
  ]);
  expect(needs([award, provider('own', { unit: { freePlaces: 0 } })])).toEqual([['direct', false]]);
});

describe('in words', () => {
  test('an unknown is a question, and a single hindrance says what would remove it, whatever is unknown', () => {
    const { excluded } = matched(
      [
        provider('one', { unit: { freePlaces: 0, ages: undefined } }),
        provider('two', { unit: { freePlaces: 0 }, provider: { state: 'paused' } }),
      ],
      request(),
    );
    const [one, two] = excluded.map(({ why }) => why);
    expect(wouldQualifyIf(one ?? [], 'sv')).toBe('Skulle komma i fråga om en plats var ledig den 2 mars 2026.');
    expect(wouldQualifyIf(one ?? [], 'en')).toBe('Would qualify if a place were free on 2 Mar 2026.');
    expect(wouldQualifyIf(two ?? [], 'sv')).toBeUndefined();
    const asked = one?.find(({ result }) => result === 'unknown');
    expect(asked && explain(asked, 'sv')).toBe(
      'Uppgift om ålder saknas. Fråga om enheten tar emot någon som är 34 år.',
    );
  });

  test('a fact stands with what was required and its date, where the register has one', () => {
    const [stopped] = matched([provider('a', { offer: direct, provider: stop({ from: '2026-01-15' }) })]).excluded;
    expect(stopped?.why.find(({ code }) => code === 'no-stop')).toEqual({
      code: 'no-stop',
      result: 'not-met',
      fact: [{ kind: 'recommendation', scope: 'all', from: '2026-01-15' }],
      required: start,
      factDate: '2026-01-15',
    });
    const told = stopped?.why.map((judgement) => explain(judgement, 'sv'));
    expect(told).toContain('Det finns rekommendationsstopp för alla placeringar från och med 15 jan 2026.');
  });

  test('the output has every criterion in the order of the table, and only the keys of the contract', () => {
    const register = [
      provider('own', { offer: { dailyRate: 900 } }),
      provider('direct', { offer: direct }),
      provider('full', { unit: { freePlaces: 0 } }),
    ];
    const output = matchOutput(matched(register, request({ needs: ['a'] })), 'en');
    expect(Object.keys(output)).toEqual(['at', 'ruleVersion', 'candidates', 'excluded']);
    expect(output.candidates.map((one) => Object.keys(one).join(' '))).toEqual([
      'rank offer unit provider form unknown preferencesMet dailyRate why',
      'rank offer unit provider form unknown preferencesMet needsReason why',
    ]);
    expect(output.excluded.map((one) => Object.keys(one).join(' '))).toEqual([
      'offer unit provider notMet why wouldQualifyIf',
    ]);
    expect(output.candidates[1]?.why.map(({ code, result }) => `${code} ${result}`)).toEqual([
      'form-allowed met',
      'active met',
      'no-stop met',
      'controls-passed unknown',
      'age met',
      'gender met',
      'needs unknown',
      'place-free met',
    ]);
    expect(output.candidates[1]?.unknown).toEqual(['controls-passed', 'needs']);
    expect(output.excluded[0]?.why.at(-1)).toEqual({
      code: 'place-free',
      result: 'not-met',
      explanation: 'No place is free on 2 Mar 2026.',
      fact: 0,
      required: start,
      factDate: null,
    });
  });
});
