-- What secrecy stands on: roles as data, consents, protected identities, emergency access, and the one predicate that reads them.

-- ── Roles are data ──────────────────────────────────────────────────────────────────────────────────────────────────
-- The standard roles are written from the program at start (organisation/standard-roles.ts) and are the same everywhere; a
-- municipality adds roles of its own beside them.

create table role (
  municipality text not null references municipality,
  id text not null check (id ~ '^[a-zA-Z][a-zA-Z0-9-]{0,39}$'),
  name_sv text not null check (name_sv <> ''),
  name_en text not null check (name_en <> ''),
  covers_unit boolean not null default false,
  standard boolean not null default false,
  primary key (municipality, id)
);

create table role_permission (
  municipality text not null,
  role text not null,
  permission text not null,
  primary key (municipality, role, permission),
  foreign key (municipality, role) references role
);

insert into role (municipality, id, name_sv, name_en, covers_unit, standard)
select m.code, r.id, r.sv, r.en, r.id = 'unitManager', true
from municipality m
cross join (values
  ('caseworker', 'socialsekreterare', 'caseworker'),
  ('housingStaff', 'boendepersonal', 'housing staff'),
  ('unitManager', 'enhetschef', 'unit manager'),
  ('processLead', 'processledare', 'process lead')
) as r (id, sv, en);

alter table account_role drop constraint account_role_role_check;
alter table account_role add foreign key (municipality, role) references role;

-- ── Consents: a ledger per individual, written once ─────────────────────────────────────────────────────────────────
-- A row replaces another because something new was said (a withdrawal, a renewal), or because the other was written wrongly: then it
-- is a correction, and counts from the day that it tells of. What should never have been written is recorded in error. Somebody can
-- take back a consent that was never written down here.

create table consent (
  municipality text not null,
  id uuid not null,
  individual uuid not null,
  case_id uuid not null,
  run_id uuid,
  secrecy_area text not null,
  status text not null check (status in ('given', 'declined', 'withdrawn', 'not-possible', 'recorded-in-error')),
  purpose text not null check (purpose <> ''),
  parts text[] not null default '{}',
  to_area text,
  to_party text,
  form text check (form in ('written', 'oral')),
  valid_from date not null,
  valid_to date,
  reason text,
  replaces uuid,
  correction boolean not null default false,
  taken_on date not null,
  taken_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  unique (municipality, replaces),
  foreign key (municipality, individual) references individual,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, to_area) references secrecy_area,
  foreign key (municipality, taken_by) references account,
  foreign key (municipality, replaces) references consent,
  check (valid_to is null or valid_to >= valid_from),
  check (status <> 'given' or form is not null),
  check (not correction or replaces is not null),
  check (status <> 'recorded-in-error' or correction)
);
create index consent_individual on consent (municipality, individual);
create index consent_case on consent (municipality, case_id);
create index consent_run on consent (municipality, run_id) where run_id is not null;

-- A consent that an assignment across areas rests on: it ends when the consent does, at once.
alter table assignment add column consent uuid;
alter table assignment add foreign key (municipality, consent) references consent;

-- ── Protected identity ──────────────────────────────────────────────────────────────────────────────────────────────
-- contact is whom to ask: a function, as it stands in the unit's own directory, never the address of the individual.

create table protected_identity (
  municipality text not null,
  id uuid not null,
  individual uuid not null,
  grade text not null check (grade in ('secrecy-marking', 'protected-registration', 'assumed-identity')),
  contact text not null check (contact <> ''),
  valid_from date not null,
  valid_to date,
  registered_by uuid not null,
  registered_at timestamptz not null,
  primary key (municipality, id),
  foreign key (municipality, individual) references individual,
  foreign key (municipality, registered_by) references account,
  check (valid_to is null or valid_to >= valid_from - 1)
);
create unique index protected_identity_once on protected_identity (municipality, individual) where valid_to is null;
create index protected_identity_individual on protected_identity (municipality, individual);

