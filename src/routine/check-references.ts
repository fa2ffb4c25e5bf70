import { checkClauseCycles, checkCycles, checkDoublets, type Names } from './check-chains.ts';
import { standardRoles } from '../kernel/actor.ts';
import { dueVariantsOf, endsOf, singleAnchors } from './compile.ts';
import type {
  Anchor,
  Condition,
  FulfilledBy,
  Need,
  Obligation,
  OffsetSource,
  RoutineDefinition,
} from './definition.ts';
import { problemAt, type LocatedProblem } from '../kernel/problem.ts';
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
  if ('latestOf' in anchor) {
    singleAnchors(anchor).forEach((single, index) => checkAnchor(names, [...keys, 'latestOf', index], single));
    return;
  }
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

function checkDateCondition(names: Names, keys: Keys, condition: Extract<Condition, { date: unknown }>): void {
  const key = 'before' in condition ? 'before' : 'notBefore';
  const { from, plus } = 'before' in condition ? condition.before : condition.notBefore;
  checkAnchor(names, [...keys, 'date'], condition.date);
  checkAnchor(names, [...keys, key, 'from'], from);
  checkOffset(names, [...keys, key, 'plus'], plus, undefined);
}

function mustBeSet({ definition, report }: Names, keys: Keys, fact: string): boolean {
  if (definition.facts[fact]?.type === 'codes') return true;
  report(
    keys,
    `${fact} håller inte flera koder. Räkna i en uppgift av typen codes.`,
    `${fact} does not hold several codes. Count in a fact of type codes.`,
  );
  return false;
}

