-- Assignments under the mass-influx directive: the Swedish Migration Agency assigns a household to the municipality, which receives it and
-- finds assigned housing for it (document 003, 2.2). A household has no case: what is held of it is here. See docs/decisions/0036.

create table influx_counter (
  municipality text not null references municipality,
  year integer not null,
  last integer not null,
  primary key (municipality, year)
);

create function access.next_influx_number(the_year integer) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its integer;
begin
  if not access.holds('massInflux:handle') then return null; end if;
  insert into influx_counter as c (municipality, year, last) values (access.municipality(), the_year, 1)
  on conflict (municipality, year) do update set last = c.last + 1 returning last into its;
  return 'A-' || the_year || '-' || lpad(its::text, 5, '0');
end $$;

-- reference is the agency's own. people is how many the agency assigns, also before it is known who they are. together_with is the
-- reference of another assignment that must live in the same housing.
create table influx_assignment (
  municipality text not null,
  id uuid not null,
  number text not null,
  desk_area text not null,
  reference text not null check (reference ~ '^[[:alnum:]][[:alnum:] ./-]{1,39}$'),
  received_on date not null,
  arrives_on date not null,
  people integer not null check (people between 1 and 20),
  language text not null default '',
  needs text[] not null default '{}',
  areas text[] not null default '{}',
  together_with text not null default '',
  note text not null default '',
  protection text check (protection in ('secrecy-marking', 'protected-registration', 'assumed-identity')),
  state text not null default 'waiting' check (state in ('waiting', 'asked', 'placed', 'living', 'ended', 'absent', 'withdrawn')),
  handled_by uuid,
  registered_by uuid not null,
  registered_at timestamptz not null,
  closed_at timestamptz,
  version integer not null default 1,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, number),
  unique (municipality, reference),
  unique (municipality, idempotency_key),
  foreign key (municipality, desk_area) references secrecy_area,
  foreign key (municipality, handled_by) references account,
  foreign key (municipality, registered_by) references account,
  check (arrives_on >= received_on),
  check (together_with <> reference),
  check ((closed_at is null) = (state in ('waiting', 'asked', 'placed', 'living')))
);
create index influx_assignment_open on influx_assignment (municipality, desk_area, arrives_on) where closed_at is null;
create index influx_assignment_received on influx_assignment (municipality, received_on);

-- Who they are, as far as it is known and the reception needs it: of their age the year, and no number.
create table influx_person (
  municipality text not null,
  assignment uuid not null,
  position integer not null check (position between 1 and 20),
  given_name text not null default '',
  family_name text not null default '',
  birth_year integer check (birth_year between 1900 and 2100),
  gender text check (gender in ('female', 'male', 'other')),
  primary key (municipality, assignment, position),
  foreign key (municipality, assignment) references influx_assignment on delete cascade
);

create table influx_event (
  municipality text not null,
  assignment uuid not null,
  id uuid not null,
  kind text not null check (kind <> ''),
  payload jsonb not null default '{}',
  actor uuid not null,
  at timestamptz not null,
  idempotency_key uuid,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, assignment) references influx_assignment on delete cascade,
  foreign key (municipality, actor) references account
);
create index influx_event_assignment on influx_event (municipality, assignment, at, id);

-- ── Who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────

create function access.receives_influx(the_municipality text, the_area text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select the_municipality = access.municipality() and the_area = access.area() and access.holds('massInflux:handle')
$$;

-- A household with protected identity is seen by whoever takes care of it and who leads, and by nobody else: neither who nor where.
create function access.sees_influx(the_municipality text, the_assignment uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from influx_assignment a
    where a.municipality = the_municipality and a.id = the_assignment and access.receives_influx(a.municipality, a.desk_area)
      and (a.protection is null or a.handled_by = access.account() or access.holds('massInflux:lead'))
  )
$$;

-- Whether an assignment has been registered that the actor does not see: only that there is one.
create function access.influx_out_of_sight(the_reference text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.holds('massInflux:handle') and exists (
    select from influx_assignment a
    where a.municipality = access.municipality() and a.reference = the_reference and not access.sees_influx(a.municipality, a.id)
  )
$$;

-- Who can take care of an assignment: those of the own area.
create function access.influx_officers() returns table (account uuid, name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.id, a.display_name from account a
  where a.municipality = access.municipality() and a.secrecy_area = access.area() and a.active and access.holds('massInflux:handle')
    and exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and p.permission = 'massInflux:handle')
$$;

alter table influx_counter enable row level security;
alter table influx_assignment enable row level security;
alter table influx_person enable row level security;
alter table influx_event enable row level security;

create policy reads on influx_assignment for select to hemvist_app
  using (access.receives_influx(municipality, desk_area)
    and (protection is null or handled_by = access.account() or access.holds('massInflux:lead')));
create policy registers on influx_assignment for insert to hemvist_app
  with check (registered_by = access.account() and access.receives_influx(municipality, desk_area));
create policy changes on influx_assignment for update to hemvist_app
  using (access.receives_influx(municipality, desk_area)
    and (protection is null or handled_by = access.account() or access.holds('massInflux:lead')))
  with check (access.receives_influx(municipality, desk_area));
grant select, insert on influx_assignment to hemvist_app;
grant update (received_on, arrives_on, people, language, needs, areas, together_with, note, protection, state, handled_by, closed_at, version)
  on influx_assignment to hemvist_app;

create policy reads on influx_person for select to hemvist_app using (access.sees_influx(municipality, assignment));
create policy writes on influx_person for insert to hemvist_app with check (access.sees_influx(municipality, assignment));
create policy replaces on influx_person for delete to hemvist_app using (access.sees_influx(municipality, assignment));
grant select, insert, delete on influx_person to hemvist_app;

create policy reads on influx_event for select to hemvist_app using (access.sees_influx(municipality, assignment));
create policy writes on influx_event for insert to hemvist_app
  with check (actor = access.account() and access.sees_influx(municipality, assignment));
grant select, insert on influx_event to hemvist_app;

revoke all on function access.next_influx_number(integer), access.receives_influx(text, text), access.sees_influx(text, uuid),
  access.influx_out_of_sight(text), access.influx_officers() from public;
grant execute on function access.next_influx_number(integer), access.receives_influx(text, text), access.sees_influx(text, uuid),
  access.influx_out_of_sight(text), access.influx_officers() to hemvist_app;
