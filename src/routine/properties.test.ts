import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, localDateFrom } from '../kernel/date.ts';
import { checkRun, evaluate, evaluateAhead, explain, parseRun, runOutput, whatIf } from './index.ts';
import type { Entry, Run, RunState } from './index.ts';
import { getCompiled } from './test-support.ts';

/** Random runs of the 2025 version. fast-check prints seed and path when a property fails, so that it can be replayed. */
const compiled = getCompiled('2025');
const { definition } = compiled;
const opened = localDateFrom('2025-08-01');
const length = 300;

const roles = Object.keys(definition.parties);
const onDay = fc.integer({ min: -10, max: length }).map((days) => addDays(opened, days));
const someRoles = fc.subarray(roles);

const facts = fc.record(
  {
    moveIn: fc.oneof(onDay, fc.constant('unknown')),
    acuteHomelessness: fc.constantFrom(true, false, 'unknown'),
    housingForm: fc.constantFrom('apartment', 'communal', 'unknown'),
    supportLevel: fc.constantFrom('high', 'low', 'unknown'),
    sipExists: fc.constantFrom(true, false, 'unknown'),
  },
  { requiredKeys: [] },
);

const answers = fc
  .uniqueArray(
    fc.constantFrom(
      'what',
      'when',
      'situations',
      'protectiveFactors',
      'safety',
      'whatWorked',
      'tried',
      'actions',
      'contacts',
      'responsibilities',
    ),
  )
  .map((names) => Object.fromEntries(names.map((name) => [name, name === 'safety' ? 'none' : 'x'])));

const deed = fc
  .record({
    kind: fc.constantFrom(...Object.keys(definition.entryKinds)),
    participants: someRoles,
    inPerson: fc.boolean(),
    answers,
  })
  .map((fields): object => fields);
const consent = fc
  .constantFrom('given', 'declined', 'withdrawn', 'not-possible')
  .map((status): object => ({ kind: 'consent', purpose: 'information-transfer', status }));
const waiver = fc
  .constantFrom(...definition.obligations.map(({ id }) => id))
  .map((obligation): object => ({ kind: 'waiver', obligation, reason: 'Bedömning' }));
const interval = fc
  .constantFrom('P1W', 'P2W', 'P10D', 'P1M')
  .map((every): object => ({ kind: 'interval-changed', obligation: 'weekly-follow-up', every, reason: 'Bedömning' }));

const fields = fc.oneof({ arbitrary: deed, weight: 8 }, consent, waiver, interval);
const entries = fc
  .array(fc.tuple(fields, onDay, fc.constantFrom(...roles)), { maxLength: 40 })
  .map((list) => list.map(([body, at, by], index) => ({ id: `e${index}`, at, by, ...body }) as Entry));
const runs = fc.record({ facts, entries }).map((made): Run => ({
  routine: 'repeated-discharge',
  version: '2025',
  opened,
  facts: made.facts as Run['facts'],
  entries: made.entries,
}));

function written(state: RunState): string {
  return JSON.stringify(runOutput(state));
}

function withoutOccurrences(state: RunState): string {
  return written({
    ...state,
    obligations: state.obligations.map((obligation) => ({ ...obligation, occurrences: [] })),
  });
}

