-- The recurring control of who has read what (SoLPuL 10 §), and the register of those who have asked to be given information.

-- Whether the actor holds a permission, by the roles held at this moment. An earlier migration may have made it already.
do $guard$
begin
  if to_regprocedure('access.holds(text)') is null then
    create function access.holds(the_permission text) returns boolean
      stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
      select exists (
        select from account_role h
        join role_permission p on p.municipality = h.municipality and p.role = h.role
        where h.municipality = access.municipality() and h.account = access.account() and p.permission = the_permission
      )
    $$;
    revoke all on function access.holds(text) from public;
    grant execute on function access.holds(text) to hemvist_app;
  end if;
end $guard$;

-- ── Access review: how an area does it ──────────────────────────────────────────────────────────────────────────────
-- Each change is a row of its own; the highest number holds, from the next review that is made. An area without any has the program's.

create table access_review_setting (
  municipality text not null,
  secrecy_area text not null,
  number integer not null check (number > 0),
  sample_percent numeric(5, 2) not null check (sample_percent > 0 and sample_percent <= 100),
  sample_least integer not null check (sample_least between 1 and 1000),
  sample_most integer not null check (sample_most between 1 and 1000),
  bulk_hour integer not null check (bulk_hour between 2 and 10000),
  bulk_day integer not null check (bulk_day between 2 and 10000),
  refusals_day integer not null check (refusals_day between 1 and 1000),
  ended_month integer not null check (ended_month between 1 and 1000),
  night_roles text[] not null,
  days_to_decide integer not null check (days_to_decide between 1 and 90),
  reason text not null check (btrim(reason) <> ''),
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, secrecy_area, number),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, decided_by) references account,
  check (sample_least <= sample_most)
);

-- ── A month's review of an area ─────────────────────────────────────────────────────────────────────────────────────
-- seed and rules are what the sample was drawn with: it can be drawn again, and is then the same.

create table access_review (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  month date not null check (extract(day from month) = 1),
  seed text not null check (seed ~ '^[0-9a-f]{32}$'),
  rules jsonb not null,
  reads integer not null check (reads >= 0),
  sampled integer not null check (sampled >= 0),
  reads_by_unit jsonb not null default '{}',
  -- Which of the rules had nothing to go by, as an address that nobody has registered.
  not_checked text[] not null default '{}',
  made_at timestamptz not null,
  due_on date not null,
  closed_at timestamptz,
  primary key (municipality, id),
  unique (municipality, secrecy_area, month),
  unique (municipality, id, secrecy_area),
  foreign key (municipality, secrecy_area) references secrecy_area
);

-- What is to be decided: somebody's reading of a case during a day, or of many cases, or refusals, or an opening in an emergency.
-- Ids and figures only: nothing of what a case says, and nobody's name.
create table access_review_item (
  municipality text not null,
  review uuid not null,
  id uuid not null,
  number integer not null check (number > 0),
  secrecy_area text not null,
  kind text not null check (kind in ('visit', 'bulk', 'refusals', 'emergency', 'ended')),
  sampled boolean not null,
  reader uuid not null,
  reader_area text not null,
  unit text,
  case_ids uuid[] not null default '{}',
  individual_ids uuid[] not null default '{}',
  -- Whether the case is of the area that reviews: then its number may be shown.
  own_case boolean not null,
  relation text check (relation in ('assigned', 'ground', 'unit', 'emergency', 'none')),
  rules text[] not null default '{}',
  parts text[] not null default '{}',
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null check (times > 0),
  audit_ids bigint[] not null default '{}',
  break_glass uuid,
  reason text,
  primary key (municipality, id),
  unique (municipality, review, number),
  unique (municipality, id, review, reader, secrecy_area),
  foreign key (municipality, review, secrecy_area) references access_review (municipality, id, secrecy_area),
  foreign key (municipality, reader) references account,
  foreign key (municipality, break_glass) references break_glass,
  check (sampled or cardinality(rules) > 0),
  check ((kind = 'emergency') = (break_glass is not null))
);
create unique index access_review_item_emergency on access_review_item (municipality, secrecy_area, break_glass)
  where break_glass is not null;
create index access_review_item_reader on access_review_item (municipality, reader);

-- A decision is written once. A new one about the same item, with the next position, takes the place of the one before.
create table access_review_decision (
  municipality text not null,
  item uuid not null,
  position integer not null check (position > 0),
  review uuid not null,
  secrecy_area text not null,
  reader uuid not null,
  outcome text not null check (outcome in ('authorised', 'investigate', 'unauthorised')),
  note text not null,
  -- When the reader's manager was told of reading that was not authorised.
  reported_on date,
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, item, position),
  unique (municipality, idempotency_key, item),
  foreign key (municipality, item, review, reader, secrecy_area)
    references access_review_item (municipality, id, review, reader, secrecy_area),
  foreign key (municipality, decided_by) references account,
  constraint access_review_not_one_s_own check (decided_by <> reader),
  check (reported_on is null or outcome = 'unauthorised')
);
create index access_review_decision_review on access_review_decision (municipality, review, item);

