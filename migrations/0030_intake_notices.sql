-- Notices from landlords and disturbance on-call services (rutin 2022-02-15; jordabalken 12:44): they come through a form that asks for
-- no sign-in, and land in the intake of the place where the tenant lives.

-- ── Where a notice lands ────────────────────────────────────────────────────────────────────────────────────────────
-- The narrowest rule that fits: a street, within numbers when they are given; postal codes, the fewest first; a locality; else the default.

create table intake_rule (
  municipality text not null,
  id uuid not null,
  kind text not null check (kind in ('street', 'postal', 'locality', 'default')),
  street text not null default '' check (street = lower(btrim(street))),
  number_from integer check (number_from between 1 and 9999),
  number_to integer check (number_to between 1 and 9999),
  postal_from text not null default '' check (postal_from ~ '^([0-9]{5})?$'),
  postal_to text not null default '' check (postal_to ~ '^([0-9]{5})?$'),
  locality text not null default '' check (locality = lower(btrim(locality))),
  unit text not null,
  made_by uuid,
  made_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, unit) references unit,
  foreign key (municipality, made_by) references account,
  foreign key (municipality, removed_by) references account,
  check ((kind = 'street') = (street <> '')),
  check ((kind = 'postal') = (postal_from <> '') and (kind = 'postal') = (postal_to <> '') and postal_to >= postal_from),
  check ((kind = 'locality') = (locality <> '')),
  check (kind = 'street' or (number_from is null and number_to is null)),
  check ((number_from is null) = (number_to is null) and number_to >= number_from),
  check ((removed_at is null) = (removed_by is null))
);
create unique index intake_rule_one_default on intake_rule (municipality) where kind = 'default' and removed_at is null;

create function access.intake_of(the_municipality text, the_street text, the_number integer, the_postal text, the_locality text)
  returns table (rule uuid, unit text, secrecy_area text)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select r.id, r.unit, u.secrecy_area
  from intake_rule r join unit u on u.municipality = r.municipality and u.id = r.unit
  where r.municipality = the_municipality and r.removed_at is null and case r.kind
    when 'street' then r.street = lower(btrim(the_street)) and coalesce(the_number between r.number_from and r.number_to, r.number_from is null)
    when 'postal' then the_postal between r.postal_from and r.postal_to
    when 'locality' then r.locality = lower(btrim(the_locality))
    else true end
  order by array_position(array['street', 'postal', 'locality', 'default'], r.kind), r.number_to - r.number_from nulls last,
    nullif(r.postal_to, '')::integer - nullif(r.postal_from, '')::integer nulls last, r.made_at desc, r.id
  limit 1
$$;

-- ── The notices ─────────────────────────────────────────────────────────────────────────────────────────────────────
-- What the sender says stands as it came. case_id is the case that somebody at the intake has found that it is about.

create table intake_notice (
  municipality text not null,
  id uuid not null,
  receipt text not null check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  secrecy_area text not null,
  unit text not null,
  rule uuid not null,
  kind text not null check (kind in ('termination', 'rectification')),
  reason text not null check (reason in ('rent', 'disturbance', 'other')),
  sender_role text not null check (sender_role in ('landlord', 'disturbanceOnCall')),
  sender text not null,
  contact text not null,
  phone text not null,
  email text not null,
  tenant text not null,
  tenant_identity text not null,
  street text not null,
  street_number integer,
  address text not null,
  apartment text not null,
  postal_code text not null,
  locality text not null,
  dated_on date not null,
  tenant_served_on date,
  message text not null,
  arrived_on date not null,
  arrived_at timestamptz not null,
  -- The same notice sent twice has the same: which are alike is asked when they are read, and never while one comes.
  likeness text not null generated always as (md5(kind || '|' || lower(street) || '|' || coalesce(street_number, 0)::text || '|'
    || lower(apartment) || '|' || postal_code || '|' || (dated_on - date '2000-01-01')::text || '|' || lower(sender))) stored,
  case_id uuid,
  run_id uuid,
  linked_by uuid,
  linked_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  close_reason text check (btrim(close_reason) <> ''),
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, receipt),
  unique (municipality, idempotency_key),
  foreign key (municipality, secrecy_area, unit) references unit (municipality, secrecy_area, id),
  foreign key (municipality, rule) references intake_rule,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run,
  foreign key (municipality, linked_by) references account,
  foreign key (municipality, closed_by) references account,
  check ((case_id is null) = (linked_by is null) and (case_id is null) = (linked_at is null)),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (close_reason is null)),
  check (closed_at is null or case_id is null),
  check (run_id is null or case_id is not null)
);
create index intake_notice_waiting on intake_notice (municipality, secrecy_area, arrived_at) where case_id is null;
create index intake_notice_case on intake_notice (municipality, case_id) where case_id is not null;
create index intake_notice_likeness on intake_notice (municipality, secrecy_area, likeness);