describe('whatever is recorded', () => {
  test('a run that people can record is accepted', () => {
    fc.assert(
      fc.property(runs, (run) => {
        expect(parseRun(JSON.parse(JSON.stringify(run))).ok).toBe(true);
        expect(checkRun(compiled, run)).toEqual([]);
      }),
    );
  });

  test('the answer is the same each time, and does not hang on the order of entries from different days', () => {
    fc.assert(
      fc.property(runs, onDay, (run, now) => {
        const oncePerDay = [...new Map(run.entries.map((entry) => [entry.at, entry])).values()];
        const forwards = { ...run, entries: oncePerDay };
        const backwards = { ...run, entries: oncePerDay.toReversed() };
        expect(written(evaluate(compiled, forwards, now))).toBe(written(evaluate(compiled, forwards, now)));
        expect(written(evaluate(compiled, backwards, now))).toBe(written(evaluate(compiled, forwards, now)));
      }),
    );
  });

  test('what is done stays done whatever happens later', () => {
    fc.assert(
      fc.property(runs, onDay, fc.integer({ min: 0, max: 200 }), (run, now, days) => {
        const later = new Map(
          evaluate(compiled, run, addDays(now, days)).obligations.map((state) => [state.id, state]),
        );
        for (const state of evaluate(compiled, run, now).obligations) {
          if (state.state !== 'done') continue;
          expect(later.get(state.id)).toMatchObject({ state: 'done' });
          expect(later.get(state.id)?.doneAt).toBe(state.doneAt);
        }
      }),
    );
  });

  test('until the day that is told, every day gives the same, also when what was written is corrected later', () => {
    const runsLaterCorrected = fc.tuple(runs, fc.array(fc.tuple(fc.nat(), onDay, fc.option(onDay)), { maxLength: 3 }));
    let quiet = 0;
    fc.assert(
      fc.property(runsLaterCorrected, onDay, ([run, corrections], now) => {
        const corrected = corrections.flatMap(([which, at, moved], index): readonly Entry[] => {
          const entry = run.entries[which % Math.max(1, run.entries.length)];
          if (entry === undefined) return [];
          const { id: replaces, ...content } = entry;
          const instead = moved === null ? {} : { entry: { ...content, at: moved } };
          return [{ id: `c${index}`, kind: 'correction', at, by: entry.by, replaces, ...instead }];
        });
        const whole = { ...run, entries: [...run.entries, ...corrected] };
        const { state, changesOn } = evaluateAhead(compiled, whole, now);
        const told = withoutOccurrences(state);
        for (let days = 1; days <= 30; days += 1) {
          const day = addDays(now, days);
          if (changesOn !== undefined && day >= changesOn) return;
          expect(withoutOccurrences({ ...evaluate(compiled, whole, day), at: now })).toBe(told);
          quiet += 1;
        }
      }),
    );
    expect(quiet).toBeGreaterThan(100);
  });

  test('nothing is overdue for a fact that nobody has stated', () => {
    fc.assert(
      fc.property(runs, onDay, (run, now) => {
        for (const state of evaluate(compiled, run, now).obligations) {
          if (state.state !== 'overdue') continue;
          expect(state.missingFacts).toBeUndefined();
          expect(state.due).toBeDefined();
          expect(state.reason.condition?.truth ?? 'true').toBe('true');
        }
      }),
    );
  });

  test('every state has a source and an explanation in both languages', () => {
    fc.assert(
      fc.property(runs, onDay, (run, now) => {
        for (const state of evaluate(compiled, run, now).obligations) {
          expect(state.source.heading).not.toBe('');
          for (const language of ['sv', 'en'] as const) {
            const text = explain(state, language);
            expect(text).toContain(state.source.heading);
            expect(text).toMatch(/^\p{Lu}/u);
            expect(text).not.toMatch(/undefined|null|NaN|\[object/u);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('the shape of each state follows the contract', () => {
    fc.assert(
      fc.property(runs, onDay, (run, now) => {
        const changed = run.entries.some(({ kind }) => kind === 'interval-changed');
        for (const state of evaluate(compiled, run, now).obligations) {
          const { occurrences = [] } = state;
          const repeats = definition.obligations.find(({ id }) => id === state.id)?.repeat !== undefined;
          const listed = repeats && state.state !== 'unknown' && state.state !== 'not-applicable';
          expect(state.occurrences !== undefined).toBe(listed);
          expect(state.waitingFor !== undefined).toBe(state.state === 'waiting');
          expect(state.blockedBy !== undefined).toBe(state.state === 'blocked');
          expect(state.late === undefined || state.state === 'done').toBe(true);
          const dones = occurrences.flatMap(({ doneAt }) => doneAt ?? []);
          expect(dones).toEqual([...new Set(dones)].toSorted());
          // A call made early and then a shorter interval can put the next last day before the one just closed.
          const dues = occurrences.map(({ due }) => due);
          expect(changed ? [] : dues).toEqual(changed ? [] : dues.toSorted());
        }
      }),
    );
  });

  test('supposing nothing changes nothing', () => {
    fc.assert(
      fc.property(runs, onDay, (run, now) => {
        expect(whatIf(compiled, run, now, {})).toEqual([]);
      }),
    );
  });
});
