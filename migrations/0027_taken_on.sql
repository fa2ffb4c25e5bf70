-- "I am on it": somebody says that they do something, when they are to be reminded again, and why it is not done. The obligation is
-- as it was: only reminders are quiet, and others see who it is. Rows are added and never changed; the latest of an obligation holds,
-- until its day, and no longer than what is to be done has the day it had then: done, or moved, it is something else.

create table taken_on (
  municipality text not null,
  id uuid not null,
  run_id uuid not null,
  obligation text not null,
  due date,
  account uuid not null,
  until date not null,
  reason text not null check (reason in ('under-way', 'booked', 'awaiting-reply', 'agreed')),
  taken_on date not null,
  taken_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, id),
  unique (municipality, idempotency_key),
  -- Goes with the run when its case is disposed of.
  foreign key (municipality, run_id) references run on delete cascade,
  foreign key (municipality, account) references account,
  -- Two weeks at most: what rests for longer is planned, not taken on.
  check (until > taken_on and until <= taken_on + 14)
);
create index taken_on_latest on taken_on (municipality, run_id, obligation, taken_at desc);

alter table taken_on enable row level security;
create policy reads on taken_on for select to hemvist_app using (access.sees_run(municipality, run_id));
create policy takes on taken_on for insert to hemvist_app
  with check (account = access.account() and access.sees_run(municipality, run_id));
grant select, insert on taken_on to hemvist_app;
