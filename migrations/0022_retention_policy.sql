-- The retention policy as two people decide it: proposed by one, approved by another, with its history. See docs/decisions/0018.

-- ── A policy that two have approved, and how its years are counted ──────────────────────────────────────────────────
-- What nobody has approved is to be confirmed, and by that nothing is disposed of. Who proposed and who approved stand in the row, since it
-- outlives what it was made from when the organisation is loaded anew.

alter table retention_policy
  -- The day on which the years have passed, or the end of the calendar year after it.
  add column counted_to text not null default 'day' check (counted_to in ('day', 'next-year-end')),
  -- The number of the decision, as in the minutes or the register.
  add column reference text not null default '',
  add column valid_from date,
  add column proposal uuid,
  add column proposed_by uuid,
  add column approved_by uuid,
  add column approved_at timestamptz,
  add unique (municipality, proposal),
  add constraint retention_policy_whole check (num_nulls(proposal, proposed_by, approved_by, approved_at) in (0, 4)),
  add constraint retention_policy_four_eyes check (approved_by <> proposed_by),
  -- Never before it was approved.
  add constraint retention_policy_not_before check (valid_from >= (approved_at at time zone 'Europe/Stockholm')::date);
update retention_policy set valid_from = decided_on;
alter table retention_policy alter column valid_from set not null;

create table retention_proposal (
  municipality text not null,
  id uuid not null,
  action text not null check (action in ('preserve', 'dispose')),
  years integer check (years between 1 and 100),
  counted_to text not null check (counted_to in ('day', 'next-year-end')),
  research_days integer[] not null check (1 <= all (research_days) and 31 >= all (research_days)),
  export_first boolean not null,
  source text not null check (btrim(source) <> ''),
  owner text not null check (btrim(owner) <> ''),
  reference text not null check (btrim(reference) <> ''),
  decided_on date not null,
  valid_from date not null,
  note text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  settled_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  unique (municipality, id, proposed_by),
  foreign key (municipality, proposed_by) references account,
  check ((action = 'dispose') = (years is not null))
);
-- One at a time, so that what is approved was compared with what is in force.
create unique index retention_proposal_open on retention_proposal (municipality) where settled_at is null;

-- Four eyes: only who made a proposal withdraws it, and only another approves or rejects it.
create table retention_proposal_decision (
  municipality text not null,
  proposal uuid not null,
  proposed_by uuid not null,
  outcome text not null check (outcome in ('approved', 'rejected', 'withdrawn')),
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, proposal),
  unique (municipality, idempotency_key),
  foreign key (municipality, proposal, proposed_by) references retention_proposal (municipality, id, proposed_by),
  foreign key (municipality, decided_by) references account,
  constraint retention_proposal_four_eyes check ((outcome = 'withdrawn') = (decided_by = proposed_by)),
  check (outcome = 'approved' or btrim(reason) <> '')
);

-- An approved proposal is the next version from then on. Under the lock that a disposal holds: none goes by two policies.
create function access.settle_retention_proposal() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4719, hashtext(new.municipality));
  update retention_proposal p set settled_at = new.decided_at where (p.municipality, p.id) = (new.municipality, new.proposal);
  if new.outcome = 'approved' then
    insert into retention_policy (municipality, number, action, years, counted_to, research_days, export_first, source, owner, reference,
      decided_on, valid_from, proposal, proposed_by, approved_by, approved_at)
    select p.municipality, coalesce((select max(v.number) from retention_policy v where v.municipality = p.municipality), 0) + 1,
      p.action, p.years, p.counted_to, p.research_days, p.export_first, p.source, p.owner, p.reference, p.decided_on,
      greatest(p.valid_from, (new.decided_at at time zone 'Europe/Stockholm')::date), p.id, p.proposed_by, new.decided_by, new.decided_at
    from retention_proposal p where (p.municipality, p.id) = (new.municipality, new.proposal);
  end if;
  return null;
end $$;
create trigger settle_retention_proposal after insert on retention_proposal_decision
  for each row execute function access.settle_retention_proposal();

-- ── What the law is taken to say, with who is to confirm it ─────────────────────────────────────────────────────────

