-- Routines that are written, tried, commented on and published here, and open runs that are moved to a newer version.
--
-- A published version stands beside those that came with the program (routines/): which one a run follows is said by the run.

-- ── A version on its way ────────────────────────────────────────────────────────────────────────────────────────────
-- Nothing of anybody's case stands in a draft. It belongs to the municipality: a routine is one for all its areas.

create table routine_draft (
  municipality text not null references municipality,
  id uuid not null,
  routine text not null check (routine ~ '^[a-z][A-Za-z0-9-]*$'),
  based_on text not null,
  started_by uuid not null,
  started_at timestamptz not null,
  discarded_at timestamptz,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, started_by) references account
);

-- Each save is a row of its own, and who saves says after which one they write: of two at once, one is refused by the key, and nothing
-- that anybody has saved is lost.
create table routine_draft_text (
  municipality text not null,
  draft uuid not null,
  position integer not null check (position > 0),
  text text not null check (length(text) between 1 and 400000),
  saved_by uuid not null,
  saved_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, draft, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, draft) references routine_draft,
  foreign key (municipality, saved_by) references account
);

-- Who has been asked to comment: they see the draft, whatever their role.
create table routine_draft_reader (
  municipality text not null,
  draft uuid not null,
  account uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (municipality, draft, account),
  foreign key (municipality, draft) references routine_draft,
  foreign key (municipality, account) references account,
  foreign key (municipality, asked_by) references account
);

create table routine_draft_comment (
  municipality text not null,
  id uuid not null,
  draft uuid not null,
  position integer not null,
  text text not null check (btrim(text) <> '' and length(text) <= 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  foreign key (municipality, draft, position) references routine_draft_text,
  foreign key (municipality, written_by) references account
);
create index routine_draft_comment_draft on routine_draft_comment (municipality, draft, written_at);

-- ── A published version ─────────────────────────────────────────────────────────────────────────────────────────────
-- Written once, from a draft, which gives one version. The text is the whole of it; the hash says that it is the text that was published.

create table routine_version (
  municipality text not null,
  routine text not null,
  version text not null check (version ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$'),
  valid_from date not null,
  text text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  draft uuid not null,
  position integer not null,
  published_by uuid not null,
  published_at timestamptz not null,
  primary key (municipality, routine, version),
  unique (municipality, routine, valid_from),
  unique (municipality, draft),
  foreign key (municipality, draft, position) references routine_draft_text,
  foreign key (municipality, published_by) references account
);

create function access.keep_published() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  raise exception 'a published routine version is not changed: publish a new one'
    using errcode = 'check_violation', constraint = 'routine_version_kept';
end $$;
create trigger keep_published before update or delete on routine_version for each row execute function access.keep_published();

-- What is published is what was saved in its draft, to the letter.
create function access.check_published() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from routine_draft d
    join routine_draft_text t on t.municipality = d.municipality and t.draft = d.id
    where d.municipality = new.municipality and d.id = new.draft and d.routine = new.routine and d.discarded_at is null
      and t.position = new.position and t.text = new.text
      and t.position = (select max(l.position) from routine_draft_text l where l.municipality = d.municipality and l.draft = d.id)
  ) then
    raise exception 'a version is published as its draft was saved last' using errcode = 'check_violation', constraint = 'routine_version_of_draft';
  end if;
  return new;
end $$;
create trigger check_published before insert on routine_version for each row execute function access.check_published();

-- ── Moving a run ────────────────────────────────────────────────────────────────────────────────────────────────────
-- One decision for each run and version, whoever decides first. It goes with its run when the case is disposed of.

create table run_move (
  municipality text not null,
  run_id uuid not null,
  to_version text not null,
  from_version text not null,
  outcome text not null check (outcome in ('accepted', 'declined')),
  reason text not null default '',
  decided_by uuid not null,
  decided_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, run_id, to_version),
  unique (municipality, idempotency_key),
  foreign key (municipality, run_id) references run on delete cascade,
  foreign key (municipality, decided_by) references account,
  check (outcome = 'accepted' or btrim(reason) <> ''),
  check (to_version <> from_version)
);

-- Nothing moves by itself: a run changes version only where somebody has accepted it.
create function access.check_moved() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not exists (
    select from run_move m
    where m.municipality = new.municipality and m.run_id = new.id and m.from_version = old.routine_version
      and m.to_version = new.routine_version and m.outcome = 'accepted'
  ) then
    raise exception 'a run is moved to another version when somebody has accepted it'
      using errcode = 'check_violation', constraint = 'run_moved_when_accepted';
  end if;
  return new;
end $$;
create trigger check_moved before update of routine_version on run
  for each row when (new.routine_version is distinct from old.routine_version) execute function access.check_moved();

-- ── Who may ─────────────────────────────────────────────────────────────────────────────────────────────────────────

