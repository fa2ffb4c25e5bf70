-- Runs are read, evaluated and written many at a time, each asked about once; and a run is evaluated anew when its lines may be others,
-- not each day. See docs/decisions/0006.

comment on column run.evaluated_on is
  'The last day that the lines in work_item hold for, unless the run is written to before; null when they are not to be trusted.';

-- ── The one predicate, quicker ──────────────────────────────────────────────────────────────────────────────────────

-- As in 0028, clause by clause. What is asked of nearly everybody is asked here and not by a function of its own, whose query is planned
-- anew each time that it is called: whether anybody protects the individual at all, and what the actor is assigned to.
create or replace function access.in_reach(
  the_municipality text, the_case uuid, its_area text, its_unit text, its_individual uuid, the_run uuid
) returns boolean stable language plpgsql as $$
begin
  if exists (
    select from public.protected_identity p where p.municipality = the_municipality and p.individual = its_individual
  ) and access.protects(the_municipality, its_individual) then return false; end if;
  if its_area = access.area() and its_unit = any (access.units()) then return true; end if;
  if exists (
    select from public.assignment a
    where a.municipality = the_municipality and a.case_id = the_case and a.account = access.account()
      and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
      and case when a.run_id is null then its_area = access.area()
               else a.run_id = the_run and (
                 its_area = access.area()
                 or (a.ground is not null and (a.consent is null or access.consent_holds(a.municipality, a.consent)))
               ) end
  ) then return true; end if;
  if exists (
    select from public.break_glass b
    where b.municipality = the_municipality and b.account = access.account() and b.case_id = the_case
      and b.opened_at <= access.now() and b.expires_at > access.now() and b.ended_at is null
  ) then return true; end if;
  return exists (
    select from access.covered(the_municipality, the_case, the_run, its_area, access.account(), access.area()) s where s.opens
  );
end $$;

-- ── What runs are evaluated on ──────────────────────────────────────────────────────────────────────────────────────

-- Of each run its current facts, its entries in the order they were written, and the consents as access.run_consents gives them;
-- the_purposes are those that each version of a routine asks about, by "routine@version". Asks nobody whether they see the runs: it is
-- for the functions below, which have, and for the owner. Planned once, and not each time anew, like the others here.
create function access.contents_of_runs(the_municipality text, the_runs uuid[], the_purposes jsonb)
  returns table (
    id uuid, case_id uuid, routine text, routine_version text, opened_on date, version integer, counted boolean, facts json, entries json,
    consents json
  )
  stable security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  return query
    select r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.version,
      exists (select from run_tally k where k.municipality = r.municipality and k.run_id = r.id),
      (select json_agg(row_to_json(x)) from (
        select distinct on (f.name) f.name, f.value, f.stated_on, f.stated_by, f.stated_role, f.position,
          (select a.display_name from account a where a.municipality = f.municipality and a.id = f.stated_by)
        from fact f where f.municipality = r.municipality and f.run_id = r.id order by f.name, f.position desc
      ) x),
      (select json_agg(row_to_json(x)) from (
        select e.id, e.position, e.kind, e.at, e.recorded_on, e.by_role, e.written_by,
          (select a.display_name from account a where a.municipality = e.municipality and a.id = e.written_by),
          e.written_at, e.participants, e.in_person, e.channel, e.purpose, e.form, e.status, e.party, e.obligation, e.every, e.reason,
          e.answers, e.replaces, e.correction_reason, e.idempotency_key
        from entry e where e.municipality = r.municipality and e.run_id = r.id order by e.position
      ) x),
      (select json_agg(row_to_json(x)) from (
        select c.id, c.status, c.purpose, c.form, c.valid_from, c.valid_to, c.replaces, c.correction, c.taken_on,
          (select a.display_name from account a where a.municipality = c.municipality and a.id = c.taken_by) as name
        from consent c
        where c.municipality = r.municipality and c.case_id = r.case_id
          and (c.run_id = r.id or (c.run_id is null and the_purposes -> (r.routine || '@' || r.routine_version) ? c.purpose))
        order by c.written_at, c.id
      ) x)
    from run r where r.municipality = the_municipality and r.id = any (the_runs)
    order by r.id;
end $$;

