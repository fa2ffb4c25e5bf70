-- The order of candidates in a match, where a municipality has decided one of its own (docs/decisions/0035). A decision holds from its day
-- until the next one does, so no day has two; without keys it is the program's built-in order again. Once its day has come it stays as it is;
-- before that it can be taken back.

create table placement_order (
  municipality text not null references municipality,
  version integer not null check (version > 0),
  valid_from date not null,
  forms text[],
  keys text[],
  reason text not null check (btrim(reason) <> ''),
  decided_by uuid not null,
  decided_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, version),
  unique (municipality, idempotency_key),
  foreign key (municipality, decided_by) references account,
  foreign key (municipality, withdrawn_by) references account,
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check ((keys is null) = (forms is null)),
  -- Each key once, and at least one; every form in its place.
  check (cardinality(keys) > 0
    and keys <@ array['form', 'agreement-rank', 'unknown', 'preferences', 'daily-rate', 'distance']
    and cardinality(keys) = ('form' = any(keys))::int + ('agreement-rank' = any(keys))::int + ('unknown' = any(keys))::int
      + ('preferences' = any(keys))::int + ('daily-rate' = any(keys))::int + ('distance' = any(keys))::int),
  check (cardinality(forms) = 4 and forms @> array['in-house', 'framework', 'direct-award', 'partnership'])
);
create unique index placement_order_day on placement_order (municipality, valid_from) where withdrawn_at is null;

alter table placement_order enable row level security;
create policy reads on placement_order for select to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:handle'));
create policy decides on placement_order for insert to hemvist_app
  with check (municipality = access.municipality() and access.holds('placement:rules') and decided_by = access.account()
    and valid_from >= access.today());
create policy withdraws on placement_order for update to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:rules') and withdrawn_at is null and valid_from > access.today())
  with check (withdrawn_by = access.account());
grant select, insert (municipality, version, valid_from, forms, keys, reason, decided_by, decided_at, idempotency_key)
  on placement_order to hemvist_app;
grant update (withdrawn_by, withdrawn_at) on placement_order to hemvist_app;

-- The latest matches are what an order is tried on.
create index placement_match_latest on placement_match (municipality, matched_at);
