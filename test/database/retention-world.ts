import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { decideDisposal, propose } from '../../src/oversight/retention/actions/retention.ts';
import { type Said, streetIn } from '../../src/intake/notice.ts';
import { closeNotice } from '../../src/intake/store/notices.ts';
import { keepNoticeFile, receiveNotice } from '../../src/intake/store/receive.ts';
import { createRoom, Gathering } from '../../src/platform/upload.ts';
import { makeDatabase, test as base, type TestDatabase } from '../support/fixtures.ts';
import { approvedPolicy } from '../support/policy.ts';
import { day, open, start, through } from './world.ts';

export const long = new Date('2021-10-13T09:00:00Z');

/** Each test in a database of its own, in a municipality that disposes of cases, with a folder for what is exported. */
export const test = base.extend<{ $test: { world: TestDatabase & Readonly<{ folder: string }> } }>({
  // oxlint-disable-next-line no-empty-pattern
  world: async ({ database }, use) => {
    const { drop, ...world } = await makeDatabase(database.options);
    const folder = await mkdtemp(path.join(tmpdir(), 'hemvist-archive-'));
    await approvedPolicy(world.owner);
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

/** A notice with a file that was sent through the open form and closed without being about any case, at a moment. */
export async function closedNotice(
  { db, owner }: Pick<TestDatabase, 'db' | 'owner'>,
  at: Date,
): Promise<Readonly<{ id: string; receipt: string }>> {
  const claim = 'a'.repeat(43);
  const gathering = new Gathering(createRoom(1e7), true);
  gathering.add(Buffer.from('Uppsägning av hyresavtal. Påhittat.'));
  const file = await keepNoticeFile(db, '1480', claim, gathering.end('bilaga', 'uppsägning.txt'), 'text', {
    now: at,
    scanned: false,
  });
  const address = 'Påhittsgatan 12';
  const said: Said = {
    kind: 'termination',
    reason: 'rent',
    senderRole: 'landlord',
    sender: 'Påhittade Bostäder AB',
    contact: 'Sven Låtsasson',
    phone: '031-7000000',
    email: '',
    tenant: 'Ingrid Påhittsson',
    tenantIdentity: '',
    apartment: '1101',
    postalCode: '41101',
    locality: 'Göteborg',
    datedOn: day('2021-10-09'),
    message: '',
    address,
    ...streetIn(address),
  };
  const receipt = (await receiveNotice(db, '1480', said, newId(), at, { id: file.id, claim })) ?? '';
  const { rows } = await owner.query<{ id: string }>('select id from intake_notice where receipt = $1', [receipt]);
  const id = rows[0]?.id ?? '';
  await through(db, 'vera', (scope) => closeNotice(scope, id, 'Adressen finns inte.'), at);
  return { id, receipt };
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

/** What has been shared from an old case. Written past the checks of the day: no ground was in force then. */
export async function shareOld({ owner }: TestDatabase, { caseId, run }: Old): Promise<void> {
  const to = `(select id from account where username = 'charlie')`;
  const by = `(select id from account where username = 'alex')`;
  const whom = `(select individual from case_file where id = '${caseId}')`;
  const at = `'2021-10-13T09:00:00Z'`;
  await owner.query(`
    set session_replication_role = replica;
    insert into disclosure (municipality, id, case_id, run_id, individual, from_area, to_area, to_account, purpose, ground, ground_version,
      ground_reason, parts, redacted, snapshot, sha256, signed_by, signed_at, idempotency_key)
    select '1480', gen_random_uuid(), '${caseId}', '${run}', ${whom}, 'centrum', 'hisingen', ${to}, 'coordination', 'duty', 1, 'Prov',
      '{plans}', false, '{"pieces": [{"heading": "Plan", "text": "Det som lämnades ut"}]}', repeat('0', 64), ${by}, ${at}, gen_random_uuid();
    insert into disclosure_receipt select '1480', id, to_account, ${at} from disclosure where case_id = '${caseId}';
    insert into disclosure_draft (municipality, id, account, case_id, run_id, body, saved_at, idempotency_key)
    values ('1480', gen_random_uuid(), ${by}, '${caseId}', '${run}', '{}', ${at}, gen_random_uuid());
    insert into shared_plan (municipality, id, case_id, individual, secrecy_area, title, goal, made_by, made_at, idempotency_key)
    values ('1480', gen_random_uuid(), '${caseId}', ${whom}, 'centrum', 'Gammal plan', 'Bo kvar', ${by}, ${at}, gen_random_uuid());
    insert into shared_plan_party (municipality, id, plan, account, area, shows_name, ground, ground_version, ground_reason, valid_from, invited_by,
      invited_at, idempotency_key)
    select '1480', gen_random_uuid(), id, ${to}, 'hisingen', false, 'duty', 1, 'Prov', '2021-10-13', ${by}, ${at}, gen_random_uuid()
    from shared_plan where case_id = '${caseId}';
    insert into shared_plan_step (municipality, id, plan, what, written_by, written_at, idempotency_key)
    select '1480', gen_random_uuid(), id, 'Gammalt steg', ${by}, ${at}, gen_random_uuid() from shared_plan where case_id = '${caseId}';
    insert into meeting (municipality, id, run_id, kind, number, day, starts, ends, place, link, invited, parties, booked_by, booked_at,
      idempotency_key)
    values ('1480', gen_random_uuid(), '${run}', 'follow-up', 1, '2021-10-14', '10:00', '11:00', 'Gamla mötesrummet', '', '{}', '{}', ${by}, ${at},
      gen_random_uuid());
    insert into absence (municipality, id, account, valid_from, valid_to, written_by, written_at, idempotency_key)
    values ('1480', gen_random_uuid(), ${by}, '2021-10-13', '2021-10-14', ${by}, ${at}, gen_random_uuid());
    insert into handover_note (municipality, id, absence, run_id, body, written_by, written_at, idempotency_key)
    select '1480', gen_random_uuid(), id, '${run}', 'Gammal överlämning', ${by}, ${at}, gen_random_uuid() from absence
    where valid_from = '2021-10-13';
    insert into sheltered_address (municipality, id, individual, address, written_by, written_at, idempotency_key)
    values ('1480', gen_random_uuid(), ${whom}, 'Påhittade gården', ${by}, ${at}, gen_random_uuid());
    reset session_replication_role`);
}
