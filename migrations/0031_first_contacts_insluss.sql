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

-- ── The probation service's own door (insluss) ──────────────────────────────────────────────────────────────────────

-- What a shared plan is around, when it is around one run: parties then see what the run asks of them, and nothing else of it.
alter table shared_plan add column run_id uuid;
alter table shared_plan add foreign key (municipality, run_id) references run;

-- Which consents carry that somebody is let into a plan: to cooperate by insluss is to plan together around that run, and no other.
create function access.plan_purposes(the_municipality text, the_plan uuid) returns text[]
  stable language sql as $$
  select array['shared-plan', 'coordination'] || case when r.routine = 'insluss' then array['insluss'] else '{}' end
  from shared_plan s left join run r on r.municipality = s.municipality and r.id = s.run_id
  where s.municipality = the_municipality and s.id = the_plan
$$;

create or replace function access.check_plan_party() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its shared_plan;
begin
  select * into its from shared_plan where municipality = new.municipality and id = new.plan;
  if not exists (
    select from account a where a.municipality = new.municipality and a.id = new.account and a.secrecy_area = new.area and a.active
  ) or new.area = its.secrecy_area then
    raise exception 'the party is not of another area' using errcode = 'check_violation', constraint = 'shared_plan_party_area';
  end if;
  perform access.check_ground(new.municipality, new.ground, new.ground_version, new.consent, its.individual,
    access.plan_purposes(new.municipality, new.plan), new.area, null,
    case when new.shows_name then array['plans', 'identity'] else array['plans'] end);
  return new;
end $$;

create or replace function access.check_plan() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from case_file c
    where c.municipality = new.municipality and c.id = new.case_id and c.individual = new.individual and c.secrecy_area = new.secrecy_area
  ) or (new.run_id is not null and not exists (
    select from run r where r.municipality = new.municipality and r.id = new.run_id and r.case_id = new.case_id
  )) then
    raise exception 'not of this case' using errcode = 'check_violation', constraint = 'shared_plan_subject';
  end if;
  return new;
end $$;

-- Whether the actor holds a permission by a role in a unit.
create function access.holds_in(the_permission text, the_unit text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    where h.municipality = access.municipality() and h.account = access.account() and h.unit = the_unit and p.permission = the_permission
  )
$$;

-- A request for insluss from the probation service, before there is anything of it in a case. It is its writer's until it is sent, and the
-- unit's intake sees it then. What it says goes into the case when it is received, as what the officer has written there, and the row is
-- deleted. One that is declined goes back to its writer with the reason.
create table insluss_request (
  municipality text not null,
  id uuid not null,
  from_area text not null,
  account uuid not null,
  to_area text not null,
  to_unit text not null,
  given_name text not null check (btrim(given_name) <> ''),
  family_name text not null check (btrim(family_name) <> ''),
  identity_kind text not null check (identity_kind in ('none', 'personal-identity-number', 'coordination-number')),
  identity_number text,
  conditional_release date not null,
  supervision_end date,
  consent_on date not null,
  needs text not null,
  written_at timestamptz not null,
  sent_at timestamptz,
  declined_at timestamptz,
  decline_reason text check (btrim(decline_reason) <> ''),
  primary key (municipality, id),
  foreign key (municipality, from_area) references secrecy_area,
  foreign key (municipality, account) references account,
  foreign key (municipality, to_area, to_unit) references unit (municipality, secrecy_area, id),
  check ((identity_kind = 'none') = (identity_number is null)),
  check (to_area <> from_area),
  check (declined_at is null or sent_at is not null),
  check ((declined_at is null) = (decline_reason is null))
);
create index insluss_request_account on insluss_request (municipality, account);
create index insluss_request_unit on insluss_request (municipality, to_unit) where declined_at is null;

-- Somebody protected in the area is not shown to the whole intake: only to who is let in.
create function access.sees_insluss_request(the_request insluss_request) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select the_request.sent_at is not null and the_request.declined_at is null and the_request.to_area = access.area()
    and access.holds_in('insluss:receive', the_request.to_unit)
    and not exists (
      select from individual i
      where i.municipality = the_request.municipality and i.secrecy_area = the_request.to_area
        and i.identity_number = the_request.identity_number and access.protects(i.municipality, i.id)
    )
$$;

alter table insluss_request enable row level security;
create policy reads on insluss_request for select to hemvist_app
  using (municipality = access.municipality()
    and ((account = access.account() and from_area = access.area()) or access.sees_insluss_request(insluss_request)));