/** A set can hold only what is among its own codes. */
function checkHoldsFact(
  names: Names,
  keys: Keys,
  { fact, holdsFact }: Extract<Condition, { holdsFact: string }>,
): void {
  if (!mustBeSet(names, [...keys, 'fact'], fact) || !mustExist(names, [...keys, 'holdsFact'], 'fact', holdsFact))
    return;
  const held = names.definition.facts[holdsFact];
  if (held?.type === 'code') {
    Object.keys(held.values).forEach((code) => checkCode(names, [...keys, 'holdsFact'], fact, code));
    return;
  }
  names.report(
    [...keys, 'holdsFact'],
    `${holdsFact} är ingen enda kod. Ange en uppgift av typen code.`,
    `${holdsFact} is not a single code. Give a fact of type code.`,
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
  else if ('date' in condition) checkDateCondition(names, keys, condition);
  else if (mustExist(names, [...keys, 'fact'], 'fact', condition.fact)) {
    if ('holdsFact' in condition) checkHoldsFact(names, keys, condition);
    if ('holdsExactly' in condition || 'holdsMoreThan' in condition)
      mustBeSet(names, [...keys, 'fact'], condition.fact);
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
    ...Object.keys(rule.answersAre ?? {}),
    ...Object.keys(rule.answersAfter ?? {}),
  ];
  const missing = [
    ...needed.filter((answer) => !asked.has(answer)).map((answer) => `answers.${answer}`),
    ...(rule.participants ?? [])
      .filter((role) => !(kind?.participants ?? []).includes(role))
      .map((role) => `participants: ${role}`),
    ...(rule.inPerson === true && kind?.inPerson !== true && kind?.channels?.includes('in-person') !== true
      ? ['inPerson']
      : []),
    ...(rule.form === undefined || kind?.forms?.includes(rule.form) === true ? [] : [`form: ${rule.form}`]),
    ...(rule.partyIs === undefined || kind?.party?.of === rule.partyIs.fact ? [] : ['party']),
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
  const check = (at: Keys, answer: string, is: string | boolean): void => {
    const question = names.definition.entryKinds[rule.entry]?.answers?.[answer];
    const codes = question?.values === undefined ? undefined : Object.keys(question.values);
    if (codes === undefined || codes.includes(String(is))) return;
    names.report(
      at,
      `${answer} kan inte vara ${String(is)}. Välj ett av: ${codes.join(', ')}.`,
      `${answer} cannot be ${String(is)}. Choose one of: ${codes.join(', ')}.`,
    );
  };
  for (const [index, { answer, is }] of (rule.ifAnswer ?? []).entries())
    check([...keys, 'ifAnswer', index, 'is'], answer, is);
  for (const [answer, is] of Object.entries(rule.answersAre ?? {})) check([...keys, 'answersAre', answer], answer, is);
}

/** What an entry is compared with in the rest of the run. */
function checkRuleInRun(
  names: Names,
  keys: Keys,
  { opens }: Obligation,
  rule: Extract<FulfilledBy, { entry: string }>,
): void {
  for (const [answer, anchor] of Object.entries(rule.answersAfter ?? {})) {
    checkAnchor(names, [...keys, 'answersAfter', answer], anchor);
    if (names.definition.entryKinds[rule.entry]?.answers?.[answer]?.type === 'date') continue;
    names.report(
      [...keys, 'answersAfter', answer],
      `${answer} är ingen dag. Ge frågan typen date.`,
      `${answer} is not a day. Give the question the type date.`,
    );
  }
  if (rule.when !== undefined) checkCondition(names, [...keys, 'when'], rule.when, 'use');
  if (rule.unless !== undefined) checkCondition(names, [...keys, 'unless'], rule.unless, 'use');
  if (rule.tooEarly === undefined || opens !== undefined) return;
  names.report(
    [...keys, 'tooEarly'],
    'Inget kan komma för tidigt utan opens. Lägg till opens eller ta bort varningen.',
    'Nothing can come too early without opens. Add opens or remove the warning.',
  );
}

function checkFulfilment(names: Names, keys: Keys, obligation: Obligation): void {
  for (const [index, rule] of obligation.fulfilledBy.entries()) {
    const at = [...keys, 'fulfilledBy', index];
    if ('entry' in rule) {
      checkEntryRule(names, at, rule);
      checkAnswerCodes(names, at, rule);
      checkRuleInRun(names, at, obligation, rule);
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

function checkNeeds(names: Names, keys: Keys, needs: readonly Need[]): void {
  for (const [at, need] of needs.entries()) {
    if ('consent' in need) mustExist(names, [...keys, at, 'consent'], 'consent', need.consent);
    mustExist(names, [...keys, at], 'obligation', 'obligation' in need ? need.obligation : need.obtainedBy);
  }
}

function checkObligation(names: Names, obligation: Obligation, index: number): void {
  const keys = ['obligations', index];
  mustExist(names, [...keys, 'phase'], 'phase', obligation.phase);
  obligation.who.forEach((role, at) => mustExist(names, [...keys, 'who', at], 'role', role));
  if (obligation.when !== undefined) checkCondition(names, [...keys, 'when'], obligation.when, 'use');
  checkDates(names, keys, obligation);
  checkFulfilment(names, keys, obligation);
  checkNeeds(names, [...keys, 'needs'], obligation.needs ?? []);
  for (const [at, wait] of (obligation.waitsFor ?? []).entries()) {
    const place = [...keys, 'waitsFor', at];
    if ('obligation' in wait) mustExist(names, place, 'obligation', wait.obligation);
    if ('entry' in wait) mustExist(names, place, 'entryKind', wait.entry);
    if ('fact' in wait) mustExist(names, place, 'fact', wait.fact);
  }
}

function checkParty(names: Names, keys: Keys, fact: string, asked: boolean | undefined): void {
  if (mustExist(names, [...keys, 'of'], 'fact', fact)) {
    const { values } = { values: undefined, ...names.definition.facts[fact] };
    if (values === undefined) {
      names.report(
        [...keys, 'of'],
        `${fact} har inga koder att välja mellan. Ange en uppgift av typen code eller codes.`,
        `${fact} has no codes to choose between. Give a fact of type code or codes.`,
      );
    }
  }
  if (asked === true) return;
  names.report(keys, 'Skriv också asksParty: true.', 'Write asksParty: true as well.');
}

function checkEntryKinds(names: Names): void {
  for (const [kind, { participants, offersAlso, asksParty, party }] of Object.entries(names.definition.entryKinds)) {
    const keys = ['entryKinds', kind];
    if (party !== undefined) checkParty(names, [...keys, 'party'], party.of, asksParty);
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

function checkRoleAtWork({ report }: Names, keys: Keys, role: string): void {
  if ((standardRoles as readonly string[]).includes(role)) return;
  const known = standardRoles.join(', ');
  report(keys, `Ingen arbetar som ${role}. Välj bland: ${known}.`, `Nobody works as ${role}. Choose among: ${known}.`);
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
  checkNeeds(names, ['needs'], definition.needs);
  for (const end of endsOf(definition)) {
    if ('entry' in end) mustExist(names, ['ends'], 'entryKind', end.entry);
    else if (mustExist(names, ['ends'], 'obligation', end.obligation)) checkHasOneDate(names, ['ends'], end.obligation);
  }
  for (const [code, { when }] of Object.entries(definition.warnings))
    checkCondition(names, ['warnings', code, 'when'], when, 'use');
  const told = new Set(definition.contacts.map(({ party }) => party));
  definition.obligations.forEach(({ contacts = [] }, index) =>
    contacts.forEach((party, at) => {
      if (!told.has(party))
        names.report(
          ['obligations', index, 'contacts', at],
          `Det står ingenting om hur man kontaktar ${party}. Rätta stavningen eller lägg till parten under contacts.`,
          `Nothing is said of how to contact ${party}. Correct the spelling or add the party under contacts.`,
        );
    }),
  );
  definition.contacts.forEach(({ party }, index) => mustExist(names, ['contacts', index, 'party'], 'role', party));
  for (const [party, { workedBy = [] }] of Object.entries(definition.parties))
    workedBy.forEach((role, at) => checkRoleAtWork(names, ['parties', party, 'workedBy', at], role));
  checkMeasures(names);
  if (problems.length === 0) checkCycles(names);
  return problems;
}
