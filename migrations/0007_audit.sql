-- The audit in months, sealed in chains, and read by those it concerns; the jobs that keep it so; the review of who has read what.

-- ── The audit in months ─────────────────────────────────────────────────────────────────────────────────────────────
-- One partition a month, in a schema that the application may not enter: rows go in through the parent, where the policies are. What
-- has no month of its own goes to the rest, so that a write never fails for want of one.

create schema audit_partition;

do $$
declare
  policies text[];
  names text;
  statement text;
begin
  select array_agg(
    format('create policy %I on public.audit for %s to hemvist_app', policyname, cmd)
      || coalesce(' using (' || qual || ')', '') || coalesce(' with check (' || with_check || ')', '')
  ) into policies from pg_policies where schemaname = 'public' and tablename = 'audit';
  alter table audit rename to audit_before;
  create table audit (
    like audit_before including defaults including constraints including identity,
    -- Which transaction wrote the row: what decides when it can be sealed, see access.seal_audit.
    tx xid8 not null default pg_current_xact_id(),
    constraint audit_key primary key (municipality, at, id)
  ) partition by range (at);
  create table audit_partition.rest partition of audit default;
  alter table audit_partition.rest enable row level security;
  select string_agg(quote_ident(attname), ', ' order by attnum) into names
  from pg_attribute where attrelid = 'audit_before'::regclass and attnum > 0 and not attisdropped;
  execute format('insert into audit (%1$s) overriding system value select %1$s from audit_before', names);
  perform setval(pg_get_serial_sequence('public.audit', 'id'), coalesce((select max(id) from audit), 0) + 1, false);
  drop table audit_before;
  alter table audit enable row level security;
  foreach statement in array policies loop execute statement; end loop;
end $$;

-- Nobody says for another transaction when it wrote.
create policy own_transaction on audit as restrictive for insert to hemvist_app with check (tx = pg_current_xact_id());
grant insert on audit to hemvist_app;

-- Whose cases, runs and people a row tells of; who read, by time; and what has been written since the last seal. Each is kept per month,
-- so that what a write costs follows the month and not the years.
create index audit_subject on audit using gin (case_ids, run_ids, individual_ids);
create index audit_actor on audit (municipality, actor, at);
create index audit_tx on audit (tx, id);

-- Makes the partition of a month, and moves there what the rest has of it. Gives whether there was anything to make. Waits for nobody for
-- long: when the rest is in use, the next try makes it.
create function access.ensure_audit_partition(the_month date) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' set lock_timeout = '2s' language plpgsql as $$
declare
  first_day date := date_trunc('month', the_month)::date;
  next_month date := (date_trunc('month', the_month) + interval '1 month')::date;
  its_name text := 'audit_' || to_char(the_month, 'YYYY_MM');
begin
  if first_day < date '2000-01-01' or first_day > current_date + interval '13 months' then return false; end if;
  if to_regclass(format('audit_partition.%I', its_name)) is not null then return false; end if;
  perform pg_advisory_xact_lock(4715);
  if to_regclass(format('audit_partition.%I', its_name)) is not null then return false; end if;
  lock table audit_partition.rest in access exclusive mode;
  execute format('create table audit_partition.%I (like public.audit including defaults including constraints)', its_name);
  execute format('alter table audit_partition.%I enable row level security', its_name);
  execute format(
    'with moved as (delete from audit_partition.rest where at >= %L and at < %L returning *) insert into audit_partition.%I select * from moved',
    first_day::timestamptz, next_month::timestamptz, its_name);
  execute format('alter table public.audit attach partition audit_partition.%I for values from (%L) to (%L)',
    its_name, first_day::timestamptz, next_month::timestamptz);
  return true;
end $$;

