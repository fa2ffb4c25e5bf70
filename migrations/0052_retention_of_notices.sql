-- Notices that were closed without being about any case, disposed of as cases are: by a policy that two have approved, on a list that two
-- have approved. See docs/decisions/0018.

-- ── For how long ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Months after a notice was closed. Without a number they are kept until somebody decides, and a municipality that preserves keeps them, too.

alter table retention_policy add column notice_months integer check (notice_months between 1 and 1200),
  add constraint retention_policy_notices check (notice_months is null or action = 'dispose');
alter table retention_proposal add column notice_months integer check (notice_months between 1 and 1200),
  add constraint retention_proposal_notices check (notice_months is null or action = 'dispose');
grant insert (notice_months) on retention_proposal to hemvist_app;

create or replace function access.settle_retention_proposal() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform pg_advisory_xact_lock(4719, hashtext(new.municipality));
  update retention_proposal p set settled_at = new.decided_at where (p.municipality, p.id) = (new.municipality, new.proposal);
  if new.outcome = 'approved' then
    insert into retention_policy (municipality, number, action, years, counted_to, research_days, export_first, notice_months, source, owner,
      reference, decided_on, valid_from, proposal, proposed_by, approved_by, approved_at)
    select p.municipality, coalesce((select max(v.number) from retention_policy v where v.municipality = p.municipality), 0) + 1,
      p.action, p.years, p.counted_to, p.research_days, p.export_first, p.notice_months, p.source, p.owner, p.reference, p.decided_on,
      greatest(p.valid_from, (new.decided_at at time zone 'Europe/Stockholm')::date), p.id, p.proposed_by, new.decided_by, new.decided_at
    from retention_proposal p where (p.municipality, p.id) = (new.municipality, new.proposal);
  end if;
  return null;
end $$;

insert into retention_law_point (municipality, number, provision, text_sv, text_en, to_confirm, owner, noted_on)
select p.municipality, max(p.number) + 1, 'Dataskyddsförordningen (EU) 2016/679 artikel 5.1 e; arkivlagen (1990:782) 10 §',
  'En underrättelse som inte hör till något ärende sparas inte längre än den behövs. Hur länge det är, och om den får gallras eller ska bevaras för forskning, är inte klarlagt.',
  'A notice that belongs to no case is not kept longer than it is needed. How long that is, and whether it may be disposed of or is to be kept for research, is not clear.',
  true, 'Kommunens jurist', '2026-11-28'
from retention_law_point p group by p.municipality;

-- ── A stop, also of a notice ────────────────────────────────────────────────────────────────────────────────────────
-- Of one that has been closed: case_number is its receipt then. It is never linked to a case afterwards.

alter table legal_hold add column notice uuid, alter column case_id drop not null,
  add foreign key (municipality, notice) references intake_notice,
  add constraint legal_hold_of_one check (num_nonnulls(case_id, notice) = 1);
create index legal_hold_notice on legal_hold (municipality, notice) where notice is not null;

-- By its whole receipt, in the own area: a notice that may be disposed of some day.
create function access.notice_to_stop(the_receipt text) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select n.id from intake_notice n
  where n.municipality = access.municipality() and n.secrecy_area = access.area() and n.receipt = the_receipt
    and n.case_id is null and n.closed_at is not null and access.holds('retention:plan')
$$;

drop policy places on legal_hold;
create policy places on legal_hold for insert to hemvist_app
  with check (municipality = access.municipality() and secrecy_area = access.area() and placed_by = access.account()
    and lifted_by is null and access.holds('retention:plan') and case
      when notice is null then access.is_own_case(municipality, case_id)
      else notice = access.notice_to_stop(case_number) end);

-- ── The rule ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The same as noticeVerdictOf in oversight/retention/retention.ts, which a test compares it with. A closed notice is never linked to a case
-- afterwards, and belongs to the area of the unit where it landed.

