-- Protected identity, kept by people: who registers it, the named team with four eyes, how it ends, and the addresses of sheltered
-- housing in a table of their own. The one predicate of 0002 already shuts everybody else out. See docs/decisions/0020.

-- ── Four eyes both ways: to let somebody in, and to end the protection ─────────────────────────────────────────────────

alter table protected_identity
  add column idempotency_key uuid not null default gen_random_uuid(),
  add column ending_asked_by uuid,
  add column ending_asked_at timestamptz,
  add column ending_reason text check (ending_reason <> ''),
  add column ended_by uuid,
  add column ended_at timestamptz,
  add unique (municipality, idempotency_key),
  add foreign key (municipality, ending_asked_by) references account,
  add foreign key (municipality, ended_by) references account,
  add constraint ending_is_asked_whole
    check ((ending_asked_by is null) = (ending_asked_at is null) and (ending_asked_by is null) = (ending_reason is null)),
  add constraint ending_takes_two
    check ((ended_by is null) = (ended_at is null) and (ended_by is null or (ending_asked_by is not null and ended_by <> ending_asked_by)));

alter table protected_team
  add column ended_by uuid,
  add column ended_at timestamptz,
  add column idempotency_key uuid not null default gen_random_uuid(),
  add unique (municipality, idempotency_key),
  add foreign key (municipality, ended_by) references account,
  add check ((ended_by is null) = (ended_at is null));

-- Where somebody lives in sheltered housing. No list, search, print, export or interface joins it.
create table sheltered_address (
  municipality text not null,
  id uuid not null,
  individual uuid not null,
  address text not null check (btrim(address) <> '' and length(address) <= 500),
  written_by uuid not null,
  written_at timestamptz not null,
  replaced_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, individual) references individual,
  foreign key (municipality, written_by) references account
);
create unique index sheltered_address_once on sheltered_address (municipality, individual) where replaced_at is null;

-- ── What the rules ask ─────────────────────────────────────────────────────────────────────────────────────────────────

create function access.in_protected_team(the_municipality text, the_individual uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from protected_team t
    where t.municipality = the_municipality and t.individual = the_individual and t.account = access.account()
      and (t.founder or t.approved_at is not null) and coalesce(t.valid_to >= access.today(), true)
  )
$$;

-- The individual of a case of the actor's own area that the actor sees whole; null for everybody else.
create function access.own_individual(the_case uuid) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select c.individual from case_file c
  where c.municipality = access.municipality() and c.id = the_case and c.secrecy_area = access.area()
    and access.sees_case(c.municipality, c.id)
$$;

-- Registers a protection, or another grade in the place of the one there is. Whoever registers the first is the first of the team.
create function access.register_protection(
  the_case uuid, the_id uuid, the_grade text, the_contact text, the_member uuid, the_reason text, the_key uuid
) returns text security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  whom uuid := access.own_individual(the_case);
  before protected_identity;
begin
  if whom is null or not access.holds('protection:register') then return 'not-found'; end if;
  -- One after another: a second registration of the same person sees the first.
  perform pg_advisory_xact_lock(hashtextextended('protection ' || whom::text, 0));
  if exists (select from protected_identity where municipality = access.municipality() and idempotency_key = the_key) then
    return 'already';
  end if;
  if access.own_individual(the_case) is null then return 'not-found'; end if;
  select * into before from protected_identity p
  where p.municipality = access.municipality() and p.individual = whom and coalesce(p.valid_to >= access.today(), true)
  for update;
  if found then
    if before.grade = the_grade and before.contact = the_contact then return 'already'; end if;
    -- Of today's own registration no day is left: it counted until now, and the next one counts from now.
    update protected_identity set valid_to = access.today() - 1 where municipality = before.municipality and id = before.id;
  end if;
  insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at, idempotency_key)
  values (access.municipality(), the_id, whom, the_grade, the_contact, access.today(), access.account(), access.now(), the_key);
  if not access.in_protected_team(access.municipality(), whom) then
    insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at)
    values (access.municipality(), the_member, whom, access.account(), true, the_reason, access.account(), access.now());
  end if;
  return 'registered';
end $$;

-- Asks for somebody of the own area to be let in; they are not, until another person has said yes.
create function access.ask_for_team_member(the_case uuid, the_id uuid, the_account uuid, the_reason text, the_key uuid) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  whom uuid := access.own_individual(the_case);
begin
  if whom is null or not access.in_protected_team(access.municipality(), whom) then return 'not-found'; end if;
  if not exists (
    select from account a
    where a.municipality = access.municipality() and a.id = the_account and a.secrecy_area = access.area() and a.active
  ) then return 'no-such-person'; end if;
  insert into protected_team (municipality, id, individual, account, reason, requested_by, requested_at, idempotency_key)
  values (access.municipality(), the_id, whom, the_account, the_reason, access.account(), access.now(), the_key)
  on conflict do nothing;
  return case when found then 'asked' else 'already' end;
