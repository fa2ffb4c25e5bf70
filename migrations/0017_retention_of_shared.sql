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
