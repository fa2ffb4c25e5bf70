import { describe, expect, test } from 'vitest';
import type { AccountId } from '../../kernel/ids.ts';
import { assignmentFor, type Officer } from './assignment.ts';

const officer = (name: string, some: Partial<Officer> = {}): Officer => ({
  account: name as AccountId,
  name,
  present: true,
  competences: ['treatment'],
  acute: 0,
  planned: 0,
  resting: 0,
  ...some,
});

const cases: readonly (readonly [said: string, officers: readonly Officer[], lot: number, to: string | undefined])[] = [
  ['the one with the least work', [officer('Ronja', { planned: 2 }), officer('Tove', { planned: 1 })], 0, 'Tove'],
  [
    'an acute request weighs more than a planned one',
    [officer('Ronja', { acute: 1 }), officer('Tove', { planned: 1 })],
    0,
    'Tove',
  ],
  ['what waits for others weighs something', [officer('Ronja', { resting: 1 }), officer('Tove')], 0, 'Tove'],
  [
    'two that rest weigh as much as one planned',
    [officer('Ronja', { resting: 2 }), officer('Tove', { planned: 1 })],
    1,
    'Tove',
  ],
  ['not who is absent', [officer('Ronja', { planned: 9 }), officer('Tove', { present: false })], 0, 'Ronja'],
  [
    'not who lacks the competence, however idle',
    [officer('Ronja', { planned: 9 }), officer('Tove', { competences: [] })],
    0,
    'Ronja',
  ],
  [
    'somebody all the same when nobody there is competent',
    [officer('Ronja', { competences: ['foster-home'] })],
    0,
    'Ronja',
  ],
  [
    'somebody all the same when who is competent is absent',
    [officer('Ronja', { present: false }), officer('Tove', { competences: [] })],
    0,
    'Tove',
  ],
  ['by lot among equals: the first', [officer('Ronja'), officer('Tove')], 4, 'Ronja'],
  ['by lot among equals: the second', [officer('Ronja'), officer('Tove')], 5, 'Tove'],
  ['nobody, when nobody is there', [officer('Ronja', { present: false })], 0, undefined],
  ['nobody, when the desk is empty', [], 0, undefined],
];

describe('a new request is given to', () => {
  test.each(cases)('%s', (_, officers, lot, to) => {
    expect(assignmentFor('treatment', officers, lot).to).toBe(to);
  });
});

test('why is kept as data: who was asked and with how much, whether anybody was competent, and whether it was by lot', () => {
  const officers = [
    officer('Ronja', { planned: 1 }),
    officer('Tove', { acute: 1 }),
    officer('Ulf', { present: false }),
  ];
  expect(assignmentFor('treatment', officers, 0).by).toEqual({
    rule: 'least-work',
    version: 1,
    competent: true,
    lot: false,
    among: [
      { account: 'Ronja', work: 2 },
      { account: 'Tove', work: 3 },
    ],
    absent: 1,
  });
  expect(assignmentFor('foster-home', [officer('Ronja'), officer('Tove')], 1).by).toMatchObject({
    competent: false,
    lot: true,
  });
  expect(assignmentFor('treatment', [officer('Ulf', { present: false })], 0).by).toEqual({
    rule: 'nobody-there',
    version: 1,
    absent: 1,
  });
});
