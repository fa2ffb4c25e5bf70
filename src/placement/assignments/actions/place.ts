import type { LocalDate } from '../../../kernel/date.ts';
import type { IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import { householdKind } from '../assignment.ts';
import { type Candidate, type HouseholdFacts, type InfluxMatch, type Judgement, matchHousing } from '../match.ts';
import {
  addAssignmentEvent,
  type Assignment,
  changeAssignment,
  findAssignmentToWrite,
  personsOf,
  togetherWith,
} from '../store/assignments.ts';
import { housingFacts } from '../store/housing.ts';
import {
  answerProposal,
  arriveInStay,
  endStay,
  housingOf,
  insertProposal,
  insertStay,
  lockHousing,
  openStay,
  ownRooms,
  type ProposalAnswer,
  proposalsOf,
  releaseRooms,
  takeRoomsEarlier,
} from '../store/places.ts';
import { isOpen, type Written } from './register.ts';

/** The day from which a household needs its rooms: today when they should have been received already. */
export const neededFrom = ({ arrivesOn }: Pick<Assignment, 'arrivesOn'>, today: LocalDate): LocalDate =>
  arrivesOn > today ? arrivesOn : today;

async function factsOf(scope: Scope, found: Assignment): Promise<HouseholdFacts> {
  const persons = await personsOf(scope, found.id);
  const companions = (await togetherWith(scope, found)).filter(isOpen);
  const where = await housingOf(
    scope,
    companions.map(({ id }) => id),
  );
  const arrivesOn = neededFrom(found, scope.today);
  return {
    people: found.people,
    kind: householdKind(found.people, persons, arrivesOn),
    persons,
    needs: found.needs,
    areas: found.areas,
    arrivesOn,
    companions: await Promise.all(
      companions.map(async ({ id, number, people, needs }) => ({
        number,
        people,
        needs,
        kind: householdKind(people, await personsOf(scope, id), arrivesOn),
        housing: where.get(id),
      })),
    ),
    declined: new Map(
      (await proposalsOf(scope, found.id))
        .filter(({ answer }) => answer === 'no')
        .map(({ housing, answerText }) => [housing, answerText]),
    ),
  };
}

/** Which housing a household can live in, as everything stands now. */
export async function matchNow(scope: Scope, found: Assignment): Promise<InfluxMatch> {
  const household = await factsOf(scope, found);
  return matchHousing(household, await housingFacts(scope, household.arrivesOn));
}

/** What has come against where a household lives, or is to live: what it needs and how many they are may have changed since. */
export async function misfitsNow(scope: Scope, found: Assignment, housing: string): Promise<readonly Judgement[]> {
  const household = { ...(await factsOf(scope, found)), declined: new Map<string, string>() };
  const facts = await housingFacts(scope, household.arrivesOn, await ownRooms(scope, found.id, household.arrivesOn));
  const { excluded } = matchHousing(
    household,
    facts.filter(({ id }) => id === housing),
  );
  return excluded.flatMap(({ why }) => why.filter(({ result }) => result === 'not-met'));
}

/** The candidates before one in the order. To pass them over takes a reason. */
export const passedOver = ({ candidates }: InfluxMatch, housing: string): readonly Candidate[] =>
  candidates.slice(
    0,
    candidates.findIndex((one) => one.housing === housing),
  );

export type Asked = Written | 'no-longer' | 'unexplained';

/**
 * Asks a housing that the match has among its candidates, and holds its rooms for the household: nobody else is given them meanwhile. The
 * whole match is kept with it.
 */
export async function askHousing(
  scope: Scope,
  id: string,
  housing: string,
  { departure, seen, key }: Readonly<{ departure: string; seen: number; key: IdempotencyKey }>,
): Promise<Asked> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  await lockHousing(scope, housing);
  if (found.state === 'asked' && (await proposalsOf(scope, id)).some((one) => one.housing === housing && !one.answer))
    return 'written';
  if (found.state !== 'waiting' || found.version !== seen) return 'overtaken';
  const match = await matchNow(scope, found);
  const candidate = match.candidates.find((one) => one.housing === housing);
  if (!candidate || candidate.rooms.length === 0) return 'no-longer';
  if (passedOver(match, housing).length > 0 && departure === '') return 'unexplained';
  const { name, rank, rooms } = candidate;
  const asked = await insertProposal(scope, id, {
    housing,
    rooms: rooms.map((room) => room.id),
    from: neededFrom(found, scope.today),
    rank,
    match,
    departure,
    key,
  });
  if (!asked) return 'written';
  await addAssignmentEvent(scope, id, {
    kind: 'asked',
    housing,
    housingName: name,
    rooms: rooms.map((room) => room.name),
    rank,
    departure,
  });
  return (await changeAssignment(scope, found, { state: 'asked' })) ? 'written' : 'overtaken';
}

