import { describe, expect, test } from 'vitest';
import { formatIdentityNumber, readIdentityNumber } from './identity-number.ts';

// Numbers of the serials 980–999 belong to nobody: the tax agency has set them apart for tests.
describe('a personal identity number', () => {
  const rows: readonly (readonly [sentence: string, text: string, digits: string])[] = [
    ['is twelve digits', '199001019802', '199001019802'],
    ['may have a hyphen', '19900101-9802', '199001019802'],
    ['may be ten digits', '9001019802', '199001019802'],
    ['may be ten digits with a hyphen', '900101-9802', '199001019802'],
    ['with a plus is of somebody who has turned a hundred', '900101+9802', '189001019802'],
    ['may be pasted with spaces', ' 19900101 9802 ', '199001019802'],
    ['may be of a leap day', '200002299808', '200002299808'],
    ['is of this century when it says so', '200003019809', '200003019809'],
  ];
  test.for(rows)('%s', ([, text, digits]) => {
    expect(readIdentityNumber(text, 'personal-identity-number')).toEqual({ digits });
  });
});

describe('what is no number', () => {
  const rows: readonly (readonly [sentence: string, text: string])[] = [
    ['one with a wrong check digit', '199001019803'],
    ['one of a month that there is not', '199013019802'],
    ['one of a day that there is not', '199002309802'],
    ['a leap day of a year that has none', '190002299808'],
    ['one with too few digits', '19900101980'],
    ['one with too many', '1990010198021'],
    ['one with a letter in it', '19900101980a'],
    ['an interim number', '19900101T980'],
    ['nothing', ''],
    ['words', 'vet inte'],
    ['digits of another script', '１９９００１０１９８０２'],
    ['one with something after it', '199001019802; drop table'],
  ];
  test.for(rows)('%s', ([, text]) => {
    expect(readIdentityNumber(text, 'personal-identity-number')).toEqual({ problem: 'not-a-number' });
    expect(readIdentityNumber(text, 'coordination-number')).toEqual({ problem: 'not-a-number' });
  });
});

describe('a coordination number', () => {
  test('has sixty added to its day', () => {
    expect(readIdentityNumber('198909779806', 'coordination-number')).toEqual({ digits: '198909779806' });
    expect(readIdentityNumber('890977-9806', 'coordination-number')).toEqual({ digits: '198909779806' });
  });
  test('is not taken for the other kind, either way round, and it says which it is', () => {
    expect(readIdentityNumber('198909779806', 'personal-identity-number')).toEqual({
      problem: 'is-coordination-number',
    });
    expect(readIdentityNumber('199001019802', 'coordination-number')).toEqual({
      problem: 'is-personal-identity-number',
    });
  });
});

test('a number is shown as people read it', () => {
  expect(formatIdentityNumber('199001019802')).toBe('19900101-9802');
});