create function access.notice_verdicts(the_municipality text, the_area text, the_notice uuid, the_today date)
  returns table (notice uuid, receipt text, closed_on date, held boolean, due_from date, verdict text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  with dated as (
    select n.id, n.receipt, (n.closed_at at time zone 'Europe/Stockholm')::date as closed_on, p.action, p.approved_by, p.notice_months,
      exists (
        select from legal_hold h where h.municipality = n.municipality and h.notice = n.id
          and h.lifted_at is null and coalesce(h.until >= the_today, true)
      ) as held
    from intake_notice n left join access.retention_policy_of(the_municipality, the_today) p on true
    where n.municipality = the_municipality and n.secrecy_area = the_area and (the_notice is null or n.id = the_notice)
      and n.case_id is null and n.closed_at is not null
  ), due as (
    select d.*, (d.closed_on + make_interval(months => d.notice_months))::date + 1 as due_from from dated d
  )
  select d.id, d.receipt, d.closed_on, d.held, d.due_from, case
      when d.action is null then 'no-policy'
      when d.action = 'preserve' then 'preserved'
      when d.approved_by is null then 'unconfirmed'
      when d.notice_months is null then 'undecided'
      when d.held then 'held'
      when d.due_from > the_today then 'not-due'
      else 'due'
    end
  from due d order by d.closed_on, d.receipt
$$;

-- For those who plan, of the own area: nothing of what they say.
create function access.retention_notices() returns table (closed_on date, held boolean)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select v.closed_on, v.held from access.notice_verdicts(access.municipality(), access.area(), null, access.today()) v
  where access.works_with_retention()
$$;

-- ── On a list, beside the cases ─────────────────────────────────────────────────────────────────────────────────────
-- Of a notice case_id is its id, case_number its receipt and last_entry_on the day on which it was closed.

alter table disposal_item add column kind text not null default 'case' check (kind in ('case', 'notice'));
alter table disposal_list add column notices integer not null default 0 check (notices >= 0),
  drop constraint disposal_list_cases_check,
  add constraint disposal_list_cases_check check (cases >= 0 and cases + notices > 0);

create or replace function access.propose_disposal(the_id uuid, the_note text, the_key uuid) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  found_items jsonb;
begin
  if not access.holds('retention:plan') then
    raise exception 'plans nothing' using errcode = 'insufficient_privilege';
  end if;
  -- One at a time in an area, so that lists are numbered one after another and nothing is on two.
  perform pg_advisory_xact_lock(4718, hashtext(access.municipality() || '/' || access.area()));
  select jsonb_agg(to_jsonb(d)) into found_items from (
    select v.* from (
      select 'case' as kind, c.case_id, c.case_number, c.last_entry_on, c.due_from
      from access.retention_verdicts(access.municipality(), access.area(), null, access.today()) c where c.verdict = 'due'
      union all
      select 'notice', n.notice, n.receipt, n.closed_on, n.due_from
      from access.notice_verdicts(access.municipality(), access.area(), null, access.today()) n where n.verdict = 'due'
    ) v
    where not exists (
      select from disposal_item i where i.municipality = access.municipality() and i.case_id = v.case_id and i.outcome is null)
    order by v.due_from, v.case_number limit 500
  ) d;
  if found_items is null then return 0; end if;
  insert into disposal_list (municipality, id, secrecy_area, number, policy, note, cases, notices, proposed_by, proposed_at, idempotency_key)
  select access.municipality(), the_id, access.area(),
    coalesce((select max(l.number) from disposal_list l
      where l.municipality = access.municipality() and l.secrecy_area = access.area()), 0) + 1,
    p.number, the_note, counted.cases, counted.notices, access.account(), access.now(), the_key
  from access.retention_policy_of(access.municipality(), access.today()) p
  cross join (
    select count(*) filter (where f ->> 'kind' = 'case') as cases, count(*) filter (where f ->> 'kind' = 'notice') as notices
    from jsonb_array_elements(found_items) f
  ) counted;
  insert into disposal_item (municipality, list, kind, case_id, case_number, last_entry_on, due_from)
  select access.municipality(), the_id, f.kind, f.case_id, f.case_number, f.last_entry_on, f.due_from
  from jsonb_to_recordset(found_items) as f (kind text, case_id uuid, case_number text, last_entry_on date, due_from date);
  return jsonb_array_length(found_items);
end $$;

-- ── Disposal, for the job ───────────────────────────────────────────────────────────────────────────────────────────

-- A notice is not exported: there is no case to export it with.
create or replace function access.disposals_waiting(the_after uuid, the_limit integer, the_now timestamptz)
  returns table (municipality text, list uuid, case_id uuid, export_first boolean)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select i.municipality, i.list, i.case_id,
    i.kind = 'case' and coalesce((
      select p.export_first from access.retention_policy_of(i.municipality, (the_now at time zone 'Europe/Stockholm')::date) p
    ), true)
  from disposal_item i
  join disposal_decision d on d.municipality = i.municipality and d.list = i.list and d.outcome = 'approved'
  where i.outcome is null and access.account() is null and (the_after is null or i.case_id > the_after)
  order by i.case_id limit the_limit
$$;

-- Settles one notice of an approved list, as a case is settled: the rule is asked once more, then it goes with its files, or stays.
create function access.dispose_notice(the_municipality text, the_list uuid, the_notice uuid, the_now timestamptz) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  the_today date := (the_now at time zone 'Europe/Stockholm')::date;
  its_area text;
  its_policy integer;
  its_verdict text;
  its_checksum text;
  files integer;
  stops integer;
begin
  perform pg_advisory_xact_lock_shared(4719, hashtext(the_municipality));
  perform from disposal_item i where i.municipality = the_municipality and i.list = the_list and i.case_id = the_notice for update;
  if not access.awaits_disposal(the_municipality, the_list, the_notice) then return null; end if;
  select l.secrecy_area into its_area from disposal_list l where l.municipality = the_municipality and l.id = the_list;
  perform from intake_notice n where n.municipality = the_municipality and n.id = the_notice for update;
  select p.number into its_policy from access.retention_policy_of(the_municipality, the_today) p;
  select v.verdict into its_verdict from access.notice_verdicts(the_municipality, its_area, the_notice, the_today) v;
  if its_verdict is distinct from 'due' then
    update disposal_item i set outcome = 'kept', reason = coalesce(its_verdict, 'gone'), policy = its_policy, settled_at = the_now
    where i.municipality = the_municipality and i.list = the_list and i.case_id = the_notice;
    perform access.finish_disposal(the_municipality, the_list, the_now);
    return 'kept';
  end if;
  select encode(sha256(convert_to((to_jsonb(n) || jsonb_build_object('attachments', coalesce((
      select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'sha256', t.sha256) order by t.id) from attachment t
      where t.municipality = n.municipality and t.notice = n.id), '[]')))::text, 'UTF8')), 'hex')
  into its_checksum from intake_notice n where n.municipality = the_municipality and n.id = the_notice;
  delete from attachment t where t.municipality = the_municipality and t.notice = the_notice;
  get diagnostics files = row_count;
  delete from legal_hold h where h.municipality = the_municipality and h.notice = the_notice;
  get diagnostics stops = row_count;
  delete from intake_notice n where n.municipality = the_municipality and n.id = the_notice;
  update disposal_item i set outcome = 'disposed', policy = its_policy, settled_at = the_now, checksum = its_checksum,
    rows = jsonb_build_object('intake_notice', 1, 'attachment', files, 'legal_hold', stops)
  where i.municipality = the_municipality and i.list = the_list and i.case_id = the_notice;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
  select the_municipality, the_now, d.decided_by, its_area, 'retention.dispose', 'job', 'ok', array['notice', 'notice:' || the_notice]
  from disposal_decision d where d.municipality = the_municipality and d.list = the_list;
  perform access.finish_disposal(the_municipality, the_list, the_now);
  return 'disposed';
