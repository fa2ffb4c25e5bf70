-- What 0014 and 0015 added that belongs to a case goes with it when it is disposed of.

create or replace function access.delete_case_rows(the_municipality text, the_case uuid) returns jsonb
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_individual uuid;
  another uuid;
  its_runs uuid[];
  counts jsonb := '{}';
  n integer;
  statement text;
begin
  select c.individual into its_individual from case_file c where c.municipality = the_municipality and c.id = the_case;
  its_runs := array(select r.id from run r where r.municipality = the_municipality and r.case_id = the_case);
  select c.id into another from case_file c
  where c.municipality = the_municipality and c.individual = its_individual and c.id <> the_case order by c.opened_on, c.id limit 1;
  -- That the individual was registered is told among the events of their first case: it follows them to the one that is left.
  if another is not null then
    update event e set case_id = another
    where e.municipality = the_municipality and e.case_id = the_case and e.kind = 'individual-registered';
  end if;
  foreach statement in array array[
    'work_item', 'draft', 'fact', 'entry'
  ] loop
    execute format('delete from %I where municipality = $1 and run_id = any ($2)', statement) using the_municipality, its_runs;
    get diagnostics n = row_count;
    counts := counts || jsonb_build_object(statement, n);
  end loop;
  delete from notice x where x.municipality = the_municipality and (x.case_id = the_case or x.run_id = any (its_runs));
  get diagnostics n = row_count;
  counts := counts || jsonb_build_object('notice', n);
  foreach statement in array array['outbox', 'disclosure_receipt'] loop
    execute format('delete from %I x using disclosure d where x.municipality = $1 and d.municipality = x.municipality
      and d.id = x.disclosure and d.case_id = $2', statement) using the_municipality, the_case;
    get diagnostics n = row_count;
    counts := counts || jsonb_build_object(statement, n);
  end loop;
  foreach statement in array array['shared_plan_step', 'shared_plan_party'] loop
    execute format('delete from %I x using shared_plan s where x.municipality = $1 and s.municipality = x.municipality
      and s.id = x.plan and s.case_id = $2', statement) using the_municipality, the_case;
    get diagnostics n = row_count;
    counts := counts || jsonb_build_object(statement, n);
  end loop;
  foreach statement in array array[
    'disclosure_draft', 'disclosure', 'shared_plan', 'legal_hold', 'break_glass', 'official_request_case', 'assignment', 'consent', 'event', 'run'
  ] loop
    execute format('delete from %I where municipality = $1 and case_id = $2', statement) using the_municipality, the_case;
    get diagnostics n = row_count;
    counts := counts || jsonb_build_object(statement, n);
  end loop;
  delete from case_file c where c.municipality = the_municipality and c.id = the_case;
  counts := counts || jsonb_build_object('case_file', 1);
  if another is null then
    foreach statement in array array['sheltered_address', 'protected_team', 'protected_identity', 'individual_search'] loop
      execute format('delete from %I where municipality = $1 and individual = $2', statement) using the_municipality, its_individual;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object(statement, n);
    end loop;
    delete from individual i where i.municipality = the_municipality and i.id = its_individual;
    counts := counts || jsonb_build_object('individual', 1);
  end if;
  return counts;
end $$;

-- And it is in the archive file: what was handed over word for word, and the plans with their parties and steps.
create or replace function access.archive_content(the_municipality text, the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language sql as $$
  with its_runs as (
    select r.* from run r where r.municipality = the_municipality and r.case_id = the_case
  ), parts as (
    select
      (select jsonb_agg(to_jsonb(r) - 'evaluated_on' - 'municipality' order by r.opened_on, r.id) from its_runs r) as runs,
      (select jsonb_agg(to_jsonb(f) - 'idempotency_key' - 'municipality' order by f.run_id, f.position, f.name) from fact f
       where f.municipality = the_municipality and f.run_id in (select id from its_runs)) as facts,
      (select jsonb_agg(to_jsonb(e) - 'idempotency_key' - 'municipality' order by e.run_id, e.position) from entry e
       where e.municipality = the_municipality and e.run_id in (select id from its_runs)) as entries,
      (select jsonb_agg(to_jsonb(k) - 'idempotency_key' - 'municipality' || jsonb_build_object('to_area_name', t.name)
         order by k.written_at, k.id)
       from consent k left join secrecy_area t on t.municipality = k.municipality and t.id = k.to_area
       where k.municipality = the_municipality and k.case_id = the_case) as consents,
      (select jsonb_agg(to_jsonb(a) - 'idempotency_key' - 'municipality'
           || jsonb_build_object('ground_name', g.name_sv, 'ground_provision', g.provision)
         order by a.assigned_at, a.id)
       from assignment a
       left join ground_version g on g.municipality = a.municipality and g.ground = a.ground and g.version = coalesce(a.ground_version, (
         select min(v.version) from ground_version v where v.municipality = a.municipality and v.ground = a.ground))
       where a.municipality = the_municipality and a.case_id = the_case) as assignments,
      (select jsonb_agg(to_jsonb(b) - 'idempotency_key' - 'municipality' order by b.opened_at, b.id) from break_glass b
       where b.municipality = the_municipality and b.case_id = the_case) as emergencies,
      (select jsonb_agg(jsonb_build_object('number', q.number, 'kind', q.kind, 'arrived_at', q.arrived_at) order by q.arrived_at, q.number)
       from official_request_case l join official_request q on q.municipality = l.municipality and q.id = l.request
       where l.municipality = the_municipality and l.case_id = the_case) as requests,
      (select jsonb_agg(to_jsonb(h) - 'idempotency_key' - 'municipality' order by h.placed_at, h.id) from legal_hold h
       where h.municipality = the_municipality and h.case_id = the_case) as holds,
      (select jsonb_agg(to_jsonb(d) - 'idempotency_key' - 'municipality'
           || jsonb_build_object('ground_name', g.name_sv, 'ground_provision', g.provision, 'to_area_name', t.name)
         order by d.signed_at, d.id)
       from disclosure d
       join ground_version g on g.municipality = d.municipality and g.ground = d.ground and g.version = d.ground_version
       left join secrecy_area t on t.municipality = d.municipality and t.id = d.to_area
       where d.municipality = the_municipality and d.case_id = the_case) as disclosures,
      (select jsonb_agg(to_jsonb(l) - 'idempotency_key' - 'municipality' || jsonb_build_object(
           'parties', coalesce((
             select jsonb_agg(to_jsonb(y) - 'idempotency_key' - 'municipality' - 'plan' order by y.invited_at, y.id) from shared_plan_party y
             where y.municipality = l.municipality and y.plan = l.id), '[]'),
           'steps', coalesce((
             select jsonb_agg(to_jsonb(x) - 'idempotency_key' - 'municipality' - 'plan' order by x.written_at, x.id) from shared_plan_step x
             where x.municipality = l.municipality and x.plan = l.id), '[]'))
         order by l.made_at, l.id)
       from shared_plan l where l.municipality = the_municipality and l.case_id = the_case) as plans,
      (select jsonb_agg(to_jsonb(e) - 'municipality' order by e.id) from event e
       where e.municipality = the_municipality and e.case_id = the_case) as events
  )
  select jsonb_build_object(
    'municipality', jsonb_build_object('code', m.code, 'name', m.name),
    'area', jsonb_build_object('id', s.id, 'name', s.name),
    'unit', jsonb_build_object('id', u.id, 'name', u.name),
    'case', to_jsonb(c) - 'idempotency_key' - 'municipality',
    'individual', to_jsonb(i) - 'municipality',
    'runs', coalesce(p.runs, '[]'), 'facts', coalesce(p.facts, '[]'), 'entries', coalesce(p.entries, '[]'),
    'consents', coalesce(p.consents, '[]'), 'assignments', coalesce(p.assignments, '[]'), 'emergencies', coalesce(p.emergencies, '[]'),
    'requests', coalesce(p.requests, '[]'), 'holds', coalesce(p.holds, '[]'),
    'disclosures', coalesce(p.disclosures, '[]'), 'plans', coalesce(p.plans, '[]'), 'events', coalesce(p.events, '[]'),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.display_name, 'area', t.name) order by a.id)
      from account a join secrecy_area t on t.municipality = a.municipality and t.id = a.secrecy_area
      where a.municipality = the_municipality and (
        a.id = c.opened_by
        or to_jsonb(p)::text like '%"' || a.id || '"%'
      )
    ), '[]'),
    'through', coalesce((select max(e.id) from event e where e.municipality = the_municipality and e.case_id = the_case), 0)
  )
  from case_file c
  join individual i on i.municipality = c.municipality and i.id = c.individual
  join municipality m on m.code = c.municipality
  join secrecy_area s on s.municipality = c.municipality and s.id = c.secrecy_area
  join unit u on u.municipality = c.municipality and u.id = c.unit
  cross join parts p
  where c.municipality = the_municipality and c.id = the_case
$$;
