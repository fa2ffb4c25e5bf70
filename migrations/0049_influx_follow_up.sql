-- How it goes for assigned households: followed up, counted, and lists of them read from files. See docs/decisions/0036.

-- So many months after they came. living: they live there still; moved: moved on as planned; rehoused: to
-- other assigned housing; left: gone without it having been planned.
create table influx_follow_up (
  municipality text not null,
  stay uuid not null,
  months integer not null check (months > 0),
  result text not null check (result in ('living', 'moved', 'rehoused', 'left')),
  note text not null default '',
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (municipality, stay, months),
  foreign key (municipality, stay) references influx_stay on delete cascade,
  foreign key (municipality, answered_by) references account
);

-- A list that has been read in: what came of it.
create table influx_import (
  municipality text not null,
  id uuid not null,
  desk_area text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  imported_by uuid not null,
  imported_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, desk_area) references secrecy_area,
  foreign key (municipality, imported_by) references account
);

-- Months from before Hemvist, as counts: what a year is compared with.
create table influx_earlier (
  municipality text not null references municipality,
  month date not null check (extract(day from month) = 1),
  households integer not null check (households >= 0),
  people integer not null check (people >= households),
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (municipality, month),
  foreign key (municipality, written_by) references account
);

alter table influx_follow_up enable row level security;
alter table influx_import enable row level security;
alter table influx_earlier enable row level security;

create policy reads on influx_follow_up for select to hemvist_app
  using (exists (select from influx_stay s where s.municipality = influx_follow_up.municipality and s.id = influx_follow_up.stay));
create policy answers on influx_follow_up for insert to hemvist_app
  with check (answered_by = access.account()
    and exists (select from influx_stay s where s.municipality = influx_follow_up.municipality and s.id = influx_follow_up.stay));
grant select, insert on influx_follow_up to hemvist_app;

create policy reads on influx_import for select to hemvist_app using (access.receives_influx(municipality, desk_area));
create policy imports on influx_import for insert to hemvist_app
  with check (imported_by = access.account() and access.receives_influx(municipality, desk_area));
grant select, insert on influx_import to hemvist_app;

create policy reads on influx_earlier for select to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:figures'));
create policy writes on influx_earlier for insert to hemvist_app
  with check (municipality = access.municipality() and written_by = access.account() and access.holds('massInflux:lead'));
create policy changes on influx_earlier for update to hemvist_app
  using (municipality = access.municipality() and access.holds('massInflux:lead')) with check (written_by = access.account());
grant select, insert on influx_earlier to hemvist_app;
grant update (households, people, written_by, written_at) on influx_earlier to hemvist_app;

-- What is counted of assignments that came in between two days: a row each, without anything that leads to it.
create function access.influx_figures(the_from date, the_to date)
  returns table (received date, people integer, outcome text, days_to_place integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.received_on, a.people,
    case when s.arrived_on is not null then 'received' when a.state in ('absent', 'withdrawn') then a.state else 'waits' end,
    (s.placed_at at time zone 'Europe/Stockholm')::date - a.received_on
  from influx_assignment a
  left join lateral (
    select y.arrived_on, y.placed_at from influx_stay y
    where y.municipality = a.municipality and y.assignment = a.id order by y.placed_at limit 1
  ) s on true
  where a.municipality = access.municipality() and access.holds('placement:figures') and a.received_on between the_from and the_to
$$;
revoke all on function access.influx_figures(date, date) from public;
grant execute on function access.influx_figures(date, date) to hemvist_app;