create table access_review_question (
  municipality text not null,
  id uuid not null,
  item uuid not null,
  review uuid not null,
  secrecy_area text not null,
  reader uuid not null,
  question text not null check (btrim(question) <> ''),
  asked_by uuid not null,
  asked_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, id, reader),
  unique (municipality, idempotency_key),
  foreign key (municipality, item, review, reader, secrecy_area)
    references access_review_item (municipality, id, review, reader, secrecy_area),
  foreign key (municipality, asked_by) references account,
  check (asked_by <> reader)
);
create index access_review_question_item on access_review_question (municipality, item);
create index access_review_question_reader on access_review_question (municipality, reader);

create table access_review_answer (
  municipality text not null,
  question uuid not null,
  reader uuid not null,
  answer text not null check (btrim(answer) <> ''),
  answered_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, question),
  unique (municipality, idempotency_key),
  foreign key (municipality, question, reader) references access_review_question (municipality, id, reader)
);

-- What a decision must say, and when a review is finished: kept here, whatever the program does.
create function access.check_review_decision() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  plain boolean;
begin
  -- One decision at a time in a review: two who decide its last items at once would each find the other's open.
  perform 1 from access_review r where r.municipality = new.municipality and r.id = new.review for update;
  select cardinality(i.rules) = 0 into plain from access_review_item i where i.municipality = new.municipality and i.id = new.item;
  if btrim(new.note) = '' and not (plain and new.outcome = 'authorised' and new.position = 1) then
    raise exception 'a decision says why' using errcode = 'check_violation', constraint = 'access_review_decision_note';
  end if;
  if new.position > 1 and not exists (
    select from access_review_decision d where d.municipality = new.municipality and d.item = new.item and d.position = new.position - 1
  ) then
    raise exception 'decisions follow one another' using errcode = 'check_violation', constraint = 'access_review_decision_order';
  end if;
  return new;
end $$;
create trigger check_review_decision before insert on access_review_decision
  for each row execute function access.check_review_decision();

create function access.close_review() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  update access_review r set closed_at = case
    when exists (
      select from access_review_item i where i.municipality = r.municipality and i.review = r.id and coalesce((
        select d.outcome from access_review_decision d
        where d.municipality = i.municipality and d.item = i.id order by d.position desc limit 1
      ), 'investigate') = 'investigate'
    ) then null
    else coalesce(r.closed_at, new.decided_at) end
  where r.municipality = new.municipality and r.id = new.review;
  return null;
end $$;
create trigger close_review after insert on access_review_decision for each row execute function access.close_review();

-- ── What a review is made of: for the job, which asks outside the door and has no actor; of a reviewer only to draw again ─────
-- A user's request always has an actor, and gets neither names nor anything of another area.

