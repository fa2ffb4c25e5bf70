-- Figures of placement requests, from the database and from before it. See docs/decisions/0033.

-- Requests from before Hemvist, as rows: what a year is compared with. Of a person only a keyed hash, whose key nobody who asks can read.
create table historical_request (
  municipality text not null references municipality,
  file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
  line integer not null check (line > 0),
  administration text not null check (administration <> ''),
  intervention text not null check (intervention <> ''),
  subcategory text not null default '',
  submitted date not null,
  person bytea not null check (length(person) = 32),
  imported_by uuid not null,
  imported_at timestamptz not null,
  primary key (municipality, file_sha256, line),
  foreign key (municipality, imported_by) references account
);
create index historical_request_submitted on historical_request (municipality, submitted);

create table historical_key (
  municipality text primary key references municipality,
  key bytea not null check (length(key) = 32)
);

alter table historical_request enable row level security;
alter table historical_key enable row level security;

-- Takes the rows of a file, each once: the same file again adds nothing. Gives how many were new.
create function access.import_historical(the_sha256 text, the_rows jsonb, the_now timestamptz) returns integer
  volatile security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
declare
  its_key bytea;
  taken integer;
begin
  if not access.holds('placement:lead') then return null; end if;
  insert into historical_key (municipality, key)
  values (access.municipality(), decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')) on conflict do nothing;
  select key into its_key from historical_key where municipality = access.municipality();
  insert into historical_request (municipality, file_sha256, line, administration, intervention, subcategory, submitted, person, imported_by,
    imported_at)
  select access.municipality(), the_sha256, r.line, r.administration, r.intervention, r.subcategory, r.submitted,
    sha256(its_key || sha256(its_key || convert_to(r.person, 'UTF8'))), access.account(), the_now
  from jsonb_to_recordset(the_rows) as r(line integer, administration text, intervention text, subcategory text, submitted date, person text)
  on conflict do nothing;
  get diagnostics taken = row_count;
  return taken;
end $$;

-- What is counted of requests that came in between two days: a row each, without anything that leads to it. person tells only who is the
-- same as who. Of a request in Hemvist also how it went.
create function access.placement_figures(the_from date, the_to date)
  returns table (submitted date, administration text, intervention text, subcategory text, person text, counted_later boolean,
    days_to_recommendation double precision, days_to_outcome double precision, outcome text, none_reason text, form text,
    first_taken boolean, recommended integer, departed integer, asked integer, unknown integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select (q.submitted_at at time zone 'Europe/Stockholm')::date, s.name, q.intervention, q.subcategory,
    dense_rank() over (order by q.individual)::text, true,
    extract(epoch from q.first_recommended_at - q.submitted_at) / 86400, extract(epoch from o.reported_at - q.submitted_at) / 86400,
    case when o.placement is not null then 'placed' when o.none_reason is not null then 'none' when q.state = 'withdrawn' then 'withdrawn' end,
    o.none_reason, p.form,
    f.chosen is not null and f.chosen = (
      select i.offer from placement_recommendation_item i where i.municipality = f.municipality and i.recommendation = f.id and i.position = 1),
    c.recommended, c.departed, c.asked, c.unknown
  from placement_request q
  join secrecy_area s on s.municipality = q.municipality and s.id = q.from_area
  left join placement_outcome o on o.municipality = q.municipality and o.request = q.id
  left join placement p on p.municipality = q.municipality and p.request = q.id
  left join lateral (
    select r.* from placement_recommendation r where r.municipality = q.municipality and r.request = q.id order by r.made_at, r.id limit 1
  ) f on true
  cross join lateral (
    select count(*)::integer as recommended, count(*) filter (where i.departure <> '')::integer as departed,
      coalesce(sum(jsonb_array_length(i.body -> 'why') + jsonb_array_length(i.body -> 'ask')), 0)::integer as asked,
      coalesce(sum(jsonb_array_length(i.body -> 'ask')), 0)::integer as unknown
    from placement_recommendation r
    join placement_recommendation_item i on i.municipality = r.municipality and i.recommendation = r.id
    where r.municipality = q.municipality and r.request = q.id
  ) c
  where q.municipality = access.municipality() and (access.holds('placement:figures'))
    and (q.submitted_at at time zone 'Europe/Stockholm')::date between the_from and the_to
  union all
  select h.submitted, coalesce(s.name, h.administration), h.intervention, h.subcategory, encode(h.person, 'hex'), false, null, null, null, null,
    null, null, 0, 0, 0, 0
  from historical_request h
  left join secrecy_area s on s.municipality = h.municipality and s.id = h.administration
  where h.municipality = access.municipality() and access.holds('placement:figures') and h.submitted between the_from and the_to
$$;

-- How stays at a unit have gone, for the page of the unit in the register: counted, and told only when there are five of them or more.
create function access.stays_at_unit(the_register text, the_unit uuid)
  returns table (months integer, held integer, moved integer, discharged integer, again integer, answered integer)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select f.months, count(*) filter (where f.result = 'held')::integer, count(*) filter (where f.result = 'moved')::integer,
    count(*) filter (where f.result = 'discharged')::integer, count(*) filter (where f.would_choose_again)::integer, count(*)::integer
  from placement_follow_up f join placement p on p.municipality = f.municipality and p.id = f.placement
  where p.municipality = access.municipality() and p.register = the_register and p.unit = the_unit and f.result is not null
    and access.holds('register:read')
  group by f.months having count(distinct p.individual) >= 5
$$;

-- Who lives with a provider, and to whom it is proposed: for who decides on stops, who must see what a stop is about. By the numbers of the
-- requests, of the own municipality; nothing of whom they are about.
create function access.concerned_by_stop(the_register text, the_provider uuid)
  returns table (kind text, number text, administration text, unit uuid, starts_on date)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select c.kind, q.number, a.name, c.unit, c.starts_on
  from (
    select 'placed' as kind, p.municipality, p.request, p.unit, p.starts_on
    from placement p
    where p.municipality = access.municipality() and p.register = the_register and p.provider = the_provider
      and coalesce(p.ended_on > access.today(), true)
    union all
    select 'proposed', r.municipality, r.request, i.unit, q.starts_on
    from placement_recommendation_item i
    join placement_recommendation r on r.municipality = i.municipality and r.id = i.recommendation and r.answer is null
    join placement_request q on q.municipality = r.municipality and q.id = r.request
    where i.municipality = access.municipality() and i.register = the_register and i.provider = the_provider
  ) c
  join placement_request q on q.municipality = c.municipality and q.id = c.request
  join secrecy_area a on a.municipality = q.municipality and a.id = q.from_area
  where access.holds('stop:recommendation') or access.holds('stop:order')
$$;

revoke all on function access.import_historical(text, jsonb, timestamptz), access.placement_figures(date, date),
  access.stays_at_unit(text, uuid), access.concerned_by_stop(text, uuid) from public;
grant execute on function access.import_historical(text, jsonb, timestamptz), access.placement_figures(date, date),
  access.stays_at_unit(text, uuid), access.concerned_by_stop(text, uuid) to hemvist_app;
