import type { Day } from '../kernel/date.ts';
import type { CompiledObligation, ConsentRule, EntryRule } from './compile.ts';
import { factOf, isValue, type Context } from './context.ts';
import { deedsOf, type Deed } from './deeds.ts';
import type { Evidence } from './reason.ts';
import type { Warning } from './state.ts';

function hasAnswers({ content: { answers } }: Deed, names: readonly string[]): boolean {
  return answers !== undefined && names.every((name) => Object.hasOwn(answers, name));
}

function tookPart({ content: { participants } }: Deed, roles: readonly string[]): boolean {
  return participants !== undefined && roles.every((role) => participants.includes(role));
}

/** Whether the entry holds all that the rule asks for. Only participants that the rule names are looked at. */
function meetsEntryRule(deed: Deed, rule: EntryRule): boolean {
  if (rule.inPerson === true && deed.content.inPerson !== true) return false;
  if (rule.form !== undefined && deed.content.form !== rule.form) return false;
  if (rule.participants !== undefined && !tookPart(deed, rule.participants)) return false;
  if (rule.answers !== undefined && !hasAnswers(deed, rule.answers)) return false;
  if (rule.ifAnswer === undefined) return true;
  return rule.ifAnswer.every(
    ({ answer, is, requires }) => deed.content.answers?.[answer] !== is || hasAnswers(deed, requires),
  );
}

function meetsConsentRule({ content }: Deed, rule: ConsentRule): boolean {
  if (content.purpose !== rule.consent || content.status === undefined) return false;
  return rule.status.includes(content.status) && (rule.form === undefined || content.form === rule.form);
}

function earlier(left: Deed | undefined, right: Deed | undefined): Deed | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return right.day < left.day || (right.day === left.day && right.position < left.position) ? right : left;
}

/** The first entry that fulfils a one-off obligation; entries before `opensOn` do not count. */
export function firstFulfilment(obligation: CompiledObligation, context: Context, opensOn: Day): Deed | undefined {
  let first: Deed | undefined;
  for (const rule of obligation.entryRules) {
    const deeds = deedsOf(context.deeds, rule.entry);
    first = earlier(
      first,
      deeds.find((deed) => deed.day >= opensOn && meetsEntryRule(deed, rule)),
    );
  }
  for (const rule of obligation.consentRules) {
    const deeds = deedsOf(context.deeds, 'consent');
    first = earlier(
      first,
      deeds.find((deed) => deed.day >= opensOn && meetsConsentRule(deed, rule)),
    );
  }
  return first;
}

/** All days, in order and without doublets, on which an entry fulfils a repeating obligation. */
export function fulfilmentDays(obligation: CompiledObligation, context: Context, from: Day): readonly Day[] {
  const days: Day[] = [];
  for (const rule of obligation.entryRules) {
    for (const deed of deedsOf(context.deeds, rule.entry)) {
      if (deed.day >= from && days.at(-1) !== deed.day && meetsEntryRule(deed, rule)) days.push(deed.day);
    }
  }
  if (obligation.entryRules.length < 2) return days;
  return [...new Set(days)].toSorted((left, right) => left - right);
}

/** The fact that fulfils the obligation, when one does. */
export function fulfillingFact(obligation: CompiledObligation, { run }: Context): Evidence | undefined {
  for (const { fact, is } of obligation.factRules) {
    const value = factOf(run, fact);
    if (value === undefined || !isValue(value, is)) continue;
    const stated = run.factsStated?.[fact];
    return { fact, value, ...(stated === undefined ? {} : { stated }) };
  }
  return undefined;
}

/** Warnings for entries that were meant to fulfil but lack something; a later complete entry ends the warning. */
export function incompleteWarnings(obligation: CompiledObligation, context: Context, opensOn: Day): readonly Warning[] {
  return obligation.entryRules.flatMap((rule) => {
    if (rule.incomplete === undefined) return [];
    const latest = deedsOf(context.deeds, rule.entry).at(-1);
    if (latest === undefined || (latest.day >= opensOn && meetsEntryRule(latest, rule))) return [];
    return [{ code: rule.incomplete.warning, message: rule.incomplete.says }];
  });
}
