import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { FollowUpResult } from '../follow-up.ts';
import { addAssignmentEvent, changeAssignment, findAssignmentToWrite } from '../store/assignments.ts';
import { endRooms, endStay, insertFollowUp, openStay } from '../store/places.ts';
import type { Written } from './register.ts';

/**
 * How it goes for who lives there. When they have gone their rooms are free from the day that they went, and the assignment is closed, unless they wait for other housing. That
 * they live there still is written when it is time to ask; that they have gone, on any day.
 */
export async function followUpHousehold(
  scope: Scope,
  id: string,
  { result, on, text, seen }: Readonly<{ result: FollowUpResult; on: LocalDate; text: string; seen: number }>,
): Promise<Written | 'too-early' | 'not-then'> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  const stay = await openStay(scope, id);
  // Sent twice: they have moved out already.
  if (found.state === 'ended' && result !== 'living') return 'written';
  if (found.state !== 'living' || !stay?.arrivedOn || !found.followUp) return 'not-found';
  if (found.version !== seen) return 'overtaken';
  const { months, on: due } = found.followUp;
  if (result === 'living' && scope.today < due) return 'too-early';
  if (result !== 'living' && (on < stay.arrivedOn || on > scope.today)) return 'not-then';
  await insertFollowUp(scope, stay.id, { months, result, note: text });
  if (result === 'living') {
    await addAssignmentEvent(scope, id, { kind: 'followed-up', months, text });
    return (await changeAssignment(scope, found, {})) ? 'written' : 'overtaken';
  }
  await endRooms(scope, id, on);
  await endStay(scope, stay, result === 'rehoused' ? 'moved' : result, on);
  await addAssignmentEvent(scope, id, { kind: result, housingName: stay.housingName, on, text });
  const after = result === 'rehoused' ? ({ state: 'waiting' } as const) : ({ state: 'ended', isClosed: true } as const);
  return (await changeAssignment(scope, found, after)) ? 'written' : 'overtaken';
}
