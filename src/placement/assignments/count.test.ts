import { describe, expect, test } from 'vitest';
import { type LocalDate, localDateFrom as day } from '../../kernel/date.ts';
import { countAssignments, type InfluxRow } from './count.ts';

const row = (received: LocalDate, people: number): InfluxRow => ({
  received,
  people,
  outcome: 'received',
  days_to_place: 3,
});
const today = day('2026-10-14');

describe('what is counted of assignments', () => {
  test('is households and people by month, and the same time of the year before', () => {
    const rows = [
      row(day('2026-03-01'), 6),
      row(day('2026-03-31'), 5),
      row(day('2025-03-02'), 7),
      row(day('2025-10-15'), 9),
    ];
    const { total, months } = countAssignments(rows, [], 2026, today);
    expect(total).toEqual({ previous: { households: 1, people: 7 }, current: { households: 2, people: 11 } });
    expect(months[2]).toEqual({
      month: 3,
      previous: { households: 1, people: 7 },
      current: { households: 2, people: 11 },
    });
  });

  test('is a whole year when it is over', () => {
    const { total } = countAssignments([row(day('2025-12-31'), 9)], [], 2025, today);
    expect(total.current).toEqual({ households: 1, people: 9 });
  });

  test('is also months from before, when they are over by the same day', () => {
    const earlier = [
      { month: day('2025-09-01'), households: 4, people: 20 },
      { month: day('2025-10-01'), households: 5, people: 30 },
    ];
    expect(countAssignments([], earlier, 2026, today).total.previous).toEqual({ households: 4, people: 20 });
    expect(countAssignments([], earlier, 2025, today).total.current).toEqual({ households: 9, people: 50 });
  });

  test('is hidden when fewer than five people are behind it, with another month that would give it away', () => {
    const rows = [row(day('2026-01-10'), 3), row(day('2026-02-10'), 8), row(day('2026-03-10'), 20)];
    const { total, months } = countAssignments(rows, [], 2026, today);
    expect(total.current).toEqual({ households: 3, people: 31 });
    expect(months.slice(0, 3).map(({ current }) => current?.people)).toEqual([undefined, undefined, 20]);
  });
});
