-- Is it followed, does it help? What is counted of each run, the figures of a period, deviations, and self-audits.

-- ── What is counted of a run ────────────────────────────────────────────────────────────────────────────────────────

-- Rewritten by every write to the run, worked out from its entries and facts. tallies: what is counted, each on its day (m measure, o day,
-- p part, v value, u until). outline: each obligation's state, last day and day done, for a review that is not to see the run itself.
create table run_tally (
  municipality text not null,
  run_id uuid not null,
  tallies jsonb not null,
  outline jsonb not null,
  primary key (municipality, run_id),
  foreign key (municipality, run_id) references run on delete cascade
);

alter table run_tally enable row level security;
create policy reads on run_tally for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy counts on run_tally for insert to hemvist_app with check (access.sees_run(municipality, run_id));
create policy recounts on run_tally for update to hemvist_app using (access.sees_run(municipality, run_id));
grant select, insert on run_tally to hemvist_app;
grant update (tallies, outline) on run_tally to hemvist_app;

-- ── Deviations ──────────────────────────────────────────────────────────────────────────────────────────────────────

create table deviation (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  unit text not null,
  routine text not null,
  obligation text not null default '',
  run_id uuid,
  happened_on date not null,
  what text not null check (btrim(what) <> ''),
  consequence text not null default '',
  proposal text not null default '',
  registered_by uuid not null,
  registered_at timestamptz not null,
  idempotency_key uuid not null,
  responsible uuid,
  due_on date,
  closed_at timestamptz,
  closed_by uuid,
  conclusion text not null default '',
  version integer not null default 1,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area, unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, run_id) references run on delete cascade,
  foreign key (municipality, registered_by) references account,
  foreign key (municipality, responsible) references account,
  foreign key (municipality, closed_by) references account,
  check ((responsible is null) = (due_on is null)),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (conclusion = ''))
);
create index deviation_unit on deviation (municipality, unit, registered_at);
create index deviation_run on deviation (municipality, run_id) where run_id is not null;

-- What was done about it: written once.
create table deviation_measure (
  municipality text not null,
  deviation uuid not null,
  id uuid not null,
  measure text not null check (btrim(measure) <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, deviation) references deviation on delete cascade,
  foreign key (municipality, written_by) references account
);
create index deviation_measure_deviation on deviation_measure (municipality, deviation);

alter table deviation enable row level security;
alter table deviation_measure enable row level security;
-- Whoever is to deal with it; and who registered it, or answers for the unit, as long as they see the run that it is about.
create policy reads on deviation for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and (
    responsible = access.account()
    or ((registered_by = access.account() or (unit = any (access.units()) and access.holds('deviation:handle')))
      and (run_id is null or access.sees_run(municipality, run_id)))));
create policy registers on deviation for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and registered_by = access.account()
    and access.holds('deviation:register') and (run_id is null or access.sees_run(municipality, run_id)));
create policy handles on deviation for update to hemvist_app
  using (responsible = access.account() or (unit = any (access.units()) and access.holds('deviation:handle')));
create policy reads on deviation_measure for select to hemvist_app
  using (exists (select from deviation d where d.municipality = deviation_measure.municipality and d.id = deviation_measure.deviation));
create policy writes on deviation_measure for insert to hemvist_app
  with check (written_by = access.account() and exists (
    select from deviation d where d.municipality = deviation_measure.municipality and d.id = deviation_measure.deviation
      and d.closed_at is null
      and (d.responsible = access.account() or (d.unit = any (access.units()) and access.holds('deviation:handle')))));
grant select on deviation, deviation_measure to hemvist_app;
grant insert (municipality, id, secrecy_area, unit, routine, obligation, run_id, happened_on, what, consequence, proposal, registered_by,
  registered_at, idempotency_key) on deviation to hemvist_app;
grant update (responsible, due_on, closed_at, closed_by, conclusion, version) on deviation to hemvist_app;
grant insert on deviation_measure to hemvist_app;

-- For the list of obligations that have been set aside.
create index entry_waiver on entry (municipality, at) where kind = 'waiver';

