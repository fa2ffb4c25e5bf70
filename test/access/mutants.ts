import type pg from 'pg';
import { weakenings } from './clauses.ts';

/** A change of the database that makes access wrong: a test must notice it. about: the table or function, for --only and for which tests to ask first. */
export type Mutant = Readonly<{ name: string; about: readonly string[]; sql: string }>;

/** Functions that no case, person or account is seen through: what they do is proved by tests of their own, not by who sees what. */
const notAboutAccess: Readonly<Record<string, string>> = {
  ensure_audit_partition: 'makes months, test/database/audit.test.ts',
  ensure_audit_partitions: 'makes months, test/database/audit.test.ts',
  seal_audit: 'seals, test/database/seal.test.ts',
  audit_chains: 'seals, test/database/seal.test.ts',
  audit_seals_after: 'seals, test/database/seal.test.ts',
  audit_text: 'seals, test/database/seal.test.ts',
  next_case_number: 'numbers, test/database/record.test.ts',
};

/** Mutants that change nothing that anybody could see, each with why: told apart from those that no test notices. */
export const equivalent: Readonly<Record<string, string>> = {
  'work_item: reads removed': 'its policy for all that is done there lets the same be read',
};

type Policy = Readonly<{
  table: string;
  name: string;
  using: string | null;
  check: string | null;
  changed: readonly string[] | null;
}>;

/** What must hold together for a condition to hold, each by itself. */
function conjuncts(condition: string): readonly string[] {
  const inner = condition.replace(/^\((.*)\)$/s, '$1');
  const found: string[] = [];
  let [depth, from] = [0, 0];
  for (const { 0: sign, index } of inner.matchAll(/[()]| AND /g)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0) {
      found.push(inner.slice(from, index));
      from = index + sign.length;
    }
  }
  return [...found, inner.slice(from)];
}

/** Without what is around it: brackets, and the query of its own that asks once for all rows. */
const bare = (clause: string): string =>
  clause.replace(/\( SELECT (access\.\w+\([^()]*\)) AS \w+\)/g, '$1').replace(/^\((.*)\)$/s, '$1');

/** Whether the check of an update only asks again what its filter has asked, of columns that the application may not change. */
const asksAgain = ({ using, check, changed }: Policy): boolean =>
  changed !== null &&
  using !== null &&
  check !== null &&
  conjuncts(check).every((clause) => conjuncts(using).map(bare).includes(bare(clause))) &&
  !changed.some((column) => new RegExp(String.raw`\b${column}\b`).test(check));

async function policyMutants(owner: pg.Pool): Promise<readonly Mutant[]> {
  const { rows } = await owner.query<Policy>(
    `select tablename as table, policyname as name, qual as using, with_check as check,
       case cmd when 'UPDATE' then (
         select coalesce(array_agg(a.attname::text), '{}') from pg_attribute a
         where a.attrelid = tablename::regclass and a.attnum > 0 and has_column_privilege('hemvist_app', a.attrelid, a.attnum, 'update')
       ) end as changed
     from pg_policies where schemaname = 'public' order by tablename, policyname`,
  );
  return rows.flatMap((policy): readonly Mutant[] => {
    const { table, name, using } = policy;
    // A check that lets everything in does so already.
    const check = asksAgain(policy) || policy.check === 'true' ? null : policy.check;
    const one = (what: string, sql: string): Mutant => ({ name: `${table}: ${name} ${what}`, about: [table], sql });
    const conditions = [
      ['using', using, 'shows everything'],
      ['with check', check, 'lets everything in'],
    ] as const;
    return [
      one('removed', `drop policy ${name} on ${table}`),
      // Without a check of its own, a policy checks what it shows: then weakening the one has weakened the other.
      ...conditions.flatMap(([kind, condition, words]) =>
        condition === null
          ? []
          : [
              one(words, `alter policy ${name} on ${table} ${kind} (true)`),
              ...weakenings(condition).map(({ clause, became, text }) =>
                one(`${kind}, ${became} for ${clause}`, `alter policy ${name} on ${table} ${kind} (${text})`),
              ),
            ],
      ),
    ];
  });
}

async function functionMutants(owner: pg.Pool): Promise<readonly Mutant[]> {
  const { rows } = await owner.query<{ name: string; body: string; definition: string }>(
    `select p.proname as name, p.prosrc as body, pg_get_functiondef(p.oid) as definition
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
     where n.nspname = 'access' and l.lanname in ('sql', 'plpgsql') order by 1`,
  );
  return rows
    .filter(({ name }) => !(name in notAboutAccess))
    .flatMap(({ name, body, definition }) =>
      weakenings(body).map(({ clause, became, text }) => ({
        name: `access.${name}: ${became} for ${clause}`,
        about: [name],
        sql: definition.replace(body, () => text),
      })),
    );
}

async function otherMutants(owner: pg.Pool): Promise<readonly Mutant[]> {
  const { rows: triggers } = await owner.query<{ name: string; table: string }>(
    `select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and not t.tgisinternal order by 2, 1`,
  );
  const { rows: tables } = await owner.query<{ name: string }>(
    `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relrowsecurity order by 1`,
  );
  return [
    ...triggers.map(({ name, table }) => ({
      name: `${table}: the trigger ${name} dropped`,
      about: [table, name],
      sql: `drop trigger ${name} on ${table}`,
    })),
    ...tables.map(({ name }) => ({
      name: `${name}: row-level security off`,
      about: [name],
      sql: `alter table ${name} disable row level security`,
    })),
  ];
}

/**
 * Every row-level policy removed, each of its two conditions weakened to anything goes, and each clause of them dropped; each clause of
 * the functions that decide as the owner; each trigger dropped; row-level security turned off for each table.
 */
export async function mutantsOf(owner: pg.Pool): Promise<readonly Mutant[]> {
  const all = [...(await policyMutants(owner)), ...(await functionMutants(owner)), ...(await otherMutants(owner))];
  // Two clauses of a function may read the same: each has a name of its own.
  const named = new Map<string, number>();
  return all.map((mutant) => {
    const times = (named.get(mutant.name) ?? 0) + 1;
    named.set(mutant.name, times);
    return times === 1 ? mutant : { ...mutant, name: `${mutant.name} (${times})` };
  });
}
