import { expect, test } from 'vitest';
import { localDateFrom as day } from '../kernel/date.ts';
import { lateness, type Waits } from './waits.ts';

const wednesday = day('2026-10-14');
const planned: Waits = { what: 'answer', since: wednesday, isAcute: false, startsOn: day('2026-11-16') };

test.each([
  ['a proposal that came today is to be answered now', {}, 'today'],
  ['a planned one may wait for three working days, over a weekend', { since: day('2026-10-09') }, 'today'],
  ['and is late after that', { since: day('2026-10-08') }, 'late'],
  ['an acute one may wait for one', { isAcute: true, since: day('2026-10-13') }, 'today'],
  ['and is late after that', { isAcute: true, since: day('2026-10-12') }, 'late'],
  ['what waits at the desk is measured alike', { what: 'desk', isAcute: true, since: day('2026-10-12') }, 'late'],
  ['as is what the desk has asked', { what: 'message', since: day('2026-10-08') }, 'late'],
  ['nothing may wait past the first day of the placement', { startsOn: wednesday }, 'late'],
  ['what came of it is asked for each day', { what: 'outcome', since: day('2026-09-01') }, 'today'],
  ['and is late when the placement was to have begun', { what: 'outcome', startsOn: day('2026-10-13') }, 'late'],
  ['a follow-up is coming before its day', { what: 'followUp', since: day('2026-10-16') }, 'week'],
  ['due on it, long after the first day', { what: 'followUp', startsOn: day('2026-07-14') }, 'today'],
  ['and late after a week', { what: 'followUp', since: day('2026-10-06'), startsOn: day('2026-07-06') }, 'late'],
] as const)('%s', (_, more, is) => {
  expect(lateness({ ...planned, ...more }, wednesday)).toBe(is);
});