-- ── Figures of a period ─────────────────────────────────────────────────────────────────────────────────────────────

-- Of a month, a tertial or a year that has ended, of a unit or (unit = '') a whole area: how many, from how many individuals. Holds nothing of
-- anybody; what is too small to show is hidden when it is read (src/adherence/statistics/suppress.ts).
create table adherence_figure (
  municipality text not null,
  secrecy_area text not null,
  routine text not null,
  span text not null check (span in ('month', 'tertial', 'year')),
  starts date not null,
  unit text not null,
  measure text not null,
  part text not null,
  n integer not null,
  individuals integer not null,
  quartiles double precision[],
  primary key (municipality, secrecy_area, routine, starts, span, unit, measure, part),
  foreign key (municipality, secrecy_area) references secrecy_area
);

-- How long those stayed whose start meeting was to be held in the period: followed to its end.
create table adherence_stay (
  municipality text not null,
  secrecy_area text not null,
  routine text not null,
  span text not null check (span in ('month', 'tertial', 'year')),
  starts date not null,
  unit text not null,
  part text not null,
  days integer not null,
  events integer not null,
  censored integer not null,
  primary key (municipality, secrecy_area, routine, starts, span, unit, part, days),
  foreign key (municipality, secrecy_area) references secrecy_area
);

alter table adherence_figure enable row level security;
alter table adherence_stay enable row level security;
create policy reads on adherence_figure for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and (select access.holds('adherence:read')));
create policy reads on adherence_stay for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and (select access.holds('adherence:read')));
grant select on adherence_figure, adherence_stay to hemvist_app;

-- The months, tertials and years that have ended, from the first of last year. What is older is left as it was counted: cases that have been
-- disposed of since do not change what is known of the time when they were there.
create function access.adherence_periods(the_today date) returns table (span text, starts date, ends date)
  immutable parallel safe language sql as $$
  select s.span, s.starts, s.ends from (
    select 'month', d::date, (d + interval '1 month')::date
    from generate_series(date_trunc('year', the_today::timestamp) - interval '1 year', the_today::timestamp, interval '1 month') d
    union all
    select 'tertial', d::date, (d + interval '4 months')::date
    from generate_series(date_trunc('year', the_today::timestamp) - interval '1 year', the_today::timestamp, interval '4 months') d
    union all
    select 'year', d::date, (d + interval '1 year')::date
    from generate_series(date_trunc('year', the_today::timestamp) - interval '1 year', the_today::timestamp, interval '1 year') d
  ) s (span, starts, ends) where s.ends <= the_today
$$;

-- Counts anew. Gives the number of figures. Reads the tallies only, which say nothing of anybody but when; whoever calls it learns a number.
create function access.count_adherence(the_today date) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  since date := (date_trunc('year', the_today::timestamp) - interval '1 year')::date;
  figures integer;
