import { type RawBuilder, sql } from 'kysely';
import type { CaseId, IndividualId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { ExtractSubject } from '../part.ts';

/** A row as the tables have it; dates as text, instants as dates. */
export type Row = Readonly<Record<string, unknown>>;

const all = async ({ db }: Scope, query: RawBuilder<Row>): Promise<readonly Row[]> => (await query.execute(db)).rows;

const casesIn = ({ cases }: ExtractSubject) => sql`any(${cases.map(({ id }) => id)}::uuid[])`;

/** The case that is asked about, as far as the actor sees it, and the other cases of the same individual that they see. */
export async function findSubject(
  scope: Scope,
  caseId: CaseId,
): Promise<
  (ExtractSubject & Readonly<{ number: string; name: string; area: string; otherCases: number }>) | undefined
> {
  const { actor, db } = scope;
  const { rows } = await sql<{
    individual: IndividualId;
    case_number: string;
    name: string;
    area: string;
    other_cases: number;
  }>`select c.individual, c.case_number, i.given_name || ' ' || i.family_name as name, s.name as area,
      access.other_cases_of_individual(c.individual) as other_cases
    from case_file c
    join individual i on i.municipality = c.municipality and i.id = c.individual
    join secrecy_area s on s.municipality = c.municipality and s.id = c.secrecy_area
    where c.municipality = ${actor.municipality} and c.id = ${caseId}`.execute(db);
  const found = rows[0];
  if (!found) return undefined;
  const cases = await sql<{ id: CaseId; number: string }>`select id, case_number as number from case_file
    where municipality = ${actor.municipality} and individual = ${found.individual} order by opened_on, case_number`.execute(
    db,
  );
  return {
    individual: found.individual,
    number: found.case_number,
    name: found.name,
    area: found.area,
    otherCases: found.other_cases,
    cases: cases.rows,
  };
}

export const individualRows = (scope: Scope, { individual }: ExtractSubject) =>
  all(
    scope,
    sql`select i.given_name, i.family_name, i.identity_number, i.identity_kind, i.identity_certainty, s.name as area
    from individual i join secrecy_area s on s.municipality = i.municipality and s.id = i.secrecy_area
    where i.municipality = ${scope.actor.municipality} and i.id = ${individual}`,
  );

export const protectionRows = (scope: Scope, { individual }: ExtractSubject) =>
  all(scope, sql`select * from access.protection_of_individual(${individual})`);

export const caseRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, c.opened_on, u.name as unit, a.display_name as opened_by, c.external_system, c.external_reference
    from case_file c
    join unit u on u.municipality = c.municipality and u.id = c.unit
    join account a on a.municipality = c.municipality and a.id = c.opened_by
    where c.municipality = ${scope.actor.municipality} and c.id = ${casesIn(subject)} order by c.opened_on, c.case_number`,
  );

export const runRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, r.id, r.routine, r.routine_version, r.opened_on, r.ended_on
    from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
    where r.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)} order by r.opened_on, r.id`,
  );

export const factRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, r.routine, r.routine_version, f.name, f.value, f.stated_on, f.stated_role, f.written_at,
      a.display_name as stated_by
    from fact f
    join run r on r.municipality = f.municipality and r.id = f.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join account a on a.municipality = f.municipality and a.id = f.stated_by
    where r.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)}
    order by r.opened_on, r.id, f.position, f.name`,
  );

export const entryRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, r.routine, r.routine_version, e.id, e.kind, e.at, e.recorded_on, e.by_role, e.written_at, e.participants,
      e.in_person, e.channel, e.purpose, e.form, e.status, e.party, e.obligation, e.every, e.reason, e.answers, e.replaces,
      e.correction_reason, a.display_name as written_by
    from entry e
    join run r on r.municipality = e.municipality and r.id = e.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join account a on a.municipality = e.municipality and a.id = e.written_by
    where r.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)} order by r.opened_on, r.id, e.position`,
  );

