-- Disclosure as an act: what was handed over, to whom and on which ground, frozen as it was; and the shared plan, which opens itself and
-- nothing of the case, for as long as its ground holds. See docs/decisions/0021.

-- ── Disclosures ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What somebody is preparing. It is theirs, and nothing has been handed over.
create table disclosure_draft (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  case_id uuid not null,
  run_id uuid not null,
  body jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, account) references account,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run
);
create index disclosure_draft_account on disclosure_draft (municipality, account);

-- The recipient is somebody of another area, by account, or a party outside at the address where it takes secure messages. snapshot is what
-- they get, whole; nothing joins it to the case afterwards.
create table disclosure (
  municipality text not null,
  id uuid not null,
  case_id uuid not null,
  run_id uuid not null,
  individual uuid not null,
  from_area text not null,
  to_area text,
  to_account uuid,
  to_party text check (to_party <> ''),
  to_address text check (to_address <> ''),
  purpose text not null check (purpose <> ''),
  ground text not null,
  ground_version integer not null,
  ground_reason text not null check (ground_reason <> ''),
  ground_answers jsonb not null default '{}',
  consent uuid,
  parts text[] not null check (parts <> '{}'),
  redacted boolean not null,
  snapshot jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  signed_by uuid not null,
  signed_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, individual) references individual,
  foreign key (municipality, from_area) references secrecy_area,
  foreign key (municipality, to_area) references secrecy_area,
  foreign key (municipality, to_account) references account,
  foreign key (municipality, ground, ground_version) references ground_version,
  foreign key (municipality, consent) references consent,
  foreign key (municipality, signed_by) references account,
  check ((to_account is null) = (to_area is null) and (to_party is null) = (to_address is null)),
  check (num_nonnulls(to_account, to_party) = 1),
  check (to_area is distinct from from_area)
);
create index disclosure_case on disclosure (municipality, case_id, signed_at);
create index disclosure_recipient on disclosure (municipality, to_account, signed_at) where to_account is not null;
create index disclosure_individual on disclosure (municipality, individual);

-- That the recipient has opened it: once, the first time.
create table disclosure_receipt (
  municipality text not null,
  disclosure uuid not null,
  account uuid not null,
  read_at timestamptz not null,
  primary key (municipality, disclosure),
  foreign key (municipality, disclosure) references disclosure,
  foreign key (municipality, account) references account
);

-- What is to go out by secure message. One for each disclosure; it ends by being delivered or stopped, and never both.
create table outbox (
  municipality text not null,
  disclosure uuid not null,
  address text not null,
  queued_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts integer not null default 0,
  delivered_at timestamptz,
  receipt text,
  stopped_at timestamptz,
  last_error text,
  primary key (municipality, disclosure),
  foreign key (municipality, disclosure) references disclosure,
  check (delivered_at is null or stopped_at is null),
  check ((delivered_at is null) = (receipt is null))
);
create index outbox_waiting on outbox (next_attempt_at) where delivered_at is null and stopped_at is null;

-- Whether a consent of the ledger carries that something is given: it holds today, as it now stands, is this individual's and for such a
-- purpose, reaches the recipient, and names no parts or all of these.
create function access.consent_carries(
  the_municipality text, the_consent uuid, the_individual uuid, the_purposes text[], the_area text, the_party text, the_parts text[]
) returns boolean stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.consent_holds(the_municipality, the_consent) and exists (
    select from access.standing_consent(the_municipality, the_consent) s
    where s.individual = the_individual and s.purpose = any (the_purposes)
      and (s.to_area is null or s.to_area = the_area) and (s.to_party is null or s.to_party = the_party)
      and (s.parts = '{}' or the_parts <@ s.parts)
  )
$$;

