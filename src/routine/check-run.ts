import { isLocalDate } from '../kernel/date.ts';
import type { CompiledRoutine } from './compile.ts';
import type { Fact, FactValue, RoutineDefinition } from './definition.ts';
import type { Problem } from '../kernel/problem.ts';
import { commonKinds, type Entry, type Replacement, type Run } from './run.ts';

type Report = (path: string, sv: string, en: string) => void;

function choose(report: Report, path: string, found: string, allowed: readonly string[]): void {
  if (allowed.includes(found)) return;
  const names = allowed.join(', ') || '–';
  report(
    path,
    `Det finns inget som heter ${found}. Välj ett av: ${names}.`,
    `There is no ${found}. Choose one of: ${names}.`,
  );
}

function expected(fact: Fact): { readonly sv: string; readonly en: string } {
  if (fact.type === 'date')
    return { sv: 'ett datum som finns, som ÅÅÅÅ-MM-DD', en: 'a date that exists, as YYYY-MM-DD' };
  if (fact.type === 'yesNo') return { sv: 'true eller false', en: 'true or false' };
  if (fact.type === 'number') return { sv: 'ett tal', en: 'a number' };
  const codes = Object.keys(fact.values).join(', ');
  return fact.type === 'code'
    ? { sv: `ett av: ${codes}`, en: `one of: ${codes}` }
    : { sv: `en lista med något av: ${codes}`, en: `a list of any of: ${codes}` };
}

function fits(fact: Fact, value: FactValue): boolean {
  if (fact.type === 'date') return typeof value === 'string' && isLocalDate(value);
  if (fact.type === 'yesNo') return typeof value === 'boolean';
  if (fact.type === 'number') return typeof value === 'number';
  if (fact.type === 'code')
    return typeof value !== 'boolean' && typeof value !== 'object' && Object.hasOwn(fact.values, value);
  return typeof value === 'object' && value.every((code) => Object.hasOwn(fact.values, code));
}

function checkFacts(definition: RoutineDefinition, run: Run, report: Report): void {
  const known = Object.keys(definition.facts);
  for (const [name, value] of Object.entries(run.facts)) {
    const fact = Object.hasOwn(definition.facts, name) ? definition.facts[name] : undefined;
    if (fact === undefined) choose(report, `facts.${name}`, name, known);
    else if (value !== 'unknown' && !fits(fact, value)) {
      const { sv, en } = expected(fact);
      report(
        `facts.${name}`,
        `Fel sorts värde. Ange ${sv}, eller "unknown".`,
        `Wrong kind of value. Give ${en}, or "unknown".`,
      );
    }
  }
  for (const [name, { by }] of Object.entries(run.factsStated ?? {})) {
    choose(report, `factsStated.${name}`, name, known);
    choose(report, `factsStated.${name}.by`, by, Object.keys(definition.parties));
  }
}

function need(report: Report, path: string, field: string, value: unknown): void {
  if (value !== undefined) return;
  report(`${path}.${field}`, 'Saknas. Fyll i fältet.', 'Missing. Fill in the field.');
}

function checkRepeating(compiled: CompiledRoutine, path: string, obligation: string, report: Report): void {
  const repeat = compiled.byId.get(obligation)?.definition.repeat;
  if (repeat?.intervalMayChange === true) return;
  const allowed = compiled.obligations.filter(({ definition }) => definition.repeat?.intervalMayChange === true);
  const names = allowed.map(({ id }) => id).join(', ') || '–';
  report(
    `${path}.obligation`,
    `Rutinen låter inte intervallet för ${obligation} ändras. Det går för: ${names}.`,
    `The routine does not let the interval of ${obligation} be changed. It can be for: ${names}.`,
  );
}

function checkDeed(compiled: CompiledRoutine, path: string, deed: Entry | Replacement, report: Report): void {
  const { definition } = compiled;
  const roles = Object.keys(definition.parties);
  choose(report, `${path}.kind`, deed.kind, [...Object.keys(definition.entryKinds), ...commonKinds]);
  if (deed.by !== undefined) choose(report, `${path}.by`, deed.by, roles);
  deed.participants?.forEach((role, index) => choose(report, `${path}.participants[${index}]`, role, roles));
  if (deed.kind === 'consent') {
    need(report, path, 'purpose', deed.purpose);
    need(report, path, 'status', deed.status);
    if (deed.purpose !== undefined) choose(report, `${path}.purpose`, deed.purpose, Object.keys(definition.consents));
  }
  if (deed.kind !== 'waiver' && deed.kind !== 'interval-changed') return;
  need(report, path, 'obligation', deed.obligation);
  need(report, path, 'reason', deed.reason);
  if (deed.obligation === undefined) return;
  const known = compiled.byId.has(deed.obligation);
  choose(report, `${path}.obligation`, deed.obligation, [...compiled.byId.keys()]);
  if (deed.kind === 'waiver') return;
  need(report, path, 'every', deed.every);
  if (known) checkRepeating(compiled, path, deed.obligation, report);
}

/** A chain of corrections has to end in an entry that something was done in. */
function correctsNothing(entry: Entry, byId: ReadonlyMap<string, Entry>): boolean {
  const seen = new Set<Entry>();
  let current: Entry | undefined = entry;
  while (current?.kind === 'correction' && !seen.has(current)) {
    seen.add(current);
    current = byId.get(current.replaces ?? '');
  }
  return current?.kind === 'correction';
}

function checkCorrection(path: string, entry: Entry, byId: ReadonlyMap<string, Entry>, report: Report): void {
  need(report, path, 'replaces', entry.replaces);
  if (entry.replaces === undefined) return;
  if (!byId.has(entry.replaces)) {
    report(
      `${path}.replaces`,
      `Ingen anteckning har id ${entry.replaces}. Ange id för den som ska rättas.`,
      `No entry has the id ${entry.replaces}. Give the id of the one to correct.`,
    );
  } else if (correctsNothing(entry, byId)) {
    report(
      `${path}.replaces`,
      'Rättelsen rättar bara sig själv eller andra rättelser. Ange id för anteckningen som ska rättas.',
      'The correction corrects only itself or other corrections. Give the id of the entry to correct.',
    );
  }
  if (entry.entry?.kind !== 'correction') return;
  report(
    `${path}.entry.kind`,
    'En rättelse innehåller det som gjordes, inte en ny rättelse. Skriv anteckningens slag.',
    'A correction holds what was done, not another correction. Write the kind of the entry.',
  );
}

/** What only the definition can tell about a run: known facts, kinds, roles and references. Empty when all is well. */
export function checkRun(compiled: CompiledRoutine, run: Run): readonly Problem[] {
  const problems: Problem[] = [];
  const report: Report = (path, sv, en) => problems.push({ path, message: { sv, en } });
  checkFacts(compiled.definition, run, report);
  const ids = new Set<string>();
  const byId = new Map(run.entries.map((entry) => [entry.id, entry]));
  for (const [index, entry] of run.entries.entries()) {
    const path = `entries[${index}]`;
    if (ids.has(entry.id)) {
      report(
        `${path}.id`,
        `Två anteckningar har id ${entry.id}. Byt id på en.`,
        `Two entries have the id ${entry.id}. Rename one.`,
      );
    }
    ids.add(entry.id);
    checkDeed(compiled, path, entry, report);
    if (entry.kind !== 'correction') continue;
    checkCorrection(path, entry, byId, report);
    if (entry.entry !== undefined) checkDeed(compiled, `${path}.entry`, entry.entry, report);
  }
  return problems;
}
