import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { PersonAround } from '../../secrecy/index.ts';
import type { DisclosureReason, PlanReason } from '../why.ts';

/** The parts that somebody has or has had in a plan, and how each stands: asked of the function that opens it. */
export async function planReasons({ db }: Scope, plan: string, account: AccountId): Promise<readonly PlanReason[]> {
  const { rows } = await sql<{
    stands: PlanReason['stands'];
    since: LocalDate;
    until: LocalDate | null;
    ended_at: Date | null;
    provision: string;
    sv: string;
    en: string;
    rests_on_consent: boolean;
    consent_ended: LocalDate | null;
    shows_name: boolean;
  }>`
    select r.stands, r.since, r.until, r.ended_at, g.provision, g.name_sv as sv, g.name_en as en, r.rests_on_consent, r.consent_ended,
      r.shows_name
    from access.plan_reasons(${plan}, ${account}) r
    join ground_version g on g.municipality = access.municipality() and g.ground = r.ground and g.version = r.ground_version`.execute(
    db,
  );
  return rows.map((row) => ({
    stands: row.stands,
    since: row.since,
    ...(row.until === null ? {} : { until: row.until }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ground: { provision: row.provision, sv: row.sv, en: row.en },
    restsOnConsent: row.rests_on_consent,
    ...(row.consent_ended === null ? {} : { consentEnded: row.consent_ended }),
    showsName: row.shows_name,
  }));
}

/** How a disclosure stands for somebody; undefined for one whom it was not handed over to. */
export async function disclosureReason(
  { db }: Scope,
  disclosure: string,
  account: AccountId,
): Promise<DisclosureReason | undefined> {
  const { rows } = await sql<DisclosureReason>`
    select * from access.disclosure_reasons(${disclosure}, ${account})`.execute(db);
  return rows[0];
}

/** Those who take or have taken part in a plan, or whom something was handed over to, as who they are now. */
export async function peopleGiven(
  { db, actor }: Scope,
  of: Readonly<{ plan: string } | { disclosure: string }>,
): Promise<readonly PersonAround[]> {
  const accounts =
    'plan' in of
      ? sql`select account from shared_plan_party where municipality = ${actor.municipality} and plan = ${of.plan}`
      : sql`select to_account from disclosure where municipality = ${actor.municipality} and id = ${of.disclosure}`;
  const { rows } = await sql<{ account: AccountId; name: string; area_name: string }>`
    select a.id as account, a.display_name as name, s.name as area_name
    from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    where a.municipality = ${actor.municipality} and a.id in (${accounts}) order by a.display_name, a.id`.execute(db);
  return rows.map((row) => ({
    account: row.account,
    name: row.name,
    areaName: row.area_name,
    unitName: row.area_name,
  }));
}