create policy asks on insluss_request for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account() and from_area = access.area()
    and access.holds('insluss:request'));
-- Also one that was declined can be written anew and sent again. Whose it is stays: the grant leaves that out.
create policy changes on insluss_request for update to hemvist_app
  using (municipality = access.municipality() and account = access.account() and from_area = access.area()
    and access.holds('insluss:request') and (sent_at is null or declined_at is not null))
  with check (true);
create policy takes_back on insluss_request for delete to hemvist_app
  using (municipality = access.municipality() and account = access.account() and from_area = access.area()
    and access.holds('insluss:request'));
grant select, insert, delete on insluss_request to hemvist_app;
grant update (to_area, to_unit, given_name, family_name, identity_kind, identity_number, conditional_release, supervision_end, consent_on,
  needs, sent_at, declined_at, decline_reason) on insluss_request to hemvist_app;

-- Something in a run that a party of another area says, who sees nothing of the run: the entry, its event, and for a consent its row in the
-- ledger, as the application writes them. Nothing has been evaluated on it: whoever first looks at the run does that.
create function access.write_for_party(
  the_municipality text, the_run uuid, the_account uuid, the_entry uuid, the_kind text, the_at date, the_participants text[], the_answers jsonb,
  the_key uuid
) returns void security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_case case_file;
  its_position integer;
  -- A consent that is stated here is the written one to insluss.
  is_consent boolean := the_kind = 'consent';
  said jsonb := case when the_kind = 'consent' then '{"purpose": "insluss", "form": "written", "status": "given"}' else '{}' end::jsonb;
  before uuid;
begin
  update run set version = version + 1, evaluated_on = null
  where municipality = the_municipality and id = the_run returning version into its_position;
  select c.* into its_case from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id
  where r.municipality = the_municipality and r.id = the_run;
  insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, participants, purpose, form,
    status, answers, idempotency_key)
  values (the_municipality, the_run, the_entry, its_position, the_kind, the_at, access.today(), 'probationOfficer', the_account, access.now(),
    the_participants, said ->> 'purpose', said ->> 'form', said ->> 'status', the_answers, the_key);
  perform access.tell_event(the_municipality, 'entry-recorded', the_account, its_case.id, the_run, access.now(), jsonb_build_object(
    'entry', the_entry, 'position', its_position, 'role', 'probationOfficer', 'key', the_key,
    'deed', jsonb_build_object('kind', the_kind, 'at', the_at, 'participants', to_jsonb(the_participants), 'answers', the_answers) || said));
  if not is_consent then return; end if;
  select c.id into before from consent c
  where c.municipality = the_municipality and c.case_id = its_case.id and c.purpose = 'insluss' and c.status <> 'recorded-in-error'
    and (c.run_id = the_run or c.run_id is null)
    and not exists (select from consent r where r.municipality = c.municipality and r.replaces = c.id)
  order by c.written_at desc, c.id desc limit 1;
  insert into consent (municipality, id, individual, case_id, run_id, secrecy_area, status, purpose, form, valid_from, taken_on, taken_by,
    written_at, idempotency_key, replaces)
  values (the_municipality, the_entry, its_case.individual, its_case.id, the_run, its_case.secrecy_area, 'given', 'insluss', 'written', the_at,
    the_at, the_account, access.now(), the_entry, before);
  perform access.tell_event(the_municipality, 'consent-recorded', the_account, its_case.id, the_run, access.now(), jsonb_build_object(
    'consent', the_entry, 'individual', its_case.individual, 'area', its_case.secrecy_area, 'parts', '[]'::jsonb, 'from', the_at,
    'replaces', before, 'correction', false, 'takenOn', the_at, 'key', the_entry) || said);
end $$;

-- What stands against receiving a request into a case: it is somebody else's, or the individual has said something else since.
create function access.insluss_hindrance(the_request uuid, the_case uuid) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case
    when i.identity_number <> q.identity_number then 'other-person'
    when exists (
      select from consent k
      where k.municipality = c.municipality and k.case_id = c.id and k.purpose = 'insluss' and k.status <> 'given' and k.taken_on >= q.consent_on
        and not exists (select from consent r where r.municipality = k.municipality and r.replaces = k.id)
    ) then 'consent-since'
  end
  from insluss_request q
  join case_file c on c.municipality = q.municipality and c.id = the_case
  join individual i on i.municipality = c.municipality and i.id = c.individual
  where q.municipality = access.municipality() and q.id = the_request
    and access.sees_insluss_request(q) and access.sees_case(c.municipality, c.id)
$$;

