import { expect, test } from 'vitest';
import { amountIn, kronor, writtenNumber } from './number.ts';

test.for([
  ['1850', 1850],
  ['1 850,50', 1850.5],
  ['1\u00A0850.5', 1850.5],
  ['0', 0],
  ['999999', 999_999],
  ['1000000', undefined],
  ['1,850,50', undefined],
  ['1850,505', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['', undefined],
  [',5', undefined],
] as const)('an amount of at most six digits that is typed %j is %j', ([text, amount]) => {
  expect(amountIn(text, 6)).toBe(amount);
});

test('an amount in kronor is written without decimals, or with two', () => {
  expect(kronor(1850, 'sv')).toBe('1\u00A0850');
  expect(kronor(1850.5, 'sv')).toBe('1\u00A0850,50');
  expect(kronor(1850.5, 'en')).toBe('1,850.50');
});

test('a number is written as it is in each language', () => {
  expect(writtenNumber(1850.5, 'sv')).toBe('1\u00A0850,5');
  expect(writtenNumber(1850.5, 'en')).toBe('1,850.5');
});
