import { describe, expect, test } from 'vitest';
import { apartment, onlyIn2024, onlyIn2025, rows, type Row } from './obligation-rows.ts';
import { entry, evaluateCase, moveIn, stateIn, type Version } from './test-support.ts';

const optionalKeys = ['doneAt', 'late', 'missingFacts', 'blockedBy', 'waitingFor'] as const;

type Told = { readonly state: object; readonly unexpected: readonly string[] };

/** The state, and the keys it has though the row does not name them. */
function told(version: Version, [, id, written, now, expected]: Row): Told {
  const state = stateIn({ ...written, version }, now, id);
  const unexpected = 'state' in expected ? optionalKeys.filter((key) => key in state && !(key in expected)) : [];
  return { state, unexpected };
}

describe.each(['2025', '2024-10-17'] as const)('every obligation of %s', (version) => {
  test.each(rows)('%s', (...row) => {
    const { state, unexpected } = told(version, row);
    expect(state).toMatchObject(row[4]);
    expect(unexpected).toEqual([]);
  });
});

test.each(onlyIn2025)('2025: %s', (...row) => {
  const { state, unexpected } = told('2025', row);
  expect(state).toMatchObject(row[4]);
  expect(unexpected).toEqual([]);
});

test.each(onlyIn2024)('2024-10-17: %s', (...row) => {
  const { state, unexpected } = told('2024-10-17', row);
  expect(state).toMatchObject(row[4]);
  expect(unexpected).toEqual([]);
});

describe('warnings and next steps', () => {
  const lacking = entry('placement-request', '2025-08-05', { answers: { what: 'x' } });
  const complete = { answers: { what: 'x', when: 'x', situations: 'x', protectiveFactors: 'x' } };

  test('two requests without history give one warning', () => {
    const { warnings } = evaluateCase({ entries: [lacking, { ...lacking, at: '2025-08-06' }] }, '2025-08-10');
    expect(warnings.map(({ code }) => code)).toEqual(['history-missing-in-request']);
  });
  test('a complete request afterwards ends the warning', () => {
    const later = entry('placement-request', '2025-08-06', complete);
    expect(evaluateCase({ entries: [lacking, later] }, '2025-08-10').warnings).toEqual([]);
  });
  test('next steps begin with what has passed its last day', () => {
    const { nextSteps } = evaluateCase({ facts: apartment }, '2025-08-22');
    expect(nextSteps[0]).toMatchObject({ obligation: 'individual-assignment', state: 'overdue', due: moveIn });
    expect(nextSteps.at(-1)?.due).toBeUndefined();
  });
});
