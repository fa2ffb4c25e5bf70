import { addDays, addMonths, dateOf, dayOf, diffDays, type LocalDate } from '../kernel/date.ts';
import { addDistance } from '../kernel/duration.ts';
import type { CompiledRoutine } from './compile.ts';
import { deedsOf, deedsUntil, type Deed, type DeedsByKind, latestConsent } from './deeds.ts';
import { evaluate } from './evaluate.ts';
import type { Run } from './run.ts';
import type { ObligationState, RunState, StateName } from './state.ts';

/**
 * One thing to count of a run: which measure, the day that decides which period it belongs to, and in which part of the measure it falls.
 * `value` is a number of days, or 1 for an event; `until` is the last day of what lasts. A tally of a day to come counts when the day
 * has passed: so nothing has to be written when a last day goes by.
 */
export type Tally = Readonly<{ measure: string; on: LocalDate; part: string; value?: number; until?: LocalDate }>;

/** How long an untouched run is foreseen: what is missed after that is counted when somebody writes in it. */
export const foreseenDays = 400;

/** The measure of an obligation that is done once, and that of the rhythm of a repeating one. */
export const obligationMeasure = (id: string): string => `obligation:${id}`;
export const rhythmMeasure = (id: string): string => `rhythm:${id}`;

/** An obligation of a run as a reviewer is told of it: state, last day and day done, and of a repeating one how many were kept and missed. */
export type OutlineLine = Readonly<{
  id: string;
  state: StateName;
  due?: LocalDate;
  done?: LocalDate;
  late: boolean;
  kept?: number;
  missed?: number;
}>;

export type Count = Readonly<{ tallies: readonly Tally[]; outline: readonly OutlineLine[] }>;

type Seen = Readonly<{ compiled: CompiledRoutine; run: Run; state: RunState; deeds: DeedsByKind }>;

/** All that is counted of a run, from what is known today. What is left undone is foreseen, by dates only. */
export function countRun(compiled: CompiledRoutine, run: Run, today: LocalDate): Count {
  const horizon = addDays(today, foreseenDays);
  const state = evaluate(compiled, run, horizon);
  const seen = { compiled, run, state, deeds: deedsUntil(run.entries, horizon) };
  const neverTurn = neverTheirTurn(compiled, run, state);
  const tallies = [
    ...state.obligations.flatMap((obligation) => [
      ...adherence(obligation, state.endedAt, neverTurn.has(obligation.id)),
      ...rhythm(compiled, obligation),
    ]),
    ...declared(seen),
    ...(outcomes[compiled.definition.routine]?.(seen) ?? []),
  ];
  return { tallies, outline: state.obligations.map(outlined) };
}

function outlined({ id, state, due, doneAt, late, occurrences }: ObligationState): OutlineLine {
  const kept = occurrences?.filter((occurrence) => occurrence.kept).length;
  return {
    id,
    state,
    ...(due === undefined ? {} : { due }),
    ...(doneAt === undefined ? {} : { done: doneAt }),
    late: late === true,
    ...(occurrences === undefined || kept === undefined ? {} : { kept, missed: occurrences.length - kept }),
  };
}

const waivedOn = ({ reason: { ground } }: ObligationState): LocalDate | undefined =>
  ground.by === 'waiver' ? ground.deed.at : undefined;

/** What waited still when the run ended: for its phase or its first day, or for something that was never done. */
function neverTheirTurn(compiled: CompiledRoutine, run: Run, { endedAt }: RunState): ReadonlySet<string> {
  if (endedAt === undefined) return new Set();
  const { phases, obligations } = evaluate(compiled, run, endedAt);
  const notBegun = new Set(phases.filter(({ started }) => !started).map(({ id }) => id));
  return new Set(
    obligations.filter(({ phase, state }) => state === 'waiting' || notBegun.has(phase)).map(({ id }) => id),
  );
}

/** An obligation belongs to the period of its last day; without one, to that in which it was done or its run ended. */
function adherence(obligation: ObligationState, ended: LocalDate | undefined, neverItsTurn: boolean): readonly Tally[] {
  const { id, modality, state, due, doneAt, late, occurrences } = obligation;
  if (modality === 'may' || state === 'not-applicable') return [];
  const waived = waivedOn(obligation);
  // Of a repeating obligation the rhythm is counted; here only that it was set aside, or that nobody knows.
  const repeating = occurrences !== undefined;
  if (repeating && waived === undefined) return [];
  const last = repeating ? undefined : due;
  const endedBefore = last !== undefined && ended !== undefined && ended < last;
  const on = endedBefore ? ended : (last ?? waived ?? doneAt ?? ended);
  if (on === undefined) return [];
  const part = waived !== undefined ? 'waived' : state === 'unknown' ? 'unknown' : 'late';
  if (state === 'done') return [{ measure: obligationMeasure(id), on, part: late === true ? 'late' : 'kept' }];
  // What was not yet due when the run ended was never left undone, nor was what could not be done yet.
  if (part === 'late' && endedBefore) return [];
  if (part !== 'waived' && neverItsTurn) return [];
  return [{ measure: obligationMeasure(id), on, part }];
}

/** Closed occurrences, each on the day that closed it; none after the obligation was set aside. */
function rhythm(compiled: CompiledRoutine, obligation: ObligationState): readonly Tally[] {
  const { id, modality, occurrences = [] } = obligation;
  const tolerance = compiled.byId.get(id)?.repeat?.tolerance;
  if (modality === 'may' || tolerance === undefined) return [];
  const waived = waivedOn(obligation);
  return occurrences.flatMap(({ due, doneAt, kept }) => {
    const on = doneAt ?? dateOf(addDistance(dayOf(due), tolerance));
    if (waived !== undefined && on > waived) return [];
    return [{ measure: rhythmMeasure(id), on, part: kept ? 'kept' : 'missed' }];
  });
}

