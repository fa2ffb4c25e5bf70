-- What of signing in is kept by administrators instead of at the server: the rules of the identity provider, links to choose a password with,
-- and taking away a second way that is lost, which takes two. And what the municipality is called. See docs/decisions/0022.

-- ── The rules of the identity provider ─────────────────────────────────────────────────────────────────────────────────

alter table sign_in_rule add column version integer not null default 1;

-- Gives no more than could be given by hand: a role of the municipality, at a unit of it. Seen is the version that was seen, and null for a
-- new one.
create function access.write_sign_in_rule(
  the_id uuid, the_claim text, the_value text, the_role text, the_unit text, seen integer
) returns text security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  if seen is null then
    insert into sign_in_rule (municipality, id, claim, value, role, unit)
    values (access.municipality(), the_id, the_claim, the_value, the_role, the_unit) on conflict do nothing;
    return case when found then 'written' else 'taken' end;
  end if;
  update sign_in_rule r set claim = the_claim, value = the_value, role = the_role, unit = the_unit, version = r.version + 1
  where r.municipality = access.municipality() and r.id = the_id and r.version = seen;
  return case when found then 'written' else 'overtaken' end;
exception when unique_violation then return 'taken';
end $$;

create function access.end_sign_in_rule(the_id uuid, seen integer) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  delete from sign_in_rule r where r.municipality = access.municipality() and r.id = the_id and r.version = seen;
  return case when found then 'written' else 'overtaken' end;
end $$;

-- ── Links to choose a password with ────────────────────────────────────────────────────────────────────────────────────

-- Somebody has lost all that they sign in with. A link that takes the second way away lets whoever holds it become them: one administrator
-- asks for it, another approves, and neither is the one whom it is about.
create table sign_in_reset (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  reason text not null check (btrim(reason) <> ''),
  asked_by uuid not null,
  asked_at timestamptz not null,
  approved boolean,
  decided_by uuid,
  decided_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account,
  foreign key (municipality, asked_by) references account,
  foreign key (municipality, decided_by) references account,
  check (asked_by <> account),
  check ((approved is null) = (decided_by is null) and (approved is null) = (decided_at is null)),
  check (not approved or decided_by not in (asked_by, account))
);
create unique index sign_in_reset_open on sign_in_reset (municipality, account) where approved is null;

-- Made by nobody when it was made at the server; else one that takes the second way away is of what two have decided.
alter table sign_in_link
  add column made_by uuid,
  add column reset uuid,
  add foreign key (municipality, made_by) references account,
  add foreign key (municipality, reset) references sign_in_reset,
  add check (made_by is null or resets = (reset is not null));

