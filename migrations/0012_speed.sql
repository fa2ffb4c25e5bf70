-- My day in one question for each run: what somebody works in, with what is left to do, asked of the one predicate once and not once
-- for each line. See docs/decisions/0019.

-- The open runs that somebody is assigned to today and that the actor sees: what the policies of assignment, run and work_item, and
-- access.run_subject, would let through row by row.
create function access.work_of(the_account uuid)
  returns table (
    id uuid, case_id uuid, routine text, routine_version text, opened_on date, version integer, evaluated_on date, role text,
    case_number text, given_name text, family_name text, items jsonb
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.version, r.evaluated_on, r.role,
      c.case_number, i.given_name, i.family_name, w.items
    from (
      select distinct on (o.id) o.*, a.role
      from assignment a
      join run o on o.municipality = a.municipality and o.case_id = a.case_id and (a.run_id is null or a.run_id = o.id)
      where a.municipality = access.municipality() and a.account = the_account
        and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true) and o.ended_on is null
        and (
          a.account = access.account() or access.sees_case(a.municipality, a.case_id)
          or (a.run_id is not null and access.sees_run(a.municipality, a.run_id))
        )
      order by o.id, a.run_id nulls first, a.role
      -- Not to be taken apart: each run is asked about once.
      offset 0
    ) r
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join individual i on i.municipality = c.municipality and i.id = c.individual
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('obligation', l.obligation, 'state', l.state, 'modality', l.modality, 'who', l.who,
        'due', l.due, 'missing_facts', l.missing_facts, 'waiting_on', l.waiting_on)), '[]'::jsonb) as items
      from work_item l where l.municipality = r.municipality and l.run_id = r.id
    ) w
    where access.sees_run(r.municipality, r.id)
    order by c.case_number, r.id;
end $$;
revoke all on function access.work_of(uuid) from public;
grant execute on function access.work_of(uuid) to hemvist_app;
