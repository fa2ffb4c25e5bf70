import { sql } from 'kysely';
import { type LocalDate, parseLocalDate } from '../../../kernel/date.ts';
import type { AttachmentId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';

/** What a party of the probation service knows of the run that their plan is around, and what they have said in it. */
export type InslussDoor = Readonly<{
  version: string;
  conditionalRelease?: LocalDate;
  deeds: readonly Readonly<{ id: string; kind: string; at: LocalDate; answers: Readonly<Record<string, unknown>> }>[];
}>;

/** The door of a plan, while it is open to the actor. */
export async function doorOf({ db }: Scope, plan: string): Promise<InslussDoor | undefined> {
  const { rows } = await sql<{ routine_version: string; conditional_release: string | null }>`
    select routine_version, conditional_release from access.insluss_of_plan(${plan})`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const deeds = await sql<InslussDoor['deeds'][number]>`
    select id, kind, at, answers from access.insluss_deeds(${plan})`.execute(db);
  const release = parseLocalDate(row.conditional_release ?? '');
  return {
    version: row.routine_version,
    ...(release === undefined ? {} : { conditionalRelease: release }),
    deeds: deeds.rows,
  };
}

export type DoorDeed = Readonly<{
  id: string;
  kind: 'consent' | 'initiated' | 'documents-received' | 'time-booked';
  at: LocalDate;
  participants: readonly string[];
  answers: Readonly<Record<string, string>>;
  key: IdempotencyKey;
}>;

/** Hands over a file of one's own under the consent; false when the door has closed. */
export async function attachInPlan({ db }: Scope, plan: string, attachment: AttachmentId): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select access.attach_in_plan(${plan}, ${attachment}) as done`.execute(
    db,
  );
  return rows[0]?.done === true;
}

/** Writes into the run; false when the door has closed. */
export async function recordInPlan({ db }: Scope, plan: string, deed: DoorDeed): Promise<boolean> {
  const { rows } = await sql<{
    written: boolean;
  }>`select access.record_in_plan(${plan}, ${deed.id}, ${deed.kind}, ${deed.at},
    ${[...deed.participants]}::text[], ${JSON.stringify(deed.answers)}::jsonb, ${deed.key}) as written`.execute(db);
  return rows[0]?.written === true;
}
