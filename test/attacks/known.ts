import { expect } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Route } from '../../src/platform/route.ts';
import { routes } from '../../src/web/app.ts';
import type { TestDatabase } from '../support/fixtures.ts';
import {
  addressOf,
  type Attacker,
  contentOf,
  crawl,
  everybody,
  oneOfEach,
  nameOf,
  pageOf,
  parameterNames,
  type Seen,
} from './attacker.ts';
import type { Form } from './page.ts';

export const posts = routes.filter(({ method }) => method === 'post');
export const mayUse = ({ may }: Route): DemoPerson =>
  everybody.find((who) => demoActor(who).permissions.has(may)) ?? 'alex';

type AttackerOf = (who: DemoPerson) => Promise<Attacker>;

const looked = new WeakMap<AttackerOf, Promise<ReadonlyMap<DemoPerson, Seen>>>();

/** What one of each finds who follows the links: a page and a form of each kind. Looked for once in a file, before anything is written. */
export function seenByEach(attacker: AttackerOf): Promise<ReadonlyMap<DemoPerson, Seen>> {
  const seen = looked.get(attacker) ?? lookAround(attacker);
  looked.set(attacker, seen);
  return seen;
}

/** What one of each finds now, so many pages of each kind. */
export async function lookAround(attacker: AttackerOf, ofEach = 1): Promise<ReadonlyMap<DemoPerson, Seen>> {
  const seen = new Map<DemoPerson, Seen>();
  for (const who of oneOfEach) seen.set(who, await crawl(await attacker(who), ofEach));
  return seen;
}

/** Where each route is: an address that somebody was shown, or one with ids of nothing. */
export async function knownAddresses(attacker: AttackerOf): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  for (const [who, { pages, forms }] of await seenByEach(attacker)) {
    for (const address of pages.keys()) known.set(`get ${patternOf(address)}`, { who, address });
    for (const form of forms.values())
      known.set(`${form.method} ${patternOf(form.action)}`, { who, address: form.action, form });
  }
  return known;
}
export type Known = Readonly<{ who: DemoPerson; address: string; form?: Form }>;
const patternOf = (address: string): string => pageOf(address).split('?')[0] ?? '';
export const placeOf = (known: ReadonlyMap<string, Known>, route: Route): Known =>
  known.get(nameOf(route)) ?? {
    who: mayUse(route),
    address: addressOf(route, Object.fromEntries(parameterNames(route).map((name) => [name, newId()]))),
  };

export async function unchanged(database: TestDatabase, work: () => Promise<void>): Promise<void> {
  const before = await contentOf(database);
  await work();
  const after = await contentOf(database);
  for (const [table, rows] of before)
    expect([...(after.get(table) ?? [])].toSorted(), table).toEqual([...rows].toSorted());
}