create function access.may_make_review(the_municipality text, the_area text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.account() is null
    or (access.municipality() = the_municipality and access.area() = the_area and access.holds('access:review'))
$$;

-- Who opened which case between two instants of one day (Swedish time), once for each person and case: the area's cases whoever read
-- them, and any case that the area's people read. What was seen in a list, among others, is not an opening; nor is the review's own
-- work, but for the opening of a name.
create function access.review_visits(the_municipality text, the_area text, the_from timestamptz, the_to timestamptz)
  returns table (
    reader uuid, reader_name text, reader_area text, reader_roles text[], reader_unit text,
    case_id uuid, own_case boolean, case_unit text, individual uuid, given_name text, family_name text,
    colleague boolean, relation text, ended boolean,
    moments timestamptz[], audit_ids bigint[], parts text[]
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  the_day date := (the_from at time zone 'Europe/Stockholm')::date;
  names boolean := access.account() is null;
begin
  if not access.may_make_review(the_municipality, the_area) then return; end if;
  return query
    with seen as (
      select a.id, a.at, a.actor, a.secrecy_area, a.parts, a.run_ids, a.individual_ids,
        array(
          select unnest(a.case_ids)
          union select r.case_id from run r where r.municipality = a.municipality and r.id = any (a.run_ids)
        ) as cases
      from audit a
      where a.municipality = the_municipality and a.at >= the_from and a.at < the_to
        and a.outcome = 'ok' and a.channel in ('page', 'api') and a.actor is not null
        and a.action !~ '(\.list|\.search|search\.read|-day\.read)$'
        and (a.action not like 'review.%' or a.action like 'review.name.%')
    ), opened as (
      select s.actor, s.secrecy_area, s.cases[1] as case_id,
        case when cardinality(s.cases) = 0 then s.individual_ids[1] end as individual_only,
        s.id, s.at, s.parts, s.run_ids
      from seen s
      where cardinality(s.cases) = 1 or (cardinality(s.cases) = 0 and cardinality(s.individual_ids) = 1)
    ), visit as (
      select o.actor, max(o.secrecy_area) as area, o.case_id, o.individual_only,
        array_agg(o.at order by o.at, o.id) as moments, array_agg(o.id order by o.at, o.id) as audit_ids,
        array(select distinct p from opened q cross join unnest(q.parts) p
          where q.actor = o.actor and q.case_id is not distinct from o.case_id
            and q.individual_only is not distinct from o.individual_only order by 1) as parts
      from opened o group by o.actor, o.case_id, o.individual_only
    )
    select v.actor, case when names then p.display_name end, v.area,
      array(select distinct h.role from account_role h where h.municipality = the_municipality and h.account = v.actor order by 1),
      (select min(h.unit) from account_role h where h.municipality = the_municipality and h.account = v.actor),
      v.case_id, coalesce(c.secrecy_area, i.secrecy_area) = the_area, c.unit, i.id,
      case when names then i.given_name end, case when names then i.family_name end,
      exists (
        select from account k where k.municipality = the_municipality and k.id <> v.actor
          and lower(k.display_name) = lower(i.given_name || ' ' || i.family_name)
      ),
      case
        when exists (
          select from assignment s where s.municipality = the_municipality and s.account = v.actor and s.case_id = v.case_id
            and s.ground is null and s.valid_from <= the_day and coalesce(s.valid_to >= the_day, true)
        ) then 'assigned'
        when exists (
          select from assignment s where s.municipality = the_municipality and s.account = v.actor and s.case_id = v.case_id
            and s.valid_from <= the_day and coalesce(s.valid_to >= the_day, true)
        ) then 'ground'
        when exists (
          select from break_glass b where b.municipality = the_municipality and b.account = v.actor and b.case_id = v.case_id
            and b.opened_at <= v.moments[cardinality(v.moments)] and b.expires_at > v.moments[1]
        ) then 'emergency'
        when exists (
          select from account_role h join role r on r.municipality = h.municipality and r.id = h.role
          where h.municipality = the_municipality and h.account = v.actor and r.covers_unit and h.unit = c.unit
        ) then 'unit'
        else 'none'
      end,
      coalesce((
        select bool_and(r.ended_on < the_day) from run r where r.municipality = the_municipality and r.case_id = v.case_id
          and r.ended_on is not null
        having not exists (
          select from run r where r.municipality = the_municipality and r.case_id = v.case_id
            and (r.ended_on is null or r.ended_on >= the_day)
        )
      ), false),
      v.moments, v.audit_ids, v.parts
    from visit v
    join account p on p.municipality = the_municipality and p.id = v.actor
    left join case_file c on c.municipality = the_municipality and c.id = v.case_id
    left join individual i on i.municipality = the_municipality and i.id = coalesce(c.individual, v.individual_only)
    where i.id is not null and (v.area = the_area or coalesce(c.secrecy_area, i.secrecy_area) = the_area)
    order by v.actor, v.case_id, i.id;
end $$;

-- How often each of the area's people was refused between two instants.
create function access.review_refusals(the_municipality text, the_area text, the_from timestamptz, the_to timestamptz)
  returns table (reader uuid, reader_unit text, moments timestamptz[], audit_ids bigint[])
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.may_make_review(the_municipality, the_area) then return; end if;
  return query
    select a.actor, (select min(h.unit) from account_role h where h.municipality = the_municipality and h.account = a.actor),
      array_agg(a.at order by a.at, a.id), array_agg(a.id order by a.at, a.id)
    from audit a
    join account p on p.municipality = a.municipality and p.id = a.actor
    where a.municipality = the_municipality and a.secrecy_area = the_area and a.at >= the_from and a.at < the_to
      and a.outcome = 'refused' and a.channel in ('page', 'api')
    group by a.actor order by a.actor;
end $$;

-- Every opening in an emergency between two instants: of the area's cases, and by the area's people.
create function access.review_emergencies(the_municipality text, the_area text, the_from timestamptz, the_to timestamptz)
  returns table (
    id uuid, reader uuid, reader_area text, case_id uuid, own_case boolean, unit text, individual uuid, reason text,
    opened_at timestamptz, last_at timestamptz, audit_ids bigint[], parts text[]
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.may_make_review(the_municipality, the_area) then return; end if;
  return query
    select b.id, b.account, p.secrecy_area, b.case_id, c.secrecy_area = the_area,
      case when c.secrecy_area = the_area then c.unit
        else (select min(h.unit) from account_role h where h.municipality = b.municipality and h.account = b.account) end,
      c.individual, b.reason, b.opened_at, coalesce(reads.last_at, b.opened_at),
      coalesce(reads.ids, '{}'), coalesce(reads.parts, '{}')
    from break_glass b
    join account p on p.municipality = b.municipality and p.id = b.account
    join case_file c on c.municipality = b.municipality and c.id = b.case_id
    left join lateral (
      select max(a.at) as last_at, array_agg(distinct a.id order by a.id) as ids,
        array_agg(distinct t.part order by t.part) filter (where t.part is not null) as parts
      from audit a left join lateral unnest(a.parts) t(part) on true
      where a.municipality = b.municipality and a.actor = b.account
        and a.at >= b.opened_at and a.at <= coalesce(b.ended_at, b.expires_at) and a.outcome = 'ok'
        and (a.case_ids @> array[b.case_id] or a.run_ids && array(
          select r.id from run r where r.municipality = b.municipality and r.case_id = b.case_id))
    ) reads on true
    where b.municipality = the_municipality and b.opened_at >= the_from and b.opened_at < the_to
      and (p.secrecy_area = the_area or c.secrecy_area = the_area)
    order by b.opened_at, b.id;
end $$;

-- Which reviews there should be by now: of the months since an area's last one, or the month before this for an area that has none.
create function access.reviews_to_make(the_month date)
  returns table (municipality text, secrecy_area text, month date, settings jsonb)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if access.account() is not null then return; end if;
  return query
    select a.municipality, a.id, m.month::date, (
      select to_jsonb(s) from access_review_setting s where s.municipality = a.municipality and s.secrecy_area = a.id
      order by s.number desc limit 1
    )
    from secrecy_area a
    cross join lateral generate_series(
      greatest(
        coalesce(
          (select max(r.month) + interval '1 month' from access_review r where r.municipality = a.municipality and r.secrecy_area = a.id),
          the_month
        ),
        the_month - interval '11 months'
      ), the_month, interval '1 month') m(month)
    order by a.municipality, a.id, m.month;
end $$;

-- Keeps a review that the job has made, whole, once. Gives whether it was kept.
create function access.keep_review(the_review jsonb, the_items jsonb) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if access.account() is not null then return false; end if;
  insert into access_review (municipality, id, secrecy_area, month, seed, rules, reads, sampled, reads_by_unit, not_checked, made_at, due_on, closed_at)
  select municipality, id, secrecy_area, month, seed, rules, reads, sampled, reads_by_unit, not_checked, made_at, due_on,
    case when jsonb_array_length(the_items) = 0 then made_at end
  from jsonb_populate_record(null::access_review, the_review)
  on conflict (municipality, secrecy_area, month) do nothing;
  if not found then return false; end if;
  insert into access_review_item select * from jsonb_populate_recordset(null::access_review_item, the_items);
  return true;
end $$;

-- ── What those who decide may know besides the items ────────────────────────────────────────────────────────────────

-- The numbers of the area's own cases in a review; not of somebody whose identity is protected.
create function access.review_case_numbers(the_cases uuid[]) returns table (case_id uuid, case_number text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('access:review') then return; end if;
  return query
    select c.id, c.case_number from case_file c
    where c.municipality = access.municipality() and c.secrecy_area = access.area() and c.id = any (the_cases)
      and exists (
        select from access_review_item i
        where i.municipality = c.municipality and i.secrecy_area = c.secrecy_area and i.case_ids @> array[c.id]
        union all
        select from break_glass b where b.municipality = c.municipality and b.case_id = c.id
      )
      and not access.protects(c.municipality, c.individual);
end $$;
create index access_review_item_cases on access_review_item using gin (case_ids);

create function access.is_own_case(the_municipality text, the_case uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from case_file c
    where c.municipality = the_municipality and c.id = the_case and c.secrecy_area = access.area()
  )
$$;

-- Whom an item is about, for a reviewer who has said why it is needed. Nothing of other areas' cases, of one's own reading, or of
-- somebody whose identity is protected.
create function access.review_item_names(the_item uuid) returns table (given_name text, family_name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('access:review') then return; end if;
  return query
    select n.given_name, n.family_name
    from access_review_item i
    join individual n on n.municipality = i.municipality and n.id = any (i.individual_ids) and n.secrecy_area = access.area()
    where i.municipality = access.municipality() and i.secrecy_area = access.area() and i.id = the_item and i.own_case
      and cardinality(i.individual_ids) = 1 and i.reader <> access.account() and not access.protects(n.municipality, n.id);
end $$;

-- In figures, for whoever manages units: how the reviews of months went. Nobody's name and no case.
create function access.review_statistics(the_from date)
  returns table (
    month date, unit text, unit_name text, reads integer, sampled integer, rule text, n integer,
    items integer, decided integer, unauthorised integer, median_days numeric
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('access:statistics') then return; end if;
  return query
    select r.month, u.id, u.name, coalesce((r.reads_by_unit ->> u.id)::integer, 0),
      count(*) filter (where i.sampled)::integer, null::text, null::integer, count(i.id)::integer,
      count(*) filter (where d.outcome in ('authorised', 'unauthorised'))::integer,
      count(*) filter (where d.outcome = 'unauthorised')::integer,
      (percentile_cont(0.5) within group (order by extract(epoch from d.decided_at - r.made_at) / 86400)
        filter (where d.outcome in ('authorised', 'unauthorised')))::numeric
    from access_review r
    join unit u on u.municipality = r.municipality and u.secrecy_area = r.secrecy_area and u.id = any (access.units())
    left join access_review_item i on i.municipality = r.municipality and i.review = r.id and i.unit = u.id
    left join lateral (
      select d.outcome, d.decided_at from access_review_decision d
      where d.municipality = i.municipality and d.item = i.id order by d.position desc limit 1
    ) d on true
    where r.municipality = access.municipality() and r.secrecy_area = access.area() and r.month >= the_from
    group by r.municipality, r.id, u.id, u.name
    union all
    select r.month, u.id, u.name, null, null, t.rule, count(*)::integer, null, null, null, null
    from access_review r
    join unit u on u.municipality = r.municipality and u.secrecy_area = r.secrecy_area and u.id = any (access.units())
    join access_review_item i on i.municipality = r.municipality and i.review = r.id and i.unit = u.id
    cross join lateral unnest(i.rules) t(rule)
    where r.municipality = access.municipality() and r.secrecy_area = access.area() and r.month >= the_from
    group by r.month, u.id, u.name, t.rule
    order by 1 desc, 3, 2, 6 nulls first;
end $$;

-- ── One's own log ───────────────────────────────────────────────────────────────────────────────────────────────────

-- What the actor has done lately, newest first, a page at a time. With a case's number only while it is in reach, and its id while the
-- whole of it is.
create function access.my_openings(the_at timestamptz, the_id bigint, the_limit integer)
  returns table (
    id bigint, at timestamptz, action text, channel text, outcome text, parts text[], reason text, cases integer,
    case_id uuid, case_number text
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return query
    select a.id, a.at, a.action, a.channel, a.outcome, a.parts, a.reason, cardinality(a.its_cases),
      case when access.sees_case(c.municipality, c.id) then c.id end, c.case_number
    from (
      select b.*, array(
        select unnest(b.case_ids) union select r.case_id from run r where r.municipality = b.municipality and r.id = any (b.run_ids)
      ) as its_cases
      from audit b
      where b.municipality = access.municipality() and b.actor = access.account()
        and (cardinality(b.case_ids) > 0 or cardinality(b.run_ids) > 0 or cardinality(b.individual_ids) > 0 or b.outcome = 'refused')
        and (the_at is null or (b.at, b.id) < (the_at, the_id))
      order by b.at desc, b.id desc limit least(the_limit, 200)
    ) a
    left join case_file c on c.municipality = a.municipality and cardinality(a.its_cases) = 1 and c.id = a.its_cases[1]
      and (access.sees_case(c.municipality, c.id) or exists (
        select from run r where r.municipality = c.municipality and r.case_id = c.id and access.sees_run(r.municipality, r.id)))
    order by a.at desc, a.id desc;
end $$;

-- What the actor has been asked about, with the number of the case that they opened and are to remember; of the own area's cases.
create function access.my_review_questions()
  returns table (
    id uuid, asked_at timestamptz, asked_by text, question text, first_at timestamptz, last_at timestamptz, kind text, case_numbers text[],
    cases integer, answer text, answered_at timestamptz
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select q.id, q.asked_at, p.display_name, q.question, i.first_at, i.last_at, i.kind,
    array(
      select c.case_number from case_file c
      where c.municipality = i.municipality and c.id = any (i.case_ids) and c.secrecy_area = access.area()
        and not access.protects(c.municipality, c.individual)
      order by 1 limit 20
    ), cardinality(i.case_ids), w.answer, w.answered_at
  from access_review_question q
  join access_review_item i on i.municipality = q.municipality and i.id = q.item
  join account p on p.municipality = q.municipality and p.id = q.asked_by
  left join access_review_answer w on w.municipality = q.municipality and w.question = q.id
  where q.municipality = access.municipality() and q.reader = access.account()
  order by w.answered_at is not null, q.asked_at desc
$$;

-- ── Requests for official documents, by a party and from law enforcement ────────────────────────────────────────────
-- What everybody in the register may see stands in official_request; what was asked, and by whom, in a table of its own, which is out of
-- reach when it concerns somebody whose identity is protected.

create table official_request_target (
  municipality text not null,
  kind text not null check (kind in ('official-document', 'party-access', 'law-enforcement')),
  urgent boolean not null,
  working_days integer not null check (working_days between 0 and 60),
  owner text not null check (owner <> ''),
  decided_on date not null,
  primary key (municipality, kind, urgent),
  foreign key (municipality) references municipality
);

create table official_request_counter (
  municipality text not null,
  secrecy_area text not null,
  year integer not null,
  last integer not null,
  primary key (municipality, secrecy_area, year),
  foreign key (municipality, secrecy_area) references secrecy_area
);

create table official_request (
  municipality text not null,
  id uuid not null,
  secrecy_area text not null,
  number text not null,
  kind text not null check (kind in ('official-document', 'party-access', 'law-enforcement')),
  channel text not null check (channel in ('letter', 'e-mail', 'phone', 'visit', 'secure-message')),
  urgent boolean not null,
  arrived_at timestamptz not null,
  registered_at timestamptz not null,
  registered_by uuid not null,
  due_on date not null,
  -- Two people: who decides is not who registered.
  four_eyes boolean not null,
  decider uuid,
  version integer not null default 1,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, secrecy_area, number),
  unique (municipality, idempotency_key),
  unique (municipality, id, secrecy_area, registered_by, four_eyes),
  foreign key (municipality, secrecy_area) references secrecy_area,
  foreign key (municipality, registered_by) references account,
  foreign key (municipality, decider) references account,
  check (arrived_at <= registered_at),
  check (not four_eyes or decider is null or decider <> registered_by)
);
create index official_request_area on official_request (municipality, secrecy_area, arrived_at);

-- Who asks for an official document need not say who they are, nor why (TF 2:18): the asker may be empty there, and only there.
create table official_request_content (
  municipality text not null,
  request uuid not null,
  kind text not null,
  asked text not null check (btrim(asked) <> ''),
  register_part text not null default '',
  asker text not null default '',
  asker_contact text not null default '',
  authority text not null default '',
  provision text not null default '',
  contact_data boolean,
  primary key (municipality, request),
  foreign key (municipality, request) references official_request,
  check (kind = 'official-document' or asker <> ''),
  check (kind <> 'law-enforcement' or (authority <> '' and provision <> '' and contact_data is not null)),
  check (kind = 'law-enforcement' or (authority = '' and provision = '' and contact_data is null))
);

create table official_request_case (
  municipality text not null,
  request uuid not null,
  case_id uuid not null,
  primary key (municipality, request, case_id),
  foreign key (municipality, request) references official_request,
  foreign key (municipality, case_id) references case_file
);
create index official_request_case_case on official_request_case (municipality, case_id);

-- The test of harm (menprövning): a step of its own, before the decision, by whoever makes it. Written once; a later one follows it.
create table official_request_assessment (
  municipality text not null,
  request uuid not null,
  position integer not null check (position > 0),
  assessment text not null check (btrim(assessment) <> ''),
  made_by uuid not null,
  made_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, request, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, request) references official_request,
  foreign key (municipality, made_by) references account
);

create table official_request_decision (
  municipality text not null,
  request uuid not null,
  position integer not null check (position > 0),
  secrecy_area text not null,
  registered_by uuid not null,
  four_eyes boolean not null,
  outcome text not null check (outcome in ('granted', 'in-part', 'refused', 'no-document', 'handed-over')),
  refused_parts text not null default '',
  provision text not null default '',
  reasons text not null default '',
  handed_to text not null default '',
  -- Who is refused may ask for a written decision, and appeal against it (OSL 6:3, 6:7): whether they have been told so.
  told_of_appeal boolean,
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, request, position),
  unique (municipality, request, position, outcome),
  unique (municipality, idempotency_key),
  foreign key (municipality, request, secrecy_area, registered_by, four_eyes)
    references official_request (municipality, id, secrecy_area, registered_by, four_eyes),
  foreign key (municipality, decided_by) references account,
  constraint official_request_four_eyes check (not four_eyes or decided_by <> registered_by),
  check (outcome not in ('in-part', 'refused') or (provision <> '' and reasons <> '' and told_of_appeal is not null)),
  check (outcome <> 'in-part' or refused_parts <> ''),
  check (outcome <> 'handed-over' or handed_to <> ''),
  check (position = 1 or reasons <> '')
);

-- What was in fact handed out, by hand: the system discloses nothing.
create table official_request_handout (
  municipality text not null,
  request uuid not null,
  id uuid not null,
  decision integer not null,
  outcome text not null check (outcome in ('granted', 'in-part')),
  items text not null check (btrim(items) <> ''),
  way text not null check (way in ('collected', 'letter', 'secure-message', 'read-here', 'told')),
  redacted boolean not null,
  handed_out_at timestamptz not null,
  handed_out_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, request, decision, outcome) references official_request_decision (municipality, request, position, outcome),
  foreign key (municipality, handed_out_by) references account,
  check (handed_out_at <= written_at)
);
create index official_request_handout_request on official_request_handout (municipality, request);

create function access.next_request_number(the_year integer) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_number integer;
begin
  if not access.holds('officialRequest:register') then
    raise exception 'registers nothing' using errcode = 'insufficient_privilege';
  end if;
  insert into official_request_counter as c (municipality, secrecy_area, year, last)
  values (access.municipality(), access.area(), the_year, 1)
  on conflict (municipality, secrecy_area, year) do update set last = c.last + 1 returning last into its_number;
  return 'B' || to_char(the_year % 100, 'FM00') || '-' || case when its_number < 10000 then to_char(its_number, 'FM0000') else its_number::text end;
end $$;

-- Ties a request that the actor has just registered to a case of the own area by its number. Says nothing of whether there is one.
create function access.link_request_case(the_request uuid, the_number text) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into official_request_case (municipality, request, case_id)
  select r.municipality, r.id, c.id
  from official_request r join case_file c on c.municipality = r.municipality and c.secrecy_area = r.secrecy_area
  where r.municipality = access.municipality() and r.secrecy_area = access.area() and r.id = the_request
    and r.registered_by = access.account() and c.case_number = the_number and access.holds('officialRequest:register')
  on conflict do nothing
$$;

create function access.request_is_protected(the_municipality text, the_request uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from official_request_case r
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    where r.municipality = the_municipality and r.request = the_request and access.protects(c.municipality, c.individual)
  )
$$;

-- How many cases a request is about, whoever sees them: that there are more than those one sees is known, not which.
create function access.request_cases(the_request uuid) returns integer
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select count(*)::integer from official_request_case c
  join official_request r on r.municipality = c.municipality and r.id = c.request
  where c.municipality = access.municipality() and c.request = the_request and r.secrecy_area = access.area()
    and (access.holds('officialRequest:register') or access.holds('officialRequest:decide'))
$$;

create function access.works_with_requests() returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.holds('officialRequest:register') or access.holds('officialRequest:decide')
$$;

-- For the register extract and the list of disclosures: what has been asked for and handed out about somebody that the actor sees.
create function access.requests_of_individual(the_individual uuid)
  returns table (
    request uuid, number text, kind text, arrived_at timestamptz, asked text, asker text, authority text, outcome text, decided_at timestamptz,
    items text, way text, redacted boolean, handed_out_at timestamptz
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.sees_individual(access.municipality(), the_individual) then return; end if;
  return query
    select r.id, r.number, r.kind, r.arrived_at, n.asked, n.asker, n.authority, d.outcome, d.decided_at,
      h.items, h.way, h.redacted, h.handed_out_at
    from official_request r
    join official_request_content n on n.municipality = r.municipality and n.request = r.id
    left join lateral (
      select e.outcome, e.decided_at from official_request_decision e
      where e.municipality = r.municipality and e.request = r.id order by e.position desc limit 1
    ) d on true
    left join official_request_handout h on h.municipality = r.municipality and h.request = r.id
    where r.municipality = access.municipality() and exists (
      select from official_request_case l join case_file c on c.municipality = l.municipality and c.id = l.case_id
      where l.municipality = r.municipality and l.request = r.id and c.individual = the_individual
        and access.sees_case(c.municipality, c.id)
    )
    order by r.arrived_at, h.handed_out_at;
end $$;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke all on function access.check_review_decision(), access.close_review(), access.may_make_review(text, text),
  access.review_visits(text, text, timestamptz, timestamptz), access.review_refusals(text, text, timestamptz, timestamptz),
  access.review_emergencies(text, text, timestamptz, timestamptz), access.reviews_to_make(date), access.keep_review(jsonb, jsonb),
  access.review_case_numbers(uuid[]), access.is_own_case(text, uuid), access.review_item_names(uuid), access.review_statistics(date),
  access.my_openings(timestamptz, bigint, integer), access.my_review_questions(), access.next_request_number(integer),
  access.link_request_case(uuid, text), access.request_is_protected(text, uuid), access.request_cases(uuid),
  access.works_with_requests(), access.requests_of_individual(uuid) from public;
grant execute on function
  access.review_visits(text, text, timestamptz, timestamptz), access.review_refusals(text, text, timestamptz, timestamptz),
  access.review_emergencies(text, text, timestamptz, timestamptz), access.reviews_to_make(date), access.keep_review(jsonb, jsonb),
  access.review_case_numbers(uuid[]), access.is_own_case(text, uuid), access.review_item_names(uuid), access.review_statistics(date),
  access.my_openings(timestamptz, bigint, integer), access.my_review_questions(), access.next_request_number(integer),
  access.link_request_case(uuid, text), access.request_is_protected(text, uuid), access.request_cases(uuid),
  access.works_with_requests(), access.requests_of_individual(uuid) to hemvist_app;

alter table access_review_setting enable row level security;
alter table access_review enable row level security;
alter table access_review_item enable row level security;
alter table access_review_decision enable row level security;
alter table access_review_question enable row level security;
alter table access_review_answer enable row level security;
alter table official_request_target enable row level security;
alter table official_request_counter enable row level security;
alter table official_request enable row level security;
alter table official_request_content enable row level security;
alter table official_request_case enable row level security;
alter table official_request_assessment enable row level security;
alter table official_request_decision enable row level security;
alter table official_request_handout enable row level security;

create policy reads on access_review_setting for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('access:review'));
create policy decides on access_review_setting for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and decided_by = access.account()
    and access.holds('access:review'));
create policy reads on access_review for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('access:review'));
create policy reads on access_review_item for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('access:review'));
create policy reads on access_review_decision for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.holds('access:review'));
create policy decides on access_review_decision for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and decided_by = access.account()
    and access.holds('access:review'));