-- The ground of a disclosure, and of a party to a shared plan: in force today in the version named, and resting on a consent that carries
-- it exactly when the ground says that it does.
create function access.check_ground(
  the_municipality text, the_ground text, the_version integer, the_consent uuid, the_individual uuid, the_purposes text[],
  the_area text, the_party text, the_parts text[]
) returns void security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its ground;
begin
  select * into its from ground g
  where g.municipality = the_municipality and g.id = the_ground and g.version = the_version
    and g.valid_from <= access.today() and coalesce(g.valid_to >= access.today(), true);
  if not found then
    raise exception 'the ground is not in force' using errcode = 'check_violation', constraint = 'ground_in_force';
  end if;
  if its.rests_on_consent <> (the_consent is not null) then
    raise exception 'a ground that rests on a consent needs one from the ledger, and another has none'
      using errcode = 'check_violation', constraint = 'ground_consent';
  end if;
  if the_consent is not null
    and not access.consent_carries(the_municipality, the_consent, the_individual, the_purposes, the_area, the_party, the_parts) then
    raise exception 'the consent does not carry this' using errcode = 'check_violation', constraint = 'ground_consent_carries';
  end if;
end $$;

create function access.check_disclosure() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from case_file c join run r on r.municipality = c.municipality and r.case_id = c.id and r.id = new.run_id
    where c.municipality = new.municipality and c.id = new.case_id and c.individual = new.individual and c.secrecy_area = new.from_area
  ) then
    raise exception 'not of this case' using errcode = 'check_violation', constraint = 'disclosure_subject';
  end if;
  if new.to_account is not null and not exists (
    select from account a where a.municipality = new.municipality and a.id = new.to_account and a.secrecy_area = new.to_area and a.active
  ) then
    raise exception 'the recipient is not of that area' using errcode = 'check_violation', constraint = 'disclosure_recipient';
  end if;
  perform access.check_ground(new.municipality, new.ground, new.ground_version, new.consent, new.individual, array[new.purpose],
    new.to_area, new.to_party, new.parts);
  return new;
end $$;
create trigger check_disclosure before insert on disclosure for each row execute function access.check_disclosure();

-- For the job that delivers: what is due, taken by one process at a time for as long as a delivery may take. What rests on a consent that no
-- longer carries it is stopped here, before it is sent.
create function access.take_outbox(the_now timestamptz, the_limit integer)
  returns table (municipality text, disclosure uuid, address text, from_area_name text, snapshot jsonb, sha256 text, signed_at timestamptz)
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform set_config('hemvist.today', ((the_now at time zone 'Europe/Stockholm')::date)::text, true);
  update outbox o set stopped_at = the_now
  from disclosure d
  where d.municipality = o.municipality and d.id = o.disclosure and o.delivered_at is null and o.stopped_at is null
    and d.consent is not null
    and not access.consent_carries(d.municipality, d.consent, d.individual, array[d.purpose], d.to_area, d.to_party, d.parts);
  return query
    with due as (
      select o.municipality, o.disclosure from outbox o
      where o.delivered_at is null and o.stopped_at is null and o.next_attempt_at <= the_now
      order by o.next_attempt_at limit the_limit for update skip locked
    ),
    taken as (
      update outbox o set attempts = o.attempts + 1, next_attempt_at = the_now + interval '5 minutes' * least(o.attempts + 1, 12)
      from due where o.municipality = due.municipality and o.disclosure = due.disclosure
      returning o.municipality, o.disclosure, o.address
    )
    select t.municipality, t.disclosure, t.address, a.name, d.snapshot, d.sha256, d.signed_at
    from taken t
    join disclosure d on d.municipality = t.municipality and d.id = t.disclosure
    join secrecy_area a on a.municipality = d.municipality and a.id = d.from_area;
end $$;

create function access.end_outbox(the_municipality text, the_disclosure uuid, the_now timestamptz, the_receipt text, the_error text) returns void
  security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update outbox set delivered_at = case when the_receipt is not null then the_now end, receipt = the_receipt, last_error = the_error
  where municipality = the_municipality and disclosure = the_disclosure and delivered_at is null and stopped_at is null
$$;

-- ── The shared plan (samordnad plan) ───────────────────────────────────────────────────────────────────────────────────

create table shared_plan (
  municipality text not null,
  id uuid not null,
  case_id uuid not null,
  individual uuid not null,
  secrecy_area text not null,
  title text not null check (btrim(title) <> ''),
  goal text not null check (btrim(goal) <> ''),
  version integer not null default 1,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, individual) references individual,
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, made_by) references account
);
create index shared_plan_case on shared_plan (municipality, case_id);