-- A file of a notice. What comes with a form that nobody is signed in to is claimed by a secret in the form; its hash is here.
alter table attachment add column notice uuid;
alter table attachment add foreign key (municipality, notice) references intake_notice;
alter table attachment add column claim bytea check (length(claim) = 32);
alter table attachment add check (num_nonnulls(consent, notice) <= 1);
alter table attachment add check (uploaded_by is not null or claim is not null);
create index attachment_notice on attachment (municipality, notice) where notice is not null;
create index attachment_sha256 on attachment (municipality, sha256) where notice is not null;

-- ── What the form may do: outside the door, as nobody is signed in. It asks about nothing that is known ─────────────

create function access.intake_municipalities() returns table (code text, name text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select m.code, m.name from municipality m
  where exists (select from intake_rule r where r.municipality = m.code and r.kind = 'default' and r.removed_at is null)
  order by m.name, m.code
$$;

create function access.keep_notice_file(
  the_municipality text, the_id uuid, the_claim bytea, the_name text, the_kind text, the_size integer, the_sha256 text, the_state text,
  the_now timestamptz
) returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into attachment (municipality, id, name, kind, size, sha256, state, uploaded_at, next_scan_at, claim)
  select the_municipality, the_id, the_name, the_kind, the_size, the_sha256, the_state, the_now, the_now, the_claim
  where access.account() is null and the_state in ('not-scanned', 'waiting')
$$;

create function access.keep_notice_piece(the_municipality text, the_attachment uuid, the_claim bytea, the_position integer, the_bytes bytea)
  returns void volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into attachment_part (municipality, attachment, position, bytes)
  select a.municipality, a.id, the_position, the_bytes from attachment a
  where a.municipality = the_municipality and a.id = the_attachment and a.claim = the_claim and a.notice is null
$$;

create function access.pending_notice_file(the_municipality text, the_id uuid, the_claim bytea)
  returns table (id uuid, name text, kind text, size integer, sha256 text, state text, uploaded_at timestamptz)
  stable rows 1 security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select a.id, a.name, a.kind, a.size, a.sha256, a.state, a.uploaded_at from attachment a
  where a.municipality = the_municipality and a.id = the_id and a.claim = the_claim and a.notice is null
$$;

-- Takes a notice in, and gives its receipt: of the same form sent twice the first one's.
create function access.receive_notice(
  the_municipality text, the_id uuid, the_key uuid, the_receipt text, the_now timestamptz, said jsonb, the_attachment uuid, the_claim bytea
) returns text volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  place record;
  given text;
begin
  if access.account() is not null then return null; end if;
  select * into place from access.intake_of(the_municipality, said ->> 'street', (said ->> 'number')::integer, said ->> 'postalCode',
    said ->> 'locality');
  if not found then return null; end if;
  insert into intake_notice (municipality, id, receipt, secrecy_area, unit, rule, kind, reason, sender_role, sender, contact, phone, email,
    tenant, tenant_identity, street, street_number, address, apartment, postal_code, locality, dated_on, tenant_served_on, message,
    arrived_on, arrived_at, idempotency_key)
  values (the_municipality, the_id, the_receipt, place.secrecy_area, place.unit, place.rule, said ->> 'kind', said ->> 'reason',
    said ->> 'senderRole', said ->> 'sender', said ->> 'contact', said ->> 'phone', said ->> 'email', said ->> 'tenant',
    said ->> 'tenantIdentity', said ->> 'street', (said ->> 'number')::integer, said ->> 'address', said ->> 'apartment',
    said ->> 'postalCode', said ->> 'locality', (said ->> 'datedOn')::date, (said ->> 'tenantServedOn')::date, said ->> 'message',
    (the_now at time zone 'Europe/Stockholm')::date, the_now, the_key)
  on conflict (municipality, idempotency_key) do nothing returning receipt into given;
  if given is null then
    select n.receipt into given from intake_notice n where n.municipality = the_municipality and n.idempotency_key = the_key;
    return given;
  end if;
  update attachment a set notice = the_id
  where a.municipality = the_municipality and a.id = the_attachment and a.claim = the_claim and a.notice is null;
  insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, parts)
  values (the_municipality, the_now, '00000000-0000-0000-0000-000000000000', place.secrecy_area, 'intake.receive', 'page', 'ok',
    array['notice', 'notice:' || the_id]);
  return given;
