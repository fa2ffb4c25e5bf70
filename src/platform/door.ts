import { sql, type Transaction } from 'kysely';
import { type Actor, coveredUnits } from '../kernel/actor.ts';
import type { LocalDate } from '../kernel/date.ts';
import type { CaseId, IndividualId, RunId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from './database.ts';
import type { DB } from './database-types.ts';

export type Tx = Transaction<DB>;
export type Channel = 'page' | 'api' | 'cli' | 'job' | 'scim' | 'sign-in' | 'calendar';

/** Why the door is opened: what the audit will say was done, and by which way in. */
export type Purpose = Readonly<{ action: string; channel: Channel }>;

/** What was seen or changed, for the audit: which individuals, cases and runs, and which parts of them. */
export type Touched = Readonly<{
  individuals?: readonly IndividualId[];
  cases?: readonly CaseId[];
  runs?: readonly RunId[];
  parts: readonly string[];
}>;

/** The inside of the door: one transaction, bound to one actor by row-level security. */
export type Scope = Readonly<{
  db: Tx;
  actor: Actor;
  now: Date;
  today: LocalDate;
  touched: (what: Touched) => void;
  /** Why the actor says that they need it, where a reason is asked for: kept in the audit. Never a name or a number. */
  because: (reason: string) => void;
  /** What was asked for was wrong: nothing was changed. */
  rejected: () => void;
  /** What was asked for is out of reach, or not there: the asker cannot tell which. */
  refused: (what: Touched) => void;
}>;

/**
 * The one door to the data. Opens a transaction as the actor, does the work, and writes one audit row before it commits: when the
 * audit cannot be written, nothing was done and nothing is answered.
 */
export function as<T>(
  db: Db,
  actor: Actor,
  now: Date,
  purpose: Purpose,
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const today = localDateOf(now);
    await sql`select set_config('hemvist.municipality', ${actor.municipality}, true),
      set_config('hemvist.account', ${actor.account}, true),
      set_config('hemvist.area', ${actor.area}, true),
      set_config('hemvist.units', ${coveredUnits(actor).join(',')}, true),
      set_config('hemvist.today', ${today}, true),
      set_config('hemvist.now', ${now.toISOString()}, true)`.execute(tx);
    const individuals = new Set<IndividualId>();
    const cases = new Set<CaseId>();
    const runs = new Set<RunId>();
    const parts = new Set<string>();
    let reason: string | null = null;
    let outcome: 'ok' | 'rejected' | 'refused' = 'ok';
    const touched = (what: Touched): void => {
      for (const id of what.individuals ?? []) individuals.add(id);
      for (const id of what.cases ?? []) cases.add(id);
      for (const id of what.runs ?? []) runs.add(id);
      for (const part of what.parts) parts.add(part);
    };
    const result = await work({
      db: tx,
      actor,
      now,
      today,
      touched,
      because: (why) => (reason = why),
      rejected: () => (outcome = 'rejected'),
      refused: (what) => {
        outcome = 'refused';
        touched(what);
      },
    });
    await sql`insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, individual_ids, case_ids, run_ids, parts, reason)
      values (${actor.municipality}, ${now}, ${actor.account}, ${actor.area}, ${purpose.action}, ${purpose.channel}, ${outcome},
        ${[...individuals]}, ${[...cases]}, ${[...runs]}, ${[...parts]}, ${reason})`.execute(tx);
    return result;
  });
}
