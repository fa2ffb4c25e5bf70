import { openCase } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { as as through } from '../../src/platform/door.ts';
import type { TestDatabase } from '../support/fixtures.ts';

/** A case of the demo, by the given name of whom it is about, as nobody but its owner sees it. */
export type DemoCase = Readonly<{
  run: string;
  caseId: string;
  number: string;
  name: string;
  reference: string;
  identityNumber: string | null;
}>;

export async function demoCase({ owner }: TestDatabase, givenName: string): Promise<DemoCase> {
  const { rows } = await owner.query<DemoCase>(
    `select r.id as run, c.id as "caseId", c.case_number as number, i.given_name || ' ' || i.family_name as name,
      c.external_reference as reference, i.identity_number as "identityNumber"
    from run r join case_file c on c.id = r.case_id join individual i on i.id = c.individual where i.given_name = $1`,
    [givenName],
  );
  const [found] = rows;
  if (!found) throw new Error(`There is no demo case of ${givenName}`);
  return found;
}

export type WrittenEntry = Readonly<{
  id: string;
  kind: string;
  writer: string;
  replaces: string | null;
  content: Record<string, unknown>;
}>;

/** What is written in a run, in the order it was written; of one kind when asked. */
export async function entriesIn(
  { owner }: TestDatabase,
  { run }: DemoCase,
  kind?: string,
): Promise<readonly WrittenEntry[]> {
  const { rows } = await owner.query<WrittenEntry>(
    `select e.id, e.kind, a.username as writer, e.replaces, to_jsonb(e) as content from entry e join account a on a.id = e.written_by
    where e.run_id = $1 and ($2::text is null or e.kind = $2) order by e.position`,
    [run, kind ?? null],
  );
  return rows;
}

/** A case of somebody born on the first, that nothing has been written in for five years and a day. */
export const oldCase = (database: Parameters<typeof demoCase>[0], givenName: string, number: string) =>
  through(
    database.db,
    demoActor('alex'),
    new Date('2021-10-13T09:00:00Z'),
    { action: 'test', channel: 'cli' },
    (scope) =>
      openCase(scope, {
        givenName,
        familyName: 'Låtsasson',
        identityKind: 'personal-identity-number',
        identityNumber: number,
        identityCertainty: 'confirmed',
        externalSystem: '',
        externalReference: '',
        unit: 'centrum-vuxen',
        key: newId(),
      }),
  );
