-- The organisation kept by its administrators and by its own directory: areas, units, roles, people, delegations, absence. Every change is
-- in a history that nobody writes by hand, and the last administrator stays. See docs/decisions/0022.

alter table account
  add column external_id text,
  add column version integer not null default 1,
  add column removed_at timestamptz;
create unique index account_external_id on account (municipality, external_id) where external_id is not null;

-- ── Delegations and absence ────────────────────────────────────────────────────────────────────────────────────────────

-- What somebody may decide by delegation besides their role, for a time: it gives the permission and nothing of what may be seen.
create table delegation (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  permission text not null check (permission in ('officialRequest:decide', 'protection:approve', 'disclosure:sign', 'assignment:make')),
  reference text not null check (btrim(reference) <> ''),
  valid_from date not null,
  valid_to date,
  ended_at timestamptz,
  given_by uuid not null,
  given_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, account) references account,
  foreign key (municipality, given_by) references account,
  check (valid_to is null or valid_to >= valid_from),
  check (given_by <> account)
);
create index delegation_account on delegation (municipality, account) where ended_at is null;

create table absence (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  valid_from date not null,
  valid_to date not null,
  substitute uuid,
  removed_at timestamptz,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, account) references account,
  foreign key (municipality, substitute) references account,
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  check (substitute is distinct from account)
);
create index absence_account on absence (municipality, account, valid_to) where removed_at is null;

-- ── The organisation's own directory (SCIM 2.0, RFC 7643 and 7644) ─────────────────────────────────────────────────────

-- Whoever pushes people and groups signs in with a token of its own; new people begin in its area.
create table scim_client (
  municipality text not null,
  id uuid not null,
  name text not null check (btrim(name) <> ''),
  account uuid not null,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account,
  foreign key (municipality, made_by) references account
);

-- A group of the directory gives a role at a unit when an administrator has said which; before that it gives nothing.
create table scim_group (
  municipality text not null,
  id uuid not null,
  display_name text not null check (btrim(display_name) <> ''),
  external_id text,
  role text,
  unit text,
  primary key (municipality, id),
  foreign key (municipality, role) references role,
  foreign key (municipality, unit) references unit,
  check ((role is null) = (unit is null))
);
create unique index scim_group_name on scim_group (municipality, lower(display_name));

create table scim_group_member (
  municipality text not null,
  scim_group uuid not null,
  account uuid not null,
  primary key (municipality, scim_group, account),
  foreign key (municipality, scim_group) references scim_group,
  foreign key (municipality, account) references account
);

-- ── The history, written by the tables themselves ──────────────────────────────────────────────────────────────────────

create table organisation_change (
  municipality text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  changed_by uuid,
  what text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  primary key (municipality, id)
);
create index organisation_change_subject on organisation_change (municipality, what, subject, id);

-- Never what somebody signs in with.
create function access.keep_organisation_change() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - array['password_hash', 'token_sha256', 'version'] end;
  new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - array['password_hash', 'token_sha256', 'version'] end;
  one jsonb := coalesce(new_row, old_row);
begin
  if old_row is distinct from new_row then
    insert into organisation_change (municipality, at, changed_by, what, subject, before, after)
    values (coalesce(one ->> 'municipality', one ->> 'code'), coalesce(access.now(), now()), access.account(), tg_table_name,
      coalesce(one ->> 'account', one ->> 'scim_group', one ->> 'role', one ->> 'id', one ->> 'code'), old_row, new_row);
  end if;
  return null;
end $$;

do $$
declare
  kept text;
begin
  foreach kept in array array['account', 'account_role', 'unit', 'secrecy_area', 'role', 'role_permission', 'delegation', 'absence',
    'scim_client', 'scim_group', 'scim_group_member'] loop
    execute format('create trigger keep_change after insert or update or delete on %I for each row execute function access.keep_organisation_change()', kept);
  end loop;
end $$;

-- ── The last administrator stays ───────────────────────────────────────────────────────────────────────────────────────

