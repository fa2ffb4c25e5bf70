import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import type { AccountId, EntryId, IdempotencyKey, RunId } from '../kernel/ids.ts';
import { checkRun, evaluate, openLibrary, parseRun } from '../routine/index.ts';
import { engineRun, type Entry, type RunRecord, type StatedFact, struck } from './entry.ts';

const routine = openLibrary().find('repeated-discharge', '2025');
if (!routine) throw new Error('The routine is not in the library');
const [monday, tuesday, friday] = ['2026-10-12', '2026-10-13', '2026-10-16'].map(localDateFrom) as [
  ReturnType<typeof localDateFrom>,
  ReturnType<typeof localDateFrom>,
  ReturnType<typeof localDateFrom>,
];

const run: RunRecord = {
  id: 'r' as RunId,
  caseId: 'c',
  routine: 'repeated-discharge',
  routineVersion: '2025',
  openedOn: monday,
  version: 4,
};
const entry = (id: string, more: Partial<Entry>): Entry => ({
  id: id as EntryId,
  position: Number(id),
  kind: 'planning-meeting',
  at: monday,
  recordedOn: monday,
  byRole: 'caseworker',
  writtenBy: 'a' as AccountId,
  writerName: 'Alex Provberg',
  writtenAt: new Date(`${monday}T09:00:00Z`),
  participants: ['caseworker', 'housingStaff'],
  answers: {},
  key: id as IdempotencyKey,
  ...more,
});
const fact = (name: string, value: StatedFact['value']): StatedFact => ({
  name,
  value,
  statedOn: tuesday,
  statedBy: 'a' as AccountId,
  statedByName: 'Alex Provberg',
  statedRole: 'caseworker',
  position: 2,
});
const correction = (id: string, replaces: string, more: Partial<Entry>): Entry =>
  entry(id, { recordedOn: friday, replaces: replaces as EntryId, correctionReason: 'Fel dag', ...more });

const stateOf = (entries: readonly Entry[], on = friday) =>
  evaluate(routine, engineRun(routine.definition, run, [], entries, []), on).obligations.find(
    ({ id }) => id === 'planning-meeting',
  );

test('a run is told to the engine with its version, its day and only the facts that are known, each with who said it and when', () => {
  const told = engineRun(routine.definition, run, [fact('moveIn', friday), fact('sipExists', 'unknown')], [], []);
  expect(told).toEqual({
    routine: 'repeated-discharge',
    version: '2025',
    opened: monday,
    facts: { moveIn: friday },
    factsStated: { moveIn: { at: tuesday, by: 'caseworker', byName: 'Alex Provberg' } },
    entries: [],
  });
});

test('what is told is a run that the engine’s own reader takes', () => {
  const told = engineRun(
    routine.definition,
    run,
    [fact('moveIn', friday)],
    [
      entry('1', { channel: 'video', inPerson: false, answers: { prevention: 'Tider' } }),
      entry('2', { kind: 'consent', purpose: 'information-transfer', status: 'given', form: 'oral', participants: [] }),
      entry('3', {
        kind: 'interval-changed',
        obligation: 'weekly-follow-up',
        every: 'P2W',
        reason: 'Lugnt',
        participants: [],
      }),
      correction('4', '1', { at: tuesday }),
      correction('5', '2', { kind: struck, participants: [] }),
    ],
    [
      {
        id: '2',
        status: 'given',
        purpose: 'information-transfer',
        form: 'oral',
        at: monday,
        byName: 'Alex Provberg',
      },
    ],
  );
  // Of consents the ledger tells, and not the entries.
  expect(told.entries.map(({ id }) => id)).toEqual(['1', '3', '4', '2']);
  const parsed = parseRun(told);
  expect(parsed.ok).toBe(true);
  if (parsed.ok) expect(checkRun(routine, parsed.value)).toEqual([]);
});

test('a correction counts in place of what it corrects, from the day it was written', () => {
  const entries = [entry('1', {}), correction('2', '1', { at: tuesday })];
  expect(stateOf(entries)).toMatchObject({ state: 'done', doneAt: tuesday });
  expect(stateOf(entries, tuesday)).toMatchObject({ state: 'done', doneAt: monday });
});

test('a correction of a correction counts in place of both', () => {
  const entries = [entry('1', {}), correction('2', '1', { at: tuesday }), correction('3', '2', { at: friday })];
  expect(stateOf(entries)).toMatchObject({ state: 'done', doneAt: friday });
});

test('what is struck out did not happen', () => {
  const entries = [entry('1', {}), correction('2', '1', { kind: struck, participants: [] })];
  expect(stateOf(entries)?.state).not.toBe('done');
  expect(stateOf(entries, tuesday)).toMatchObject({ state: 'done', doneAt: monday });
});

test('a correction may take away what made the entry count', () => {
  const entries = [entry('1', {}), correction('2', '1', { participants: ['caseworker'] })];
  expect(stateOf(entries)?.state).not.toBe('done');
});
