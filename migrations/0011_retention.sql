-- What is kept and what is disposed of, the export to an archive, and what the register extract needs besides what a caseworker reads.

-- ── The policy of each municipality ─────────────────────────────────────────────────────────────────────────────────
-- A change is a row of its own: the highest number that has been decided holds. A municipality without a row disposes of nothing. It is
-- kept when the organisation is loaded anew, so it names a municipality that need not be there.

create table retention_policy (
  municipality text not null check (municipality ~ '^[0-9]{4}$'),
  number integer not null check (number > 0),
  action text not null check (action in ('preserve', 'dispose')),
  -- Whole years after the last entry.
  years integer check (years between 1 and 100),
  -- Born on these days of any month: kept for research.
  research_days integer[] not null default '{}' check (1 <= all (research_days) and 31 >= all (research_days)),
  export_first boolean not null default true,
  source text not null check (source <> ''),
  owner text not null check (owner <> ''),
  decided_on date not null,
  primary key (municipality, number),
  check ((action = 'dispose') = (years is not null))
);

insert into retention_policy (municipality, number, action, source, owner, decided_on)
values ('1480', 1, 'preserve', 'SoF (2025:468) 13 kap. 1 §', 'Att bekräfta av arkivansvarig', '2026-01-01');
-- The other municipalities of the Göteborg region; those who use Hemvist are among them.
insert into retention_policy (municipality, number, action, years, research_days, source, owner, decided_on)
select code, 1, 'dispose', 5, '{5,15,25}', 'SoL (2025:400), gallring av personakter; SoF (2025:468) 13 kap.', 'Att bekräfta av arkivansvarig', '2026-01-01'
from unnest(array['1384', '1401', '1402', '1407', '1415', '1419', '1440', '1441', '1462', '1481', '1482', '1489']) code;

create function access.retention_policy_of(the_municipality text, the_today date) returns setof retention_policy
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select * from retention_policy p where p.municipality = the_municipality and p.decided_on <= the_today order by p.number desc limit 1
$$;

-- ── Stops, lists, decisions, receipts, exports ──────────────────────────────────────────────────────────────────────

create table legal_hold (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  case_id uuid not null,
  case_number text not null,
  reason text not null check (btrim(reason) <> ''),
  -- The last day of it; without one it holds until it is lifted.
  until date,
  placed_by uuid not null,
  placed_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, placed_by) references account,
  foreign key (municipality, lifted_by) references account,
  check ((lifted_by is null) = (lifted_at is null) and (lifted_by is null) = (lift_reason is null)),
  check (btrim(lift_reason) <> '')
);
create index legal_hold_case on legal_hold (municipality, case_id);

create table disposal_list (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  number integer not null check (number > 0),
  policy integer not null,
  note text not null default '',
  cases integer not null check (cases > 0),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  finished_at timestamptz,
  -- What was done, as text, and its sha256: counts, ids and checksums. No names.
  receipt text,
  receipt_sha256 text check (receipt_sha256 ~ '^[0-9a-f]{64}$'),
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, secrecy_area, number),
  unique (municipality, idempotency_key),
  unique (municipality, id, secrecy_area, proposed_by),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, policy) references retention_policy,
  foreign key (municipality, proposed_by) references account,
  check ((receipt is null) = (receipt_sha256 is null)),
  check (receipt is null or finished_at is not null)
);

-- The case may be gone: its id and number stay, as the audit keeps its id.
create table disposal_item (
  municipality text not null,
  list uuid not null,
  case_id uuid not null,
  case_number text not null,
  last_entry_on date not null,
  due_from date not null,
  outcome text check (outcome in ('disposed', 'kept')),
  -- Why it was kept.
  reason text,
  rows jsonb,
  -- The sha256 of what the case held just before.
  checksum text check (checksum ~ '^[0-9a-f]{64}$'),
  export_sha256 text check (export_sha256 ~ '^[0-9a-f]{64}$'),
  settled_at timestamptz,
  primary key (municipality, list, case_id),
  foreign key (municipality, list) references disposal_list,
  check ((outcome is null) = (settled_at is null)),
  check ((outcome = 'kept') = (reason is not null)),
  check (outcome is distinct from 'disposed' or (rows is not null and checksum is not null))
);
create unique index disposal_item_once on disposal_item (municipality, case_id) where outcome is null;