create function access.has_administrator(the_municipality text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from account_role h
    join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = 'organisation:administer'
    join account a on a.municipality = h.municipality and a.id = h.account
    where h.municipality = the_municipality and a.active
  )
$$;

-- One after another: two who take each other away at once do not leave nobody. Looked at when all of a transaction is done, so that one
-- can be put in the place of another.
create function access.keep_an_administrator() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  of_an_administrator boolean := case tg_table_name
    when 'account' then exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = old.municipality and h.account::text = (to_jsonb(old) ->> 'id') and p.permission = 'organisation:administer')
    when 'account_role' then exists (
      select from role_permission p
      where p.municipality = old.municipality and p.role = (to_jsonb(old) ->> 'role') and p.permission = 'organisation:administer')
    else (to_jsonb(old) ->> 'permission') = 'organisation:administer' end;
begin
  if not of_an_administrator then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended('administrators ' || old.municipality, 0));
  if not access.has_administrator(old.municipality) then
    raise exception 'the last administrator stays' using errcode = 'check_violation', constraint = 'last_administrator';
  end if;
  return null;
end $$;
create constraint trigger keep_an_administrator after delete or update on account_role deferrable initially deferred
  for each row execute function access.keep_an_administrator();
create constraint trigger keep_an_administrator after update of active on account deferrable initially deferred
  for each row when (old.active and not new.active) execute function access.keep_an_administrator();
create constraint trigger keep_an_administrator after delete on role_permission deferrable initially deferred
  for each row execute function access.keep_an_administrator();

-- ── Rights, with what is delegated ─────────────────────────────────────────────────────────────────────────────────────

create function access.permissions_of(the_municipality text, the_account uuid, the_day date) returns text[]
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select array(
    select p.permission
    from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    where h.municipality = the_municipality and h.account = the_account
    union
    select d.permission from delegation d
    where d.municipality = the_municipality and d.account = the_account and d.ended_at is null
      and d.valid_from <= the_day and coalesce(d.valid_to >= the_day, true)
    order by 1
  )
$$;

create or replace function access.holds(the_permission text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    where h.municipality = access.municipality() and h.account = access.account() and p.permission = the_permission
  ) or exists (
    select from delegation d
    where d.municipality = access.municipality() and d.account = access.account() and d.permission = the_permission and d.ended_at is null
      and d.valid_from <= access.today() and coalesce(d.valid_to >= access.today(), true)
  )
$$;

