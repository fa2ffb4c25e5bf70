import { addWorkingDays } from '../../kernel/calendar.ts';
import { type LocalDate } from '../../kernel/date.ts';
import { localDateOf, startOfDay, timeOfDayOf } from '../../kernel/stockholm.ts';

/** An official document (TF 2 kap.), insight by the individual or a party (FL 10 §), or law enforcement (lag 2025:170). */
export const requestKinds = ['official-document', 'party-access', 'law-enforcement'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const channels = ['letter', 'e-mail', 'phone', 'visit', 'secure-message'] as const;
export type RequestChannel = (typeof channels)[number];

export const decisions = ['granted', 'in-part', 'refused', 'no-document', 'handed-over'] as const;
export type RequestOutcome = (typeof decisions)[number];

export const ways = ['collected', 'letter', 'secure-message', 'read-here', 'told'] as const;
export type Way = (typeof ways)[number];

/** Where a request is on its way. */
export const requestStates = ['to-assign', 'to-decide', 'to-hand-out', 'closed'] as const;
export type RequestState = (typeof requestStates)[number];

const isGranting = (outcome: RequestOutcome): outcome is 'granted' | 'in-part' =>
  outcome === 'granted' || outcome === 'in-part';

/** What has been decided last, whoever it waits for, and whether anything has been handed out since. */
export function stateOf({
  decider,
  outcome,
  handedOut,
}: Readonly<{ decider?: string; outcome?: RequestOutcome; handedOut: boolean }>): RequestState {
  if (outcome === undefined) return decider === undefined ? 'to-assign' : 'to-decide';
  return isGranting(outcome) && !handedOut ? 'to-hand-out' : 'closed';
}

type Target = Readonly<{ kind: RequestKind; urgent: boolean; workingDays: number }>;

/** Until the municipality has decided its own: the law says "at once" or "promptly" (TF 2:15, 2:16), and gives no number of days. */
const standardTargets: Readonly<Record<RequestKind, readonly [ordinary: number, urgent: number]>> = {
  'official-document': [3, 1],
  'party-access': [5, 1],
  'law-enforcement': [3, 0],
};

/** The last day for an answer, counted in working days from the day that the request arrived. */
export function dueOn(arrivedAt: Date, kind: RequestKind, urgent: boolean, targets: readonly Target[] = []): LocalDate {
  const own = targets.find((target) => target.kind === kind && target.urgent === urgent);
  return addWorkingDays(localDateOf(arrivedAt), own?.workingDays ?? standardTargets[kind][urgent ? 1 : 0]);
}

/** The instant of a day and a time by the clock in Sweden ("09:30"); undefined when the clock never showed it. */
export function instantOf(day: LocalDate, time: string): Date | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3])[.:]([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const since = (Number(hours) * 60 + Number(minutes)) * 60_000;
  // On the two days a year when the clock is changed, the hours since midnight are one more or one fewer.
  return [0, -3_600_000, 3_600_000]
    .map((shift) => new Date(startOfDay(day).getTime() + since + shift))
    .find((instant) => localDateOf(instant) === day && timeOfDayOf(instant) === `${hours}:${minutes}`);
}

export type DecisionInput = Readonly<{
  outcome: RequestOutcome;
  refusedParts: string;
  provision: string;
  reasons: string;
  handedTo: string;
  toldOfAppeal: boolean | undefined;
}>;

export const decisionProblems = [
  'assessment',
  'refusedParts',
  'provision',
  'reasons',
  'toldOfAppeal',
  'handedTo',
] as const;
export type DecisionProblem = (typeof decisionProblems)[number];

/**
 * What a decision lacks. Whatever is handed out or refused has been tested for harm first (OSL 26:1). A refusal names its provision and
 * its reasons, and the asker is to know that a written decision can be had and appealed against (OSL 6:3, 6:7). What takes the place of an
 * earlier decision says why.
 */
export function problemsOf(
  input: DecisionInput,
  { assessed, earlier }: Readonly<{ assessed: boolean; earlier: boolean }>,
): readonly DecisionProblem[] {
  const { outcome } = input;
  const refuses = outcome === 'refused' || outcome === 'in-part';
  const missing = {
    assessment: (refuses || outcome === 'granted') && !assessed,
    refusedParts: outcome === 'in-part' && input.refusedParts === '',
    provision: refuses && input.provision === '',
    reasons: (refuses || earlier) && input.reasons === '',
    toldOfAppeal: refuses && input.toldOfAppeal === undefined,
    handedTo: outcome === 'handed-over' && input.handedTo === '',
  } as const satisfies Record<DecisionProblem, boolean>;
  return decisionProblems.filter((problem) => missing[problem]);
}
