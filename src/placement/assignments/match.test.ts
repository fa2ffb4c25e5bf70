import { describe, expect, test } from 'vitest';
import { localDateFrom as day } from '../../kernel/date.ts';
import { type HouseholdFacts, type HousingFacts, type InfluxCriterion, matchHousing, roomsFor } from './match.ts';
import { judgementInWords } from './messages/match.ts';

const room = (name: string, beds: number, isFree = true) => ({ id: name, name, beds, isFree });
const housing = (id: string, changes: Partial<HousingFacts> = {}): HousingFacts => ({
  id,
  name: id,
  area: 'centrum',
  opensOn: day('2026-01-01'),
  takes: ['single', 'adults', 'family'],
  meets: ['own-kitchen'],
  rooms: [room('1', 4), room('2', 2)],
  ...changes,
});
const family: HouseholdFacts = {
  people: 4,
  kind: 'family',
  persons: [{ birthYear: 1990, gender: 'female' }, { gender: 'male' }],
  needs: ['own-kitchen'],
  areas: ['hisingen'],
  arrivesOn: day('2026-10-20'),
  companions: [],
  declined: new Map(),
};

describe('the rooms of a household', () => {
  const names = (people: number, ...rooms: readonly (readonly [string, number])[]) =>
    roomsFor(
      people,
      rooms.map(([name, beds]) => room(name, beds)),
    )?.map(({ name }) => name);
  test('are one rather than two', () => expect(names(4, ['a', 2], ['b', 2], ['c', 6])).toEqual(['c']));
  test('leave as few beds over as can be', () => expect(names(3, ['a', 6], ['b', 4], ['c', 3])).toEqual(['c']));
  test('are several when no one holds all', () =>
    expect(names(5, ['a', 4], ['b', 3], ['c', 2], ['d', 2])).toEqual(['b', 'c']));
  test('are the first by name of equals', () => expect(names(2, ['10', 2], ['9', 2])).toEqual(['9']));
  test('are none when all together do not hold them', () => expect(names(5, ['a', 2], ['b', 2])).toBeUndefined());
});

describe('housing that a household cannot live in', () => {
  const excluded: readonly (readonly [
    string,
    Partial<HouseholdFacts>,
    Partial<HousingFacts>,
    readonly InfluxCriterion[],
    string,
  ])[] = [
    ['opens too late', {}, { opensOn: day('2026-10-21') }, ['open'], 'Boendet öppnar först 21 okt 2026.'],
    ['has closed', {}, { closesOn: day('2026-10-19') }, ['open'], 'Boendet stänger 19 okt 2026.'],
    [
      'takes others',
      {},
      { takes: ['single', 'adults'] },
      ['kind'],
      'Boendet tar inte emot vuxna med barn, bara en ensam vuxen och flera vuxna utan barn.',
    ],
    [
      'is for nobody who is a child alone',
      { kind: 'children' },
      {},
      ['kind'],
      'Hushållet är bara barn, och dem tar inget anvisningsboende emot.',
    ],
    ['lacks what is needed', {}, { meets: [] }, ['needs'], 'Boendet har inte det som behövs: eget kök.'],
    [
      'is for women only',
      {},
      { meets: ['own-kitchen', 'women-only'] },
      ['women-only'],
      'Boendet är bara för kvinnor, och det är inte alla i hushållet.',
    ],
    [
      'has rooms, but not for all of them: a household is never split',
      {},
      { rooms: [room('1', 3), room('2', 4, false)] },
      ['rooms'],
      'Hela hushållet får inte plats: 3 lediga sängplatser i 1 rum, och de är 4.',
    ],
    [
      'is not where those live whom they must live with',
      { companions: [{ number: 'A-2', people: 1, needs: [], housing: 'elsewhere' }] },
      {},
      ['together'],
      'A-2, som de ska bo tillsammans med, har plats i ett annat boende.',
    ],
    [
      'lacks what those need whom they must live with',
      { companions: [{ number: 'A-2', people: 1, needs: ['wheelchair-access'] }] },
      {},
      ['together'],
      'A-2, som de ska bo tillsammans med, kan inte bo där.',
    ],
    [
      'has no room for those whom they must live with',
      { companions: [{ number: 'A-2', people: 3, needs: [] }] },
      {},
      ['together'],
      'Det finns inte plats också för A-2, som de ska bo tillsammans med.',
    ],
    [
      'has said no',
      { declined: new Map([['a', 'Hissen är trasig.']]) },
      {},
      ['not-declined'],
      'Boendet har sagt nej: Hissen är trasig.',
    ],
    [
      'fails in several ways, and tells of all',
      {},
      { meets: [], takes: [], rooms: [room('1', 1)] },
      ['kind', 'needs', 'rooms'],
      '',
    ],
  ];
  test.for(excluded)('%s', ([, household, facts, notMet, sentence]) => {
    const answer = matchHousing({ ...family, ...household }, [housing('a', facts)]);
    expect(answer.candidates).toEqual([]);
    expect(answer.excluded.map((one) => one.notMet)).toEqual([notMet]);
    const why = answer.excluded.flatMap((one) => one.why.filter(({ result }) => result === 'not-met'));
    expect(why.map((one) => judgementInWords(one, 'sv')).join(' ')).toContain(sentence);
  });
});

describe('what is not known is a question and excludes nobody', () => {
  const unknown: readonly (readonly [
    string,
    Partial<HouseholdFacts>,
    Partial<HousingFacts>,
    readonly InfluxCriterion[],
  ])[] = [
    ['what the housing takes and has', {}, { takes: undefined, meets: undefined }, ['kind', 'needs']],
    ['who they are, where not everybody is taken', { kind: undefined }, { takes: ['family'] }, ['kind']],
    ['and not where everybody is', { kind: undefined }, {}, []],
    [
      'whether all are women',
      { persons: [{ gender: 'female' }] },
      { meets: ['own-kitchen', 'women-only'] },
      ['women-only'],
    ],
    ['rooms that nobody has written', {}, { rooms: [] }, ['rooms']],
  ];
  test.for(unknown)('%s', ([, household, facts, codes]) => {
    const { candidates } = matchHousing({ ...family, ...household }, [housing('a', facts)]);
    expect(candidates.map((one) => one.unknown)).toEqual([codes]);
  });
});

describe('the order of what fits', () => {
  const register = [
    housing('e', { takes: undefined }),
    housing('d', { rooms: [room('1', 2), room('2', 2)] }),
    housing('c', { rooms: [room('1', 6)] }),
    housing('b', {}),
    housing('a', { area: 'hisingen', rooms: [room('1', 8)] }),
  ];
  const order = (some: readonly HousingFacts[], household = family) =>
    matchHousing(household, some).candidates.map((one) => one.housing);

  test('is wished area, beds left over, rooms, and what must be asked about last', () =>
    expect(order(register)).toEqual(['a', 'b', 'd', 'c', 'e']));
  test('is the same however they come', () => expect(order(register.toReversed())).toEqual(order(register)));
  test('of others is not moved by one more', () => {
    const more = housing('bb', { rooms: [room('1', 5)] });
    expect(order([...register, more]).filter((id) => id !== 'bb')).toEqual(order(register));
  });
  test('loses nobody when less is needed', () => {
    const some = [...register, housing('f', { meets: [] })];
    expect(order(some, { ...family, needs: [] })).toEqual(expect.arrayContaining([...order(some)]));
  });
  test('holds with those whom they must live together with where these are', () => {
    const companions = [{ number: 'A-2', people: 3, needs: [], housing: 'c' }];
    expect(order(register, { ...family, companions })).toEqual(['c']);
  });
});
