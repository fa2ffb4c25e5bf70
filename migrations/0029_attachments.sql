-- Files that come with something: a scan of a signed consent, and later what a landlord sends. A file is seen by whoever sees what it
-- hangs on, and nobody reads its bytes before a virus scanner, when there is one, has answered for it.

create table attachment (
  municipality text not null references municipality,
  id uuid not null,
  -- What it hangs on. With nothing here it came with a form that has something to correct, and is its sender's alone for a day.
  consent uuid,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('pdf', 'jpeg', 'png', 'tiff', 'heic', 'text', 'docx', 'odt')),
  size integer not null check (size between 1 and 20971520),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- not-scanned: there was no scanner. waiting: there is one, and it has not answered. infected: quarantined.
  state text not null check (state in ('not-scanned', 'waiting', 'clean', 'infected')),
  uploaded_by uuid,
  uploaded_at timestamptz not null,
  scanned_at timestamptz,
  finding text check (length(finding) <= 200),
  next_scan_at timestamptz not null,
  primary key (municipality, id),
  foreign key (municipality, consent) references consent,
  foreign key (municipality, uploaded_by) references account,
  check ((state in ('clean', 'infected')) = (scanned_at is not null)),
  check ((state = 'infected') = (finding is not null))
);
create index attachment_consent on attachment (municipality, consent) where consent is not null;
create index attachment_to_scan on attachment (next_scan_at) where state in ('not-scanned', 'waiting');

-- A row for a quarter of a megabyte: it is written, read and scanned a piece at a time, under the same policies, backups and deletion as
-- every other row, which large objects and files beside the database are not. Scans are compressed already.
create table attachment_part (
  municipality text not null,
  attachment uuid not null,
  position integer not null check (position between 0 and 79),
  bytes bytea not null check (length(bytes) between 1 and 262144),
  primary key (municipality, attachment, position),
  foreign key (municipality, attachment) references attachment on delete cascade
);
alter table attachment_part alter column bytes set storage external;

-- ── The scanner's: outside the door, where nobody is asking ─────────────────────────────────────────────────────────

-- What is due to be scanned, taken so that no other process takes it for five minutes, and longer for each time in vain.
create function access.take_attachments_to_scan(the_now timestamptz, the_limit integer)
  returns table (municipality text, attachment uuid)
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if access.account() is not null then return; end if;
  return query
    update attachment a set state = 'waiting', next_scan_at = the_now + interval '5 minutes'
    from (
      select d.municipality, d.id from attachment d
      where d.state in ('not-scanned', 'waiting') and d.next_scan_at <= the_now
      order by d.next_scan_at, d.id limit the_limit for update skip locked
    ) due
    where a.municipality = due.municipality and a.id = due.id
    returning a.municipality, a.id;
end $$;

create function access.attachment_part_to_scan(the_municipality text, the_attachment uuid, the_position integer) returns bytea
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select p.bytes from attachment_part p
  join attachment a on a.municipality = p.municipality and a.id = p.attachment
  where p.municipality = the_municipality and p.attachment = the_attachment and p.position = the_position
    and a.state = 'waiting' and access.account() is null
$$;

-- What the scanner said; with null it is clean.
create function access.end_scan(the_municipality text, the_attachment uuid, the_now timestamptz, the_finding text) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  update attachment set scanned_at = the_now, finding = left(the_finding, 200),
    state = case when the_finding is null then 'clean' else 'infected' end
  where municipality = the_municipality and id = the_attachment and state = 'waiting' and access.account() is null
$$;

-- What came with a form that nobody sent again.
create function access.drop_forgotten_attachments(the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  n integer;
begin
  if access.account() is not null then return 0; end if;
  delete from attachment a where a.consent is null and a.uploaded_at < the_now - interval '1 day';
  get diagnostics n = row_count;
  return n;
end $$;

-- ── It goes with its case ───────────────────────────────────────────────────────────────────────────────────────────

alter function access.delete_case_rows(text, uuid) rename to delete_case_rows_but_attachments;
create function access.delete_case_rows(the_municipality text, the_case uuid) returns jsonb
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  n integer;
begin
  delete from attachment a using consent c
  where a.municipality = the_municipality and c.municipality = a.municipality and c.id = a.consent and c.case_id = the_case;
  get diagnostics n = row_count;
  return access.delete_case_rows_but_attachments(the_municipality, the_case) || jsonb_build_object('attachment', n);
end $$;

revoke all on function access.take_attachments_to_scan(timestamptz, integer), access.attachment_part_to_scan(text, uuid, integer),
  access.end_scan(text, uuid, timestamptz, text), access.drop_forgotten_attachments(timestamptz),
  access.delete_case_rows(text, uuid) from public;
grant execute on function access.take_attachments_to_scan(timestamptz, integer), access.attachment_part_to_scan(text, uuid, integer),
  access.end_scan(text, uuid, timestamptz, text), access.drop_forgotten_attachments(timestamptz) to hemvist_app;

-- ── Who sees a file: who sees what it hangs on ──────────────────────────────────────────────────────────────────────

alter table attachment enable row level security;
alter table attachment_part enable row level security;

create policy reads on attachment for select to hemvist_app using (
  municipality = access.municipality() and case
    when consent is null then uploaded_by = access.account()
    else exists (select from consent c where c.municipality = attachment.municipality and c.id = attachment.consent)
  end
);
create policy brings on attachment for insert to hemvist_app
  with check (municipality = access.municipality() and uploaded_by = access.account() and consent is null
    and state in ('not-scanned', 'waiting'));
-- Once it hangs on something it stays there.
create policy hangs on attachment for update to hemvist_app
  using (municipality = access.municipality() and uploaded_by = access.account() and consent is null)
  with check (exists (select from consent c where c.municipality = attachment.municipality and c.id = attachment.consent));

create policy reads on attachment_part for select to hemvist_app using (exists (
  select from attachment a where a.municipality = attachment_part.municipality and a.id = attachment_part.attachment
    and a.state in ('not-scanned', 'clean')
));
create policy brings on attachment_part for insert to hemvist_app with check (exists (
  select from attachment a where a.municipality = attachment_part.municipality and a.id = attachment_part.attachment
    and a.uploaded_by = access.account() and a.consent is null
));

grant select, insert on attachment, attachment_part to hemvist_app;
grant update (consent) on attachment to hemvist_app;
