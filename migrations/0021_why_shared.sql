-- Why somebody sees what has been handed over or is planned together, told by the same functions that open it; and what happens to it as
-- events of the case, also when it is done by somebody who sees nothing of the case. See docs/decisions/0021.

-- ── Why ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- access.protects, of anybody.
create function access.protects_from(the_municipality text, the_individual uuid, the_account uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from protected_identity p
    where p.municipality = the_municipality and p.individual = the_individual
      and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
  ) and not exists (
    select from protected_team t
    where t.municipality = the_municipality and t.individual = the_individual and t.account = the_account
      and (t.founder or t.approved_at is not null) and coalesce(t.valid_to >= access.today(), true)
  )
$$;

create or replace function access.protects(the_municipality text, the_individual uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select access.protects_from(the_municipality, the_individual, access.account())
$$;

-- 'open' when a party's part in a plan opens it to them, who are now of the area; else what it is that closes it.
create function access.party_stands(the_party shared_plan_party, the_area text) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case
    when access.protects_from(s.municipality, s.individual, the_party.account) then 'protected'
    when the_party.area <> the_area then 'moved'
    when the_party.ended_at is not null then 'ended'
    when s.ended_at is not null then 'plan-ended'
    when the_party.consent is not null and not access.consent_holds(s.municipality, the_party.consent) then 'consent-ended'
    when the_party.valid_from <= access.today() and coalesce(the_party.valid_to >= access.today(), true) then 'open'
    else 'time'
  end
  from shared_plan s where s.municipality = the_party.municipality and s.id = the_party.plan
$$;

create or replace function access.party_in_plan(the_municipality text, the_plan uuid) returns uuid
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id from shared_plan_party p
  where p.municipality = the_municipality and p.municipality = access.municipality() and p.plan = the_plan and p.account = access.account()
    and access.party_stands(p, access.area()) = 'open'
$$;

create or replace function access.plan_ended_for_me(the_plan uuid) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select w.why
  from shared_plan_party p
  join (values ('ended', 'ended'), ('plan-ended', 'ended'), ('consent-ended', 'consent'), ('time', 'time')) w (stands, why)
    on w.stands = access.party_stands(p, access.area())
  where p.municipality = access.municipality() and p.plan = the_plan and p.account = access.account()
    and access.party_in_plan(p.municipality, p.plan) is null
  order by p.invited_at desc limit 1
$$;

-- Each part that somebody has or has had in a plan, and how it stands: for the owner of anybody, and for whoever takes part of themselves.
create function access.plan_reasons(the_plan uuid, the_account uuid)
  returns table (
    party uuid, stands text, since date, until date, ended_at timestamptz, ground text, ground_version integer, rests_on_consent boolean,
    consent_ended date, shows_name boolean
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.id, case when a.active then access.party_stands(p, a.secrecy_area) else 'inactive' end, p.valid_from, p.valid_to,
    coalesce(p.ended_at, s.ended_at), p.ground, p.ground_version, p.consent is not null, access.consent_ended(p.municipality, p.consent),
    p.shows_name
  from shared_plan_party p
  join shared_plan s on s.municipality = p.municipality and s.id = p.plan
  join account a on a.municipality = p.municipality and a.id = p.account
  where p.municipality = access.municipality() and p.plan = the_plan and p.account = the_account
    and (access.owns_plan(p.municipality, p.plan) or p.id = access.party_in_plan(p.municipality, p.plan))
  order by p.invited_at, p.id
$$;

-- What is handed over to somebody is theirs as long as they are of the area that it was handed over to.
create function access.is_handed_to(to_account uuid, to_area text, the_account uuid, the_area text) returns boolean
  immutable parallel safe language sql as $$ select to_account = the_account and to_area = the_area $$;

alter policy reads on disclosure using (municipality = access.municipality()
  and (access.is_handed_to(to_account, to_area, access.account(), access.area()) or access.sees_case(municipality, case_id)));

-- How what was handed over to somebody stands: for whoever sees it.
create function access.disclosure_reasons(the_disclosure uuid, the_account uuid)
  returns table (stands text, since timestamptz)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select case when not a.active then 'inactive' when access.is_handed_to(d.to_account, d.to_area, a.id, a.secrecy_area) then 'open' else 'moved' end,
    d.signed_at
  from disclosure d join account a on a.municipality = d.municipality and a.id = d.to_account
  where d.municipality = access.municipality() and d.id = the_disclosure and d.to_account = the_account
    and (access.sees_case(d.municipality, d.case_id) or access.is_handed_to(d.to_account, d.to_area, access.account(), access.area()))
$$;

-- ── What happens, as events of the case ────────────────────────────────────────────────────────────────────────────────

-- Who sees a run and not the case learns of what is handed over from it only when it is to themselves.
alter policy reads on event using (
  access.sees_case(municipality, case_id)
  or (access.sees_run(municipality, run_id) and (payload ->> 'disclosure' is null or exists (
    select from disclosure d where d.municipality = event.municipality and d.id = (event.payload ->> 'disclosure')::uuid
  )))
);

-- Written here and not by the application: a recipient, a party, a job and whoever approves see nothing of the case that it is told in.
create function access.tell_event(
  the_municipality text, the_kind text, the_actor uuid, the_case uuid, the_run uuid, the_moment timestamptz, the_payload jsonb
) returns void security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into event (municipality, kind, actor, secrecy_area, case_id, run_id, happened_on, written_at, payload)
  select a.municipality, the_kind, a.id, a.secrecy_area, the_case, the_run, (the_moment at time zone 'Europe/Stockholm')::date, the_moment,
    jsonb_strip_nulls(the_payload)
  from account a where a.municipality = the_municipality and a.id = the_actor
$$;

create function access.tell_disclosure_opened() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform access.tell_event(d.municipality, 'disclosure-opened', new.account, d.case_id, d.run_id, new.read_at,
    jsonb_build_object('disclosure', d.id))
  from disclosure d where d.municipality = new.municipality and d.id = new.disclosure;
  return new;
end $$;
create trigger tell_opened after insert on disclosure_receipt for each row execute function access.tell_disclosure_opened();

-- The job has no account: it is done for the one who signed.
create function access.tell_disclosure_sent() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform access.tell_event(d.municipality, 'disclosure-sent', d.signed_by, d.case_id, d.run_id, coalesce(new.delivered_at, new.stopped_at),
    jsonb_build_object('disclosure', d.id, 'change', case when new.stopped_at is null then 'delivered' else 'stopped' end, 'to', d.to_party,
      'receipt', new.receipt))
  from disclosure d where d.municipality = new.municipality and d.id = new.disclosure;
  return new;
end $$;
create trigger tell_sent after update on outbox for each row
  when (old.delivered_at is null and old.stopped_at is null and (new.delivered_at is not null or new.stopped_at is not null))
  execute function access.tell_disclosure_sent();

create function access.tell_plan_step() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  what_changed text := case
    when tg_op = 'INSERT' then 'added'
    when new.removed_at is not null then 'removed'
    when new.done_on is not distinct from old.done_on then 'shown-or-hidden'
    when new.done_on is null then 'undone'
    else 'done'
  end;
begin
  perform access.tell_event(s.municipality, 'shared-plan-step-changed', coalesce(access.account(), new.written_by), s.case_id, null,
    coalesce(access.now(), new.written_at), jsonb_build_object('plan', s.id, 'step', new.id, 'party', new.party, 'change', what_changed,
      'what', new.what, 'due', new.due, 'doneOn', new.done_on, 'hiddenFrom', to_jsonb(new.hidden_from)))
  from shared_plan s where s.municipality = new.municipality and s.id = new.plan;
  return new;
end $$;
create trigger tell_step after insert or update on shared_plan_step for each row execute function access.tell_plan_step();

-- A protection is the individual's: it is told in each of their cases.
create function access.tell_let_in() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform access.tell_event(c.municipality, 'protection-team-changed', new.approved_by, c.id, null, new.approved_at,
    jsonb_build_object('change', 'let-in', 'account', new.account, 'member', new.id))
  from case_file c where c.municipality = new.municipality and c.individual = new.individual;
  return new;
end $$;
create trigger tell_let_in after update on protected_team for each row
  when (old.approved_at is null and new.approved_at is not null) execute function access.tell_let_in();

create function access.tell_protection_ended() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform access.tell_event(c.municipality, 'protection-ended', new.ended_by, c.id, null, new.ended_at,
    jsonb_build_object('protection', new.id))
  from case_file c where c.municipality = new.municipality and c.individual = new.individual;
  return new;
end $$;
create trigger tell_ended after update on protected_identity for each row
  when (old.ended_at is null and new.ended_at is not null) execute function access.tell_protection_ended();

revoke all on function access.protects_from(text, uuid, uuid), access.party_stands(shared_plan_party, text), access.plan_reasons(uuid, uuid),
  access.is_handed_to(uuid, text, uuid, text), access.disclosure_reasons(uuid, uuid),
  access.tell_event(text, text, uuid, uuid, uuid, timestamptz, jsonb), access.tell_disclosure_opened(), access.tell_disclosure_sent(),
  access.tell_plan_step(), access.tell_let_in(), access.tell_protection_ended() from public;
grant execute on function access.plan_reasons(uuid, uuid), access.is_handed_to(uuid, text, uuid, text), access.disclosure_reasons(uuid, uuid)
  to hemvist_app;
