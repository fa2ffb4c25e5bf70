-- Search in case work: by name, identity number or case number and by nothing else (SoLPuF 15 §), in one's own area.

-- What a name is found by. Letters as they are heard across the keyboard: å, ä, ö and accents lose their marks.
create function access.folded(the_name text) returns text immutable parallel safe language sql
  as $$ select regexp_replace(translate(lower(the_name), 'åäáàâãæöøóòôõéèêëíìîïúùûüýÿçñß', 'aaaaaaaooooooeeeeiiiiuuuuyycns'), '[^a-z0-9 ]', '', 'g') $$;

-- How a Swedish name sounds, one word at a time: names that are said alike and spelt apart have the same.
create function access.sound(the_word text) returns text immutable parallel safe language plpgsql as $$
declare
  s text := lower(the_word);
begin
  s := regexp_replace(s, '[^a-zåäöéèêáàüøæ]', '', 'g');
  s := regexp_replace(s, '^(gj|hj|lj|dj)', 'j');
  s := regexp_replace(s, '^g(?=[eiyäö])', 'j');
  s := regexp_replace(s, 'chr', 'kr', 'g');
  s := regexp_replace(s, '(sch|skj|stj|sj|sh|ch|kj|tj)', 'x', 'g');
  s := regexp_replace(s, '(qv|qu|kw)', 'kv', 'g');
  s := replace(replace(replace(s, 'ph', 'f'), 'th', 't'), 'ck', 'k');
  s := regexp_replace(s, 'c(?=[eiyäö])', 's', 'g');
  s := translate(s, 'cqzwäéèêæåöøáàüy', 'kksveeeeeoooaaii');
  s := replace(replace(s, 'fv', 'v'), 'dt', 't');
  s := regexp_replace(s, 'h$', '');
  s := regexp_replace(s, 'f$', 'v');
  return regexp_replace(s, '(.)\1+', '\1', 'g');
end $$;

create table individual_search (
  municipality text not null,
  secrecy_area text not null,
  individual uuid not null,
  word text not null,
  sound text not null,
  primary key (municipality, individual, word),
  foreign key (municipality, individual) references individual
);
create index individual_search_word on individual_search (municipality, secrecy_area, word text_pattern_ops);
create index individual_search_sound on individual_search (municipality, secrecy_area, sound);
alter table individual_search enable row level security;

create function access.words_of(the_name text) returns table (word text, sound text)
  immutable parallel safe language sql as $$
  select access.folded(w), access.sound(w)
  from regexp_split_to_table(regexp_replace(the_name, '[-’'']', ' ', 'g'), '\s+') w
  where access.folded(w) <> ''
$$;

create function access.keep_individual_search() returns trigger
  security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  insert into individual_search
  select new.municipality, new.secrecy_area, new.id, w.word, w.sound
  from access.words_of(new.given_name || ' ' || new.family_name) w
  on conflict do nothing;
  return new;
end $$;
create trigger keep_individual_search after insert on individual for each row execute function access.keep_individual_search();
insert into individual_search
select i.municipality, i.secrecy_area, i.id, w.word, w.sound
from individual i cross join lateral access.words_of(i.given_name || ' ' || i.family_name) w
on conflict do nothing;

-- Found cases of the actor's own area. kind is name, number or case. Those out of reach come only when they are asked for, with as little
-- as leads to whom to ask; and whoever is protected is found by the whole number alone, and then only that they are.
create function access.search_cases(the_kind text, the_key text, the_wider boolean, the_limit integer)
  returns table (
    case_id uuid, individual uuid, case_number text, given_name text, family_name text, unit_name text, responsible text, in_reach boolean,
    contact text
  )
  stable security definer set search_path = pg_catalog, public, pg_temp language plpgsql as $$
begin
  if not access.holds('case:search') then return; end if;
  return query
    with asked as materialized (
      select w.word, w.sound from access.words_of(the_key) w where the_kind = 'name'
    ),
    people as materialized (
      select i.id from individual i
      where the_kind = 'number' and i.municipality = access.municipality() and i.secrecy_area = access.area()
        and i.identity_number = the_key
      union
      select c.individual from case_file c
      where the_kind = 'case' and c.municipality = access.municipality() and c.secrecy_area = access.area() and c.case_number = the_key
      union
      -- From the rarest of the words on: everybody who has that one, and the others too.
      select s.individual from asked f
      join individual_search s on s.municipality = access.municipality() and s.secrecy_area = access.area()
        and (s.word like f.word || '%' or s.sound = f.sound)
      where the_kind = 'name' and f.word = (select a.word from asked a order by length(a.word) desc, a.word limit 1)
        and not exists (
          select from asked o where not exists (
            select from individual_search t
            where t.municipality = s.municipality and t.individual = s.individual
              and (t.word like o.word || '%' or t.sound = o.sound)
          )
        )
    ),
    found as (
      select c.*, access.protects(c.municipality, c.individual) as shut, access.sees_case(c.municipality, c.id) as seen
      from people p join case_file c on c.municipality = access.municipality() and c.individual = p.id
      where c.secrecy_area = access.area() and (the_kind <> 'case' or c.case_number = the_key)
    )
    select f.id, f.individual,
      case when not f.shut then f.case_number end,
      case when f.seen then i.given_name end, case when f.seen then i.family_name end,
      case when not f.shut then u.name end,
      case when not f.shut then (
        select min(a.display_name) from assignment g join account a on a.municipality = g.municipality and a.id = g.account
        where g.municipality = f.municipality and g.case_id = f.id and g.run_id is null and g.role = 'caseworker'
          and g.valid_from <= access.today() and coalesce(g.valid_to >= access.today(), true)
      ) end,
      f.seen,
      case when f.shut then (
        select p.contact from protected_identity p
        where p.municipality = f.municipality and p.individual = f.individual
          and p.valid_from <= access.today() and coalesce(p.valid_to >= access.today(), true)
        limit 1
      ) end
    from found f
    join individual i on i.municipality = f.municipality and i.id = f.individual
    join unit u on u.municipality = f.municipality and u.id = f.unit
    where f.seen or (the_wider and not f.shut) or (f.shut and the_kind = 'number')
    order by f.seen desc, i.family_name collate "sv-x-icu", i.given_name collate "sv-x-icu", f.case_number
    limit least(the_limit, 100);
end $$;

revoke all on function access.folded(text), access.sound(text), access.words_of(text), access.keep_individual_search(),
  access.search_cases(text, text, boolean, integer) from public;
grant execute on function access.search_cases(text, text, boolean, integer) to hemvist_app;
