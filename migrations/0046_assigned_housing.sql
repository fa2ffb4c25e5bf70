-- Assigned housing (anvisningsboenden), the rooms that households are put in, and what comes of an assignment. See docs/decisions/0036.

-- takes: which households; meets: which needs. Null is not known, and becomes a question; an empty list is a fact.
create table influx_housing (
  municipality text not null,
  id uuid not null,
  desk_area text not null,
  name text not null check (btrim(name) <> ''),
  area text not null default '',
  contact text not null default '',
  takes text[],
  meets text[],
  opens_on date not null,
  closes_on date,
  note text not null default '',
  version integer not null default 1,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, desk_area, name),
  unique (municipality, idempotency_key),
  foreign key (municipality, desk_area) references secrecy_area,
  foreign key (municipality, written_by) references account,
  check (closes_on is null or closes_on >= opens_on)
);

create table influx_room (
  municipality text not null,
  id uuid not null,
  housing uuid not null,
  name text not null check (btrim(name) <> ''),
  beds integer not null check (beds between 1 and 20),
  opens_on date not null,
  closes_on date,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, housing, name),
  unique (municipality, idempotency_key),
  foreign key (municipality, housing) references influx_housing,
  foreign key (municipality, written_by) references account,
  check (closes_on is null or closes_on >= opens_on)
);

-- What a housing is asked, and what it answers. match is what was decided on, whole. One at a time waits for an answer.
create table influx_proposal (
  municipality text not null,
  id uuid not null,
  assignment uuid not null,
  housing uuid not null,
  rooms uuid[] not null check (cardinality(rooms) > 0),
  rank integer not null check (rank > 0),
  match json not null,
  departure text not null default '',
  asked_by uuid not null,
  asked_at timestamptz not null,
  idempotency_key uuid not null,
  answer text check (answer in ('yes', 'no', 'taken-back')),
  answer_text text not null default '',
  answered_by uuid,
  answered_at timestamptz,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, assignment) references influx_assignment on delete cascade,
  foreign key (municipality, housing) references influx_housing,
  foreign key (municipality, asked_by) references account,
  foreign key (municipality, answered_by) references account,
  check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null)),
  check (answer is distinct from 'no' or btrim(answer_text) <> '')
);
create unique index influx_proposal_open on influx_proposal (municipality, assignment) where answer is null;
create index influx_proposal_assignment on influx_proposal (municipality, assignment, asked_at);

-- Where they live, or are to. cancelled: it came to nothing before they came; absent: they never came.
create table influx_stay (
  municipality text not null,
  id uuid not null,
  assignment uuid not null,
  proposal uuid not null,
  housing uuid not null,
  starts_on date not null,
  arrived_on date,
  ended_on date,
  end_kind text check (end_kind in ('moved', 'left', 'absent', 'cancelled')),
  placed_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality, id),
  unique (municipality, proposal),
  foreign key (municipality, assignment) references influx_assignment on delete cascade,
  foreign key (municipality, proposal) references influx_proposal on delete cascade,
  foreign key (municipality, housing) references influx_housing,
  check ((ended_on is null) = (end_kind is null)),
  check (ended_on is null or arrived_on is null or ended_on >= arrived_on),
  check ((end_kind in ('moved', 'left')) = (arrived_on is not null) or end_kind is null)
);
create unique index influx_stay_open on influx_stay (municipality, assignment) where ended_on is null;
create index influx_stay_housing on influx_stay (municipality, housing) where ended_on is null;

-- A room on a day is one household's: held while the housing is asked, theirs when it has said yes. Without a last day until they move.
create table influx_use (
  municipality text not null,
  id uuid not null,
  room uuid not null,
  assignment uuid not null,
  proposal uuid not null,
  days daterange not null,
  released_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, room) references influx_room,
  foreign key (municipality, assignment) references influx_assignment on delete cascade,
  foreign key (municipality, proposal) references influx_proposal on delete cascade,
  constraint influx_use_once exclude using gist (municipality with =, room with =, days with &&) where (released_at is null)
);
create index influx_use_proposal on influx_use (municipality, proposal) where released_at is null;

-- ── What the database answers for ───────────────────────────────────────────────────────────────────────────────────

-- A room is of the housing that was asked, and is there on all the days. Whoever closes a room waits for who takes it, or is waited for.
create function access.check_influx_use() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its influx_room;
begin
  select * into its from influx_room r where r.municipality = new.municipality and r.id = new.room for share;
  if its.id is null or isempty(new.days) or not new.days <@ daterange(its.opens_on, its.closes_on, '[]') or not exists (
    select from influx_proposal p
    where p.municipality = new.municipality and p.id = new.proposal and p.assignment = new.assignment and p.housing = its.housing
      and its.id = any (p.rooms)
  ) then
    raise exception 'no such room then' using errcode = 'check_violation', constraint = 'influx_use_room';
  end if;
  return new;
