import { checkClauseCycles, checkCycles, checkDoublets, type Names } from './check-chains.ts';
import { dueVariantsOf } from './compile.ts';
import type { Anchor, Condition, FulfilledBy, Obligation, OffsetSource, RoutineDefinition } from './definition.ts';
import { problemAt, type LocatedProblem } from './problem.ts';
import { commonKinds } from './run.ts';

type Keys = readonly PropertyKey[];

const kindsOfName = {
  role: { sv: 'rollen', en: 'role', where: 'parties' },
  fact: { sv: 'uppgiften', en: 'fact', where: 'facts' },
  clause: { sv: 'villkoret', en: 'clause', where: 'clauses' },
  interpretation: { sv: 'tolkningen', en: 'interpretation', where: 'interpretations' },
  entryKind: { sv: 'anteckningsslaget', en: 'entry kind', where: 'entryKinds' },
  consent: { sv: 'samtycket', en: 'consent', where: 'consents' },
  obligation: { sv: 'åtagandet', en: 'obligation', where: 'obligations' },
  phase: { sv: 'fasen', en: 'phase', where: 'phases' },
} as const;

function exists({ definition, obligations, phases }: Names, kind: keyof typeof kindsOfName, name: string): boolean {
  if (kind === 'obligation') return obligations.has(name);
  if (kind === 'phase') return phases.has(name);
  return Object.hasOwn(definition[kindsOfName[kind].where as keyof RoutineDefinition] as object, name);
}

function mustExist(names: Names, keys: Keys, kind: keyof typeof kindsOfName, name: string): boolean {
  if (exists(names, kind, name)) return true;
  const { sv, en, where } = kindsOfName[kind];
  names.report(
    keys,
    `Det finns inget som heter ${name} (${sv}). Rätta stavningen eller lägg till det under ${where}.`,
    `There is no ${en} named ${name}. Correct the spelling or add it under ${where}.`,
  );
  return false;
}

/** What a fact fulfils has no date, and what repeats has many: nothing can be counted from either. */
function checkHasOneDate(names: Names, keys: Keys, id: string): void {
  const counted = names.definition.obligations.find((obligation) => obligation.id === id);
  if (counted === undefined) return;
  if (counted.repeat === undefined && counted.fulfilledBy.some((rule) => !('fact' in rule))) return;
  names.report(
    keys,
    `${id} får aldrig en enda dag: det upprepas eller uppfylls av en uppgift. Räkna från något annat.`,
    `${id} never has one single day: it repeats or is fulfilled by a fact. Count from something else.`,
  );
}

function checkAnchor(names: Names, keys: Keys, anchor: Anchor): void {
  if ('obligation' in anchor && mustExist(names, [...keys, 'obligation'], 'obligation', anchor.obligation)) {
    checkHasOneDate(names, [...keys, 'obligation'], anchor.obligation);
  }
  if ('entry' in anchor) mustExist(names, [...keys, 'entry'], 'entryKind', anchor.entry);
  if (!('fact' in anchor) || !mustExist(names, [...keys, 'fact'], 'fact', anchor.fact)) return;
  if (names.definition.facts[anchor.fact]?.type === 'date') return;
  names.report(
    [...keys, 'fact'],
    `${anchor.fact} är inget datum. Räkna från en uppgift av typen date.`,
    `${anchor.fact} is not a date. Count from a fact of type date.`,
  );
}

function checkOffset(names: Names, keys: Keys, offset: OffsetSource | undefined, clock: string | undefined): void {
  if (offset === undefined || !('interpretation' in offset)) return;
  mustExist(names, [...keys, 'interpretation'], 'interpretation', offset.interpretation);
  if (clock === undefined || clock === 'interpretation') return;
  names.report(
    keys,
    `Tiden bygger på en tolkning men klockan är ${clock}. Skriv clock: interpretation.`,
    `The time rests on an interpretation but the clock is ${clock}. Write clock: interpretation.`,
  );
}

function checkCode(names: Names, keys: Keys, fact: string, value: unknown): void {
  const known = names.definition.facts[fact];
  const codes = known !== undefined && 'values' in known ? Object.keys(known.values) : undefined;
  const fits =
    codes === undefined
      ? known?.type !== 'yesNo' || typeof value === 'boolean'
      : typeof value === 'string' && codes.includes(value);
  if (fits) return;
  const allowed = codes?.join(', ') ?? 'true, false';
  names.report(
    keys,
    `${fact} kan inte vara ${String(value)}. Välj ett av: ${allowed}.`,
    `${fact} cannot be ${String(value)}. Choose one of: ${allowed}.`,
  );
}