create policy reads on access_review_question for select to hemvist_app
  using (municipality = access.municipality()
    and (reader = access.account() or (secrecy_area = access.area() and access.holds('access:review'))));
create policy asks on access_review_question for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and asked_by = access.account()
    and access.holds('access:review'));
create policy reads on access_review_answer for select to hemvist_app
  using (exists (
    select from access_review_question q where q.municipality = access_review_answer.municipality and q.id = access_review_answer.question));
create policy answers on access_review_answer for insert to hemvist_app
  with check (municipality = access.municipality() and reader = access.account());
-- Who reviews sees each opening in an emergency at once: by the own people, and of the own cases.
create policy reviews on break_glass for select to hemvist_app
  using (municipality = access.municipality() and access.holds('access:review')
    and (secrecy_area = access.area() or access.is_own_case(municipality, case_id)));

grant select, insert on access_review_setting, access_review_decision, access_review_question, access_review_answer to hemvist_app;
grant select on access_review, access_review_item, break_glass to hemvist_app;

create policy reads on official_request_target for select to hemvist_app using (municipality = access.municipality());
create policy reads on official_request for select to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.works_with_requests());
create policy registers on official_request for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and registered_by = access.account()
    and access.holds('officialRequest:register'));
create policy assigns on official_request for update to hemvist_app
  using (municipality = access.municipality() and secrecy_area = access.area() and access.works_with_requests());

