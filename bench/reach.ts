import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { workedRuns } from '../src/casework/store/worklist.ts';
import type { Actor } from '../src/kernel/actor.ts';
import type { LocalDate } from '../src/kernel/date.ts';
import type { AccountId } from '../src/kernel/ids.ts';
import type { DB } from '../src/platform/database-types.ts';
import { ownerPool } from '../src/platform/database.ts';
import type { Scope, Tx } from '../src/platform/door.ts';
import { migrate } from '../src/platform/migrate.ts';
import { migrationsFolder } from '../src/platform/start-database.ts';
import { type Figure, median } from './figure.ts';
import { loadMillion, type Somebody } from './million.ts';

// What row-level security costs: each query as the application asks it, under the policies, and the same with the policy written by
// hand, as the owner, whom no policy binds. One connection for each, turn about, in one run.

type Rows = Promise<readonly unknown[]>;
/** Sent as the application sends it, planned each time, and with both sides planned beforehand: then what is left is the doing. */
type Ask = Readonly<{
  name: string;
  policy: () => Rows;
  byHand: () => Rows;
  planned: Readonly<{ policy: () => Rows; byHand: () => Rows }>;
}>;

/** The rule of access for a run `r` of a case `c`, written into the query. Without a run it is the rule for a case. */
const byHand = ({ account, area }: Somebody, now: Date, run?: string): string => `(
  (c.secrecy_area = '${area}' and c.unit = any ('{}'::text[]))
  or exists (
    select from assignment s where s.municipality = c.municipality and s.case_id = c.id and s.account = '${account}'
      and s.valid_from <= current_date and coalesce(s.valid_to >= current_date, true)
      and ${
        run === undefined
          ? `s.run_id is null and c.secrecy_area = '${area}'`
          : `case when s.run_id is null then c.secrecy_area = '${area}' else s.run_id = ${run} and (
          c.secrecy_area = '${area}' or (s.ground is not null and (s.consent is null or exists (
            select from consent k where k.municipality = s.municipality and k.id = s.consent and k.status = 'given'
              and k.valid_from <= current_date and coalesce(k.valid_to >= current_date, true)
              and not exists (select from consent w where w.municipality = k.municipality and w.replaces = k.id))))) end`
      })
  or exists (
    select from break_glass b where b.municipality = c.municipality and b.account = '${account}' and b.case_id = c.id
      and b.opened_at <= '${now.toISOString()}' and b.expires_at > '${now.toISOString()}' and b.ended_at is null)
) and not (
  exists (
    select from protected_identity p where p.municipality = c.municipality and p.individual = c.individual
      and p.valid_from <= current_date and coalesce(p.valid_to >= current_date, true))
  and not exists (
    select from protected_team t where t.municipality = c.municipality and t.individual = c.individual and t.account = '${account}'
      and (t.founder or t.approved_at is not null) and coalesce(t.valid_to >= current_date, true)))`;

const myDayByHand = (who: Somebody, now: Date): string => `
  select r.id, r.case_id, r.routine, r.routine_version, r.opened_on, r.version, r.evaluated_on, r.role,
    s.case_number, s.given_name, s.family_name, w.items
  from (
    select distinct on (r.id) r.*, a.role
    from assignment a
    join run r on r.municipality = a.municipality and r.case_id = a.case_id and (a.run_id is null or a.run_id = r.id)
    join case_file c on c.municipality = r.municipality and c.id = r.case_id
    where a.municipality = $1 and a.account = $2
      and a.valid_from <= $3 and coalesce(a.valid_to >= $3, true) and r.ended_on is null
      and ${byHand(who, now, 'r.id')}
    order by r.id, a.run_id nulls first, a.role
  ) r
  cross join lateral (
    select c.case_number, i.given_name, i.family_name
    from case_file c join individual i on i.municipality = c.municipality and i.id = c.individual
    where c.municipality = r.municipality and c.id = r.case_id
  ) s
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('obligation', i.obligation, 'state', i.state, 'modality', i.modality, 'who', i.who,
      'due', i.due, 'missing_facts', i.missing_facts, 'waiting_on', i.waiting_on)), '[]'::jsonb) as items
    from work_item i where i.municipality = r.municipality and i.run_id = r.id
  ) w
  order by s.case_number, r.id`;

const found = `select c.id, c.case_number, i.given_name, i.family_name
  from case_file c join individual i on i.municipality = c.municipality and i.id = c.individual`;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The medians of both, measured turn about, so that what else the machine does falls on both. */
