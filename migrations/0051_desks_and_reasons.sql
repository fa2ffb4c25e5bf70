-- Whoever may decide the municipality's rules says which unit receives requests of which intervention; whoever leads the desk keeps the reasons
-- that can be chosen. Both are kept in the organisation's history. Every municipality begins with the usual reasons. See docs/decisions/0033.

-- ── Who receives ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Whoever decides it reads it, also without working at a desk.
alter policy reads on placement_desk using (municipality = access.municipality()
  and (access.holds('placement:request') or access.holds('placement:handle') or access.holds('placement:rules')));

-- A unit where somebody may work on requests, and never a provider's: what is asked for does not end up where nobody reads it.
create function access.may_be_desk(the_municipality text, the_unit text) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select the_municipality = access.municipality() and access.holds('placement:rules') and exists (
    select from unit u
    join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area and s.kind <> 'provider'
    join account_role h on h.municipality = u.municipality and h.unit = u.id
    join account a on a.municipality = h.municipality and a.id = h.account and a.active
    join role_permission p on p.municipality = h.municipality and p.role = h.role and p.permission = 'placement:handle'
    where u.municipality = the_municipality and u.id = the_unit
  )
$$;
revoke all on function access.may_be_desk(text, text) from public;
grant execute on function access.may_be_desk(text, text) to hemvist_app;

create policy decides on placement_desk for insert to hemvist_app with check (access.may_be_desk(municipality, unit));
create policy changes on placement_desk for update to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:rules'))
  with check (access.may_be_desk(municipality, unit));
create policy ends on placement_desk for delete to hemvist_app
  using (municipality = access.municipality() and access.holds('placement:rules'));
grant insert, update (unit, called), delete on placement_desk to hemvist_app;

-- ── Reasons ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- From today or later, and something follows of declining alone. What has ended stays ended, and nothing ends back in time.
alter policy keeps on placement_reason with check (municipality = access.municipality() and access.holds('placement:lead')
  and valid_from >= access.today() and valid_to is null and (kind = 'decline' or consequence = 'none'));
alter policy ends on placement_reason
  using (municipality = access.municipality() and access.holds('placement:lead') and coalesce(valid_to >= access.today(), true))
  with check (municipality = access.municipality() and access.holds('placement:lead') and valid_to >= access.today());

create function access.write_usual_reasons(the_municipality text) returns void
  security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  -- From so long ago that they hold whatever day something is written of.
  insert into placement_reason (municipality, kind, id, name_sv, name_en, consequence, days, valid_from)
  select the_municipality, kind, id, sv, en, consequence, days, '2020-01-01'
  from (values
    ('decline', 'needs', 'Boendet svarar inte mot behoven', 'The housing does not meet the needs', 'until-reassessed', null),
    ('decline', 'individual', 'Personen vill inte', 'The person does not want it', 'days', 30),
    ('decline', 'price', 'Priset är för högt', 'The price is too high', 'days', 90),
    ('decline', 'place-taken', 'Platsen är inte längre ledig', 'The place is no longer free', 'none', null),
    ('decline', 'other', 'Annat skäl', 'Another reason', 'none', null),
    ('none', 'no-place', 'Ingen lämplig plats fanns', 'There was no suitable place', 'none', null),
    ('none', 'own-solution', 'Personen ordnade boende själv', 'The person arranged housing themselves', 'none', null),
    ('none', 'declined', 'Personen tackade nej', 'The person declined', 'none', null),
    ('none', 'decision-changed', 'Beslutet ändrades', 'The decision was changed', 'none', null),
    ('none', 'other', 'Annat skäl', 'Another reason', 'none', null),
    ('withdraw', 'not-needed', 'Behovet finns inte längre', 'The need is no longer there', 'none', null),
    ('withdraw', 'solved', 'Behovet löstes på annat sätt', 'The need was met in another way', 'none', null),
    ('withdraw', 'mistake', 'Förfrågan skickades av misstag', 'The request was sent by mistake', 'none', null),
    ('withdraw', 'other', 'Annat skäl', 'Another reason', 'none', null),
    ('ended', 'own-home', 'Egen bostad', 'A home of their own', 'none', null),
    ('ended', 'other-housing', 'Annat boende som passar bättre', 'Other housing that suits better', 'none', null),
    ('ended', 'threat-or-violence', 'Hot eller våld', 'Threats or violence', 'none', null),
    ('ended', 'damage', 'Allvarlig skadegörelse', 'Serious damage', 'none', null),
    ('ended', 'own-wish', 'Personens egen önskan', 'The person’s own wish', 'none', null),
    ('ended', 'other', 'Annat skäl', 'Another reason', 'none', null)
  ) usual (kind, id, sv, en, consequence, days)
$$;
revoke all on function access.write_usual_reasons(text) from public;

create function access.begin_with_usual_reasons() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  perform access.write_usual_reasons(new.code);
  return null;
end $$;
revoke all on function access.begin_with_usual_reasons() from public;
create trigger begin_with_usual_reasons after insert on municipality for each row execute function access.begin_with_usual_reasons();

select access.write_usual_reasons(m.code) from municipality m
where not exists (select from placement_reason r where r.municipality = m.code);

-- ── History ─────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Of which intervention it was is what a desk is known by.
do $$
declare
  as_it_was text := pg_get_functiondef('access.keep_organisation_change()'::regprocedure);
  known_by constant text := 'one ->> ''role'', one ->> ''id'', one ->> ''code''';
begin
  if position(known_by in as_it_was) = 0 then raise exception 'access.keep_organisation_change is not as it was'; end if;
  execute replace(as_it_was, known_by, known_by || ', one ->> ''intervention''');
end $$;
create trigger keep_change after insert or update or delete on placement_desk
  for each row execute function access.keep_organisation_change();
-- What a municipality begins with nobody has changed: by then these are not there.
create trigger keep_change after update or delete on placement_reason
  for each row execute function access.keep_organisation_change();
create trigger keep_added after insert on placement_reason
  for each row when (access.account() is not null) execute function access.keep_organisation_change();