-- A row that hangs on a request is reached through the request, whose own policy says who.
create policy reads on official_request_content for select to hemvist_app
  using (not access.request_is_protected(municipality, request) and exists (
    select from official_request r where r.municipality = official_request_content.municipality and r.id = official_request_content.request));
create policy registers on official_request_content for insert to hemvist_app
  with check (exists (
    select from official_request r where r.municipality = official_request_content.municipality and r.id = official_request_content.request
      and r.registered_by = access.account()));
create policy reads on official_request_case for select to hemvist_app
  using (access.sees_case(municipality, case_id) and exists (
    select from official_request r where r.municipality = official_request_case.municipality and r.id = official_request_case.request));
create policy reads on official_request_assessment for select to hemvist_app
  using (not access.request_is_protected(municipality, request) and exists (
    select from official_request r where r.municipality = official_request_assessment.municipality and r.id = official_request_assessment.request));
create policy assesses on official_request_assessment for insert to hemvist_app
  with check (made_by = access.account() and access.holds('officialRequest:decide')
    and not access.request_is_protected(municipality, request) and exists (
      select from official_request r where r.municipality = official_request_assessment.municipality
        and r.id = official_request_assessment.request));
create policy reads on official_request_decision for select to hemvist_app
  using (not access.request_is_protected(municipality, request) and exists (
    select from official_request r where r.municipality = official_request_decision.municipality and r.id = official_request_decision.request));
create policy decides on official_request_decision for insert to hemvist_app
  with check (decided_by = access.account() and access.holds('officialRequest:decide')
    and not access.request_is_protected(municipality, request) and exists (
      select from official_request r where r.municipality = official_request_decision.municipality
        and r.id = official_request_decision.request));
create policy reads on official_request_handout for select to hemvist_app
  using (not access.request_is_protected(municipality, request) and exists (
    select from official_request r where r.municipality = official_request_handout.municipality and r.id = official_request_handout.request));
create policy hands_out on official_request_handout for insert to hemvist_app
  with check (handed_out_by = access.account() and access.holds('officialRequest:decide')
    and not access.request_is_protected(municipality, request) and exists (
      select from official_request r where r.municipality = official_request_handout.municipality
        and r.id = official_request_handout.request));

grant select on official_request_target, official_request_case to hemvist_app;
grant select, insert on official_request, official_request_content, official_request_assessment, official_request_decision,
  official_request_handout to hemvist_app;
grant update (decider, version) on official_request to hemvist_app;