-- The named team. A member counts when a second person has approved; whoever registered the protection belongs to it from the start.
create table protected_team (
  municipality text not null,
  id uuid not null,
  individual uuid not null,
  account uuid not null,
  founder boolean not null default false,
  reason text not null check (reason <> ''),
  requested_by uuid not null,
  requested_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  valid_to date,
  primary key (municipality, id),
  foreign key (municipality, individual) references individual,
  foreign key (municipality, account) references account,
  foreign key (municipality, requested_by) references account,
  foreign key (municipality, approved_by) references account,
  check ((approved_by is null) = (approved_at is null)),
  check (approved_by is null or (approved_by <> requested_by and approved_by <> account)),
  check (not founder or account = requested_by)
);
create unique index protected_team_once on protected_team (municipality, individual, account) where valid_to is null;

-- ── Emergency access ────────────────────────────────────────────────────────────────────────────────────────────────

-- Which areas an out-of-hours service acts for besides its own: decided by the committees.
create table out_of_hours_cover (
  municipality text not null,
  service_area text not null,
  covered_area text not null,
  decided_on date not null,
  reference text not null,
  valid_to date,
  primary key (municipality, service_area, covered_area),
  foreign key (municipality, service_area) references secrecy_area,
  foreign key (municipality, covered_area) references secrecy_area
);

create table break_glass (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  secrecy_area text not null,
  case_id uuid not null,
  reason text not null check (length(btrim(reason)) >= 10),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, account) references account,
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, case_id) references case_file,
  check (expires_at > opened_at and expires_at <= opened_at + interval '2 hours')
);
create index break_glass_account on break_glass (municipality, account, case_id, expires_at);
create index break_glass_case on break_glass (municipality, case_id);

-- ── The audit knows individuals and reasons, and more ways in ───────────────────────────────────────────────────────

alter table audit add column individual_ids uuid[] not null default '{}';
alter table audit add column reason text;
alter table audit drop constraint audit_channel_check;
alter table audit add check (channel in ('page', 'api', 'cli', 'job', 'scim', 'sign-in'));

-- ── The one predicate ───────────────────────────────────────────────────────────────────────────────────────────────

create function access.now() returns timestamptz stable parallel safe language sql
  as $$ select nullif(current_setting('hemvist.now', true), '')::timestamptz $$;

-- Given, within its time, and nothing has come in its place: a withdrawal counts from the moment it is written.
create function access.consent_holds(the_municipality text, the_consent uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from consent c
    where c.municipality = the_municipality and c.id = the_consent and c.status = 'given'
      and c.valid_from <= access.today() and coalesce(c.valid_to >= access.today(), true)
      and not exists (select from consent r where r.municipality = c.municipality and r.replaces = c.id)
  )
$$;

-- Nobody but the named team comes near somebody with protected identity.
create function access.protects(the_municipality text, the_individual uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from protected_identity p
    where p.municipality = the_municipality and p.individual = the_individual
      and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
  ) and not exists (
    select from protected_team t
    where t.municipality = the_municipality and t.individual = the_individual and t.account = access.account()
      and (t.founder or t.approved_at is not null) and coalesce(t.valid_to >= access.today(), true)
  )
$$;

drop function access.in_reach(text, uuid, text, text, uuid);

-- The actor's unit holds the case, or the actor is assigned to it, or to the run that is asked for, or has opened it in an emergency.
-- Out of one's own area nothing else opens but a run, with a recorded ground that still holds; who changes area takes no run along
-- without one. And nothing of it counts for somebody whose identity is protected, except for the named team.
create function access.in_reach(
  the_municipality text, the_case uuid, its_area text, its_unit text, its_individual uuid, the_run uuid
) returns boolean stable language plpgsql as $$
begin
  return (
    coalesce(its_area = access.area() and its_unit = any (access.units()), false)
    or exists (
      select from public.assignment a
      where a.municipality = the_municipality and a.case_id = the_case and a.account = access.account()
        and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
        and case when a.run_id is null then its_area = access.area()
                 else a.run_id = the_run and (
                   its_area = access.area()
                   or (a.ground is not null and (a.consent is null or access.consent_holds(a.municipality, a.consent)))
                 ) end
    )
    or exists (
      select from public.break_glass b
      where b.municipality = the_municipality and b.account = access.account() and b.case_id = the_case
        and b.opened_at <= access.now() and b.expires_at > access.now() and b.ended_at is null
    )
  ) and not access.protects(the_municipality, its_individual);
