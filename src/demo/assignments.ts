import { addDays, dateOf, dayFrom } from '../kernel/date.ts';
import { newId } from '../kernel/ids.ts';
import {
  askHousing,
  type AssignmentBody,
  findAssignment,
  followUpHousehold,
  type HousingBody,
  insertHousing,
  insertRoom,
  matchNow,
  type NewPerson,
  recordArrival,
  registerAssignment,
  takeHousingAnswer,
  writeEarlier,
} from '../placement/index.ts';
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
  /** How far it has come. */
  reaches?: 'asked' | 'placed' | 'living' | 'ended';
}>;

type DemoHousing = Omit<HousingBody, 'opensOn' | 'closesOn' | 'note'> &
  Readonly<{ rooms: readonly (readonly [name: string, beds: number])[] }>;

const housing: readonly DemoHousing[] = [
  {
    name: 'Ankaret',
    area: 'hisingen',
    contact: 'Ansa Ankarsson, 031-000 00 01, ankaret@example.org',
    takes: ['adults', 'family'],
    meets: ['own-kitchen', 'own-bathroom', 'close-to-transport'],
    rooms: [
      ['Lägenhet 1', 4],
      ['Lägenhet 2', 4],
      ['Lägenhet 3', 6],
      ['Lägenhet 4', 2],
    ],
  },
  {
    name: 'Bryggan',
    area: 'nordost',
    contact: 'Brita Brygglund, 031-000 00 02',
    takes: undefined,
    meets: undefined,
    rooms: [
      ['Rum 1', 3],
      ['Rum 2', 3],
      ['Rum 3', 4],
    ],
  },
  {
    name: 'Fyren',
    area: 'centrum',
    contact: 'Fabian Fyrberg, 031-000 00 03',
    takes: ['single', 'adults', 'family'],
    meets: ['wheelchair-access', 'own-kitchen'],
    rooms: [
      ['Rum 101', 1],
      ['Rum 102', 2],
      ['Rum 103', 2],
      ['Lägenhet 201', 5],
    ],
  },
];

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
  {
    reference: 'A26-1029',
    age: 5,
    left: 3,
    people: 2,
    language: 'ukrainska',
    reaches: 'asked',
    persons: [
      { givenName: 'Roman', familyName: 'Påhittenko', birthYear: 1979, gender: 'male' },
      { givenName: 'Vira', familyName: 'Påhittenko', birthYear: 1981, gender: 'female' },
    ],
  },
  {
    reference: 'A26-1011',
    age: 10,
    left: 0,
    people: 3,
    language: 'ukrainska',
    needs: ['own-kitchen'],
    reaches: 'placed',
    persons: [
      { givenName: 'Nadija', familyName: 'Låtsasenko', birthYear: 1992, gender: 'female' },
      { givenName: 'Ostap', familyName: 'Låtsasenko', birthYear: 2014, gender: 'male' },
      { givenName: 'Zlata', familyName: 'Låtsasenko', birthYear: 2020, gender: 'female' },
    ],
  },
  {
    reference: 'A26-0911',
    age: 60,
    left: -50,
    people: 1,
    language: 'engelska',
    reaches: 'living',
    persons: [{ givenName: 'Ilja', familyName: 'Fingeradsson', birthYear: 1969, gender: 'male' }],
  },
  {
    reference: 'A26-0870',
    age: 95,
    left: -85,
    people: 5,
    language: 'ukrainska',
    reaches: 'ended',
    persons: [
      { givenName: 'Marta', familyName: 'Sagenko', birthYear: 1990, gender: 'female' },
      { givenName: 'Denys', familyName: 'Sagenko', birthYear: 2012, gender: 'male' },
    ],
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

/** Households and people of each month of last year. */
const perMonth: readonly (readonly [households: number, people: number])[] = [
  [11, 27],
  [9, 21],
  [12, 30],
  [7, 16],
  [8, 19],
  [6, 13],
  [4, 9],
  [5, 14],
  [9, 22],
  [7, 18],
  [6, 15],
  [5, 13],
];

/** Assigned housing, and households that have been assigned, in different states. */
export async function loadAssignments(db: Db, now: Date): Promise<void> {
  const door = { action: 'demo.load', channel: 'cli' } as const;
  await as(db, demoActor('yrsa'), now, door, async (scope) => {
    const opensOn = dateOf(dayFrom(2022, 7, 1));
    const since = { opensOn, closesOn: undefined } as const;
    for (const { rooms, ...body } of housing) {
      const id = await insertHousing(scope, { ...body, ...since, note: '' }, newId());
      for (const [name, beds] of rooms) await insertRoom(scope, id ?? '', { name, beds, ...since }, newId());
    }
    // Last year, from before Hemvist: as counts.
    const lastYear = Number(scope.today.slice(0, 4)) - 1;
    const earlier = perMonth.map(([number, persons], index) => ({
      month: dateOf(dayFrom(lastYear, index + 1, 1)),
      households: number,
      people: persons,
    }));
    await writeEarlier(scope, earlier);
  });
  await as(db, demoActor('ronja'), now, door, async (scope) => {
    for (const household of households) {
      const { persons, reaches } = household;
      const done = await registerAssignment(scope, bodyOf(scope, household), { persons, key: newId() });
      if (done.outcome !== 'registered') throw new Error(`The demo's assignment ended in ${done.outcome}`);
      if (reaches !== undefined) await settle(scope, done.assignment, reaches);
    }
  });
}

/** Asks the first housing that fits, and goes on from there. */
async function settle(scope: Scope, id: string, reaches: NonNullable<Household['reaches']>): Promise<void> {
  const current = async () => {
    const found = await findAssignment(scope, id);
    if (!found) throw new Error('The demo lacks its assignment');
    return found;
  };
  const found = await current();
  const [first] = (await matchNow(scope, found)).candidates;
  const { version } = found;
  await askHousing(scope, id, first?.housing ?? '', { departure: '', seen: version, key: newId() });
  if (reaches === 'asked') return;
  const said = { answer: 'yes', text: 'Välkomna.' } as const;
  await takeHousingAnswer(scope, id, { ...said, seen: (await current()).version });
  if (reaches === 'placed') return;
  const { version: seen, arrivesOn: on } = await current();
  const came = await recordArrival(scope, id, { result: 'arrived', on, text: '', seen });
  if (came !== 'written') throw new Error(`The demo's arrival ended in ${came}`);
  if (reaches === 'living') return;
  const moved = { result: 'moved', on: addDays(scope.today, -3), text: 'Egen lägenhet.' } as const;
  await followUpHousehold(scope, id, { ...moved, seen: (await current()).version });
}
