import type { DemoPerson } from '../../src/demo/index.ts';
import { assignmentPaths as paths } from '../../src/placement/index.ts';
import type { TestDatabase } from '../support/fixtures.ts';

/** The demo's assigned households, by the agency's reference. */
export type AssignmentIds = Readonly<Record<string, string>>;

export async function assignmentsInDemo({ owner }: TestDatabase): Promise<AssignmentIds> {
  const { rows } = await owner.query<{ reference: string; id: string }>('select reference, id from influx_assignment');
  return Object.fromEntries(rows.map(({ reference, id }) => [reference, id]));
}

type Looked = Readonly<{ as: DemoPerson; at: (ids: Readonly<{ assigned: AssignmentIds }>) => readonly string[] }>;
const ronjas = (at: (household: (reference: string) => string) => readonly string[]): Looked => ({
  as: 'ronja',
  at: ({ assigned }) => at((reference) => assigned[reference] ?? ''),
});

/** Where the pages of the reception are, each with something in it. */
export const assignmentLooks: Readonly<Record<string, Looked>> = {
  [paths.intake.pattern]: ronjas(() => [paths.intake()]),
  [paths.register.pattern]: ronjas(() => [paths.register()]),
  [paths.household.pattern]: ronjas((of) => [paths.household({ household: of('A26-1042') })]),
  [paths.change.pattern]: ronjas((of) => [paths.change({ household: of('A26-1042') })]),
  [paths.people.pattern]: ronjas((of) => [paths.people({ household: of('A26-1042') })]),
  [paths.handOver.pattern]: ronjas((of) => [paths.handOver({ household: of('A26-1042') })]),
  [paths.note.pattern]: ronjas((of) => [paths.note({ household: of('A26-1042') })]),
  [paths.withdraw.pattern]: ronjas((of) => [paths.withdraw({ household: of('A26-1042') })]),
};