-- Whether the asker, who administers, may give somebody a link: not to who signs in at the identity provider, nor to a directory.
create function access.signs_in_here(the_account uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.holds('organisation:administer')
    and exists (select from account a where a.municipality = access.municipality() and a.id = the_account and a.active)
    and not exists (select from account_identity i where i.municipality = access.municipality() and i.account = the_account)
    and not exists (select from scim_client c where c.municipality = access.municipality() and c.account = the_account)
$$;

-- One at a time: who is given a new one has no use for the old.
create function access.put_sign_in_link(the_account uuid, the_token bytea, the_hours integer, the_reset uuid) returns void
  security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select pg_advisory_xact_lock(hashtextextended('sign-in link ' || the_account, 0));
  delete from sign_in_link l where l.municipality = access.municipality() and l.account = the_account;
  insert into sign_in_link (token_sha256, municipality, account, made_by, made_at, expires_at, resets, reset)
  values (the_token, access.municipality(), the_account, access.account(), access.now(),
    access.now() + make_interval(hours => the_hours), the_reset is not null, the_reset);
$$;

create function access.make_sign_in_link(the_account uuid, the_token bytea, the_hours integer) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.signs_in_here(the_account) then return 'not-found'; end if;
  perform access.put_sign_in_link(the_account, the_token, the_hours, null);
  return 'written';
end $$;

create function access.ask_for_sign_in_reset(the_id uuid, the_account uuid, the_reason text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.signs_in_here(the_account) then return 'not-found'; end if;
  insert into sign_in_reset (municipality, id, account, reason, asked_by, asked_at)
  values (access.municipality(), the_id, the_account, the_reason, access.account(), access.now()) on conflict do nothing;
  return case when found then 'written' else 'already' end;
end $$;

-- The link is of whoever approves. Who presses twice gets another in place of the one that they did not see, as long as that is unused.
create function access.decide_sign_in_reset(
  the_id uuid, the_account uuid, the_yes boolean, the_token bytea, the_hours integer
) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its sign_in_reset;
begin
  select * into its from sign_in_reset r
  where r.municipality = access.municipality() and r.id = the_id and r.account = the_account for update;
  if not found or not access.signs_in_here(the_account) then return 'not-found'; end if;
  if its.approved is not null then
    if not the_yes or its.decided_by <> access.account() then return 'already'; end if;
    update sign_in_link l set token_sha256 = the_token where l.municipality = access.municipality() and l.reset = the_id;
    return case when found then 'written' else 'already' end;
  end if;
  if the_yes and access.account() in (its.asked_by, its.account) then return 'own'; end if;
  update sign_in_reset r set approved = the_yes, decided_by = access.account(), decided_at = access.now()
  where r.municipality = access.municipality() and r.id = the_id;
  if the_yes then perform access.put_sign_in_link(the_account, the_token, the_hours, the_id); end if;
  return 'written';
end $$;

-- Who is closed has no link that works when they are let in again.
create function access.drop_sign_in_links() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  delete from sign_in_link l where l.municipality = new.municipality and l.account = new.id;
  return null;
end $$;
create trigger drop_links after update of active on account for each row when (old.active and not new.active)
  execute function access.drop_sign_in_links();

-- ── What the municipality is called ────────────────────────────────────────────────────────────────────────────────────

create function access.write_municipality(the_name text, seen text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('organisation:administer') then return 'not-found'; end if;
  update municipality m set name = the_name where m.code = access.municipality() and m.name = seen;
  return case when found then 'written' else 'overtaken' end;
end $$;

-- ── History, policies and grants ───────────────────────────────────────────────────────────────────────────────────────

create trigger keep_change after insert or update or delete on sign_in_rule for each row execute function access.keep_organisation_change();
create trigger keep_change after insert or update or delete on sign_in_reset for each row execute function access.keep_organisation_change();
create trigger keep_change after insert or update or delete on municipality for each row execute function access.keep_organisation_change();
-- That it has been used is told by the audit of who signs in.
create trigger keep_change after insert on sign_in_link for each row execute function access.keep_organisation_change();

alter table sign_in_reset enable row level security;
create policy reads on sign_in_rule for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
create policy reads on sign_in_link for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
create policy reads on sign_in_reset for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
grant select on sign_in_rule, sign_in_reset to hemvist_app;
-- Not the hash of the token.
grant select (municipality, account, made_by, made_at, expires_at, resets, reset) on sign_in_link to hemvist_app;

do $$
declare
  opening text;
begin
  foreach opening in array array[
    'write_sign_in_rule(uuid, text, text, text, text, integer)', 'end_sign_in_rule(uuid, integer)', 'signs_in_here(uuid)',
    'make_sign_in_link(uuid, bytea, integer)', 'ask_for_sign_in_reset(uuid, uuid, text)',
    'decide_sign_in_reset(uuid, uuid, boolean, bytea, integer)', 'write_municipality(text, text)'
  ] loop
    execute format('revoke all on function access.%s from public', opening);
    execute format('grant execute on function access.%s to hemvist_app', opening);
  end loop;
end $$;
revoke all on function access.put_sign_in_link(uuid, bytea, integer, uuid), access.drop_sign_in_links() from public;
