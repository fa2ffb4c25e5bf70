-- The archive's copy of a case has its placement requests whole: what left, what happened, what was asked and proposed, what came of it and how
-- it went. What only the desk reads (matches, direct awards, its own notes) is of the desk and not of the case. See docs/case-archive.md.

alter function access.archive_content(text, uuid) rename to archive_content_but_placements;
create function access.archive_content(the_municipality text, the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language sql as $$
  with its_requests as (
    select q.* from placement_request q where q.municipality = the_municipality and q.case_id = the_case
  ), its_stays as (
    select p.* from placement p where p.municipality = the_municipality and p.request in (select id from its_requests)
  ), parts as (
    select
      (select jsonb_agg(to_jsonb(q) - 'idempotency_key' - 'municipality'
           || jsonb_build_object('from_unit_name', f.name, 'desk_unit_name', d.name) order by q.submitted_at, q.number)
       from its_requests q
       join unit f on f.municipality = q.municipality and f.id = q.from_unit
       join unit d on d.municipality = q.municipality and d.id = q.desk_unit) as requests,
      (select jsonb_agg(to_jsonb(v) - 'idempotency_key' - 'municipality' order by v.written_at, v.request, v.revision)
       from placement_revision v where v.municipality = the_municipality and v.request in (select id from its_requests)) as revisions,
      (select jsonb_agg(to_jsonb(e) - 'idempotency_key' - 'municipality' order by e.at, e.id) from placement_event e
       where e.municipality = the_municipality and e.request in (select id from its_requests) and e.audience = 'both') as events,
      (select jsonb_agg(to_jsonb(i) - 'idempotency_key' - 'municipality' - 'secret_sha256' - 'reminder_sha256' order by i.asked_at, i.id)
       from placement_inquiry i where i.municipality = the_municipality and i.request in (select id from its_requests)) as inquiries,
      (select jsonb_agg(to_jsonb(r) - 'idempotency_key' - 'municipality' || jsonb_build_object('items', (
           select jsonb_agg(to_jsonb(i) - 'municipality' - 'recommendation' order by i.position) from placement_recommendation_item i
           where i.municipality = r.municipality and i.recommendation = r.id
         )) order by r.made_at, r.id)
       from placement_recommendation r where r.municipality = the_municipality and r.request in (select id from its_requests)) as recommendations,
      -- By what the unit and its provider were called on the first day.
      (select jsonb_agg(to_jsonb(p) - 'municipality' || jsonb_build_object('unit_name', (
           select v.name from provider_unit_version v
           where v.municipality = p.register and v.unit = p.unit and v.valid_from <= p.starts_on
           order by v.valid_from desc, v.position desc limit 1
         ), 'provider_name', (
           select v.name from provider_version v
           where v.municipality = p.register and v.provider = p.provider and v.valid_from <= p.starts_on
           order by v.valid_from desc, v.position desc limit 1
         )) order by p.starts_on, p.id) from its_stays p) as placements,
      (select jsonb_agg(to_jsonb(o) - 'idempotency_key' - 'municipality' order by o.reported_at, o.request) from placement_outcome o
       where o.municipality = the_municipality and o.request in (select id from its_requests)) as outcomes,
      (select jsonb_agg(to_jsonb(f) - 'idempotency_key' - 'municipality' order by f.due_on, f.placement, f.months) from placement_follow_up f
       where f.municipality = the_municipality and f.placement in (select id from its_stays)) as follow_ups,
      (select jsonb_agg(to_jsonb(c) - 'idempotency_key' - 'municipality' || jsonb_build_object('measures', coalesce((
           select jsonb_agg(to_jsonb(m) - 'idempotency_key' - 'municipality' - 'complaint' order by m.written_at, m.id)
           from placement_complaint_measure m where m.municipality = c.municipality and m.complaint = c.id
         ), '[]')) order by c.registered_at, c.id)
       from placement_complaint c where c.municipality = the_municipality and c.request in (select id from its_requests)) as complaints
  )
  select b.content || jsonb_build_object(
    'placementRequests', coalesce(p.requests, '[]'), 'placementRevisions', coalesce(p.revisions, '[]'),
    'placementEvents', coalesce(p.events, '[]'), 'placementInquiries', coalesce(p.inquiries, '[]'),
    'recommendations', coalesce(p.recommendations, '[]'), 'placements', coalesce(p.placements, '[]'),
    'placementOutcomes', coalesce(p.outcomes, '[]'), 'placementFollowUps', coalesce(p.follow_ups, '[]'),
    'placementComplaints', coalesce(p.complaints, '[]'),
    -- What the reasons that stand in the rest are called.
    'placementReasons', coalesce((
      select jsonb_agg(jsonb_build_object('kind', r.kind, 'id', r.id, 'name_sv', r.name_sv) order by r.kind, r.id) from placement_reason r
      where r.municipality = the_municipality and to_jsonb(p)::text like '%"' || r.id || '"%'
    ), '[]'),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.display_name, 'area', s.name) order by a.id)
      from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
      where a.municipality = the_municipality and (
        b.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', a.id)) or to_jsonb(p)::text like '%"' || a.id || '"%'
      )
    ), '[]'))
  from (select access.archive_content_but_placements(the_municipality, the_case) as content) b cross join parts p
  where b.content is not null
$$;
revoke all on function access.archive_content(text, uuid) from public;