end $$;

-- A member leaves, or a request is taken back, at once. The last who is let in stays: there must be somebody to ask.
create function access.end_team_member(the_case uuid, the_id uuid) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  whom uuid := access.own_individual(the_case);
  member protected_team;
begin
  if whom is null or not access.in_protected_team(access.municipality(), whom) then return 'not-found'; end if;
  perform from protected_team t where t.municipality = access.municipality() and t.individual = whom order by t.id for update;
  select * into member from protected_team t
  where t.municipality = access.municipality() and t.id = the_id and t.individual = whom and t.valid_to is null;
  if not found or not access.in_protected_team(access.municipality(), whom) then return 'not-found'; end if;
  if (member.founder or member.approved_at is not null) and not exists (
    select from protected_team t join account a on a.municipality = t.municipality and a.id = t.account
    where t.municipality = member.municipality and t.individual = whom and t.id <> member.id and a.active
      and (t.founder or t.approved_at is not null) and t.valid_to is null
  ) then return 'last'; end if;
  update protected_team set valid_to = access.today() - 1, ended_by = access.account(), ended_at = access.now()
  where municipality = member.municipality and id = member.id;
  return 'ended';
end $$;

create function access.ask_to_end_protection(the_case uuid, the_reason text) returns text
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  whom uuid := access.own_individual(the_case);
begin
  if whom is null or not access.in_protected_team(access.municipality(), whom) then return 'not-found'; end if;
  update protected_identity set ending_asked_by = access.account(), ending_asked_at = access.now(), ending_reason = the_reason
  where municipality = access.municipality() and individual = whom and valid_to is null and ending_asked_by is null;
  return case when found then 'asked' else 'already' end;
end $$;

-- What waits for a second pair of eyes in the actor's area. Nothing of whom it is about: whoever decides asks the one who asked.
create function access.protection_requests()
  returns table (
    kind text, id uuid, contact text, reason text, asked_by uuid, asked_by_name text, asked_at timestamptz, for_name text, is_own boolean
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('protection:approve') then return; end if;
  return query
    select 'member', t.id, p.contact, t.reason, t.requested_by, r.display_name, t.requested_at, a.display_name,
      access.account() in (t.requested_by, t.account)
    from protected_team t
    join individual i on i.municipality = t.municipality and i.id = t.individual and i.secrecy_area = access.area()
    join account a on a.municipality = t.municipality and a.id = t.account
    join account r on r.municipality = t.municipality and r.id = t.requested_by
    join protected_identity p on p.municipality = t.municipality and p.individual = t.individual and p.valid_to is null
    where t.municipality = access.municipality() and t.approved_at is null and not t.founder and t.valid_to is null
    union all
    select 'ending', p.id, p.contact, p.ending_reason, p.ending_asked_by, r.display_name, p.ending_asked_at, null::text,
      access.account() = p.ending_asked_by
    from protected_identity p
    join individual i on i.municipality = p.municipality and i.id = p.individual and i.secrecy_area = access.area()
    join account r on r.municipality = p.municipality and r.id = p.ending_asked_by
    where p.municipality = access.municipality() and p.valid_to is null and p.ended_at is null
    order by 7, 2;
end $$;

-- The second pair of eyes: yes or no, to what somebody else has asked for. Gives whom the answer goes to, and the individual for the audit.
create function access.decide_protection(the_kind text, the_id uuid, the_yes boolean)
  returns table (outcome text, asked_by uuid, whom uuid)
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  member protected_team;
  ending protected_identity;
begin
  if not access.holds('protection:approve') then return; end if;
  if the_kind = 'member' then
    select t.* into member from protected_team t
    join individual i on i.municipality = t.municipality and i.id = t.individual and i.secrecy_area = access.area()
    where t.municipality = access.municipality() and t.id = the_id for update of t;
    if not found then return; end if;
    if access.account() in (member.requested_by, member.account) then
      return query select 'own', member.requested_by, member.individual; return;
    end if;
    if member.founder or member.approved_at is not null or member.valid_to is not null then
      return query select 'already', member.requested_by, member.individual; return;
    end if;
    if the_yes then
      update protected_team set approved_by = access.account(), approved_at = access.now()
      where municipality = member.municipality and id = member.id;
    else
      update protected_team set valid_to = access.today() - 1, ended_by = access.account(), ended_at = access.now()
      where municipality = member.municipality and id = member.id;
    end if;
    return query select 'decided', member.requested_by, member.individual;
  elsif the_kind = 'ending' then
    select p.* into ending from protected_identity p
    join individual i on i.municipality = p.municipality and i.id = p.individual and i.secrecy_area = access.area()
    where p.municipality = access.municipality() and p.id = the_id and p.ending_asked_by is not null for update of p;
    if not found then return; end if;
    if ending.ending_asked_by = access.account() then
      return query select 'own', ending.ending_asked_by, ending.individual; return;
    end if;
    if ending.valid_to is not null then
      return query select 'already', ending.ending_asked_by, ending.individual; return;
    end if;
    if the_yes then
      update protected_identity set valid_to = access.today() - 1, ended_by = access.account(), ended_at = access.now()
      where municipality = ending.municipality and id = ending.id;
      update protected_team set valid_to = access.today() - 1, ended_by = access.account(), ended_at = access.now()
      where municipality = ending.municipality and individual = ending.individual and valid_to is null;
    else
      update protected_identity set ending_asked_by = null, ending_asked_at = null, ending_reason = null
      where municipality = ending.municipality and id = ending.id;
    end if;
    return query select 'decided', ending.ending_asked_by, ending.individual;
  end if;
end $$;

-- For who comes to a case or a run of their own area and is shut out because of the protection: whom to ask, and nothing else.
create function access.protected_here(the_case uuid, the_run uuid) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.contact
  from case_file c
  join protected_identity p on p.municipality = c.municipality and p.individual = c.individual
    and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
  where c.municipality = access.municipality() and c.secrecy_area = access.area()
    and (access.holds('case:read') or access.holds('run:read'))
    and (c.id = the_case or c.id = (select r.case_id from run r where r.municipality = c.municipality and r.id = the_run))
    and access.protects(c.municipality, c.individual)
  limit 1
$$;

-- ── What names a person says how they are protected: nothing shows a name without knowing ──────────────────────────────

drop function access.run_subject(text, uuid);
create function access.run_subject(the_municipality text, the_run uuid)
  returns table (case_number text, given_name text, family_name text, protection text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select c.case_number, i.given_name, i.family_name, p.grade
    from run r
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    join individual i on i.municipality = c.municipality and i.id = c.individual
    left join protected_identity p on p.municipality = i.municipality and p.individual = i.id
      and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
    where r.municipality = the_municipality and r.id = the_run and access.sees_run(r.municipality, r.id);
end $$;

drop function access.work_of(uuid);
create function access.work_of(the_account uuid)
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
        'due', l.due, 'missing_facts', l.missing_facts, 'waiting_on', l.waiting_on)), '[]'::jsonb) as items
      from work_item l where l.municipality = r.municipality and l.run_id = r.id
    ) w
    where access.sees_run(r.municipality, r.id)
    order by c.case_number, r.id;
