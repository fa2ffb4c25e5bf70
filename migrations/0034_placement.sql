-- Placement: a request of a caseworker's own municipality, the desk (Spink) that works on it, and what comes of it. See docs/decisions/0033.
-- What the register says stands in the register of whoever keeps it (0033): here only its ids, beside the municipality that keeps it.

-- ── Who is handed what: a desk, and not a person ────────────────────────────────────────────────────────────────────

-- A unit of another area receives a request, and whoever works at its desk reads it there. A case need not follow a routine to ask.
alter table disclosure add column to_unit text;
alter table disclosure add foreign key (municipality, to_area, to_unit) references unit (municipality, secrecy_area, id);
alter table disclosure drop constraint disclosure_check;
alter table disclosure drop constraint disclosure_check1;
alter table disclosure add constraint disclosure_one_recipient check (
  num_nonnulls(to_account, to_party, to_unit) = 1 and (to_party is null) = (to_area is not null) and (to_party is null) = (to_address is null));
alter table disclosure alter column run_id drop not null;

create or replace function access.check_disclosure() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from case_file c
    where c.municipality = new.municipality and c.id = new.case_id and c.individual = new.individual and c.secrecy_area = new.from_area
      and (new.run_id is null or exists (
        select from run r where r.municipality = c.municipality and r.case_id = c.id and r.id = new.run_id))
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

-- ── Requests ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Which desk takes which intervention.
create table placement_desk (
  municipality text not null,
  intervention text not null check (intervention <> ''),
  unit text not null,
  primary key (municipality, intervention),
  foreign key (municipality, unit) references unit
);

create table placement_counter (
  municipality text not null references municipality,
  year integer not null,
  last integer not null,
  primary key (municipality, year)
);

create function access.next_placement_number(the_year integer) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its integer;
begin
  if not access.holds('placement:request') then return null; end if;
  insert into placement_counter as c (municipality, year, last) values (access.municipality(), the_year, 1)
  on conflict (municipality, year) do update set last = c.last + 1 returning last into its;
  return 'P-' || the_year || '-' || lpad(its::text, 5, '0');
end $$;

-- What somebody is writing, before it is submitted or as a change of what has been: theirs, and nothing has been handed over.
create table placement_draft (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  case_id uuid not null,
  run_id uuid,
  request uuid,
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
create index placement_draft_account on placement_draft (municipality, account);

-- state: submitted (the desk works on it), paused, withdrawn, or closed by its outcome. waiting_for: whose turn it is.
-- from_area and from_unit are the requester's; desk_area and desk_unit whose desk it lies on.
create table placement_request (
  municipality text not null,
  id uuid not null,
  number text not null,
  case_id uuid not null,
  run_id uuid,
  individual uuid not null,
  from_area text not null,
  from_unit text not null,
  requested_by uuid not null,
  desk_area text not null,
  desk_unit text not null,
  intervention text not null,
  subcategory text not null default '',
  is_acute boolean not null,
  starts_on date not null,
  state text not null default 'submitted' check (state in ('submitted', 'paused', 'withdrawn', 'closed')),
  waiting_for text not null default 'desk' check (waiting_for in ('desk', 'requester', 'provider', 'nobody')),
  revision integer not null default 1,
  assigned_to uuid,
  -- Why it was given to them: the rule by which it was, as data.
  assigned_by jsonb,
  submitted_at timestamptz not null,
  first_recommended_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, number),
  unique (municipality, idempotency_key),
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, individual) references individual,
  foreign key (municipality, from_area, from_unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, desk_area, desk_unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, requested_by) references account,
  foreign key (municipality, assigned_to) references account,
  check ((closed_at is null) = (state in ('submitted', 'paused'))),
  check ((state in ('submitted', 'paused')) or waiting_for = 'nobody')
);
create index placement_request_case on placement_request (municipality, case_id);
create index placement_request_desk on placement_request (municipality, desk_area, desk_unit, submitted_at) where state in ('submitted', 'paused');
create index placement_request_submitted on placement_request (municipality, submitted_at);

-- What left, as it left: body is what the desk reads (no name, no number), matching what is matched on (src/matching). Written once.
create table placement_revision (
  municipality text not null,
  request uuid not null,
  revision integer not null,
  body jsonb not null,
  matching jsonb not null,
  reason text not null default '',
  disclosure uuid not null,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, request, revision),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, disclosure) references disclosure,
  foreign key (municipality, written_by) references account,
  check (revision = 1 or btrim(reason) <> '')
);

