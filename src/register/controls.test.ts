import { describe, expect, test } from 'vitest';
import { type LocalDate, localDateFrom } from '../kernel/date.ts';
import { type Checked, type ControlItem, itemsTogether, stateOfControls, stateOfItem } from './controls.ts';

const day = localDateFrom('2026-10-14');
const item = (code: string, required = true, months?: number): ControlItem => ({
  code,
  name: { sv: code, en: code },
  required,
  ...(months === undefined ? {} : { months }),
});
const found = (result: Checked['result'], nextCheck?: string): Checked => ({
  result,
  checkedOn: localDateFrom('2026-05-01'),
  ...(nextCheck === undefined ? {} : { nextCheck: nextCheck as LocalDate }),
});

describe('a control', () => {
  test.each([
    ['that nobody has made is missing', undefined, 'missing'],
    ['holds without an end when it is made once', found('passed'), 'passed'],
    ['holds on the day of its next one', found('passed', '2026-10-14'), 'passed'],
    ['is due the day after', found('passed', '2026-10-13'), 'due'],
    ['that failed stays failed until it is made again', found('failed', '2026-10-13'), 'failed'],
  ] as const)('%s', (_, checked, expected) => expect(stateOfItem(checked, day)).toBe(expected));
});

describe('the controls of a provider are', () => {
  test.each([
    ['passed when all that are required have', { a: found('passed'), b: found('passed') }, 'passed'],
    ['missing when one is missing', { a: found('passed') }, 'missing'],
    ['missing when the time of one is out', { a: found('passed'), b: found('passed', '2026-10-13') }, 'missing'],
    ['failed when one is, whatever is missing', { a: found('failed') }, 'failed'],
    [
      'as they are, whatever is said of what is not required',
      { a: found('passed'), b: found('passed'), c: found('failed') },
      'passed',
    ],
  ] as const)('%s', (_, checked, expected) =>
    expect(stateOfControls([item('a'), item('b'), item('c', false)], new Map(Object.entries(checked)), day)).toBe(
      expected,
    ),
  );

  test('missing when nobody has said what passing is', () => {
    expect(stateOfControls([], new Map(), day)).toBe('missing');
    expect(stateOfControls([item('a', false)], new Map([['a', found('passed')]]), day)).toBe('missing');
  });
});

test('what several lists ask for is asked once, as strictly as the strictest', () => {
  expect(itemsTogether([[item('a', false, 12), item('b')], [item('a', true, 6)]])).toEqual([
    item('a', true, 6),
    item('b'),
  ]);
});
