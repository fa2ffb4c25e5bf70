-- The house: organisation, cases, runs, entries, worklist, drafts, events, audit, and who may see what.
--
-- Every key leads with the municipality, so that the same schema can be sharded on it.
-- The application connects as hemvist_app, which neither owns the tables nor bypasses row-level security.

do $$
begin
  if not exists (select from pg_roles where rolname = 'hemvist_app') then
    create role hemvist_app nologin nobypassrls;
  end if;
end $$;
grant hemvist_app to current_user;

create schema access;

-- ── Organisation ────────────────────────────────────────────────────────────────────────────────────────────────────

create table municipality (
  code text primary key check (code ~ '^[0-9]{4}$'),
  name text not null
);

-- A committee is its own authority and data controller: the boundary that secrecy is decided at (OSL 8 kap.).
create table secrecy_area (
  municipality text not null references municipality,
  id text not null,
  name text not null,
  kind text not null check (kind in ('committee', 'authority', 'provider')),
  primary key (municipality, id)
);

create table unit (
  municipality text not null,
  id text not null,
  secrecy_area text not null,
  name text not null,
  primary key (municipality, id),
  unique (municipality, secrecy_area, id),
  foreign key (municipality, secrecy_area) references secrecy_area
);

create table account (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  username text not null,
  display_name text not null,
  password_hash text,
  language text not null default 'sv' check (language in ('sv', 'en')),
  active boolean not null default true,
  demo boolean not null default false,
  primary key (municipality, id),
  foreign key (municipality, secrecy_area) references secrecy_area
);
create unique index account_username on account (lower(username));

create table account_role (
  municipality text not null,
  account uuid not null,
  role text not null check (role in ('caseworker', 'housingStaff', 'unitManager', 'processLead')),
  unit text not null,
  primary key (municipality, account, role, unit),
  foreign key (municipality, account) references account,
  foreign key (municipality, unit) references unit
);

-- Only the hash of the token is kept: who reads the table cannot sign in as anybody.
create table session (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  municipality text not null,
  account uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (municipality, account) references account
);
create index session_account on session (municipality, account);

-- In the database, so that a restart does not forgive anyone.
create table sign_in_attempt (
  key text primary key,
  failures integer not null,
  window_ends_at timestamptz not null
);

-- ── Cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table individual (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  given_name text not null check (given_name <> ''),
  family_name text not null check (family_name <> ''),
  identity_kind text not null check (identity_kind in ('personal-identity-number', 'coordination-number', 'none')),
  identity_number text check (identity_number ~ '^[0-9]{12}$'),
  identity_certainty text not null check (identity_certainty in ('confirmed', 'probable', 'uncertain')),
  primary key (municipality, id),
  foreign key (municipality, secrecy_area) references secrecy_area,
  unique (municipality, secrecy_area, id),
  unique (municipality, secrecy_area, identity_number),
  check ((identity_kind = 'none') = (identity_number is null))
);

create table case_counter (
  municipality text not null references municipality,
  year integer not null,
  last integer not null,
  primary key (municipality, year)
);

-- The unit and the individual are of the case's own area: a case about somebody is no way into another area's register.
create table case_file (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  unit text not null,
  case_number text not null,
  individual uuid not null,
  external_system text not null default '',
  external_reference text not null default '',
  opened_on date not null,
  opened_by uuid not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, case_number),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, secrecy_area, unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, secrecy_area, individual) references individual (municipality, secrecy_area, id),
  foreign key (municipality, opened_by) references account
);
create index case_file_unit on case_file (municipality, unit);
create index case_file_individual on case_file (municipality, individual);

-- version counts the writes to a run: it orders the entries, and tells a form that the run has moved on since it was read.
create table run (
  municipality text not null,
  id uuid not null,
  case_id uuid not null,
  routine text not null,
  routine_version text not null,
  opened_on date not null,
  ended_on date,
  version integer not null default 0,
  evaluated_on date,
  primary key (municipality, id),
  foreign key (municipality, case_id) references case_file
);
create index run_case on run (municipality, case_id);
create unique index run_one_open_per_case_and_routine on run (municipality, case_id, routine) where ended_on is null;

-- Why information may cross a secrecy boundary: kept by a lawyer, with an owner and a date, and never in the code.
create table ground (
  municipality text not null references municipality,
  id text not null,
  provision text not null,
  name_sv text not null,
  name_en text not null,
  owner text not null,
  decided_on date not null,
  primary key (municipality, id)
);

