import { dependenciesOf } from './compile.ts';
import type { Condition, Obligation, RoutineDefinition } from './definition.ts';

/** Doublets, and chains that bite their own tail. */
type Keys = readonly PropertyKey[];
type Report = (keys: Keys, sv: string, en: string) => void;

export type Names = {
  readonly definition: RoutineDefinition;
  readonly obligations: ReadonlySet<string>;
  readonly phases: ReadonlySet<string>;
  readonly report: Report;
};

export function checkCycles(names: Names): void {
  const { definition, report } = names;
  const byId = new Map(definition.obligations.map((obligation) => [obligation.id, obligation]));
  const reaches = (from: string, goal: string, seen: Set<string>): boolean =>
    dependenciesOfId(definition, byId, from).some((next) => {
      if (next === goal) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next, goal, seen);
    });
  for (const [index, { id }] of definition.obligations.entries()) {
    if (!reaches(id, id, new Set())) continue;
    report(
      ['obligations', index],
      `${id} hänger på sig självt genom needs, waitsFor eller ett datum, så det kan aldrig börja. Bryt kedjan.`,
      `${id} depends on itself through needs, waitsFor or a date, so it can never open. Break the chain.`,
    );
  }
}

function dependenciesOfId(
  definition: RoutineDefinition,
  byId: ReadonlyMap<string, Obligation>,
  id: string,
): readonly string[] {
  const obligation = byId.get(id);
  return obligation === undefined ? [] : dependenciesOf(definition, obligation);
}

export function checkDoublets(names: Names, list: 'obligations' | 'phases'): void {
  const seen = new Set<string>();
  for (const [index, { id }] of names.definition[list].entries()) {
    if (seen.has(id)) {
      names.report(
        [list, index, 'id'],
        `${id} finns två gånger. Byt namn på den ena.`,
        `${id} is there twice. Rename one.`,
      );
    }
    seen.add(id);
  }
}

export function checkClauseCycles(names: Names): void {
  const { clauses } = names.definition;
  const uses = (condition: Condition): readonly string[] => {
    if ('clause' in condition) return [condition.clause];
    if ('not' in condition) return uses(condition.not);
    if ('all' in condition) return condition.all.flatMap(uses);
    return 'any' in condition ? condition.any.flatMap(uses) : [];
  };
  for (const name of Object.keys(clauses)) {
    const seen = new Set<string>();
    const queue = [name];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const clause = clauses[next];
      for (const used of clause === undefined ? [] : uses(clause.when)) {
        if (used === name)
          names.report(['clauses', name], `${name} hänvisar till sig självt.`, `${name} refers to itself.`);
        else if (!seen.has(used)) queue.push(used);
        seen.add(used);
      }
    }
  }
}
