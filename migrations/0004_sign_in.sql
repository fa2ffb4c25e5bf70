-- Signing in in more ways than with a password, and each by two things: codes, passkeys, the organisation's identity provider. What one
-- may see and end of one's own sessions, what is written down of it, and browsers that are known.
--
-- The tables here have no policies: the application reaches them through the narrow openings below, before there is an actor by what
-- somebody can show, and after that for the actor's own account only.

-- ── Sessions ────────────────────────────────────────────────────────────────────────────────────────────────────────

alter table session add column id uuid not null default gen_random_uuid();
alter table session add column method text not null default 'password'
  check (method in ('password', 'code', 'recovery-code', 'passkey', 'provider', 'link'));
-- Whether more than a password was shown: else there is nothing to do but to set up a second way.
alter table session add column strong boolean not null default false;
-- What the browser calls itself, in a few words.
alter table session add column browser text not null default '' check (length(browser) <= 60);
-- Whose sign-in it rests on, for the provider to end it.
alter table session add column issuer text;
alter table session add column subject text;
alter table session add column provider_session text;
alter table session add check ((issuer is null) = (subject is null));
create index session_provider on session (issuer, subject) where issuer is not null;

drop function access.session_actor(bytea, timestamptz, interval);
create function access.session_actor(the_token bytea, the_now timestamptz, the_idle interval)
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
      array(
        select distinct p.permission
        from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
        where h.municipality = a.municipality and h.account = a.id order by 1
      ),
      s.stepped_up_at, s.id, s.strong or a.demo
    from session s
    join account a on a.municipality = s.municipality and a.id = s.account
    where s.token_sha256 = the_token and s.expires_at > the_now and s.last_seen_at > the_now - the_idle and a.active;
  if found then
    update session s set last_seen_at = the_now
    where s.token_sha256 = the_token and s.last_seen_at < the_now - interval '1 minute';
  end if;
end $$;