-- For those of the runs that the actor sees: each is asked about once, and not once for every entry.
create function access.run_contents(the_runs uuid[], the_purposes jsonb)
  returns table (id uuid, facts json, entries json, consents json)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select c.id, c.facts, c.entries, c.consents
    from access.contents_of_runs(access.municipality(), array(
      select asked.id from unnest(the_runs) asked (id) where access.sees_run(access.municipality(), asked.id)
    ), the_purposes) c;
end $$;

-- Holds those of the runs that the actor sees and whose lines do not hold for today, in one order for everybody, until the transaction
-- ends; and gives what they are evaluated on as it is then.
create function access.hold_stale_runs(the_runs uuid[], the_purposes jsonb)
  returns table (
    id uuid, case_id uuid, routine text, routine_version text, opened_on date, version integer, counted boolean, facts json, entries json,
    consents json
  )
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
declare
  held uuid[];
begin
  held := array(
    select r.id from run r
    where r.municipality = access.municipality() and r.id = any (the_runs) and r.ended_on is null
      and coalesce(r.evaluated_on < access.today(), true) and access.sees_run(r.municipality, r.id)
    order by r.id for update
  );
  return query select * from access.contents_of_runs(access.municipality(), held, the_purposes);
end $$;

-- The same for all that the actor is assigned to.
create function access.hold_stale_work(the_purposes jsonb)
  returns table (
    id uuid, case_id uuid, routine text, routine_version text, opened_on date, version integer, counted boolean, facts json, entries json,
    consents json
  )
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  return query select * from access.hold_stale_runs(array(
    select r.id
    from assignment a join run r on r.municipality = a.municipality and r.case_id = a.case_id and (a.run_id is null or a.run_id = r.id)
    where a.municipality = access.municipality() and a.account = access.account()
      and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
      and r.ended_on is null and coalesce(r.evaluated_on < access.today(), true)
  ), the_purposes);
end $$;

-- ── What is left to do, of many runs at once ────────────────────────────────────────────────────────────────────────

-- Writes the lines of the runs in place of those that there are, and until which day they hold. Nothing at all when the actor does not
-- see each of them. A line that is as it was is not written; one that is blocked has been so since it came to be.
create function access.replace_work(the_runs uuid[], the_days date[], the_items jsonb) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp
  set plan_cache_mode = force_generic_plan language plpgsql as $$
begin
  if exists (select from unnest(the_runs) asked (id) where not access.sees_run(access.municipality(), asked.id)) then
    raise exception 'A run of the list is out of reach' using errcode = 'insufficient_privilege';
  end if;
  with item as materialized (
    select i.* from jsonb_to_recordset(the_items) as i (run_id uuid, obligation text, state text, modality text, who text[], due date,
      missing_facts text[], waiting_on text[], first_because text, grace_until date)
    where i.run_id = any (the_runs)
  ), before as materialized (
    select w.* from work_item w where w.municipality = access.municipality() and w.run_id = any (the_runs)
  ), gone as (
    delete from work_item w using (
      select b.* from before b
      where not exists (select from item i where i.run_id = b.run_id and i.obligation = b.obligation) offset 0
    ) b
    where w.municipality = b.municipality and w.run_id = b.run_id and w.obligation = b.obligation
  )
  insert into work_item as w (municipality, run_id, obligation, state, modality, who, due, missing_facts, waiting_on, first_because,
    grace_until, blocked_at)
  select access.municipality(), i.*, case when i.state = 'blocked' then coalesce(b.blocked_at, access.now()) end
  from item i left join before b on b.run_id = i.run_id and b.obligation = i.obligation
  where (b.state, b.modality, b.who, b.due, b.missing_facts, b.waiting_on, b.first_because, b.grace_until)
    is distinct from (i.state, i.modality, i.who, i.due, i.missing_facts, i.waiting_on, i.first_because, i.grace_until)
  on conflict (municipality, run_id, obligation) do update set state = excluded.state, modality = excluded.modality, who = excluded.who,
    due = excluded.due, missing_facts = excluded.missing_facts, waiting_on = excluded.waiting_on,
    first_because = excluded.first_because, grace_until = excluded.grace_until, blocked_at = excluded.blocked_at;
  update run r set evaluated_on = until.day
  from unnest(the_runs, the_days) until (id, day)
  where r.municipality = access.municipality() and r.id = until.id;
end $$;

-- ── Who is asked at night ───────────────────────────────────────────────────────────────────────────────────────────