begin
  delete from adherence_figure where starts >= since;
  delete from adherence_stay where starts >= since;
  with counted as materialized (
    select c.municipality, c.secrecy_area, c.unit, r.routine, c.individual, t.m, t.o, t.p, t.v, t.u
    from run_tally k
    join run r on r.municipality = k.municipality and r.id = k.run_id
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    cross join lateral jsonb_to_recordset(k.tallies) as t (m text, o date, p text, v integer, u date)
    where t.o < the_today and (t.o >= since or t.m = 'placement')
    union all
    select d.municipality, d.secrecy_area, d.unit, d.routine, d.id, 'deviation', (d.registered_at at time zone 'Europe/Stockholm')::date,
      case when d.closed_at is null then 'open' else 'closed' end, null, null
    from deviation d where d.registered_at >= since
  ), placed as (
    insert into adherence_stay (municipality, secrecy_area, routine, span, starts, unit, part, days, events, censored)
    select c.municipality, c.secrecy_area, c.routine, s.span, s.starts, coalesce(c.unit, ''), c.p,
      least(coalesce(c.u, s.ends - 1), s.ends - 1) - c.o,
      count(*) filter (where c.v = 1 and c.u < s.ends), count(*) filter (where not coalesce(c.v = 1 and c.u < s.ends, false))
    from counted c join access.adherence_periods(the_today) s on c.o >= s.starts and c.o < s.ends
    where c.m = 'stay'
    group by grouping sets ((c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.unit, c.p, 8),
      (c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.p, 8))
  )
  insert into adherence_figure (municipality, secrecy_area, routine, span, starts, unit, measure, part, n, individuals, quartiles)
  select c.municipality, c.secrecy_area, c.routine, s.span, s.starts, coalesce(c.unit, ''), c.m, c.p, count(*), count(distinct c.individual),
    case when c.m = 'planning-after-acute' then percentile_cont(array[0.25, 0.5, 0.75]) within group (order by c.v) end
  from counted c join access.adherence_periods(the_today) s on c.o >= s.starts and c.o < s.ends
  where c.m not in ('stay', 'placement')
  group by grouping sets ((c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.unit, c.m, c.p),
    (c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.m, c.p))
  union all
  -- Days of placement within the period: the day of moving in counts, the day of moving out does not.
  select c.municipality, c.secrecy_area, c.routine, s.span, s.starts, coalesce(c.unit, ''), c.m, c.p,
    sum(least(coalesce(c.u, s.ends), s.ends) - greatest(c.o, s.starts)), count(distinct c.individual), null
  from counted c join access.adherence_periods(the_today) s on c.o < s.ends and coalesce(c.u > s.starts, true)
  where c.m = 'placement'
  group by grouping sets ((c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.unit, c.m, c.p),
    (c.municipality, c.secrecy_area, c.routine, s.span, s.starts, c.m, c.p));
  get diagnostics figures = row_count;
  return figures;
end $$;

-- ── Self-audits ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- What is asked of each run, as a history: the latest version is asked. questions: an array of texts; a question is known by its place.
create table self_audit_questions (
  municipality text not null references municipality,
  routine text not null,
  version integer not null check (version > 0),
  questions jsonb not null check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) > 0),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (municipality, routine, version),
  foreign key (municipality, decided_by) references account
);

create table self_audit (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  unit text not null,
  routine text not null,
  starts date not null,
  ends date not null,
  questions_version integer not null,
  seed text not null,
  wanted integer not null check (wanted between 1 and 50),
  population integer not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  reviewer uuid not null,
  idempotency_key uuid not null,
  closed_at timestamptz,
  conclusion text not null default '',
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area, unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, routine, questions_version) references self_audit_questions,
  foreign key (municipality, drawn_by) references account,
  foreign key (municipality, reviewer) references account,
  check (starts < ends),
  check ((closed_at is null) = (conclusion = ''))
);

-- The runs that were drawn. Which run it is nobody reads: the reviewer sees its obligations and days only, by a number of the review.
create table self_audit_item (
  municipality text not null,
  self_audit uuid not null,
  number integer not null,
  run_id uuid not null,
  primary key (municipality, self_audit, number),
  unique (municipality, self_audit, run_id),
  foreign key (municipality, self_audit) references self_audit,
  foreign key (municipality, run_id) references run on delete cascade
);
create index self_audit_item_run on self_audit_item (municipality, run_id);

create table self_audit_answer (
  municipality text not null,
  self_audit uuid not null,
  number integer not null,
  question integer not null check (question > 0),
  answer text not null check (answer in ('yes', 'no', 'not-applicable', 'cannot-tell')),
  finding text not null default '',
  answered_at timestamptz not null,
  primary key (municipality, self_audit, number, question),
  foreign key (municipality, self_audit, number) references self_audit_item on delete cascade
);

create table self_audit_action (
  municipality text not null,
  self_audit uuid not null,
  id uuid not null,
  what text not null check (btrim(what) <> ''),
  responsible uuid not null,
  due_on date not null,
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  done_at timestamptz,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, self_audit) references self_audit,
  foreign key (municipality, responsible) references account,
  foreign key (municipality, written_by) references account
);
create index self_audit_action_audit on self_audit_action (municipality, self_audit);

