-- Opening a case in an emergency, and proving again who one is before what is sensitive.

-- ── Emergency access ────────────────────────────────────────────────────────────────────────────────────────────────

-- Out-of-hours staff reach the areas that their service covers by decision, and never somebody whose identity is protected.
create function access.may_open_emergency(the_municipality text, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_area text;
  its_individual uuid;
begin
  if the_municipality is distinct from access.municipality() or not access.holds('emergency:open') then return false; end if;
  select c.secrecy_area, c.individual into its_area, its_individual
  from case_file c where c.municipality = the_municipality and c.id = the_case;
  if not found or access.protects(the_municipality, its_individual) then return false; end if;
  return its_area = access.area() or exists (
    select from out_of_hours_cover o
    where o.municipality = the_municipality and o.service_area = access.area() and o.covered_area = its_area
      and o.decided_on <= access.today() and coalesce(o.valid_to >= access.today(), true)
  );
end $$;

-- By the whole identity number or case number, and nothing less: where a case is, not whom it is about.
create function access.find_for_emergency(the_key text)
  returns table (case_id uuid, case_number text, area_name text, unit_name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('emergency:open') or the_key = '' then return; end if;
  return query
    select c.id, c.case_number, s.name, u.name
    from (
      select f.municipality, f.id from case_file f
      where f.municipality = access.municipality() and f.case_number = the_key
      union
      select f.municipality, f.id from individual i
      join case_file f on f.municipality = i.municipality and f.individual = i.id
      where i.municipality = access.municipality() and i.identity_number = the_key
    ) found
    join case_file c on c.municipality = found.municipality and c.id = found.id
    join secrecy_area s on s.municipality = c.municipality and s.id = c.secrecy_area
    join unit u on u.municipality = c.municipality and u.id = c.unit
    where access.may_open_emergency(c.municipality, c.id)
    order by c.opened_on desc, c.case_number;
end $$;
create index individual_number on individual (municipality, identity_number);

create policy reads on break_glass for select to hemvist_app
  using (municipality = access.municipality() and (account = access.account() or access.sees_case(municipality, case_id)));
create policy opens on break_glass for insert to hemvist_app
  with check (
    municipality = access.municipality() and account = access.account() and secrecy_area = access.area() and ended_at is null
    and opened_at = access.now() and access.may_open_emergency(municipality, case_id)
  );
-- Only one's own, and only to end it.
create policy ends on break_glass for update to hemvist_app
  using (municipality = access.municipality() and account = access.account())
  with check (municipality = access.municipality() and account = access.account() and ended_at is not null);
grant select, insert on break_glass to hemvist_app;
grant update (ended_at) on break_glass to hemvist_app;

create policy reads on out_of_hours_cover for select to hemvist_app using (municipality = access.municipality());
grant select on out_of_hours_cover to hemvist_app;

-- Who answers for a case: those assigned to the whole of it as caseworkers, and the managers of its unit.
create function access.owners_of_case(the_case uuid) returns table (account uuid)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.sees_case(access.municipality(), the_case) then return; end if;
  return query
    select a.account from assignment a
    where a.municipality = access.municipality() and a.case_id = the_case and a.run_id is null and a.role = 'caseworker'
      and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
    union
    select h.account from case_file c
    join account_role h on h.municipality = c.municipality and h.unit = c.unit
    join role r on r.municipality = h.municipality and r.id = h.role
    where c.municipality = access.municipality() and c.id = the_case and r.covers_unit;
end $$;

-- ── Proving again who one is ────────────────────────────────────────────────────────────────────────────────────────
-- Signing in counts; after that the password is asked for anew before what is sensitive. The password is compared in the program.

create or replace function access.begin_session(
  the_token bytea, the_municipality text, the_account uuid, the_now timestamptz, the_end timestamptz
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from session where expires_at < the_now;
  insert into session (token_sha256, municipality, account, created_at, last_seen_at, expires_at, stepped_up_at)
  values (the_token, the_municipality, the_account, the_now, the_now, the_end, the_now);
$$;

create function access.session_credentials(the_token bytea) returns table (username text, password_hash text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.username, a.password_hash from session s
  join account a on a.municipality = s.municipality and a.id = s.account
  where s.token_sha256 = the_token and a.active
$$;

-- Gives the session a new token: the one that was there before the proof is worth nothing after it.
create function access.step_up(the_token bytea, the_new_token bytea, the_now timestamptz) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  update session set token_sha256 = the_new_token, stepped_up_at = the_now, last_seen_at = the_now
  where token_sha256 = the_token and expires_at > the_now;
  return found;
end $$;

revoke all on function access.may_open_emergency(text, uuid), access.find_for_emergency(text), access.owners_of_case(uuid),
  access.session_credentials(bytea), access.step_up(bytea, bytea, timestamptz) from public;
grant execute on function access.may_open_emergency(text, uuid), access.find_for_emergency(text), access.owners_of_case(uuid),
  access.session_credentials(bytea), access.step_up(bytea, bytea, timestamptz) to hemvist_app;
