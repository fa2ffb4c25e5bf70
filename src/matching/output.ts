import type { Language } from '../kernel/text.ts';
import type { Judgement } from './criteria.ts';
import { explain, wouldQualifyIf } from './explain.ts';
import type { Match } from './match.ts';

function whyOutput(why: readonly Judgement[], language: Language) {
  return why.map((judgement) => {
    const { code, result, fact, required, factDate } = judgement;
    return { code, result, explanation: explain(judgement, language), fact, required, factDate };
  });
}

/** What `hemvist match --json` writes: a published contract, so keys are added here on purpose only. */
export function matchOutput({ at, ruleVersion, candidates, excluded }: Match, language: Language = 'sv') {
  return {
    at,
    ruleVersion,
    candidates: candidates.map(
      ({ rank, offer, unit, provider, form, unknown, preferencesMet, dailyRate, needsReason, why }) => ({
        rank,
        offer,
        unit,
        provider,
        form,
        unknown,
        preferencesMet,
        ...(dailyRate === undefined ? {} : { dailyRate }),
        ...(needsReason ? { needsReason } : {}),
        why: whyOutput(why, language),
      }),
    ),
    excluded: excluded.map(({ offer, unit, provider, notMet, why }) => {
      const otherwise = wouldQualifyIf(why, language);
      return {
        offer,
        unit,
        provider,
        notMet,
        why: whyOutput(why, language),
        ...(otherwise === undefined ? {} : { wouldQualifyIf: otherwise }),
      };
    }),
  };
}