-- Whoever cooperates, each with a ground of their own. shows_name is whether they see whom the plan is about.
create table shared_plan_party (
  municipality text not null,
  id uuid not null,
  plan uuid not null,
  account uuid not null,
  area text not null,
  shows_name boolean not null,
  ground text not null,
  ground_version integer not null,
  ground_reason text not null check (ground_reason <> ''),
  ground_answers jsonb not null default '{}',
  consent uuid,
  valid_from date not null,
  valid_to date,
  ended_at timestamptz,
  invited_by uuid not null,
  invited_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, plan) references shared_plan,
  foreign key (municipality, account) references account,
  foreign key (municipality, area) references secrecy_area,
  foreign key (municipality, ground, ground_version) references ground_version,
  foreign key (municipality, consent) references consent,
  foreign key (municipality, invited_by) references account,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index shared_plan_party_once on shared_plan_party (municipality, plan, account) where ended_at is null;
create index shared_plan_party_account on shared_plan_party (municipality, account) where ended_at is null;

-- A step is its party's own: nobody else changes it. Without a party it is the owner's. hidden_from is what the owner keeps from whom.
create table shared_plan_step (
  municipality text not null,
  id uuid not null,
  plan uuid not null,
  party uuid,
  what text not null check (btrim(what) <> ''),
  due date,
  done_on date,
  removed_at timestamptz,
  hidden_from uuid[] not null default '{}',
  version integer not null default 1,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, plan) references shared_plan,
  foreign key (municipality, party) references shared_plan_party,
  foreign key (municipality, written_by) references account
);
create index shared_plan_step_plan on shared_plan_step (municipality, plan);

create function access.check_plan_party() returns trigger
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
    array['shared-plan', 'coordination'], new.area, null,
    case when new.shows_name then array['plans', 'identity'] else array['plans'] end);
  return new;
end $$;
create trigger check_plan_party before insert on shared_plan_party for each row execute function access.check_plan_party();

create function access.check_plan() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from case_file c
    where c.municipality = new.municipality and c.id = new.case_id and c.individual = new.individual and c.secrecy_area = new.secrecy_area
  ) then
    raise exception 'not of this case' using errcode = 'check_violation', constraint = 'shared_plan_subject';
  end if;
  return new;
end $$;
create trigger check_plan before insert on shared_plan for each row execute function access.check_plan();

-- A party reaches the plan while the plan is not ended, their time and their ground last, they are still of the area that they were let in
-- for, and the identity is not protected from them. The one clause through which a plan opens anything.
create function access.party_in_plan(the_municipality text, the_plan uuid) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id
  from shared_plan_party p join shared_plan s on s.municipality = p.municipality and s.id = p.plan
  where p.municipality = the_municipality and p.municipality = access.municipality() and p.plan = the_plan and p.account = access.account()
    and p.area = access.area() and p.ended_at is null and s.ended_at is null
    and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
    and (p.consent is null or access.consent_holds(p.municipality, p.consent))
    and not access.protects(s.municipality, s.individual)
$$;

create function access.owns_plan(the_municipality text, the_plan uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from shared_plan s
    where s.municipality = the_municipality and s.id = the_plan and s.secrecy_area = access.area() and access.sees_case(s.municipality, s.case_id)
  )
$$;

