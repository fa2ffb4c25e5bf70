-- The placement desk: who is competent for what, notes from visits, inquiries to providers, direct awards, views on the desk's own work
-- (synpunkter), and the sample it reviews itself by. See docs/decisions/0034.

-- ── Who gets a request ──────────────────────────────────────────────────────────────────────────────────────────────

-- Which interventions somebody at a desk is competent for. Ended, never changed.
create table placement_competence (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  intervention text not null check (intervention <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account,
  foreign key (municipality, written_by) references account,
  foreign key (municipality, ended_by) references account,
  check ((ended_at is null) = (ended_by is null))
);
create unique index placement_competence_once on placement_competence (municipality, account, intervention) where ended_at is null;

-- Who works at a desk, whether they are there today, what they are competent for, and how much they have open: what a new request is given
-- by. Whoever leads a desk gives requests, and is given none. The requester's form asks it, and shows none of it.
create function access.desk_officers(the_unit text)
  returns table (account uuid, name text, present boolean, competences text[], acute integer, planned integer, resting integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.id, a.display_name,
    not exists (
      select from absence b where b.municipality = a.municipality and b.account = a.id and b.removed_at is null
        and access.today() between b.valid_from and b.valid_to
    ),
    array(
      select c.intervention from placement_competence c
      where c.municipality = a.municipality and c.account = a.id and c.ended_at is null order by 1
    ),
    w.acute, w.planned, w.resting
  from account a
  cross join lateral (
    select count(*) filter (where r.waiting_for = 'desk' and r.state = 'submitted' and r.is_acute)::integer as acute,
      count(*) filter (where r.waiting_for = 'desk' and r.state = 'submitted' and not r.is_acute)::integer as planned,
      count(*) filter (where r.waiting_for <> 'desk' or r.state = 'paused')::integer as resting
    from placement_request r
    where r.municipality = a.municipality and r.assigned_to = a.id and r.state in ('submitted', 'paused')
  ) w
  where a.municipality = access.municipality() and a.active
    and (access.holds('placement:request') or access.holds('placement:handle'))
    and exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and h.unit = the_unit and p.permission = 'placement:handle'
    )
    and not exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and p.permission = 'placement:lead'
    )
$$;
create index placement_request_assigned on placement_request (municipality, assigned_to) where state in ('submitted', 'paused');

-- ── What the desk knows of a unit ───────────────────────────────────────────────────────────────────────────────────

