import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { AccountId, IdempotencyKey } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { DecisionInput, RequestChannel, RequestKind, RequestOutcome, Way } from '../request.ts';
import type { OfficialRequest, RequestContent } from './requests.ts';

export type NewRequest = Readonly<{
  id: string;
  kind: RequestKind;
  channel: RequestChannel;
  urgent: boolean;
  arrivedAt: Date;
  dueOn: LocalDate;
  fourEyes: boolean;
  content: RequestContent;
  caseNumber: string;
  key: IdempotencyKey;
}>;

export async function insertRequest({ db, actor, now, today }: Scope, request: NewRequest): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    select access.next_request_number(${Number(today.slice(0, 4))}) as number`.execute(db);
  const [numbered] = rows;
  if (!numbered) throw new Error('The database gave no number');
  const { content } = request;
  await db
    .insertInto('official_request')
    .values({
      municipality: actor.municipality,
      id: request.id,
      secrecy_area: actor.area,
      number: numbered.number,
      kind: request.kind,
      channel: request.channel,
      urgent: request.urgent,
      arrived_at: request.arrivedAt,
      registered_at: now,
      registered_by: actor.account,
      due_on: request.dueOn,
      four_eyes: request.fourEyes,
      idempotency_key: request.key,
    })
    .execute();
  await db
    .insertInto('official_request_content')
    .values({
      municipality: actor.municipality,
      request: request.id,
      kind: request.kind,
      asked: content.asked,
      register_part: content.registerPart,
      asker: content.asker,
      asker_contact: content.askerContact,
      authority: content.authority,
      provision: content.provision,
      contact_data: content.contactData ?? null,
    })
    .execute();
  // Whether there is such a case is not told.
  if (request.caseNumber !== '')
    await sql`select access.link_request_case(${request.id}, ${request.caseNumber})`.execute(db);
  return numbered.number;
}

/** Hands a request to somebody to decide; false when it has changed since it was seen. */
export async function assignTo(
  { db, actor }: Scope,
  request: string,
  decider: AccountId,
  seen: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`update official_request set decider = ${decider}, version = version + 1
    where municipality = ${actor.municipality} and id = ${request} and version = ${seen}`.execute(db);
  return numAffectedRows === 1n;
}

type Step = 'official_request_assessment' | 'official_request_decision' | 'official_request_handout';

/** Whether a form has been sent before. */
export async function writtenWith({ db, actor }: Scope, table: Step, key: IdempotencyKey): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(table)}
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows.length > 0;
}

export type Assessment = Readonly<{ position: number; assessment: string; by: string; at: Date }>;

export async function assessmentsOf({ db, actor }: Scope, request: string): Promise<readonly Assessment[]> {
  const { rows } = await sql<Assessment>`select s.position, s.assessment, p.display_name as by, s.made_at as at
    from official_request_assessment s join account p on p.municipality = s.municipality and p.id = s.made_by
    where s.municipality = ${actor.municipality} and s.request = ${request} order by s.position`.execute(db);
  return rows;
}

export async function insertAssessment(
  { db, actor, now }: Scope,
  { id, assessments }: OfficialRequest,
  assessment: string,
  key: IdempotencyKey,
): Promise<void> {
  await db
    .insertInto('official_request_assessment')
    .values({
      municipality: actor.municipality,
      request: id,
      position: assessments + 1,
      assessment,
      made_by: actor.account,
      made_at: now,
      idempotency_key: key,
    })
    .execute();
}

export type RequestDecision = Readonly<{
  position: number;
  outcome: RequestOutcome;
  refused_parts: string;
  provision: string;
  reasons: string;
  handed_to: string;
  told_of_appeal: boolean | null;
  by: string;
  at: Date;
}>;

export async function decisionsOf({ db, actor }: Scope, request: string): Promise<readonly RequestDecision[]> {
  const { rows } =
    await sql<RequestDecision>`select d.position, d.outcome, d.refused_parts, d.provision, d.reasons, d.handed_to,
      d.told_of_appeal, p.display_name as by, d.decided_at as at
    from official_request_decision d join account p on p.municipality = d.municipality and p.id = d.decided_by
    where d.municipality = ${actor.municipality} and d.request = ${request} order by d.position desc`.execute(db);
  return rows;
}

export async function insertDecision(
  { db, actor, now }: Scope,
  request: OfficialRequest,
  input: DecisionInput,
  key: IdempotencyKey,
): Promise<void> {
  const refuses = input.outcome === 'refused' || input.outcome === 'in-part';
  await db
    .insertInto('official_request_decision')
    .values({
      municipality: actor.municipality,
      request: request.id,
      position: request.decisions + 1,
      secrecy_area: actor.area,
      registered_by: request.registeredBy,
      four_eyes: request.fourEyes,
      outcome: input.outcome,
      refused_parts: input.outcome === 'in-part' ? input.refusedParts : '',
      provision: refuses ? input.provision : '',
      reasons: input.reasons,
      handed_to: input.outcome === 'handed-over' ? input.handedTo : '',
      told_of_appeal: refuses ? (input.toldOfAppeal ?? null) : null,
      decided_by: actor.account,
      decided_at: now,
      idempotency_key: key,
    })
    .execute();
}

export type Handout = Readonly<{ id: string; items: string; way: Way; redacted: boolean; by: string; at: Date }>;

export async function handoutsOf({ db, actor }: Scope, request: string): Promise<readonly Handout[]> {
  const { rows } =
    await sql<Handout>`select h.id, h.items, h.way, h.redacted, p.display_name as by, h.handed_out_at as at
    from official_request_handout h join account p on p.municipality = h.municipality and p.id = h.handed_out_by
    where h.municipality = ${actor.municipality} and h.request = ${request} order by h.handed_out_at, h.id`.execute(db);
  return rows;
}

export type NewHandout = Readonly<{
  id: string;
  items: string;
  way: Way;
  redacted: boolean;
  at: Date;
  key: IdempotencyKey;
}>;

export async function insertHandout(
  { db, actor, now }: Scope,
  request: OfficialRequest,
  outcome: 'granted' | 'in-part',
  handout: NewHandout,
): Promise<void> {
  await db
    .insertInto('official_request_handout')
    .values({
      municipality: actor.municipality,
      request: request.id,
      id: handout.id,
      decision: request.decisions,
      outcome,
      items: handout.items,
      way: handout.way,
      redacted: handout.redacted,
      handed_out_at: handout.at,
      handed_out_by: actor.account,
      written_at: now,
      idempotency_key: handout.key,
    })
    .execute();
}
