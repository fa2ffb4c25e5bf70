-- Signing out tells at which identity provider somebody is signed in still, to be led there.

drop function access.end_session(bytea);
create function access.end_session(the_token bytea) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from session where token_sha256 = the_token returning issuer;
$$;
revoke all on function access.end_session(bytea) from public;
grant execute on function access.end_session(bytea) to hemvist_app;

-- The secret of a code app is kept sealed (src/platform/safe.ts) with a key that the database does not have. Those that are there are sealed
-- when a server next starts; from now on none is written that is not.
alter table account_totp add constraint account_totp_secret_sealed check (secret like 'v1.%') not valid;
