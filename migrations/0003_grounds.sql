-- Grounds as data that a lawyer keeps; who reads and writes the ledger of consents; notices to colleagues.

-- ── Grounds ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- A ground holds from a day to a day. fields is what somebody who uses it must state, in order: [{id, sv, en, helpSv, helpEn}].
-- rests_on_consent: the disclosure is worth what the consent is worth, and ends with it.

alter table ground
  add column valid_from date not null default '2026-01-01',
  add column valid_to date,
  add column fields jsonb not null default '[]',
  add column rests_on_consent boolean not null default false,
  add column note text not null default '',
  add column version integer not null default 1,
  add check (valid_to is null or valid_to >= valid_from - 1),
  add check (jsonb_typeof(fields) = 'array'),
  -- The general clause does not lift the secrecy of social services (OSL 10:27 2 st.): it is no choice, however it is written.
  add constraint ground_no_general_clause check (
    lower(provision) !~ '(^|[^0-9])10[^0-9a-zåäö]*(kap[a-zåäö]*)?[^0-9a-zåäö]*27([^0-9]|$)'
    and lower(provision || ' ' || name_sv || ' ' || name_en) !~ 'general\s*-?\s*klausul|general\s*-?\s*clause'
  );
update ground set rests_on_consent = true where id = 'consent';

-- ── The ledger of consents ──────────────────────────────────────────────────────────────────────────────────────────

create function access.sees_consent(the_municipality text, the_case uuid, the_run uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  return access.sees_case(the_municipality, the_case)
    or (the_run is not null and access.sees_run(the_municipality, the_run));
end $$;
revoke all on function access.sees_consent(text, uuid, uuid) from public;
grant execute on function access.sees_consent(text, uuid, uuid) to hemvist_app;

create policy reads on consent for select to hemvist_app using (access.sees_consent(municipality, case_id, run_id));
create policy records on consent for insert to hemvist_app
  with check (taken_by = access.account() and access.sees_consent(municipality, case_id, run_id));
grant select, insert on consent to hemvist_app;

-- ── Notices: that something has happened in a case that somebody works with ─────────────────────────────────────────
-- Without content: the kind, and which case or run; the words come from the program.

create table notice (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,40}$'),
  case_id uuid,
  run_id uuid,
  caused_by uuid not null,
  at timestamptz not null,
  seen_at timestamptz,
  primary key (municipality, id),
  foreign key (municipality, account) references account,
  foreign key (municipality, caused_by) references account,
  foreign key (municipality, case_id) references case_file,
  foreign key (municipality, run_id) references run
);
create index notice_unseen on notice (municipality, account, at) where seen_at is null;
alter table notice enable row level security;
create policy reads on notice for select to hemvist_app
  using (municipality = access.municipality() and account = access.account());
create policy marks on notice for update to hemvist_app
  using (municipality = access.municipality() and account = access.account());
create policy tells on notice for insert to hemvist_app
  with check (
    municipality = access.municipality() and caused_by = access.account() and seen_at is null
    and (case_id is null or access.sees_case(municipality, case_id) or (run_id is not null and access.sees_run(municipality, run_id)))
    and (run_id is null or access.sees_run(municipality, run_id))
  );
grant select, insert on notice to hemvist_app;
grant update (seen_at) on notice to hemvist_app;
