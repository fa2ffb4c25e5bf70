import type { Pool } from 'pg';
import { writeOrganisation } from '../src/demo/index.ts';

/** Cases that one caseworker has, and lines of work in each: the same at every size. */
const casesEach = 25;
const linesEach = 4;
const municipality = '1480';

/** Somebody with as much to do as everybody else, somewhere in the middle, and what they look for. */
export type Somebody = Readonly<{
  municipality: string;
  account: string;
  area: string;
  /** A case of their own. */
  caseNumber: string;
  identityNumber: string;
  /** The beginning of the name of their own cases' individuals, and of others' of their area. */
  namePrefix: string;
}>;

/**
 * Fills a migrated, empty database with cases in ten areas, made inside PostgreSQL: each with an individual, a run, an assignment,
 * lines of work, every fifth with somebody of another area in the run on a ground, every twentieth of those on a consent, and one in a
 * thousand with protected identity.
 */
export async function loadMillion(owner: Pool, cases: number): Promise<Somebody> {
  await writeOrganisation(owner);
  const client = await owner.connect();
  try {
    await client.query(`create function pg_temp.numbered(kind text, n bigint) returns uuid immutable language sql
      as $$ select ('0000000' || kind || '-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`);
    // Rows that are made to keep the rules: checking each would take longer than all the rest.
    await client.query('set session_replication_role = replica');
    await client.query(`set work_mem = '256MB'`);
    for (const statement of statements(cases))
      await client.query(statement.replaceAll('numbered(', 'pg_temp.numbered('));
    await client.query('set session_replication_role = origin');
    const who = Math.floor(cases / casesEach / 2);
    const { rows } = await client.query<Somebody>(
      `select $1 as municipality, a.id as account, a.secrecy_area as area, c.case_number as "caseNumber",
         i.identity_number as "identityNumber", left(i.family_name, 9) as "namePrefix"
       from account a join assignment s on s.account = a.id and s.run_id is null
       join case_file c on c.id = s.case_id join individual i on i.id = c.individual
       where a.id = pg_temp.numbered('4', $2) order by c.case_number offset 3 limit 1`,
      [municipality, who],
    );
    const [somebody] = rows;
    if (!somebody) throw new Error('Nobody was loaded');
    await client.query('vacuum analyze');
    return somebody;
  } finally {
    client.release(true);
  }
}

// Made-up family names of two parts, so that a name's beginning finds some and not all.
const family = `(array['Exempel', 'Påhitt', 'Låtsas', 'Fiktiv', 'Övning', 'Prov', 'Test', 'Demo'])[1 + n % 8]
  || (array['berg', 'sson', 'gren', 'qvist', 'dotter', 'lund'])[1 + n / 8 % 6] || ' ' || to_char(n % 9973, 'FM0000')`;

const statements = (cases: number): readonly string[] => {
  const unitsOfArea = Math.max(1, Math.round(cases / 25_000));
  return [
    `insert into secrecy_area select '${municipality}', 'bench-' || a, 'Provförvaltningen ' || a, 'committee' from generate_series(0, 9) a`,
    `insert into unit select '${municipality}', format('bench-%s-%s', a, u), 'bench-' || a, format('Provenheten %s %s', a, u)
       from generate_series(0, 9) a, generate_series(0, ${unitsOfArea - 1}) u`,
    `create temporary table made as
       select n, k, k % 10 as area, 'bench-' || k % 10 as area_id, format('bench-%s-%s', k % 10, k / 10 % ${unitsOfArea}) as unit
       from (select n, n / ${casesEach} as k from generate_series(0, ${cases - 1}) n) numbered`,
    `insert into account (municipality, id, secrecy_area, username, display_name, demo)
       select '${municipality}', numbered('4', k), area_id, 'bench-' || k, 'Handläggare Påhittad', true from made where n % ${casesEach} = 0`,
    `insert into account_role select '${municipality}', numbered('4', k), 'caseworker', unit from made where n % ${casesEach} = 0`,
    `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_number, identity_certainty)
       select '${municipality}', numbered('1', n), area_id, 'Test', ${family}, 'personal-identity-number',
         to_char(date '1930-01-01' + n / 20 % 30000, 'YYYYMMDD') || (980 + n % 20) || n / 600000 % 10, 'confirmed' from made`,
    `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
       select '${municipality}', numbered('2', n), area_id, unit, 'B-' || lpad(n::text, 7, '0'), numbered('1', n),
         current_date - 100, numbered('4', k), numbered('2', n) from made`,
    `insert into run (municipality, id, case_id, routine, routine_version, opened_on, version, evaluated_on)
       select '${municipality}', numbered('3', n), numbered('2', n), 'repeated-discharge', '2025', current_date - 100, 1, current_date from made`,
    `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, assigned_by, assigned_at, idempotency_key)
       select '${municipality}', numbered('6', n), numbered('2', n), null, numbered('4', k), 'caseworker', current_date - 100,
         numbered('4', k), now(), numbered('6', n) from made`,
    `insert into consent (municipality, id, individual, case_id, run_id, secrecy_area, status, purpose, form, valid_from, taken_on, taken_by,
         written_at, idempotency_key)
       select '${municipality}', numbered('9', n), numbered('1', n), numbered('2', n), numbered('3', n), area_id, 'given', 'coordination', 'oral',
         current_date - 90, current_date - 90, numbered('4', k), now(), numbered('9', n) from made where n % 100 = 0`,
    // Five of somebody's runs are in cases of the next area.
    `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, ground, ground_reason, consent, assigned_by,
         assigned_at, idempotency_key)
       select '${municipality}', numbered('7', n), numbered('2', n), numbered('3', n), numbered('4', (k + 1) % ${Math.max(1, Math.floor(cases / casesEach))}),
         'housingStaff', current_date - 90, 'consent', 'Samtycke', case when n % 100 = 0 then numbered('9', n) end, numbered('4', k), now(),
         numbered('7', n) from made where n % 5 = 0`,
    `insert into work_item (municipality, run_id, obligation, state, modality, who, due)
       select '${municipality}', numbered('3', n), 'obligation-' || w, 'open', 'must', array['caseworker'], current_date + (n % 30)::int
       from made, generate_series(1, ${linesEach}) w`,
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
       select '${municipality}', numbered('8', n), numbered('1', n), 'secrecy-marking', 'Enhetens mottagning', current_date - 50,
         numbered('4', k), now() from made where n % 1000 = 7`,
    `insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at)
       select '${municipality}', numbered('8', n), numbered('1', n), numbered('4', k), true, 'Handlägger', numbered('4', k), now()
       from made where n % 2000 = 7`,
  ];
};
