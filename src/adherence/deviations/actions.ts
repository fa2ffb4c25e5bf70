import type { LocalDate } from '../../kernel/date.ts';
import { type AccountId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import {
  assignDeviation,
  closeDeviation,
  type Deviation,
  deviationWithKey,
  findDeviation,
  findDeviationToChange,
  holdersOf,
  insertDeviation,
  insertMeasure,
  measuresOf,
  type NewDeviation,
} from './store/deviations.ts';

/** Finds a deviation, and tells the audit of the run that it is about. */
export async function openDeviation(scope: Scope, id: string): Promise<Deviation | undefined> {
  const found = await findDeviation(scope, id);
  if (found) scope.touched({ ...(found.run ? { runs: [found.run] } : {}), parts: ['deviation'] });
  return found;
}

/** Registers a deviation of the actor's own unit, once: the same form sent again leads to the same one. */
export async function registerDeviation(scope: Scope, input: Omit<NewDeviation, 'id'>): Promise<string> {
  const known = await deviationWithKey(scope, input.key);
  if (known !== undefined) return known;
  const unit = scope.actor.roles[0]?.unit;
  if (unit === undefined) throw new Error('Whoever registers a deviation works in a unit');
  const id = newId();
  scope.touched({ ...(input.run ? { runs: [input.run] } : {}), parts: ['deviation'] });
  await insertDeviation(scope, unit, { ...input, id });
  return id;
}

/** Who may give a deviation to somebody and close it: who answers for the unit, and whoever has been given it. */
export const mayHandle = ({ actor }: Scope, { unit, responsible }: Deviation): boolean =>
  responsible === actor.account ||
  (actor.permissions.has('deviation:handle') && actor.roles.some((role) => role.coversUnit && role.unit === unit));

type Changed = Readonly<{ outcome: 'changed' | 'not-found' | 'overtaken' }>;

async function toChange(scope: Scope, id: string): Promise<Deviation | undefined> {
  const found = await findDeviationToChange(scope, id);
  if (!found || found.closedAt || !mayHandle(scope, found)) return undefined;
  scope.touched({ ...(found.run ? { runs: [found.run] } : {}), parts: ['deviation'] });
  return found;
}

/** Gives a deviation to somebody, to be dealt with by a day. */
export async function assignTo(
  scope: Scope,
  id: string,
  responsible: AccountId,
  dueOn: LocalDate,
  seen: number,
): Promise<Changed | Readonly<{ outcome: 'nobody' }>> {
  const found = await toChange(scope, id);
  if (!found) return { outcome: 'not-found' };
  if (!(await holdersOf(scope, 'deviation:register')).some(({ account }) => account === responsible))
    return { outcome: 'nobody' };
  if (found.responsible === responsible && found.dueOn === dueOn) return { outcome: 'changed' };
  return { outcome: (await assignDeviation(scope, id, responsible, dueOn, seen)) ? 'changed' : 'overtaken' };
}

export async function addMeasure(scope: Scope, id: string, measure: string, key: IdempotencyKey): Promise<Changed> {
  if (!(await toChange(scope, id))) return { outcome: 'not-found' };
  await insertMeasure(scope, id, newId(), measure, key);
  return { outcome: 'changed' };
}

/** Closes a deviation with what came of it. Nothing is closed before something has been done. */
export async function close(
  scope: Scope,
  id: string,
  conclusion: string,
  seen: number,
): Promise<Changed | Readonly<{ outcome: 'nothing-done' }>> {
  if (!(await toChange(scope, id))) return { outcome: 'not-found' };
  if ((await measuresOf(scope, id)).length === 0) return { outcome: 'nothing-done' };
  return { outcome: (await closeDeviation(scope, id, conclusion, seen)) ? 'changed' : 'overtaken' };
}
