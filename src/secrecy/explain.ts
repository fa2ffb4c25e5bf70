import type { LocalDate } from '../kernel/date.ts';
import type { RunId } from '../kernel/ids.ts';

/** A clause of the one predicate (access.in_reach), and which way it works now for somebody and a case or run. */
export type Reason = Readonly<{
  kind: 'unit' | 'assignment-case' | 'assignment-run' | 'assignment-ground' | 'emergency' | 'cover' | 'protected';
  opens: boolean;
  since?: LocalDate;
  until?: LocalDate;
  untilTime?: Date;
  unitName?: string;
  ground?: Readonly<{ provision: string; sv: string; en: string }>;
  /** The day from which the consent that it rests on no longer holds. */
  consentEnded?: LocalDate;
  restsOnConsent: boolean;
  toRun?: RunId;
  /** Whom somebody stands in for. */
  awayName?: string;
}>;

/** Why a clause does not open what it is about; undefined when it does. */
export type Closed = 'protected' | 'not-yet' | 'ended' | 'consent-ended' | 'moved' | 'over' | 'other-run';

export function closedBy(reason: Reason, shut: boolean, today: LocalDate): Closed | undefined {
  if (reason.opens) return undefined;
  if (shut || reason.kind === 'protected') return 'protected';
  if (reason.kind === 'emergency') return 'over';
  if (reason.since !== undefined && reason.since > today) return 'not-yet';
  if (reason.until !== undefined && reason.until < today) return 'ended';
  if (reason.consentEnded !== undefined) return 'consent-ended';
  if (reason.kind === 'cover') return 'other-run';
  // What is left: an assignment that its holder took along to another area, where it opens nothing without a ground.
  return reason.toRun === undefined ? 'moved' : reason.kind === 'assignment-ground' ? 'other-run' : 'moved';
}

export type Explanation = Readonly<{
  sees: boolean;
  opening: readonly Reason[];
  closed: readonly (Reason & { closed: Closed })[];
}>;

/** What opens, and what would have: the answer to why, and to why not. Nothing that opens means no. */
export function explain(reasons: readonly Reason[], today: LocalDate): Explanation {
  const shut = reasons.some(({ kind }) => kind === 'protected');
  const opening = reasons.filter(({ opens }) => opens);
  return {
    sees: opening.length > 0,
    opening,
    closed: reasons.flatMap((reason) => {
      const closed = closedBy(reason, shut, today);
      return closed === undefined ? [] : [{ ...reason, closed }];
    }),
  };
}