-- How a session that has just begun came about.
create function access.describe_session(
  the_token bytea, the_method text, is_strong boolean, the_browser text, the_issuer text, the_subject text, the_provider_session text
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update session set method = the_method, strong = is_strong, browser = left(the_browser, 60), issuer = the_issuer, subject = the_subject,
    provider_session = the_provider_session
  where token_sha256 = the_token
$$;

-- ── What is written down of signing in and out ──────────────────────────────────────────────────────────────────────
-- Also when nobody is signed in: an unknown name is written down as nobody's, in nobody's area, so that it costs the same.

create function access.note_sign_in(
  the_municipality text, the_account uuid, the_now timestamptz, the_action text, the_outcome text, the_parts text[]
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_area text;
begin
  select a.secrecy_area into its_area from account a where a.municipality = the_municipality and a.id = the_account;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
  select coalesce(the_municipality, min(m.code)), the_now,
    case when its_area is null then '00000000-0000-0000-0000-000000000000' else the_account end, coalesce(its_area, ''),
    the_action, 'sign-in', the_outcome, the_parts
  from municipality m having coalesce(the_municipality, min(m.code)) is not null;
end $$;

create function access.session_account(the_token bytea) returns table (municipality text, account uuid)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select s.municipality, s.account from session s where s.token_sha256 = the_token
$$;

-- ── Browsers that somebody has signed in with before ────────────────────────────────────────────────────────────────
-- Failures from a browser that the person has used are counted apart from everybody else's guesses: who guesses cannot lock them out.

create table known_browser (
  municipality text not null,
  account uuid not null,
  token_sha256 bytea not null check (length(token_sha256) = 32),
  used_at timestamptz not null,
  primary key (municipality, account, token_sha256),
  foreign key (municipality, account) references account
);
create index known_browser_token on known_browser (token_sha256);

create function access.knows_browser(the_token bytea, the_username text, the_now timestamptz) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from known_browser b join account a on a.municipality = b.municipality and a.id = b.account
    where b.token_sha256 = the_token and lower(a.username) = lower(the_username) and b.used_at > the_now - interval '180 days'
  )
$$;

-- At every sign-in a browser gets a new name, for everybody who is known in it.
create function access.remember_browser(
  the_old bytea, the_token bytea, the_municipality text, the_account uuid, the_now timestamptz
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from known_browser where municipality = the_municipality and account = the_account and used_at < the_now - interval '180 days';
  update known_browser set token_sha256 = the_token where token_sha256 = the_old;
  insert into known_browser (municipality, account, token_sha256, used_at) values (the_municipality, the_account, the_token, the_now)
  on conflict (municipality, account, token_sha256) do update set used_at = the_now;
$$;

-- ── The second thing: codes, codes on paper, passkeys ───────────────────────────────────────────────────────────────

create table account_totp (
  municipality text not null,
  account uuid not null,
  secret text not null,
  -- The last half-minute whose code has been used: a code counts once.
  last_step bigint not null,
  added_at timestamptz not null,
  primary key (municipality, account),
  foreign key (municipality, account) references account
);

create table account_recovery_code (
  municipality text not null,
  account uuid not null,
  code_sha256 bytea not null check (length(code_sha256) = 32),
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (municipality, account, code_sha256),
  foreign key (municipality, account) references account
);

create table account_passkey (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  credential text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null check (name <> '' and length(name) <= 60),
  added_at timestamptz not null,
  used_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account
);
create index account_passkey_account on account_passkey (municipality, account);

-- What somebody can show besides the password.
create function access.factors(the_municipality text, the_account uuid)
  returns table (username text, totp_secret text, passkeys text[], codes_left integer)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.username, t.secret,
    array(select p.credential from account_passkey p where p.municipality = a.municipality and p.account = a.id order by p.added_at),
    (select count(*)::integer from account_recovery_code c
     where c.municipality = a.municipality and c.account = a.id and c.used_at is null)
  from account a left join account_totp t on t.municipality = a.municipality and t.account = a.id
  where a.municipality = the_municipality and a.id = the_account and a.active
$$;

create function access.use_totp(the_municipality text, the_account uuid, the_step bigint) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  update account_totp set last_step = the_step
  where municipality = the_municipality and account = the_account and last_step < the_step;
  return found;
end $$;

create function access.use_recovery_code(the_municipality text, the_account uuid, the_code bytea, the_now timestamptz) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  update account_recovery_code set used_at = the_now
  where municipality = the_municipality and account = the_account and code_sha256 = the_code and used_at is null;
  return found;
end $$;

create function access.passkey(the_credential text)
  returns table (municipality text, account uuid, public_key bytea, counter bigint, transports text[], demo boolean)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.municipality, p.account, p.public_key, p.counter, p.transports, a.demo
  from account_passkey p join account a on a.municipality = p.municipality and a.id = p.account
  where p.credential = the_credential and a.active
$$;

create function access.use_passkey(the_credential text, the_counter bigint, the_now timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update account_passkey set counter = the_counter, used_at = the_now where credential = the_credential
$$;

-- ── Half-way: what a sign-in that takes several steps remembers between them ────────────────────────────────────────

create table sign_in_step (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  kind text not null check (kind in ('second', 'passkey', 'passkey-register', 'provider', 'provider-logout')),
  municipality text,
  account uuid,
  data jsonb not null,
  expires_at timestamptz not null
);

-- False when it is there already.
create function access.begin_step(
  the_token bytea, the_kind text, the_municipality text, the_account uuid, the_data jsonb, the_now timestamptz, the_end timestamptz
) returns boolean volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  delete from sign_in_step where expires_at < the_now;
  insert into sign_in_step (token_sha256, kind, municipality, account, data, expires_at)
  values (the_token, the_kind, the_municipality, the_account, the_data, the_end) on conflict do nothing;
  return found;
end $$;

create function access.find_step(the_token bytea, the_kind text, the_now timestamptz)
  returns table (municipality text, account uuid, data jsonb)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select s.municipality, s.account, s.data from sign_in_step s
  where s.token_sha256 = the_token and s.kind = the_kind and s.expires_at > the_now
$$;

-- Once: what is taken is gone.
create function access.take_step(the_token bytea, the_kind text, the_now timestamptz)
  returns table (municipality text, account uuid, data jsonb)
  volatile rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from sign_in_step s
  where s.token_sha256 = the_token and s.kind = the_kind and s.expires_at > the_now
  returning s.municipality, s.account, s.data
$$;

-- ── The organisation's identity provider, and links that an administrator gives ─────────────────────────────────────

-- Whom the provider calls what.
create table account_identity (
  municipality text not null,
  account uuid not null,
  issuer text not null,
  subject text not null,
  primary key (municipality, account),
  unique (issuer, subject),
  foreign key (municipality, account) references account
);

-- Who has a value in a claim has a role at a unit. Read at every sign-in.
create table sign_in_rule (
  municipality text not null,
  id uuid not null,
  claim text not null check (claim <> ''),
  value text not null check (value <> ''),
  role text not null,
  unit text not null,
  primary key (municipality, id),
  unique (municipality, claim, value, role, unit),
  foreign key (municipality, role) references role,
  foreign key (municipality, unit) references unit
);

create table sign_in_link (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  municipality text not null,
  account uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Also what else one signs in with is gone, and has to be set up anew.
  resets boolean not null default false,
  foreign key (municipality, account) references account
);

create function access.sign_in_rules()
  returns table (municipality text, claim text, value text, role text, unit text, area text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select r.municipality, r.claim, r.value, r.role, r.unit, u.secrecy_area
  from sign_in_rule r join unit u on u.municipality = r.municipality and u.id = r.unit
  order by r.municipality, r.claim, r.value, r.role, r.unit
$$;

-- The account of somebody whom the provider has vouched for, with the roles that the rules give: made at the first sign-in. Nothing when
-- it is closed. A username that somebody has already is not taken over: then the account gets one of its own.
create function access.provider_account(
  the_municipality text, the_issuer text, the_subject text, the_new_id uuid, the_username text, the_name text, the_area text, the_roles jsonb
) returns uuid volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_id uuid;
  its_active boolean;
begin
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
  delete from account_role h where h.municipality = the_municipality and h.account = its_id
    and not exists (
      select from jsonb_to_recordset(the_roles) as w (role text, unit text) where w.role = h.role and w.unit = h.unit);
  insert into account_role (municipality, account, role, unit)
  select the_municipality, its_id, w.role, w.unit from jsonb_to_recordset(the_roles) as w (role text, unit text)
  on conflict do nothing;
  return its_id;
end $$;

-- Ends what the provider says has ended, and gives whose sessions those were.
create function access.end_provider_sessions(the_issuer text, the_subject text, the_provider_session text)
  returns table (municipality text, account uuid)
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with ended as (
    delete from session s
    where s.issuer = the_issuer and (the_subject is not null or the_provider_session is not null)
      and (the_subject is null or s.subject = the_subject)
      and (the_provider_session is null or s.provider_session = the_provider_session)
    returning s.municipality, s.account
  )
  select distinct e.municipality, e.account from ended e
$$;

create function access.find_link(the_token bytea, the_now timestamptz)
  returns table (municipality text, account uuid, username text, name text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.municipality, a.id, a.username, a.display_name
  from sign_in_link l join account a on a.municipality = l.municipality and a.id = l.account
  where l.token_sha256 = the_token and l.expires_at > the_now and a.active
$$;

-- Once: sets the password, and ends what there was. False when the link has been used or is too old.
create function access.use_link(the_token bytea, the_hash text, the_now timestamptz) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its sign_in_link;
begin
  delete from sign_in_link l where l.token_sha256 = the_token and l.expires_at > the_now returning l.* into its;
  if not found then return false; end if;
  update account a set password_hash = the_hash where a.municipality = its.municipality and a.id = its.account and a.active;
  if not found then return false; end if;
  delete from sign_in_link l where l.municipality = its.municipality and l.account = its.account;
  delete from session s where s.municipality = its.municipality and s.account = its.account;
  delete from known_browser b where b.municipality = its.municipality and b.account = its.account;
  if its.resets then
    delete from account_totp t where t.municipality = its.municipality and t.account = its.account;
    delete from account_passkey p where p.municipality = its.municipality and p.account = its.account;
    delete from account_recovery_code c where c.municipality = its.municipality and c.account = its.account;
  end if;
  return true;
end $$;

-- ── One's own sign-in, inside the door ──────────────────────────────────────────────────────────────────────────────

create function access.own_sign_in()
  returns table (username text, password_hash text, totp_added_at timestamptz, codes_left integer, provider boolean)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.username, a.password_hash, t.added_at,
    (select count(*)::integer from account_recovery_code c
     where c.municipality = a.municipality and c.account = a.id and c.used_at is null),
    exists (select from account_identity i where i.municipality = a.municipality and i.account = a.id)
  from account a left join account_totp t on t.municipality = a.municipality and t.account = a.id
  where a.municipality = access.municipality() and a.id = access.account()
$$;

create function access.own_sessions(the_now timestamptz, the_idle interval)
  returns table (id uuid, method text, browser text, created_at timestamptz, last_seen_at timestamptz)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select s.id, s.method, s.browser, s.created_at, s.last_seen_at from session s
  where s.municipality = access.municipality() and s.account = access.account()
    and s.expires_at > the_now and s.last_seen_at > the_now - the_idle
  order by s.last_seen_at desc, s.created_at desc, s.id
$$;

-- All of one's sessions, or all but the one that is given; how many.
create function access.end_own_sessions(all_but uuid) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with ended as (
    delete from session s
    where s.municipality = access.municipality() and s.account = access.account() and s.id is distinct from all_but
    returning 1
  )
  select count(*)::integer from ended
$$;

-- Who has just set up a second way has shown it.
create function access.strengthen_own_session(the_session uuid) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update session s set strong = true
  where s.municipality = access.municipality() and s.account = access.account() and s.id = the_session
$$;

-- A browser is trusted by the password that it was known with.
create function access.set_own_password(the_hash text) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from known_browser b where b.municipality = access.municipality() and b.account = access.account();
  update account a set password_hash = the_hash where a.municipality = access.municipality() and a.id = access.account();
$$;

create function access.set_own_totp(the_secret text, the_step bigint, the_now timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into account_totp as t (municipality, account, secret, last_step, added_at)
  values (access.municipality(), access.account(), the_secret, the_step, the_now)
  on conflict (municipality, account) do update set secret = the_secret, last_step = the_step, added_at = the_now
$$;

-- Whether anybody but a demo user would be left with the password alone: then nothing is taken away.
create function access.keeps_own_second_way(the_account uuid, without_totp boolean, without_passkey uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (select from account a where a.municipality = access.municipality() and a.id = the_account and a.demo)
    or (not without_totp and exists (
      select from account_totp t where t.municipality = access.municipality() and t.account = the_account))
    or exists (
      select from account_passkey p
      where p.municipality = access.municipality() and p.account = the_account and p.id is distinct from without_passkey)
$$;

-- False when it is the last second way there is. One after the other: two browsers cannot each take away the other's last.
create function access.remove_own_totp() returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform from account a where a.municipality = access.municipality() and a.id = access.account() for update;
  if not access.keeps_own_second_way(access.account(), true, null) then return false; end if;
  delete from account_totp t where t.municipality = access.municipality() and t.account = access.account();
  return true;
end $$;

create function access.remove_own_passkey(the_id uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform from account a where a.municipality = access.municipality() and a.id = access.account() for update;
  if not access.keeps_own_second_way(access.account(), false, the_id) then return false; end if;
  delete from account_passkey p where p.municipality = access.municipality() and p.account = access.account() and p.id = the_id;
  return true;
end $$;

create function access.own_passkeys() returns table (id uuid, credential text, name text, added_at timestamptz, used_at timestamptz)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id, p.credential, p.name, p.added_at, p.used_at from account_passkey p
  where p.municipality = access.municipality() and p.account = access.account() order by p.added_at, p.id
$$;

create function access.add_own_passkey(
  the_id uuid, the_credential text, the_public_key bytea, the_counter bigint, the_transports text[], the_name text, the_now timestamptz
) returns boolean volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  insert into account_passkey (municipality, id, account, credential, public_key, counter, transports, name, added_at)
  values (access.municipality(), the_id, access.account(), the_credential, the_public_key, the_counter, the_transports, the_name, the_now)
  on conflict do nothing;
  return found;
end $$;

-- In place of those there were.
create function access.set_own_recovery_codes(the_codes bytea[], the_now timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  delete from account_recovery_code c where c.municipality = access.municipality() and c.account = access.account();
  insert into account_recovery_code (municipality, account, code_sha256, made_at)
  select access.municipality(), access.account(), code, the_now from unnest(the_codes) code;
$$;

-- ── Row-level security and grants ───────────────────────────────────────────────────────────────────────────────────

alter table known_browser enable row level security;
alter table account_totp enable row level security;
alter table account_recovery_code enable row level security;
alter table account_passkey enable row level security;
alter table sign_in_step enable row level security;
alter table account_identity enable row level security;
alter table sign_in_rule enable row level security;
alter table sign_in_link enable row level security;

do $$
declare
  opening text;
  openings text[] := array[
    'session_actor(bytea, timestamptz, interval)', 'describe_session(bytea, text, boolean, text, text, text, text)',
    'note_sign_in(text, uuid, timestamptz, text, text, text[])', 'session_account(bytea)',
    'knows_browser(bytea, text, timestamptz)', 'remember_browser(bytea, bytea, text, uuid, timestamptz)',
    'factors(text, uuid)', 'use_totp(text, uuid, bigint)', 'use_recovery_code(text, uuid, bytea, timestamptz)',
    'passkey(text)', 'use_passkey(text, bigint, timestamptz)',
    'begin_step(bytea, text, text, uuid, jsonb, timestamptz, timestamptz)', 'find_step(bytea, text, timestamptz)',
    'take_step(bytea, text, timestamptz)', 'sign_in_rules()',
    'provider_account(text, text, text, uuid, text, text, text, jsonb)', 'end_provider_sessions(text, text, text)',
    'find_link(bytea, timestamptz)', 'use_link(bytea, text, timestamptz)', 'own_sign_in()',
    'own_sessions(timestamptz, interval)', 'end_own_sessions(uuid)', 'strengthen_own_session(uuid)', 'set_own_password(text)',
    'set_own_totp(text, bigint, timestamptz)', 'remove_own_totp()', 'remove_own_passkey(uuid)', 'own_passkeys()',
    'add_own_passkey(uuid, text, bytea, bigint, text[], text, timestamptz)', 'set_own_recovery_codes(bytea[], timestamptz)'
  ];
begin
  foreach opening in array openings loop
    execute format('revoke all on function access.%s from public', opening);
    execute format('grant execute on function access.%s to hemvist_app', opening);
  end loop;
  revoke all on function access.keeps_own_second_way(uuid, boolean, uuid) from public;
end $$;
