-- The archive's copy of a case has its meetings and what was handed over to whoever stood in, whole and not as events only.

alter function access.archive_content(text, uuid) rename to archive_content_but_meetings;

-- What is put onto is asked for once, and not once for each account that may be named in it: at each of the layers that are there by now.
do $$
declare
  its_name text;
  as_it_was text;
begin
  foreach its_name in array array['archive_content_but_placements', 'archive_content_but_meetings'] loop
    as_it_was := pg_get_functiondef(format('access.%I(text, uuid)', its_name)::regprocedure);
    if as_it_was not like '%as content) b%' then raise exception 'access.% is not as it was', its_name; end if;
    execute replace(as_it_was, 'as content) b', 'as content offset 0) b');
  end loop;
end $$;

create function access.archive_content(the_municipality text, the_case uuid) returns jsonb
  stable security definer set search_path = pg_catalog, public, pg_temp set timezone = 'UTC' language sql as $$
  with its_runs as (
    select r.id from run r where r.municipality = the_municipality and r.case_id = the_case
  ), parts as (
    select
      (select jsonb_agg(to_jsonb(m) - 'idempotency_key' - 'municipality' order by m.day, m.starts, m.id) from meeting m
       where m.municipality = the_municipality and m.run_id in (select id from its_runs)) as meetings,
      (select jsonb_agg(to_jsonb(n) - 'idempotency_key' - 'municipality' || jsonb_build_object('substitute', b.substitute)
         order by n.written_at, n.id)
       from handover_note n join absence b on b.municipality = n.municipality and b.id = n.absence
       where n.municipality = the_municipality and n.run_id in (select id from its_runs)) as notes
  )
  select b.content || jsonb_build_object('meetings', coalesce(p.meetings, '[]'), 'handoverNotes', coalesce(p.notes, '[]'),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.display_name, 'area', s.name) order by a.id)
      from account a join secrecy_area s on s.municipality = a.municipality and s.id = a.secrecy_area
      where a.municipality = the_municipality and (
        b.content -> 'people' @> jsonb_build_array(jsonb_build_object('id', a.id)) or to_jsonb(p)::text like '%"' || a.id || '"%'
      )
    ), '[]'))
  from (select access.archive_content_but_meetings(the_municipality, the_case) as content offset 0) b cross join parts p
  where b.content is not null
$$;
revoke all on function access.archive_content(text, uuid) from public;
