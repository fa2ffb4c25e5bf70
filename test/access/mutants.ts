import type pg from 'pg';

/** A change of the database that makes access wrong: a test must notice it. */
export type Mutant = Readonly<{ name: string; sql: string }>;

type Policy = Readonly<{ table: string; name: string; command: string; using: string | null; check: string | null }>;

/** Every row-level policy removed, and each of its two conditions weakened to anything goes. */
export async function policyMutants(owner: pg.Pool): Promise<readonly Mutant[]> {
  const { rows } = await owner.query<Policy>(
    `select tablename as table, policyname as name, lower(cmd) as command, qual as using, with_check as check
     from pg_policies where schemaname = 'public' order by tablename, policyname`,
  );
  return rows.flatMap(({ table, name, using, check }) => [
    { name: `${table}: ${name} removed`, sql: `drop policy ${name} on ${table}` },
    ...(using === null
      ? []
      : [{ name: `${table}: ${name} shows everything`, sql: `alter policy ${name} on ${table} using (true)` }]),
    // Without a check of its own, a policy checks what it shows: then weakening the one has weakened the other.
    ...(check === null
      ? []
      : [{ name: `${table}: ${name} lets everything in`, sql: `alter policy ${name} on ${table} with check (true)` }]),
  ]);
}
