import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { CaseId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { CaseworkEvent } from '../events.ts';

const told = [
  'run-moved',
  'run-move-declined',
  'disclosed',
  'disclosure-opened',
  'disclosure-sent',
  'shared-plan-changed',
  'shared-plan-step-changed',
  'protection-registered',
  'protection-team-changed',
  'protection-ended',
  'obligation-taken-on',
  'meetings-booked',
  'meeting-changed',
  'meetings-cancelled',
  'handover-written',
] as const satisfies readonly CaseworkEvent['kind'][];

export type ToldEvent = Extract<CaseworkEvent, { kind: (typeof told)[number] }>;

/** Something that has happened in a case, besides what is written in its runs. */
export type Happening = Readonly<{
  id: string;
  on: LocalDate;
  by: string;
  event: ToldEvent;
  /** Whom it is about, besides who did it. */
  whom?: string;
  /** The title of the plan that it is about. */
  plan?: string;
  ground?: Readonly<{ provision: string; sv: string; en: string }>;
}>;

/** What the actor may see of what has been handed over, planned together and protected, in a run and its case; the latest first. */
export async function happeningsOf(
  { db, actor }: Scope,
  { caseId, run }: Readonly<{ caseId: CaseId; run: RunId }>,
): Promise<readonly Happening[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    payload: object;
    happened_on: LocalDate;
    by: string;
    whom: string | null;
    plan: string | null;
    provision: string | null;
    sv: string | null;
    en: string | null;
  }>`
    select e.id::text, e.kind, e.payload, e.happened_on, a.display_name as by, w.display_name as whom, s.title as plan, g.provision,
      g.name_sv as sv, g.name_en as en
    from event e
    join account a on a.municipality = e.municipality and a.id = e.actor
    left join account w on w.municipality = e.municipality and w.id = (e.payload ->> 'account')::uuid
    left join shared_plan s on s.municipality = e.municipality and s.id = (e.payload ->> 'plan')::uuid
    left join ground_version g on g.municipality = e.municipality and g.ground = e.payload ->> 'ground'
      and g.version = (e.payload ->> 'groundVersion')::integer
    where e.municipality = ${actor.municipality} and e.case_id = ${caseId} and (e.run_id is null or e.run_id = ${run})
      and e.kind = any(${[...told]}::text[])
    order by e.happened_on desc, e.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    on: row.happened_on,
    by: row.by,
    event: CaseworkEvent.parse({ kind: row.kind, ...row.payload }) as ToldEvent,
    ...(row.whom === null ? {} : { whom: row.whom }),
    ...(row.plan === null ? {} : { plan: row.plan }),
    ...(row.provision === null || row.sv === null || row.en === null
      ? {}
      : { ground: { provision: row.provision, sv: row.sv, en: row.en } }),
  }));
}