/** Outside `clauses` a condition is made of named clauses only, so that every condition has words of its own. */
function checkCondition(names: Names, keys: Keys, condition: Condition, place: 'clause' | 'use'): void {
  if ('clause' in condition) mustExist(names, [...keys, 'clause'], 'clause', condition.clause);
  else if ('not' in condition) checkCondition(names, [...keys, 'not'], condition.not, place);
  else if ('all' in condition) {
    condition.all.forEach((part, index) => checkCondition(names, [...keys, 'all', index], part, place));
  } else if ('any' in condition) {
    condition.any.forEach((part, index) => checkCondition(names, [...keys, 'any', index], part, place));
  } else if (place === 'use') {
    names.report(
      keys,
      'Villkoret saknar namn. Flytta det till clauses med en text (says) och hänvisa till namnet.',
      'The condition has no name. Move it to clauses with a text (says) and refer to the name.',
    );
  } else if ('entry' in condition) mustExist(names, [...keys, 'entry'], 'entryKind', condition.entry);
  else if ('consent' in condition) mustExist(names, [...keys, 'consent'], 'consent', condition.consent);
  else if (mustExist(names, [...keys, 'fact'], 'fact', condition.fact)) {
    if ('is' in condition) checkCode(names, [...keys, 'is'], condition.fact, condition.is);
    if ('holds' in condition) checkCode(names, [...keys, 'holds'], condition.fact, condition.holds);
  }
}

function checkEntryRule(names: Names, keys: Keys, rule: Extract<FulfilledBy, { entry: string }>): void {
  if (!mustExist(names, [...keys, 'entry'], 'entryKind', rule.entry)) return;
  const kind = names.definition.entryKinds[rule.entry];
  const asked = new Set(Object.keys(kind?.answers ?? {}));
  const needed = [
    ...(rule.answers ?? []),
    ...(rule.ifAnswer ?? []).map(({ answer }) => answer),
    ...(rule.ifAnswer ?? []).flatMap(({ requires }) => requires),
  ];
  const missing = [
    ...needed.filter((answer) => !asked.has(answer)).map((answer) => `answers.${answer}`),
    ...(rule.participants ?? [])
      .filter((role) => !(kind?.participants ?? []).includes(role))
      .map((role) => `participants: ${role}`),
    ...(rule.inPerson === true && kind?.inPerson !== true && kind?.channels?.includes('in-person') !== true
      ? ['inPerson']
      : []),
  ];
  for (const name of missing) {
    names.report(
      keys,
      `${rule.entry} kan aldrig innehålla ${name}. Lägg till det i anteckningsslaget eller ta bort kravet.`,
      `${rule.entry} can never hold ${name}. Add it to the entry kind or remove the requirement.`,
    );
  }
}

/** A requirement on an answer that nobody can give would never come into force. */
function checkAnswerCodes(names: Names, keys: Keys, rule: Extract<FulfilledBy, { entry: string }>): void {
  for (const [index, { answer, is }] of (rule.ifAnswer ?? []).entries()) {
    const question = names.definition.entryKinds[rule.entry]?.answers?.[answer];
    const codes = question?.values === undefined ? undefined : Object.keys(question.values);
    if (codes === undefined || codes.includes(String(is))) continue;
    names.report(
      [...keys, 'ifAnswer', index, 'is'],
      `${answer} kan inte vara ${String(is)}. Välj ett av: ${codes.join(', ')}.`,
      `${answer} cannot be ${String(is)}. Choose one of: ${codes.join(', ')}.`,
    );
  }
}

function checkFulfilment(names: Names, keys: Keys, obligation: Obligation): void {
  for (const [index, rule] of obligation.fulfilledBy.entries()) {
    const at = [...keys, 'fulfilledBy', index];
    if ('entry' in rule) {
      checkEntryRule(names, at, rule);
      checkAnswerCodes(names, at, rule);
    } else if ('consent' in rule) mustExist(names, [...at, 'consent'], 'consent', rule.consent);
    else if (mustExist(names, [...at, 'fact'], 'fact', rule.fact)) checkCode(names, [...at, 'is'], rule.fact, rule.is);
    if (obligation.repeat === undefined || 'entry' in rule) continue;
    names.report(
      at,
      'Det som upprepas måste uppfyllas av en anteckning, annars har tillfället inget datum.',
      'What repeats must be fulfilled by an entry, otherwise the occurrence has no date.',
    );
  }
}

