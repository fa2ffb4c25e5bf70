-- One ledger of consents: what is recorded in a run is a row of it, an assignment rests on one, and the routine engine reads it.

-- ── The ledger ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- What release 0.1.0 wrote as entries of a run: the ledger's row has the entry's own id, and a correction that strikes an entry out
-- says that it was recorded in error.
with recursive consent_entry as (
  select e.*, e.purpose as its_purpose from entry e where e.kind = 'consent' and e.replaces is null
  union all
  select e.*, b.its_purpose from entry e join consent_entry b
    on e.municipality = b.municipality and e.run_id = b.run_id and e.replaces = b.id
)
insert into consent (municipality, id, individual, case_id, run_id, secrecy_area, status, purpose, form, valid_from, taken_on, taken_by,
  written_at, idempotency_key, replaces, correction, reason)
select e.municipality, e.id, c.individual, c.id, e.run_id, c.secrecy_area,
  case when e.kind = 'consent' then coalesce(e.status, 'given') else 'recorded-in-error' end,
  coalesce(e.its_purpose, 'other'),
  case when e.kind = 'consent' then coalesce(e.form, case when coalesce(e.status, 'given') = 'given' then 'oral' end) end,
  e.at, e.at, e.written_by, e.written_at, e.id, e.replaces, e.replaces is not null, e.correction_reason
from consent_entry e
join run r on r.municipality = e.municipality and r.id = e.run_id
join case_file c on c.municipality = r.municipality and c.id = r.case_id
order by e.written_at, e.position;

