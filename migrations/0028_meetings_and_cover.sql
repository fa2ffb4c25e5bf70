-- Meetings that are booked in a run, a feed of one's own days, and colleagues who stand in for each other. See docs/decisions/0026.

-- ── Meetings ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- kind is an entry kind of the run's routine, or one of the program's own. invited are people, parties the routine's parties that have
-- nobody signed up here. Times are of the clock in Stockholm, as HH:MM. version is what a form has seen, and the invitation's sequence.

create table meeting (
  municipality text not null,
  id uuid not null,
  run_id uuid not null,
  kind text not null check (kind <> ''),
  series uuid,
  number integer not null,
  day date not null,
  starts text not null check (starts ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends text not null check (ends ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null check (length(place) <= 200),
  link text not null check (link ~ '^(https://.*)?$' and length(link) <= 500),
  invited uuid[] not null,
  parties text[] not null,
  version integer not null default 1,
  cancelled_at timestamptz,
  booked_by uuid not null,
  booked_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key, number),
  foreign key (municipality, run_id) references run,
  foreign key (municipality, booked_by) references account,
  check (ends > starts),
  check (place <> '' or link <> '')
);
create index meeting_run on meeting (municipality, run_id, day);
create index meeting_invited on meeting using gin (invited);

alter table meeting enable row level security;
create policy reads on meeting for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy books on meeting for insert to hemvist_app
  with check (booked_by = access.account() and access.sees_run(municipality, run_id));
create policy changes on meeting for update to hemvist_app using (access.sees_run(municipality, run_id));
grant select, insert on meeting to hemvist_app;
grant update (kind, day, starts, ends, place, link, invited, parties, version, cancelled_at) on meeting to hemvist_app;

-- The meetings that somebody is invited to, of the runs that the actor sees: access.run_subject gives nothing of others.
create function access.meetings_of(the_account uuid, the_first date, the_last date)
  returns table (
    id uuid, run_id uuid, kind text, day date, starts text, ends text, place text, link text, version integer,
    routine text, routine_version text, case_number text, given_name text, family_name text, protection text
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select m.id, m.run_id, m.kind, m.day, m.starts, m.ends, m.place, m.link, m.version, r.routine, r.routine_version,
    s.case_number, s.given_name, s.family_name, s.protection
  from meeting m
  join run r on r.municipality = m.municipality and r.id = m.run_id
  cross join lateral access.run_subject(m.municipality, m.run_id) s
  where m.invited @> array[the_account] and m.cancelled_at is null and m.day >= the_first and m.day <= the_last
  order by m.day, m.starts, m.id
$$;

-- ── A feed of one's own days, by a secret address ──────────────────────────────────────────────────────────────────────

create table calendar_feed (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  secret_sha256 bytea not null unique check (length(secret_sha256) = 32),
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account
);
create unique index calendar_feed_once on calendar_feed (municipality, account) where revoked_at is null;

alter table calendar_feed enable row level security;
create policy reads on calendar_feed for select to hemvist_app
  using (municipality = access.municipality() and account = access.account());
create policy makes on calendar_feed for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account());
create policy revokes on calendar_feed for update to hemvist_app
  using (municipality = access.municipality() and account = access.account());
grant select (municipality, id, account, made_at, revoked_at) on calendar_feed to hemvist_app;
grant insert on calendar_feed to hemvist_app;
grant update (revoked_at) on calendar_feed to hemvist_app;

-- Whose feed a secret leads to. Somebody whose account is closed has none.
create function access.calendar_actor(the_secret bytea, the_now timestamptz)
  returns table (municipality text, account uuid, display_name text, area text, language text, feed uuid, permissions text[])
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.municipality, a.id, a.display_name, a.secrecy_area, a.language, f.id,
    access.permissions_of(a.municipality, a.id, (the_now at time zone 'Europe/Stockholm')::date)
  from calendar_feed f join account a on a.municipality = f.municipality and a.id = f.account
  where f.secret_sha256 = the_secret and f.revoked_at is null and a.active
$$;

-- What is read by a feed is read by a way of its own. The list is made longer as it stands: another migration may have done so, too.
do $$
declare
  its_name text;
  its_rule text;
begin
  select c.conname, pg_get_constraintdef(c.oid) into strict its_name, its_rule
  from pg_constraint c where c.conrelid = 'audit'::regclass and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%sign-in%';
  execute format('alter table audit drop constraint %I, add constraint %I %s', its_name, its_name,
    replace(its_rule, 'ARRAY[', 'ARRAY[''calendar''::text, '));
end $$;

-- ── Whoever is away lets a colleague stand in ──────────────────────────────────────────────────────────────────────────
-- Only one's own word opens anything, and not for ever: an absence that somebody else has written tells whom to ask.

alter table absence
  add column covers boolean not null default false,
  add constraint absence_covers check (not covers or (substitute is not null and written_by = account and valid_to <= valid_from + 366));
create index absence_substitute on absence (municipality, substitute) where covers and removed_at is null;

-- What somebody stands in for in a case: the assignments of colleagues who are away, within the one area that the case, whoever is away
-- and whoever stands in are of. since and until are when both the absence and the assignment last; opens is whether it does, today.
create function access.covered(
  the_municipality text, the_case uuid, the_run uuid, its_area text, the_account uuid, their_area text
) returns table (away uuid, role text, run_id uuid, since date, until date, opens boolean)
  stable language sql as $$
  select b.account, a.role, a.run_id, greatest(b.valid_from, a.valid_from), least(b.valid_to, a.valid_to),
    greatest(b.valid_from, a.valid_from) <= access.today() and least(b.valid_to, a.valid_to) >= access.today()
      and (a.run_id is null or coalesce(a.run_id = the_run, false))
  from public.absence b
  join public.account p on p.municipality = b.municipality and p.id = b.account
  join public.assignment a on a.municipality = b.municipality and a.account = b.account
  where b.municipality = the_municipality and b.substitute = the_account and b.covers and b.removed_at is null
    and a.case_id = the_case and p.secrecy_area = its_area and their_area = its_area
$$;

-- The one predicate, with one clause more: whoever stands in for a colleague sees what the colleague is assigned to.
create or replace function access.in_reach(
  the_municipality text, the_case uuid, its_area text, its_unit text, its_individual uuid, the_run uuid
) returns boolean stable language plpgsql as $$
begin
  return (
    coalesce(its_area = access.area() and its_unit = any (access.units()), false)
    or exists (
      select from public.assignment a
      where a.municipality = the_municipality and a.case_id = the_case and a.account = access.account()
        and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
        and case when a.run_id is null then its_area = access.area()
                 else a.run_id = the_run and (
                   its_area = access.area()
                   or (a.ground is not null and (a.consent is null or access.consent_holds(a.municipality, a.consent)))
                 ) end
    )
    or exists (
      select from public.break_glass b
      where b.municipality = the_municipality and b.account = access.account() and b.case_id = the_case
        and b.opened_at <= access.now() and b.expires_at > access.now() and b.ended_at is null
    )
    or exists (
      select from access.covered(the_municipality, the_case, the_run, its_area, access.account(), access.area()) s where s.opens
    )
  ) and not access.protects(the_municipality, its_individual);
end $$;

-- For whom, and in which role, the actor stands in in a run: nothing of one that they do not see, as access.run_individual says.
create function access.stands_in(the_run uuid) returns table (away uuid, role text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select s.away, s.role
  from access.run_individual(access.municipality(), the_run) c
  cross join lateral access.covered(access.municipality(), c.case_id, the_run, c.secrecy_area, access.account(), access.area()) s
  where s.opens
  order by s.run_id nulls first, s.role
$$;

-- Whoever stands in gives themselves nothing that stays: it is over when the colleague is back.
create function access.stands_in_for_case(the_municipality text, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from access.covered(the_municipality, the_case, null, access.area(), access.account(), access.area()) s where s.opens
  )
$$;
alter policy assigns on assignment with check (
  assigned_by = access.account() and (
    (access.sees_case(municipality, case_id)
      and (account <> access.account() or not access.stands_in_for_case(municipality, case_id)))
    or (municipality = access.municipality() and account = access.account() and run_id is null
        and access.opened_by_me(municipality, case_id))
  )
);

-- ── Why, with that clause ──────────────────────────────────────────────────────────────────────────────────────────────
-- As it was, and for whoever stands in: for whom.

alter function access.reasons(text, uuid, uuid, uuid) rename to reasons_of_ones_own;
create function access.reasons(the_municipality text, the_case uuid, the_run uuid, the_account uuid)
  returns table (
    kind text, opens boolean, since date, until date, until_time timestamptz, unit text, ground text, consent uuid, consent_ended date,
    to_run uuid, away uuid
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select r.*, null::uuid from access.reasons_of_ones_own(the_municipality, the_case, the_run, the_account) r;
  if the_account <> access.account() and not access.sees_case(the_municipality, the_case) then return; end if;
  return query
    select 'cover', s.opens, s.since, s.until, null::timestamptz, null::text, null::text, null::uuid, null::date, s.run_id, s.away
    from case_file c
    join account a on a.municipality = c.municipality and a.id = the_account and a.active
    cross join lateral access.covered(c.municipality, c.id, the_run, c.secrecy_area, a.id, a.secrecy_area) s
    where c.municipality = access.municipality() and c.id = the_case and s.since <= s.until
      and not access.protects_from(c.municipality, c.individual, a.id);
end $$;

create or replace function access.people_around(the_municipality text, the_case uuid) returns table (account uuid)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.sees_case(the_municipality, the_case) then return; end if;
  return query
    select a.account from assignment a where a.municipality = the_municipality and a.case_id = the_case
    union
    select b.account from break_glass b where b.municipality = the_municipality and b.case_id = the_case
    union
    select h.account from case_file c
    join account_role h on h.municipality = c.municipality and h.unit = c.unit
    join role r on r.municipality = h.municipality and r.id = h.role
    where c.municipality = the_municipality and c.id = the_case and r.covers_unit
    union
    select b.substitute from assignment a
    join absence b on b.municipality = a.municipality and b.account = a.account and b.covers and b.removed_at is null
    where a.municipality = the_municipality and a.case_id = the_case;
end $$;

-- ── What is handed over, run by run ────────────────────────────────────────────────────────────────────────────────────
-- Written once; the latest of an absence and a run is the one that counts, and an empty one takes it back.

create table handover_note (
  municipality text not null,
  id uuid not null,
  absence uuid not null,
  run_id uuid not null,
  body text not null check (length(body) <= 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key, run_id),
  foreign key (municipality, absence) references absence,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, written_by) references account
);
create index handover_note_run on handover_note (municipality, run_id, absence, written_at);

alter table handover_note enable row level security;
create policy reads on handover_note for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy hands_over on handover_note for insert to hemvist_app
  with check (
    written_by = access.account() and access.sees_run(municipality, run_id)
    and exists (
      select from absence b where b.id = handover_note.absence and b.account = access.account()
    )
  );
grant select, insert on handover_note to hemvist_app;

-- ── What belongs to a case goes with it ────────────────────────────────────────────────────────────────────────────────
-- Only the list of tables changes: the rest of the function is left as it stands.

do $$
declare
  as_it_was text := pg_get_functiondef('access.delete_case_rows(text, uuid)'::regprocedure);
  with_ours text := replace(as_it_was, '''work_item'', ''draft''', '''meeting'', ''handover_note'', ''work_item'', ''draft''');
begin
  if with_ours = as_it_was then raise exception 'access.delete_case_rows is not as it was'; end if;
  execute with_ours;
end $$;

revoke all on function access.meetings_of(uuid, date, date), access.calendar_actor(bytea, timestamptz),
  access.covered(text, uuid, uuid, text, uuid, text), access.stands_in(uuid), access.stands_in_for_case(text, uuid),
  access.reasons(text, uuid, uuid, uuid), access.reasons_of_ones_own(text, uuid, uuid, uuid) from public;
revoke all on function access.reasons_of_ones_own(text, uuid, uuid, uuid) from hemvist_app;
grant execute on function access.meetings_of(uuid, date, date), access.calendar_actor(bytea, timestamptz), access.stands_in(uuid),
  access.stands_in_for_case(text, uuid), access.reasons(text, uuid, uuid, uuid) to hemvist_app;