-- What a party may be told of the other parties and of whom the plan is about.
create function access.plan_for_me(the_plan uuid)
  returns table (party uuid, given_name text, family_name text, protection text, owner_name text, area_name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id, case when p.shows_name then i.given_name end, case when p.shows_name then i.family_name end, g.grade, o.display_name, a.name
  from shared_plan s
  join shared_plan_party p on p.municipality = s.municipality and p.id = access.party_in_plan(s.municipality, s.id)
  join individual i on i.municipality = s.municipality and i.id = s.individual
  left join protected_identity g on g.municipality = i.municipality and g.individual = i.id
    and g.valid_from <= access.today() and coalesce(g.valid_to >= access.today(), true)
  join account o on o.municipality = s.municipality and o.id = s.made_by
  join secrecy_area a on a.municipality = s.municipality and a.id = s.secrecy_area
  where s.municipality = access.municipality() and s.id = the_plan
$$;

-- The parties by name, for each other: one cannot cooperate with somebody whose name one may not know.
create function access.plan_party_names(the_plan uuid) returns table (party uuid, name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id, a.display_name || ', ' || s.name
  from shared_plan_party p
  join account a on a.municipality = p.municipality and a.id = p.account
  join secrecy_area s on s.municipality = p.municipality and s.id = p.area
  where p.municipality = access.municipality() and p.plan = the_plan
    and (access.party_in_plan(p.municipality, p.plan) is not null or access.owns_plan(p.municipality, p.plan))
$$;

-- That a plan of the actor's own has lapsed, and nothing else of it.
create function access.plan_ended_for_me(the_plan uuid) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case when s.ended_at is not null or p.ended_at is not null then 'ended'
      when p.consent is not null and not access.consent_holds(p.municipality, p.consent) then 'consent' else 'time' end
  from shared_plan_party p join shared_plan s on s.municipality = p.municipality and s.id = p.plan
  where p.municipality = access.municipality() and p.plan = the_plan and p.account = access.account() and p.area = access.area()
    and access.party_in_plan(p.municipality, p.plan) is null and not access.protects(s.municipality, s.individual)
  order by p.invited_at desc limit 1
$$;

-- ── Policies and grants ────────────────────────────────────────────────────────────────────────────────────────────────

alter table disclosure_draft enable row level security;
alter table disclosure enable row level security;
alter table disclosure_receipt enable row level security;
alter table outbox enable row level security;
alter table shared_plan enable row level security;
alter table shared_plan_party enable row level security;
alter table shared_plan_step enable row level security;

create policy own on disclosure_draft to hemvist_app
  using (municipality = access.municipality() and account = access.account() and access.sees_case(municipality, case_id))
  with check (municipality = access.municipality() and account = access.account() and access.sees_case(municipality, case_id)
    and access.holds('disclosure:sign'));
grant select, insert, update (body, version, saved_at), delete on disclosure_draft to hemvist_app;

create policy reads on disclosure for select to hemvist_app
  using (municipality = access.municipality()
    and ((to_account = access.account() and to_area = access.area()) or access.sees_case(municipality, case_id)));
create policy signs on disclosure for insert to hemvist_app
  with check (municipality = access.municipality() and from_area = access.area() and signed_by = access.account()
    and access.sees_case(municipality, case_id) and access.holds('disclosure:sign'));
grant select, insert on disclosure to hemvist_app;

create policy reads on disclosure_receipt for select to hemvist_app
  using (municipality = access.municipality() and exists (
    select from disclosure d where d.municipality = disclosure_receipt.municipality and d.id = disclosure_receipt.disclosure
  ));
create policy writes on disclosure_receipt for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account() and exists (
    select from disclosure d
    where d.municipality = disclosure_receipt.municipality and d.id = disclosure_receipt.disclosure and d.to_account = access.account()
  ));
grant select, insert on disclosure_receipt to hemvist_app;

create policy reads on outbox for select to hemvist_app
  using (municipality = access.municipality() and exists (
    select from disclosure d where d.municipality = outbox.municipality and d.id = outbox.disclosure
  ));
create policy queues on outbox for insert to hemvist_app
  with check (municipality = access.municipality() and exists (
    select from disclosure d
    where d.municipality = outbox.municipality and d.id = outbox.disclosure and d.signed_by = access.account() and d.to_address = outbox.address
  ));
grant select on outbox to hemvist_app;
grant insert (municipality, disclosure, address, queued_at, next_attempt_at) on outbox to hemvist_app;

create policy reads on shared_plan for select to hemvist_app
  using (municipality = access.municipality()
    and (access.sees_case(municipality, case_id) or access.party_in_plan(municipality, id) is not null));
create policy makes on shared_plan for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and made_by = access.account()
    and access.sees_case(municipality, case_id) and access.holds('sharedPlan:keep'));