create table assignment (
  municipality text not null,
  id uuid not null,
  case_id uuid not null,
  run_id uuid,
  account uuid not null,
  role text not null check (role in ('caseworker', 'housingStaff')),
  valid_from date not null,
  valid_to date,
  ground text,
  ground_reason text,
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, account) references account,
  check (valid_to is null or valid_to >= valid_from - 1),
  foreign key (municipality, ground) references ground,
  check ((ground is null) = (ground_reason is null))
);
create index assignment_account on assignment (municipality, account, case_id);
create index assignment_case on assignment (municipality, case_id, account);
create index assignment_run on assignment (municipality, run_id, account) where run_id is not null;
create unique index assignment_once on assignment
  (municipality, case_id, coalesce(run_id, '00000000-0000-0000-0000-000000000000'), account, role) where valid_to is null;

-- What is known about a case, as a history: the latest row of a name is the fact.
create table fact (
  municipality text not null,
  run_id uuid not null,
  position integer not null,
  name text not null,
  value jsonb not null,
  stated_on date not null,
  stated_by uuid not null,
  stated_role text not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, run_id, position, name),
  unique (municipality, idempotency_key, name),
  foreign key (municipality, run_id) references run,
  foreign key (municipality, stated_by) references account
);

-- Entries are written once. A correction is an entry of its own that holds the whole corrected entry and points at what it
-- replaces; at is the day of the deed, recorded_on the day from which the entry counts.
create table entry (
  municipality text not null,
  run_id uuid not null,
  id uuid not null,
  position integer not null,
  kind text not null,
  at date not null,
  recorded_on date not null,
  by_role text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  participants text[] not null default '{}',
  in_person boolean,
  channel text,
  purpose text,
  form text,
  status text,
  party text,
  obligation text,
  every text,
  reason text,
  answers jsonb not null default '{}',
  replaces uuid,
  correction_reason text,
  idempotency_key uuid not null,
  primary key (municipality, run_id, id),
  unique (municipality, idempotency_key, kind),
  foreign key (municipality, run_id) references run,
  foreign key (municipality, written_by) references account,
  foreign key (municipality, run_id, replaces) references entry,
  check ((replaces is null) = (correction_reason is null)),
  check (recorded_on >= at)
);
create unique index entry_position on entry (municipality, run_id, position);
create unique index entry_corrected_once on entry (municipality, run_id, replaces) where replaces is not null;

-- What is not finished in an open run, as evaluated on run.evaluated_on: lists read this and never the history.
create table work_item (
  municipality text not null,
  run_id uuid not null,
  obligation text not null,
  state text not null check (state in ('unknown', 'waiting', 'blocked', 'overdue', 'open')),
  modality text not null check (modality in ('must', 'should', 'may')),
  who text[] not null,
  due date,
  missing_facts text[] not null default '{}',
  waiting_on text[] not null default '{}',
  primary key (municipality, run_id, obligation),
  foreign key (municipality, run_id) references run
);

create table draft (
  municipality text not null,
  account uuid not null,
  run_id uuid not null,
  form text not null,
  body jsonb not null,
  saved_at timestamptz not null,
  primary key (municipality, account, run_id, form),
  foreign key (municipality, account) references account,
  foreign key (municipality, run_id) references run
);

-- ── What happened, and who looked ───────────────────────────────────────────────────────────────────────────────────

create table event (
  municipality text not null references municipality,
  id bigint generated always as identity,
  kind text not null,
  actor uuid not null,
  secrecy_area text not null,
  case_id uuid not null,
  run_id uuid,
  happened_on date not null,
  written_at timestamptz not null,
  payload jsonb not null,
  primary key (municipality, id)
);
create index event_case on event (municipality, case_id, id);

create table audit (
  municipality text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  actor uuid not null,
  secrecy_area text not null,
  action text not null,
  channel text not null check (channel in ('page', 'api', 'cli')),
  outcome text not null check (outcome in ('ok', 'rejected', 'refused')),
  case_ids uuid[] not null default '{}',
  run_ids uuid[] not null default '{}',
  parts text[] not null default '{}',
  primary key (municipality, id)
);

-- ── Who is asking: set by the one door for the length of a transaction ──────────────────────────────────────────────

