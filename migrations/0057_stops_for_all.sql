-- A stop is told wherever the provider is recommended: also in the municipalities that use another's register, whose recommendations whoever
-- decides on the stop neither sees nor counts. There the notice names nobody: it is caused by who reads it.
create or replace function access.tell_of_stop(the_register text, the_provider uuid) returns void
  volatile security definer set search_path = pg_catalog, public, pg_temp language sql as $$
  insert into notice (municipality, id, account, kind, placement_request, caused_by, at)
  select c.municipality, gen_random_uuid(), c.account, 'placement-stopped', c.request,
    case when c.municipality = access.municipality() then access.account() else c.account end, access.now()
  from (
    select r.municipality, r.request, told.account
    from placement_recommendation r
    join placement_request q on q.municipality = r.municipality and q.id = r.request
    cross join lateral (select r.made_by union select q.assigned_to where q.assigned_to is not null) told (account)
    where r.answer is null and exists (
      select from placement_recommendation_item i
      where i.municipality = r.municipality and i.recommendation = r.id and i.register = the_register and i.provider = the_provider)
  ) c
  where the_register = access.municipality() and (access.holds('stop:recommendation') or access.holds('stop:order'))
    and (c.municipality, c.account) is distinct from (access.municipality(), access.account())
    and not exists (
      select from notice n where n.municipality = c.municipality and n.account = c.account and n.kind = 'placement-stopped'
        and n.placement_request = c.request and n.seen_at is null)
$$;