end $$;

-- ── The intake's ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Which notices of the same area are alike, by what they say or by the file that came with them. Of those that have been linked to a case
-- that is told, and not to which.
create function access.alike_notices(the_notice uuid)
  returns table (id uuid, receipt text, arrived_on date, linked boolean, closed boolean, same_file boolean)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select o.id, o.receipt, o.arrived_on, o.case_id is not null, o.closed_at is not null, f.same
  from intake_notice n
  join intake_notice o on o.municipality = n.municipality and o.secrecy_area = n.secrecy_area and o.id <> n.id
  cross join lateral (select exists (
    select from attachment a join attachment b on b.municipality = a.municipality and b.sha256 = a.sha256
    where a.municipality = n.municipality and a.notice = n.id and b.notice = o.id
  ) as same) f
  where n.municipality = access.municipality() and n.secrecy_area = access.area() and n.id = the_notice
    and access.holds('intake:handle') and (o.likeness = n.likeness or f.same)
  order by o.arrived_at, o.id
$$;

-- Says which case a notice is about: one of the own area, also one that somebody else works with, who is told. From then on it is seen by
-- who sees the case. False when it has been linked or closed meanwhile, or there is no such case to link it to.
create function access.link_notice(the_notice uuid, the_case uuid) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  n intake_notice;
begin
  update intake_notice x set case_id = the_case, linked_by = access.account(), linked_at = access.now()
  where x.municipality = access.municipality() and x.secrecy_area = access.area() and x.id = the_notice and x.case_id is null
    and x.closed_at is null and access.holds('intake:handle')
    and exists (
      select from case_file c where c.municipality = x.municipality and c.id = the_case and c.secrecy_area = x.secrecy_area
        and not access.protects(c.municipality, c.individual)
    )
  returning * into n;
  if not found then return false; end if;
  insert into event (municipality, kind, actor, secrecy_area, case_id, happened_on, written_at, payload)
  values (n.municipality, 'intake-notice-linked', access.account(), n.secrecy_area, the_case, n.arrived_on, access.now(),
    jsonb_build_object('notice', n.id, 'receipt', n.receipt, 'said', jsonb_build_object('unit', n.unit, 'kind', n.kind,
      'reason', n.reason, 'senderRole', n.sender_role, 'sender', n.sender, 'contact', n.contact, 'phone', n.phone, 'email', n.email,
      'tenant', n.tenant, 'tenantIdentity', n.tenant_identity, 'address', n.address, 'apartment', n.apartment,
      'postalCode', n.postal_code, 'locality', n.locality, 'datedOn', n.dated_on, 'tenantServedOn', coalesce(n.tenant_served_on::text, ''),
      'message', n.message, 'arrivedOn', n.arrived_on)));
  insert into notice (municipality, id, account, kind, case_id, caused_by, at)
  select distinct on (a.account) a.municipality, gen_random_uuid(), a.account, 'intake-notice', the_case, access.account(), access.now()
  from assignment a
  where a.municipality = n.municipality and a.case_id = the_case and a.run_id is null and a.account <> access.account()
    and a.valid_from <= access.today() and coalesce(a.valid_to >= access.today(), true);
  return true;
end $$;

-- ── It goes with its case, and what came with a form that nobody sent again goes after a day ────────────────────────

