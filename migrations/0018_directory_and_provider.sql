-- The directory and the identity provider know the same people: whom the directory has made with the provider's subject as externalId signs
-- in there to that account, with the roles that the directory and the administrators have given. And no sign-in takes the last
-- administrator away.

-- The account that the directory has made for a subject, tied to it at the first sign-in. None when there are two, or none.
create function access.directory_account(the_issuer text, the_subject text) returns table (municipality text, account uuid)
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4717, hashtext(the_issuer || ' ' || the_subject));
  insert into account_identity (municipality, account, issuer, subject)
  select a.municipality, a.id, the_issuer, the_subject from account a
  where a.external_id = the_subject and a.active and a.removed_at is null
    and not exists (select from account_identity i where i.issuer = the_issuer and i.subject = the_subject)
    and not exists (select from account_identity i where i.municipality = a.municipality and i.account = a.id)
    and (select count(*) from account b where b.external_id = the_subject and b.removed_at is null) = 1
  on conflict do nothing;
  return query
    select a.municipality, a.id
    from account_identity i join account a on a.municipality = i.municipality and a.id = i.account
    where i.issuer = the_issuer and i.subject = the_subject and a.external_id is not null and a.active;
end $$;

create or replace function access.provider_account(
  the_municipality text, the_issuer text, the_subject text, the_new_id uuid, the_username text, the_name text, the_area text, the_roles jsonb
) returns uuid volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_id uuid;
  its_active boolean;
begin
  select d.account into its_id from access.directory_account(the_issuer, the_subject) d where d.municipality = the_municipality;
  if found then return its_id; end if;
  perform pg_advisory_xact_lock(4717, hashtext(the_issuer || ' ' || the_subject));
  select i.account, a.active into its_id, its_active
  from account_identity i join account a on a.municipality = i.municipality and a.id = i.account
  where i.issuer = the_issuer and i.subject = the_subject and i.municipality = the_municipality;
  if its_id is null then
    its_id := the_new_id;
    insert into account (municipality, id, secrecy_area, username, display_name)
    values (the_municipality, its_id, the_area,
      case when exists (select from account a where lower(a.username) = lower(the_username)) then the_new_id::text else the_username end,
      the_name);
    insert into account_identity (municipality, account, issuer, subject) values (the_municipality, its_id, the_issuer, the_subject);
  elsif not its_active then
    return null;
  else
    update account set secrecy_area = the_area, display_name = the_name
    where municipality = the_municipality and id = its_id and (secrecy_area, display_name) is distinct from (the_area, the_name);
  end if;
  -- One after another, as whoever else takes an administrator away.
  perform pg_advisory_xact_lock(hashtextextended('administrators ' || the_municipality, 0));
  delete from account_role h where h.municipality = the_municipality and h.account = its_id
    and not exists (
      select from jsonb_to_recordset(the_roles) as w (role text, unit text) where w.role = h.role and w.unit = h.unit)
    and (
      not exists (
        select from role_permission p
        where p.municipality = h.municipality and p.role = h.role and p.permission = 'organisation:administer')
      or exists (
        select from account_role o
        join role_permission p on p.municipality = o.municipality and p.role = o.role and p.permission = 'organisation:administer'
        join account a on a.municipality = o.municipality and a.id = o.account
        where o.municipality = h.municipality and o.account <> h.account and a.active)
    );
  insert into account_role (municipality, account, role, unit)
  select the_municipality, its_id, w.role, w.unit from jsonb_to_recordset(the_roles) as w (role text, unit text)
  on conflict do nothing;
  return its_id;
end $$;

revoke all on function access.directory_account(text, text) from public;
grant execute on function access.directory_account(text, text) to hemvist_app;
