import { expect, test } from 'vitest';
import { localDateFrom as day } from '../../kernel/date.ts';
import { nextFollowUp } from './follow-up.ts';

test.for([
  ['after a month first', 0, 1, '2026-02-28'],
  ['then after three', 1, 3, '2026-04-30'],
  ['after six', 3, 6, '2026-07-31'],
  ['after a year', 6, 12, '2027-01-31'],
  ['and then once a year', 12, 24, '2028-01-31'],
  ['as long as they live there', 24, 36, '2029-01-31'],
] as const)('who lives there is followed up %s', ([, answered, months, on]) => {
  expect(nextFollowUp(day('2026-01-31'), answered)).toEqual({ months, on });
});
