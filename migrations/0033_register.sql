-- The provider register (utförarregistret): one municipality keeps it, and several use it. It holds providers, their units, what they offer
-- and under which agreements and permits, their places day by day, and what has been found of them. It holds nothing of individuals.
--
-- The municipality of these rows is the one that keeps the register. What is written is not changed: a new fact is a row of its own with the
-- day from which it holds, and the latest such day holds; of two with the same day the one written last. So the register can be read as of
-- any day. A version's position is also what a form remembers having seen.

-- In a schema of its own: its functions are nothing that the application calls.
create schema extensions;
create extension if not exists btree_gist with schema extensions;
do $$ declare its record; begin
  for its in select p.oid::regprocedure as signature from pg_proc p where p.pronamespace = 'extensions'::regnamespace
  loop execute format('revoke all on function %s from public', its.signature); end loop;
end $$;

-- ── Whose register it is ────────────────────────────────────────────────────────────────────────────────────────────
-- A municipality uses one register, its own or another's. Started from the command line, never from a page.

create table register_party (
  municipality text not null references municipality,
  party text not null check (party ~ '^[0-9]{4}$'),
  name text not null check (btrim(name) <> ''),
  valid_from date not null,
  valid_to date,
  primary key (municipality, party),
  unique (party),
  check (valid_to >= valid_from)
);

-- The municipality that keeps the register the asker's municipality uses today, or null.
create function access.register() returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.municipality from register_party p
  where p.party = access.municipality() and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
$$;
revoke all on function access.register() from public;
grant execute on function access.register() to hemvist_app;

-- ── Which forms an intervention may be given in, and its sub-categories: dated data of the register ─────────────────

create table provision_form_rule (
  municipality text not null references municipality,
  id uuid not null,
  intervention text not null,
  form text not null check (form in ('in-house', 'framework', 'direct-award', 'partnership')),
  valid_from date not null,
  valid_to date,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  exclude using gist (municipality with =, intervention with =, form with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table placement_subcategory (
  municipality text not null references municipality,
  intervention text not null,
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,59}$'),
  name_sv text not null check (btrim(name_sv) <> ''),
  name_en text not null check (btrim(name_en) <> ''),
  valid_from date not null,
  valid_to date,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, intervention, id, valid_from),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  exclude using gist (municipality with =, intervention with =, id with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- ── Providers, units, offers ────────────────────────────────────────────────────────────────────────────────────────
-- What is null is not known: it becomes a question to ask, and excludes nobody. An empty list is a fact.

create table provider (
  municipality text not null references municipality,
  id uuid not null,
  organisation_number text not null check (organisation_number ~ '^[0-9]{6}-[0-9]{4}$'),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, organisation_number),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account
);

create table provider_version (
  municipality text not null,
  provider uuid not null,
  position integer not null check (position > 0),
  valid_from date not null,
  name text not null check (btrim(name) <> ''),
  legal_form text not null check (legal_form in ('limited-company', 'association', 'foundation', 'cooperative', 'partnership', 'sole-trader',
    'public')),
  -- Of which municipality it is in-house.
  of_municipality text check (of_municipality ~ '^[0-9]{4}$'),
  contact text not null default '',
  email text not null default '',
  phone text not null default '',
  address text not null default '',
  board text[],
  signatories text[],
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, provider, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account
);

create table provider_unit (
  municipality text not null,
  id uuid not null,
  provider uuid not null,
  -- Where sheltered housing (skyddat boende) is, is nothing that the register tells: its address has a table of its own.
  is_sheltered boolean not null,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account
);
create index provider_unit_provider on provider_unit (municipality, provider);

create table provider_unit_version (
  municipality text not null,
  unit uuid not null,
  position integer not null check (position > 0),
  valid_from date not null,
  name text not null check (btrim(name) <> ''),
  area text check (btrim(area) <> ''),
  distance_km numeric(6, 1) check (distance_km >= 0),
  youngest integer check (youngest between 0 and 120),
  oldest integer check (oldest between 0 and 120),
  genders text[] check (genders <@ array['female', 'male', 'other']),
  needs_met text[],
  features text[],
  methods text[],
  competences text[],
  accessibility text[],
  manager text,
  address text not null default '',
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, unit, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, unit) references provider_unit,
  foreign key (municipality, written_by) references account,
  check ((youngest is null) = (oldest is null) and oldest >= youngest)
);

