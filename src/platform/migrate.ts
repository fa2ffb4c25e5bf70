// Plain SQL migrations: one transaction, one advisory lock, checksums. Forward only.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';

/** Applies what has not been applied, up to and including `last` when given, and gives the names of what it applied. */
export async function migrate(pool: Pool, directory: string, last?: string): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(4711)');
    await client.query(
      'create table if not exists public.migration (name text primary key, sha256 text not null, at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.migration');
    const done = new Map(rows.map((row) => [row.name, row.sha256]));
    const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
    const newer = [...done.keys()].filter((name) => !names.includes(name));
    if (newer.length > 0)
      throw new Error(`The database is newer than this Hemvist: it has ${newer.join(', ')}. Start the newer version.`);
    const applied: string[] = [];
    for (const name of names) {
      if (last !== undefined && name > last) break;
      const text = await readFile(path.join(directory, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = done.get(name);
      if (before === sha256) continue;
      if (before)
        throw new Error(`Migration ${name} was changed after it had been applied. Put it back and write a new one.`);
      await client.query(text);
      await client.query('insert into public.migration (name, sha256) values ($1, $2)', [name, sha256]);
      applied.push(name);
    }
    await client.query('commit');
    return applied;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
