import { dateOf } from '../kernel/date.ts';
import { addDistance } from '../kernel/duration.ts';
import { all, any, not, truthOf, type Truth } from '../kernel/truth.ts';
import { distanceOf, singleAnchors } from './compile.ts';
import { anchored, factOf, isValue, type Context } from './context.ts';
import { deedsOf, latestConsent } from './deeds.ts';
import type { Condition, FactValue, SingleAnchor } from './definition.ts';
import type { Evidence, Finding } from './reason.ts';

type FactCondition = Extract<Condition, { readonly fact: string }>;
type DateCondition = Extract<Condition, { readonly date: unknown }>;
type Clauses = Finding['clauses'][number][];

export type Decision = { readonly finding: Finding; readonly missingFacts: readonly string[] };

type Trail = { readonly clauses: Clauses; readonly evidence: Evidence[]; readonly missing: string[] };

function compare(condition: Exclude<FactCondition, { holdsFact: string }>, value: FactValue): boolean {
  if ('is' in condition) return isValue(value, condition.is);
  if ('holds' in condition) return Array.isArray(value) && value.includes(condition.holds);
  if ('holdsExactly' in condition) return sizeOf(value) === condition.holdsExactly;
  if ('holdsMoreThan' in condition) return sizeOf(value) > condition.holdsMoreThan;
  if ('atLeast' in condition) return value >= condition.atLeast;
  return value <= condition.atMost;
}

/** How many different codes a set holds; a single value is one. */
function sizeOf(value: FactValue): number {
  return typeof value === 'object' ? new Set(value).size : 1;
}

/** The value of a fact; what was found, or that it is missing, is left in the trail. */
function look(fact: string, context: Context, trail: Trail): FactValue | undefined {
  const value = factOf(context.run, fact);
  const stated = context.run.factsStated?.[fact];
  trail.evidence.push({
    fact,
    ...(value === undefined ? {} : { value }),
    ...(stated === undefined ? {} : { stated }),
  });
  if (value === undefined && !trail.missing.includes(fact)) trail.missing.push(fact);
  return value;
}

function ofFact(condition: FactCondition, context: Context, trail: Trail): Truth {
  const value = look(condition.fact, context, trail);
  if (!('holdsFact' in condition)) return value === undefined ? 'unknown' : truthOf(compare(condition, value));
  const held = look(condition.holdsFact, context, trail);
  if (value === undefined || held === undefined) return 'unknown';
  return truthOf(Array.isArray(value) && value.includes(String(held)));
}

function leaveTrail(anchor: SingleAnchor, context: Context, trail: Trail): void {
  if ('fact' in anchor) look(anchor.fact, context, trail);
  else if ('opening' in anchor) trail.evidence.push({ opened: dateOf(context.opened) });
  else if ('entry' in anchor) ofEntry(anchor.entry, context, trail);
}

function ofEntry(entry: string, context: Context, trail: Trail): Truth {
  const deed = deedsOf(context.deeds, entry)[0];
  trail.evidence.push({ entry, ...(deed === undefined ? {} : { deed }) });
  return truthOf(deed !== undefined);
}

/** Of two days: unknown while a fact is missing, false while one of them has not come about otherwise. */
function ofDates(condition: DateCondition, context: Context, trail: Trail): Truth {
  const rule = 'before' in condition ? condition.before : condition.notBefore;
  for (const anchor of [...singleAnchors(condition.date), ...singleAnchors(rule.from)])
    leaveTrail(anchor, context, trail);
  const left = anchored(context, condition.date);
  const right = anchored(context, rule.from);
  if (left.missingFacts !== undefined || right.missingFacts !== undefined) return 'unknown';
  if (left.day === undefined || right.day === undefined) return 'false';
  const { plus } = rule;
  const limit = plus === undefined ? right.day : addDistance(right.day, distanceOf(context.compiled.definition, plus));
  return truthOf('before' in condition ? left.day < limit : left.day >= limit);
}

/** An unknown branch names its facts only when the whole stays unknown because of it. */
function forgetMissing(truth: Truth, trail: Trail, kept: number): Truth {
  if (truth !== 'unknown') trail.missing.length = kept;
  return truth;
}

function walk(condition: Condition, context: Context, trail: Trail): Truth {
  if ('fact' in condition) return ofFact(condition, context, trail);
  if ('entry' in condition) return ofEntry(condition.entry, context, trail);
  if ('date' in condition) return ofDates(condition, context, trail);
  if ('consent' in condition) {
    const deed = latestConsent(context.deeds, condition.consent);
    trail.evidence.push({ consent: condition.consent, ...(deed === undefined ? {} : { deed }) });
    return truthOf(deed?.content.status === condition.status);
  }
  if ('not' in condition) return not(walk(condition.not, context, trail));
  const kept = trail.missing.length;
  if ('all' in condition)
    return forgetMissing(all(condition.all.map((part) => walk(part, context, trail))), trail, kept);
  if ('any' in condition)
    return forgetMissing(any(condition.any.map((part) => walk(part, context, trail))), trail, kept);
  const clause = context.compiled.definition.clauses[condition.clause];
  if (clause === undefined) return 'unknown';
  const truth = walk(clause.when, context, trail);
  trail.clauses.push({ says: clause.says, truth });
  return truth;
}

/** Decides a condition and keeps what it looked at. An entry that does not exist makes it false, not unknown. */
export function decide(condition: Condition, context: Context): Decision {
  const trail: Trail = { clauses: [], evidence: [], missing: [] };
  const truth = walk(condition, context, trail);
  return { finding: { truth, clauses: trail.clauses, evidence: trail.evidence }, missingFacts: trail.missing };
}
