import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import type { Match } from '../../matching/index.ts';
import { type Decline, departures, setAsideOn } from './order-left.ts';

const candidates = ['a', 'b', 'c', 'd'].map((offer, index) => ({
  offer,
  rank: index + 1,
})) as unknown as Match['candidates'];
const aside = (...offers: readonly string[]) =>
  new Map(offers.map((offer) => [offer, { offer, reason: 'far', on: localDateFrom('2026-10-01') }]));

const cases: readonly (readonly [
  said: string,
  chosen: readonly string[],
  set: readonly string[],
  left: readonly string[],
])[] = [
  ['the first alone follows the order', ['a'], [], []],
  ['the first three in order follow it', ['a', 'b', 'c'], [], []],
  ['the second alone leaves it', ['b'], [], ['b']],
  ['a gap leaves it once', ['a', 'c'], [], ['c']],
  ['the wrong way round leaves it at the one that comes too early', ['b', 'a'], [], ['b']],
  ['each that passes one over leaves it', ['c', 'd'], [], ['c', 'd']],
  ['one that the request has set aside is passed over freely', ['b'], ['a'], []],
  ['one that the request has set aside needs a reason', ['a'], ['a'], ['a']],
];

describe('departures from the order', () => {
  test.each(cases)('%s', (_, chosen, set, left) => {
    expect([...departures(candidates, chosen, aside(...set))]).toEqual(left);
  });
});

describe('what a request has declined', () => {
  const today = localDateFrom('2026-10-14');
  const decline = (some: Partial<Decline>): Decline => ({
    offer: 'a',
    reason: 'far',
    consequence: 'days',
    days: 30,
    on: localDateFrom('2026-10-01'),
    ...some,
  });
  const rows: readonly (readonly [string, readonly Decline[], string | null | undefined])[] = [
    ['is set aside for so many days', [decline({})], '2026-10-31'],
    ['is not when they are over', [decline({ days: 12 })], undefined],
    ['is on the last of them', [decline({ days: 13 })], '2026-10-14'],
    ['is until somebody has assessed it anew', [decline({ consequence: 'until-reassessed' })], null],
    ['is not when nothing follows', [decline({ consequence: 'none' })], undefined],
    [
      'is for the longest of several answers',
      [decline({ days: 20 }), decline({ days: 40 }), decline({ days: 15 })],
      '2026-11-10',
    ],
    [
      'is without an end when one of several has none',
      [decline({ consequence: 'until-reassessed' }), decline({})],
      null,
    ],
  ];
  test.each(rows)('%s', (_, declines, until) => {
    const found = setAsideOn(declines, today).get('a');
    expect(found === undefined ? undefined : (found.until ?? null)).toBe(until);
  });
});