-- Notes from visits: the municipality's own, also where several share a register.
create table unit_note (
  municipality text not null references municipality,
  id uuid not null,
  register text not null,
  unit uuid not null,
  visited_on date not null,
  note text not null check (btrim(note) <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account
);
create index unit_note_unit on unit_note (municipality, register, unit, visited_on desc);

-- ── Inquiries: a provider answers by a link with a short life ───────────────────────────────────────────────────────

-- body: the needs as the provider reads them, without anything of whose they are. Of the links only the hashes are kept, and of the
-- reminder's link likewise: both lead there. An answer is given once.
create table placement_inquiry (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  match uuid not null,
  register text not null,
  offer uuid not null,
  unit uuid not null,
  provider uuid not null,
  body jsonb not null,
  secret_sha256 bytea not null unique check (length(secret_sha256) = 32),
  reminder_sha256 bytea unique check (length(reminder_sha256) = 32),
  -- Where it was sent; empty when the link was given in another way.
  email text not null,
  language text not null default 'sv' check (language in ('sv', 'en')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  remind_at timestamptz,
  reminded_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by uuid,
  lapsed_at timestamptz,
  answer text check (answer in ('yes', 'later', 'no')),
  free_from date,
  answer_text text not null default '',
  answered_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, match) references placement_match on delete cascade,
  foreign key (municipality, asked_by) references account,
  foreign key (municipality, cancelled_by) references account,
  check (expires_at > asked_at and expires_at <= asked_at + interval '31 days'),
  check ((answer is null) = (answered_at is null)),
  check ((answer = 'later') = (free_from is not null) or answer is null and free_from is null),
  check (answer is distinct from 'no' or btrim(answer_text) <> ''),
  check ((cancelled_at is null) = (cancelled_by is null)),
  check (num_nonnulls(answered_at, cancelled_at, lapsed_at) <= 1)
);
create index placement_inquiry_request on placement_inquiry (municipality, request, asked_at);
create unique index placement_inquiry_open on placement_inquiry (municipality, request, offer)
  where answered_at is null and cancelled_at is null and lapsed_at is null;

-- A message to somebody without an account: its address stands in it, and what its link is stands sealed until it has gone.
alter table mail alter column account drop not null;
alter table mail add column address text check (address <> '');
alter table mail add column inquiry uuid;
alter table mail add column sealed_link text;
alter table mail add foreign key (municipality, inquiry) references placement_inquiry on delete cascade;
alter table mail add constraint mail_recipient check (num_nonnulls(account, address) = 1 and (address is null) = (inquiry is null));
alter table mail drop constraint mail_kind_check;
alter table mail add constraint mail_kind_check check (kind in ('reminder', 'inquiry', 'inquiry-reminder'));
drop policy queues on mail;
create policy queues on mail for insert to hemvist_app
  with check (municipality = access.municipality() and (account = access.account() or exists (
    select from placement_inquiry q
    where q.municipality = mail.municipality and q.id = mail.inquiry and q.email = mail.address and q.asked_by = access.account()
  )));
grant insert (address, inquiry, sealed_link) on mail to hemvist_app;
grant update (sealed_link) on mail to hemvist_app;

-- What a link leads to: one answer, whatever the reason that there is nothing more to read.
create function access.inquiry_of(the_secret bytea, the_now timestamptz)
  returns table (body jsonb, language text, expires_at timestamptz, state text, answer text, free_from date, answer_text text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case when s.state = 'open' then q.body end, q.language, q.expires_at, s.state,
    case when s.state = 'answered' then q.answer end, case when s.state = 'answered' then q.free_from end, null::text
  from placement_inquiry q
  join placement_request r on r.municipality = q.municipality and r.id = q.request
  cross join lateral (select case
    when q.answered_at is not null then 'answered'
    when q.cancelled_at is not null or r.state in ('withdrawn', 'closed') then 'cancelled'
    when q.lapsed_at is not null or q.expires_at <= the_now then 'lapsed'
    else 'open' end as state) s
  where the_secret in (q.secret_sha256, q.reminder_sha256)
$$;

-- The provider's answer, once. It stands on the timeline and is nobody's who has an account.
create function access.answer_inquiry(the_secret bytea, the_id uuid, the_now timestamptz, the_answer text, the_day date, the_text text)
  returns text volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  q placement_inquiry;
  its placement_request;
begin
  if access.account() is not null then return null; end if;
  select * into q from placement_inquiry i where the_secret in (i.secret_sha256, i.reminder_sha256) for update;
  if not found then return null; end if;
  select * into its from placement_request r where r.municipality = q.municipality and r.id = q.request for update;
  if q.answered_at is not null then return 'answered'; end if;
  if q.cancelled_at is not null or its.state in ('withdrawn', 'closed') then return 'cancelled'; end if;
  if q.lapsed_at is not null or q.expires_at <= the_now then return 'lapsed'; end if;
  update placement_inquiry i set answer = the_answer, free_from = the_day, answer_text = the_text, answered_at = the_now
  where i.municipality = q.municipality and i.id = q.id;
  insert into placement_event (municipality, request, id, kind, payload, at)
  values (q.municipality, q.request, the_id, 'inquiry-answered', jsonb_build_object('inquiry', q.id, 'unitName', q.body ->> 'unitName',
    'answer', the_answer, 'from', the_day, 'text', the_text), the_now);
  update placement_request r set waiting_for = 'desk', version = r.version + 1
  where r.municipality = q.municipality and r.id = q.request and r.waiting_for = 'provider';
  if its.assigned_to is not null then
    insert into notice (municipality, id, account, kind, placement_request, caused_by, at)
    values (q.municipality, gen_random_uuid(), its.assigned_to, 'inquiry-answered', q.request, q.asked_by, the_now);
  end if;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
  values (q.municipality, the_now, '00000000-0000-0000-0000-000000000000', its.desk_area, 'placement.inquiry-answer', 'page', 'ok',
    array['placement-request', 'inquiry:' || q.id]);
  return 'taken';
end $$;

-- Those that are to be reminded of, and the one reminder that each gets. On nobody's behalf.
create function access.inquiries_to_remind(the_now timestamptz) returns table (municipality text, id uuid, email text, language text, expires_at timestamptz)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select q.municipality, q.id, q.email, q.language, q.expires_at
  from placement_inquiry q join placement_request r on r.municipality = q.municipality and r.id = q.request
  where access.account() is null and q.remind_at <= the_now and q.expires_at > the_now and q.reminded_at is null and q.email <> ''
    and q.answered_at is null and q.cancelled_at is null and q.lapsed_at is null and r.state = 'submitted'
  order by q.remind_at, q.id
$$;
create function access.remind_of_inquiry(
  the_municipality text, the_id uuid, the_secret bytea, the_mail uuid, the_subject text, the_body text, the_link text,
  the_now timestamptz
) returns boolean volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  q placement_inquiry;
  its_area text;
begin
  if access.account() is not null then return false; end if;
  update placement_inquiry i set reminded_at = the_now, reminder_sha256 = the_secret
  where i.municipality = the_municipality and i.id = the_id and i.reminded_at is null and i.answered_at is null and i.cancelled_at is null
    and i.lapsed_at is null and i.expires_at > the_now and i.email <> '' returning * into q;
  if not found then return false; end if;
  select r.desk_area into its_area from placement_request r where r.municipality = q.municipality and r.id = q.request;
  insert into mail (municipality, id, kind, address, inquiry, sealed_link, subject, body, queued_at, until, next_attempt_at)
  values (q.municipality, the_mail, 'inquiry-reminder', q.email, q.id, the_link, the_subject, the_body, the_now, q.expires_at, the_now);
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
  values (q.municipality, the_now, '00000000-0000-0000-0000-000000000000', its_area, 'placement.inquiry-remind', 'job', 'ok',
    array['placement-request', 'inquiry:' || q.id]);
  return true;
end $$;

-- What nobody has answered in time lapses: the request is the desk's to go on with. Gives how many did.
create function access.lapse_inquiries(the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  q placement_inquiry;
  its_area text;
  lapsed integer := 0;
begin
  if access.account() is not null then return 0; end if;
  for q in
    update placement_inquiry i set lapsed_at = the_now
    where i.expires_at <= the_now and i.answered_at is null and i.cancelled_at is null and i.lapsed_at is null returning *
  loop
    insert into placement_event (municipality, request, id, kind, payload, at)
    values (q.municipality, q.request, gen_random_uuid(), 'inquiry-ended',
      jsonb_build_object('inquiry', q.id, 'unitName', q.body ->> 'unitName', 'why', 'lapsed'), the_now);
    update placement_request r set waiting_for = 'desk', version = r.version + 1
    where r.municipality = q.municipality and r.id = q.request and r.waiting_for = 'provider' and not exists (
      select from placement_inquiry o where o.municipality = r.municipality and o.request = r.id and o.answered_at is null
        and o.cancelled_at is null and o.lapsed_at is null and o.expires_at > the_now);
    select r.desk_area into its_area from placement_request r where r.municipality = q.municipality and r.id = q.request;
    insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
    values (q.municipality, the_now, '00000000-0000-0000-0000-000000000000', its_area, 'placement.inquiry-lapse', 'job', 'ok',
      array['placement-request', 'inquiry:' || q.id]);
    lapsed := lapsed + 1;
  end loop;
  return lapsed;
end $$;

-- What somebody is told of a request leads to it.
alter table notice add column placement_request uuid;
alter table notice add foreign key (municipality, placement_request) references placement_request on delete cascade;
drop policy tells on notice;
create policy tells on notice for insert to hemvist_app
  with check (
    municipality = access.municipality() and caused_by = access.account() and seen_at is null
    and (case_id is null or access.sees_case(municipality, case_id) or (run_id is not null and access.sees_run(municipality, run_id)))
    and (run_id is null or access.sees_run(municipality, run_id))
    and (placement_request is null or access.sees_request(municipality, placement_request))
  );

-- ── Direct award (direktupphandling) ────────────────────────────────────────────────────────────────────────────────

-- why: what each offer of another form failed at, taken from the match. comparison: the prices that the chosen one was compared with.
create table direct_award (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  match uuid not null,
  why jsonb not null,
  begun_by uuid not null,
  begun_at timestamptz not null,
  daily_rate numeric(10, 2) check (daily_rate >= 0),
  days integer check (days > 0),
  value numeric(14, 2) check (value >= 0),
  comparison jsonb,
  decision_reason text check (btrim(decision_reason) <> ''),
  decided_by uuid,
  decided_at timestamptz,
  -- The day of the contract, from which the documentation has 30 days (LOU 19 a:11).
  contract_on date,
  documented_by uuid,
  documented_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text check (btrim(end_reason) <> ''),
  version integer not null default 1,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, match) references placement_match on delete cascade,
  foreign key (municipality, begun_by) references account,
  foreign key (municipality, decided_by) references account,
  foreign key (municipality, documented_by) references account,
  foreign key (municipality, ended_by) references account,
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (decision_reason is null)
    and (decided_at is null) = (daily_rate is null) and (decided_at is null) = (days is null) and (decided_at is null) = (value is null)
    and (decided_at is null) = (comparison is null) and (decided_at is null) = (contract_on is null)),
  check ((documented_at is null) = (documented_by is null) and (documented_at is null or decided_at is not null)),
  check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null)),
  check (ended_at is null or decided_at is null)
);
create unique index direct_award_open on direct_award (municipality, request) where decided_at is null and ended_at is null;
create index direct_award_contract on direct_award (municipality, contract_on) where decided_at is not null;