create table retention_law_point (
  municipality text not null check (municipality ~ '^[0-9]{4}$'),
  number integer not null check (number > 0),
  provision text not null check (btrim(provision) <> ''),
  text_sv text not null check (btrim(text_sv) <> ''),
  text_en text not null check (btrim(text_en) <> ''),
  -- Read in the statute, or background that a lawyer has yet to confirm.
  to_confirm boolean not null,
  owner text not null check (btrim(owner) <> ''),
  noted_on date not null,
  primary key (municipality, number)
);
insert into retention_law_point (municipality, number, provision, text_sv, text_en, to_confirm, owner, noted_on)
select p.municipality, l.number, l.provision, l.sv, l.en, l.to_confirm, case when l.to_confirm then 'Kommunens jurist' else 'Kommunens arkivansvariga' end,
  '2026-11-28'
from retention_policy p
join (values
  (true, 1, 'SoF (2025:468) 13 kap. 1 §', false, 'Göteborgs kommun är undantagen: för forskningens skull gallras inte de här ärendena.',
    'The municipality of Göteborg is exempt: for the sake of research these cases are not disposed of.'),
  (false, 1, 'SoF (2025:468) 13 kap.', false, 'Ärenden om personer som är födda den 5, 15 eller 25 i någon månad bevaras för forskning.',
    'Cases of people born on the 5th, 15th or 25th of any month are kept for research.'),
  (false, 2, 'Tidigare SoL (2001:453) 12 kap. 1 §', true, 'Ett ärende gallras fem år efter den senaste anteckningen.',
    'A case is disposed of five years after its last entry.'),
  (false, 3, 'SoL (2025:400), gallring', true,
    'Gallringen ska vara klar senast när kalenderåret efter det år då tiden gick ut är slut. Om den får börja innan dess är inte klarlagt.',
    'Disposal is to be done at the latest when the calendar year after the one in which the time ran out has ended. Whether it may begin before is not clear.'),
  (null, 4, 'SoL (2025:400) 16 kap. 4 § och 17 kap. 5 §', true, 'Det finns undantag från gallringen. Vad de betyder för ärendena här är inte klarlagt.',
    'There are exceptions from disposal. What they mean for the cases here is not clear.'),
  (null, 5, 'Prop. 2025/26:12', true, 'Ett förslag är att handlingar om barn ska bevaras i 30 år. Om och när det gäller är inte klarlagt.',
    'It has been proposed that documents of children are kept for 30 years. Whether and from when that holds is not clear.')
) l (exempt, number, provision, to_confirm, sv, en) on l.exempt is null or l.exempt = (p.municipality = '1480')
where p.number = 1;

-- ── The rule, by what has been approved ─────────────────────────────────────────────────────────────────────────────

create or replace function access.retention_policy_of(the_municipality text, the_today date) returns setof retention_policy
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select * from retention_policy p where p.municipality = the_municipality and p.valid_from <= the_today order by p.number desc limit 1
$$;

create function access.due_from(the_last date, the_years integer, counted_to text) returns date
  immutable set search_path = pg_catalog, pg_temp language sql as $$
  select case counted_to
    when 'day' then (the_last + make_interval(years => the_years))::date + 1
    else make_date(extract(year from the_last + make_interval(years => the_years))::integer + 2, 1, 1)
  end
$$;

