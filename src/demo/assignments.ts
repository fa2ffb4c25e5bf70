import { addDays } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import { type AssignmentBody, type NewPerson, registerAssignment } from '../placement/index.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { demoActor } from './organisation.ts';

type Household = Readonly<{
  reference: string;
  /** Days ago that it came, and days until they are to be received. */
  age: number;
  left: number;
  people: number;
  language?: string;
  needs?: readonly string[];
  areas?: readonly string[];
  togetherWith?: string;
  note?: string;
  persons: readonly NewPerson[];
}>;

const households: readonly Household[] = [
  {
    reference: 'A26-1042',
    age: 2,
    left: 5,
    people: 4,
    language: 'ukrainska',
    needs: ['own-kitchen'],
    areas: ['hisingen'],
    note: 'Kommer med tåg, hämtas vid stationen.',
    persons: [
      { givenName: 'Oksana', familyName: 'Exempelenko', birthYear: 1988, gender: 'female' },
      { givenName: 'Taras', familyName: 'Exempelenko', birthYear: 1986, gender: 'male' },
      { givenName: 'Lesja', familyName: 'Exempelenko', birthYear: 2015, gender: 'female' },
      { givenName: 'Bohdan', familyName: 'Exempelenko', birthYear: 2019, gender: 'male' },
    ],
  },
  {
    reference: 'A26-1043',
    age: 2,
    left: 5,
    people: 1,
    language: 'ukrainska',
    needs: ['wheelchair-access'],
    togetherWith: 'A26-1042',
    persons: [{ givenName: 'Halyna', familyName: 'Exempelenko', birthYear: 1951, gender: 'female' }],
  },
  {
    reference: 'A26-1017',
    age: 9,
    left: -1,
    people: 3,
    language: 'ryska',
    persons: [],
  },
];

const bodyOf = (scope: Scope, its: Household): AssignmentBody => ({
  reference: its.reference,
  receivedOn: addDays(scope.today, -its.age),
  arrivesOn: addDays(scope.today, its.left),
  people: its.people,
  language: its.language ?? '',
  needs: its.needs ?? [],
  areas: its.areas ?? [],
  togetherWith: its.togetherWith ?? '',
  note: its.note ?? '',
});

/** Households that have been assigned, in different states. */
export async function loadAssignments(db: Db, now: Date): Promise<void> {
  await as(db, demoActor('ronja'), now, { action: 'demo.load', channel: 'cli' }, async (scope) => {
    for (const household of households) {
      const { persons } = household;
      const done = await registerAssignment(scope, bodyOf(scope, household), { persons, key: newId() });
      if (done.outcome !== 'registered') throw new Error(`The demo's assignment ended in ${done.outcome}`);
    }
  });
}
