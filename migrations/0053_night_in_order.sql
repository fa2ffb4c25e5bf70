-- As in 0044, but quicker.

-- Where the next runs begin: a condition that holds for any id when there is none to begin after cannot be looked up in an
-- index, so all that were done already were looked through again for each thousand. And whether a run is counted is looked up for that run:
-- asked as whether one exists, all that are counted were.
create or replace function access.hold_stale_night(the_municipality text, the_day date, after uuid, how_many integer, the_asked jsonb)
  returns table (
    id uuid, routine text, routine_version text, opened_on date, counted boolean, work_sha256 bytea, contents json, facts json,
    entries json, participants json, answers json, consents json
  )
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  if access.account() is not null then
    raise exception 'This is for jobs, outside the door' using errcode = 'insufficient_privilege';
  end if;
  return query
    with held as materialized (
      select r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.version,
        the_asked -> (r.routine || '@' || r.routine_version) as asked
      from run r
      where r.municipality = the_municipality and r.ended_on is null and coalesce(r.evaluated_on < the_day, true)
        and r.id > coalesce(after, '00000000-0000-0000-0000-000000000000')
      order by r.id limit how_many for update skip locked
    ), known as (
      select h.*, n.work_sha256, n.contents, coalesce(n.version = h.version and n.read_as = h.asked ->> 'readAs', false) as kept
      from held h left join run_at_night n on n.municipality = the_municipality and n.run_id = h.id
    )
    select h.id, h.routine, h.routine_version, h.opened_on,
      coalesce((select true from run_tally k where k.municipality = the_municipality and k.run_id = h.id), false),
      h.work_sha256, case when h.kept then h.contents end,
      -- Of a fact that has been stated several times the last counts: whoever reads an object takes the last of a name.
      case when not h.kept then (
        select json_object_agg(x.name, x.value) from (
          select f.name, f.value from fact f where f.municipality = the_municipality and f.run_id = h.id order by f.position
        ) x
      ) end,
      e.entries, e.participants, e.answers,
      (
        select json_agg(row_to_json(x)) from (
          select c.id, c.status, c.purpose, c.form, c.valid_from, c.valid_to, c.replaces, c.correction, c.taken_on
          from consent c
          where c.municipality = the_municipality and c.case_id = h.case_id
            and (c.run_id = h.id or (c.run_id is null and h.asked -> 'consents' ? c.purpose))
          order by c.written_at, c.id
        ) x
      )
    from known h
    left join lateral (
      select json_agg(x.told) as entries, json_agg(x.participants) as participants, json_agg(x.answers) as answers from (
        select e.participants,
          case when coalesce(e.purpose, e.form, e.status, e.party, e.obligation, e.every, e.replaces::text) is null
            then array[e.position::text, e.kind, e.at::text, e.by_role, e.in_person::text, e.channel]
            else array[e.position::text, e.kind, e.at::text, e.by_role, e.in_person::text, e.channel, e.purpose, e.form, e.status,
              case when h.asked -> 'parties' ? e.kind then e.party end, e.obligation, e.every, e.recorded_on::text,
              (select b.position::text from entry b where b.municipality = the_municipality and b.run_id = h.id and b.id = e.replaces)]
          end as told,
          case when e.answers <> '{}' then (
            select json_object_agg(a.key, case when h.asked -> 'answers' ? (e.kind || '.' || a.key) then a.value else 'true' end)
            from jsonb_each(e.answers) a
          ) end as answers
        from entry e where e.municipality = the_municipality and e.run_id = h.id and not h.kept order by e.position
      ) x
    ) e on true
    order by h.id;
end $$;

-- Until which day the lines of the runs hold. Of those that have been read in full (the_read), how and what the engine reads of them. Of
-- those whose lines are not known to be as before (the_changed), these, their hash, and tallies and outline where nothing was counted. Of
-- open runs only: how many were changed tells, and nothing is asked beforehand. For jobs, outside the door.
create or replace function access.store_night(
  the_municipality text, the_moment timestamptz, the_runs uuid[], the_days date[], the_read uuid[], the_ways text[], the_contents text[],
  the_changed jsonb, the_items jsonb
) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
declare
  open integer;
begin
  if access.account() is not null then
    raise exception 'This is for jobs, outside the door' using errcode = 'insufficient_privilege';
  end if;
  if cardinality(the_read) > 0 then
    insert into run_at_night as n (municipality, run_id, version, read_as, contents)
    select r.municipality, r.id, r.version, x.way, x.contents::json
    from unnest(the_read, the_ways, the_contents) as x (id, way, contents)
    join run r on r.municipality = the_municipality and r.id = x.id
    where x.id in (select unnest(the_runs))
    on conflict (municipality, run_id) do update
      set version = excluded.version, read_as = excluded.read_as, contents = excluded.contents;
  end if;
  if the_changed <> '[]' then
    perform access.write_work(the_municipality, array(
      select c.run from jsonb_to_recordset(the_changed) as c (run uuid) where c.run in (select unnest(the_runs))
    ), the_items, the_moment);
    insert into run_tally (municipality, run_id, tallies, outline)
    select the_municipality, c.run, c.tallies, c.outline
    from jsonb_to_recordset(the_changed) as c (run uuid, tallies jsonb, outline jsonb)
    where c.tallies is not null and c.run in (select unnest(the_runs))
    on conflict do nothing;
    update run_at_night n set work_sha256 = decode(c.sha256, 'hex')
    from jsonb_to_recordset(the_changed) as c (run uuid, sha256 text)
    where n.municipality = the_municipality and n.run_id = c.run and c.run in (select unnest(the_runs));
  end if;
  update run r set evaluated_on = until.day
  from unnest(the_runs, the_days) until (id, day)
  where r.municipality = the_municipality and r.id = until.id and r.ended_on is null;
  get diagnostics open = row_count;
  if open <> cardinality(the_runs) then
    raise exception 'A run of the list is not open' using errcode = 'check_violation';
  end if;
end $$;
