-- A night of many runs: evaluated some thousand at a time on nobody's behalf, by what tells nothing of anybody. See docs/decisions/0037.

-- Runs that have ended are not looked through; and a run's row, which is written each time that it is evaluated, is written in its own page.
create index run_open on run (municipality, id) where ended_on is null;
alter table run set (fillfactor = 80);

-- What the night knows of a run, to be quick: worked out from what stands elsewhere, and can be thrown away. Only the functions below read it.
-- contents: what the engine reads of facts and entries, as put together when the run had this version, in the way that read_as names; that is
-- not asked for again while both are the same. work_sha256: of the lines in work_item as the program wrote them last, null when they have
-- been written otherwise since; equal ones are not written again.
create table run_at_night (
  municipality text not null,
  run_id uuid not null,
  version integer not null,
  read_as text not null,
  contents json not null,
  work_sha256 bytea,
  primary key (municipality, run_id),
  foreign key (municipality, run_id) references run on delete cascade
);
alter table run_at_night enable row level security;

-- Where there are open runs whose lines do not hold for the day. For jobs, outside the door.
create function access.municipalities_with_stale_work(the_day date) returns table (municipality text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select m.code from municipality m
  where access.account() is null and exists (
    select from run r where r.municipality = m.code and r.ended_on is null and coalesce(r.evaluated_on < the_day, true)
  )
  order by m.code
$$;

-- Holds the next of those runs until the transaction ends, and gives what they are evaluated on, and no more: no name, no account, no number,
-- no instant, nothing that is written in free text. the_asked tells of each version of a routine, by "routine@version", how what is read of it
-- is put together (readAs), which consents it asks about, which answers ("kind.answer") are chosen and not written, and of which kinds the party is: of other
-- answers only that they are there is told, and of other parties nothing. Of a run whose contents are kept, only those and its consents.
-- Whoever writes to a run meanwhile evaluates it, so it is passed by. For jobs, outside the door.
create function access.hold_stale_night(the_municipality text, the_day date, after uuid, how_many integer, the_asked jsonb)
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
        and (after is null or r.id > after)
      order by r.id limit how_many for update skip locked
    ), known as (
      select h.*, n.work_sha256, n.contents, coalesce(n.version = h.version and n.read_as = h.asked ->> 'readAs', false) as kept
      from held h left join run_at_night n on n.municipality = the_municipality and n.run_id = h.id
    )
    select h.id, h.routine, h.routine_version, h.opened_on,
      exists (select from run_tally k where k.municipality = the_municipality and k.run_id = h.id),
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

-- ── What is left to do, of many runs at once ────────────────────────────────────────────────────────────────────────

-- As in 0037, without asking anybody whether they see the runs: it is for the functions below. Of a thousand runs a list is not looked through
-- for each line.
create function access.write_work(the_municipality text, the_runs uuid[], the_items jsonb, the_moment timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  with item as materialized (
    select i.* from jsonb_to_recordset(the_items) as i (run_id uuid, obligation text, state text, modality text, who text[], due date,
      missing_facts text[], waiting_on text[], first_because text, grace_until date)
    where i.run_id in (select unnest(the_runs))
  ), before as materialized (
    select w.* from work_item w where w.municipality = the_municipality and w.run_id = any (the_runs)
  ), gone as (
    delete from work_item w using (
      select b.* from before b
      where not exists (select from item i where i.run_id = b.run_id and i.obligation = b.obligation) offset 0
    ) b
    where w.municipality = b.municipality and w.run_id = b.run_id and w.obligation = b.obligation
  )
  insert into work_item as w (municipality, run_id, obligation, state, modality, who, due, missing_facts, waiting_on, first_because,
    grace_until, blocked_at)
  select the_municipality, i.*, case when i.state = 'blocked' then coalesce(b.blocked_at, the_moment) end
  from item i left join before b on b.run_id = i.run_id and b.obligation = i.obligation
  where (b.state, b.modality, b.who, b.due, b.missing_facts, b.waiting_on, b.first_because, b.grace_until)
    is distinct from (i.state, i.modality, i.who, i.due, i.missing_facts, i.waiting_on, i.first_because, i.grace_until)
  on conflict (municipality, run_id, obligation) do update set state = excluded.state, modality = excluded.modality, who = excluded.who,
    due = excluded.due, missing_facts = excluded.missing_facts, waiting_on = excluded.waiting_on,
    first_because = excluded.first_because, grace_until = excluded.grace_until, blocked_at = excluded.blocked_at;
end $$;

create or replace function access.replace_work(the_runs uuid[], the_days date[], the_items jsonb) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  if exists (select from unnest(the_runs) asked (id) where not access.sees_run(access.municipality(), asked.id)) then
    raise exception 'A run of the list is out of reach' using errcode = 'insufficient_privilege';
  end if;
  perform access.write_work(access.municipality(), the_runs, the_items, access.now());
  update run_at_night n set work_sha256 = null
  where n.municipality = access.municipality() and n.run_id = any (the_runs) and n.work_sha256 is not null;
  update run r set evaluated_on = until.day
  from unnest(the_runs, the_days) until (id, day)
  where r.municipality = access.municipality() and r.id = until.id;
end $$;

-- Until which day the lines of the runs hold. Of those that have been read in full (the_read), how and what the engine reads of them. Of
-- those whose lines are not known to be as before (the_changed), these, their hash, and tallies and outline where nothing was counted. Of
-- open runs only. For jobs, outside the door.
create function access.store_night(
  the_municipality text, the_moment timestamptz, the_runs uuid[], the_days date[], the_read uuid[], the_ways text[], the_contents text[],
  the_changed jsonb, the_items jsonb
) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  if access.account() is not null then
    raise exception 'This is for jobs, outside the door' using errcode = 'insufficient_privilege';
  end if;
  if exists (
    select from unnest(the_runs) asked (id)
    where not exists (select from run r where r.municipality = the_municipality and r.id = asked.id and r.ended_on is null)
  ) then
    raise exception 'A run of the list is not open' using errcode = 'check_violation';
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
  where r.municipality = the_municipality and r.id = until.id;
end $$;

-- The night no longer asks who is assigned to what.
drop function access.people_with_stale_work(date, boolean), access.hold_stale_work(jsonb);

revoke all on function access.municipalities_with_stale_work(date),
  access.hold_stale_night(text, date, uuid, integer, jsonb), access.write_work(text, uuid[], jsonb, timestamptz),
  access.store_night(text, timestamptz, uuid[], date[], uuid[], text[], text[], jsonb, jsonb) from public;
grant execute on function access.municipalities_with_stale_work(date),
  access.hold_stale_night(text, date, uuid, integer, jsonb),
  access.store_night(text, timestamptz, uuid[], date[], uuid[], text[], text[], jsonb, jsonb) to hemvist_app;