async function turnAbout(policy: () => Rows, reference: () => Rows, rounds: number) {
  const [guarded, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + 20; round += 1) {
    const [one, other] = [await milliseconds(policy), await milliseconds(reference)];
    if (round < 20) continue;
    guarded.push(one);
    bare.push(other);
  }
  return { value: median(guarded), least: median(bare) };
}

/** A connection that stays, as somebody, on a day: what the door says, for as long as the bench lasts. */
async function asSomebody(options: pg.PoolConfig, who: Somebody, now: Date, day: LocalDate): Promise<pg.Pool> {
  const pool = new pg.Pool({ ...options, max: 1, options: '-c role=hemvist_app -c timezone=UTC' });
  pool.on('error', () => {});
  await pool.query(
    `select set_config('hemvist.municipality', $1, false), set_config('hemvist.account', $2, false), set_config('hemvist.area', $3, false),
       set_config('hemvist.units', '', false), set_config('hemvist.today', $4, false), set_config('hemvist.now', $5, false)`,
    [who.municipality, who.account, who.area, day, now.toISOString()],
  );
  return pool;
}

/** My day and search at so many cases in ten areas: under row-level security, as a ratio to the policy by hand. */
export async function benchReach(
  server: pg.PoolConfig,
  cases: number,
  rounds: number,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const name = `bench_reach_${cases}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const options = { ...server, database: name };
  const owner = ownerPool(options);
  await migrate(owner, migrationsFolder);
  say(`Loading ${cases.toLocaleString('en-US')} cases in ten areas ...`);
  const who = await loadMillion(owner, cases);
  const { rows: days } = await owner.query<{ day: LocalDate }>('select current_date as day');
  const day = days[0]?.day ?? ('' as LocalDate);
  const now = new Date();
  const pool = await asSomebody(options, who, now, day);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const scope = {
    db: db as unknown as Tx,
    actor: { municipality: who.municipality, account: who.account, area: who.area } as unknown as Actor,
    today: day,
  } as unknown as Scope;
  const asOwner = new pg.Pool({ ...options, max: 1 });
  asOwner.on('error', () => {});
  const ask = async (client: pg.Pool, text: string, values: readonly unknown[], plan?: string): Rows =>
    (await client.query({ text, values: [...values], ...(plan === undefined ? {} : { name: plan }) })).rows;
  const search = (words: string, condition: string, value: string): Ask => {
    const text = `${found} where c.municipality = $1 and ${condition}`;
    const written = `${text} and ${byHand(who, now)}`;
    const values = [who.municipality, value];
    return {
      name: `search by ${words}`,
      policy: () => ask(pool, text, values),
      byHand: () => ask(asOwner, written, values),
      planned: {
        policy: () => ask(pool, text, values, words),
        byHand: () => ask(asOwner, written, values, words),
      },
    };
  };
  const myDay = { text: myDayByHand(who, now), values: [who.municipality, who.account, day] };
  const asks: readonly Ask[] = [
    {
      name: 'my day',
      policy: () => workedRuns(scope, who.account as AccountId),
      byHand: () => ask(asOwner, myDay.text, myDay.values),
      planned: {
        policy: () => workedRuns(scope, who.account as AccountId),
        byHand: () => ask(asOwner, myDay.text, myDay.values, 'my day'),
      },
    },
    search('case number', 'c.case_number = $2', who.caseNumber),
    search('identity number', `i.secrecy_area = '${who.area}' and i.identity_number = $2`, who.identityNumber),
  ];
  say('Asking under the policies and by hand ...');
  const figures: Figure[] = [];
  for (const { name: what, policy, byHand: reference, planned } of asks) {
    const [seen, wanted] = [await policy(), await reference()];
    if (seen.length !== wanted.length || wanted.length === 0)
      throw new Error(`${what}: ${seen.length} rows under the policies, ${wanted.length} by hand`);
    for (const [how, one, other] of [
      ['as it is sent', policy, reference],
      ['planned beforehand', planned.policy, planned.byHand],
    ] as const) {
      const { value, least } = await turnAbout(one, other, rounds);
      const ratio = value / least;
      figures.push({
        name: `${what}, ${cases.toLocaleString('en-US')} cases, ${how}`,
        value,
        unit: 'ms',
        reference: { name: 'the policy by hand', value: least, unit: 'ms', ratio },
        ...(how === 'as it is sent' ? { goal: { words: 'ratio ≤ 1.3', met: ratio <= 1.3 } } : {}),
      });
    }
  }
  await db.destroy();
  await asOwner.end();
  await owner.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  return figures;
}
