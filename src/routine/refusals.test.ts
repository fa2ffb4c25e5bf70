import { describe, expect, test } from 'vitest';
import type { Problem } from '../kernel/problem.ts';
import { checkRun, parseRun } from './index.ts';
import { getCompiled } from './test-support.ts';

/** What is wrong with a run, as the command line tells it. */
function problemsOf(changes: Readonly<Record<string, unknown>>): readonly Problem[] {
  const parsed = parseRun({ routine: 'repeated-discharge', version: '2025', opened: '2025-08-01', ...changes });
  return parsed.ok ? checkRun(getCompiled('2025'), parsed.value) : parsed.problems;
}

function entry(fields: Readonly<Record<string, unknown>>): object {
  return { id: 'e1', kind: 'follow-up', at: '2025-08-10', by: 'caseworker', ...fields };
}

function correction(id: string, replaces: string): object {
  return entry({ id, kind: 'correction', replaces });
}

describe('a run is refused, with the place and what to do, when', () => {
  test.each([
    ['a list is something else', { entries: {} }, 'entries', 'Fel sorts värde. Ange en lista.'],
    ['yes or no is a text', { entries: [entry({ inPerson: 'ja' })] }, 'entries[0].inPerson', 'Ange true eller false.'],
    ['a field is missing', { opened: undefined }, 'opened', 'Saknas. Ange en text.'],
    ['a fact is an object', { facts: { moveIn: {} } }, 'facts.moveIn', 'Fel sorts värde.'],
    ['a fact has a name that every object knows', { facts: { constructor: 'x' } }, 'facts.constructor', 'Välj ett av'],
    [
      'corrections correct only each other',
      { entries: [correction('e1', 'e2'), correction('e2', 'e1')] },
      'entries[0].replaces',
      'rättar bara sig själv eller andra rättelser',
    ],
    ['a correction corrects itself', { entries: [correction('e1', 'e1')] }, 'entries[0].replaces', 'bara sig själv'],
    ['there is nothing to correct', { entries: [correction('e1', 'e9')] }, 'entries[0].replaces', 'har id e9'],
  ])('%s', (_sentence, changes, path, says) => {
    const [problem] = problemsOf(changes);
    expect(problem?.path).toBe(path);
    expect(problem?.message.sv).toContain(says);
    expect(problem?.message.en).not.toBe('');
  });

  test('a correction may stand before what it corrects', () => {
    expect(problemsOf({ entries: [correction('e1', 'e2'), entry({ id: 'e2' })] })).toEqual([]);
  });

  test('a note fulfils nothing and is accepted in both versions', () => {
    for (const version of ['2025', '2024-10-17'] as const) {
      const parsed = parseRun({
        routine: 'repeated-discharge',
        version,
        opened: '2025-08-01',
        entries: [entry({ kind: 'note', answers: { text: 'Ringde, inget svar' } })],
      });
      expect(parsed.ok && checkRun(getCompiled(version), parsed.value)).toEqual([]);
    }
  });
});