function checkDates(names: Names, keys: Keys, obligation: Obligation): void {
  const { due, opens, repeat } = obligation;
  const variants = dueVariantsOf(obligation);
  for (const [index, variant] of variants.entries()) {
    const at = due !== undefined && 'from' in due ? [...keys, 'due'] : [...keys, 'due', index];
    checkAnchor(names, [...at, 'from'], variant.from);
    checkOffset(names, [...at, 'plus'], variant.plus, variant.clock);
    if (variant.when !== undefined) checkCondition(names, [...at, 'when'], variant.when, 'use');
    if (variant.when !== undefined || index === variants.length - 1) continue;
    names.report(
      at,
      'Varianten saknar villkor men är inte sist, så de efter den kan aldrig gälla. Flytta den sist.',
      'The variant has no condition but is not last, so those after it can never apply. Move it last.',
    );
  }
  if (opens !== undefined) {
    checkAnchor(names, [...keys, 'opens', 'from'], opens.from);
    checkOffset(names, [...keys, 'opens', 'plus'], opens.plus, undefined);
  }
  if (repeat === undefined) return;
  checkAnchor(names, [...keys, 'repeat', 'from'], repeat.from);
  if (repeat.until !== undefined) checkAnchor(names, [...keys, 'repeat', 'until'], repeat.until);
  checkOffset(names, [...keys, 'repeat', 'tolerance'], repeat.tolerance, undefined);
  if (typeof repeat.every !== 'string') checkOffset(names, [...keys, 'repeat', 'every'], repeat.every, repeat.clock);
  if (due === undefined && opens === undefined) return;
  names.report(
    keys,
    'Datumen är tvetydiga: repeat kan inte stå tillsammans med due eller opens. Behåll ett av dem.',
    'The dates are ambiguous: repeat cannot stand together with due or opens. Keep one of them.',
  );
}

function checkObligation(names: Names, obligation: Obligation, index: number): void {
  const keys = ['obligations', index];
  mustExist(names, [...keys, 'phase'], 'phase', obligation.phase);
  obligation.who.forEach((role, at) => mustExist(names, [...keys, 'who', at], 'role', role));
  if (obligation.when !== undefined) checkCondition(names, [...keys, 'when'], obligation.when, 'use');
  checkDates(names, keys, obligation);
  checkFulfilment(names, keys, obligation);
  for (const [at, need] of (obligation.needs ?? []).entries()) {
    if ('consent' in need) mustExist(names, [...keys, 'needs', at, 'consent'], 'consent', need.consent);
    mustExist(names, [...keys, 'needs', at], 'obligation', 'obligation' in need ? need.obligation : need.obtainedBy);
  }
  for (const [at, wait] of (obligation.waitsFor ?? []).entries()) {
    const place = [...keys, 'waitsFor', at];
    if ('obligation' in wait) mustExist(names, place, 'obligation', wait.obligation);
    if ('entry' in wait) mustExist(names, place, 'entryKind', wait.entry);
    if ('fact' in wait) mustExist(names, place, 'fact', wait.fact);
  }
}

function checkEntryKinds(names: Names): void {
  for (const [kind, { participants, offersAlso }] of Object.entries(names.definition.entryKinds)) {
    const keys = ['entryKinds', kind];
    participants?.forEach((role, at) => mustExist(names, [...keys, 'participants', at], 'role', role));
    offersAlso?.forEach((other, at) => mustExist(names, [...keys, 'offersAlso', at], 'entryKind', other));
    if (!(commonKinds as readonly string[]).includes(kind)) continue;
    names.report(keys, `${kind} finns redan i alla rutiner. Byt namn.`, `${kind} exists in every routine. Rename it.`);
  }
}

function checkMeasures(names: Names): void {
  for (const [index, { counts }] of names.definition.measures.entries()) {
    const keys = ['measures', index, 'counts'];
    if ('obligation' in counts) mustExist(names, keys, 'obligation', counts.obligation);
    if ('entries' in counts) mustExist(names, keys, 'entryKind', counts.entries);
    if ('runsEndedAfter' in counts) mustExist(names, keys, 'entryKind', counts.runsEndedAfter);
  }
}

/** Names that do not exist, dates that are ambiguous and chains that bite their own tail. */
export function referenceProblems(definition: RoutineDefinition): readonly LocatedProblem[] {
  const problems: LocatedProblem[] = [];
  const names: Names = {
    definition,
    obligations: new Set(definition.obligations.map(({ id }) => id)),
    phases: new Set(definition.phases.map(({ id }) => id)),
    report: (keys, sv, en) => problems.push(problemAt(keys, sv, en)),
  };
  checkDoublets(names, 'phases');
  checkDoublets(names, 'obligations');
  for (const [fact, { knownBy }] of Object.entries(definition.facts)) {
    knownBy.forEach((role, at) => mustExist(names, ['facts', fact, 'knownBy', at], 'role', role));
  }
  for (const [clause, { when }] of Object.entries(definition.clauses)) {
    checkCondition(names, ['clauses', clause, 'when'], when, 'clause');
  }
  checkClauseCycles(names);
  checkEntryKinds(names);
  definition.phases.forEach(({ starts }, index) => checkAnchor(names, ['phases', index, 'starts'], starts));
  definition.obligations.forEach((obligation, index) => checkObligation(names, obligation, index));
  mustExist(names, ['ends', 'entry'], 'entryKind', definition.ends.entry);
  checkMeasures(names);
  if (problems.length === 0) checkCycles(names);
  return problems;
}