-- Whose case a run is of, for who sees the run: a consent recorded in it is about that individual.
create function access.run_individual(the_municipality text, the_run uuid)
  returns table (individual uuid, case_id uuid, secrecy_area text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select c.individual, c.id, c.secrecy_area
    from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
    where r.municipality = the_municipality and r.id = the_run and access.sees_run(r.municipality, r.id);
end $$;

-- What a run is evaluated on, the same for everybody who sees it: the consents recorded in it, and those of its case for the purposes
-- that its routine asks about.
create function access.run_consents(the_municipality text, the_run uuid, the_purposes text[])
  returns table (
    id uuid, status text, purpose text, form text, valid_from date, valid_to date, replaces uuid, correction boolean, taken_on date,
    taken_by uuid, name text, written_at timestamptz
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_case uuid;
begin
  if not access.sees_run(the_municipality, the_run) then return; end if;
  select r.case_id into its_case from run r where r.municipality = the_municipality and r.id = the_run;
  return query
    select c.id, c.status, c.purpose, c.form, c.valid_from, c.valid_to, c.replaces, c.correction, c.taken_on, c.taken_by,
      a.display_name, c.written_at
    from consent c join account a on a.municipality = c.municipality and a.id = c.taken_by
    where c.municipality = the_municipality and c.case_id = its_case
      and (c.run_id = the_run or (c.run_id is null and c.purpose = any (the_purposes)))
    order by c.written_at, c.id;
end $$;

-- What has come in the place of a consent, and in the place of that: the row that now stands.
create function access.standing_consent(the_municipality text, the_consent uuid) returns setof consent
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with recursive line as (
    select c.id, 0 as step from consent c where c.municipality = the_municipality and c.id = the_consent
    union all
    select r.id, l.step + 1 from line l join consent r on r.municipality = the_municipality and r.replaces = l.id
  )
  select c.* from line l join consent c on c.municipality = the_municipality and c.id = l.id order by l.step desc limit 1
$$;

-- A consent that has been given anew, for the same and to the same or to all, holds on for what rests on it. A withdrawal counts from the
-- moment it is written, and so does a no.
create or replace function access.consent_holds(the_municipality text, the_consent uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from consent c cross join access.standing_consent(c.municipality, c.id) s
    where c.municipality = the_municipality and c.id = the_consent and c.status = 'given' and s.status = 'given'
      and s.purpose = c.purpose and (s.to_area is null or s.to_area = c.to_area)
      and s.valid_from <= access.today() and coalesce(s.valid_to >= access.today(), true)
  )
$$;

-- The day from which it no longer holds; null as long as it does.
create function access.consent_ended(the_municipality text, the_consent uuid) returns date
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case when s.status <> 'given' then s.taken_on when s.valid_to < access.today() then s.valid_to + 1 else s.valid_from end
  from access.standing_consent(the_municipality, the_consent) s
  where not access.consent_holds(the_municipality, the_consent)
$$;

-- A consent and those that it has come in the place of: what rests on any of them rests on it.
create function access.consent_line(the_municipality text, the_consent uuid) returns table (id uuid)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with recursive line as (
    select c.id, c.replaces from consent c where c.municipality = the_municipality and c.id = the_consent
    union all
    select b.id, b.replaces from line l join consent b on b.municipality = the_municipality and b.id = l.replaces
  )
  select line.id from line
$$;

-- ── An assignment that rests on a consent ───────────────────────────────────────────────────────────────────────────

alter table assignment add column ground_answers jsonb not null default '{}';
alter table assignment add column ground_version integer;

create function access.check_assignment_consent() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  rests boolean;
  its_area text;
  its_individual uuid;
begin
  if new.ground is null then return new; end if;
  select g.rests_on_consent into rests from ground g where g.municipality = new.municipality and g.id = new.ground;
  if new.consent is null then
    if rests then
      raise exception 'a ground that rests on a consent needs one from the ledger'
        using errcode = 'check_violation', constraint = 'assignment_consent_missing';
    end if;
    return new;
  end if;
  select secrecy_area into its_area from account where municipality = new.municipality and id = new.account;
  select individual into its_individual from case_file where municipality = new.municipality and id = new.case_id;
  if not exists (
    select from consent c
    where c.municipality = new.municipality and c.id = new.consent and c.status = 'given' and c.individual = its_individual
      and (c.to_area is null or c.to_area = its_area)
      and coalesce(c.valid_to >= new.valid_from, true)
      and not exists (select from consent r where r.municipality = c.municipality and r.replaces = c.id)
  ) then
    raise exception 'the consent does not hold for this' using errcode = 'check_violation', constraint = 'assignment_consent_holds';
  end if;
  return new;
end $$;
create trigger check_assignment_consent before insert on assignment for each row execute function access.check_assignment_consent();

-- ── Grounds: every version of one stays ─────────────────────────────────────────────────────────────────────────────

create table ground_version (
  municipality text not null,
  ground text not null,
  version integer not null,
  provision text not null,
  name_sv text not null,
  name_en text not null,
  fields jsonb not null,
  rests_on_consent boolean not null,
  note text not null,
  valid_from date not null,
  valid_to date,
  decided_on date not null,
  owner text not null,
  written_by uuid,
  written_at timestamptz not null,
  primary key (municipality, ground, version),
  foreign key (municipality, ground) references ground,
  foreign key (municipality, written_by) references account
);

create function access.keep_ground_version() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.version <> old.version + 1 then
    raise exception 'a ground changes by a new version' using errcode = 'check_violation', constraint = 'ground_new_version';
  end if;
  insert into ground_version
  values (new.municipality, new.id, new.version, new.provision, new.name_sv, new.name_en, new.fields, new.rests_on_consent, new.note,
    new.valid_from, new.valid_to, new.decided_on, new.owner, access.account(), coalesce(access.now(), now()));
  return new;
end $$;
insert into ground_version
select municipality, id, version, provision, name_sv, name_en, fields, rests_on_consent, note, valid_from, valid_to, decided_on, owner,
  null, now()
from ground;
create trigger keep_ground_version after insert or update on ground for each row execute function access.keep_ground_version();

-- Whether the actor's roles allow something, for policies that hang on a permission: read anew, as everything about rights is.
create or replace function access.holds(the_permission text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    where h.municipality = access.municipality() and h.account = access.account() and p.permission = the_permission
  )
$$;

alter table ground_version enable row level security;
create policy reads on ground_version for select to hemvist_app using (municipality = access.municipality());
create policy keeps on ground for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('ground:keep'));
create policy changes on ground for update to hemvist_app
  using (municipality = access.municipality() and access.holds('ground:keep'))
  with check (municipality = access.municipality() and access.holds('ground:keep'));
grant select on ground_version to hemvist_app;
grant insert on ground to hemvist_app;
grant update (provision, name_sv, name_en, fields, rests_on_consent, note, valid_from, valid_to, decided_on, owner, version)
  on ground to hemvist_app;

-- ── Why somebody sees something, and why not: the clauses of access.in_reach, one by one ────────────────────────────
-- Gives a row for each clause that opens or shuts, for any colleague. Who asks must see the case or the run themselves, or ask about
-- themselves. kind is the clause; opens tells which way it works now.

create function access.reasons(the_municipality text, the_case uuid, the_run uuid, the_account uuid)
  returns table (
    kind text, opens boolean, since date, until date, until_time timestamptz, unit text, ground text, consent uuid, consent_ended date,
    to_run uuid
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_area text;
  its_unit text;
  its_individual uuid;
  their_area text;
  shut boolean;
begin
  if the_municipality is distinct from access.municipality() then return; end if;
  if the_account <> access.account() and not access.sees_case(the_municipality, the_case) then return; end if;
  select c.secrecy_area, c.unit, c.individual into its_area, its_unit, its_individual
  from case_file c where c.municipality = the_municipality and c.id = the_case;
  if not found then return; end if;
  select a.secrecy_area into their_area from account a where a.municipality = the_municipality and a.id = the_account and a.active;
  if not found then return; end if;

  shut := exists (
    select from protected_identity p
    where p.municipality = the_municipality and p.individual = its_individual
      and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
  ) and not exists (
    select from protected_team t
    where t.municipality = the_municipality and t.individual = its_individual and t.account = the_account
      and (t.founder or t.approved_at is not null) and coalesce(t.valid_to >= access.today(), true)
  );
  if shut then
    return query select 'protected', false, null::date, null::date, null::timestamptz, null::text, null::text, null::uuid, null::date, null::uuid;
  end if;

  return query
    select 'unit', not shut, null::date, null::date, null::timestamptz, h.unit, null::text, null::uuid, null::date, null::uuid
    from account_role h join role r on r.municipality = h.municipality and r.id = h.role
    where h.municipality = the_municipality and h.account = the_account and h.unit = its_unit and r.covers_unit and their_area = its_area;

  return query
    select case when a.run_id is null then 'assignment-case' when their_area = its_area then 'assignment-run' else 'assignment-ground' end,
      not shut and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true)
        and case when a.run_id is null then their_area = its_area
                 else (the_run is null or a.run_id = the_run) and the_run is not null and (
                   their_area = its_area
                   or (a.ground is not null and (a.consent is null or access.consent_holds(a.municipality, a.consent)))
                 ) end,
      a.valid_from, a.valid_to, null::timestamptz, null::text, a.ground, a.consent,
      access.consent_ended(a.municipality, a.consent),
      a.run_id
    from assignment a
    where a.municipality = the_municipality and a.case_id = the_case and a.account = the_account
      and (the_run is null or a.run_id is null or a.run_id = the_run);

  return query
    select 'emergency', not shut and b.opened_at <= access.now() and b.expires_at > access.now() and b.ended_at is null,
      null::date, null::date, coalesce(b.ended_at, b.expires_at), null::text, null::text, null::uuid, null::date, null::uuid
    from break_glass b
    where b.municipality = the_municipality and b.account = the_account and b.case_id = the_case;
end $$;

-- Everybody who has, or has had, anything to do with a case: whom it is worth asking about.
create function access.people_around(the_municipality text, the_case uuid) returns table (account uuid)
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
    where c.municipality = the_municipality and c.id = the_case and r.covers_unit;
end $$;

-- For who had come to a run by an assignment of their own: that it has ended, and nothing else.
create function access.ended_for_me(the_run uuid) returns table (since date, cause text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select coalesce(access.consent_ended(a.municipality, a.consent), case when a.valid_to < access.today() then a.valid_to + 1 end),
      case when a.valid_to < access.today() then 'assignment' else 'consent' end
    from assignment a
    where a.municipality = access.municipality() and a.run_id = the_run and a.account = access.account()
      and a.valid_from <= access.today()
      and not access.sees_run(a.municipality, a.run_id)
      and (a.valid_to < access.today() or (a.consent is not null and not access.consent_holds(a.municipality, a.consent)))
    order by a.assigned_at desc limit 1;
end $$;

revoke all on function access.standing_consent(text, uuid), access.consent_ended(text, uuid), access.consent_line(text, uuid),
  access.run_individual(text, uuid), access.run_consents(text, uuid, text[]), access.check_assignment_consent(),
  access.keep_ground_version(), access.holds(text), access.reasons(text, uuid, uuid, uuid), access.people_around(text, uuid),
  access.ended_for_me(uuid) from public;
grant execute on function access.consent_line(text, uuid), access.run_individual(text, uuid), access.run_consents(text, uuid, text[]), access.holds(text),
  access.reasons(text, uuid, uuid, uuid), access.people_around(text, uuid), access.ended_for_me(uuid) to hemvist_app;
