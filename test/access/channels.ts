import { sql } from 'kysely';
import type { AccountId, CaseId, RunId } from '../../src/kernel/ids.ts';
import { as } from '../../src/platform/door.ts';
import { explain, reasonsFor } from '../../src/secrecy/index.ts';
import type { Db } from '../../src/platform/database.ts';
import { newSessionToken } from '../../src/platform/session.ts';
import type { TestServer } from '../support/server.ts';
import { noon } from '../database/world.ts';
import { actorOf, markers } from './build.ts';
import { type City, ids } from './city.ts';
import { allRuns, type Oracle } from './oracle.ts';

/** One question that was answered twice: what is asked, what the rule says, what the system said. */
export type Question = Readonly<{ channel: string; record: string; expected: boolean; answered: boolean }>;

export type Asked = Readonly<{ city: City; municipality: string; who: number; rule: Oracle }>;

/** Lists, single reads and counts as any query of the application meets them. */
export async function askDatabase(db: Db, { city, municipality, who, rule }: Asked): Promise<readonly Question[]> {
  const account = city.accounts[who];
  if (!account) return [];
  const runs = allRuns(city);
  const people = [...new Set(city.cases.map(({ area, individual }) => ids.individual(area, individual)))];
  const wanted: Readonly<Record<string, readonly (readonly [id: string, seen: boolean])[]>> = {
    case_file: city.cases.map((_, file) => [ids.case(file), rule.seesCase(file)]),
    run: runs.map(({ file, run }) => [ids.run(file, run), rule.seesRun(file, run)]),
    entry: runs.map(({ file, run }) => [ids.entry(file, run), rule.seesRun(file, run)]),
    individual: people.map((id) => [
      id,
      city.cases.some(({ area, individual }, file) => ids.individual(area, individual) === id && rule.seesCase(file)),
    ]),
  };
  return as(db, actorOf(municipality, account, who), noon, { action: 'test', channel: 'cli' }, async (scope) => {
    const questions: Question[] = [];
    for (const [table, records] of Object.entries(wanted)) {
      const { rows: listed } = await sql<{ id: string }>`select id from ${sql.table(table)}`.execute(scope.db);
      const { rows: counted } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        scope.db,
      );
      const expected = records.filter(([, seen]) => seen).length;
      questions.push({ channel: `${table}.count`, record: '*', expected: true, answered: counted[0]?.n === expected });
      for (const [id, seen] of records) {
        const { rows } =
          await sql`select from ${sql.table(table)} where municipality = ${municipality} and id = ${id}`.execute(
            scope.db,
          );
        questions.push(
          { channel: `${table}.list`, record: id, expected: seen, answered: listed.some((row) => row.id === id) },
          { channel: `${table}.get`, record: id, expected: seen, answered: rows.length === 1 },
        );
      }
    }
    // What the domain explains: somebody has a reason exactly when they see.
    const mine = ids.account(who) as AccountId;
    for (const { file, run } of runs) {
      const about = { caseId: ids.case(file) as CaseId, runId: ids.run(file, run) as RunId };
      const { sees } = explain(await reasonsFor(scope, about, mine), scope.today);
      questions.push({
        channel: 'explained.run',
        record: about.runId,
        expected: rule.seesRun(file, run),
        answered: sees,
      });
    }
    for (const [file] of city.cases.entries()) {
      const caseId = ids.case(file) as CaseId;
      const { sees } = explain(await reasonsFor(scope, { caseId }, mine), scope.today);
      questions.push({ channel: 'explained.case', record: caseId, expected: rule.seesCase(file), answered: sees });
    }
    return questions;
  });
}

/** A signed-in browser and API client, without the cost of a password. */
async function signedIn(db: Db, server: TestServer, municipality: string, who: number) {
  const { token, sha256 } = newSessionToken();
  const end = new Date(noon.getTime() + 3_600_000);
  await sql`select access.begin_session(${sha256}, ${municipality}, ${ids.account(who)}, ${noon}, ${end})`.execute(db);
  return async (address: string): Promise<string> => {
    const headers = address.startsWith('/api/')
      ? { authorization: `Bearer ${token}` }
      : { cookie: `__Host-hemvist=${token}`, 'sec-fetch-site': 'same-origin' };
    const response = await fetch(new URL(address, server.url), { headers, redirect: 'manual' });
    if (![200, 303, 403, 404].includes(response.status))
      throw new Error(`${address} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
    return response.status === 200 ? response.text() : '';
  };
}

/** What the pages, the print and the API show of a case: its number and the word that only its entries hold. */
export async function askServer(
  db: Db,
  server: TestServer,
  { city, municipality, who, rule }: Asked,
): Promise<readonly Question[]> {
  const read = await signedIn(db, server, municipality, who);
  const questions: Question[] = [];
  const ask = (channel: string, text: string, marker: string, expected: boolean): void =>
    void questions.push({ channel, record: marker, expected, answered: text.includes(marker) });
  for (const [file] of city.cases.entries()) {
    const text = await read(`/api/v1/cases/${ids.case(file)}`);
    for (const [other] of city.cases.entries())
      ask('api.case', text, markers.number(other), other === file && rule.seesCase(file));
  }
  for (const { file, run } of allRuns(city)) {
    const id = ids.run(file, run);
    // The print names nobody but the individual, by first name: whether there is one at all is what is asked.
    const print = await read(`/pagaende/${id}/utskrift`);
    questions.push({ channel: 'page.print', record: id, expected: rule.seesRun(file, run), answered: print !== '' });
    ask('page.print', print, markers.name(city.cases[file]?.area ?? '', city.cases[file]?.individual ?? 0), false);
    for (const [channel, address, shows] of [
      ['page.run', `/pagaende/${id}`, 'number'],
      ['page.timeline', `/pagaende/${id}/tidslinje`, 'word'],
      ['api.run', `/api/v1/runs/${id}`, 'number'],
      ['api.entries', `/api/v1/runs/${id}/entries`, 'word'],
    ] as const) {
      const text = await read(address);
      for (const other of allRuns(city)) {
        // A run tells the number of its own case, whichever of the case's runs it is.
        if (shows === 'number' && other.file === file && other.run !== run) continue;
        const seen = other.file === file && other.run === run && rule.seesRun(file, run);
        const marker = shows === 'word' ? markers.word(other.file, other.run) : markers.number(other.file);
        ask(channel, text, marker, seen);
      }
    }
  }
  const lists = (file: number): boolean =>
    allRuns(city).some((one) => one.file === file && rule.listsRun(file, one.run));
  for (const address of ['/arenden', '/api/v1/cases'] as const) {
    const text = await read(address);
    for (const [file] of city.cases.entries()) ask(`list ${address}`, text, markers.number(file), lists(file));
    for (const { file, run } of allRuns(city)) ask(`list ${address}`, text, markers.word(file, run), false);
  }
  for (const address of ['/min-dag', '/min-dag/enheten'] as const) {
    const text = await read(address);
    // What is left to do can be nothing: what must not be there is what is asked.
    for (const [file] of city.cases.entries())
      if (!lists(file)) ask(`list ${address}`, text, markers.number(file), false);
  }
  return questions;
}
