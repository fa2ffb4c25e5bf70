import { diffDays, type LocalDate } from '../../kernel/date.ts';
import type { Gender } from '../../matching/index.ts';

/**
 * How far an assignment has come: it waits for a match, housing has been asked, a place is booked, they live there. ended: they have moved
 * out; absent: they never came; withdrawn: the agency has taken the assignment back.
 */
export const assignmentStates = ['waiting', 'asked', 'placed', 'living', 'ended', 'absent', 'withdrawn'] as const;
export type AssignmentState = (typeof assignmentStates)[number];
/** Not over: something is to be done, or somebody lives there. */
export const openStates: readonly AssignmentState[] = ['waiting', 'asked', 'placed', 'living'];

export const turns = ['desk', 'housing', 'household', 'nobody'] as const;
/** Whose turn it is. */
export type Turn = (typeof turns)[number];

export type Standing = Readonly<{
  state: AssignmentState;
  arrivesOn: LocalDate;
  /** Of who lives there: when it is asked next how it goes. */
  followUp?: Readonly<{ on: LocalDate }> | undefined;
}>;

/** Whose turn it is: on the day that they are to come somebody at the desk finds out whether they did. */
export function turnOf({ state, arrivesOn, followUp }: Standing, today: LocalDate): Turn {
  switch (state) {
    case 'waiting':
      return 'desk';
    case 'asked':
      return 'housing';
    case 'placed':
      return arrivesOn <= today ? 'desk' : 'household';
    case 'living':
      return followUp !== undefined && followUp.on <= today ? 'desk' : 'nobody';
    case 'ended':
    case 'absent':
    case 'withdrawn':
      return 'nobody';
  }
}

export type PersonFacts = Readonly<{ birthYear?: number | undefined; gender?: Gender | undefined }>;
export const ofAge = 18;
/** Of an age only the year is known: somebody is a child through the year in which they become eighteen. */
export const isChild = (birthYear: number, on: LocalDate): boolean => Number(on.slice(0, 4)) - birthYear <= ofAge;

/** What a household is made up of, as housing takes it. children: nobody of age among them. */
export const householdKinds = ['single', 'adults', 'family', 'children'] as const;
export type HouseholdKind = (typeof householdKinds)[number];

/** Undefined while too little is known: of how many, or how old. */
export function householdKind(
  people: number,
  persons: readonly PersonFacts[],
  on: LocalDate,
): HouseholdKind | undefined {
  const known = persons.flatMap(({ birthYear }) => (birthYear === undefined ? [] : [isChild(birthYear, on)]));
  const isWhole = known.length === people;
  if (known.includes(true)) {
    if (known.includes(false)) return 'family';
    return isWhole ? 'children' : undefined;
  }
  if (!isWhole) return undefined;
  return people === 1 ? 'single' : 'adults';
}

/** Whole days that an assignment has been here, and until they are to be received: less than nothing when that has been. */
export const ages = (receivedOn: LocalDate, arrivesOn: LocalDate, today: LocalDate) => ({
  age: diffDays(receivedOn, today),
  left: diffDays(today, arrivesOn),
});
