import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDateFrom } from '../src/kernel/date.ts';
import { checkRun, evaluate, openLibrary, parseRun, runOutput } from '../src/routine/index.ts';
import { asked, type Asked } from './support/oracle/random-runs.ts';
import { repeatedDischarge } from './support/oracle/repeated-discharge.ts';
import { plainAnswer, plainOutput, type Plain } from './support/oracle/told.ts';

/** ORACLE_RUNS and ORACLE_SEED ask for more runs, or for the same runs again. */
const numRuns = Number(process.env['ORACLE_RUNS'] ?? 2500);
const seed = process.env['ORACLE_SEED'];
const parameters = seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };

const library = openLibrary();

function engine({ run, now }: Asked): Plain {
  const compiled = library.find(run.routine, run.version);
  if (compiled === undefined) throw new Error(`No version ${run.version}`);
  expect(checkRun(compiled, run)).toEqual([]);
  return plainOutput(runOutput(evaluate(compiled, run, localDateFrom(now))));
}

test('the engine and a second, hand-written reading of the routine agree on every field of every obligation', () => {
  fc.assert(
    fc.property(asked, ({ run, now }) => {
      const told = engine({ run, now });
      const read = plainAnswer(repeatedDischarge(run, now));
      if (JSON.stringify(told) !== JSON.stringify(read)) expect(told).toEqual(read);
    }),
    parameters,
  );
});

test('the runs compared are runs that the command line accepts', () => {
  fc.assert(
    fc.property(asked, ({ run }) => {
      expect(parseRun(JSON.parse(JSON.stringify(run))).ok).toBe(true);
    }),
    { ...parameters, numRuns: 200 },
  );
});