-- The months that want a partition: this one and the next three, and those that have gone to the rest meanwhile.
create function access.ensure_audit_partitions(the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language sql as $$
  select count(*)::integer from (
    select access.ensure_audit_partition(month) as made
    from (
      select (date_trunc('month', the_now) + n * interval '1 month')::date as month from generate_series(0, 3) n
      union select distinct date_trunc('month', at)::date from audit_partition.rest
      order by 1
    ) months
  ) tried where made
$$;

select access.ensure_audit_partitions(now());

-- ── Seals: a chain for each secrecy area ────────────────────────────────────────────────────────────────────────────
-- body is what has been sealed, as text: the digest of each entry, and the hash of the seal before. hash is the sha256 of body. The rest is
-- for finding one's place, and stands in body too. See docs/decisions/0017.

create table audit_seal (
  municipality text not null,
  secrecy_area text not null,
  number integer not null check (number > 0),
  sealed_at timestamptz not null,
  last_tx xid8 not null,
  last_id bigint not null,
  -- After the database has been restored into another cluster transactions are counted anew: from which seal, and above which entry.
  counted_from integer not null,
  counted_above bigint not null,
  body text not null,
  hash bytea not null check (length(hash) = 32),
  primary key (municipality, secrecy_area, number)
);
alter table audit_seal enable row level security;

-- An entry as the text that its digest is of. Columns that are null are left out, so that a column that a later version adds, null for
-- what was written before, changes nothing.
create function access.audit_text(the_entry audit) returns text
  stable set timezone = 'UTC' language sql as $$ select jsonb_strip_nulls(to_jsonb(the_entry) - 'tx')::text $$;

-- Which chains there are: one for each area, and one, without a name, for what nobody's area can be told of.
create function access.audit_chains() returns table (municipality text, secrecy_area text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select municipality, id from secrecy_area
  union select code, '' from municipality
  union select distinct s.municipality, s.secrecy_area from audit_seal s
$$;

-- Seals what has been written in an area since the last seal, at most the_limit entries, and gives how many. An entry is sealed when every
-- transaction that began to write before it has ended: then nothing can come in before it any more. Waits for nobody and holds nobody up.
create function access.seal_audit(the_municipality text, the_area text, the_now timestamptz, the_limit integer) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language plpgsql as $$
declare
  before audit_seal;
  horizon xid8;
  anew boolean;
  sealed integer;
  through_tx xid8;
  through_id bigint;
  highest bigint;
  entries jsonb;
  first_at timestamptz;
  last_at timestamptz;
  its_body text;
begin
  if not pg_try_advisory_xact_lock(4716, hashtext(the_municipality || '/' || the_area)) then return 0; end if;
  select * into before from audit_seal s
  where s.municipality = the_municipality and s.secrecy_area = the_area order by s.number desc limit 1;
  -- Before the entries are read: whatever was written by then, and is not in progress, is seen by what follows.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  anew := before.last_tx >= horizon;
  select count(*), jsonb_agg(jsonb_build_array(b.id, encode(sha256(convert_to(b.text, 'UTF8')), 'hex')) order by b.tx, b.id),
    min(b.at), max(b.at), max(b.tx::text::numeric)::text::xid8
  into sealed, entries, first_at, last_at, through_tx
  from (
    select a.id, a.at, a.tx, access.audit_text(a) as text
    from audit a
    where a.municipality = the_municipality and coalesce(a.secrecy_area, '') = the_area
      and case
        when anew then not exists (
          select from audit_seal s cross join jsonb_array_elements(s.body::jsonb -> 'entries') e
          where s.municipality = the_municipality and s.secrecy_area = the_area and (e ->> 0)::bigint = a.id
        )
        else a.tx < horizon
      end
      and (anew or before.number is null or (a.tx >= before.last_tx and (a.tx, a.id) > (before.last_tx, before.last_id)))
      and (anew or coalesce(before.counted_above, 0) = 0 or (
        a.id > before.counted_above and not exists (
          select from audit_seal s cross join jsonb_array_elements(s.body::jsonb -> 'entries') e
          where s.municipality = the_municipality and s.secrecy_area = the_area and s.number = before.counted_from
            and (e ->> 0)::bigint = a.id
        )
      ))
    order by a.tx, a.id
    limit case when anew then null else the_limit end
  ) b;
  if sealed = 0 and anew is not true then return 0; end if;
  through_id := (entries -> -1 ->> 0)::bigint;
  if anew then
    -- All of it is sealed, whatever the other cluster counted: what comes is told by this cluster's counting.
    through_tx := (horizon::text::numeric - 1)::text::xid8;
    through_id := 9223372036854775807;
    select coalesce(max((e ->> 0)::bigint), 0) into highest
    from audit_seal s cross join jsonb_array_elements(s.body::jsonb -> 'entries') e
    where s.municipality = the_municipality and s.secrecy_area = the_area;
  end if;
  its_body := jsonb_build_object(
    'municipality', the_municipality, 'area', the_area, 'number', coalesce(before.number, 0) + 1, 'sealedAt', the_now,
    'previous', encode(before.hash, 'hex'), 'count', sealed, 'firstAt', first_at, 'lastAt', last_at,
    'throughTx', through_tx::text, 'throughId', through_id::text, 'entries', coalesce(entries, '[]'))::text;
  insert into audit_seal
  values (the_municipality, the_area, coalesce(before.number, 0) + 1, the_now, through_tx, through_id,
    case when anew then before.number + 1 else coalesce(before.counted_from, 1) end,
    case when anew then highest else coalesce(before.counted_above, 0) end,
    its_body, sha256(convert_to(its_body, 'UTF8')));
  return sealed;
end $$;

-- For the copy outside the database: the seals of an area after the last that it has.
create function access.audit_seals_after(the_municipality text, the_area text, the_number integer, the_limit integer)
  returns table (number integer, hash text, body text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select s.number, encode(s.hash, 'hex'), s.body from audit_seal s
  where s.municipality = the_municipality and s.secrecy_area = the_area and s.number > the_number
  order by s.number limit the_limit
$$;

-- ── Who has opened a case, for those who see it ─────────────────────────────────────────────────────────────────────
-- Newest first, a page at a time: what came before the_at and the_id. With the name of who it was, which everybody who works here may know.

create function access.audit_of_case(the_case uuid, the_at timestamptz, the_id bigint, the_limit integer)
  returns table (
    id bigint, at timestamptz, account uuid, name text, area text, action text, channel text, outcome text, parts text[], reason text,
    listed boolean
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_runs uuid[];
begin
  if not access.sees_case(access.municipality(), the_case) then return; end if;
  its_runs := array(select r.id from run r where r.municipality = access.municipality() and r.case_id = the_case);
  return query
    select a.id, a.at, a.actor, c.display_name, s.name, a.action, a.channel, a.outcome, a.parts, a.reason,
      cardinality(a.case_ids) > 1 or cardinality(a.run_ids) > 1
    from audit a
    left join account c on c.municipality = a.municipality and c.id = a.actor
    left join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
    where a.municipality = access.municipality() and (a.case_ids @> array[the_case] or a.run_ids && its_runs)
      and (the_at is null or (a.at, a.id) < (the_at, the_id))
    order by a.at desc, a.id desc
    limit least(the_limit, 200);
end $$;

-- ── Jobs: what is done without anybody asking, once at a time however many processes there are ──────────────────────

create table job (
  name text primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('ok', 'failed')),
  -- What was done, in figures, or the code of what went wrong: never anything from a case.
  detail text
);
alter table job enable row level security;

-- Whether it is time, and the asker is the one to do it.
create function access.begin_job(the_name text, the_now timestamptz, the_interval interval) returns boolean
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  insert into job as j (name, started_at) values (the_name, the_now)
  on conflict (name) do update set started_at = the_now, finished_at = null, outcome = null, detail = null
    where j.started_at <= the_now - the_interval;
  return found;
end $$;

create function access.end_job(the_name text, the_now timestamptz, the_outcome text, the_detail text) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update job set finished_at = the_now, outcome = the_outcome, detail = left(the_detail, 200) where name = the_name
$$;

revoke all on function access.ensure_audit_partition(date), access.ensure_audit_partitions(timestamptz), access.audit_text(audit),
  access.audit_chains(), access.seal_audit(text, text, timestamptz, integer), access.audit_seals_after(text, text, integer, integer),
  access.audit_of_case(uuid, timestamptz, bigint, integer), access.begin_job(text, timestamptz, interval),
  access.end_job(text, timestamptz, text, text) from public;
grant execute on function access.ensure_audit_partition(date), access.ensure_audit_partitions(timestamptz),
  access.audit_chains(), access.seal_audit(text, text, timestamptz, integer), access.audit_seals_after(text, text, integer, integer),
  access.audit_of_case(uuid, timestamptz, bigint, integer), access.begin_job(text, timestamptz, interval),
  access.end_job(text, timestamptz, text, text) to hemvist_app;