create table direct_award_bid (
  municipality text not null,
  id uuid not null,
  award uuid not null,
  register text not null,
  provider uuid not null,
  offer uuid not null,
  asked_on date not null,
  asked_how text not null check (btrim(asked_how) <> ''),
  asked_by uuid not null,
  answer text check (answer in ('offered', 'declined', 'silent')),
  answered_on date,
  daily_rate numeric(10, 2) check (daily_rate >= 0),
  answer_text text not null default '',
  chosen boolean not null default false,
  -- All who were asked are told of the decision (LOU 19 a:12).
  told_on date,
  told_how text check (btrim(told_how) <> ''),
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  unique (municipality, award, offer),
  foreign key (municipality, award) references direct_award on delete cascade,
  foreign key (municipality, asked_by) references account,
  check ((answer is null) = (answered_on is null)),
  check (answer is not distinct from 'offered' or daily_rate is null),
  check (answer is distinct from 'offered' or daily_rate is not null),
  check (not chosen or answer = 'offered'),
  check ((told_on is null) = (told_how is null))
);
create unique index direct_award_bid_chosen on direct_award_bid (municipality, award) where chosen;

create function access.desk_of_award(the_municipality text, the_award uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from direct_award a
    where a.municipality = the_municipality and a.id = the_award and access.desk_of_request(a.municipality, a.request)
  )
