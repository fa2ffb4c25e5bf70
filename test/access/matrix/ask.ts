import { sql } from 'kysely';
import { type StandardRole, standardRoles } from '../../../src/kernel/actor.ts';
import { newId } from '../../../src/kernel/ids.ts';
import type { Permission } from '../../../src/kernel/permission.ts';
import type { ApiRoute } from '../../../src/platform/api-route.ts';
import { apiRoutes } from '../../../src/api/index.ts';
import type { Db } from '../../../src/platform/database.ts';
import { csrfToken, newSessionToken } from '../../../src/platform/session.ts';
import { routes } from '../../../src/web/app.ts';
import { noon } from '../../database/world.ts';
import type { TestServer } from '../../support/server.ts';
import { type Channel, channelOf } from './channels.ts';
import { explained, listsOfArea, listsRun, mayAtAll, needsOf, opens, ownArea, seesRun } from './rule.ts';
import { ids, markersOf, municipality, parametersOf, type Relation, relationNames } from './world.ts';

/** What somebody of a role got when they asked for something of a case in a relation to them. */
export type Cell = 'shown' | 'page' | 'leads on' | 'explained' | 'nothing' | 'may write';
export type Line = Readonly<{
  channel: Channel;
  route: string;
  may: Permission;
  cells: Readonly<Record<string, Cell>>;
}>;
export const cellKey = (role: StandardRole, relation: Relation): string => `${role} ${relation}`;

type Asked = Readonly<{ method: string; pattern: string; may: Permission; body?: ApiRoute['body'] }>;

/** Every route of the pages and of the API. */
export const everyRoute: readonly Asked[] = [
  ...routes.map(({ method, path, may }) => ({ method, pattern: path.pattern, may })),
  ...apiRoutes.map(({ method, path, may, body }) => ({ method, pattern: path, may, ...(body ? { body } : {}) })),
];

function addressOf(pattern: string, relation: Relation): string {
  const parameters = parametersOf(relation);
  return pattern.replaceAll(/:(\w+)|\{(\w+)\}/g, (_, page?: string, api?: string) => {
    const name = page ?? api ?? '';
    const value = parameters[name];
    if (value === undefined)
      throw new Error(`${pattern}: say in test/access/matrix/world.ts (parametersOf) what ${name} is`);
    return encodeURIComponent(value);
  });
}

type Person = Readonly<{ role: StandardRole; token: string }>;
type Answer = Readonly<{ status: number; text: string }>;

async function signIn(db: Db, role: StandardRole): Promise<Person> {
  const { token, sha256 } = newSessionToken();
  const end = new Date(noon.getTime() + 3_600_000);
  await sql`select access.begin_session(${sha256}, ${municipality}, ${ids.account(role)}, ${noon}, ${end})`.execute(db);
  return { role, token };
}

async function ask({ url, answer }: TestServer, { token }: Person, route: Asked, address: string): Promise<Answer> {
  const api = address.startsWith('/api/');
  const [example] = Object.values(route.body?.examples ?? {});
  const init: RequestInit =
    route.method === 'get'
      ? {}
      : api
        ? { method: route.method.toUpperCase(), body: JSON.stringify(example?.value ?? {}) }
        : {
            method: 'POST',
            body: new URLSearchParams({ csrf: csrfToken(token), nyckel: newId(), sedd: '1' }),
          };
  const headers: Record<string, string> = api
    ? { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': newId() }
    : { cookie: `__Host-hemvist=${token}`, 'sec-fetch-site': 'same-origin' };
  const response = await answer(new Request(new URL(address, url), { ...init, headers }));
  return { status: response.status, text: await response.text() };
}

function cellOf({ status, text }: Answer, relation: Relation, where: string): Cell {
  if (status === 404) return 'nothing';
  if (status >= 300 && status < 400) return 'leads on';
  if (status === 403 || status === 409 || status === 422) return 'explained';
  if (status !== 200) throw new Error(`${where}: the answer was ${status}: ${text.slice(0, 200)}`);
  return markersOf(relation).some((marker) => text.includes(marker)) ? 'shown' : 'page';
}

// Lists that show all that is in reach; the others show some of it, or nothing when there is nothing to do.
const complete = new Set(['/arenden', '/api/v1/cases', '/rutiner/:routine/:version/pagar']);

/**
 * Asks every route as somebody of every role about a case in every relation to them. Gives the lines of the matrix, and where what
 * came was not what the rule says.
 */
export async function askMatrix(
  db: Db,
  server: TestServer,
): Promise<Readonly<{ lines: readonly Line[]; wrong: readonly string[] }>> {
  const wrong: string[] = [];
  const people = await Promise.all(standardRoles.map((role) => signIn(db, role)));
  const lines: Line[] = [];
  for (const route of everyRoute) {
    const { method, pattern, may } = route;
    const channel = channelOf(route);
    const cells: Record<string, Cell> = {};
    const ofACase = needsOf(pattern, may) !== 'nothing';
    await Promise.all(
      people.map(async (person) => {
        const { role } = person;
        let answer: Answer | undefined;
        for (const relation of relationNames) {
          const where = `${method} ${pattern} as ${role}, ${relation}`;
          const should = opens(pattern, may, role, relation);
          // What is allowed is done in other tests: here it would change what the next one meets.
          if (method !== 'get' && should !== false) {
            cells[cellKey(role, relation)] = 'may write';
            continue;
          }
          // What is of no case is the same for all of them. Who may not at all is turned away before anybody looks at what it is about:
          // they are asked once, about what is most open, their own case.
          const same = !ofACase || !mayAtAll(role, may);
          answer =
            answer !== undefined && same ? answer : await ask(server, person, route, addressOf(pattern, relation));
          const cell = cellOf(answer, relation, where);
          cells[cellKey(role, relation)] = cell;
          if (should && cell === 'nothing') wrong.push(`${where}: should open, and there is nothing`);
          const closed = explained(pattern, may, role, relation) ? 'explained' : 'nothing';
          if (should === false && cell !== closed) wrong.push(`${where}: should be “${closed}”, and is “${cell}”`);
          if (should && listsOfArea.has(pattern) && (cell === 'shown') !== ownArea(relation))
            wrong.push(`${where}: listed is ${cell === 'shown'} and should be ${ownArea(relation)}`);
          if (!ofACase && !listsOfArea.has(pattern) && cell === 'shown' && !seesRun(role, relation))
            wrong.push(`${where}: shows what is out of reach`);
          if (should && complete.has(pattern) && (cell === 'shown') !== listsRun(role, relation))
            wrong.push(`${where}: listed is ${cell === 'shown'} and should be ${listsRun(role, relation)}`);
          for (const other of relationNames) {
            const told = markersOf(other).filter((marker) => answer?.text.includes(marker) === true);
            if (other !== relation && ofACase && told.length > 0)
              wrong.push(`${where}: tells ${told.join()} of another case`);
          }
        }
      }),
    );
    lines.push({ channel, route: `${method.toUpperCase()} ${pattern}`, may, cells });
  }
  return { lines, wrong };
}