-- The draw itself: of the runs that ended in the period, but for those of somebody protected, the first by a digest of the seed and the run.
-- The same seed on the same runs gives the same draw.
create function access.self_audit_draw(the_municipality text, the_area text, the_unit text, the_routine text, the_starts date, the_ends date,
  the_seed text, the_size integer) returns table (number integer, run_id uuid, population integer)
  stable set search_path = pg_catalog, public, pg_temp language sql as $$
  select row_number() over by_digest::integer, r.id, count(*) over ()::integer
  from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
  join run_tally k on k.municipality = r.municipality and k.run_id = r.id
  where r.municipality = the_municipality and c.secrecy_area = the_area and c.unit = the_unit and r.routine = the_routine
    and r.ended_on >= the_starts and r.ended_on < the_ends and not access.protects(c.municipality, c.individual)
  window by_digest as (order by sha256(convert_to(the_seed || r.id::text, 'UTF8')), r.id)
  order by 1 limit the_size
$$;

-- Makes a review: draws the runs and ties them to it. Gives how many there were to draw from; nought makes none.
create function access.draw_self_audit(the_id uuid, the_unit text, the_routine text, the_starts date, the_ends date, the_questions integer,
  the_seed text, the_wanted integer, the_reviewer uuid, the_now timestamptz, the_key uuid) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_population integer;
begin
  if not access.holds('selfAudit:do') then raise exception 'reviews nothing' using errcode = 'insufficient_privilege'; end if;
  if not exists (
    select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
    join account a on a.municipality = h.municipality and a.id = h.account
    where h.municipality = access.municipality() and h.account = the_reviewer and p.permission = 'selfAudit:do'
      and a.secrecy_area = access.area()
  ) then raise exception 'no reviewer' using errcode = 'insufficient_privilege'; end if;
  select d.population into its_population from access.self_audit_draw(access.municipality(), access.area(), the_unit, the_routine,
    the_starts, the_ends, the_seed, 1) d;
  if its_population is null then return 0; end if;
  insert into self_audit (municipality, id, secrecy_area, unit, routine, starts, ends, questions_version, seed, wanted, population, drawn_by,
    drawn_at, reviewer, idempotency_key)
  values (access.municipality(), the_id, access.area(), the_unit, the_routine, the_starts, the_ends, the_questions, the_seed, the_wanted,
    its_population, access.account(), the_now, the_reviewer, the_key);
  insert into self_audit_item (municipality, self_audit, number, run_id)
  select access.municipality(), the_id, d.number, d.run_id from access.self_audit_draw(access.municipality(), access.area(), the_unit,
    the_routine, the_starts, the_ends, the_seed, the_wanted) d;
  return its_population;
end $$;

