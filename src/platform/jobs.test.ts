import { expect, test } from 'vitest';
import { cronOf, type Schedule, scheduleOf } from './jobs.ts';

test('a schedule is read back from the expression that it is kept as', () => {
  const schedules: readonly Schedule[] = [
    { every: 'minute' },
    { everyHours: 6, minute: 20 },
    { at: '00:05', days: 'every' },
    { at: '07:30', days: 'weekdays' },
  ];
  expect(schedules.map(cronOf)).toEqual(['* * * * *', '20 */6 * * *', '5 0 * * *', '30 7 * * 1-5']);
  expect(schedules.map((schedule) => scheduleOf(cronOf(schedule)))).toEqual(schedules);
  expect(scheduleOf('0 0 1 * *')).toBeUndefined();
});
