import type { Language } from '../../kernel/text.ts';
import { type Criterion, type Intervention, interventions } from '../codes.ts';
import type { JudgementOf } from '../criteria.ts';
import { interventionNames } from './names.ts';

type Known<Code extends Criterion> = Extract<JudgementOf<Code>, { result: 'met' | 'not-met' }>;

/** What is said of a criterion: that it is met, that it is not, what to ask when nobody knows, and what would make it met. */
export type Words = {
  readonly [Code in Criterion]: Readonly<{
    met: (judgement: Known<Code>) => string;
    notMet: (judgement: Known<Code>) => string;
    /** Absent where the register always knows. */
    unknown?: (required: JudgementOf<Code>['required']) => string;
    /** Completes "would qualify if". */
    otherwise: (judgement: Known<Code>) => string;
  }>;
};

/** The kinds of permit are the interventions that need one; a register may have others. */
export function permitName(kind: string, language: Language): string {
  const known = interventions.find((intervention): intervention is Intervention => intervention === kind);
  return known === undefined ? kind : interventionNames[known][language];
}

/** The required needs that a unit does not meet. */
export const missing = (required: readonly string[], met: readonly string[]): readonly string[] =>
  required.filter((need) => !met.includes(need));