-- Four eyes: who decides is not who proposed.
create table disposal_decision (
  municipality text not null,
  list uuid not null,
  secrecy_area text not null,
  proposed_by uuid not null,
  outcome text not null check (outcome in ('approved', 'rejected')),
  note text not null default '',
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, list),
  unique (municipality, idempotency_key),
  foreign key (municipality, list, secrecy_area, proposed_by) references disposal_list (municipality, id, secrecy_area, proposed_by),
  foreign key (municipality, decided_by) references account,
  constraint disposal_four_eyes check (decided_by <> proposed_by),
  check (outcome = 'approved' or btrim(note) <> '')
);

create table archive_export (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  case_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null check (bytes > 0),
  -- The last event of the case that is in it; 0 when there is none.
  through_event bigint not null,
  -- Of which list, when it was made before disposal; else somebody asked for it.
  list uuid,
  made_by uuid,
  made_at timestamptz not null,
  primary key (municipality, id),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, list) references disposal_list,
  foreign key (municipality, made_by) references account,
  check ((list is null) <> (made_by is null))
);
create index archive_export_case on archive_export (municipality, case_id);

create function access.reject_disposal() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if new.outcome = 'rejected' then
    update disposal_item i set outcome = 'kept', reason = 'rejected', settled_at = new.decided_at
    where i.municipality = new.municipality and i.list = new.list and i.outcome is null;
    update disposal_list l set finished_at = new.decided_at where l.municipality = new.municipality and l.id = new.list;
  end if;
  return new;
end $$;
create trigger reject_disposal after insert on disposal_decision for each row execute function access.reject_disposal();

-- ── The rule ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- What is known of the cases of an area, and what the policy says of each on a day: the same as oversight/retention/retention.ts, which a
-- test compares it with. Everything that happens to a case is an event, so the last entry is the last that was written in it.