create or replace function access.session_actor(the_token bytea, the_now timestamptz, the_idle interval)
  returns table (
    municipality text, account uuid, display_name text, area text, language text, demo boolean, roles jsonb, permissions text[],
    stepped_up_at timestamptz, session uuid, strong boolean
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
      access.permissions_of(a.municipality, a.id, (the_now at time zone 'Europe/Stockholm')::date),
      s.stepped_up_at, s.id, s.strong or a.demo
    from session s
    join account a on a.municipality = s.municipality and a.id = s.account
    where s.token_sha256 = the_token and s.expires_at > the_now and s.last_seen_at > the_now - the_idle and a.active;
  if found then
    update session s set last_seen_at = the_now
    where s.token_sha256 = the_token and s.last_seen_at < the_now - interval '1 minute';
  end if;
end $$;

-- ── What administrators and the directory do ───────────────────────────────────────────────────────────────────────────

create function access.administers() returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.holds('organisation:administer') or access.holds('organisation:provision')
$$;

-- Makes somebody, or changes them; seen is the version that was seen, and null for somebody new. Who is closed is signed out at once.
create function access.write_account(
  the_id uuid, the_username text, the_name text, the_area text, is_active boolean, the_external_id text, seen integer
) returns text security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.administers() then return 'not-found'; end if;
  if exists (select from account a where lower(a.username) = lower(the_username) and a.id <> the_id) then return 'username-taken'; end if;
  if seen is null then
    insert into account (municipality, id, secrecy_area, username, display_name, active, external_id)
    values (access.municipality(), the_id, the_area, the_username, the_name, is_active, the_external_id) on conflict do nothing;
    return case when found then 'written' else 'already' end;
  end if;
  update account a set username = the_username, display_name = the_name, secrecy_area = the_area, active = is_active,
    external_id = the_external_id, version = a.version + 1
  where a.municipality = access.municipality() and a.id = the_id and a.version = seen;
  if not found then return 'overtaken'; end if;
  -- A role is at a unit of one's own area.
  delete from account_role h using unit u
  where h.municipality = access.municipality() and h.account = the_id and u.municipality = h.municipality and u.id = h.unit
    and u.secrecy_area <> the_area;
  if not is_active then
    delete from session s where s.municipality = access.municipality() and s.account = the_id;
  end if;
  return 'written';
end $$;

-- The directory has taken somebody away: closed, and for the directory not there. What they have written stays theirs.
create function access.remove_account(the_id uuid) returns boolean
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:provision') then return false; end if;
  delete from scim_group_member m where m.municipality = access.municipality() and m.account = the_id;
  update account a set active = false, removed_at = access.now(), version = a.version + 1
  where a.municipality = access.municipality() and a.id = the_id and a.removed_at is null;
  if not found then return false; end if;
  delete from session s where s.municipality = access.municipality() and s.account = the_id;
  return true;
end $$;

create function access.write_account_role(the_account uuid, the_role text, the_unit text, is_given boolean) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.administers() then return 'not-found'; end if;
  if not exists (
    select from account a join unit u on u.municipality = a.municipality and u.secrecy_area = a.secrecy_area
    where a.municipality = access.municipality() and a.id = the_account and u.id = the_unit
  ) then return 'not-found'; end if;
  if is_given then
    insert into account_role (municipality, account, role, unit) values (access.municipality(), the_account, the_role, the_unit)
    on conflict do nothing;
  else
    delete from account_role h
    where h.municipality = access.municipality() and h.account = the_account and h.role = the_role and h.unit = the_unit;
  end if;
  return 'written';
end $$;

create function access.write_area(the_id text, the_name text, the_kind text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  insert into secrecy_area (municipality, id, name, kind) values (access.municipality(), the_id, the_name, the_kind)
  on conflict (municipality, id) do update set name = the_name;
  return 'written';
end $$;

create function access.write_unit(the_id text, the_area text, the_name text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  -- A unit stays in its area: its cases do.
  insert into unit (municipality, id, secrecy_area, name) values (access.municipality(), the_id, the_area, the_name)
  on conflict (municipality, id) do update set name = the_name where unit.secrecy_area = the_area;
  return case when found then 'written' else 'other-area' end;
end $$;

-- A role of the municipality's own: the standard ones are the program's.
create function access.write_role(the_id text, the_sv text, the_en text, is_covering boolean, the_permissions text[]) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  insert into role (municipality, id, name_sv, name_en, covers_unit) values (access.municipality(), the_id, the_sv, the_en, is_covering)
  on conflict (municipality, id) do update set name_sv = the_sv, name_en = the_en, covers_unit = is_covering where not role.standard;
  if not found then return 'standard'; end if;
  delete from role_permission p
  where p.municipality = access.municipality() and p.role = the_id and p.permission <> all (the_permissions);
  insert into role_permission (municipality, role, permission)
  select access.municipality(), the_id, permission from unnest(the_permissions) permission on conflict do nothing;
  return 'written';
end $$;

create function access.write_scim_group(the_id uuid, the_name text, the_external_id text, the_members uuid[]) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:provision') then return 'not-found'; end if;
  if exists (
    select from scim_group g where g.municipality = access.municipality() and lower(g.display_name) = lower(the_name) and g.id <> the_id
  ) then return 'name-taken'; end if;
  insert into scim_group (municipality, id, display_name, external_id) values (access.municipality(), the_id, the_name, the_external_id)
  on conflict (municipality, id) do update set display_name = the_name, external_id = the_external_id;
  delete from scim_group_member m
  where m.municipality = access.municipality() and m.scim_group = the_id and m.account <> all (the_members);
  insert into scim_group_member (municipality, scim_group, account)
  select access.municipality(), the_id, a.id from account a
  where a.municipality = access.municipality() and a.id = any (the_members) on conflict do nothing;
  return 'written';
end $$;

create function access.delete_scim_group(the_id uuid) returns boolean
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:provision') then return false; end if;
  delete from scim_group_member m where m.municipality = access.municipality() and m.scim_group = the_id;
  delete from scim_group g where g.municipality = access.municipality() and g.id = the_id;
  return found;
end $$;

create function access.map_scim_group(the_id uuid, the_role text, the_unit text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  update scim_group g set role = the_role, unit = the_unit where g.municipality = access.municipality() and g.id = the_id;
  return case when found then 'written' else 'not-found' end;
end $$;

-- What a group gives, its members have; what it has given, they lose with it. Roles that were given by hand stay.
create function access.follow_scim_group() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its scim_group;
  gives boolean := tg_op <> 'DELETE';
  member scim_group_member;
begin
  if gives then member := new; else member := old; end if;
  select * into its from scim_group g where g.municipality = member.municipality and g.id = member.scim_group;
  if its.role is null then return null; end if;
  if gives then perform access.give_by_group(member.municipality, member.account, its.role, its.unit);
  else perform access.take_by_group(member.municipality, member.account, its.role, its.unit); end if;
  return null;
end $$;

-- Whoever comes to a unit of another area by their directory belongs to that area from then on.
create function access.give_by_group(the_municipality text, the_account uuid, the_role text, the_unit text) returns void
  security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update account a set secrecy_area = u.secrecy_area from unit u
  where a.municipality = the_municipality and a.id = the_account and u.municipality = a.municipality and u.id = the_unit
    and a.secrecy_area <> u.secrecy_area;
  insert into account_role (municipality, account, role, unit) values (the_municipality, the_account, the_role, the_unit) on conflict do nothing;
$$;

create function access.take_by_group(the_municipality text, the_account uuid, the_role text, the_unit text) returns void
  security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from account_role h
  where h.municipality = the_municipality and h.account = the_account and h.role = the_role and h.unit = the_unit
    and not exists (
      select from scim_group_member m join scim_group g on g.municipality = m.municipality and g.id = m.scim_group
      where m.municipality = h.municipality and m.account = h.account and g.role = h.role and g.unit = h.unit
    )
$$;

create function access.follow_scim_mapping() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  member scim_group_member;
begin
  for member in select * from scim_group_member m where m.municipality = new.municipality and m.scim_group = new.id loop
    if old.role is not null then perform access.take_by_group(member.municipality, member.account, old.role, old.unit); end if;
    if new.role is not null then perform access.give_by_group(member.municipality, member.account, new.role, new.unit); end if;
  end loop;
  return null;
end $$;
create trigger follow_group after insert or delete on scim_group_member for each row execute function access.follow_scim_group();
create trigger follow_mapping after update of role, unit on scim_group for each row
  when ((old.role, old.unit) is distinct from (new.role, new.unit)) execute function access.follow_scim_mapping();

-- Who pushes, by the token that they show.
create function access.scim_actor(the_token bytea, the_now timestamptz)
  returns table (municipality text, account uuid, display_name text, area text, language text, permissions text[])
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.municipality, a.id, a.display_name, a.secrecy_area, a.language,
    access.permissions_of(a.municipality, a.id, (the_now at time zone 'Europe/Stockholm')::date)
  from scim_client c join account a on a.municipality = c.municipality and a.id = c.account
  where c.token_sha256 = the_token and c.ended_at is null and a.active
$$;

-- A client is a technical account with the one role that lets it push, at the unit of who makes it.
create function access.make_scim_client(the_id uuid, the_name text, the_account uuid, the_token bytea, the_unit text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  if exists (select from scim_client c where c.municipality = access.municipality() and c.id = the_id) then return 'already'; end if;
  insert into account (municipality, id, secrecy_area, username, display_name)
  select access.municipality(), the_account, u.secrecy_area, 'scim-' || the_account, the_name
  from unit u where u.municipality = access.municipality() and u.id = the_unit;
  if not found then return 'not-found'; end if;
  insert into account_role (municipality, account, role, unit) values (access.municipality(), the_account, 'provisioner', the_unit);
  insert into scim_client (municipality, id, name, account, token_sha256, made_by, made_at)
  values (access.municipality(), the_id, the_name, the_account, the_token, access.account(), access.now());
  return 'written';
end $$;

create function access.end_scim_client(the_id uuid) returns boolean
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return false; end if;
  update scim_client c set ended_at = access.now() where c.municipality = access.municipality() and c.id = the_id and c.ended_at is null;
  return found;
end $$;

-- ── Policies and grants ────────────────────────────────────────────────────────────────────────────────────────────────

alter table delegation enable row level security;
alter table absence enable row level security;
alter table scim_client enable row level security;
alter table scim_group enable row level security;
alter table scim_group_member enable row level security;
alter table organisation_change enable row level security;

create policy reads on delegation for select to hemvist_app
  using (municipality = access.municipality() and (access.holds('organisation:administer') or account = access.account()));
create policy gives on delegation for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('organisation:administer') and given_by = access.account());
create policy ends on delegation for update to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer') and ended_at is null)
  with check (municipality = access.municipality() and access.holds('organisation:administer'));
grant select, insert, update (ended_at) on delegation to hemvist_app;

-- That a colleague is away, and whom to ask, is for everybody to know; whoever is away, or an administrator, writes it.
create policy reads on absence for select to hemvist_app using (municipality = access.municipality());
create policy writes on absence for insert to hemvist_app
  with check (municipality = access.municipality() and written_by = access.account()
    and (account = access.account() or access.holds('organisation:administer')));
create policy removes on absence for update to hemvist_app
  using (municipality = access.municipality() and (account = access.account() or access.holds('organisation:administer')))
  with check (municipality = access.municipality() and (account = access.account() or access.holds('organisation:administer')));
grant select, insert, update (removed_at) on absence to hemvist_app;

create policy reads on scim_client for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
grant select (municipality, id, name, account, made_by, made_at, ended_at) on scim_client to hemvist_app;
create policy reads on scim_group for select to hemvist_app using (municipality = access.municipality() and access.administers());
create policy reads on scim_group_member for select to hemvist_app using (municipality = access.municipality() and access.administers());
grant select on scim_group, scim_group_member to hemvist_app;
create policy reads on organisation_change for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
grant select on organisation_change to hemvist_app;
grant select (external_id, version, removed_at) on account to hemvist_app;

do $$
declare
  opening text;
begin
  foreach opening in array array[
    'administers()', 'write_account(uuid, text, text, text, boolean, text, integer)', 'write_account_role(uuid, text, text, boolean)', 'remove_account(uuid)',
    'write_area(text, text, text)', 'write_unit(text, text, text)', 'write_role(text, text, text, boolean, text[])',
    'write_scim_group(uuid, text, text, uuid[])', 'delete_scim_group(uuid)', 'map_scim_group(uuid, text, text)',
    'scim_actor(bytea, timestamptz)', 'make_scim_client(uuid, text, uuid, bytea, text)', 'end_scim_client(uuid)'
  ] loop
    execute format('revoke all on function access.%s from public', opening);
    execute format('grant execute on function access.%s to hemvist_app', opening);
  end loop;
end $$;
revoke all on function access.keep_organisation_change(), access.has_administrator(text), access.keep_an_administrator(),
  access.permissions_of(text, uuid, date), access.follow_scim_group(), access.give_by_group(text, uuid, text, text),
  access.take_by_group(text, uuid, text, text), access.follow_scim_mapping() from public;