$$;

-- ── Views on the desk's own work (synpunkter), and the sample by which it reviews itself ────────────────────────────

create table placement_complaint (
  municipality text not null,
  id uuid not null,
  request uuid not null,
  what text not null check (btrim(what) <> ''),
  registered_by uuid not null,
  registered_at timestamptz not null,
  conclusion text check (btrim(conclusion) <> ''),
  closed_by uuid,
  closed_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, registered_by) references account,
  foreign key (municipality, closed_by) references account,
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (conclusion is null))
);
create index placement_complaint_request on placement_complaint (municipality, request);

create table placement_complaint_measure (
  municipality text not null,
  id uuid not null,
  complaint uuid not null,
  measure text not null check (btrim(measure) <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, complaint) references placement_complaint on delete cascade,
  foreign key (municipality, written_by) references account
);
create index placement_complaint_measure_complaint on placement_complaint_measure (municipality, complaint);

-- answers: { question: 'yes' | 'no' | 'not-applicable' }.
create table placement_sample (
  municipality text not null,
  month date not null check (extract(day from month) = 1),
  request uuid not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  answers jsonb,
  note text not null default '',
  answered_by uuid,
  answered_at timestamptz,
  primary key (municipality, month, request),
  foreign key (municipality, request) references placement_request on delete cascade,
  foreign key (municipality, drawn_by) references account,
  foreign key (municipality, answered_by) references account,
  check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answers is null))
);