create or replace function access.retention_verdicts(the_municipality text, the_area text, the_case uuid, the_today date)
  returns table (
    case_id uuid, case_number text, unit_name text, individual uuid, guarded boolean, written_day text, identity_kind text,
    last_entry_on date, held boolean, ongoing boolean, in_use boolean, due_from date, verdict text
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with known as (
    select c.id, c.case_number, u.name as unit_name, c.individual, i.identity_kind, substr(i.identity_number, 7, 2) as written_day,
      exists (
        select from protected_identity p where p.municipality = c.municipality and p.individual = c.individual
          and p.valid_from <= the_today and coalesce(p.valid_to >= the_today, true)
      ) as guarded,
      greatest(
        c.opened_on,
        (select max((e.written_at at time zone 'Europe/Stockholm')::date) from event e
         where e.municipality = c.municipality and e.case_id = c.id),
        (select max(e.recorded_on) from run r join entry e on e.municipality = r.municipality and e.run_id = r.id
         where r.municipality = c.municipality and r.case_id = c.id),
        (select max(f.stated_on) from run r join fact f on f.municipality = r.municipality and f.run_id = r.id
         where r.municipality = c.municipality and r.case_id = c.id)
      ) as last_entry_on,
      exists (
        select from legal_hold h where h.municipality = c.municipality and h.case_id = c.id
          and h.lifted_at is null and coalesce(h.until >= the_today, true)
      ) as held,
      exists (select from run r where r.municipality = c.municipality and r.case_id = c.id and r.ended_on is null) as ongoing,
      -- Something of another case rests on a consent that was taken in this one.
      exists (
        select from consent k join assignment a on a.municipality = k.municipality and a.consent = k.id
        where k.municipality = c.municipality and k.case_id = c.id and a.case_id <> c.id
        union all
        select from consent k join consent n on n.municipality = k.municipality and n.replaces = k.id
        where k.municipality = c.municipality and k.case_id = c.id and n.case_id <> c.id
      ) as in_use
    from case_file c
    join unit u on u.municipality = c.municipality and u.id = c.unit
    join individual i on i.municipality = c.municipality and i.id = c.individual
    where c.municipality = the_municipality and c.secrecy_area = the_area and (the_case is null or c.id = the_case)
  ), dated as (
    select k.*, p.action, p.approved_by, p.research_days, access.due_from(k.last_entry_on, p.years, p.counted_to) as due_from,
      k.written_day::integer - case k.identity_kind when 'coordination-number' then 60 else 0 end as birth_day
    from known k left join access.retention_policy_of(the_municipality, the_today) p on true
  )
  select d.id, d.case_number, d.unit_name, d.individual, d.guarded, d.written_day, d.identity_kind, d.last_entry_on, d.held, d.ongoing,
    d.in_use, d.due_from,
    case
      when d.action is null then 'no-policy'
      when d.action = 'preserve' then 'preserved'
      when d.approved_by is null then 'unconfirmed'
      when cardinality(d.research_days) > 0 and coalesce(d.birth_day not between 1 and 31, true) then 'no-number'
      when d.birth_day = any (d.research_days) then 'research'
      when d.guarded then 'guarded'
      when d.held then 'held'
      when d.ongoing then 'ongoing'
      when d.due_from > the_today then 'not-due'
      when d.in_use then 'in-use'
      else 'due'
    end
  from dated d order by d.last_entry_on, d.case_number
$$;

-- ── Disposal, by the policy in force when each case is settled ──────────────────────────────────────────────────────

-- Which version settled it: not always the one that the list was made by.
alter table disposal_item add column policy integer, add foreign key (municipality, policy) references retention_policy;

create or replace function access.dispose_case(the_municipality text, the_list uuid, the_case uuid, the_now timestamptz) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  the_today date := (the_now at time zone 'Europe/Stockholm')::date;
  its_list disposal_list;
  its_policy integer;
  decider uuid;
  its_verdict text;
  first_export boolean;
  its_export text;
  its_content jsonb;
  its_rows jsonb;
begin
  -- Whoever approves a policy comes before, or waits until the case is settled: it is asked by one policy from here on.
  perform pg_advisory_xact_lock_shared(4719, hashtext(the_municipality));
  perform from disposal_item i where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case for update;
  if not access.awaits_disposal(the_municipality, the_list, the_case) then return null; end if;
  select * into its_list from disposal_list l where l.municipality = the_municipality and l.id = the_list;
  select d.decided_by into decider from disposal_decision d where d.municipality = the_municipality and d.list = the_list;
  -- Whoever writes in the case, or stops its disposal, comes before or finds it gone.
  perform from case_file c where c.municipality = the_municipality and c.id = the_case for update;
  perform from run r where r.municipality = the_municipality and r.case_id = the_case for update;
  select p.number, p.export_first into its_policy, first_export from access.retention_policy_of(the_municipality, the_today) p;
  select v.verdict into its_verdict from access.retention_verdicts(the_municipality, its_list.secrecy_area, the_case, the_today) v;
  if its_verdict is distinct from 'due' then
    update disposal_item i set outcome = 'kept', reason = coalesce(its_verdict, 'gone'), policy = its_policy, settled_at = the_now
    where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case;
    perform access.finish_disposal(the_municipality, the_list, the_now);
    return 'kept';
  end if;
  its_content := access.archive_content(the_municipality, the_case);
  select e.sha256 into its_export from archive_export e
  where e.municipality = the_municipality and e.case_id = the_case and e.list = the_list
    and e.through_event = (its_content ->> 'through')::bigint
  order by e.made_at desc limit 1;
  if first_export and its_export is null then return null; end if;
  its_rows := access.delete_case_rows(the_municipality, the_case);
  update disposal_item i set outcome = 'disposed', policy = its_policy, settled_at = the_now, rows = its_rows, export_sha256 = its_export,
    checksum = encode(sha256(convert_to(its_content::text, 'UTF8')), 'hex')
  where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, case_ids, parts)
  values (the_municipality, the_now, decider, its_list.secrecy_area, 'retention.dispose', 'job', 'ok', array[the_case], array['case']);
  perform access.finish_disposal(the_municipality, the_list, the_now);
  return 'disposed';
