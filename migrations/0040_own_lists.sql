-- A municipality that uses another's register can have lists of its own: which sub-categories its requests can have, and in which forms it
-- wants an intervention given. Of which intervention, and from which day, stands in municipal_list; the rows are the municipality's own in the
-- tables where the register has its rows. Without a list of its own the register's holds. See docs/decisions/0035.

create table municipal_list (
  municipality text not null references municipality,
  id uuid not null,
  list text not null check (list in ('subcategories', 'forms')),
  intervention text not null check (intervention <> ''),
  valid_from date not null,
  valid_to date,
  reason text not null check (btrim(reason) <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account,
  check (valid_to >= valid_from),
  exclude using gist (municipality with =, list with =, intervention with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- Whose list of an intervention holds on a day for the asker's municipality: its own, where it has one, or the register's.
create function access.whose_list(the_list text, the_intervention text, the_day date) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case when exists (
    select from municipal_list l
    where l.municipality = access.municipality() and l.list = the_list and l.intervention = the_intervention and l.valid_from <= the_day
      and coalesce(l.valid_to >= the_day, true)
  ) then access.municipality() else access.register() end
$$;
revoke all on function access.whose_list(text, text, date) from public;
grant execute on function access.whose_list(text, text, date) to hemvist_app;

-- Who keeps the register keeps its own lists with it.
create function access.keeps_own_lists() returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select coalesce(access.register() <> access.municipality(), false) and access.holds('placement:rules')
$$;
revoke all on function access.keeps_own_lists() from public;
grant execute on function access.keeps_own_lists() to hemvist_app;

do $$
declare
  its text;
begin
  alter table municipal_list enable row level security;
  foreach its in array array['municipal_list', 'provision_form_rule', 'placement_subcategory'] loop
    execute format($sql$create policy keeps_own on %I for insert to hemvist_app
      with check (municipality = access.municipality() and written_by = access.account() and access.keeps_own_lists())$sql$, its);
    execute format($sql$create policy changes_own on %I for update to hemvist_app
      using (municipality = (select access.municipality()) and (select access.keeps_own_lists()))
      with check (municipality = access.municipality() and access.keeps_own_lists())$sql$, its);
    -- Whoever asks for a placement, works on it or counts them reads what a sub-category is called: the municipality's own, and the register's.
    execute format($sql$create policy reads_own on %I for select to hemvist_app
      using (municipality in ((select access.municipality()), (select access.register())) and ((select access.holds('register:read'))
        or (select access.holds('placement:request')) or (select access.holds('placement:handle'))
        or (select access.holds('placement:figures')) or (select access.holds('placement:rules'))))$sql$, its);
  end loop;
end $$;
grant select, insert on municipal_list to hemvist_app;
grant update (valid_to) on municipal_list to hemvist_app;