-- Receives a request into a run that the actor has started: what the officer said is written there by the officer, and the request is gone.
-- False when somebody else has received it, or it was taken back.
create function access.receive_insluss(the_request uuid, the_run uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its insluss_request;
  its_case uuid;
  its_day date;
begin
  select * into its from insluss_request q where q.municipality = access.municipality() and q.id = the_request for update;
  if not found or not access.sees_insluss_request(its) then return false; end if;
  select r.case_id into its_case from run r
  where r.municipality = its.municipality and r.id = the_run and r.routine = 'insluss' and r.ended_on is null
    and access.sees_case(r.municipality, r.case_id)
  for update;
  if not found then return false; end if;
  its_day := (its.sent_at at time zone 'Europe/Stockholm')::date;
  if access.insluss_hindrance(the_request, its_case) is not null then
    raise exception 'the request does not fit the case' using errcode = 'check_violation', constraint = 'insluss_hindrance';
  end if;
  perform access.write_for_party(its.municipality, the_run, its.account, gen_random_uuid(), 'consent', its.consent_on, '{}', '{}', its.id);
  perform access.hang_on_consent_of(its.municipality, the_run, a.id)
  from attachment a where a.municipality = its.municipality and a.insluss_request = its.id;
  perform access.write_for_party(its.municipality, the_run, its.account, gen_random_uuid(), 'initiated', its_day, '{}',
    case when its.needs = '' then '{}' else jsonb_build_object('needs', its.needs) end, its.id);
  delete from insluss_request q where q.municipality = its.municipality and q.id = its.id;
  return true;
end $$;

create function access.decline_insluss(the_request uuid, the_reason text) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  update insluss_request q set declined_at = access.now(), decline_reason = the_reason
  where q.municipality = access.municipality() and q.id = the_request and access.sees_insluss_request(q);
  return found;
end $$;

-- What a party of the probation service may know of the run that a plan is around: that it is insluss and goes on, and the day of the
-- release, which is theirs to say.
create function access.insluss_of_plan(the_plan uuid) returns table (run_id uuid, routine_version text, conditional_release text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select r.id, r.routine_version, (
    select f.value #>> '{}' from fact f
    where f.municipality = r.municipality and f.run_id = r.id and f.name = 'conditionalRelease' order by f.position desc limit 1
  )
  from shared_plan s join run r on r.municipality = s.municipality and r.id = s.run_id
  where s.municipality = access.municipality() and s.id = the_plan and r.routine = 'insluss' and r.ended_on is null
    and access.holds('insluss:request') and access.party_in_plan(s.municipality, s.id) is not null
$$;

-- What the party itself has said in the run.
create function access.insluss_deeds(the_plan uuid)
  returns table (id uuid, kind text, at date, answers jsonb)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select e.id, e.kind, e.at, e.answers
  from access.insluss_of_plan(the_plan) o
  join entry e on e.municipality = access.municipality() and e.run_id = o.run_id
  where e.written_by = access.account()
  order by e.position
$$;

-- The narrow door: a party writes into the run what the routine asks of the probation service. False when the door is closed.
create function access.record_in_plan(
  the_plan uuid, the_entry uuid, the_kind text, the_at date, the_participants text[], the_answers jsonb, the_key uuid
) returns boolean volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_run uuid;
begin
  if the_kind <> all (array['consent', 'initiated', 'documents-received', 'time-booked']) then
    raise exception 'not for a party to write' using errcode = 'insufficient_privilege';
  end if;
  select o.run_id into its_run from access.insluss_of_plan(the_plan) o;
  if not found then return false; end if;
  perform from run r where r.municipality = access.municipality() and r.id = its_run for update;
  -- The same form, sent twice.
  if not exists (
    select from entry e where e.municipality = access.municipality() and e.idempotency_key = the_key and e.kind = the_kind
  ) then
    perform access.write_for_party(access.municipality(), its_run, access.account(), the_entry, the_kind, the_at, the_participants, the_answers,
      the_key);
    insert into notice (municipality, id, account, kind, case_id, run_id, caused_by, at)
    select distinct a.municipality, gen_random_uuid(), a.account, 'party-wrote', r.case_id, r.id, access.account(), access.now()
    from run r join (select distinct g.municipality, g.case_id, g.account from assignment g
      where g.run_id is null and g.role = 'caseworker' and g.valid_from <= access.today()
        and coalesce(g.valid_to >= access.today(), true)) a on a.municipality = r.municipality and a.case_id = r.case_id
    where r.municipality = access.municipality() and r.id = its_run;
  end if;
  return true;
end $$;

-- The units whose intake can be asked, with how many can receive there: for the officer's form.
create function access.insluss_units() returns table (unit text, name text, area text, area_name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select distinct u.id, u.name, s.id, s.name
  from unit u
  join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area
  join account_role h on h.municipality = u.municipality and h.unit = u.id
  join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = 'insluss:receive'
  where u.municipality = access.municipality() and u.secrecy_area <> access.area()
  order by 4, 2
$$;

revoke all on function access.plan_purposes(text, uuid), access.holds_in(text, text),
  access.sees_insluss_request(insluss_request), access.insluss_hindrance(uuid, uuid),
  access.write_for_party(text, uuid, uuid, uuid, text, date, text[], jsonb, uuid), access.receive_insluss(uuid, uuid),
  access.decline_insluss(uuid, text), access.insluss_of_plan(uuid), access.insluss_deeds(uuid),
  access.record_in_plan(uuid, uuid, text, date, text[], jsonb, uuid), access.insluss_units() from public;
grant execute on function access.plan_purposes(text, uuid), access.sees_insluss_request(insluss_request), access.insluss_hindrance(uuid, uuid), access.receive_insluss(uuid, uuid),
  access.decline_insluss(uuid, text), access.insluss_of_plan(uuid), access.insluss_deeds(uuid),
  access.record_in_plan(uuid, uuid, text, date, text[], jsonb, uuid), access.insluss_units() to hemvist_app;

-- ── The scan of the consent comes with the request ──────────────────────────────────────────────────────────────────

-- Until the request is received the file hangs on it, and is seen by whoever sees it; then it hangs on the consent.
alter table attachment add column insluss_request uuid;
alter table attachment add foreign key (municipality, insluss_request) references insluss_request on delete cascade;
alter table attachment add check (num_nonnulls(consent, insluss_request) < 2);
create index attachment_insluss_request on attachment (municipality, insluss_request) where insluss_request is not null;
create policy reads_with_request on attachment for select to hemvist_app
  using (municipality = access.municipality() and exists (
    select from insluss_request q where q.municipality = attachment.municipality and q.id = attachment.insluss_request
  ));
create policy hangs_on_request on attachment for update to hemvist_app
  using (municipality = access.municipality() and uploaded_by = access.account() and consent is null and insluss_request is null)
  with check (exists (
    select from insluss_request q
    where q.municipality = attachment.municipality and q.id = attachment.insluss_request and q.account = access.account()
  ));
grant update (insluss_request) on attachment to hemvist_app;

create or replace function access.drop_forgotten_attachments(the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  n integer;
begin
  if access.account() is not null then return 0; end if;
  delete from attachment a where a.consent is null and a.insluss_request is null and a.uploaded_at < the_now - interval '1 day';
  get diagnostics n = row_count;
  return n;
end $$;

-- Hangs a file on the consent to insluss that now holds in the run, and tells it as the application does.
create function access.hang_on_consent_of(the_municipality text, the_run uuid, the_attachment uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its attachment;
  held consent;
begin
  select c.* into held from consent c
  where c.municipality = the_municipality and c.run_id = the_run and c.purpose = 'insluss' and c.status = 'given'
    and not exists (select from consent r where r.municipality = c.municipality and r.replaces = c.id)
  order by c.written_at desc, c.id desc limit 1;
  update attachment a set consent = held.id, insluss_request = null
  where a.municipality = the_municipality and a.id = the_attachment and a.consent is null and held.id is not null returning a.* into its;
  if not found then return false; end if;
  perform access.tell_event(the_municipality, 'attachment-added', its.uploaded_by, held.case_id, the_run, access.now(), jsonb_build_object(
    'attachment', its.id, 'consent', held.id, 'name', its.name, 'fileKind', its.kind, 'size', its.size, 'sha256', its.sha256));
  return true;
end $$;

-- A file of the party's own, through the door of their plan: the scan of the consent, or a document that they hand over under it.
create function access.attach_in_plan(the_plan uuid, the_attachment uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select coalesce((
    select access.hang_on_consent_of(a.municipality, o.run_id, a.id)
    from access.insluss_of_plan(the_plan) o
    join attachment a on a.municipality = access.municipality() and a.id = the_attachment
    where a.uploaded_by = access.account() and a.insluss_request is null
  ), false)
$$;
revoke all on function access.hang_on_consent_of(text, uuid, uuid), access.attach_in_plan(uuid, uuid) from public;
grant execute on function access.attach_in_plan(uuid, uuid) to hemvist_app;
