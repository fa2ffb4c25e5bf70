import type { LocalDate } from '../kernel/date.ts';
import { addWorkingDays } from '../kernel/calendar.ts';
import { addDays } from '../kernel/date.ts';
import type { RunId } from '../kernel/ids.ts';
import type { Modality, ObligationState, RoutineDefinition, RunState, StateName } from '../routine/index.ts';
import type { RoleInRun } from './entry.ts';
import { actsAsOneOf } from './parties.ts';

/** An obligation that is not finished, as lists need it. */
export type WorkItem = Readonly<{
  runId: RunId;
  obligation: string;
  state: UnfinishedState;
  modality: Modality;
  who: readonly string[];
  due?: LocalDate;
  missingFacts: readonly string[];
  /** The obligations it waits for or is blocked by. */
  waitingOn: readonly string[];
  /** The warning for which the run stands before others, such as that there are children in the household. */
  firstBecause?: string;
  /** The last day that the law gives after the due day. */
  graceUntil?: LocalDate;
}>;

export type UnfinishedState = Exclude<StateName, 'done' | 'not-applicable' | 'waived'>;

const finished: ReadonlySet<StateName> = new Set(['done', 'not-applicable', 'waived']);
const isUnfinished = (state: StateName): state is UnfinishedState => !finished.has(state);

/** What is left to do in a run; nothing, when it has ended. */
export function workItems(runId: RunId, state: RunState): readonly WorkItem[] {
  if (state.endedAt !== undefined) return [];
  const because = state.warnings.find(({ first }) => first)?.code;
  const items: WorkItem[] = [];
  for (const obligation of state.obligations)
    if (isUnfinished(obligation.state)) items.push(itemOf(runId, obligation, obligation.state, because));
  return items;
}

const none: readonly never[] = [];

function itemOf(
  runId: RunId,
  obligation: ObligationState,
  state: UnfinishedState,
  because: string | undefined,
): WorkItem {
  const { id, modality, who, due, graceUntil, missingFacts = none, blockedBy = none, waitingFor = none } = obligation;
  const item: { -readonly [Key in keyof WorkItem]: WorkItem[Key] } = {
    runId,
    obligation: id,
    state,
    modality,
    who,
    missingFacts,
    waitingOn: [...blockedBy, ...waitingFor.flatMap((what) => ('obligation' in what ? [what.obligation] : []))],
  };
  if (due !== undefined) item.due = due;
  if (graceUntil !== undefined) item.graceUntil = graceUntil;
  if (because !== undefined) item.firstBecause = because;
  return item;
}

/** Whether the lines of a run that hold until a day hold for today. */
export const isFresh = (until: LocalDate | undefined, today: LocalDate): boolean =>
  until !== undefined && until >= today;

/** A run is evaluated once a week at least: what a newer program makes of it is not waited for longer. */
const longest = 7;

/** The last day that the lines of today hold for, when nobody writes in the run and the first day on which they may be others is this. */
export function holdsUntil(today: LocalDate, changesOn: LocalDate | undefined): LocalDate {
  const last = addDays(today, longest - 1);
  return changesOn === undefined || changesOn > last ? last : addDays(changesOn, -1);
}

export const buckets = ['late', 'today', 'week', 'needsAnswer', 'waiting', 'canRest'] as const;
/**
 * Where a line stands in somebody's day: late, due today, due in the coming seven days, a fact to state, waiting for somebody else,
 * or safe to leave.
 */
export type Bucket = (typeof buckets)[number];

/** Which part of the day an item belongs to for somebody with this role in the run. */
export function bucketOf(item: WorkItem, definition: RoutineDefinition, role: RoleInRun, today: LocalDate): Bucket {
  const mine = actsAsOneOf(definition, role, item.who);
  switch (item.state) {
    case 'unknown':
      return item.missingFacts.some((fact) => mayKnow(definition, fact, role)) ? 'needsAnswer' : 'waiting';
    case 'overdue':
      return mine ? 'late' : 'waiting';
    case 'open':
      if (!mine) return item.modality === 'may' ? 'canRest' : 'waiting';
      return whenOpen(item, definition, role, today);
    case 'blocked':
    case 'waiting':
      return item.waitingOn.some((id) => waitsForOthers(definition, id, role)) ? 'waiting' : 'canRest';
  }
}

function whenOpen(item: WorkItem, definition: RoutineDefinition, role: RoleInRun, today: LocalDate): Bucket {
  if (item.due === undefined) {
    const askable = item.modality !== 'may' && item.missingFacts.some((fact) => mayKnow(definition, fact, role));
    return askable ? 'needsAnswer' : 'canRest';
  }
  if (item.modality === 'may') return 'canRest';
  // Past its day but within tolerance: it should have been done, and is not late yet.
  if (item.due <= today) return 'today';
  return item.due <= addDays(today, 7) ? 'week' : 'canRest';
}

/** The days from today on that are the last for something that somebody with this role has to do and can do now. */
export const lastDays = (
  items: readonly WorkItem[],
  definition: RoutineDefinition,
  role: RoleInRun,
  today: LocalDate,
): readonly LocalDate[] =>
  items.flatMap(({ state, modality, due, who }) =>
    (state === 'open' || state === 'overdue') &&
    modality !== 'may' &&
    due !== undefined &&
    due >= today &&
    actsAsOneOf(definition, role, who)
      ? [due]
      : [],
  );

const mayKnow = (definition: RoutineDefinition, fact: string, role: RoleInRun): boolean =>
  actsAsOneOf(definition, role, definition.facts[fact]?.knownBy ?? []);

const waitsForOthers = (definition: RoutineDefinition, obligation: string, role: RoleInRun): boolean =>
  definition.obligations.some(({ id, who }) => id === obligation && !actsAsOneOf(definition, role, who));

/**
 * Working days that something may be overdue before it is the unit manager's, too: a reminder each of those mornings has gone unheard, and
 * a week has not yet passed.
 */
export const daysBeforeManager = 3;

/** Whether something has been overdue for so long that the unit manager is to follow it up. */
export const isForManager = ({ state, due }: Pick<WorkItem, 'state' | 'due'>, today: LocalDate): boolean =>
  state === 'overdue' && due !== undefined && addWorkingDays(due, daysBeforeManager) < today;

/**
 * Households with children and whatever else a routine puts first; then by day, then what has no day. The run and the obligation decide
 * between equals, so that a list never jumps.
 */
export function compareItems(left: WorkItem, right: WorkItem): number {
  const byFirst = Number(left.firstBecause === undefined) - Number(right.firstBecause === undefined);
  if (byFirst !== 0) return byFirst;
  const byDay = (left.due ?? '9999-12-31').localeCompare(right.due ?? '9999-12-31');
  if (byDay !== 0) return byDay;
  return left.runId === right.runId
    ? left.obligation.localeCompare(right.obligation)
    : left.runId.localeCompare(right.runId);
}
