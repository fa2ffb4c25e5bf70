import { sql } from 'kysely';
import type { AccountId, CaseId, RunId } from '../../src/kernel/ids.ts';
import { holdStaleRuns, runContents } from '../../src/casework/store/runs.ts';
import { as } from '../../src/platform/door.ts';
import { explain, reasonsFor } from '../../src/secrecy/index.ts';
import type { Db } from '../../src/platform/database.ts';
import { noon } from '../database/world.ts';
import { actorOf } from './build.ts';
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
    disclosure: city.disclosures.map((_, index) => [ids.disclosure(index), rule.seesDisclosure(index)]),
    shared_plan: city.parties.map((_, index) => [ids.plan(index), rule.seesPlan(index)]),
    shared_plan_party: city.parties.map((_, index) => [ids.party(index), rule.seesParty(index)]),
    shared_plan_step: city.parties.map((_, index) => [ids.step(index), rule.seesStep(index)]),
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
    // What many runs are evaluated on, asked for at once: each by itself, whatever else is in the list.
    const everyRun = runs.map(({ file, run }) => ids.run(file, run) as RunId);
    const contents = await runContents(scope, everyRun, {});
    const held = new Set((await holdStaleRuns(scope, everyRun, {})).map(({ run }) => run.id));
    for (const { file, run } of runs) {
      const [record, expected] = [ids.run(file, run) as RunId, rule.seesRun(file, run)];
      const entries = contents.get(record)?.entries.map(({ id }) => id) ?? [];
      questions.push(
        { channel: 'run.contents', record, expected, answered: contents.has(record) },
        { channel: 'run.contents.entry', record, expected, answered: entries.join() === ids.entry(file, run) },
      );
      // One that is seen is not held when its lines are of today.
      if (!expected || held.has(record))
        questions.push({ channel: 'run.held', record, expected, answered: held.has(record) });
    }
    // What a party is given of a plan, past the tables.
    for (const [index] of city.parties.entries()) {
      const { rows } = await sql`select * from access.plan_for_me(${ids.plan(index)})`.execute(scope.db);
      const { rows: names } = await sql`select * from access.plan_party_names(${ids.plan(index)})`.execute(scope.db);
      const [record, expected] = [ids.plan(index), rule.takesPart(index)];
      questions.push(
        { channel: 'plan.mine', record, expected, answered: rows.length === 1 },
        { channel: 'plan.names', record, expected: rule.seesParty(index), answered: names.length > 0 },
      );
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