end $$;
create trigger check_influx_use before insert on influx_use for each row execute function access.check_influx_use();

create function access.check_influx_room() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if exists (
    select from influx_use u
    where u.municipality = new.municipality and u.room = new.id and u.released_at is null
      and not u.days <@ daterange(new.opens_on, new.closes_on, '[]')
  ) then
    raise exception 'somebody has the room then' using errcode = 'check_violation', constraint = 'influx_room_used';
  end if;
  return new;
end $$;
create trigger check_influx_room before update on influx_room for each row execute function access.check_influx_room();

-- Which rooms somebody has on some day of a period, also a household that the asker does not see: never whose they are.
create function access.influx_taken(the_from date, the_to date) returns table (room uuid)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select distinct u.room from influx_use u
  join influx_room r on r.municipality = u.municipality and r.id = u.room
  join influx_housing h on h.municipality = r.municipality and h.id = r.housing
  where u.municipality = access.municipality() and u.released_at is null and u.days && daterange(the_from, the_to, '[]')
    and access.receives_influx(h.municipality, h.desk_area)
$$;

-- ── Who sees and writes what ────────────────────────────────────────────────────────────────────────────────────────

create function access.keeps_influx(the_municipality text, the_area text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.receives_influx(the_municipality, the_area) and access.holds('massInflux:lead')
$$;

alter table influx_housing enable row level security;
alter table influx_room enable row level security;
alter table influx_proposal enable row level security;
alter table influx_stay enable row level security;
alter table influx_use enable row level security;

create policy reads on influx_housing for select to hemvist_app using (access.receives_influx(municipality, desk_area));
create policy keeps on influx_housing for insert to hemvist_app
  with check (written_by = access.account() and access.keeps_influx(municipality, desk_area));
create policy changes on influx_housing for update to hemvist_app
  using (access.keeps_influx(municipality, desk_area)) with check (access.keeps_influx(municipality, desk_area));
grant select, insert on influx_housing to hemvist_app;
grant update (name, area, contact, takes, meets, opens_on, closes_on, note, version) on influx_housing to hemvist_app;

create policy reads on influx_room for select to hemvist_app
  using (exists (select from influx_housing h where h.municipality = influx_room.municipality and h.id = influx_room.housing));
create policy keeps on influx_room for insert to hemvist_app
  with check (written_by = access.account() and exists (
    select from influx_housing h where h.municipality = influx_room.municipality and h.id = influx_room.housing
      and access.keeps_influx(h.municipality, h.desk_area)));
create policy closes on influx_room for update to hemvist_app
  using (exists (select from influx_housing h where h.municipality = influx_room.municipality and h.id = influx_room.housing
    and access.keeps_influx(h.municipality, h.desk_area)));
grant select, insert on influx_room to hemvist_app;
grant update (closes_on) on influx_room to hemvist_app;

create policy reads on influx_proposal for select to hemvist_app using (access.sees_influx(municipality, assignment));
create policy asks on influx_proposal for insert to hemvist_app
  with check (asked_by = access.account() and access.sees_influx(municipality, assignment));
create policy answers on influx_proposal for update to hemvist_app
  using (answer is null and access.sees_influx(municipality, assignment)) with check (answered_by = access.account());
grant select, insert (municipality, id, assignment, housing, rooms, rank, match, departure, asked_by, asked_at, idempotency_key)
  on influx_proposal to hemvist_app;
grant update (answer, answer_text, answered_by, answered_at) on influx_proposal to hemvist_app;

create policy reads on influx_stay for select to hemvist_app using (access.sees_influx(municipality, assignment));
create policy places on influx_stay for insert to hemvist_app with check (access.sees_influx(municipality, assignment));
create policy changes on influx_stay for update to hemvist_app using (access.sees_influx(municipality, assignment));
grant select, insert on influx_stay to hemvist_app;
grant update (arrived_on, ended_on, end_kind, version) on influx_stay to hemvist_app;

create policy reads on influx_use for select to hemvist_app using (access.sees_influx(municipality, assignment));
create policy takes on influx_use for insert to hemvist_app
  with check (released_at is null and access.sees_influx(municipality, assignment));
create policy changes on influx_use for update to hemvist_app using (access.sees_influx(municipality, assignment));
grant select, insert on influx_use to hemvist_app;
grant update (days, released_at) on influx_use to hemvist_app;

revoke all on function access.check_influx_use(), access.check_influx_room(), access.influx_taken(date, date),
  access.keeps_influx(text, text) from public;
grant execute on function access.influx_taken(date, date), access.keeps_influx(text, text) to hemvist_app;
