import { expect } from 'vitest';
import { readExtract } from '../../src/oversight/individual/part.ts';
import { findSubject } from '../../src/oversight/individual/store/rows.ts';
import { extractShares } from '../../src/web/app.ts';
import { test } from '../support/fixtures.ts';
import { alexsCase, noon, open, through } from './world.ts';

const parts = extractShares.flatMap((share) => share.parts);

test('every table is in the extract for the individual, or it is said why not, and never both', async ({
  database,
}) => {
  const { rows } = await database.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema in ('public', 'access') order by 1`,
  );
  const told = [
    ...parts.flatMap(({ tables }) => tables),
    ...extractShares.flatMap(({ without }) => Object.keys(without)),
  ];
  expect(
    told.toSorted(),
    'A new table: add it to a part of the extract, or to what is left out of it with why (ExtractShare)',
  ).toEqual(rows.map(({ name }) => name).toSorted());
});

test('the extract holds what is held of the individual in all their cases, who was let in and who has looked', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const other = await through(db, 'alex', (scope) => open(scope));
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, valid_to, registered_by, registered_at)
     select municipality, gen_random_uuid(), individual, 'secrecy-marking', 'Mottagningen', '2026-01-01', '2026-02-01', opened_by, $2
     from case_file where id = $1`,
    [caseId, noon],
  );
  const sections = await through(db, 'alex', async (scope) => {
    const subject = await findSubject(scope, caseId);
    expect(subject?.cases.map(({ id }) => id)).toEqual([caseId, other]);
    return subject ? readExtract(scope, subject, parts) : [];
  });
  const textOf = (id: string) => JSON.stringify(sections.find((section) => section.id === id)?.lines);
  expect(textOf('individual')).toContain('19900101-9802');
  expect(textOf('protection')).toContain('sekretessmarkering');
  expect(textOf('entries')).toContain('Hemligt om planen');
  expect(textOf('facts')).toContain('hot');
  expect(textOf('consents')).toContain('Socialförvaltningen Sydväst');
  expect(textOf('people')).toContain('Alex Provberg');
  expect(textOf('people')).not.toContain('Eli Exempelberg');
  expect(textOf('disclosures')).toContain('Eli Exempelberg');
  expect(textOf('disclosures')).toContain('Den enskilde har samtyckt muntligt.');
  expect(textOf('disclosures')).toContain('OSL 10:1, 12:2');
  expect(textOf('openings')).toContain('Alex Provberg');
  expect(sections.find(({ id }) => id === 'events')?.data.length).toBeGreaterThan(5);
});

test('who sees only a run, or nothing of the case, can make no extract of it', async ({ database }) => {
  const { caseId } = await alexsCase(database.db, database.owner, { givenName: 'Bo', familyName: 'Påhittsson' });
  for (const who of ['eli', 'billie', 'charlie', 'ola'] as const)
    expect(await through(database.db, who, (scope) => findSubject(scope, caseId)), who).toBeUndefined();
});

test('a case of theirs that the maker does not see is told of by count', async ({ database }) => {
  const number = '198503129804';
  const person = { givenName: 'Disa', familyName: 'Provdotter', number };
  const mine = await through(database.db, 'alex', (scope) => open(scope, person));
  await through(database.db, 'billie', (scope) => open(scope, person));
  const subject = await through(database.db, 'alex', (scope) => findSubject(scope, mine));
  expect(subject).toMatchObject({ otherCases: 1, cases: [{ id: mine }] });
  // Their manager sees both.
  expect(await through(database.db, 'gry', (scope) => findSubject(scope, mine))).toMatchObject({ otherCases: 0 });
});
