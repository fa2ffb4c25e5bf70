import type { DemoPerson } from '../../src/demo/index.ts';
import { assignmentPaths as paths } from '../../src/placement/index.ts';
import type { TestDatabase } from '../support/fixtures.ts';

/** The demo's assigned households by the agency's reference, and its assigned housing by name. */
export type AssignmentIds = Readonly<Record<string, string>>;

export async function assignmentsInDemo({ owner }: TestDatabase): Promise<AssignmentIds> {
  const { rows } = await owner.query<{ reference: string; id: string }>(
    `select reference, id from influx_assignment union select name, id from influx_housing
     union select r.name, r.id from influx_room r join influx_housing h on h.id = r.housing and h.name = 'Ankaret'`,
  );
  return Object.fromEntries(rows.map(({ reference, id }) => [reference, id]));
}

type Looked = Readonly<{ as: DemoPerson; at: (ids: Readonly<{ assigned: AssignmentIds }>) => readonly string[] }>;
const ronjas = (at: (household: (reference: string) => string) => readonly string[]): Looked => ({
  as: 'ronja',
  at: ({ assigned }) => at((reference) => assigned[reference] ?? ''),
});

const yrsas = (at: (housing: string, room: string) => readonly string[]): Looked => ({
  as: 'yrsa',
  at: ({ assigned }) => at(assigned['Ankaret'] ?? '', assigned['Lägenhet 4'] ?? ''),
});

/** Where the pages of the reception are, each with something in it. */
export const assignmentLooks: Readonly<Record<string, Looked>> = {
  [paths.intake.pattern]: ronjas(() => [paths.intake()]),
  [paths.register.pattern]: ronjas(() => [paths.register()]),
  [paths.household.pattern]: ronjas((of) =>
    ['A26-1042', 'A26-1029', 'A26-1011'].map((one) => paths.household({ household: of(one) })),
  ),
  [paths.change.pattern]: ronjas((of) => [paths.change({ household: of('A26-1042') })]),
  [paths.people.pattern]: ronjas((of) => [paths.people({ household: of('A26-1042') })]),
  [paths.handOver.pattern]: ronjas((of) => [paths.handOver({ household: of('A26-1042') })]),
  [paths.match.pattern]: ronjas((of) => [paths.match({ household: of('A26-1042') })]),
  [paths.ask.pattern]: ronjas((of) => [paths.ask({ household: of('A26-1017'), housing: of('Bryggan') })]),
  [paths.answer.pattern]: ronjas((of) => [paths.answer({ household: of('A26-1029') })]),
  [paths.arrival.pattern]: ronjas((of) => [paths.arrival({ household: of('A26-1011') })]),
  [paths.followUp.pattern]: ronjas((of) => [paths.followUp({ household: of('A26-0911') })]),
  [paths.list.pattern]: ronjas(() => [paths.list()]),
  [paths.figures.pattern]: yrsas(() => [paths.figures({ ar: '2025' })]),
  [paths.allHousing.pattern]: ronjas(() => [paths.allHousing()]),
  [paths.housing.pattern]: yrsas((housing) => [paths.housing({ housing })]),
  [paths.addHousing.pattern]: yrsas(() => [paths.addHousing()]),
  [paths.changeHousing.pattern]: yrsas((housing) => [paths.changeHousing({ housing })]),
  [paths.addRoom.pattern]: yrsas((housing) => [paths.addRoom({ housing })]),
  [paths.closeRoom.pattern]: yrsas((housing, room) => [paths.closeRoom({ housing, room })]),
  [paths.note.pattern]: ronjas((of) => [paths.note({ household: of('A26-1042') })]),
  [paths.withdraw.pattern]: ronjas((of) => [paths.withdraw({ household: of('A26-1042') })]),
};
