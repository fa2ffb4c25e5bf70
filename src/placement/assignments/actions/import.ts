import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type IdempotencyKey, newId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { type AssignmentBody, changedFields } from '../assignment-body.ts';
import type { ListedHousehold, ListProblem } from '../list-file.ts';
import { type Assignment, assignmentWithReference, isOutOfSight, personsOf } from '../store/assignments.ts';
import { bodyOf, changeBody, isOpen, registerAssignment, setPersons } from './register.ts';

export type ListCounts = Readonly<{ added: number; changed: number; unchanged: number }>;
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
    const known = await personsOf(scope, found.id);
    const isKnown = persons.every((one) =>
      known.some(
        ({ person, birthYear, gender }) =>
          (person.givenName('work') ?? '') === one.givenName &&
          (person.familyName('work') ?? '') === one.familyName &&
          birthYear === one.birthYear &&
          gender === one.gender,
      ),
    );
    const plan = { household, found, body: changedFields(bodyOf(found), household.body).length > 0, persons: !isKnown };
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
  const { db, actor, now } = scope;
  const { rows } = await sql<ListCounts>`select added, changed, unchanged from influx_import
    where municipality = ${actor.municipality} and idempotency_key = ${key}::uuid`.execute(db);
  if (rows[0]) return { ok: true, ...rows[0] };
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
  await sql`insert into influx_import (municipality, id, desk_area, sha256, added, changed, unchanged, imported_by, imported_at, idempotency_key)
    values (${actor.municipality}, ${newId()}, ${actor.area}, ${createHash('sha256').update(text).digest('hex')}, ${counts.added},
      ${counts.changed}, ${counts.unchanged}, ${actor.account}, ${now}, ${key})`.execute(db);
  return { ok: true, ...counts };
}

export type ListReceipt = ListCounts & Readonly<{ id: string; by: string; at: Date }>;

/** The latest lists that were read in. */
export async function listReceipts({ db, actor }: Scope): Promise<readonly ListReceipt[]> {
  const { rows } =
    await sql<ListReceipt>`select i.id, i.added, i.changed, i.unchanged, a.display_name as by, i.imported_at as at
    from influx_import i join account a on a.municipality = i.municipality and a.id = i.imported_by
    where i.municipality = ${actor.municipality} order by i.imported_at desc, i.id desc limit 20`.execute(db);
  return rows;
}