create or replace function access.drop_forgotten_attachments(the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  n integer;
begin
  if access.account() is not null then return 0; end if;
  delete from attachment a where a.consent is null and a.notice is null and a.uploaded_at < the_now - interval '1 day';
  get diagnostics n = row_count;
  return n;
end $$;

alter function access.delete_case_rows(text, uuid) rename to delete_case_rows_but_notices;
create function access.delete_case_rows(the_municipality text, the_case uuid) returns jsonb
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  files integer;
  notices integer;
  counts jsonb;
begin
  delete from attachment a using intake_notice n
  where a.municipality = the_municipality and n.municipality = a.municipality and n.id = a.notice and n.case_id = the_case;
  get diagnostics files = row_count;
  delete from intake_notice n where n.municipality = the_municipality and n.case_id = the_case;
  get diagnostics notices = row_count;
  counts := access.delete_case_rows_but_notices(the_municipality, the_case);
  return counts || jsonb_build_object('intake_notice', notices, 'attachment', files + (counts ->> 'attachment')::integer);
end $$;

-- ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────────────────

revoke all on function access.intake_of(text, text, integer, text, text), access.intake_municipalities(),
  access.keep_notice_file(text, uuid, bytea, text, text, integer, text, text, timestamptz),
  access.keep_notice_piece(text, uuid, bytea, integer, bytea), access.pending_notice_file(text, uuid, bytea),
  access.receive_notice(text, uuid, uuid, text, timestamptz, jsonb, uuid, bytea), access.alike_notices(uuid),
  access.link_notice(uuid, uuid), access.delete_case_rows(text, uuid) from public;
grant execute on function access.intake_municipalities(),
  access.keep_notice_file(text, uuid, bytea, text, text, integer, text, text, timestamptz),
  access.keep_notice_piece(text, uuid, bytea, integer, bytea), access.pending_notice_file(text, uuid, bytea),
  access.receive_notice(text, uuid, uuid, text, timestamptz, jsonb, uuid, bytea), access.alike_notices(uuid),
  access.link_notice(uuid, uuid) to hemvist_app;

alter table intake_rule enable row level security;
alter table intake_notice enable row level security;

create policy reads on intake_rule for select to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer'));
create policy makes on intake_rule for insert to hemvist_app
  with check (municipality = access.municipality() and made_by = access.account() and access.holds('organisation:administer'));
create policy removes on intake_rule for update to hemvist_app
  using (municipality = access.municipality() and access.holds('organisation:administer') and removed_at is null)
  with check (removed_by = access.account());

-- What nobody has linked is the intake's; what has been is of the case.
create policy reads on intake_notice for select to hemvist_app using (case
  when case_id is null then municipality = access.municipality() and secrecy_area = access.area() and access.holds('intake:handle')
  else access.sees_case(municipality, case_id) end);
create policy closes on intake_notice for update to hemvist_app
  using (case_id is null and closed_at is null and municipality = access.municipality() and secrecy_area = access.area()
    and access.holds('intake:handle'))
  with check (closed_by = access.account());
create policy starts on intake_notice for update to hemvist_app
  using (access.sees_case(municipality, case_id))
  with check (exists (
    select from run r where r.municipality = intake_notice.municipality and r.id = intake_notice.run_id and r.case_id = intake_notice.case_id
  ));

drop policy reads on attachment;
create policy reads on attachment for select to hemvist_app using (
  case
    when consent is not null then
      exists (select from consent c where c.municipality = attachment.municipality and c.id = attachment.consent)
    when notice is not null then
      exists (select from intake_notice n where n.municipality = attachment.municipality and n.id = attachment.notice)
    else municipality = access.municipality() and uploaded_by = access.account()
  end
);
drop policy brings on attachment;
create policy brings on attachment for insert to hemvist_app
  with check (municipality = access.municipality() and uploaded_by = access.account() and consent is null and notice is null
    and state in ('not-scanned', 'waiting'));

grant select, insert on intake_rule to hemvist_app;
grant update (removed_at, removed_by) on intake_rule to hemvist_app;
grant select on intake_notice to hemvist_app;
grant update (run_id, closed_by, closed_at, close_reason) on intake_notice to hemvist_app;
