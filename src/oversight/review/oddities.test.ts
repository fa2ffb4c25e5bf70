import { describe, expect, test } from 'vitest';
import { folded, likeness, nameOf, within1 } from './names.ts';
import { isBulk, isNight, notChecked, odditiesOf, standardRules, type Visit } from './oddities.ts';

const name = (text: string) => nameOf(text);

test.for([
  ['Alex Provberg', 'Alex Provberg', 'own-name'],
  ['alex  provberg', 'Alex Provberg', 'own-name'],
  ['Aleks Provberg', 'Alex Provberg', 'own-name'],
  ['Alex Prowberg', 'Alex Provberg', 'own-name'],
  ['Alex Maria Provberg', 'Maria Provberg', 'own-name'],
  ['Alex Provberg', 'Alex Demosson-Provberg', 'own-name'],
  ['Alex Provberg', 'Alex Provbergs', 'own-name'],
  ['Théa Åkedemo', 'Tea Akedemo', 'own-name'],
  ['Alex Provberg', 'Sture Provberg', 'same-surname'],
  ['Alex Provberg', 'Sture Demosson-Provberg', 'same-surname'],
  ['Alex Provberg', 'Alex Exempelsson', 'none'],
  ['Alex Provberg', 'Sture Provbergs', 'none'],
  ['Bo Ek', 'Bo Ej', 'none'],
  ['Alex', 'Alex Provberg', 'none'],
  ['', 'Alex Provberg', 'none'],
] as const)('somebody named %s who reads about %s: %s', ([reader, individual, expected]) => {
  expect(likeness(name(reader), name(individual))).toBe(expected);
});

test.for([
  ['prov', 'prov', true],
  ['prov', 'prova', true],
  ['prov', 'pruv', true],
  ['prov', 'porv', true],
  ['prov', 'pro', true],
  ['prov', 'pruva', false],
  ['prov', 'vorp', false],
  ['prov', 'provab', false],
] as const)('%s and %s differ in one letter at most: %s', ([left, right, expected]) => {
  expect(within1(left, right)).toBe(expected);
  expect(within1(right, left)).toBe(expected);
});

test('a name is folded to its sounds', () => {
  expect(['Christopher', 'Kristoffer', 'Wåhlström-Zätterlund', 'Max'].map(folded)).toEqual([
    'kristofer',
    'kristofer',
    'vahlstromsaterlund',
    'maks',
  ]);
});

const visit: Visit = {
  reader: name('Alex Provberg'),
  readerRoles: ['caseworker'],
  individual: name('Alva Exempelsson'),
  sameIdentity: undefined,
  sameAddress: undefined,
  colleague: false,
  relation: 'assigned',
  moments: [new Date('2026-09-14T08:00:00Z')],
};
const night = [new Date('2026-09-14T22:30:00Z')];

describe('a visit', () => {
  test.for([
    ['in order', {}, []],
    ['by somebody with nearly the same name', { individual: name('Aleks Provberg') }, ['own-name']],
    ['by whom it is about', { sameIdentity: true }, ['own-identity']],
    ['by somebody who is known to be another', { sameIdentity: false, sameAddress: false }, []],
    ['by somebody of the same surname', { individual: name('Sture Provberg') }, ['same-surname']],
    ['by somebody at the same address', { sameAddress: true }, ['same-address']],
    ['about a colleague', { colleague: true }, ['colleague']],
    ['without assignment', { relation: 'none' }, ['unassigned']],
    ['by the manager of the unit', { relation: 'unit' }, ['unassigned']],
    ['with a ground', { relation: 'ground' }, []],
    // Each opening in an emergency is an item of its own.
    ['in an emergency', { relation: 'emergency' }, []],
    ['at night', { moments: night }, ['night']],
    ['at night by somebody who works nights', { moments: night, readerRoles: ['caseworker', 'outOfHours'] }, []],
    [
      'with several things odd',
      { individual: name('Alex Provberg'), relation: 'none', moments: night, colleague: true },
      ['own-name', 'colleague', 'unassigned', 'night'],
    ],
  ] as const)('%s hits the rules that it should', ([, change, expected]) => {
    expect(odditiesOf({ ...visit, ...change }, standardRules)).toEqual(expected);
  });

  test('says which rules had nothing to go by', () => {
    expect(notChecked([visit])).toEqual(['own-identity', 'same-address']);
    expect(notChecked([visit, { sameIdentity: false, sameAddress: undefined }])).toEqual(['same-address']);
  });
});

test.for([
  ['2026-09-14T19:59:00Z', false],
  ['2026-09-14T20:00:00Z', true],
  ['2026-09-15T03:59:00Z', true],
  ['2026-09-15T04:00:00Z', false],
  // In winter, and on both sides of the hour that comes twice.
  ['2026-12-14T20:59:00Z', false],
  ['2026-12-14T21:00:00Z', true],
  ['2026-10-25T04:59:00Z', true],
  ['2026-10-25T05:00:00Z', false],
] as const)('%s is night in Sweden: %s', ([moment, expected]) => {
  expect(isNight(new Date(moment))).toBe(expected);
});

const minutes = (...at: readonly number[]) => at.map((minute) => new Date(Date.UTC(2026, 8, 14, 8, minute)));

test.for([
  ['as many in an hour as is allowed', minutes(0, 10, 20), false],
  ['one more in an hour', minutes(0, 10, 20, 59), true],
  ['one more, in an hour to the minute', minutes(0, 10, 20, 60), false],
  ['one more in an hour, out of order', minutes(50, 100, 70, 60), true],
  ['as many in a day as is allowed', minutes(0, 60, 120, 180, 240), false],
  ['one more in a day', minutes(0, 60, 120, 180, 240, 300), true],
  ['nothing', [], false],
] as const)('%s is bulk: %s', ([, moments, expected]) => {
  expect(isBulk(moments, { ...standardRules, bulkHour: 3, bulkDay: 5 })).toBe(expected);
});