end $$;

create or replace function access.finish_disposal(the_municipality text, the_list uuid, the_now timestamptz) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  its_receipt text;
begin
  perform from disposal_list l where l.municipality = the_municipality and l.id = the_list for update;
  perform from disposal_item i where i.municipality = the_municipality and i.list = the_list and i.outcome is null;
  if found then return; end if;
  select jsonb_build_object(
    'list', l.id, 'number', l.number, 'municipality', l.municipality, 'area', l.secrecy_area, 'policy', to_jsonb(p),
    'policies', coalesce((
      select jsonb_agg(to_jsonb(q) order by q.number) from retention_policy q
      where (q.municipality, q.number) in (
        select i.municipality, i.policy from disposal_item i where (i.municipality, i.list) = (l.municipality, l.id))
    ), '[]'),
    'proposedBy', l.proposed_by, 'proposedAt', l.proposed_at, 'approvedBy', d.decided_by, 'approvedAt', d.decided_at, 'finishedAt', the_now,
    'disposed', (select count(*) from disposal_item i where i.municipality = l.municipality and i.list = l.id and i.outcome = 'disposed'),
    'kept', (select count(*) from disposal_item i where i.municipality = l.municipality and i.list = l.id and i.outcome = 'kept'),
    'rows', coalesce((
      select jsonb_object_agg(t.key, t.n) from (
        select r.key, sum(r.value::text::integer) as n
        from disposal_item i cross join lateral jsonb_each(i.rows) r
        where i.municipality = l.municipality and i.list = l.id group by r.key
      ) t
    ), '{}'),
    'cases', (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'case', i.case_id, 'outcome', i.outcome, 'reason', i.reason, 'policy', i.policy, 'rows', i.rows, 'checksum', i.checksum, 'export', i.export_sha256
      )) order by i.case_id)
      from disposal_item i where i.municipality = l.municipality and i.list = l.id
    ))::text into its_receipt
  from disposal_list l
  join disposal_decision d on d.municipality = l.municipality and d.list = l.id
  join retention_policy p on p.municipality = l.municipality and p.number = l.policy
  where l.municipality = the_municipality and l.id = the_list;
  update disposal_list l set finished_at = the_now, receipt = its_receipt,
    receipt_sha256 = encode(sha256(convert_to(its_receipt, 'UTF8')), 'hex')
  where l.municipality = the_municipality and l.id = the_list;
end $$;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke all on function access.settle_retention_proposal(), access.due_from(date, integer, text) from public;

alter table retention_proposal enable row level security;
alter table retention_proposal_decision enable row level security;
alter table retention_law_point enable row level security;

create policy reads on retention_proposal for select to hemvist_app
  using (municipality = access.municipality() and access.works_with_retention());
create policy proposes on retention_proposal for insert to hemvist_app
  with check (municipality = access.municipality() and proposed_by = access.account() and access.holds('retention:plan'));
create policy reads on retention_proposal_decision for select to hemvist_app
  using (municipality = access.municipality() and access.works_with_retention());
create policy decides on retention_proposal_decision for insert to hemvist_app
  with check (municipality = access.municipality() and decided_by = access.account()
    and access.holds(case outcome when 'withdrawn' then 'retention:plan' else 'retention:approve' end));
create policy reads on retention_law_point for select to hemvist_app using (municipality = access.municipality());
grant select on retention_proposal, retention_law_point to hemvist_app;
grant insert (municipality, id, action, years, counted_to, research_days, export_first, source, owner, reference, decided_on, valid_from, note,
  proposed_by, proposed_at, idempotency_key) on retention_proposal to hemvist_app;
grant select, insert on retention_proposal_decision to hemvist_app;
