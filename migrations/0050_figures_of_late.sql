-- The night's figures are of this year and the last: a run that had ended more than a year before those is no longer read for them, unless
-- something has been written in it since. So the night's work does not grow with what has been.
do $$
declare
  as_it_was text := pg_get_functiondef('access.count_adherence(date)'::regprocedure);
begin
  if as_it_was not like '%where t.o < the_today and%' then raise exception 'access.count_adherence is not as it was'; end if;
  execute replace(as_it_was, 'where t.o < the_today and', 'where (
        r.ended_on is null or r.ended_on >= since - 366
        or exists (select from entry e where e.municipality = r.municipality and e.run_id = r.id and e.recorded_on >= since)
        or exists (select from fact f where f.municipality = r.municipality and f.run_id = r.id and f.stated_on >= since)
      ) and t.o < the_today and');
end $$;
