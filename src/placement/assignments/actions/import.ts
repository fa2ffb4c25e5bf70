import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { type AssignmentBody, changedFields } from '../assignment-body.ts';
import { type ListedHousehold, type ListProblem, withListed } from '../list-file.ts';
import { type Assignment, assignmentWithReference, isOutOfSight, personsOf } from '../store/assignments.ts';
import { importWithKey, insertImport, type ListCounts } from '../store/imports.ts';
import { bodyOf, changeBody, isOpen, registerAssignment, setPersons } from './register.ts';

export type ListImported =
  | (Readonly<{ ok: true }> & ListCounts)
  | Readonly<{ ok: false; problems: readonly ListProblem[] }>;

type Plan = Readonly<{ household: ListedHousehold; found?: Assignment; body: boolean; persons: boolean }>;

/** What a list says, and where it says nothing what stands already: the desk may know more than the agency. */
const mergedWith = (before: AssignmentBody, said: AssignmentBody): AssignmentBody => ({
  ...said,
  language: said.language || before.language,
  needs: said.needs.length > 0 ? said.needs : before.needs,
  areas: said.areas.length > 0 ? said.areas : before.areas,
  togetherWith: said.togetherWith || before.togetherWith,
  note: said.note || before.note,
});

/** What each household of a list would lead to. A person who is not in the list is not taken away. */
async function planOf(scope: Scope, households: readonly ListedHousehold[]) {
  const problems: ListProblem[] = [];
  const plans: Plan[] = [];
  for (const listed of households) {
    const { persons, line } = listed;
    const { reference } = listed.body;
    const found = await assignmentWithReference(scope, reference);
    const household = found ? { ...listed, body: mergedWith(bodyOf(found), listed.body) } : listed;
    if (!found) {
      if (await isOutOfSight(scope, reference)) problems.push({ line, column: 'reference', problem: 'out-of-sight' });
      plans.push({ household, body: true, persons: true });
      continue;
    }
    const known = (await personsOf(scope, found.id)).map(({ person, birthYear, gender }) => ({
      givenName: person.givenName('work') ?? '',
      familyName: person.familyName('work') ?? '',
      birthYear,
      gender,
    }));
    const whole = withListed(known, persons);
    if (whole.length > household.body.people) problems.push({ line, column: 'people', problem: 'too-many' });
    const plan = {
      household: { ...household, persons: whole },
      found,
      body: changedFields(bodyOf(found), household.body).length > 0,
      persons: JSON.stringify(whole) !== JSON.stringify(known),
    };
    if ((plan.body || plan.persons) && !isOpen(found)) problems.push({ line, column: 'reference', problem: 'over' });
    plans.push(plan);
  }
  return { problems, plans };
}

const countsOf = (plans: readonly Plan[]): ListCounts => ({
  added: plans.filter(({ found }) => !found).length,
  changed: plans.filter(({ found, body, persons }) => found && (body || persons)).length,
  unchanged: plans.filter(({ found, body, persons }) => found && !body && !persons).length,
});

/** What reading a list in would do, without doing it. */
export async function tryList(scope: Scope, households: readonly ListedHousehold[]): Promise<ListImported> {
  const { problems, plans } = await planOf(scope, households);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, ...countsOf(plans) };
}

/** Reads a list in, whole or not at all: what is new is registered, what differs is changed, and the same list again changes nothing. */
export async function importList(
  scope: Scope,
  text: string,
  households: readonly ListedHousehold[],
  { reason, key }: Readonly<{ reason: string; key: IdempotencyKey }>,
): Promise<ListImported> {
  const before = await importWithKey(scope, key);
  if (before) return { ok: true, ...before };
  const { problems, plans } = await planOf(scope, households);
  if (problems.length > 0) return { ok: false, problems };
  for (const { household, found, body, persons } of plans) {
    if (!found) {
      await registerAssignment(scope, household.body, { persons: household.persons, by: 'file', key: newId() });
      continue;
    }
    const { id, version, protection } = found;
    if (body) await changeBody(scope, id, { body: household.body, protection, reason, seen: version, key: newId() });
    if (persons) await setPersons(scope, id, household.persons, { seen: version + (body ? 1 : 0), key: newId() });
  }
  const counts = countsOf(plans);
  await insertImport(scope, text, counts, key);
  return { ok: true, ...counts };
}
