-- Mail to those who work here: where to, and what has been sent. Never anything of a case: counts and an address to go to.

create table account_email (
  municipality text not null,
  account uuid not null,
  address text not null check (address ~ '^[^\s@<>",;:]+@[^\s@<>",;:]+$' and length(address) <= 254),
  primary key (municipality, account),
  foreign key (municipality, account) references account
);

-- One row for each message, made in the transaction of what it tells. `taken_by` is the run of the job that has it in hand:
-- waiting, until one takes it; taken, before the server has been given anything of it; given, when what becomes of it is the server's
-- to say; then sent, refused, unknown (the answer never came: it is not sent again), or kept (there is no server to send by).
create table mail (
  municipality text not null,
  id uuid not null,
  account uuid not null,
  kind text not null check (kind in ('reminder')),
  subject text not null,
  body text not null,
  queued_at timestamptz not null,
  -- After this it says nothing any more, and is not sent.
  until timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'taken', 'given', 'sent', 'refused', 'unknown', 'kept')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  taken_by uuid,
  settled_at timestamptz,
  -- What went wrong, as a code: nothing that a server says.
  code text,
  primary key (municipality, id),
  foreign key (municipality, account) references account
);
create index mail_waiting on mail (next_attempt_at) where state in ('waiting', 'taken', 'given');
create index mail_newest on mail (municipality, queued_at desc, id);

create trigger keep_change after insert or update or delete on account_email
  for each row execute function access.keep_organisation_change();

alter table account_email enable row level security;
alter table mail enable row level security;

-- One's own, whoever keeps the organisation, and the server itself, that nobody asks.
create policy reads on account_email for select to hemvist_app
  using (access.account() is null or (municipality = access.municipality() and (account = access.account()
    or access.holds('organisation:administer') or access.holds('organisation:provision'))));
create policy adds on account_email for insert to hemvist_app
  with check (municipality = access.municipality()
    and (access.holds('organisation:administer') or access.holds('organisation:provision')));
create policy changes on account_email for update to hemvist_app
  using (municipality = access.municipality()
    and (access.holds('organisation:administer') or access.holds('organisation:provision')));
create policy removes on account_email for delete to hemvist_app
  using (municipality = access.municipality()
    and (access.holds('organisation:administer') or access.holds('organisation:provision')));
grant select, insert, update (address), delete on account_email to hemvist_app;

create policy reads on mail for select to hemvist_app
  using (access.account() is null
    or (municipality = access.municipality() and access.holds('organisation:administer')));
create policy queues on mail for insert to hemvist_app
  with check (municipality = access.municipality() and account = access.account());
create policy sends on mail for update to hemvist_app using (access.account() is null);
grant select on mail to hemvist_app;
grant insert (municipality, id, account, kind, subject, body, queued_at, until, next_attempt_at) on mail to hemvist_app;
grant update (state, attempts, next_attempt_at, taken_by, settled_at, code) on mail to hemvist_app;