create function access.check_unit_address() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if new.address <> '' and (select u.is_sheltered from provider_unit u where u.municipality = new.municipality and u.id = new.unit) then
    raise exception 'the address of sheltered housing does not stand here' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_unit_address before insert on provider_unit_version for each row execute function access.check_unit_address();

create table provider_unit_address (
  municipality text not null,
  unit uuid not null,
  position integer not null check (position > 0),
  valid_from date not null,
  address text not null check (btrim(address) <> ''),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, unit, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, unit) references provider_unit,
  foreign key (municipality, written_by) references account
);

create table offer (
  municipality text not null,
  id uuid not null,
  unit uuid not null,
  intervention text not null,
  form text not null check (form in ('in-house', 'framework', 'direct-award', 'partnership')),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  unique (municipality, unit, intervention, form),
  foreign key (municipality, unit) references provider_unit,
  foreign key (municipality, written_by) references account
);
create index offer_intervention on offer (municipality, intervention);

-- A municipality's part of an agreement, or an area of it, is a lot. Which municipalities may call off on it is a fact of the agreement.
create table agreement (
  municipality text not null,
  id uuid not null,
  provider uuid not null,
  name text not null check (btrim(name) <> ''),
  lot text not null default '',
  rank integer check (rank > 0),
  valid_from date not null,
  valid_to date not null,
  municipalities text[] not null,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  -- When its last day was moved, by whom and why.
  changed_by uuid,
  changed_at timestamptz,
  change_reason text check (btrim(change_reason) <> ''),
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account,
  foreign key (municipality, changed_by) references account,
  check (valid_to >= valid_from),
  check ((changed_at is null) = (change_reason is null)),
  exclude using gist (municipality with =, provider with =, name with =, lot with =, daterange(valid_from, valid_to, '[]') with &&)
);

create table offer_version (
  municipality text not null,
  offer uuid not null,
  position integer not null check (position > 0),
  valid_from date not null,
  agreement uuid,
  support_levels text[],
  subcategories text[],
  -- Not offered from that day on.
  ended boolean not null default false,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, offer, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, offer) references offer,
  foreign key (municipality, agreement) references agreement,
  foreign key (municipality, written_by) references account
);

create function access.check_offer_agreement() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if new.agreement is not null and not exists (
    select from offer o
    join provider_unit u on u.municipality = o.municipality and u.id = o.unit
    join agreement a on a.municipality = o.municipality and a.provider = u.provider
    where o.municipality = new.municipality and o.id = new.offer and o.form = 'framework' and a.id = new.agreement
  ) then
    raise exception 'the agreement is another provider''s, or the offer is not under a framework' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_offer_agreement before insert on offer_version for each row execute function access.check_offer_agreement();

-- Whether a provider offers anything in a form on a day, or will from a later day on.
create function access.offers_in(the_municipality text, the_provider uuid, the_form text, the_day date) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from provider_unit u
    join offer o on o.municipality = u.municipality and o.unit = u.id and o.form = the_form
    cross join lateral (
      select v.ended from offer_version v where v.municipality = o.municipality and v.offer = o.id
      order by v.valid_from > the_day, v.valid_from desc, v.position desc limit 1
    ) v
    where u.municipality = the_municipality and u.provider = the_provider and not v.ended
  )
$$;

