import type { Run } from '../../../src/routine/index.ts';
import type { Iso } from './days.ts';
import { doneUntil } from './deeds.ts';
import { statesOf, type Answer } from './states.ts';
import { tableOf } from './table.ts';

/** A second reading of `repeated-discharge`, row by row from the table of routines.md § 5.1. */
export function repeatedDischarge(run: Run, now: Iso): Answer {
  const dones = doneUntil(run, now);
  return statesOf(tableOf(run, dones), dones, now);
}