-- The timeline that the requester and the desk share; what is for the desk's own eyes only says so.
create table placement_event (
  municipality text not null,
  request uuid not null,
  id uuid not null,
  kind text not null check (kind <> ''),
  audience text not null default 'both' check (audience in ('both', 'desk')),
  payload jsonb not null default '{}',
  actor uuid,
  at timestamptz not null,
  idempotency_key uuid,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, actor) references account
);
create index placement_event_request on placement_event (municipality, request, at, id);

-- ── At the desk ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- A match, whole: the register's facts as they were, what was asked, the order, and every offer with every reason. It can be done again and
-- gives the same. As text and not as jsonb: nothing is looked for in it, and of a large register it is written and read in a third of the time.
-- What a page shows is read by itself.
create table placement_match (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  revision integer not null,
  register text not null,
  facts json not null,
  asked json not null,
  order_rules json not null,
  order_version text not null,
  candidates json not null,
  excluded json not null,
  candidate_count integer not null,
  excluded_count integer not null,
  matched_on date not null,
  matched_by uuid not null,
  matched_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request, revision) references placement_revision on delete cascade,
  foreign key (municipality, matched_by) references account
);
create index placement_match_request on placement_match (municipality, request, matched_at);

create table placement_recommendation (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  match uuid not null,
  note text not null default '',
  made_by uuid not null,
  made_at timestamptz not null,
  idempotency_key uuid not null,
  answer text check (answer in ('accepted', 'declined', 'more', 'lapsed')),
  -- Of placement_reason, kind 'decline'.
  answer_reason text,
  answer_text text not null default '',
  chosen uuid,
  answered_by uuid,
  answered_at timestamptz,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, match) references placement_match,
  foreign key (municipality, made_by) references account,
  foreign key (municipality, answered_by) references account,
  check ((answer is null) = (answered_at is null)),
  check ((answer = 'accepted') = (chosen is not null) or answer is null and chosen is null),
  check (answer <> 'declined' or answer_reason is not null)
);
create index placement_recommendation_request on placement_recommendation (municipality, request, made_at);
-- One at a time waits for an answer.
create unique index placement_recommendation_open on placement_recommendation (municipality, request) where answer is null;

-- body: what the requester reads of it (why, what remains to ask, price with its date), frozen as it was recommended. departure is why
-- the officer left the order.
create table placement_recommendation_item (
  municipality text not null,
  recommendation uuid not null,
  position integer not null check (position >= 1),
  register text not null,
  offer uuid not null,
  unit uuid not null,
  provider uuid not null,
  form text not null,
  rank integer not null,
  daily_rate numeric(10, 2),
  rate_on date,
  departure text not null default '',
  body jsonb not null,
  primary key (municipality, recommendation, position),
  unique (municipality, recommendation, offer),
  foreign key (municipality, recommendation) references placement_recommendation on delete cascade
);

-- ── What came of it ─────────────────────────────────────────────────────────────────────────────────────────────────

-- Why a recommendation is declined, why nothing came of a request, why it is withdrawn, why a stay ended: data, with what follows of it.
create table placement_reason (
  municipality text not null,
  kind text not null check (kind in ('decline', 'none', 'withdraw', 'ended')),
  id text not null check (id ~ '^[a-z][a-z0-9-]*$'),
  name_sv text not null check (btrim(name_sv) <> ''),
  name_en text not null check (btrim(name_en) <> ''),
  -- Of declining: nothing; the offer is left out until it is reassessed; or for so many days.
  consequence text not null default 'none' check (consequence in ('none', 'until-reassessed', 'days')),
  days integer check (days > 0),
  valid_from date not null,
  valid_to date,
  primary key (municipality, kind, id),
  foreign key (municipality) references municipality,
  check ((consequence = 'days') = (days is not null)),
  check (valid_to is null or valid_to >= valid_from)
);