end $$;

create or replace function access.sees_case(the_municipality text, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_area text;
  its_unit text;
  its_individual uuid;
begin
  if the_municipality is distinct from access.municipality() then return false; end if;
  select c.secrecy_area, c.unit, c.individual into its_area, its_unit, its_individual
  from case_file c where c.municipality = the_municipality and c.id = the_case;
  if not found then return false; end if;
  return access.in_reach(the_municipality, the_case, its_area, its_unit, its_individual, null);
end $$;

create or replace function access.sees_run(the_municipality text, the_run uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_case uuid;
  its_area text;
  its_unit text;
  its_individual uuid;
begin
  if the_municipality is distinct from access.municipality() then return false; end if;
  select c.id, c.secrecy_area, c.unit, c.individual into its_case, its_area, its_unit, its_individual
  from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
  where r.municipality = the_municipality and r.id = the_run;
  if not found then return false; end if;
  return access.in_reach(the_municipality, its_case, its_area, its_unit, its_individual, the_run);
end $$;

-- ── Signing in: rights are read anew on every request, from the data ────────────────────────────────────────────────

alter table session add column stepped_up_at timestamptz;
drop function access.session_actor(bytea, timestamptz, interval);
create function access.session_actor(the_token bytea, the_now timestamptz, the_idle interval)
  returns table (
    municipality text, account uuid, display_name text, area text, language text, demo boolean, roles jsonb, permissions text[],
    stepped_up_at timestamptz
  )
  volatile rows 1 security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select a.municipality, a.id, a.display_name, a.secrecy_area, a.language, a.demo,
      coalesce((
        select jsonb_agg(jsonb_build_object('role', h.role, 'unit', h.unit, 'coversUnit', r.covers_unit) order by h.role, h.unit)
        from account_role h join role r on r.municipality = h.municipality and r.id = h.role
        where h.municipality = a.municipality and h.account = a.id
      ), '[]'::jsonb),
      array(
        select distinct p.permission
        from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
        where h.municipality = a.municipality and h.account = a.id order by 1
      ),
      s.stepped_up_at
    from session s
    join account a on a.municipality = s.municipality and a.id = s.account
    where s.token_sha256 = the_token and s.expires_at > the_now and s.last_seen_at > the_now - the_idle and a.active;
  if found then
    update session s set last_seen_at = the_now
    where s.token_sha256 = the_token and s.last_seen_at < the_now - interval '1 minute';
  end if;
end $$;

revoke all on function access.now(), access.consent_holds(text, uuid), access.protects(text, uuid),
  access.in_reach(text, uuid, text, text, uuid, uuid), access.session_actor(bytea, timestamptz, interval) from public;
grant execute on function access.now(), access.session_actor(bytea, timestamptz, interval) to hemvist_app;

-- ── Row-level security and grants: what has no policy yet is out of the application's reach ─────────────────────────

alter table role enable row level security;
alter table role_permission enable row level security;
alter table consent enable row level security;
alter table protected_identity enable row level security;
alter table protected_team enable row level security;
alter table out_of_hours_cover enable row level security;
alter table break_glass enable row level security;

create policy reads on role for select to hemvist_app using (municipality = access.municipality());
create policy reads on role_permission for select to hemvist_app using (municipality = access.municipality());
grant select on role, role_permission to hemvist_app;