/** The measures of the definition that obligations and rhythm do not tell. */
function declared({ compiled, state, deeds }: Seen): readonly Tally[] {
  return compiled.definition.measures.flatMap(({ id, counts }): readonly Tally[] => {
    if ('runsEndedAfter' in counts) {
      if (state.endedAt === undefined) return [];
      const after = deedsOf(deeds, counts.runsEndedAfter).length > 0;
      return [{ measure: id, on: state.endedAt, part: after ? 'yes' : 'no' }];
    }
    if (!('entries' in counts)) return [];
    const { entries, answer, is } = counts;
    return deedsOf(deeds, entries).flatMap(({ at, content }) => {
      const answered = answer === undefined ? undefined : content.answers?.[answer];
      if (answer !== undefined && answered === undefined) return [];
      return [{ measure: id, on: at, part: answer === undefined || answered === is ? 'yes' : 'no' }];
    });
  });
}

const isDate = (value: unknown): value is LocalDate => typeof value === 'string';
const dateFact = ({ run }: Seen, name: string): LocalDate | undefined => {
  const value = run.facts[name];
  return isDate(value) ? value : undefined;
};
const obligationIn = ({ state }: Seen, id: string): ObligationState | undefined =>
  state.obligations.find((obligation) => obligation.id === id);
const firstOf = ({ deeds }: Seen, kind: string): Deed | undefined => deedsOf(deeds, kind)[0];

/** Placements: how they began, how long they lasted and how they ended. */
function placementOutcomes(seen: Seen): readonly Tally[] {
  const { run, state, deeds } = seen;
  const moveIn = dateFact(seen, 'moveIn');
  const ended = state.endedAt;
  const tallies: Tally[] = [];
  const planned = firstOf(seen, 'discharged')?.content.answers?.['planned'];
  if (moveIn !== undefined && (ended === undefined || ended >= moveIn)) {
    const until = ended === undefined ? {} : { until: ended };
    tallies.push({ measure: 'placement', on: moveIn, part: 'days', ...until });
    const meeting = obligationIn(seen, 'start-meeting');
    if (meeting?.due !== undefined && (ended === undefined || ended > meeting.due)) {
      const kept = meeting.state === 'done' && meeting.late !== true;
      const value = planned === false ? 1 : 0;
      tallies.push({ measure: 'stay', on: meeting.due, part: kept ? 'kept' : 'not-kept', value, ...until });
    }
    const planning = obligationIn(seen, 'planning-meeting');
    if (run.facts['acuteHomelessness'] === true && planning?.state !== 'waived') {
      const held = planning?.doneAt;
      if (held !== undefined)
        tallies.push({
          measure: 'planning-after-acute',
          on: held,
          part: 'held',
          value: Math.max(0, diffDays(moveIn, held)),
        });
      else if (ended !== undefined) tallies.push({ measure: 'planning-after-acute', on: ended, part: 'not-held' });
    }
  }
  if (ended === undefined) return tallies;
  const discharge = planned === true ? 'planned' : planned === false ? 'unplanned' : 'not-told';
  const hasSip = run.facts['sipExists'] === true || deedsOf(deeds, 'sip-meeting').length > 0;
  const sip = hasSip ? 'yes' : run.facts['sipExists'] === false ? 'no' : 'unknown';
  const consent = latestConsent(deeds, 'information-transfer')?.content.status;
  return [
    ...tallies,
    { measure: 'discharge', on: ended, part: discharge },
    { measure: 'sip', on: ended, part: sip },
    {
      measure: 'transfer-consent',
      on: ended,
      part: consent === undefined ? 'not-asked' : consent === 'given' ? 'yes' : 'no',
    },
  ];
}

/** Work against an eviction: how it ended, with children and without apart. */
function evictionOutcomes(seen: Seen): readonly Tally[] {
  const { run, state } = seen;
  if (state.endedAt === undefined) return [];
  const outcome = firstOf(seen, 'closed')?.content.answers?.['outcome'];
  const children = run.facts['householdHasChildren'];
  const whose = children === true ? 'children' : children === false ? 'no-children' : 'children-unknown';
  const part = typeof outcome === 'string' ? outcome : 'not-told';
  return [{ measure: `eviction:${whose}`, on: state.endedAt, part }];
}

/** Insluss: how long before the release it was started. */
function releaseOutcomes(seen: Seen): readonly Tally[] {
  const { opened } = seen.run;
  const release = dateFact(seen, 'conditionalRelease');
  const part =
    release === undefined
      ? 'unknown'
      : opened <= addMonths(release, -3)
        ? 'three-months'
        : opened > addMonths(release, -1)
          ? 'under-one-month'
          : 'between';
  return [{ measure: 'insluss-start', on: opened, part }];
}

/**
 * What is followed up besides what the definitions declare. The published versions cannot be given more measures, so these read what the
 * versions ask about: whether a discharge was planned, how the work against an eviction ended, when the release is.
 */
const outcomes: Readonly<Record<string, (seen: Seen) => readonly Tally[]>> = {
  'repeated-discharge': placementOutcomes,
  'prevent-eviction': evictionOutcomes,
  insluss: releaseOutcomes,
};