-- The stay. A request is not a placement, and a person is not a request: all three are counted apart.
create table placement (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  case_id uuid not null,
  individual uuid not null,
  from_area text not null,
  from_unit text not null,
  register text not null,
  offer uuid not null,
  unit uuid not null,
  provider uuid not null,
  form text not null,
  place_use uuid,
  starts_on date not null,
  daily_rate numeric(10, 2) check (daily_rate >= 0),
  -- Whether it was first in the order, among the first recommended, and whether the order was left.
  rank integer,
  ended_on date,
  end_reason text,
  was_planned boolean,
  reported_by uuid not null,
  reported_at timestamptz not null,
  version integer not null default 1,
  primary key (municipality, id),
  unique (municipality, request),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, individual) references individual,
  foreign key (municipality, from_area, from_unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, reported_by) references account,
  check (ended_on is null or ended_on >= starts_on),
  check ((ended_on is null) = (end_reason is null) and (ended_on is null) = (was_planned is null))
);
create index placement_unit on placement (municipality, register, unit) where ended_on is null;
create index placement_case on placement (municipality, case_id);

-- The answer that the desk waits for: a placement, or why there was none (placement_reason, kind 'none').
create table placement_outcome (
  municipality text not null,
  request uuid not null,
  placement uuid,
  none_reason text,
  note text not null default '',
  reported_by uuid not null,
  reported_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, request),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, placement) references placement on delete cascade,
  foreign key (municipality, reported_by) references account,
  check (num_nonnulls(placement, none_reason) = 1)
);

-- 1, 3, 6 and 12 months after it began. held: still there; moved: moved on as planned; discharged: unplanned.
create table placement_follow_up (
  municipality text not null,
  placement uuid not null,
  months integer not null check (months in (1, 3, 6, 12)),
  due_on date not null,
  result text check (result in ('held', 'moved', 'discharged')),
  cause text,
  would_choose_again boolean,
  note text not null default '',
  answered_by uuid,
  answered_at timestamptz,
  idempotency_key uuid,
  primary key (municipality, placement, months),
  unique (municipality, idempotency_key),
  foreign key (municipality, placement) references placement on delete cascade,
  foreign key (municipality, answered_by) references account,
  check ((result is null) = (answered_at is null) and (result is null) = (answered_by is null))
);
create index placement_follow_up_due on placement_follow_up (municipality, due_on) where result is null;

-- ── Who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Whoever works at the desk that a request lies on. They see the request as it was handed over, and nothing of the case.
create function access.at_desk(the_municipality text, the_area text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select the_municipality = access.municipality() and the_area = access.area() and access.holds('placement:handle')
$$;

create function access.sees_request(the_municipality text, the_request uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its placement_request;
begin
  if the_municipality is distinct from access.municipality() then return false; end if;
  select * into its from placement_request r where r.municipality = the_municipality and r.id = the_request;
  return coalesce(its.id is not null
    and (access.at_desk(its.municipality, its.desk_area) or access.sees_case(its.municipality, its.case_id)), false);
end $$;

create function access.desk_of_request(the_municipality text, the_request uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from placement_request r
    where r.municipality = the_municipality and r.id = the_request and access.at_desk(r.municipality, r.desk_area)
  )
$$;

create function access.owns_request(the_municipality text, the_request uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from placement_request r
    where r.municipality = the_municipality and r.id = the_request and r.municipality = access.municipality()
      and r.from_area = access.area() and access.holds('placement:request') and access.sees_case(r.municipality, r.case_id)
  )
$$;

create function access.owns_placement(the_municipality text, the_placement uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from placement p where p.municipality = the_municipality and p.id = the_placement and access.owns_request(p.municipality, p.request)
  )
$$;

-- A request is of its case and goes to a desk that takes such; what is handed over with each revision is handed to that desk.
create function access.check_placement_request() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from case_file c
    where c.municipality = new.municipality and c.id = new.case_id and c.individual = new.individual and c.secrecy_area = new.from_area
      and (new.run_id is null or exists (
        select from run r where r.municipality = c.municipality and r.case_id = c.id and r.id = new.run_id))
  ) then
    raise exception 'not of this case' using errcode = 'check_violation', constraint = 'placement_request_subject';
  end if;
  if not exists (
    select from placement_desk d join unit u on u.municipality = d.municipality and u.id = d.unit
    where d.municipality = new.municipality and d.intervention = new.intervention and d.unit = new.desk_unit and u.secrecy_area = new.desk_area
  ) then
    raise exception 'no such desk' using errcode = 'check_violation', constraint = 'placement_request_desk';
  end if;
  return new;
end $$;
create trigger check_placement_request before insert on placement_request for each row execute function access.check_placement_request();

create function access.check_placement_revision() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from placement_request r join disclosure d on d.municipality = r.municipality and d.id = new.disclosure
    where r.municipality = new.municipality and r.id = new.request and d.case_id = r.case_id and d.to_unit = r.desk_unit
      and d.purpose = 'placement-request' and d.signed_by = new.written_by
  ) then
    raise exception 'what leaves is a disclosure to the desk' using errcode = 'check_violation', constraint = 'placement_revision_disclosure';
  end if;
  return new;
