import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { isLast, type KeptReason, nameTaken, reasonId } from './reason.ts';

const day = localDateFrom;
const today = day('2026-10-14');
const reason = (id: string, some: Partial<KeptReason> = {}): KeptReason => ({
  kind: 'decline',
  id,
  name: { sv: `${id} sv`, en: `${id} en` },
  consequence: 'none',
  from: day('2020-01-01'),
  to: null,
  ...some,
});

test.each([
  ['The price is too high', [], 'the-price-is-too-high'],
  ['The person’s café, again!', [], 'the-persons-cafe-again'],
  ['Another reason', ['another-reason', 'another-reason-2'], 'another-reason-3'],
  ['24 hours', [], 'hours'],
  ['???', ['reason'], 'reason-2'],
])('a reason called %s is known by plain letters that no other of its kind has', (name, taken, id) => {
  expect(reasonId(name, new Set(taken))).toBe(id);
});

describe('two reasons of a kind that hold cannot be told apart by name', () => {
  test.each([
    ['the same in Swedish', {}, ['sv']],
    ['in capitals', { name: { sv: 'PRISET', en: 'COST' } }, ['sv', 'en']],
    ['of another kind', { kind: 'ended' }, []],
    ['ended', { to: day('2026-10-13') }, []],
    ['ends today', { to: today }, ['sv']],
  ] as const)('%s', (_, some, taken) => {
    const kept = [reason('price', { name: { sv: 'Priset', en: 'The price' }, ...some })];
    expect(nameTaken(kept, 'decline', { sv: 'Priset', en: 'Cost' }, today)).toEqual(taken);
  });
});

test.each([
  ['alone', [], true],
  ['beside one of another kind', [reason('b', { kind: 'none' })], true],
  ['beside one that ends', [reason('b', { to: day('2027-01-01') })], true],
  ['beside one that has not begun', [reason('b', { from: day('2026-10-15') })], true],
  ['beside one that holds', [reason('b')], false],
])('%s of its kind until further notice, a reason is the last or not', (_, others, last) => {
  const one = reason('a');
  expect(isLast([one, ...others], one, today)).toBe(last);
});
