import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Reason } from '../explain.ts';

/** The clauses of the predicate that speak of somebody and a case, or a run of it. Nothing when the asker may not ask. */
export async function reasonsFor(
  { db, actor }: Scope,
  about: Readonly<{ caseId: CaseId; runId?: RunId }>,
  account: AccountId,
): Promise<readonly Reason[]> {
  const { rows } = await sql<{
    kind: Reason['kind'];
    opens: boolean;
    since: LocalDate | null;
    until: LocalDate | null;
    until_time: Date | null;
    unit_name: string | null;
    provision: string | null;
    sv: string | null;
    en: string | null;
    consent: string | null;
    consent_ended: LocalDate | null;
    to_run: RunId | null;
    away_name: string | null;
  }>`
    select r.kind, r.opens, r.since, r.until, r.until_time, u.name as unit_name, g.provision, g.name_sv as sv, g.name_en as en, r.consent,
      r.consent_ended, r.to_run, w.display_name as away_name
    from access.reasons(${actor.municipality}, ${about.caseId}, ${about.runId ?? null}, ${account}) r
    left join unit u on u.municipality = ${actor.municipality} and u.id = r.unit
    left join ground g on g.municipality = ${actor.municipality} and g.id = r.ground
    left join account w on w.municipality = ${actor.municipality} and w.id = r.away`.execute(db);
  return rows.map((row) => ({
    kind: row.kind,
    opens: row.opens,
    ...(row.since === null ? {} : { since: row.since }),
    ...(row.until === null ? {} : { until: row.until }),
    ...(row.until_time === null ? {} : { untilTime: row.until_time }),
    ...(row.unit_name === null ? {} : { unitName: row.unit_name }),
    ...(row.provision === null || row.sv === null || row.en === null
      ? {}
      : { ground: { provision: row.provision, sv: row.sv, en: row.en } }),
    ...(row.consent_ended === null ? {} : { consentEnded: row.consent_ended }),
    restsOnConsent: row.consent !== null,
    ...(row.to_run === null ? {} : { toRun: row.to_run }),
    ...(row.away_name === null ? {} : { awayName: row.away_name }),
  }));
}

export type PersonAround = Readonly<{ account: AccountId; name: string; areaName: string; unitName: string }>;

/** Those who have, or have had, to do with a case, by name. */
export async function peopleAround({ db, actor }: Scope, caseId: CaseId): Promise<readonly PersonAround[]> {
  const { rows } = await sql<{ account: AccountId; name: string; area_name: string; unit_name: string | null }>`
    select a.id as account, a.display_name as name, s.name as area_name,
      (select min(u.name) from account_role h join unit u on u.municipality = h.municipality and u.id = h.unit
        where h.municipality = a.municipality and h.account = a.id) as unit_name
    from access.people_around(${actor.municipality}, ${caseId}) p
    join account a on a.municipality = ${actor.municipality} and a.id = p.account
    join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    order by a.display_name, a.id`.execute(db);
  return rows.map((row) => ({
    account: row.account,
    name: row.name,
    areaName: row.area_name,
    unitName: row.unit_name ?? row.area_name,
  }));
}

export type EndedAccess = Readonly<{ since?: LocalDate; cause: 'assignment' | 'consent' }>;

/** That an access of the actor's own to a run has ended; undefined when they had none, or still have it. */
export async function endedAccess({ db }: Scope, run: RunId): Promise<EndedAccess | undefined> {
  const { rows } = await sql<{ since: LocalDate | null; cause: EndedAccess['cause'] }>`
    select * from access.ended_for_me(${run})`.execute(db);
  const row = rows[0];
  return row && { cause: row.cause, ...(row.since === null ? {} : { since: row.since }) };
}
