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
import { insluss } from './support/oracle/insluss.ts';
import { preventEviction } from './support/oracle/prevent-eviction.ts';
import { askedEviction } from './support/oracle/random-eviction.ts';
import { askedInsluss } from './support/oracle/random-insluss.ts';
import type { Asked } from './support/oracle/random-parts.ts';
import { asked } from './support/oracle/random-runs.ts';
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

const readings = [
  { routine: 'repeated-discharge', questions: asked, read: repeatedDischarge },
  { routine: 'insluss', questions: askedInsluss, read: insluss },
  { routine: 'prevent-eviction', questions: askedEviction, read: preventEviction },
] as const;

describe.each(readings)('a second, hand-written reading of $routine', ({ routine, questions, read }) => {
  test('agrees with the engine on every field of every obligation', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { run, now } = question;
        const output = runOutput(evaluate(compiledFor(question), run, localDateFrom(now)));
        expect(disagreements(output, read(run, now))).toEqual([]);
      }),
      parameters,
    );
  });

  test('is asked about runs that the command line accepts', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const parsed = parseRun(JSON.parse(JSON.stringify(question.run)));
        expect(parsed.ok && checkRun(compiledFor(question), parsed.value)).toEqual([]);
      }),
      { ...parameters, numRuns: 200 },
    );
  });

  test('is asked about runs that reach every state, late deeds and every warning, and what the routine has of the rest', () => {
    const answers = fc.sample(questions, { numRuns: 600, seed: 1 }).map(({ run, now }) => read(run, now));
    const obligations = answers.flatMap((answer) => answer.obligations);
    // The one phase of prevent-eviction begins with the run: before that day nothing of it is asked about often.
    expect(new Set(obligations.map(({ state }) => state))).toEqual(new Set(stateNames));
    expect(obligations.some(({ late }) => late === true)).toBe(true);
    expect(obligations.some(({ missingFacts }) => missingFacts?.length === 2)).toBe(true);
    const kept = new Set(obligations.flatMap(({ occurrences = [] }) => occurrences.map((each) => each.kept)));
    const repeats = library
      .versions(routine)
      .some((version) => version.obligations.some(({ repeat }) => repeat !== undefined));
    expect(kept).toEqual(new Set(repeats ? [true, false] : []));
    const given = new Set(answers.flatMap(({ warnings }) => warnings));
    expect(given.size).toBe(routine === 'insluss' ? 2 : 1);
  });
});