create function access.retention_verdicts(the_municipality text, the_area text, the_case uuid, the_today date)
  returns table (
    case_id uuid, case_number text, unit_name text, individual uuid, guarded boolean, written_day text, identity_kind text,
    last_entry_on date, held boolean, ongoing boolean, in_use boolean, due_from date, verdict text
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with known as (
    select c.id, c.case_number, u.name as unit_name, c.individual, i.identity_kind, substr(i.identity_number, 7, 2) as written_day,
      exists (
        select from protected_identity p where p.municipality = c.municipality and p.individual = c.individual
          and p.valid_from <= the_today and coalesce(p.valid_to >= the_today, true)
      ) as guarded,
      greatest(
        c.opened_on,
        (select max((e.written_at at time zone 'Europe/Stockholm')::date) from event e
         where e.municipality = c.municipality and e.case_id = c.id),
        (select max(e.recorded_on) from run r join entry e on e.municipality = r.municipality and e.run_id = r.id
         where r.municipality = c.municipality and r.case_id = c.id),
        (select max(f.stated_on) from run r join fact f on f.municipality = r.municipality and f.run_id = r.id
         where r.municipality = c.municipality and r.case_id = c.id)
      ) as last_entry_on,
      exists (
        select from legal_hold h where h.municipality = c.municipality and h.case_id = c.id
          and h.lifted_at is null and coalesce(h.until >= the_today, true)
      ) as held,
      exists (select from run r where r.municipality = c.municipality and r.case_id = c.id and r.ended_on is null) as ongoing,
      -- Something of another case rests on a consent that was taken in this one.
      exists (
        select from consent k join assignment a on a.municipality = k.municipality and a.consent = k.id
        where k.municipality = c.municipality and k.case_id = c.id and a.case_id <> c.id
        union all
        select from consent k join consent n on n.municipality = k.municipality and n.replaces = k.id
        where k.municipality = c.municipality and k.case_id = c.id and n.case_id <> c.id
      ) as in_use
    from case_file c
    join unit u on u.municipality = c.municipality and u.id = c.unit
    join individual i on i.municipality = c.municipality and i.id = c.individual
    where c.municipality = the_municipality and c.secrecy_area = the_area and (the_case is null or c.id = the_case)
  ), dated as (
    select k.*, p.action, p.research_days,
      (k.last_entry_on + make_interval(years => p.years))::date + 1 as due_from,
      k.written_day::integer - case k.identity_kind when 'coordination-number' then 60 else 0 end as birth_day
    from known k left join access.retention_policy_of(the_municipality, the_today) p on true
  )
  select d.id, d.case_number, d.unit_name, d.individual, d.guarded, d.written_day, d.identity_kind, d.last_entry_on, d.held, d.ongoing,
    d.in_use, d.due_from,
    case
      when d.action is null then 'no-policy'
      when d.action = 'preserve' then 'preserved'
      when cardinality(d.research_days) > 0 and coalesce(d.birth_day not between 1 and 31, true) then 'no-number'
      when d.birth_day = any (d.research_days) then 'research'
      when d.guarded then 'guarded'
      when d.held then 'held'
      when d.ongoing then 'ongoing'
      when d.due_from > the_today then 'not-due'
      when d.in_use then 'in-use'
      else 'due'
    end
  from dated d order by d.last_entry_on, d.case_number
$$;

create function access.works_with_retention() returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.holds('retention:plan') or access.holds('retention:approve')
$$;

-- For those who plan, of the own area: no name, and of the number only the two digits of the day. No number of a case that is protected.
create function access.retention_cases()
  returns table (
    case_id uuid, case_number text, unit_name text, guarded boolean, written_day text, identity_kind text, last_entry_on date, held boolean,
    ongoing boolean, in_use boolean
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.works_with_retention() then return; end if;
  return query
    select v.case_id, case when not access.protects(access.municipality(), v.individual) then v.case_number end, v.unit_name, v.guarded,
      v.written_day, v.identity_kind, v.last_entry_on, v.held, v.ongoing, v.in_use
    from access.retention_verdicts(access.municipality(), access.area(), null, access.today()) v;
end $$;

-- By its whole number, in the own area: which case it is. Never one that is protected.
create function access.case_to_archive(the_number text) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select c.id from case_file c
  where c.municipality = access.municipality() and c.secrecy_area = access.area() and c.case_number = the_number
    and (access.holds('retention:plan') or access.holds('archive:export')) and not access.protects(c.municipality, c.individual)
$$;

-- Makes a list of what is due today, whole. Gives how many cases there are in it; none is no list.
create function access.propose_disposal(the_id uuid, the_note text, the_key uuid) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  found_cases jsonb;
begin
  if not access.holds('retention:plan') then
    raise exception 'plans nothing' using errcode = 'insufficient_privilege';
  end if;
  -- One at a time in an area, so that lists are numbered one after another and no case is on two.
  perform pg_advisory_xact_lock(4718, hashtext(access.municipality() || '/' || access.area()));
  select jsonb_agg(to_jsonb(d)) into found_cases from (
    select v.case_id, v.case_number, v.last_entry_on, v.due_from
    from access.retention_verdicts(access.municipality(), access.area(), null, access.today()) v
    where v.verdict = 'due' and not exists (
      select from disposal_item i where i.municipality = access.municipality() and i.case_id = v.case_id and i.outcome is null)
    order by v.due_from, v.case_number limit 500
  ) d;
  if found_cases is null then return 0; end if;
  insert into disposal_list (municipality, id, secrecy_area, number, policy, note, cases, proposed_by, proposed_at, idempotency_key)
  select access.municipality(), the_id, access.area(),
    coalesce((select max(l.number) from disposal_list l
      where l.municipality = access.municipality() and l.secrecy_area = access.area()), 0) + 1,
    p.number, the_note, jsonb_array_length(found_cases), access.account(), access.now(), the_key
  from access.retention_policy_of(access.municipality(), access.today()) p;
  insert into disposal_item (municipality, list, case_id, case_number, last_entry_on, due_from)
  select access.municipality(), the_id, f.case_id, f.case_number, f.last_entry_on, f.due_from
  from jsonb_to_recordset(found_cases) as f (case_id uuid, case_number text, last_entry_on date, due_from date);
  return jsonb_array_length(found_cases);
end $$;

-- ── All that a case holds, the same every time ──────────────────────────────────────────────────────────────────────
-- Without what is derived (lines of work), unfinished (drafts) or only says that something has happened (notices).

create function access.archive_content(the_municipality text, the_case uuid) returns jsonb
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
    'requests', coalesce(p.requests, '[]'), 'holds', coalesce(p.holds, '[]'), 'events', coalesce(p.events, '[]'),
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

-- For an archivist, of the own area's cases.
create function access.archive_case(the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('archive:export') then return null; end if;
  perform from case_file c where c.municipality = access.municipality() and c.id = the_case and c.secrecy_area = access.area()
    and not access.protects(c.municipality, c.individual);
  if not found then return null; end if;
  return access.archive_content(access.municipality(), the_case);
end $$;

-- ── Disposal: for the job, which asks outside the door and has no actor ─────────────────────────────────────────────
-- Each looks for itself whether the case stands on an approved list and is not settled: to nothing else do they open.

create function access.awaits_disposal(the_municipality text, the_list uuid, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.account() is null and exists (
    select from disposal_item i
    join disposal_decision d on d.municipality = i.municipality and d.list = i.list and d.outcome = 'approved'
    where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case and i.outcome is null
  )
$$;

create function access.disposals_waiting(the_after uuid, the_limit integer, the_now timestamptz)
  returns table (municipality text, list uuid, case_id uuid, export_first boolean)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select i.municipality, i.list, i.case_id,
    coalesce((
      select p.export_first from access.retention_policy_of(i.municipality, (the_now at time zone 'Europe/Stockholm')::date) p
    ), true)
  from disposal_item i
  join disposal_decision d on d.municipality = i.municipality and d.list = i.list and d.outcome = 'approved'
  where i.outcome is null and access.account() is null and (the_after is null or i.case_id > the_after)
  order by i.case_id limit the_limit
$$;

create function access.archive_case_before_disposal(the_municipality text, the_list uuid, the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.archive_content(the_municipality, the_case) where access.awaits_disposal(the_municipality, the_list, the_case)
$$;

create function access.keep_export_before_disposal(
  the_municipality text, the_list uuid, the_case uuid, the_id uuid, the_sha256 text, the_bytes integer, the_through bigint, the_now timestamptz
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into archive_export (municipality, id, secrecy_area, case_id, sha256, bytes, through_event, list, made_at)
  select the_municipality, the_id, l.secrecy_area, the_case, the_sha256, the_bytes, the_through, the_list, the_now
  from disposal_list l
  where l.municipality = the_municipality and l.id = the_list and access.awaits_disposal(the_municipality, the_list, the_case)
$$;

-- Takes away all rows of a case, and of its individual when they have no other. Gives how many of each. What a later migration adds
-- that belongs to a case is to be taken away here, too: until it is, the foreign keys refuse, and the case stays.
create function access.delete_case_rows(the_municipality text, the_case uuid) returns jsonb
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
  foreach statement in array array[
    'legal_hold', 'break_glass', 'official_request_case', 'assignment', 'consent', 'event', 'run'
  ] loop
    execute format('delete from %I where municipality = $1 and case_id = $2', statement) using the_municipality, the_case;
    get diagnostics n = row_count;
    counts := counts || jsonb_build_object(statement, n);
  end loop;
  delete from case_file c where c.municipality = the_municipality and c.id = the_case;
  counts := counts || jsonb_build_object('case_file', 1);
  if another is null then
    foreach statement in array array['protected_team', 'protected_identity', 'individual_search'] loop
      execute format('delete from %I where municipality = $1 and individual = $2', statement) using the_municipality, its_individual;
      get diagnostics n = row_count;
      counts := counts || jsonb_build_object(statement, n);
    end loop;
    delete from individual i where i.municipality = the_municipality and i.id = its_individual;
    counts := counts || jsonb_build_object('individual', 1);
  end if;
  return counts;
end $$;

-- What an opening in an emergency was, the review of it keeps itself; the opening goes with its case.
do $$
declare
  its_name text;
begin
  select conname into strict its_name from pg_constraint
  where conrelid = 'access_review_item'::regclass and contype = 'f' and confrelid = 'break_glass'::regclass;
  execute format('alter table access_review_item drop constraint %I', its_name);
end $$;

-- Settles one case of an approved list: disposes of it when it is still due at this moment, else says why it is kept. Gives what came of
-- it, or null when there is nothing to settle or it has yet to be exported as it now is.
create function access.dispose_case(the_municipality text, the_list uuid, the_case uuid, the_now timestamptz) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  the_today date := (the_now at time zone 'Europe/Stockholm')::date;
  its_list disposal_list;
  decider uuid;
  its_verdict text;
  first_export boolean;
  its_export text;
  its_content jsonb;
  its_rows jsonb;
begin
  perform from disposal_item i where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case for update;
  if not access.awaits_disposal(the_municipality, the_list, the_case) then return null; end if;
  select * into its_list from disposal_list l where l.municipality = the_municipality and l.id = the_list;
  select d.decided_by into decider from disposal_decision d where d.municipality = the_municipality and d.list = the_list;
  -- Whoever writes in the case, or stops its disposal, comes before or finds it gone.
  perform from case_file c where c.municipality = the_municipality and c.id = the_case for update;
  perform from run r where r.municipality = the_municipality and r.case_id = the_case for update;
  select v.verdict into its_verdict from access.retention_verdicts(the_municipality, its_list.secrecy_area, the_case, the_today) v;
  if its_verdict is distinct from 'due' then
    update disposal_item i set outcome = 'kept', reason = coalesce(its_verdict, 'gone'), settled_at = the_now
    where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case;
    perform access.finish_disposal(the_municipality, the_list, the_now);
    return 'kept';
  end if;
  its_content := access.archive_content(the_municipality, the_case);
  select p.export_first into first_export from access.retention_policy_of(the_municipality, the_today) p;
  select e.sha256 into its_export from archive_export e
  where e.municipality = the_municipality and e.case_id = the_case and e.list = the_list
    and e.through_event = (its_content ->> 'through')::bigint
  order by e.made_at desc limit 1;
  if first_export and its_export is null then return null; end if;
  its_rows := access.delete_case_rows(the_municipality, the_case);
  update disposal_item i set outcome = 'disposed', settled_at = the_now, rows = its_rows, export_sha256 = its_export,
    checksum = encode(sha256(convert_to(its_content::text, 'UTF8')), 'hex')
  where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, case_ids, parts)
  values (the_municipality, the_now, decider, its_list.secrecy_area, 'retention.dispose', 'job', 'ok', array[the_case], array['case']);
  perform access.finish_disposal(the_municipality, the_list, the_now);
  return 'disposed';
end $$;

-- When the last case of a list is settled: the receipt.
create function access.finish_disposal(the_municipality text, the_list uuid, the_now timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  its_receipt text;
begin
  perform from disposal_list l where l.municipality = the_municipality and l.id = the_list for update;
  perform from disposal_item i where i.municipality = the_municipality and i.list = the_list and i.outcome is null;
  if found then return; end if;
  select jsonb_build_object(
    'list', l.id, 'number', l.number, 'municipality', l.municipality, 'area', l.secrecy_area, 'policy', to_jsonb(p),
    'proposedBy', l.proposed_by, 'proposedAt', l.proposed_at, 'approvedBy', d.decided_by, 'approvedAt', d.decided_at, 'finishedAt', the_now,
    'disposed', (select count(*) from disposal_item i where i.municipality = l.municipality and i.list = l.id and i.outcome = 'disposed'),
    'kept', (select count(*) from disposal_item i where i.municipality = l.municipality and i.list = l.id and i.outcome = 'kept'),
    'rows', coalesce((
      select jsonb_object_agg(t.key, t.n) from (
        select r.key, sum(r.value::text::integer) as n
        from disposal_item i cross join lateral jsonb_each(i.rows) r
        where i.municipality = l.municipality and i.list = l.id group by r.key
      ) t
    ), '{}'),
    'cases', (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'case', i.case_id, 'outcome', i.outcome, 'reason', i.reason, 'rows', i.rows, 'checksum', i.checksum, 'export', i.export_sha256
      )) order by i.case_id)
      from disposal_item i where i.municipality = l.municipality and i.list = l.id
    ))::text into its_receipt
  from disposal_list l
  join disposal_decision d on d.municipality = l.municipality and d.list = l.id
  join retention_policy p on p.municipality = l.municipality and p.number = l.policy
  where l.municipality = the_municipality and l.id = the_list;
  update disposal_list l set finished_at = the_now, receipt = its_receipt,
    receipt_sha256 = encode(sha256(convert_to(its_receipt, 'UTF8')), 'hex')
  where l.municipality = the_municipality and l.id = the_list;
end $$;

-- ── For the register extract: what a caseworker cannot read in the tables, and the individual may know ──────────────

create function access.protection_of_individual(the_individual uuid)
  returns table (grade text, valid_from date, valid_to date, registered_at timestamptz, registered_by text, team text[])
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('individual:extract') or not access.sees_individual(access.municipality(), the_individual) then return; end if;
  return query
    select p.grade, p.valid_from, p.valid_to, p.registered_at, a.display_name,
      array(
        select b.display_name from protected_team t join account b on b.municipality = t.municipality and b.id = t.account
        where t.municipality = p.municipality and t.individual = p.individual order by 1
      )
    from protected_identity p join account a on a.municipality = p.municipality and a.id = p.registered_by
    where p.municipality = access.municipality() and p.individual = the_individual
    order by p.valid_from, p.registered_at;
end $$;

create function access.assessments_of_individual(the_individual uuid)
  returns table (request text, assessment text, made_at timestamptz, made_by text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('individual:extract') or not access.sees_individual(access.municipality(), the_individual) then return; end if;
  return query
    select r.number, s.assessment, s.made_at, a.display_name
    from official_request_assessment s
    join official_request r on r.municipality = s.municipality and r.id = s.request
    join account a on a.municipality = s.municipality and a.id = s.made_by
    where s.municipality = access.municipality() and exists (
      select from official_request_case l join case_file c on c.municipality = l.municipality and c.id = l.case_id
      where l.municipality = s.municipality and l.request = s.request and c.individual = the_individual
        and access.sees_case(c.municipality, c.id)
    )
    order by s.made_at, r.number;
end $$;

-- How many cases the individual has that the actor does not see, in the own area: the extract is not whole without them. Not which.
create function access.other_cases_of_individual(the_individual uuid) returns integer
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select count(*)::integer from case_file c
  where c.municipality = access.municipality() and c.individual = the_individual
    and access.holds('individual:extract') and access.sees_individual(c.municipality, c.individual)
    and not access.sees_case(c.municipality, c.id)
$$;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke all on function access.retention_policy_of(text, date), access.reject_disposal(), access.retention_verdicts(text, text, uuid, date),
  access.works_with_retention(), access.retention_cases(), access.case_to_archive(text), access.propose_disposal(uuid, text, uuid),
  access.archive_content(text, uuid), access.archive_case(uuid), access.awaits_disposal(text, uuid, uuid),
  access.disposals_waiting(uuid, integer, timestamptz), access.archive_case_before_disposal(text, uuid, uuid),
  access.keep_export_before_disposal(text, uuid, uuid, uuid, text, integer, bigint, timestamptz),
  access.delete_case_rows(text, uuid), access.dispose_case(text, uuid, uuid, timestamptz), access.finish_disposal(text, uuid, timestamptz),
  access.protection_of_individual(uuid), access.assessments_of_individual(uuid), access.other_cases_of_individual(uuid) from public;
grant execute on function access.works_with_retention(), access.retention_cases(), access.case_to_archive(text),
  access.propose_disposal(uuid, text, uuid), access.archive_case(uuid), access.disposals_waiting(uuid, integer, timestamptz),
  access.archive_case_before_disposal(text, uuid, uuid),
  access.keep_export_before_disposal(text, uuid, uuid, uuid, text, integer, bigint, timestamptz),
  access.dispose_case(text, uuid, uuid, timestamptz), access.protection_of_individual(uuid), access.assessments_of_individual(uuid),
  access.other_cases_of_individual(uuid) to hemvist_app;

alter table retention_policy enable row level security;
alter table legal_hold enable row level security;
alter table disposal_list enable row level security;
alter table disposal_item enable row level security;
alter table disposal_decision enable row level security;
alter table archive_export enable row level security;

create policy reads on retention_policy for select to hemvist_app using (municipality = access.municipality());
create policy reads on legal_hold for select to hemvist_app
  using (access.sees_case(municipality, case_id)
    or (municipality = access.municipality() and secrecy_area = access.area() and access.works_with_retention()));
create policy places on legal_hold for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and placed_by = access.account()
    and lifted_by is null and access.holds('retention:plan') and access.is_own_case(municipality, case_id));
create policy lifts on legal_hold for update to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('retention:plan') and lifted_by is null)
  with check (municipality = access.municipality() and secrecy_area = access.area() and access.holds('retention:plan')
    and lifted_by = access.account());
create policy reads on disposal_list for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.works_with_retention());
create policy reads on disposal_item for select to hemvist_app
  using (access.sees_case(municipality, case_id) or exists (
    select from disposal_list l where l.municipality = disposal_item.municipality and l.id = disposal_item.list));
create policy reads on disposal_decision for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.works_with_retention());
create policy decides on disposal_decision for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and decided_by = access.account()
    and access.holds('retention:approve'));
create policy reads on archive_export for select to hemvist_app
  using (access.sees_case(municipality, case_id)
    or (municipality = access.municipality() and secrecy_area = access.area()
      and (access.works_with_retention() or access.holds('archive:export'))));
create policy exports on archive_export for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and made_by = access.account() and list is null
    and access.holds('archive:export') and access.is_own_case(municipality, case_id));
grant select on retention_policy, disposal_list, disposal_item to hemvist_app;
grant select, insert on legal_hold, disposal_decision, archive_export to hemvist_app;
grant update (lifted_by, lifted_at, lift_reason) on legal_hold to hemvist_app;