end $$;

-- ── Policies and grants ────────────────────────────────────────────────────────────────────────────────────────────────

create policy reads on protected_identity for select to hemvist_app
  using (municipality = access.municipality() and access.in_protected_team(municipality, individual));
create policy reads on protected_team for select to hemvist_app
  using (municipality = access.municipality() and access.in_protected_team(municipality, individual));
alter table sheltered_address enable row level security;
-- Of a protected person the team; of anybody else, whoever sees the whole case: access.sees_individual is shut by the protection.
create policy reads on sheltered_address for select to hemvist_app
  using (municipality = access.municipality() and access.sees_individual(municipality, individual));
create policy writes on sheltered_address for insert to hemvist_app
  with check (municipality = access.municipality() and access.sees_individual(municipality, individual) and written_by = access.account()
    and access.holds('protection:register'));
create policy replaces on sheltered_address for update to hemvist_app
  using (municipality = access.municipality() and access.sees_individual(municipality, individual) and replaced_at is null
    and access.holds('protection:register'))
  with check (municipality = access.municipality() and access.sees_individual(municipality, individual));
grant select on protected_identity, protected_team to hemvist_app;
grant select, insert on sheltered_address to hemvist_app;
grant update (replaced_at) on sheltered_address to hemvist_app;

revoke all on function access.in_protected_team(text, uuid), access.own_individual(uuid),
  access.register_protection(uuid, uuid, text, text, uuid, text, uuid), access.ask_for_team_member(uuid, uuid, uuid, text, uuid),
  access.end_team_member(uuid, uuid), access.ask_to_end_protection(uuid, text), access.protection_requests(),
  access.decide_protection(text, uuid, boolean), access.protected_here(uuid, uuid), access.run_subject(text, uuid), access.work_of(uuid)
  from public;
grant execute on function access.in_protected_team(text, uuid), access.register_protection(uuid, uuid, text, text, uuid, text, uuid),
  access.ask_for_team_member(uuid, uuid, uuid, text, uuid), access.end_team_member(uuid, uuid), access.ask_to_end_protection(uuid, text),
  access.protection_requests(), access.decide_protection(text, uuid, boolean), access.protected_here(uuid, uuid),
  access.run_subject(text, uuid), access.work_of(uuid) to hemvist_app;