-- ── Who sees what ───────────────────────────────────────────────────────────────────────────────────────────────────

do $$
declare
  its text;
begin
  foreach its in array array['placement_competence', 'unit_note', 'placement_inquiry', 'direct_award', 'direct_award_bid',
    'placement_complaint', 'placement_complaint_measure', 'placement_sample']
  loop
    execute format('alter table %I enable row level security', its);
  end loop;
end $$;

create policy reads on placement_competence for select to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:handle'));
create policy keeps on placement_competence for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('placement:lead') and written_by = access.account()
    and exists (select from account a where a.municipality = placement_competence.municipality and a.id = placement_competence.account
      and a.secrecy_area = access.area()));
create policy ends on placement_competence for update to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:lead') and ended_at is null)
  with check (ended_by = access.account());
grant select, insert on placement_competence to hemvist_app;
grant update (ended_by, ended_at) on placement_competence to hemvist_app;

create policy reads on unit_note for select to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:handle'));
create policy writes on unit_note for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('placement:handle') and written_by = access.account());
grant select, insert on unit_note to hemvist_app;

-- Whoever sees the request knows what has been asked of whom, and what was answered: it stands on the timeline that both sides share.
create policy reads on placement_inquiry for select to hemvist_app using (access.sees_request(municipality, request));
create policy asks on placement_inquiry for insert to hemvist_app
  with check (asked_by = access.account() and access.desk_of_request(municipality, request));
create policy cancels on placement_inquiry for update to hemvist_app
  using (answered_at is null and cancelled_at is null and lapsed_at is null and access.desk_of_request(municipality, request))
  with check (coalesce(cancelled_by = access.account(), lapsed_at = expires_at));
grant select (municipality, id, request, match, register, offer, unit, provider, body, email, language, asked_by, asked_at, expires_at,
  remind_at, reminded_at, cancelled_at, cancelled_by, lapsed_at, answer, free_from, answer_text, answered_at, idempotency_key)
  on placement_inquiry to hemvist_app;
grant insert (municipality, id, request, match, register, offer, unit, provider, body, secret_sha256, email, language, asked_by, asked_at,
  expires_at, remind_at, idempotency_key) on placement_inquiry to hemvist_app;
grant update (cancelled_at, cancelled_by, lapsed_at) on placement_inquiry to hemvist_app;

create policy reads on direct_award for select to hemvist_app using (access.desk_of_request(municipality, request));
create policy begins on direct_award for insert to hemvist_app
  with check (begun_by = access.account() and access.desk_of_request(municipality, request));
