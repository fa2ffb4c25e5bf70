import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { openLibrary } from '../../routine/index.ts';
import { timingOf } from './timing.ts';

const [routine] = openLibrary().versions('insluss');
if (!routine) throw new Error('The routine is not in the library');

test.for([
  // The day before four months, four months, and into a shorter month.
  ['2027-02-15', '2026-10-15'],
  ['2027-02-14', undefined],
  ['2027-02-28', '2026-10-28'],
] as const)('for a release on %s it can be asked from %s', ([release, earliest]) => {
  expect(timingOf(routine, localDateFrom(release), localDateFrom('2026-10-14')).earliest).toBe(earliest);
});

test.for([
  ['2026-11-13', []],
  [
    '2026-11-12',
    [
      { obligation: 'first-video-meeting', due: '2026-11-12' },
      { obligation: 'income-support-contact', due: '2026-11-12' },
      { obligation: 'booked-time-after-release', due: '2026-11-12' },
    ],
  ],
] as const)('a release on %s asks for %o more, thirty days being the limit', ([release, late]) => {
  expect(timingOf(routine, localDateFrom(release), localDateFrom('2026-10-14'))).toEqual({ late });
});
