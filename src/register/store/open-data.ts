import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import type { OpenOffer } from '../open-data.ts';
import { versionOn } from './kept.ts';
import { priceOn } from './register-for.ts';

/**
 * What active providers offer on a day, without sheltered housing and without personal data: no people, and nothing of sole traders, whose
 * name and number are a person's.
 */
export async function openOffers({ db }: Scope, day: LocalDate): Promise<readonly OpenOffer[]> {
  const { rows } = await sql<OpenOffer>`
    select pv.name as provider, p.organisation_number, uv.name as unit, uv.area, o.intervention, o.form, ag.name as agreement,
      ag.valid_to as agreement_to, ov.support_levels, pr.daily_rate, uv.youngest, uv.oldest, uv.genders
    from offer o
    cross join lateral ${versionOn('offer_version', 'o', day)} ov
    join provider_unit u on u.municipality = o.municipality and u.id = o.unit
    cross join lateral ${versionOn('provider_unit_version', 'u', day)} uv
    join provider p on p.municipality = u.municipality and p.id = u.provider
    cross join lateral ${versionOn('provider_version', 'p', day)} pv
    cross join lateral ${versionOn('provider_state', 'p', day)} ps
    left join agreement ag on ag.municipality = o.municipality and ag.id = ov.agreement
    left join lateral ${priceOn(day, undefined)} pr on true
    where o.municipality = (select access.register()) and not ov.ended and ps.state = 'active'
      and not u.is_sheltered and o.intervention <> 'sheltered-housing'
      and pv.legal_form <> 'sole-trader' and substr(p.organisation_number, 3, 1) >= '2'
    order by pv.name, uv.name, o.intervention, o.form`.execute(db);
  return rows;
}
