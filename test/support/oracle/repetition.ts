import type { Done } from './deeds.ts';
import { plusDays, plusInterval, type Iso } from './days.ts';

/** A repeating obligation, followed from day to day by the words of "Repetition" in routines.md § 2. */
export type Repetition = {
  readonly id: string;
  readonly every: string;
  readonly tolerance: number;
  readonly anchor: Iso;
  readonly fulfils: (done: Done) => boolean;
};

export type Closed = { readonly due: Iso; readonly doneAt?: Iso; readonly kept: boolean };
export type Followed = {
  readonly closed: readonly Closed[];
  /** Of the oldest occurrence since the last fulfilment; absent when none is due before the end. */
  readonly due?: Iso;
  readonly ended: boolean;
};

/**
 * Where the words leave a choice: what is fulfilled and changed on one day is fulfilled first; a changed interval is not
 * counted from the last fulfilment when that would already have been missed on the day of the change; an occurrence due
 * after the end is none, also when it was met before the end.
 */
export function follow(
  { id, every, tolerance, anchor, fulfils }: Repetition,
  dones: readonly Done[],
  end: Iso | undefined,
  now: Iso,
): Followed {
  const closed: Closed[] = [];
  let interval = every;
  let last = anchor;
  let current = plusInterval(anchor, every);
  let missedSinceLast: Iso | undefined;
  let fulfilledOn: Iso | undefined;
  const exists = (): boolean => end === undefined || current <= end;

  const closeMissed = (day: Iso): void => {
    while (exists() && plusDays(current, tolerance) < day) {
      closed.push({ due: current, kept: false });
      missedSinceLast ??= current;
      current = plusInterval(current, interval);
    }
  };
  const fulfil = (day: Iso): void => {
    if (day < anchor || day === fulfilledOn || !exists()) return;
    closed.push({ due: current, doneAt: day, kept: true });
    missedSinceLast = undefined;
    fulfilledOn = day;
    last = day;
    current = plusInterval(day, interval);
  };
  const change = (day: Iso, to: string): void => {
    if (end !== undefined && day >= end && !exists()) return;
    interval = to;
    const recounted = plusInterval(last, to);
    if (plusDays(recounted, tolerance) >= day) current = recounted;
  };

  const changes = (done: Done): boolean => done.kind === 'interval-changed' && done.obligation === id;
  for (const day of new Set(dones.map(({ at }) => at))) {
    const today = dones.filter(({ at }) => at === day);
    closeMissed(day);
    if (today.some(fulfils)) fulfil(day);
    for (const { every: to } of today.filter(changes)) if (to !== undefined) change(day, to);
  }
  closeMissed(now);
  const due = missedSinceLast ?? (exists() ? current : undefined);
  return { closed, ended: !exists(), ...(due === undefined ? {} : { due }) };
}