create policy decides on direct_award for update to hemvist_app
  using (ended_at is null and documented_at is null and access.desk_of_request(municipality, request))
  with check (access.account() in (decided_by, documented_by, ended_by));
grant select, insert (municipality, id, request, match, why, begun_by, begun_at, idempotency_key) on direct_award to hemvist_app;
grant update (daily_rate, days, value, comparison, decision_reason, decided_by, decided_at, contract_on, documented_by, documented_at, ended_by,
  ended_at, end_reason, version) on direct_award to hemvist_app;

create policy reads on direct_award_bid for select to hemvist_app using (access.desk_of_award(municipality, award));
create policy asks on direct_award_bid for insert to hemvist_app
  with check (asked_by = access.account() and access.desk_of_award(municipality, award));
create policy writes on direct_award_bid for update to hemvist_app using (access.desk_of_award(municipality, award));
grant select, insert (municipality, id, award, register, provider, offer, asked_on, asked_how, asked_by, idempotency_key)
  on direct_award_bid to hemvist_app;
grant update (answer, answered_on, daily_rate, answer_text, chosen, told_on, told_how) on direct_award_bid to hemvist_app;

-- Whoever sees the request reads what has been said of how it was taken care of, and may say something.
create policy reads on placement_complaint for select to hemvist_app using (access.sees_request(municipality, request));
create policy registers on placement_complaint for insert to hemvist_app
  with check (registered_by = access.account()
    and (access.desk_of_request(municipality, request) or access.owns_request(municipality, request)));
create policy closes on placement_complaint for update to hemvist_app
  using (closed_at is null and access.desk_of_request(municipality, request)) with check (closed_by = access.account());
grant select, insert (municipality, id, request, what, registered_by, registered_at, idempotency_key) on placement_complaint to hemvist_app;
grant update (conclusion, closed_by, closed_at) on placement_complaint to hemvist_app;

create policy reads on placement_complaint_measure for select to hemvist_app
  using (exists (select from placement_complaint c
    where c.municipality = placement_complaint_measure.municipality and c.id = placement_complaint_measure.complaint));
create policy writes on placement_complaint_measure for insert to hemvist_app
  with check (written_by = access.account() and exists (select from placement_complaint c
    where c.municipality = placement_complaint_measure.municipality and c.id = placement_complaint_measure.complaint
      and c.closed_at is null and access.desk_of_request(c.municipality, c.request)));
grant select, insert on placement_complaint_measure to hemvist_app;

create policy reads on placement_sample for select to hemvist_app using (access.desk_of_request(municipality, request));
create policy draws on placement_sample for insert to hemvist_app
  with check (drawn_by = access.account() and access.holds('placement:lead') and access.desk_of_request(municipality, request));
create policy answers on placement_sample for update to hemvist_app
  using (answered_at is null and access.desk_of_request(municipality, request)) with check (answered_by = access.account());
grant select, insert (municipality, month, request, drawn_by, drawn_at) on placement_sample to hemvist_app;
grant update (answers, note, answered_by, answered_at) on placement_sample to hemvist_app;

revoke all on function access.desk_officers(text), access.inquiry_of(bytea, timestamptz),
  access.answer_inquiry(bytea, uuid, timestamptz, text, date, text), access.inquiries_to_remind(timestamptz),
  access.remind_of_inquiry(text, uuid, bytea, uuid, text, text, text, timestamptz), access.lapse_inquiries(timestamptz),
  access.desk_of_award(text, uuid) from public;
grant execute on function access.desk_officers(text), access.inquiry_of(bytea, timestamptz),
  access.answer_inquiry(bytea, uuid, timestamptz, text, date, text), access.inquiries_to_remind(timestamptz),
  access.remind_of_inquiry(text, uuid, bytea, uuid, text, text, text, timestamptz), access.lapse_inquiries(timestamptz),
  access.desk_of_award(text, uuid) to hemvist_app;
