-- What a placement desk is called in a sentence, where that is not what its unit is called.
alter table placement_desk add column called text check (btrim(called) <> '');
