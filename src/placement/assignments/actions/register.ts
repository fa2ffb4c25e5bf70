import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { Grade } from '../../../secrecy/index.ts';
import { openStates } from '../assignment.ts';
import { type AssignmentBody, changedFields, type NewPerson } from '../assignment-body.ts';
import {
  addAssignmentEvent,
  type Assignment,
  assignmentWithReference,
  changeAssignment,
  findAssignmentToWrite,
  insertAssignment,
  officers,
  registeredWithKey,
  replacePersons,
} from '../store/assignments.ts';

export const isOpen = ({ state }: Pick<Assignment, 'state'>): boolean => openStates.includes(state);

export type Registered =
  | Readonly<{ outcome: 'registered' | 'already'; assignment: string }>
  /** The agency's reference stands here already, where the actor sees it or where they do not. */
  | Readonly<{ outcome: 'known'; assignment: string }>
  | Readonly<{ outcome: 'out-of-sight' }>;

/** Takes an assignment in: once for each reference, and once for each form. Whoever registers it by hand takes care of it until further. */
export async function registerAssignment(
  scope: Scope,
  body: AssignmentBody,
  {
    persons = [],
    by = 'form',
    ...asked
  }: Readonly<{
    persons?: readonly NewPerson[];
    by?: 'form' | 'file';
    protection?: Grade | undefined;
    key: IdempotencyKey;
  }>,
): Promise<Registered> {
  const id = await insertAssignment(scope, body, { ...asked, isOwn: by === 'form' });
  if (id === undefined) {
    const before = await registeredWithKey(scope, asked.key);
    if (before !== undefined) return { outcome: 'already', assignment: before };
    const known = await assignmentWithReference(scope, body.reference);
    return known ? { outcome: 'known', assignment: known.id } : { outcome: 'out-of-sight' };
  }
  await replacePersons(scope, id, persons);
  await addAssignmentEvent(scope, id, { kind: 'registered', people: body.people, by });
  scope.touched({ parts: ['influx-assignment', `assignment:${id}`] });
  return { outcome: 'registered', assignment: id };
}

export type Written = 'written' | 'not-found' | 'overtaken';

/** Writes what the agency, or the household, has said since: with why, and what was and is. The agency's reference stays. */
export async function changeBody(
  scope: Scope,
  id: string,
  {
    body,
    protection,
    reason,
    seen,
    key,
  }: Readonly<{
    body: AssignmentBody;
    protection: Grade | undefined;
    reason: string;
    seen: number;
    key: IdempotencyKey;
  }>,
): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found || !isOpen(found) || body.reference !== found.reference) return 'not-found';
  const fields = changedFields(found, body);
  const grade = protection === found.protection ? undefined : (protection ?? null);
  if (fields.length === 0 && grade === undefined) return 'written';
  if (found.version !== seen) return 'overtaken';
  if (fields.length > 0) {
    const before = bodyOf(found);
    await addAssignmentEvent(scope, id, { kind: 'changed', fields, before, after: body, reason }, key);
  }
  if (grade !== undefined) await addAssignmentEvent(scope, id, { kind: 'protection', grade, reason });
  // Whoever protects a household takes care of it, unless they lead: they must see it still.
  const mustHandle = grade !== undefined && grade !== null && !scope.actor.permissions.has('massInflux:lead');
  const changed = await changeAssignment(scope, found, {
    body,
    ...(grade === undefined ? {} : { protection: grade }),
    ...(mustHandle ? { handledBy: scope.actor.account } : {}),
  });
  return changed ? 'written' : 'overtaken';
}

/** Of an assignment what the agency decided and what is needed. */
export const bodyOf = ({
  reference,
  receivedOn,
  arrivesOn,
  people,
  language,
  needs,
  areas,
  togetherWith,
  note,
}: Assignment): AssignmentBody => ({
  reference,
  receivedOn,
  arrivesOn,
  people,
  language,
  needs,
  areas,
  togetherWith,
  note,
});

/** Says who the household is. */
export async function setPersons(
  scope: Scope,
  id: string,
  persons: readonly NewPerson[],
  { seen, key }: Readonly<{ seen: number; key: IdempotencyKey }>,
): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found || !isOpen(found) || persons.length > found.people) return 'not-found';
  // Sent twice: it stands there already.
  if (!(await addAssignmentEvent(scope, id, { kind: 'people', known: persons.length }, key))) return 'written';
  if (found.version !== seen || !(await changeAssignment(scope, found, {}))) return 'overtaken';
  await replacePersons(scope, id, persons);
  return 'written';
}

/** Of a household with protected identity only who leads says who takes care of it: whoever hands it over no longer sees it. */
export const mayHandOver = ({ actor }: Scope, { protection }: Pick<Assignment, 'protection'>): boolean =>
  protection === undefined || actor.permissions.has('massInflux:lead');

/** Says who takes care of it from now on: a colleague, or oneself. */
export async function handOverAssignment(scope: Scope, id: string, to: AccountId, seen: number): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  const officer = (await officers(scope)).find(({ account }) => account === to);
  if (!found || !officer || !isOpen(found) || !mayHandOver(scope, found)) return 'not-found';
  if (found.handledBy === to) return 'written';
  if (found.version !== seen) return 'overtaken';
  await addAssignmentEvent(scope, id, { kind: 'handed-over', to, toName: officer.name });
  return (await changeAssignment(scope, found, { handledBy: to })) ? 'written' : 'overtaken';
}

export async function noteOnAssignment(scope: Scope, id: string, text: string, key: IdempotencyKey): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  await addAssignmentEvent(scope, id, { kind: 'note', text }, key);
  return 'written';
}
