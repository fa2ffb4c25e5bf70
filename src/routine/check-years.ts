import { addDays, dayOf, localDateFrom, type LocalDate } from '../kernel/date.ts';
import { inWorld, mostWorlds, neededEntries, worldsOf, type World } from './check-ways.ts';
import { compile, singleAnchors, type CompiledRoutine } from './compile.ts';
import type { RoutineDefinition } from './definition.ts';
import { evaluate } from './evaluate.ts';
import { problemAt, type LocatedProblem } from '../kernel/problem.ts';
import type { Run } from './run.ts';
import type { ObligationState, RunState, WaitingFor } from './state.ts';

/**
 * Searches five years for a day on which a phase has begun and something in it can neither be done nor waits for anything
 * that can come. `check-ways` looks at the conditions; this looks at what the engine then says, day after day.
 */
const opened = localDateFrom('2000-01-01');
/** Five years and the leap days in them. */
const lastDay: LocalDate = localDateFrom('2005-01-01');

const finished = new Set(['done', 'not-applicable', 'waived']);

type States = ReadonlyMap<string, ObligationState>;

/**
 * Whether an obligation can come to be done: it is open, somebody can state what is not known, or all that it hangs on can
 * come. What is finished cannot: whoever waits for something that does not apply waits for ever.
 */
function moves(states: States, id: string): boolean {
  const obligation = states.get(id);
  if (obligation === undefined || finished.has(obligation.state)) return false;
  const { blockedBy = [], waitingFor = [] } = obligation;
  return (
    // A consent that was obtained and withdrawn can be given again.
    blockedBy.every((other) => states.get(other)?.state === 'done' || moves(states, other)) &&
    waitingFor.every((what) => !('obligation' in what) || moves(states, what.obligation))
  );
}

type Stuck = { readonly phase: string; readonly obligation: string };

function stuckIn(state: RunState): Stuck | undefined {
  if (state.endedAt !== undefined) return undefined;
  const states = new Map(state.obligations.map((obligation) => [obligation.id, obligation]));
  const begun = new Set(state.phases.filter(({ started }) => started).map(({ id }) => id));
  const stuck = state.obligations.find(
    (obligation) => begun.has(obligation.phase) && !finished.has(obligation.state) && !moves(states, obligation.id),
  );
  return stuck && { phase: stuck.phase, obligation: stuck.id };
}

const dateOfWait = (what: WaitingFor): readonly LocalDate[] => ('date' in what ? [what.date] : []);

/**
 * The next day on which something can begin or end for itself: a phase, what opens, and what is repeated until a
 * day. Until then every day is as this one, but for what is late.
 */
function nextChange({ definition }: CompiledRoutine, run: Run, state: RunState): LocalDate | undefined {
  const untils = definition.obligations.flatMap(({ repeat }) =>
    repeat?.until === undefined ? [] : singleAnchors(repeat.until),
  );
  const stated = untils.flatMap((anchor) => ('fact' in anchor ? [run.facts[anchor.fact]] : []));
  return [
    ...state.phases.flatMap(({ startsAt }) => startsAt ?? []),
    ...state.obligations.flatMap(({ waitingFor = [] }) => waitingFor.flatMap(dateOfWait)),
    ...stated.flatMap((value) => (typeof value === 'string' && value !== 'unknown' ? [value as LocalDate] : [])),
  ]
    .filter((date) => date > state.at && date <= lastDay)
    .toSorted()[0];
}

/** The days of five years on which the states of a run are not those of the day before, the opening first. */
export function* changesOf(compiled: CompiledRoutine, run: Run): Generator<RunState> {
  let day: LocalDate | undefined = opened;
  while (day !== undefined) {
    const state: RunState = evaluate(compiled, run, day);
    yield state;
    day = nextChange(compiled, run, state);
  }
}

/**
 * What the conditions look at; each other day of the routine left out or stated, one after the other; and without and with what
 * others need, for behind one hindrance there can be another.
 */
export function runsOf(compiled: CompiledRoutine): readonly Run[] {
  const { definition } = compiled;
  const worlds = worldsOf(definition);
  const looked = new Set(worlds.flatMap(({ facts }) => Object.keys(facts)));
  const others = Object.entries(definition.facts).filter(([fact, { type }]) => type === 'date' && !looked.has(fact));
  const withOthers = others.reduce<readonly World[]>(
    (known, [fact], index) =>
      known.flatMap((world) => [
        world,
        { ...world, facts: { ...world.facts, [fact]: addDays(opened, 60 * (index + 1)) } },
      ]),
    worlds,
  );
  const { routine, version } = definition;
  return withOthers.flatMap((world) => {
    const needed = neededEntries(compiled, world);
    const run: Run = { routine, version, opened, facts: world.facts, entries: world.entries };
    return needed.length === 0 ? [run] : [run, { ...run, entries: [...needed, ...world.entries] }];
  });
}

const tooMany = problemAt(
  ['clauses'],
  `Villkoren frågar efter fler kombinationer än de ${mostWorlds} som kan prövas. Dela upp rutinen eller fråga efter färre uppgifter.`,
  `The conditions ask for more combinations than the ${mostWorlds} that can be tried. Divide the routine or ask for fewer facts.`,
);

function stuckProblem(definition: RoutineDefinition, run: Run, { at }: RunState, { phase, obligation }: Stuck) {
  const held = inWorld(run);
  const days = dayOf(at) - dayOf(opened);
  return problemAt(
    ['phases', definition.phases.findIndex(({ id }) => id === phase)],
    `I fasen ${phase} kan ${obligation} aldrig göras ${days} dagar efter start${held.sv}: det är inte öppet, och det som det väntar på kommer inte. Lägg till en väg framåt.`,
    `In the phase ${phase}, ${obligation} can never be done ${days} days after the start${held.en}: it is not open, and what it waits for will not come. Add a way forward.`,
  );
}

/** The first phase, day and facts that leave something without a way forward within five years. Empty when there are none. */
export function yearProblems(definition: RoutineDefinition): readonly LocatedProblem[] {
  if (worldsOf(definition).length >= mostWorlds) return [tooMany];
  const compiled = compile(definition);
  for (const run of runsOf(compiled)) {
    for (const state of changesOf(compiled, run)) {
      const stuck = stuckIn(state);
      if (stuck !== undefined) return [stuckProblem(definition, run, state, stuck)];
    }
  }
  return [];
}