create function access.municipality() returns text stable parallel safe language sql
  as $$ select current_setting('hemvist.municipality', true) $$;
create function access.account() returns uuid stable parallel safe language sql
  as $$ select nullif(current_setting('hemvist.account', true), '')::uuid $$;
create function access.area() returns text stable parallel safe language sql
  as $$ select current_setting('hemvist.area', true) $$;
-- The units whose cases the actor's role covers: a unit manager's own.
create function access.units() returns text[] stable parallel safe language sql
  as $$ select string_to_array(nullif(current_setting('hemvist.units', true), ''), ',') $$;
create function access.today() returns date stable parallel safe language sql
  as $$ select nullif(current_setting('hemvist.today', true), '')::date $$;

-- ── The one predicate: who sees a case, who sees a run ──────────────────────────────────────────────────────────────
-- As the owner, so that one predicate can look at the tables that it guards.

-- The rule itself, asked with what it needs to know of a case, so that it is looked up once and by key: the actor's unit holds the
-- case, or the actor is assigned to it, or to the run that is asked for. Out of one's own area nothing opens but a run, with a
-- recorded ground; who changes area takes no run along without one. Only the two functions below call it, as the owner.
create function access.in_reach(the_municipality text, the_case uuid, its_area text, its_unit text, the_run uuid) returns boolean
  stable language plpgsql as $$
begin
  return coalesce(its_area = access.area() and its_unit = any (access.units()), false) or exists (
    select from public.assignment a
    where a.municipality = the_municipality and a.case_id = the_case and a.account = access.account()
      and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
      and case when a.run_id is null then its_area = access.area()
               else a.run_id = the_run and (its_area = access.area() or a.ground is not null) end
  );
end $$;

