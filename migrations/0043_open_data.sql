-- Open data of the register of providers: for everybody, when whoever keeps it has decided so, and never anything of sheltered housing or of
-- people. A decision holds from its day until the next one does; of two of the same day the one written last. See docs/decisions/0035.

create table open_data_decision (
  municipality text not null references municipality,
  position integer not null check (position > 0),
  valid_from date not null,
  published boolean not null,
  reason text not null check (btrim(reason) <> ''),
  written_by uuid not null,
  written_at timestamptz not null,
  idempotency_key uuid not null,
  primary key (municipality, position),
  unique (municipality, idempotency_key),
  foreign key (municipality, written_by) references account
);
alter table open_data_decision enable row level security;
create policy reads on open_data_decision for select to hemvist_app
  using (municipality = (select access.register()) and (select access.holds('register:read')));
create policy decides on open_data_decision for insert to hemvist_app
  with check (municipality = access.municipality() and municipality = access.register() and written_by = access.account()
    and access.holds('register:keep') and valid_from >= access.today());
grant select, insert on open_data_decision to hemvist_app;

-- Who publishes the register that a municipality keeps, if it is published on a day.
create function access.published_register(the_keeper text, the_day date) returns text
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select coalesce(p.name, m.name) from municipality m
  left join register_party p on p.municipality = m.code and p.party = m.code
  where m.code = the_keeper and (
    select d.published from open_data_decision d where d.municipality = m.code and d.valid_from <= the_day
    order by d.valid_from desc, d.position desc limit 1)
$$;

-- What active providers offer on a day, for who reads the register, and for everybody when it is published. Nothing of a unit whose address is
-- protected, whatever else it offers; nothing of sole traders, whose name and number are a person's; and of a foster home neither name nor area.
create function access.open_offers(the_keeper text, the_day date)
  returns table (provider text, organisation_number text, unit text, area text, intervention text, form text, agreement text, agreement_to date,
    support_levels text[], daily_rate float8, youngest integer, oldest integer, genders text[])
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select pv.name, p.organisation_number, case when o.intervention <> 'foster-home' then uv.name end,
    case when o.intervention <> 'foster-home' then uv.area end, o.intervention, o.form, ag.name, ag.valid_to, ov.support_levels,
    pr.daily_rate, uv.youngest, uv.oldest, uv.genders
  from offer o
  cross join lateral (select v.* from offer_version v where v.municipality = o.municipality and v.offer = o.id and v.valid_from <= the_day
    order by v.valid_from desc, v.position desc limit 1) ov
  join provider_unit u on u.municipality = o.municipality and u.id = o.unit
  cross join lateral (select v.* from provider_unit_version v where v.municipality = u.municipality and v.unit = u.id
    and v.valid_from <= the_day order by v.valid_from desc, v.position desc limit 1) uv
  join provider p on p.municipality = u.municipality and p.id = u.provider
  cross join lateral (select v.* from provider_version v where v.municipality = p.municipality and v.provider = p.id
    and v.valid_from <= the_day order by v.valid_from desc, v.position desc limit 1) pv
  cross join lateral (select v.state from provider_state v where v.municipality = p.municipality and v.provider = p.id
    and v.valid_from <= the_day order by v.valid_from desc, v.position desc limit 1) ps
  left join agreement ag on ag.municipality = o.municipality and ag.id = ov.agreement
  left join lateral (select r.daily_rate::float8 as daily_rate from price r where r.municipality = o.municipality and r.offer = o.id
    and r.valid_from <= the_day and coalesce(r.valid_to >= the_day, true)
    order by r.support_level <> '', r.daily_rate desc limit 1) pr on true
  where o.municipality = the_keeper and not ov.ended and ps.state = 'active'
    and not u.is_sheltered and o.intervention <> 'sheltered-housing'
    and not exists (select from offer x where x.municipality = u.municipality and x.unit = u.id and x.intervention = 'sheltered-housing')
    and not exists (select from permit x where x.municipality = u.municipality and x.unit = u.id and x.kind = 'sheltered-housing')
    and not exists (select from provider_unit_address x where x.municipality = u.municipality and x.unit = u.id)
    and pv.legal_form <> 'sole-trader' and substr(p.organisation_number, 3, 1) >= '2'
    and (access.published_register(the_keeper, the_day) is not null
      or (the_keeper = access.register() and access.holds('register:read')))
  order by pv.name, uv.name, o.intervention, o.form
$$;
revoke all on function access.published_register(text, date), access.open_offers(text, date) from public;
grant execute on function access.published_register(text, date), access.open_offers(text, date) to hemvist_app;
