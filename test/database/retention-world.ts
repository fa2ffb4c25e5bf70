import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { decideDisposal, propose } from '../../src/oversight/retention/actions/retention.ts';
import { makeDatabase, test as base, type TestDatabase } from '../support/fixtures.ts';
import { open, start, through } from './world.ts';

export const long = new Date('2021-10-13T09:00:00Z');

/** Each test in a database of its own, in a municipality that disposes of cases, with a folder for what is exported. */
export const test = base.extend<{ $test: { world: TestDatabase & Readonly<{ folder: string }> } }>({
  // oxlint-disable-next-line no-empty-pattern
  world: async ({ database }, use) => {
    const { drop, ...world } = await makeDatabase(database.options);
    const folder = await mkdtemp(path.join(tmpdir(), 'hemvist-archive-'));
    await world.owner.query(
      `insert into retention_policy (municipality, number, action, years, research_days, source, owner, decided_on)
       values ('1480', 2, 'dispose', 5, '{5,15,25}', 'Prov', 'Prov', '2026-01-01')`,
    );
    await use({ ...world, folder });
    await rm(folder, { recursive: true });
    await drop();
  },
});

export type Old = Readonly<{ caseId: CaseId; run: RunId; number: string }>;

/** A case of alex's that was opened and ended five years and a day ago, with a run in it. */
export async function oldCase(
  { db, owner }: TestDatabase,
  person?: Readonly<{ number?: string; familyName?: string }>,
): Promise<Old> {
  const made = await through(
    db,
    'alex',
    async (scope) => {
      const caseId = await open(scope, {
        givenName: 'Gamla',
        familyName: 'Exempelberg',
        number: '199001149801',
        ...person,
      });
      return { caseId, run: await start(scope, caseId, [{ name: 'grounds', value: ['threat'] }]) };
    },
    long,
  );
  await owner.query('update run set ended_on = opened_on where id = $1', [made.run]);
  const { rows } = await owner.query<{ case_number: string }>('select case_number from case_file where id = $1', [
    made.caseId,
  ]);
  return { ...made, number: rows[0]?.case_number ?? '' };
}

export const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

/** Proposed by ola, approved by rut. */
export async function approved({ db }: TestDatabase): Promise<string> {
  const made = await through(db, 'ola', (scope) => propose(scope, '', newId()));
  if (made.outcome !== 'proposed') throw new Error(`Proposing ended in ${made.outcome}`);
  const decided = await through(db, 'rut', (scope) => decideDisposal(scope, made.list, 'approved', '', newId()));
  if (decided.outcome !== 'decided') throw new Error(`Deciding ended in ${decided.outcome}`);
  return made.list;
}

/** In which tables an id or a word still stands, whatever the column. */
export async function tablesWith(owner: pg.Pool, word: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await owner.query(`select from "${name}" t where strpos(t::text, $1) > 0 limit 1`, [word]);
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

export const casesLeft = async ({ owner }: TestDatabase): Promise<readonly string[]> =>
  (await owner.query<{ id: string }>('select id from case_file order by id')).rows.map(({ id }) => id);