end $$;
create trigger check_placement_revision before insert on placement_revision for each row execute function access.check_placement_revision();

alter table placement_desk enable row level security;
alter table placement_counter enable row level security;
alter table placement_draft enable row level security;
alter table placement_request enable row level security;
alter table placement_revision enable row level security;
alter table placement_event enable row level security;
alter table placement_match enable row level security;
alter table placement_recommendation enable row level security;
alter table placement_recommendation_item enable row level security;
alter table placement_reason enable row level security;
alter table placement enable row level security;
alter table placement_outcome enable row level security;
alter table placement_follow_up enable row level security;

create policy reads on placement_desk for select to hemvist_app
  using (municipality = access.municipality() and (access.holds('placement:request') or access.holds('placement:handle')));
grant select on placement_desk to hemvist_app;

create policy own on placement_draft to hemvist_app
  using (municipality = access.municipality() and account = access.account() and access.sees_case(municipality, case_id))
  with check (municipality = access.municipality() and account = access.account() and access.sees_case(municipality, case_id)
    and access.holds('placement:request'));
grant select, insert, update (body, version, saved_at), delete on placement_draft to hemvist_app;

create policy reads on placement_request for select to hemvist_app
  using (access.at_desk(municipality, desk_area) or access.sees_case(municipality, case_id));
create policy requests on placement_request for insert to hemvist_app
  with check (municipality = access.municipality() and from_area = access.area() and requested_by = access.account()
    and access.holds('placement:request') and access.sees_case(municipality, case_id));
create policy changes on placement_request for update to hemvist_app
  using (access.at_desk(municipality, desk_area)
    or (from_area = access.area() and access.holds('placement:request') and access.sees_case(municipality, case_id)));
grant select, insert on placement_request to hemvist_app;
grant update (state, waiting_for, revision, assigned_to, assigned_by, intervention, subcategory, is_acute, starts_on, first_recommended_at,
  closed_at, version) on placement_request to hemvist_app;

create policy reads on placement_revision for select to hemvist_app using (access.sees_request(municipality, request));
create policy writes on placement_revision for insert to hemvist_app
  with check (written_by = access.account() and access.owns_request(municipality, request));
grant select, insert on placement_revision to hemvist_app;

create policy reads on placement_event for select to hemvist_app
  using (case audience when 'both' then access.sees_request(municipality, request) else access.desk_of_request(municipality, request) end);
create policy writes on placement_event for insert to hemvist_app
  with check (actor = access.account()
    and (access.desk_of_request(municipality, request) or (audience = 'both' and access.owns_request(municipality, request))));
grant select, insert on placement_event to hemvist_app;

-- A match tells of every provider, and of how many live where: it is the desk's. What is recommended of it is the requester's too.
create policy reads on placement_match for select to hemvist_app using (access.desk_of_request(municipality, request));
create policy matches on placement_match for insert to hemvist_app
  with check (matched_by = access.account() and access.desk_of_request(municipality, request));
grant select, insert on placement_match to hemvist_app;

create policy reads on placement_recommendation for select to hemvist_app using (access.sees_request(municipality, request));
create policy recommends on placement_recommendation for insert to hemvist_app
  with check (made_by = access.account() and access.desk_of_request(municipality, request));
create policy answers on placement_recommendation for update to hemvist_app
  using (answer is null and (access.owns_request(municipality, request) or access.desk_of_request(municipality, request)))
  with check (answered_by = access.account()
    and case when answer = 'lapsed' then true else access.owns_request(municipality, request) end);
grant select, insert (municipality, id, request, match, note, made_by, made_at, idempotency_key) on placement_recommendation to hemvist_app;
grant update (answer, answer_reason, answer_text, chosen, answered_by, answered_at) on placement_recommendation to hemvist_app;

