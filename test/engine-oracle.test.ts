import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../src/kernel/date.ts';
import {
  checkRun,
  evaluate,
  openLibrary,
  parseRun,
  runOutput,
  stateNames,
  type CompiledRoutine,
} from '../src/routine/index.ts';
import { asked, type Asked } from './support/oracle/random-runs.ts';
import { repeatedDischarge } from './support/oracle/repeated-discharge.ts';
import { disagreements } from './support/oracle/told.ts';

/** ORACLE_RUNS asks for more runs; ORACLE_SEED, with the seed of a failure, for the same ones again. */
const numRuns = Number(process.env['ORACLE_RUNS'] ?? 4000);
const seed = process.env['ORACLE_SEED'];
const parameters = seed === undefined ? { numRuns } : { numRuns, seed: Number(seed) };

const library = openLibrary();

function compiledFor({ run }: Asked): CompiledRoutine {
  const compiled = library.find(run.routine, run.version);
  if (compiled === undefined) throw new Error(`No version ${run.version}`);
  return compiled;
}

describe('a second, hand-written reading of the routine', () => {
  test('agrees with the engine on every field of every obligation', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const { run, now } = question;
        const output = runOutput(evaluate(compiledFor(question), run, localDateFrom(now)));
        expect(disagreements(output, repeatedDischarge(run, now))).toEqual([]);
      }),
      parameters,
    );
  });

  test('is asked about runs that the command line accepts', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const parsed = parseRun(JSON.parse(JSON.stringify(question.run)));
        expect(parsed.ok && checkRun(compiledFor(question), parsed.value)).toEqual([]);
      }),
      { ...parameters, numRuns: 200 },
    );
  });

  test('is asked about runs that reach every state, late deeds, missed and kept occurrences, and warnings', () => {
    const answers = fc.sample(asked, { numRuns: 600, seed: 1 }).map(({ run, now }) => repeatedDischarge(run, now));
    const obligations = answers.flatMap((answer) => answer.obligations);
    expect(new Set(obligations.map(({ state }) => state))).toEqual(new Set(stateNames));
    expect(obligations.some(({ late }) => late === true)).toBe(true);
    expect(obligations.some(({ missingFacts }) => missingFacts?.length === 2)).toBe(true);
    const kept = new Set(obligations.flatMap(({ occurrences = [] }) => occurrences.map((each) => each.kept)));
    expect(kept).toEqual(new Set([true, false]));
    expect(answers.some(({ warnings }) => warnings.length > 0)).toBe(true);
  });
});
