import type { Pool } from 'pg';

/**
 * A register for load, written by the database itself: so many offers of supported social housing, two to a unit and eight to a provider,
 * as various as a city's. Every one is made up. A register must have been started for the municipality.
 */
export async function loadRegisterForLoad(
  owner: Pool,
  municipality: string,
  offers: number,
  day: string,
): Promise<void> {
  const write = (statement: string): Promise<unknown> =>
    owner.query(statement, [municipality, Math.ceil(offers / 8), day]);
  await write(`insert into provider (municipality, id, organisation_number, written_at, idempotency_key)
    select $1, md5('p' || n)::uuid, '9998' || lpad((n / 10000)::text, 2, '0') || '-' || lpad((n % 10000)::text, 4, '0'), $3::date, gen_random_uuid()
    from generate_series(1, $2::integer) n`);
  await write(`insert into provider_version (municipality, provider, position, valid_from, name, legal_form, written_at, idempotency_key)
    select $1, md5('p' || n)::uuid, 1, $3::date - 700, 'Påhittade ' || n || ' AB', 'limited-company', $3::date, gen_random_uuid()
    from generate_series(1, $2::integer) n`);
  await write(`insert into agreement (municipality, id, provider, name, rank, valid_from, valid_to, municipalities, written_at, idempotency_key)
    select $1, md5('a' || n)::uuid, md5('p' || n)::uuid, 'Ramavtal (övning)', n % 3 + 1, $3::date - 400, $3::date + (n % 9) * 60 - 60,
      array[$1, '9001'], $3::date, gen_random_uuid() from generate_series(1, $2::integer) n`);
  await write(`insert into provider_control (municipality, id, provider, item, result, evidence, checked_on, next_check, written_at, idempotency_key)
    select $1, gen_random_uuid(), md5('p' || n)::uuid, i, case when n % 40 = 0 then 'failed' else 'passed' end, 'Övning', $3::date - 60,
      $3::date + 120, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer) n, unnest(array['credit', 'f-tax', 'employer-contribution', 'legal-database',
      'legal-database-board', 'debts', 'audit']) i where n % 6 <> 0`);
  await write(`insert into provider_control_decision (municipality, provider, position, decision, reasons, basis, decided_on, written_at, idempotency_key)
    select $1, md5('p' || n)::uuid, 1, 'approved', 'Övning', '[]', $3::date, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer) n`);
  await write(`insert into provider_state (municipality, provider, position, state, valid_from, reason, written_at, idempotency_key)
    select $1, md5('p' || n)::uuid, 1, case when n % 17 = 0 then 'paused' else 'active' end, $3::date - 700, 'Övning', $3::date,
      gen_random_uuid() from generate_series(1, $2::integer) n`);
  await write(`insert into provider_unit (municipality, id, provider, is_sheltered, written_at, idempotency_key)
    select $1, md5('u' || n)::uuid, md5('p' || (n - 1) / 4 + 1)::uuid, false, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n`);
  await write(`insert into provider_unit_version (municipality, unit, position, valid_from, name, area, distance_km, youngest, oldest, genders,
      needs_met, features, written_at, idempotency_key)
    select $1, md5('u' || n)::uuid, v, $3::date - 700 + v * 100, 'Enhet ' || n,
      case when n % 7 > 0 then (array['centrum', 'hisingen', 'nordost', 'sydvast'])[n % 4 + 1] end, case when n % 7 > 0 then n % 60 end,
      case when n % 11 > 0 then 18 + n % 5 end, case when n % 11 > 0 then 40 + n % 40 end,
      case when n % 11 > 0 then case when n % 3 = 0 then array['male'] else array['female', 'male'] end end,
      case when n % 5 > 0 then (array['addiction', 'dual-diagnosis', 'night-staff', 'medication', 'acting-out'])[1 + n % 3:5] end,
      (array['apartment', 'own-kitchen', 'pets-allowed', 'substance-free'])[1 + n % 4:4], $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n, generate_series(1, 2) v`);
  await write(`insert into offer (municipality, id, unit, intervention, form, written_at, idempotency_key)
    select $1, md5('o' || f || n)::uuid, md5('u' || n)::uuid, 'supported-social-housing', f, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n, unnest(array['framework', 'direct-award']) f`);
  await write(`insert into offer_version (municipality, offer, position, valid_from, agreement, support_levels, written_at, idempotency_key)
    select $1, md5('o' || f || n)::uuid, 1, $3::date - 600, case f when 'framework' then md5('a' || (n - 1) / 4 + 1)::uuid end,
      case when n % 12 > 0 then array['low', 'high'] end, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n, unnest(array['framework', 'direct-award']) f`);
  await write(`insert into price (municipality, id, offer, daily_rate, valid_from, valid_to, source, written_at, idempotency_key)
    select $1, gen_random_uuid(), md5('o' || f || n)::uuid, 900 + (n * 37) % 1800, $3::date - 600 + v * 300,
      case v when 0 then $3::date - 301 end, 'Övning', $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n, unnest(array['framework', 'direct-award']) f, generate_series(0, 1) v where n % 15 > 0`);
  await write(`insert into place (municipality, id, unit, name, valid_from, written_at, idempotency_key)
    select $1, gen_random_uuid(), md5('u' || n)::uuid, 'Plats ' || k, $3::date - 600, $3::date, gen_random_uuid()
    from generate_series(1, $2::integer * 4) n, generate_series(1, n % 4) k`);
  await owner.query('analyze');
}