/** What the housing says, or that the question is taken back. A yes is a booked place; whatever else gives the rooms back. */
export async function takeHousingAnswer(
  scope: Scope,
  id: string,
  { answer, text, seen }: Readonly<{ answer: ProposalAnswer; text: string; seen: number }>,
): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  const [latest] = await proposalsOf(scope, id);
  if (!latest) return 'not-found';
  if (latest.answer !== undefined) return latest.answer === answer ? 'written' : 'overtaken';
  if (found.version !== seen || !(await answerProposal(scope, latest.id, answer, text))) return 'overtaken';
  if (answer === 'yes') await insertStay(scope, id, latest);
  else await releaseRooms(scope, id);
  await addAssignmentEvent(scope, id, { kind: 'answered', housingName: latest.housingName, answer, text });
  return (await changeAssignment(scope, found, { state: answer === 'yes' ? 'placed' : 'waiting' }))
    ? 'written'
    : 'overtaken';
}

export const arrivals = ['arrived', 'absent', 'cancelled'] as const;
export type Arrival = (typeof arrivals)[number];

/**
 * Whether they came. absent: they never did, and the assignment is closed; cancelled: the place came to nothing, and they wait for another
 * one. They may come earlier than the place was booked for, when nobody has the rooms then.
 */
export async function recordArrival(
  scope: Scope,
  id: string,
  { result, on, text, seen }: Readonly<{ result: Arrival; on: LocalDate; text: string; seen: number }>,
): Promise<Written | 'not-free'> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  if (found.state === { arrived: 'living', absent: 'absent', cancelled: 'waiting' }[result]) return 'written';
  const stay = await openStay(scope, id);
  if (!stay || found.state !== 'placed') return 'not-found';
  if (found.version !== seen) return 'overtaken';
  if (result === 'arrived') {
    await lockHousing(scope, stay.housing);
    if (on < stay.startsOn && !(await takeRoomsEarlier(scope, id, on, stay.startsOn))) return 'not-free';
    await arriveInStay(scope, stay, on);
    await addAssignmentEvent(scope, id, { kind: 'arrived', housingName: stay.housingName, on, text });
    return (await changeAssignment(scope, found, { state: 'living' })) ? 'written' : 'overtaken';
  }
  await releaseRooms(scope, id);
  await endStay(scope, stay, result, scope.today);
  await addAssignmentEvent(scope, id, { kind: result, housingName: stay.housingName, text });
  return (await changeAssignment(
    scope,
    found,
    result === 'absent' ? { state: 'absent', isClosed: true } : { state: 'waiting' },
  ))
    ? 'written'
    : 'overtaken';
}

/** The agency takes the assignment back. A question to a housing is taken back with it, and a booked place given back. */
export async function withdrawAssignment(scope: Scope, id: string, reason: string, seen: number): Promise<Written> {
  const found = await findAssignmentToWrite(scope, id);
  if (!found) return 'not-found';
  if (found.state === 'withdrawn') return 'written';
  if (!isOpen(found) || found.state === 'living') return 'not-found';
  if (found.version !== seen) return 'overtaken';
  const [latest] = await proposalsOf(scope, id);
  if (latest && latest.answer === undefined) await answerProposal(scope, latest.id, 'taken-back', '');
  const stay = await openStay(scope, id);
  if (stay) await endStay(scope, stay, 'cancelled', scope.today);
  await releaseRooms(scope, id);
  await addAssignmentEvent(scope, id, { kind: 'withdrawn', reason });
  return (await changeAssignment(scope, found, { state: 'withdrawn', isClosed: true })) ? 'written' : 'overtaken';
}