-- Of those at work, whoever is assigned to an open run whose lines do not hold for the day. When one is enough for each run, whoever has
-- been assigned to it for longest, the case before the run: the others find it done. For jobs, outside the door.
create function access.people_with_stale_work(the_day date, one_for_each boolean)
  returns table (municipality text, account uuid, area text, units text[], language text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    with at_work as materialized (select p.* from access.people_at_work(the_day) p),
    stale as (
      select p.municipality, p.account, row_number() over (
        partition by r.municipality, r.id order by a.run_id is not null, a.valid_from, p.account
      ) as turn
      from run r
      join assignment a on a.municipality = r.municipality and a.case_id = r.case_id and (a.run_id is null or a.run_id = r.id)
      join at_work p on p.municipality = a.municipality and p.account = a.account
      where r.ended_on is null and coalesce(r.evaluated_on < the_day, true)
        and a.valid_from <= the_day and coalesce(a.valid_to >= the_day, true)
    )
    select p.municipality, p.account, p.area, p.units, p.language from at_work p
    where (p.municipality, p.account) in (select s.municipality, s.account from stale s where not one_for_each or s.turn = 1)
    order by p.municipality, p.account;
end $$;

revoke all on function access.contents_of_runs(text, uuid[], jsonb), access.run_contents(uuid[], jsonb), access.hold_stale_runs(uuid[], jsonb),
  access.hold_stale_work(jsonb), access.replace_work(uuid[], date[], jsonb), access.people_with_stale_work(date, boolean) from public;
grant execute on function access.run_contents(uuid[], jsonb), access.hold_stale_runs(uuid[], jsonb), access.hold_stale_work(jsonb),
  access.replace_work(uuid[], date[], jsonb), access.people_with_stale_work(date, boolean) to hemvist_app;

-- ── Files and notices in the archive ────────────────────────────────────────────────────────────────────────────────
-- What came with a case was told of by its events only, and was gone when the case had been disposed of.

alter function access.archive_content(text, uuid) rename to archive_content_but_files;
create function access.archive_content(the_municipality text, the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language sql as $$
  with its_notices as (
    select n.* from intake_notice n where n.municipality = the_municipality and n.case_id = the_case
  ), parts as (
    select
      (select jsonb_agg(to_jsonb(t) - 'claim' - 'next_scan_at' - 'municipality' order by t.uploaded_at, t.id) from attachment t
       where t.municipality = the_municipality and (
         t.consent in (select c.id from consent c where c.municipality = the_municipality and c.case_id = the_case)
         or t.notice in (select id from its_notices))) as attachments,
      (select jsonb_agg(to_jsonb(n) - 'idempotency_key' - 'municipality' order by n.arrived_at, n.id) from its_notices n) as notices
  )
  select b.content || jsonb_build_object('attachments', coalesce(p.attachments, '[]'), 'notices', coalesce(p.notices, '[]'),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.display_name, 'area', s.name) order by a.id)
      from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
      where a.municipality = the_municipality and (
        b.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', a.id)) or to_jsonb(p)::text like '%"' || a.id || '"%'
      )
    ), '[]'))
  from (select access.archive_content_but_files(the_municipality, the_case) as content) b cross join parts p
  where b.content is not null
$$;

-- The files themselves, whole: for who may be given the content, in the same ways. Nothing that a scanner has found something in.
create function access.archive_files(the_municipality text, the_list uuid, the_case uuid) returns table (id uuid, bytes bytea)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if the_list is null then
    if the_municipality is distinct from access.municipality() or access.archive_case(the_case) is null then return; end if;
  elsif not access.awaits_disposal(the_municipality, the_list, the_case) then return;
  end if;
  return query
    select t.id, (
      select string_agg(p.bytes, '' order by p.position) from attachment_part p
      where p.municipality = t.municipality and p.attachment = t.id
    )
    from attachment t
    where t.municipality = the_municipality and t.state in ('not-scanned', 'clean') and (
      t.consent in (select c.id from consent c where c.municipality = the_municipality and c.case_id = the_case)
      or t.notice in (select n.id from intake_notice n where n.municipality = the_municipality and n.case_id = the_case))
    order by t.uploaded_at, t.id;
end $$;

revoke all on function access.archive_content(text, uuid), access.archive_files(text, uuid, uuid) from public;
grant execute on function access.archive_files(text, uuid, uuid) to hemvist_app;
