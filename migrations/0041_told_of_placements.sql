-- What waits in placements is counted in the morning's message, and what happens to a request is told to whoever takes care of it.

create index placement_request_requester on placement_request (municipality, requested_by);

create function access.people_to_remind(the_day date)
  returns table (municipality text, account uuid, area text, units text[], language text)
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select * from access.people_at_work(the_day)
  union
  select a.municipality, a.id, a.secrecy_area, array(
      select distinct h.unit from account_role h join role r on r.municipality = h.municipality and r.id = h.role
      where h.municipality = a.municipality and h.account = a.id and r.covers_unit
    ), a.language
  from account a
  where access.account() is null and a.active and a.removed_at is null
    and exists (
      select from account_role h join role_permission p on p.municipality = h.municipality and p.role = h.role
      where h.municipality = a.municipality and h.account = a.id and p.permission in ('placement:request', 'placement:handle')
    )
    and (
      exists (select from placement_request q where q.municipality = a.municipality and q.requested_by = a.id)
      or exists (
        select from placement_request q where q.municipality = a.municipality and q.assigned_to = a.id and q.state in ('submitted', 'paused')
      )
    )
  order by 1, 2
$$;
revoke all on function access.people_to_remind(date) from public;
grant execute on function access.people_to_remind(date) to hemvist_app;

-- A stop is told to whoever has recommended the provider, or takes care of such a request, while the recommendation waits for an answer. Of the
-- own municipality: whoever decides on stops sees no request, and is told of none.
create function access.tell_of_stop(the_register text, the_provider uuid) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into notice (municipality, id, account, kind, placement_request, caused_by, at)
  select c.municipality, gen_random_uuid(), c.account, 'placement-stopped', c.request, access.account(), access.now()
  from (
    select r.municipality, r.request, r.made_by as account from placement_recommendation r
    where r.municipality = access.municipality() and r.answer is null and exists (
      select from placement_recommendation_item i
      where i.municipality = r.municipality and i.recommendation = r.id and i.register = the_register and i.provider = the_provider)
    union
    select r.municipality, r.request, q.assigned_to from placement_recommendation r
    join placement_request q on q.municipality = r.municipality and q.id = r.request
    where r.municipality = access.municipality() and r.answer is null and q.assigned_to is not null and exists (
      select from placement_recommendation_item i
      where i.municipality = r.municipality and i.recommendation = r.id and i.register = the_register and i.provider = the_provider)
  ) c
  where (access.holds('stop:recommendation') or access.holds('stop:order')) and c.account <> access.account()
    and not exists (
      select from notice n where n.municipality = c.municipality and n.account = c.account and n.kind = 'placement-stopped'
        and n.placement_request = c.request and n.seen_at is null)
$$;
revoke all on function access.tell_of_stop(text, uuid) from public;
grant execute on function access.tell_of_stop(text, uuid) to hemvist_app;

-- Whoever has had a request reviews it in no sample: somebody else does.
create function access.has_had_request(the_municipality text, the_request uuid) returns boolean
  stable security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  select exists (
    select from placement_request q where q.municipality = the_municipality and q.id = the_request and q.assigned_to = access.account()
  ) or exists (
    select from placement_event e where e.municipality = the_municipality and e.request = the_request
      and e.kind in ('assigned', 'taken-over', 'handed-over') and e.payload ->> 'to' = access.account()::text
  )
$$;
revoke all on function access.has_had_request(text, uuid) from public;
grant execute on function access.has_had_request(text, uuid) to hemvist_app;
drop policy answers on placement_sample;
create policy answers on placement_sample for update to hemvist_app
  using (answered_at is null and access.desk_of_request(municipality, request))
  with check (answered_by = access.account() and not access.has_had_request(municipality, request));
