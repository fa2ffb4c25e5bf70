import { expect, it } from 'vitest';
import { markOf } from './mark.ts';

it.each([
  ['open', '2025-10-14', 'soon'],
  ['open', '2025-10-21', 'soon'],
  ['open', '2025-10-22', 'open'],
  ['open', undefined, 'open'],
  ['overdue', '2025-10-01', 'late'],
  ['done', '2025-10-01', 'done'],
  ['blocked', '2025-10-15', 'stopped'],
  ['unknown', undefined, 'unknown'],
  ['not-applicable', undefined, 'none'],
] as const)('what is %s and due %s is marked %s', (state, due, mark) => {
  expect(markOf(state, due, '2025-10-14')).toBe(mark);
});

it('what others are to do is waited for, until it is late', () => {
  expect(markOf('open', '2025-10-15', '2025-10-14', 'others')).toBe('waiting');
  expect(markOf('overdue', '2025-10-10', '2025-10-14', 'others')).toBe('late');
});