export const moveRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, r.routine, m.to_version as routine_version, m.from_version, m.outcome, m.reason, m.decided_at,
      a.display_name as decided_by
    from run_move m
    join run r on r.municipality = m.municipality and r.id = m.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join account a on a.municipality = m.municipality and a.id = m.decided_by
    where m.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)} order by m.decided_at, r.id`,
  );

export const consentRows = (scope: Scope, { individual }: ExtractSubject) =>
  all(
    scope,
    sql`select c.status, c.purpose, c.parts, coalesce(s.name, c.to_party) as recipient, c.form, c.valid_from, c.valid_to, c.reason,
      c.taken_on, a.display_name as taken_by, c.written_at, c.correction
    from consent c
    join account a on a.municipality = c.municipality and a.id = c.taken_by
    left join secrecy_area s on s.municipality = c.municipality and s.id = c.to_area
    where c.municipality = ${scope.actor.municipality} and c.individual = ${individual} order by c.written_at, c.id`,
  );

/** The files that hang on the individual's consents. */
export const attachmentRows = (scope: Scope, { individual }: ExtractSubject) =>
  all(
    scope,
    sql`select t.name, t.kind, t.size, t.sha256, t.state, t.uploaded_at, a.display_name as uploaded_by
    from attachment t
    join consent c on c.municipality = t.municipality and c.id = t.consent
    left join account a on a.municipality = t.municipality and a.id = t.uploaded_by
    where t.municipality = ${scope.actor.municipality} and c.individual = ${individual} order by t.uploaded_at, t.id`,
  );

/** Who works or has worked with the cases; across the boundary of secrecy when `across`. */
export const assignmentRows = (scope: Scope, subject: ExtractSubject, across: boolean) =>
  all(
    scope,
    sql`select c.case_number, p.display_name as name, a.role, s.name as area, a.valid_from, a.valid_to, b.display_name as assigned_by,
      r.routine, r.routine_version, a.ground_reason, a.ground_answers, g.provision, g.name_sv, g.name_en, g.fields,
      k.taken_on as consent_taken_on
    from assignment a
    join case_file c on c.municipality = a.municipality and c.id = a.case_id
    join account p on p.municipality = a.municipality and p.id = a.account
    join secrecy_area s on s.municipality = p.municipality and s.id = p.secrecy_area
    join account b on b.municipality = a.municipality and b.id = a.assigned_by
    left join run r on r.municipality = a.municipality and r.id = a.run_id
    left join ground_version g on g.municipality = a.municipality and g.ground = a.ground
      and g.version = coalesce(a.ground_version, (
        select min(v.version) from ground_version v where v.municipality = a.municipality and v.ground = a.ground))
    left join consent k on k.municipality = a.municipality and k.id = a.consent
    where a.municipality = ${scope.actor.municipality} and a.case_id = ${casesIn(subject)}
      and (a.ground is not null) = ${across}
    order by a.valid_from, p.display_name, a.id`,
  );

export const assessmentRows = (scope: Scope, { individual }: ExtractSubject) =>
  all(scope, sql`select * from access.assessments_of_individual(${individual})`);

export const emergencyRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select p.display_name as name, s.name as area, b.reason, b.opened_at, b.expires_at, b.ended_at
    from break_glass b
    join account p on p.municipality = b.municipality and p.id = b.account
    join secrecy_area s on s.municipality = b.municipality and s.id = b.secrecy_area
    where b.municipality = ${scope.actor.municipality} and b.case_id = ${casesIn(subject)} order by b.opened_at, b.id`,
  );

export const meetingRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, r.routine, r.routine_version, m.kind, m.day, m.starts, m.ends, m.place, m.link, m.parties, m.cancelled_at,
      array(select a.display_name from account a where a.municipality = m.municipality and a.id = any(m.invited) order by 1) as invited,
      b.display_name as booked_by
    from meeting m
    join run r on r.municipality = m.municipality and r.id = m.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join account b on b.municipality = m.municipality and b.id = m.booked_by
    where m.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)} order by m.day, m.starts, m.id`,
  );

export const handoverRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select c.case_number, a.display_name as by, w.display_name as to, n.body, n.written_at
    from handover_note n
    join run r on r.municipality = n.municipality and r.id = n.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join absence b on b.municipality = n.municipality and b.id = n.absence
    join account a on a.municipality = n.municipality and a.id = n.written_by
    left join account w on w.municipality = b.municipality and w.id = b.substitute
    where n.municipality = ${scope.actor.municipality} and r.case_id = ${casesIn(subject)} order by n.written_at, n.id`,
  );

export const archiveRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select 'hold' as what, h.case_number, h.reason, h.placed_at as since, coalesce(h.lifted_at::date, h.until) as until
    from legal_hold h where h.municipality = ${scope.actor.municipality} and h.case_id = ${casesIn(subject)}
    union all
    select 'proposed', i.case_number, i.reason, null, null
    from disposal_item i where i.municipality = ${scope.actor.municipality} and i.case_id = ${casesIn(subject)} and i.outcome is null
    union all
    select 'exported', c.case_number, null, x.made_at, null
    from archive_export x join case_file c on c.municipality = x.municipality and c.id = x.case_id
    where x.municipality = ${scope.actor.municipality} and x.case_id = ${casesIn(subject)}
    order by 2, 4, 1`,
  );

export const eventRows = (scope: Scope, subject: ExtractSubject) =>
  all(
    scope,
    sql`select e.kind, e.happened_on, e.written_at, a.display_name as by, e.payload
    from event e join account a on a.municipality = e.municipality and a.id = e.actor
    where e.municipality = ${scope.actor.municipality} and e.case_id = ${casesIn(subject)} order by e.id`,
  );

/** The area that an account belongs to, by name: who answers for an extract. */
export async function areaName({ db, actor }: Scope): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from secrecy_area
    where municipality = ${actor.municipality} and id = ${actor.area}`.execute(db);
  return rows[0]?.name ?? actor.area;
}
