import type { RoutineDefinition, ObligationState, FulfilledBy } from '../routine/index.ts';
import type { Actor } from '../kernel/actor.ts';
import { type Entry, type RoleInRun, rolesInRun } from './entry.ts';
import { actsAsOneOf } from './parties.ts';

export type WhyNot = 'not-in-the-run' | 'others-do-this' | 'finished' | 'not-repeating';

/** What somebody may do with an obligation, or why not. Shown by the page and asked again by the write path. */
export type ObligationActions = Readonly<{
  /** The entries that would fulfil it and that this person may write; empty with a reason. */
  record: Allowed<readonly RecordableKind[]>;
  waive: Allowed<true>;
  changeInterval: Allowed<true>;
}>;
export type Allowed<Value> = Readonly<{ allowed: Value }> | Readonly<{ whyNot: WhyNot }>;

/** An entry kind, and for a consent its purpose. */
export type RecordableKind = Readonly<{ kind: string; purpose?: string }>;

const kindsThatFulfil = (ways: readonly FulfilledBy[]): readonly RecordableKind[] =>
  ways.flatMap((way): readonly RecordableKind[] => {
    if ('entry' in way) return [{ kind: way.entry }];
    return 'consent' in way ? [{ kind: 'consent', purpose: way.consent }] : [];
  });

/**
 * Whose it is to do: those the routine names. Where it names only a party that nobody works for in this system (the placement
 * function, until it does), those in the run write down what that party did.
 */
const mayAnswer = (definition: RoutineDefinition, who: readonly string[], role: RoleInRun): boolean =>
  actsAsOneOf(definition, role, who) || !rolesInRun.some((other) => actsAsOneOf(definition, other, who));

export function actionsOn(
  state: Pick<ObligationState, 'id' | 'state' | 'who'>,
  definition: RoutineDefinition,
  role: RoleInRun | undefined,
): ObligationActions {
  const obligation = definition.obligations.find(({ id }) => id === state.id);
  if (!obligation || role === undefined) {
    return {
      record: { whyNot: 'not-in-the-run' },
      waive: { whyNot: 'not-in-the-run' },
      changeInterval: { whyNot: 'not-in-the-run' },
    };
  }
  const answers = mayAnswer(definition, state.who, role);
  const over =
    state.state === 'not-applicable' ||
    state.state === 'waived' ||
    (state.state === 'done' && obligation.repeat === undefined);
  const kinds = kindsThatFulfil(obligation.fulfilledBy);
  return {
    record: over ? { whyNot: 'finished' } : answers ? { allowed: kinds } : { whyNot: 'others-do-this' },
    // The responsible caseworker may set aside any step: no time limit may overrule professional judgement.
    waive:
      over || state.state === 'done'
        ? { whyNot: 'finished' }
        : answers || role === 'caseworker'
          ? { allowed: true }
          : { whyNot: 'others-do-this' },
    changeInterval:
      obligation.repeat?.intervalMayChange !== true
        ? { whyNot: 'not-repeating' }
        : state.state === 'done' || over
          ? { whyNot: 'finished' }
          : answers
            ? { allowed: true }
            : { whyNot: 'others-do-this' },
  };
}

/** Whether somebody in the run may write an entry of a kind at all: something of theirs asks for it, or nothing asks for it. */
export function mayRecord(definition: RoutineDefinition, role: RoleInRun, wanted: RecordableKind): boolean {
  const asking = definition.obligations.filter(({ fulfilledBy }) =>
    kindsThatFulfil(fulfilledBy).some(({ kind, purpose }) => kind === wanted.kind && purpose === wanted.purpose),
  );
  return asking.length === 0 || asking.some(({ who }) => mayAnswer(definition, who, role));
}

/** Who can know a fact may state it, and so may the caseworker, who answers for the case. */
export const mayStateFact = (
  definition: RoutineDefinition,
  fact: string,
  actor: Actor,
  role: RoleInRun | undefined,
): boolean =>
  actor.permissions.has('fact:state') &&
  role !== undefined &&
  (role === 'caseworker' || actsAsOneOf(definition, role, definition.facts[fact]?.knownBy ?? []));

/** Who wrote an entry may correct it, and so may the caseworker, who answers for the case. */
export const mayCorrect = (entry: Entry, actor: Actor, role: RoleInRun | undefined): boolean =>
  actor.permissions.has('entry:record') &&
  role !== undefined &&
  (role === 'caseworker' || entry.writtenBy === actor.account);