end $$;

alter function access.dispose_case(text, uuid, uuid, timestamptz) rename to dispose_case_but_notices;
create function access.dispose_case(the_municipality text, the_list uuid, the_case uuid, the_now timestamptz) returns text
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if exists (
    select from disposal_item i
    where i.municipality = the_municipality and i.list = the_list and i.case_id = the_case and i.kind = 'notice'
  ) then
    return access.dispose_notice(the_municipality, the_list, the_case, the_now);
  end if;
  return access.dispose_case_but_notices(the_municipality, the_list, the_case, the_now);
end $$;

-- The receipt counts and lists each kind by itself.
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
    'disposed', done.cases_disposed, 'kept', done.cases_kept,
    'noticesDisposed', done.notices_disposed, 'noticesKept', done.notices_kept,
    'rows', coalesce((
      select jsonb_object_agg(t.key, t.n) from (
        select r.key, sum(r.value::text::integer) as n
        from disposal_item i cross join lateral jsonb_each(i.rows) r
        where i.municipality = l.municipality and i.list = l.id group by r.key
      ) t
    ), '{}'),
    'cases', done.cases, 'notices', done.notices)::text into its_receipt
  from disposal_list l
  join disposal_decision d on d.municipality = l.municipality and d.list = l.id
  join retention_policy p on p.municipality = l.municipality and p.number = l.policy
  cross join lateral (
    select
      count(*) filter (where i.kind = 'case' and i.outcome = 'disposed') as cases_disposed,
      count(*) filter (where i.kind = 'case' and i.outcome = 'kept') as cases_kept,
      count(*) filter (where i.kind = 'notice' and i.outcome = 'disposed') as notices_disposed,
      count(*) filter (where i.kind = 'notice' and i.outcome = 'kept') as notices_kept,
      coalesce(jsonb_agg(t.told order by i.case_id) filter (where i.kind = 'case'), '[]') as cases,
      coalesce(jsonb_agg(t.told order by i.case_id) filter (where i.kind = 'notice'), '[]') as notices
    from disposal_item i
    cross join lateral (
      select jsonb_strip_nulls(jsonb_build_object(
        i.kind, i.case_id, 'outcome', i.outcome, 'reason', i.reason, 'policy', i.policy, 'rows', i.rows, 'checksum', i.checksum,
        'export', i.export_sha256
      )) as told
    ) t
    where i.municipality = l.municipality and i.list = l.id
  ) done
  where l.municipality = the_municipality and l.id = the_list;
  update disposal_list l set finished_at = the_now, receipt = its_receipt,
    receipt_sha256 = encode(sha256(convert_to(its_receipt, 'UTF8')), 'hex')
  where l.municipality = the_municipality and l.id = the_list;
end $$;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke all on function access.notice_to_stop(text), access.notice_verdicts(text, text, uuid, date), access.retention_notices(),
  access.dispose_notice(text, uuid, uuid, timestamptz), access.dispose_case_but_notices(text, uuid, uuid, timestamptz),
  access.dispose_case(text, uuid, uuid, timestamptz) from public;
revoke all on function access.dispose_case_but_notices(text, uuid, uuid, timestamptz) from hemvist_app;
grant execute on function access.notice_to_stop(text), access.retention_notices(), access.dispose_case(text, uuid, uuid, timestamptz) to hemvist_app;
