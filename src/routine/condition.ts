import { all, any, not, truthOf, type Truth } from '../kernel/truth.ts';
import { factOf, isValue, type Context } from './context.ts';
import { deedsOf, latestConsent } from './deeds.ts';
import type { Condition, FactValue } from './definition.ts';
import type { Evidence, Finding } from './reason.ts';

type FactCondition = Extract<Condition, { readonly fact: string }>;
type Clauses = Finding['clauses'][number][];

export type Decision = { readonly finding: Finding; readonly missingFacts: readonly string[] };

type Trail = { readonly clauses: Clauses; readonly evidence: Evidence[]; readonly missing: string[] };

function compare(condition: FactCondition, value: FactValue): boolean {
  if ('is' in condition) return isValue(value, condition.is);
  if ('holds' in condition) return Array.isArray(value) && value.includes(condition.holds);
  if ('atLeast' in condition) return value >= condition.atLeast;
  return value <= condition.atMost;
}

function ofFact(condition: FactCondition, context: Context, trail: Trail): Truth {
  const { fact } = condition;
  const value = factOf(context.run, fact);
  const stated = context.run.factsStated?.[fact];
  trail.evidence.push({
    fact,
    ...(value === undefined ? {} : { value }),
    ...(stated === undefined ? {} : { stated }),
  });
  if (value !== undefined) return truthOf(compare(condition, value));
  if (!trail.missing.includes(fact)) trail.missing.push(fact);
  return 'unknown';
}

/** An unknown branch names its facts only when the whole stays unknown because of it. */
function forgetMissing(truth: Truth, trail: Trail, kept: number): Truth {
  if (truth !== 'unknown') trail.missing.length = kept;
  return truth;
}

function walk(condition: Condition, context: Context, trail: Trail): Truth {
  if ('fact' in condition) return ofFact(condition, context, trail);
  if ('entry' in condition) {
    const deed = deedsOf(context.deeds, condition.entry)[0];
    trail.evidence.push({ entry: condition.entry, ...(deed === undefined ? {} : { deed }) });
    return truthOf(deed !== undefined);
  }
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