create function access.sees_draft(the_municipality text, the_draft uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select the_municipality = access.municipality() and (
    access.holds('routine:publish')
    or exists (
      select from routine_draft_reader r
      where r.municipality = the_municipality and r.draft = the_draft and r.account = access.account()
    )
  )
$$;

-- A draft that is neither published nor thrown away.
create function access.draft_open(the_municipality text, the_draft uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from routine_draft d where d.municipality = the_municipality and d.id = the_draft and d.discarded_at is null
      and not exists (select from routine_version v where v.municipality = d.municipality and v.draft = d.id)
  )
$$;

-- What the open runs of the municipality would be evaluated on, for whoever publishes: who it is about is not told, nor anything that
-- somebody has written in their own words. Of a value only what a rule can ask for is left: a code or a date. Runs about somebody whose
-- identity is protected are not there for who is not of the team. What is shown of it are counts, and none below five.
create function access.runs_to_try(the_routine text)
  returns table (run_id uuid, routine_version text, opened_on date, facts jsonb, entries jsonb, consents jsonb)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('routine:publish') then return; end if;
  return query
    select r.id, r.routine_version, r.opened_on,
      coalesce((
        select jsonb_object_agg(f.name, f.value) from (
          select distinct on (x.name) x.name, x.value from fact x
          where x.municipality = r.municipality and x.run_id = r.id order by x.name, x.position desc
        ) f where f.value <> '"unknown"'
      ), '{}'),
      coalesce((
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'id', e.id, 'kind', e.kind, 'at', e.at, 'recordedOn', e.recorded_on, 'byRole', e.by_role, 'participants', e.participants,
          'inPerson', e.in_person, 'channel', e.channel, 'purpose', e.purpose, 'form', e.form, 'status', e.status,
          'party', access.code_only(to_jsonb(e.party)), 'obligation', e.obligation, 'every', e.every, 'replaces', e.replaces,
          'answers', (select coalesce(jsonb_object_agg(a.key, access.code_only(a.value)), '{}') from jsonb_each(e.answers) a)
        )) order by e.position)
        from entry e where e.municipality = r.municipality and e.run_id = r.id
      ), '[]'),
      coalesce((
        select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'id', k.id, 'status', k.status, 'purpose', k.purpose, 'form', k.form, 'from', k.valid_from, 'to', k.valid_to,
          'replaces', k.replaces, 'correction', k.correction, 'takenOn', k.taken_on, 'run', k.run_id
        )) order by k.written_at, k.id)
        from consent k where k.municipality = r.municipality and k.case_id = r.case_id and (k.run_id = r.id or k.run_id is null)
      ), '[]')
    from run r join case_file c on c.municipality = r.municipality and c.id = r.case_id
    where r.municipality = access.municipality() and r.routine = the_routine and r.ended_on is null
      and not access.protects(c.municipality, c.individual)
    order by r.id;
end $$;

create function access.code_only(the_value jsonb) returns jsonb immutable parallel safe language sql as $$
  select case jsonb_typeof(the_value)
    when 'string' then case when the_value #>> '{}' ~ '^[A-Za-z0-9-]{1,40}$' then the_value else '"…"' end
    when 'array' then (
      select coalesce(jsonb_agg(case when v #>> '{}' ~ '^[A-Za-z0-9-]{1,40}$' then v else '"…"' end), '[]') from jsonb_array_elements(the_value) v
    )
    else the_value
  end
$$;

-- What a municipality has published, with the text of what the asker does not have. Governing documents are public: a job, which acts for
-- nobody, reads them too.
create function access.published_routines(the_municipality text, the_known text[]) returns table (sha256 text, text text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select v.sha256, case when v.sha256 = any (the_known) then null else v.text end
  from routine_version v where v.municipality = the_municipality order by v.routine, v.version
$$;

-- How many open runs follow each version, for whoever publishes. One to four are told as fewer than five: no number, null.
create function access.open_run_counts() returns table (routine text, routine_version text, n integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('routine:publish') then return; end if;
  return query
    select r.routine, r.routine_version, case when count(*) >= 5 then count(*)::integer end
    from run r where r.municipality = access.municipality() and r.ended_on is null group by r.routine, r.routine_version;
end $$;

revoke all on function access.open_run_counts(), access.keep_published(), access.check_published(), access.check_moved(), access.sees_draft(text, uuid),
  access.draft_open(text, uuid), access.runs_to_try(text), access.code_only(jsonb),
  access.published_routines(text, text[]) from public;
grant execute on function access.open_run_counts(), access.sees_draft(text, uuid), access.draft_open(text, uuid), access.runs_to_try(text),
  access.published_routines(text, text[]) to hemvist_app;

alter table routine_draft enable row level security;
alter table routine_draft_text enable row level security;
alter table routine_draft_reader enable row level security;
alter table routine_draft_comment enable row level security;
alter table routine_version enable row level security;
alter table run_move enable row level security;

create policy reads on routine_draft for select to hemvist_app using (access.sees_draft(municipality, id));
create policy starts on routine_draft for insert to hemvist_app
  with check (municipality = access.municipality() and started_by = access.account() and access.holds('routine:publish'));
create policy discards on routine_draft for update to hemvist_app
  using (municipality = access.municipality() and access.holds('routine:publish'));

create policy reads on routine_draft_text for select to hemvist_app using (access.sees_draft(municipality, draft));
create policy saves on routine_draft_text for insert to hemvist_app
  with check (
    municipality = access.municipality() and saved_by = access.account() and access.holds('routine:publish')
    and access.draft_open(municipality, draft)
  );

create policy reads on routine_draft_reader for select to hemvist_app using (access.sees_draft(municipality, draft));
create policy asks on routine_draft_reader for insert to hemvist_app
  with check (municipality = access.municipality() and asked_by = access.account() and access.holds('routine:publish'));

create policy reads on routine_draft_comment for select to hemvist_app using (access.sees_draft(municipality, draft));
create policy comments on routine_draft_comment for insert to hemvist_app
  with check (written_by = access.account() and access.sees_draft(municipality, draft) and access.draft_open(municipality, draft));

create policy reads on routine_version for select to hemvist_app using (municipality = access.municipality());
create policy publishes on routine_version for insert to hemvist_app
  with check (municipality = access.municipality() and published_by = access.account() and access.holds('routine:publish'));

create policy reads on run_move for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy decides on run_move for insert to hemvist_app
  with check (decided_by = access.account() and access.sees_run(municipality, run_id));

grant select, insert on routine_draft, routine_draft_text, routine_draft_reader, routine_draft_comment, routine_version, run_move
  to hemvist_app;
grant update (discarded_at) on routine_draft to hemvist_app;
grant update (routine_version) on run to hemvist_app;