create policy reads on placement_recommendation_item for select to hemvist_app
  using (exists (select from placement_recommendation r
    where r.municipality = placement_recommendation_item.municipality and r.id = placement_recommendation_item.recommendation));
create policy recommends on placement_recommendation_item for insert to hemvist_app
  with check (exists (select from placement_recommendation r
    where r.municipality = placement_recommendation_item.municipality and r.id = placement_recommendation_item.recommendation
      and r.answer is null and r.made_by = access.account() and access.desk_of_request(r.municipality, r.request)));
grant select, insert on placement_recommendation_item to hemvist_app;

create policy reads on placement_reason for select to hemvist_app
  using (municipality = access.municipality() and (access.holds('placement:request') or access.holds('placement:handle')
    or access.holds('placement:figures')));
create policy keeps on placement_reason for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('placement:lead'));
create policy ends on placement_reason for update to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:lead'));
grant select, insert on placement_reason to hemvist_app;
grant update (valid_to) on placement_reason to hemvist_app;

-- The stay is the case's. The desk sees that there is one, where, and from when: it is the answer that it waits for.
create policy reads on placement for select to hemvist_app using (access.sees_request(municipality, request));
create policy reports on placement for insert to hemvist_app
  with check (reported_by = access.account() and from_area = access.area() and access.owns_request(municipality, request));
create policy ends on placement for update to hemvist_app using (access.owns_request(municipality, request));
grant select, insert on placement to hemvist_app;
grant update (place_use, daily_rate, ended_on, end_reason, was_planned, version) on placement to hemvist_app;

create policy reads on placement_outcome for select to hemvist_app using (access.sees_request(municipality, request));
create policy reports on placement_outcome for insert to hemvist_app
  with check (reported_by = access.account() and access.owns_request(municipality, request));
grant select, insert on placement_outcome to hemvist_app;

create policy reads on placement_follow_up for select to hemvist_app
  using (exists (select from placement p where p.municipality = placement_follow_up.municipality and p.id = placement_follow_up.placement));
create policy plans on placement_follow_up for insert to hemvist_app
  with check (result is null and access.owns_placement(municipality, placement));
create policy answers on placement_follow_up for update to hemvist_app
  using (result is null and access.owns_placement(municipality, placement)) with check (answered_by = access.account());
grant select, insert (municipality, placement, months, due_on) on placement_follow_up to hemvist_app;
grant update (result, cause, would_choose_again, note, answered_by, answered_at, idempotency_key) on placement_follow_up to hemvist_app;

-- How many from the asker's own desk's administrations live in each unit: counted, never named.
create function access.placed_there(the_register text, the_area text) returns table (unit uuid, placed integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.unit, count(*)::integer from placement p
  where p.municipality = access.municipality() and p.register = the_register and p.from_area = the_area and p.ended_on is null
    and access.holds('placement:handle')
  group by p.unit
$$;

-- ── When a case is disposed of ──────────────────────────────────────────────────────────────────────────────────────

alter function access.delete_case_rows(text, uuid) rename to delete_case_rows_but_placements;
create function access.delete_case_rows(the_municipality text, the_case uuid) returns jsonb
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  drafts integer;
  requests integer;
begin
  delete from placement_draft where municipality = the_municipality and case_id = the_case;
  get diagnostics drafts = row_count;
  delete from placement_recommendation r using placement_request q
  where q.municipality = the_municipality and q.case_id = the_case and r.municipality = q.municipality and r.request = q.id;
  delete from placement_request where municipality = the_municipality and case_id = the_case;
  get diagnostics requests = row_count;
  return access.delete_case_rows_but_placements(the_municipality, the_case)
    || jsonb_build_object('placement_draft', drafts, 'placement_request', requests);
end $$;

revoke all on function access.next_placement_number(integer), access.at_desk(text, text), access.sees_request(text, uuid),
  access.desk_of_request(text, uuid), access.owns_request(text, uuid), access.owns_placement(text, uuid), access.check_placement_request(),
  access.check_placement_revision(), access.placed_there(text, text), access.delete_case_rows(text, uuid) from public;
grant execute on function access.next_placement_number(integer), access.at_desk(text, text), access.sees_request(text, uuid),
  access.desk_of_request(text, uuid), access.owns_request(text, uuid), access.owns_placement(text, uuid), access.placed_there(text, text) to hemvist_app;
