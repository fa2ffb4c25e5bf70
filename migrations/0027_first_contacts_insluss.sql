-- What is to be seen before everything else, on every list; whom a unit is reached by; and the probation service's own door.

-- ── Households with children first ──────────────────────────────────────────────────────────────────────────────────

-- The code of the warning that puts the run before others, and the last day that the law gives after the due day.
alter table work_item add column first_because text;
alter table work_item add column grace_until date;
-- What was worked out before there were such columns is worked out anew by whoever looks first.
update run set evaluated_on = null where ended_on is null;

-- As in migration 0014, and with the two.
create or replace function access.work_of(the_account uuid)
  returns table (
    id uuid, case_id uuid, routine text, routine_version text, opened_on date, version integer, evaluated_on date, role text,
    case_number text, given_name text, family_name text, protection text, items jsonb
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.version, r.evaluated_on, r.role,
      c.case_number, i.given_name, i.family_name, p.grade, w.items
    from (
      select distinct on (o.id) o.*, a.role
      from assignment a
      join run o on o.municipality = a.municipality and o.case_id = a.case_id and (a.run_id is null or a.run_id = o.id)
      where a.municipality = access.municipality() and a.account = the_account
        and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true) and o.ended_on is null
        and (
          a.account = access.account() or access.sees_case(a.municipality, a.case_id)
          or (a.run_id is not null and access.sees_run(a.municipality, a.run_id))
        )
      order by o.id, a.run_id nulls first, a.role
      -- Not to be taken apart: each run is asked about once.
      offset 0
    ) r
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join individual i on i.municipality = c.municipality and i.id = c.individual
    left join protected_identity p on p.municipality = i.municipality and p.individual = i.id
      and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('obligation', l.obligation, 'state', l.state, 'modality', l.modality, 'who', l.who,
        'due', l.due, 'missing_facts', l.missing_facts, 'waiting_on', l.waiting_on,
        'first_because', l.first_because, 'grace_until', l.grace_until)), '[]'::jsonb) as items
      from work_item l where l.municipality = r.municipality and l.run_id = r.id
    ) w
    where access.sees_run(r.municipality, r.id)
    order by c.case_number, r.id;
end $$;

-- ── Contact routes: whom to turn to when no handler is known ────────────────────────────────────────────────────────

-- How a unit is reached, kept by those who may. serves are the parties of routines that it is the way to; warn_after_days is the age of
-- checked_on from which whoever reads it is told that it is old.
create table contact_route (
  municipality text not null,
  id uuid not null,
  unit_name text not null check (btrim(unit_name) <> ''),
  serves text[] not null check (serves <> '{}'),
  mail text not null,
  phone text not null,
  other text not null,
  source text not null check (btrim(source) <> ''),
  checked_on date not null,
  warn_after_days integer not null check (warn_after_days between 1 and 1000),
  reason text not null,
  withdrawn boolean not null default false,
  version integer not null default 1,
  primary key (municipality, id),
  foreign key (municipality) references municipality,
  check (mail || phone || other <> '')
);

create table contact_route_version (
  municipality text not null,
  route uuid not null,
  version integer not null,
  unit_name text not null,
  serves text[] not null,
  mail text not null,
  phone text not null,
  other text not null,
  source text not null,
  checked_on date not null,
  warn_after_days integer not null,
  reason text not null,
  withdrawn boolean not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (municipality, route, version),
  foreign key (municipality, route) references contact_route,
  foreign key (municipality, written_by) references account
);

create function access.keep_contact_route_version() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.version <> old.version + 1 then
    raise exception 'a contact route changes by a new version' using errcode = 'check_violation', constraint = 'contact_route_new_version';
  end if;
  insert into contact_route_version
  values (new.municipality, new.id, new.version, new.unit_name, new.serves, new.mail, new.phone, new.other, new.source, new.checked_on,
    new.warn_after_days, new.reason, new.withdrawn, access.account(), access.now());
  return new;
end $$;
create trigger keep_contact_route_version after insert or update on contact_route
  for each row execute function access.keep_contact_route_version();

alter table contact_route enable row level security;
alter table contact_route_version enable row level security;
create policy reads on contact_route for select to hemvist_app using (municipality = access.municipality());
create policy keeps on contact_route for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('contactRoute:keep'));
create policy changes on contact_route for update to hemvist_app
  using (municipality = access.municipality() and access.holds('contactRoute:keep'));
create policy reads on contact_route_version for select to hemvist_app using (municipality = access.municipality());
grant select, insert on contact_route to hemvist_app;
grant update (unit_name, serves, mail, phone, other, source, checked_on, warn_after_days, reason, withdrawn, version)
  on contact_route to hemvist_app;
grant select on contact_route_version to hemvist_app;
revoke all on function access.keep_contact_route_version() from public;
