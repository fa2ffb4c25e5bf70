-- Reminders: one message for a person and day, of counts only, as the person wants them.

-- Since when a line has been blocked: what is newly blocked is told once.
alter table work_item add column blocked_at timestamptz;
update work_item set blocked_at = now() where state = 'blocked';
alter table work_item add check ((state = 'blocked') = (blocked_at is not null));

create table reminder_setting (
  municipality text not null,
  account uuid not null,
  -- none; late: what is overdue; due: also what is due today or newly blocked; week: also the coming days.
  level text not null check (level in ('none', 'late', 'due', 'week')),
  changed_at timestamptz not null,
  primary key (municipality, account),
  foreign key (municipality, account) references account
);

-- One for a person and day, whichever process makes it.
create table reminder (
  municipality text not null,
  account uuid not null,
  day date not null,
  mail uuid not null,
  late integer not null check (late >= 0),
  due integer not null check (due >= 0),
  coming integer not null check (coming >= 0),
  blocked integer not null check (blocked >= 0),
  made_at timestamptz not null,
  primary key (municipality, account, day),
  foreign key (municipality, account) references account,
  foreign key (municipality, mail) references mail deferrable initially deferred,
  check (late + due + coming + blocked > 0)
);

-- Everybody who works in a run on a day, for the jobs, which act for one of them at a time: with what the door is told of each.
create function access.people_at_work(the_day date)
  returns table (municipality text, account uuid, area text, units text[], language text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.municipality, a.id, a.secrecy_area, array(
      select distinct h.unit from account_role h join role r on r.municipality = h.municipality and r.id = h.role
      where h.municipality = a.municipality and h.account = a.id and r.covers_unit
    ), a.language
  from account a
  where access.account() is null and a.active and a.removed_at is null
    and exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and p.permission = 'myDay:read'
    )
    and exists (
      select from assignment s where s.municipality = a.municipality and s.account = a.id
        and s.valid_from <= the_day and coalesce(s.valid_to >= the_day, true)
    )
  order by a.municipality, a.id
$$;
revoke all on function access.people_at_work(date) from public;
grant execute on function access.people_at_work(date) to hemvist_app;

alter table reminder_setting enable row level security;
alter table reminder enable row level security;

create policy reads on reminder_setting for select to hemvist_app
  using (municipality = access.municipality() and account = access.account());
create policy chooses on reminder_setting for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account());
create policy changes on reminder_setting for update to hemvist_app
  using (municipality = access.municipality() and account = access.account());
grant select, insert, update (level, changed_at) on reminder_setting to hemvist_app;

create policy reads on reminder for select to hemvist_app
  using (municipality = access.municipality() and account = access.account());
create policy makes on reminder for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account());
grant select, insert on reminder to hemvist_app;