-- Whether the stored seed draws the same runs today.
create function access.redraws_alike(the_audit uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select not exists (
    (select d.number, d.run_id from access.self_audit_draw(a.municipality, a.secrecy_area, a.unit, a.routine, a.starts, a.ends, a.seed, a.wanted) d
     except select i.number, i.run_id from self_audit_item i where i.municipality = a.municipality and i.self_audit = a.id)
    union all
    (select i.number, i.run_id from self_audit_item i where i.municipality = a.municipality and i.self_audit = a.id
     except select d.number, d.run_id
     from access.self_audit_draw(a.municipality, a.secrecy_area, a.unit, a.routine, a.starts, a.ends, a.seed, a.wanted) d)
  )
  from self_audit a
  where a.municipality = access.municipality() and a.id = the_audit and a.secrecy_area = access.area() and access.holds('selfAudit:do')
$$;

-- What the reviewer sees of a run that was drawn: its version, and each obligation's state and days, counted from the run's opening. No name,
-- no number, no date, nothing that anybody wrote. While the review is open, and to its reviewer only.
create function access.self_audit_facts(the_audit uuid, the_number integer)
  returns table (routine_version text, length integer, obligation text, state text, due_day integer, done_day integer, late boolean,
    kept integer, missed integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select r.routine_version, r.ended_on - r.opened_on, o.line ->> 'id', o.line ->> 'state', (o.line ->> 'due')::date - r.opened_on,
    (o.line ->> 'done')::date - r.opened_on, (o.line ->> 'late')::boolean, (o.line ->> 'kept')::integer, (o.line ->> 'missed')::integer
  from self_audit a
  join self_audit_item i on i.municipality = a.municipality and i.self_audit = a.id
  join run r on r.municipality = i.municipality and r.id = i.run_id
  join case_file c on c.municipality = r.municipality and c.id = r.case_id
  join run_tally k on k.municipality = r.municipality and k.run_id = r.id
  cross join lateral jsonb_array_elements(k.outline) with ordinality as o (line, position)
  where a.municipality = access.municipality() and a.id = the_audit and a.secrecy_area = access.area() and a.reviewer = access.account()
    and a.closed_at is null and access.holds('selfAudit:do') and i.number = the_number
    and not access.protects(c.municipality, c.individual)
  order by o.position
$$;

alter table self_audit_questions enable row level security;
alter table self_audit enable row level security;
alter table self_audit_item enable row level security;
alter table self_audit_answer enable row level security;
alter table self_audit_action enable row level security;
create policy reads on self_audit_questions for select to hemvist_app
  using (municipality = access.municipality() and (access.holds('selfAudit:do') or access.holds('selfAudit:questions')));
create policy decides on self_audit_questions for insert to hemvist_app
  with check (municipality = access.municipality() and decided_by = access.account() and access.holds('selfAudit:questions'));
create policy reads on self_audit for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('selfAudit:do'));
create policy closes on self_audit for update to hemvist_app
  using (reviewer = access.account() and closed_at is null) with check (reviewer = access.account());
create policy reads on self_audit_item for select to hemvist_app
  using (exists (select from self_audit a where a.municipality = self_audit_item.municipality and a.id = self_audit_item.self_audit));
create policy reads on self_audit_answer for select to hemvist_app
  using (exists (select from self_audit a where a.municipality = self_audit_answer.municipality and a.id = self_audit_answer.self_audit));
create policy answers on self_audit_answer for insert to hemvist_app
  with check (exists (select from self_audit a where a.municipality = self_audit_answer.municipality and a.id = self_audit_answer.self_audit
    and a.reviewer = access.account() and a.closed_at is null));
create policy changes on self_audit_answer for update to hemvist_app
  using (exists (select from self_audit a where a.municipality = self_audit_answer.municipality and a.id = self_audit_answer.self_audit
    and a.reviewer = access.account() and a.closed_at is null));
create policy reads on self_audit_action for select to hemvist_app
  using (exists (select from self_audit a where a.municipality = self_audit_action.municipality and a.id = self_audit_action.self_audit));
create policy decides on self_audit_action for insert to hemvist_app
  with check (written_by = access.account() and exists (
    select from self_audit a where a.municipality = self_audit_action.municipality and a.id = self_audit_action.self_audit
      and a.reviewer = access.account()));
create policy does on self_audit_action for update to hemvist_app
  using (responsible = access.account() and done_at is null) with check (responsible = access.account());

grant select, insert on self_audit_questions to hemvist_app;
grant select on self_audit, self_audit_answer, self_audit_action to hemvist_app;
grant update (closed_at, conclusion) on self_audit to hemvist_app;
grant select (municipality, self_audit, number) on self_audit_item to hemvist_app;
grant insert on self_audit_answer to hemvist_app;
grant update (answer, finding, answered_at) on self_audit_answer to hemvist_app;
grant insert (municipality, self_audit, id, what, responsible, due_on, written_by, written_at, idempotency_key) on self_audit_action
  to hemvist_app;
grant update (done_at) on self_audit_action to hemvist_app;

revoke all on function access.adherence_periods(date), access.count_adherence(date),
  access.self_audit_draw(text, text, text, text, date, date, text, integer),
  access.draw_self_audit(uuid, text, text, date, date, integer, text, integer, uuid, timestamptz, uuid), access.redraws_alike(uuid),
  access.self_audit_facts(uuid, integer) from public;
grant execute on function access.count_adherence(date),
  access.draw_self_audit(uuid, text, text, date, date, integer, text, integer, uuid, timestamptz, uuid), access.redraws_alike(uuid),
  access.self_audit_facts(uuid, integer) to hemvist_app;
