import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addDays } from '../kernel/date.ts';
import { changesOf, runsOf } from './check-years.ts';
import { checkDefinitionText, checkThroughYears, evaluate, type RunState } from './index.ts';
import { library } from './test-support.ts';

const versions = library
  .routines()
  .flatMap((routine) => library.versions(routine))
  .map((compiled) => ({ compiled, routine: compiled.definition.routine, version: compiled.definition.version }));

describe('in five years, whatever is known,', () => {
  test.each(versions)('everything in an open phase of $routine@$version has a way forward', ({ compiled }) => {
    expect(checkThroughYears(compiled.definition)).toEqual([]);
  });

  // What the check rests on: it looks at some days only.
  test.each(versions)('every day of $routine@$version is as the last on which something changed', ({ compiled }) => {
    const all = runsOf(compiled);
    const step = Math.ceil(all.length / 3);
    for (const run of all.filter((_run, index) => index % step === 0)) {
      const changes = [...changesOf(compiled, run)];
      for (let days = 0; days <= 1827; days += 1) {
        const day = addDays(run.opened, days);
        const last = changes.findLast(({ at }) => at <= day);
        expect(last && moving(last), `${days} days`).toBe(moving(evaluate(compiled, run, day)));
      }
    }
  });
});

/** The states as the check sees them: what is late is open, and when something was due does not matter. */
const moving = ({ phases, obligations }: RunState): string =>
  JSON.stringify({
    begun: phases.filter(({ started }) => started).map(({ id }) => id),
    states: obligations.map(({ id, state, blockedBy, waitingFor }) => ({
      id,
      state: state === 'overdue' ? 'open' : state,
      blockedBy,
      waitingFor,
    })),
  });

const folder = new URL('../../routines/', import.meta.url);

describe('a definition is refused, with the phase, the day and the facts, when', () => {
  test.each([
    {
      sentence: 'something waits for what does not apply',
      file: 'insluss/2024.yaml',
      from: 'waitsFor: [{ obligation: initiate }]',
      to: 'opens: { from: { obligation: inform-and-refer } }',
      phase: 'phases[1]',
      sv: 'I fasen planning kan open-investigation aldrig göras 0 dagar efter start när initiatedBy: probation',
    },
    {
      sentence: 'that begins on a day long after the start',
      file: 'repeated-discharge/2025.yaml',
      from: 'waitsFor: [{ obligation: start-meeting }]',
      to: 'opens: { from: { obligation: sip-meetings } }',
      phase: 'phases[1]',
      sv: 'I fasen move-in kan first-follow-ups-booked aldrig göras 60 dagar efter start när sipExists: false, moveIn: 2000-03-01',
    },
  ])('$sentence', ({ file, from, to, phase, sv }) => {
    const sound = readFileSync(new URL(file, folder), 'utf8');
    const broken = sound.replace(from, to);
    expect(broken).not.toBe(sound);
    expect(checkDefinitionText(broken)).toMatchObject({ ok: true });
    const checked = checkDefinitionText(broken, checkThroughYears);
    const [problem] = checked.ok ? [] : checked.problems;
    expect(problem?.path).toBe(phase);
    expect(problem?.line).toBeGreaterThan(1);
    expect(problem?.message.sv).toContain(sv);
    expect(problem?.message.en).toContain('can never be done');
  });
});
