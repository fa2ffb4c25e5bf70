import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { builtInOrder } from '../../matching/index.ts';
import { type TriedMatch, tryOn } from './order-trial.ts';
import { orderTyped, typedOrder } from './order-typed.ts';

const typed = (some: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(
    ['in-house', 'framework', 'partnership', 'direct-award'].map((form, index) => [
      `regiform-${form}`,
      [String(index + 1)],
    ]),
  ),
  ...Object.fromEntries(Object.entries(some).map(([name, value]) => [name, [value]])),
});

test.each([
  [
    'the numbers say the order, gaps do not matter, and what has no number does not count',
    { 'nyckel-daily-rate': '5', 'nyckel-form': '2' },
    { ok: true, order: { keys: ['form', 'daily-rate'], forms: builtInOrder.forms } },
  ],
  [
    'where the form does not count, its numbers need not be there',
    { 'nyckel-distance': '1', 'regiform-framework': '', 'regiform-in-house': '' },
    { ok: true },
  ],
  ['nothing counts', {}, { ok: false, problems: [{ field: 'nyckel-form', problem: 'nothing' }] }],
  [
    'a number twice is told at the second',
    { 'nyckel-form': '1', 'nyckel-distance': '1' },
    { ok: false, problems: [{ field: 'nyckel-distance', problem: 'twice' }] },
  ],
  [
    'what is no number of the list',
    { 'nyckel-form': '7', 'nyckel-distance': '-1' },
    {
      ok: false,
      problems: [
        { field: 'nyckel-form', problem: 'number' },
        { field: 'nyckel-distance', problem: 'number' },
      ],
    },
  ],
  [
    'where the form counts, every form has a number',
    { 'nyckel-form': '1', 'regiform-framework': '' },
    { ok: false, problems: [{ field: 'regiform-framework', problem: 'missing' }] },
  ],
])('an order is read from what was typed: %s', (_, some, read) => {
  expect(orderTyped(typed(some))).toMatchObject(read);
});

test('an order that is shown in the form is read as the same order', () => {
  const { keys, forms } = builtInOrder;
  expect(orderTyped(typedOrder(builtInOrder))).toEqual({ ok: true, order: { keys, forms } });
});

const candidate = (offer: string, form: 'in-house' | 'framework', dailyRate: number | null) => ({
  offer,
  unit: offer,
  form,
  agreementRank: null,
  unknown: [],
  preferencesMet: 0,
  dailyRate,
  distanceKm: null,
});
const tried = (number: string, ...candidates: TriedMatch['candidates'][number][]): TriedMatch => ({
  request: number,
  number,
  match: number,
  register: '1480',
  start: localDateFrom('2026-11-01'),
  candidates,
});

test('an order is tried on matches that have been made: where another would have come first, and of how many with anybody to choose', () => {
  const matches = [
    tried('dearer', candidate('own', 'in-house', 2000), candidate('bought', 'framework', 900)),
    tried('cheaper', candidate('own', 'in-house', 800), candidate('bought', 'framework', 900)),
    // What has no price comes last, also when it has been to the database and is null.
    tried('unpriced', candidate('own', 'in-house', null), candidate('bought', 'framework', 900)),
    tried('nobody'),
  ];
  const byPrice = { version: '', keys: ['daily-rate'], forms: builtInOrder.forms } as const;
  const { of, changed } = tryOn(matches, byPrice);
  expect(of).toBe(3);
  expect(changed.map(({ tried: { number }, before, after }) => [number, before, after])).toEqual([
    ['dearer', 'own', 'bought'],
    ['unpriced', 'own', 'bought'],
  ]);
  expect(tryOn(matches, builtInOrder).changed).toEqual([]);
});