create function access.sees_case(the_municipality text, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_area text;
  its_unit text;
begin
  if the_municipality is distinct from access.municipality() then return false; end if;
  select c.secrecy_area, c.unit into its_area, its_unit
  from case_file c where c.municipality = the_municipality and c.id = the_case;
  return access.in_reach(the_municipality, the_case, its_area, its_unit, null);
end $$;

create function access.sees_run(the_municipality text, the_run uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_case uuid;
  its_area text;
  its_unit text;
begin
  if the_municipality is distinct from access.municipality() then return false; end if;
  select c.id, c.secrecy_area, c.unit into its_case, its_area, its_unit
  from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
  where r.municipality = the_municipality and r.id = the_run;
  return access.in_reach(the_municipality, its_case, its_area, its_unit, the_run);
end $$;

create function access.sees_individual(the_municipality text, the_individual uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return exists (
    select from case_file c
    where c.municipality = the_municipality and c.individual = the_individual and access.sees_case(c.municipality, c.id)
  );
end $$;

-- What a run tells of its case to everyone who sees the run: the number and the name, and nothing more.
create function access.run_subject(the_municipality text, the_run uuid)
  returns table (case_number text, given_name text, family_name text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select c.case_number, i.given_name, i.family_name
    from run r
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join individual i on i.municipality = c.municipality and i.id = c.individual
    where r.municipality = the_municipality and r.id = the_run and access.sees_run(r.municipality, r.id);
end $$;

-- Who works in a run, for everyone who sees it: those assigned to it, and those assigned to the case it belongs to. One cannot
-- cooperate with somebody whose name one may not know.
create function access.run_people(the_municipality text, the_run uuid) returns setof assignment
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select a.*
    from run r
    join assignment a on a.municipality = r.municipality and a.case_id = r.case_id and (a.run_id is null or a.run_id = r.id)
    where r.municipality = the_municipality and r.id = the_run and access.sees_run(r.municipality, r.id);
end $$;

-- Opening a case for somebody the own area already knows: the number leads to the same individual, within the area only.
create function access.individual_with_number(the_number text) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select id from individual
  where municipality = access.municipality() and secrecy_area = access.area() and identity_number = the_number
$$;

-- The opener of a case gives it its first assignment; nobody gives themselves one to a case that has any.
create function access.opened_by_me(the_municipality text, the_case uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from case_file c
    where c.municipality = the_municipality and c.id = the_case and c.municipality = access.municipality()
      and c.secrecy_area = access.area() and c.opened_by = access.account()
      and not exists (select from assignment a where a.municipality = c.municipality and a.case_id = c.id)
  )
$$;

create function access.next_case_number(the_year integer) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into case_counter as c (municipality, year, last) values (access.municipality(), the_year, 1)
  on conflict (municipality, year) do update set last = c.last + 1
  returning to_char(year % 100, 'FM00') || '-' || case when last < 10000 then to_char(last, 'FM0000') else last::text end
$$;

-- ── Rules the database keeps whatever the code does ─────────────────────────────────────────────────────────────────

create function access.check_assignment() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  area_of_case text;
  area_of_account text;
begin
  select secrecy_area into area_of_case from case_file where municipality = new.municipality and id = new.case_id;
  select secrecy_area into area_of_account from account where municipality = new.municipality and id = new.account;
  if new.run_id is not null and not exists (
    select from run where municipality = new.municipality and id = new.run_id and case_id = new.case_id
  ) then
    raise exception 'the run belongs to another case' using errcode = 'check_violation', constraint = 'assignment_run_of_case';
  end if;
  if area_of_account is distinct from area_of_case and (new.run_id is null or new.ground is null) then
    raise exception 'an assignment across a secrecy boundary is to one run and needs a ground'
      using errcode = 'check_violation', constraint = 'assignment_across_areas';
  end if;
  return new;
end $$;
-- Ending one is always possible, also after its holder has moved to another area.
create trigger check_assignment before insert or update of municipality, case_id, run_id, account, ground on assignment
  for each row execute function access.check_assignment();

-- ── Signing in, before there is an actor: three narrow openings ─────────────────────────────────────────────────────

create function access.credentials(the_username text)
  returns table (municipality text, account uuid, password_hash text, demo boolean)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.municipality, a.id, a.password_hash, a.demo from account a
  where lower(a.username) = lower(the_username) and a.active and a.password_hash is not null
$$;

create function access.begin_session(the_token bytea, the_municipality text, the_account uuid, the_now timestamptz, the_end timestamptz)
  returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from session where expires_at < the_now;
  insert into session (token_sha256, municipality, account, created_at, last_seen_at, expires_at)
  values (the_token, the_municipality, the_account, the_now, the_now, the_end);
$$;

create function access.end_session(the_token bytea) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from session where token_sha256 = the_token;
$$;

-- Rights are read anew on every request. Being seen is written at most once a minute, so that reading a page is not a write.
create function access.session_actor(the_token bytea, the_now timestamptz, the_idle interval)
  returns table (municipality text, account uuid, display_name text, area text, language text, demo boolean, roles jsonb)
  volatile rows 1 security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select a.municipality, a.id, a.display_name, a.secrecy_area, a.language, a.demo,
      coalesce((
        select jsonb_agg(jsonb_build_object('role', r.role, 'unit', r.unit) order by r.role, r.unit)
        from account_role r where r.municipality = a.municipality and r.account = a.id
      ), '[]'::jsonb)
    from session s
    join account a on a.municipality = s.municipality and a.id = s.account
    where s.token_sha256 = the_token and s.expires_at > the_now and s.last_seen_at > the_now - the_idle and a.active;
  if found then
    update session s set last_seen_at = the_now
    where s.token_sha256 = the_token and s.last_seen_at < the_now - interval '1 minute';
  end if;
end $$;

create function access.sign_in_allowed(the_key text, the_now timestamptz, the_limit integer) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select not exists (
    select from sign_in_attempt where key = the_key and window_ends_at > the_now and failures >= the_limit
  )
$$;

-- Counts an attempt and tells how many there have been in the window, this one included.
create function access.sign_in_failed(the_key text, the_now timestamptz, the_window interval) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into sign_in_attempt as s (key, failures, window_ends_at) values (the_key, 1, the_now + the_window)
  on conflict (key) do update set
    failures = case when s.window_ends_at > the_now then s.failures + 1 else 1 end,
    window_ends_at = case when s.window_ends_at > the_now then s.window_ends_at else the_now + the_window end
  returning s.failures
$$;

create function access.sign_in_succeeded(the_key text) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from sign_in_attempt where key = the_key
$$;

revoke all on all functions in schema access from public;
grant usage on schema access to hemvist_app;
grant execute on all functions in schema access to hemvist_app;
revoke execute on function access.in_reach from hemvist_app;

-- ── Row-level security and grants ───────────────────────────────────────────────────────────────────────────────────
-- Tables without a policy (session, sign_in_attempt, case_counter) are out of the application's reach altogether.

alter table municipality enable row level security;
alter table secrecy_area enable row level security;
alter table unit enable row level security;
alter table account enable row level security;
alter table account_role enable row level security;
alter table session enable row level security;
alter table sign_in_attempt enable row level security;
alter table ground enable row level security;
alter table individual enable row level security;
alter table case_counter enable row level security;
alter table case_file enable row level security;
alter table run enable row level security;
alter table assignment enable row level security;
alter table fact enable row level security;
alter table entry enable row level security;
alter table work_item enable row level security;
alter table draft enable row level security;
alter table event enable row level security;
alter table audit enable row level security;

create policy reads on municipality for select to hemvist_app using (code = access.municipality());
create policy reads on secrecy_area for select to hemvist_app using (municipality = access.municipality());
create policy reads on unit for select to hemvist_app using (municipality = access.municipality());
create policy reads on account for select to hemvist_app using (municipality = access.municipality());
create policy reads on account_role for select to hemvist_app using (municipality = access.municipality());
create policy reads on ground for select to hemvist_app using (municipality = access.municipality());

create policy reads on individual for select to hemvist_app using (access.sees_individual(municipality, id));
create policy registers on individual for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area());

create policy reads on case_file for select to hemvist_app using (access.sees_case(municipality, id));
create policy opens on case_file for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and opened_by = access.account());

create policy reads on run for select to hemvist_app using (access.sees_run(municipality, id));
create policy starts on run for insert to hemvist_app with check (access.sees_case(municipality, case_id));
create policy writes on run for update to hemvist_app
  using (access.sees_run(municipality, id)) with check (access.sees_run(municipality, id));

create policy reads on assignment for select to hemvist_app
  using (
    (municipality = access.municipality() and account = access.account())
    or access.sees_case(municipality, case_id)
    or (run_id is not null and access.sees_run(municipality, run_id))
  );
create policy assigns on assignment for insert to hemvist_app
  with check (
    assigned_by = access.account() and (
      access.sees_case(municipality, case_id)
      or (municipality = access.municipality() and account = access.account() and run_id is null
          and access.opened_by_me(municipality, case_id))
    )
  );
create policy ends on assignment for update to hemvist_app
  using (access.sees_case(municipality, case_id)) with check (access.sees_case(municipality, case_id));

create policy reads on fact for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy states on fact for insert to hemvist_app
  with check (stated_by = access.account() and access.sees_run(municipality, run_id));
create policy reads on entry for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy records on entry for insert to hemvist_app
  with check (written_by = access.account() and access.sees_run(municipality, run_id));
create policy reads on work_item for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy writes on work_item for all to hemvist_app
  using (access.sees_run(municipality, run_id)) with check (access.sees_run(municipality, run_id));
create policy own on draft for all to hemvist_app
  using (municipality = access.municipality() and account = access.account() and access.sees_run(municipality, run_id))
  with check (municipality = access.municipality() and account = access.account() and access.sees_run(municipality, run_id));

create policy reads on event for select to hemvist_app
  using (access.sees_case(municipality, case_id) or (run_id is not null and access.sees_run(municipality, run_id)));
-- What is not in reach has nothing happen to it: an event is of a case that the actor sees, or of a run that they see of that case.
create policy writes on event for insert to hemvist_app
  with check (
    municipality = access.municipality() and actor = access.account() and secrecy_area = access.area()
    and case
      when run_id is null then access.sees_case(municipality, case_id)
      else exists (select from run r where r.municipality = event.municipality and r.id = event.run_id and r.case_id = event.case_id)
    end
  );
create policy writes on audit for insert to hemvist_app
  with check (municipality = access.municipality() and actor = access.account() and secrecy_area = access.area());

grant usage on schema public to hemvist_app;
grant select on municipality, secrecy_area, unit, account_role, ground to hemvist_app;
grant select (municipality, id, secrecy_area, username, display_name, language, active, demo) on account to hemvist_app;
grant select, insert on individual, case_file to hemvist_app;
grant select, insert on run to hemvist_app;
grant update (ended_on, version, evaluated_on) on run to hemvist_app;
grant select, insert on assignment to hemvist_app;
grant update (valid_to) on assignment to hemvist_app;
grant select, insert on fact, entry, event to hemvist_app;
grant select, insert, update, delete on work_item, draft to hemvist_app;
grant insert on audit to hemvist_app;
