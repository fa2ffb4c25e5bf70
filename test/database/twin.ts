import type pg from 'pg';

/** Another municipality, in which everything has the ids that it has in the first: what is only told apart by whose it is. */
export const elsewhere = '9998';

/** Copies the rows of tables that fit a condition, and gives each to the other municipality. */
async function copy(owner: pg.Pool, table: string, where: string, values: readonly unknown[]): Promise<void> {
  await owner.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object('municipality', '${elsewhere}')
       || case when to_jsonb(t) ? 'username' then jsonb_build_object('username', 'other-' || (to_jsonb(t) ->> 'username')) else '{}' end)).*
     from ${table} t where t.municipality = '1480' and ${where} on conflict do nothing`,
    [...values],
  );
}

/** The same people, and the same case with its runs, in the other municipality. */
export async function twinOf(owner: pg.Pool, caseId?: string): Promise<void> {
  await owner.query(
    `insert into municipality (code, name) values ('${elsewhere}', 'Påhittad grannstad') on conflict do nothing`,
  );
  for (const table of ['secrecy_area', 'unit', 'account']) await copy(owner, table, 'true', []);
  if (caseId === undefined) return;
  await copy(owner, 'individual', 't.id = (select individual from case_file where id = $1)', [caseId]);
  await copy(owner, 'case_file', 't.id = $1', [caseId]);
  await copy(owner, 'run', 't.case_id = $1', [caseId]);
  await copy(owner, 'absence', 't.account in (select a.account from assignment a where a.case_id = $1)', [caseId]);
  await copy(owner, 'assignment', 't.case_id = $1 and t.ground is null', [caseId]);
}
