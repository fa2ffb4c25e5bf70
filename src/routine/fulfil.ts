import { dayOf, isLocalDate, type Day } from '../kernel/date.ts';
import type { CompiledObligation, ConsentRule, EntryRule } from './compile.ts';
import { decide } from './condition.ts';
import { anchored, factOf, isValue, type Context } from './context.ts';
import type { Anchor } from './definition.ts';
import { deedsOf, type Deed } from './deeds.ts';
import type { Evidence } from './reason.ts';
import type { Warning } from './state.ts';

function hasAnswers({ content: { answers } }: Deed, names: readonly string[]): boolean {
  return names.every((name) => answers !== undefined && Object.hasOwn(answers, name));
}

function tookPart({ content: { participants } }: Deed, roles: readonly string[]): boolean {
  return roles.every((role) => participants?.includes(role));
}

function saysExactly({ content: { answers } }: Deed, wanted: NonNullable<EntryRule['answersAre']>): boolean {
  return Object.entries(wanted).every(([name, value]) => answers?.[name] === value);
}

function isAnsweredAfter({ content: { answers } }: Deed, name: string, anchor: Anchor, context: Context): boolean {
  const answer = answers?.[name];
  const { day } = anchored(context, anchor);
  return typeof answer === 'string' && isLocalDate(answer) && day !== undefined && dayOf(answer) > day;
}

/** The only code a fact holds; undefined when it holds none, or more than one. */
export function onlyCode(fact: string, { run }: Context): string | undefined {
  const value = factOf(run, fact);
  const codes = typeof value === 'object' ? [...new Set(value)] : value === undefined ? [] : [String(value)];
  return codes.length === 1 ? codes[0] : undefined;
}

/** What the rule compares with the rest of the run: facts, dates and conditions. */
function fitsTheRun(deed: Deed, rule: EntryRule, context: Context): boolean {
  const { answersAfter, partyIs, when, unless } = rule;
  if (partyIs !== undefined) {
    const only = onlyCode(partyIs.fact, context);
    if (only === undefined || deed.content.party !== only) return false;
  }
  if (answersAfter !== undefined) {
    const isAfter = ([name, anchor]: readonly [string, Anchor]) => isAnsweredAfter(deed, name, anchor, context);
    if (!Object.entries(answersAfter).every(isAfter)) return false;
  }
  if (when !== undefined && decide(when, context).finding.truth !== 'true') return false;
  return unless === undefined || decide(unless, context).finding.truth !== 'true';
}

/** Whether the entry holds all that the rule asks for. Only participants that the rule names are looked at. */
export function meetsEntryRule(deed: Deed, rule: EntryRule, context: Context): boolean {
  if (rule.inPerson === true && deed.content.inPerson !== true) return false;
  if (rule.form !== undefined && deed.content.form !== rule.form) return false;
  if (rule.participants !== undefined && !tookPart(deed, rule.participants)) return false;
  if (rule.answers !== undefined && !hasAnswers(deed, rule.answers)) return false;
  if (rule.answersAre !== undefined && !saysExactly(deed, rule.answersAre)) return false;
  if (rule.inRun && !fitsTheRun(deed, rule, context)) return false;
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

/** The first entry other than a consent that fulfils a one-off obligation; those before `opensOn` do not count. */
export function firstEntryFulfilment(obligation: CompiledObligation, context: Context, opensOn: Day): Deed | undefined {
  let first: Deed | undefined;
  for (const rule of obligation.entryRules) {
    const deeds = deedsOf(context.deeds, rule.entry);
    first = earlier(
      first,
      deeds.find((deed) => deed.day >= opensOn && meetsEntryRule(deed, rule, context)),
    );
  }
  return first;
}

/** The first entry that fulfils a one-off obligation; entries before `opensOn` do not count. */
export function firstFulfilment(obligation: CompiledObligation, context: Context, opensOn: Day): Deed | undefined {
  let first = firstEntryFulfilment(obligation, context, opensOn);
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
      if (deed.day >= from && days.at(-1) !== deed.day && meetsEntryRule(deed, rule, context)) days.push(deed.day);
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

/** Warnings for entries that were meant to fulfil but do not; a later entry that does ends the warning. */
export function ruleWarnings(obligation: CompiledObligation, context: Context, opensOn: Day): readonly Warning[] {
  return obligation.entryRules.flatMap((rule) => {
    const { incomplete, tooEarly } = rule;
    if (incomplete === undefined && tooEarly === undefined) return [];
    const latest = deedsOf(context.deeds, rule.entry).at(-1);
    if (latest === undefined) return [];
    const warnings: Warning[] = [];
    // While nobody knows when it opens, nobody can tell that an entry came too early.
    if (tooEarly !== undefined && Number.isFinite(opensOn) && latest.day < opensOn)
      warnings.push({ code: tooEarly.warning, message: tooEarly.says });
    if (incomplete !== undefined && (latest.day < opensOn || !meetsEntryRule(latest, rule, context)))
      warnings.push({ code: incomplete.warning, message: incomplete.says });
    return warnings;
  });
}