create table price (
  municipality text not null,
  id uuid not null,
  offer uuid not null,
  -- Empty: for every level that has none of its own.
  support_level text not null default '',
  daily_rate numeric(10, 2) not null check (daily_rate >= 0),
  valid_from date not null,
  valid_to date,
  source text not null check (btrim(source) <> ''),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, offer) references offer,
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  exclude using gist (municipality with =, offer with =, support_level with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index price_offer on price (municipality, offer);

-- ── Permits (tillstånd), controls, states and stops ─────────────────────────────────────────────────────────────────

create table permit (
  municipality text not null,
  id uuid not null,
  unit uuid not null,
  kind text not null check (btrim(kind) <> ''),
  target_group text not null default '',
  number text not null default '',
  places integer check (places > 0),
  manager text not null default '',
  valid_from date not null,
  valid_to date,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  changed_by uuid,
  changed_at timestamptz,
  change_reason text check (btrim(change_reason) <> ''),
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, unit) references provider_unit,
  foreign key (municipality, written_by) references account,
  foreign key (municipality, changed_by) references account,
  check (valid_to >= valid_from),
  check ((changed_at is null) = (change_reason is null)),
  exclude using gist (municipality with =, unit with =, kind with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- What is controlled before a provider is admitted: for a legal form, or for a kind of permit. The latest version of its day counts.
-- items: an array of { code, sv, en, required, months } with the months to the next control, or without.
create table control_list (
  municipality text not null references municipality,
  legal_form text not null,
  permit_kind text not null,
  version integer not null check (version > 0),
  valid_from date not null,
  items jsonb not null check (jsonb_typeof(items) = 'array'),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, legal_form, permit_kind, version),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account,
  check ((legal_form = '') <> (permit_kind = ''))
);

create table provider_control (
  municipality text not null,
  id uuid not null,
  provider uuid not null,
  item text not null check (btrim(item) <> ''),
  result text not null check (result in ('passed', 'failed')),
  evidence text not null check (btrim(evidence) <> ''),
  checked_on date not null,
  next_check date,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account,
  check (next_check > checked_on)
);
create index provider_control_provider on provider_control (municipality, provider);

-- basis: what the controls were when it was decided. The provider is told, and may answer.
create table provider_control_decision (
  municipality text not null,
  provider uuid not null,
  position integer not null check (position > 0),
  decision text not null check (decision in ('approved', 'not-approved')),
  reasons text not null check (btrim(reasons) <> ''),
  basis jsonb not null check (jsonb_typeof(basis) = 'array'),
  decided_on date not null,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  told_on date,
  told_how text check (btrim(told_how) <> ''),
  answered_on date,
  answer text check (btrim(answer) <> ''),
  primary key (municipality, provider, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account,
  check ((told_on is null) = (told_how is null)),
  check ((answered_on is null) = (answer is null))
);

create table provider_state (
  municipality text not null,
  provider uuid not null,
  position integer not null check (position > 0),
  state text not null check (state in ('draft', 'under-control', 'active', 'paused', 'removed')),
  valid_from date not null,
  reason text not null check (btrim(reason) <> ''),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, provider, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account
);

-- A provider by direct award comes in only when its controls have been approved (document 003, chapter 7): neither is one that offers so
-- made active before, nor does one that is active begin to.
create function access.is_approved(the_municipality text, the_provider uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select coalesce((
    select d.decision = 'approved' from provider_control_decision d
    where d.municipality = the_municipality and d.provider = the_provider order by d.position desc limit 1
  ), false)
$$;

create function access.check_provider_state() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if new.state = 'active' and access.offers_in(new.municipality, new.provider, 'direct-award', new.valid_from)
    and not access.is_approved(new.municipality, new.provider)
  then
    raise exception 'the controls have not been approved' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_provider_state before insert on provider_state for each row execute function access.check_provider_state();

create function access.check_direct_award_offer() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_provider uuid;
begin
  if new.ended then return new; end if;
  select u.provider into its_provider from offer o join provider_unit u on u.municipality = o.municipality and u.id = o.unit
  where o.municipality = new.municipality and o.id = new.offer and o.form = 'direct-award';
  if its_provider is null then return new; end if;
  -- One who makes the provider active at the same moment waits, and then finds the offer.
  perform from provider p where p.municipality = new.municipality and p.id = its_provider for update;
  if not access.is_approved(new.municipality, its_provider) and 'active' = (
    select s.state from provider_state s where s.municipality = new.municipality and s.provider = its_provider
    order by s.valid_from desc, s.position desc limit 1
  ) then
    raise exception 'the controls have not been approved' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_direct_award_offer before insert on offer_version for each row execute function access.check_direct_award_offer();

-- A recommendation stop is decided by who keeps the register, for who offers by direct award; an order stop by who procures, for who offers
-- under a framework agreement (document 003, chapter 7).
create table provider_stop (
  municipality text not null,
  id uuid not null,
  provider uuid not null,
  kind text not null check (kind in ('recommendation', 'order')),
  scope text not null check (scope in ('all', 'new', 'needs')),
  needs text[] not null default '{}',
  valid_from date not null,
  valid_to date,
  reason text not null check (btrim(reason) <> ''),
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  lifted_on date,
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text check (btrim(lift_reason) <> ''),
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, provider) references provider,
  foreign key (municipality, written_by) references account,
  foreign key (municipality, lifted_by) references account,
  check (valid_to >= valid_from),
  check ((scope = 'needs') = (cardinality(needs) > 0)),
  check ((lifted_on is null) = (lifted_at is null) and (lifted_on is null) = (lift_reason is null))
);
create index provider_stop_provider on provider_stop (municipality, provider);

create function access.check_provider_stop() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.offers_in(new.municipality, new.provider, case new.kind when 'order' then 'framework' else 'direct-award' end, new.valid_from)
  then
    raise exception 'a recommendation stop is for direct awards, an order stop for frameworks' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_provider_stop before insert on provider_stop for each row execute function access.check_provider_stop();

-- ── Places, day by day ──────────────────────────────────────────────────────────────────────────────────────────────

create table place (
  municipality text not null,
  id uuid not null,
  unit uuid not null,
  name text not null check (btrim(name) <> ''),
  valid_from date not null,
  valid_to date,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, unit) references provider_unit,
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  exclude using gist (municipality with =, unit with =, name with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- What a place is taken up by: a day has one use at most, which the constraint answers for. Who uses it says their municipality; nobody says
-- for whom. A hold lapses by itself.
create table place_use (
  municipality text not null,
  id uuid not null,
  place uuid not null,
  days daterange not null check (not isempty(days) and not lower_inf(days)),
  kind text not null check (kind in ('unavailable', 'hold', 'booking')),
  by_municipality text not null references municipality,
  made_by uuid,
  made_at timestamptz not null,
  reason text not null default '',
  lapses_at timestamptz,
  released_at timestamptz,
  released_by uuid,
  release_reason text check (btrim(release_reason) <> ''),
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (by_municipality, idempotency_key),
  foreign key (municipality, place) references place,
  foreign key (by_municipality, made_by) references account,
  foreign key (by_municipality, released_by) references account,
  check ((kind = 'hold') = (lapses_at is not null)),
  check (kind <> 'unavailable' or btrim(reason) <> ''),
  check ((released_at is null) = (release_reason is null)),
  exclude using gist (municipality with =, place with =, days with &&) where (released_at is null)
);

-- Holds whose time is out make way: also another municipality's, that the asker reads nothing of.
create function access.release_lapsed_holds(the_place uuid) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update place_use u set released_at = u.lapses_at, release_reason = 'lapsed'
  where u.municipality = access.register() and u.place = the_place and u.kind = 'hold' and u.released_at is null
    and u.lapses_at <= access.now()
$$;

-- How many places of each unit are free on a day: counted over everybody's uses, of which it tells nothing else. A unit without places that
-- anybody has written is not among them: of it nobody knows.
create function access.free_places(the_day date) returns table (unit uuid, free integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.unit, (count(*) filter (where p.valid_from <= the_day and coalesce(p.valid_to >= the_day, true) and not exists (
    select from place_use x where x.municipality = p.municipality and x.place = p.id and x.released_at is null and x.days @> the_day
      and (x.kind <> 'hold' or x.lapses_at > access.now())
  )))::integer
  from place p
  where p.municipality = (select access.register()) and (select access.holds('register:read'))
  group by p.unit
$$;

-- Which places of a unit are taken on which days, without by whom.
create function access.taken_days(the_unit uuid, the_from date, the_to date) returns table (place uuid, days daterange, kind text, own boolean)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id, x.days, x.kind, x.by_municipality = access.municipality()
  from place p join place_use x on x.municipality = p.municipality and x.place = p.id
  where p.municipality = (select access.register()) and (select access.holds('register:read')) and p.unit = the_unit
    and x.released_at is null and x.days && daterange(the_from, the_to, '[]') and (x.kind <> 'hold' or x.lapses_at > access.now())
$$;

-- ── What has been imported, as a receipt ────────────────────────────────────────────────────────────────────────────

create table register_import (
  municipality text not null references municipality,
  id uuid not null,
  kind text not null check (kind in ('providers', 'units', 'offers', 'prices', 'places')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  valid_from date not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  written_by uuid,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account
);

-- ── Who reads it, and who writes ────────────────────────────────────────────────────────────────────────────────────
-- Asked once for a query and not for each row: hence the selects.

do $$
declare
  its text;
begin
  foreach its in array array['register_party', 'provider', 'provider_version', 'provider_unit', 'provider_unit_version', 'offer',
    'offer_version', 'agreement', 'price', 'permit', 'control_list', 'provider_control', 'provider_control_decision', 'provider_state',
    'provider_stop', 'place', 'register_import']
  loop
    execute format('alter table %I enable row level security', its);
    execute format($sql$create policy reads on %I for select to hemvist_app
      using (municipality = (select access.register()) and (select access.holds('register:read')))$sql$, its);
    execute format('grant select on %I to hemvist_app', its);
  end loop;
  foreach its in array array['provider', 'provider_version', 'provider_unit', 'provider_unit_version', 'offer', 'offer_version', 'agreement',
    'price', 'permit', 'control_list', 'provider_control', 'provider_control_decision', 'provider_state', 'place', 'register_import',
    'provision_form_rule', 'placement_subcategory']
  loop
    execute format($sql$create policy keeps on %I for insert to hemvist_app
      with check (municipality = access.municipality() and municipality = access.register() and written_by = access.account()
        and access.holds('register:keep'))$sql$, its);
    execute format('grant insert on %I to hemvist_app', its);
  end loop;
  foreach its in array array['agreement', 'price', 'permit', 'provider_control_decision', 'place', 'provision_form_rule',
    'placement_subcategory']
  loop
    execute format($sql$create policy changes on %I for update to hemvist_app
      using (municipality = (select access.municipality()) and (select access.holds('register:keep')))
      with check (municipality = access.municipality() and access.holds('register:keep'))$sql$, its);
  end loop;
  -- Who writes a request chooses among them too.
  foreach its in array array['provision_form_rule', 'placement_subcategory'] loop
    execute format('alter table %I enable row level security', its);
    execute format($sql$create policy reads on %I for select to hemvist_app using (municipality = (select access.register())
      and ((select access.holds('register:read')) or (select access.holds('placement:request'))))$sql$, its);
    execute format('grant select on %I to hemvist_app', its);
  end loop;
end $$;
grant update (valid_to, changed_by, changed_at, change_reason) on agreement, permit to hemvist_app;
grant update (valid_to) on price, place, provision_form_rule, placement_subcategory to hemvist_app;
grant update (told_on, told_how, answered_on, answer) on provider_control_decision to hemvist_app;

alter table provider_unit_address enable row level security;
create policy reads on provider_unit_address for select to hemvist_app
  using (municipality = (select access.register()) and (select access.holds('register:address')));
create policy keeps on provider_unit_address for insert to hemvist_app
  with check (municipality = access.municipality() and municipality = access.register() and written_by = access.account()
    and access.holds('register:keep') and access.holds('register:address'));
grant select, insert on provider_unit_address to hemvist_app;

create policy decides on provider_stop for insert to hemvist_app
  with check (municipality = access.municipality() and municipality = access.register() and written_by = access.account()
    and access.holds('stop:' || kind));
create policy lifts on provider_stop for update to hemvist_app
  using (municipality = access.municipality() and lifted_at is null and access.holds('stop:' || kind))
  with check (lifted_by = access.account());
grant insert on provider_stop to hemvist_app;
grant update (lifted_on, lifted_by, lifted_at, lift_reason) on provider_stop to hemvist_app;

-- What is out of order everybody may know; what others have taken up is counted and not told.
alter table place_use enable row level security;
create policy reads on place_use for select to hemvist_app
  using (municipality = (select access.register()) and (by_municipality = (select access.municipality()) or kind = 'unavailable')
    and ((select access.holds('register:read')) or (select access.holds('placement:request')) or (select access.holds('placement:handle'))));
create policy takes on place_use for insert to hemvist_app
  with check (municipality = access.register() and by_municipality = access.municipality() and made_by = access.account()
    and case kind when 'unavailable' then municipality = access.municipality() and access.holds('register:keep')
      else access.holds('placement:request') or access.holds('placement:handle') end);
create policy releases on place_use for update to hemvist_app
  using (municipality = access.register() and by_municipality = access.municipality() and released_at is null
    and case kind when 'unavailable' then access.holds('register:keep')
      else access.holds('placement:request') or access.holds('placement:handle') end)
  with check (released_by = access.account());
grant select, insert on place_use to hemvist_app;
grant update (released_at, released_by, release_reason) on place_use to hemvist_app;

revoke all on function access.check_unit_address(), access.check_offer_agreement(), access.offers_in(text, uuid, text, date),
  access.is_approved(text, uuid), access.check_provider_state(), access.check_direct_award_offer(), access.check_provider_stop(),
  access.release_lapsed_holds(uuid), access.free_places(date), access.taken_days(uuid, date, date) from public;
grant execute on function access.release_lapsed_holds(uuid), access.free_places(date), access.taken_days(uuid, date, date) to hemvist_app;