create policy changes on shared_plan for update to hemvist_app
  using (municipality = access.municipality() and access.owns_plan(municipality, id) and access.holds('sharedPlan:keep') and ended_at is null)
  with check (municipality = access.municipality() and access.owns_plan(municipality, id));
grant select, insert, update (title, goal, version, ended_at) on shared_plan to hemvist_app;

-- A party sees who else there is, and not on which ground: that stands with the owner.
create policy reads on shared_plan_party for select to hemvist_app
  using (municipality = access.municipality()
    and (access.owns_plan(municipality, plan) or (account = access.account() and access.party_in_plan(municipality, plan) = id)));
create policy invites on shared_plan_party for insert to hemvist_app
  with check (municipality = access.municipality() and access.owns_plan(municipality, plan) and invited_by = access.account()
    and access.holds('sharedPlan:keep'));
create policy ends on shared_plan_party for update to hemvist_app
  using (municipality = access.municipality() and access.owns_plan(municipality, plan) and access.holds('sharedPlan:keep') and ended_at is null)
  with check (municipality = access.municipality() and access.owns_plan(municipality, plan));
grant select, insert, update (ended_at) on shared_plan_party to hemvist_app;

create policy reads on shared_plan_step for select to hemvist_app
  using (municipality = access.municipality()
    and (access.owns_plan(municipality, plan)
      or party = access.party_in_plan(municipality, plan)
      or (removed_at is null and access.party_in_plan(municipality, plan) is not null
        and access.party_in_plan(municipality, plan) <> all (hidden_from))));
create policy writes on shared_plan_step for insert to hemvist_app
  with check (municipality = access.municipality() and written_by = access.account() and (
    (access.owns_plan(municipality, plan) and access.holds('sharedPlan:keep') and party is null)
    or (party is not null and party = access.party_in_plan(municipality, plan) and hidden_from = '{}')));
-- The owner their own steps, and from whom any is kept; a party their own. Which columns is for the trigger below.
create policy changes on shared_plan_step for update to hemvist_app
  using (municipality = access.municipality() and removed_at is null
    and ((access.owns_plan(municipality, plan) and access.holds('sharedPlan:keep')) or party = access.party_in_plan(municipality, plan)))
  with check (municipality = access.municipality()
    and ((access.owns_plan(municipality, plan) and access.holds('sharedPlan:keep')) or party = access.party_in_plan(municipality, plan)));
grant select, insert, update (what, due, done_on, removed_at, hidden_from, version) on shared_plan_step to hemvist_app;

create function access.check_plan_step() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if old.party is not null and access.party_in_plan(old.municipality, old.plan) is distinct from old.party
    and (new.what, new.due, new.done_on, new.removed_at) is distinct from (old.what, old.due, old.done_on, old.removed_at) then
    raise exception 'a step is its party’s own' using errcode = 'insufficient_privilege';
  end if;
  if new.hidden_from is distinct from old.hidden_from and not access.owns_plan(old.municipality, old.plan) then
    raise exception 'what is kept from whom is the owner’s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger check_plan_step before update on shared_plan_step for each row execute function access.check_plan_step();

revoke all on function access.consent_carries(text, uuid, uuid, text[], text, text, text[]),
  access.check_ground(text, text, integer, uuid, uuid, text[], text, text, text[]), access.check_disclosure(), access.take_outbox(timestamptz, integer),
  access.end_outbox(text, uuid, timestamptz, text, text), access.check_plan_party(), access.check_plan(), access.party_in_plan(text, uuid),
  access.owns_plan(text, uuid), access.plan_for_me(uuid), access.plan_party_names(uuid), access.plan_ended_for_me(uuid), access.check_plan_step() from public;
grant execute on function access.take_outbox(timestamptz, integer), access.end_outbox(text, uuid, timestamptz, text, text),
  access.party_in_plan(text, uuid), access.owns_plan(text, uuid), access.plan_for_me(uuid), access.plan_party_names(uuid), access.plan_ended_for_me(uuid),
  access.consent_carries(text, uuid, uuid, text[], text, text, text[]) to hemvist_app;
