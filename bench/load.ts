import type { Pool } from 'pg';
import { runsAtWork } from '../src/casework/evaluation.ts';
import { demoActor, writeOrganisation } from '../src/demo/index.ts';
import { addDays, type LocalDate } from '../src/kernel/date.ts';
import { newId, type RunId } from '../src/kernel/ids.ts';
import { localDateOf } from '../src/kernel/stockholm.ts';
import type { Db } from '../src/platform/database.ts';
import { as } from '../src/platform/door.ts';
import { firstDeeds, yearOfDeeds, type Done } from './year.ts';

/** Cases that one caseworker has, at every size of the database. */
export const casesEach = 25;
/** Of those, runs that have gone on for a year. */
const yearLong = 5;

const municipality = '1480';

/** The run whose page is measured: one that has gone on for a year. */
export type Loaded = Readonly<{ run: RunId }>;

/**
 * Fills a migrated, empty database with an organisation and `size` cases. The first are alex's, through the application as far as
 * what is left to do is concerned; everybody else's are copies of those, spread over areas, units and caseworkers.
 */
export async function load(owner: Pool, db: Db, size: number, now: Date): Promise<Loaded> {
  await writeOrganisation(owner);
  const run = await loadOwn(owner, localDateOf(now));
  await as(db, demoActor('alex'), now, { action: 'bench.load', channel: 'cli' }, (scope) =>
    runsAtWork(scope, scope.actor.account),
  );
  await copyToOthers(owner, size);
  await owner.query('vacuum analyze');
  return { run };
}

type Sown = Readonly<{ opened: LocalDate; moveIn: LocalDate; deeds: readonly Done[] }>;

function sown(index: number, today: LocalDate): Sown {
  if (index < yearLong) {
    const opened = addDays(today, -385 - index);
    const moveIn = addDays(opened, 13);
    return { opened, moveIn, deeds: yearOfDeeds(opened, moveIn).filter(({ at }) => at <= today) };
  }
  const opened = addDays(today, -2 * index);
  const moveIn = addDays(opened, 13);
  return { opened, moveIn, deeds: firstDeeds(opened, moveIn).filter(({ at }) => at <= today) };
}

/** Alex's cases, written as the owner, without what is left to do in them. Gives the run of the longest. */
async function loadOwn(owner: Pool, today: LocalDate): Promise<RunId> {
  const { account, area } = demoActor('alex');
  const housing = demoActor('eli').account;
  const runs: RunId[] = [];
  for (let index = 0; index < casesEach; index += 1) {
    const { opened, moveIn, deeds } = sown(index, today);
    const [individual, file, run] = [newId(), newId(), newId<RunId>()];
    await owner.query(
      `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_certainty)
       values ($1, $2, $3, 'Test', $4, 'none', 'probable')`,
      [municipality, individual, area, `Exempelsson ${index + 1}`],
    );
    await owner.query(
      `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
       values ($1, $2, $3, 'centrum-vuxen', $4, $5, $6, $7, $2)`,
      [municipality, file, area, `B-${String(index + 1).padStart(6, '0')}`, individual, opened, account],
    );
    await owner.query(
      `insert into run (municipality, id, case_id, routine, routine_version, opened_on, version)
       values ($1, $2, $3, 'repeated-discharge', '2025', $4, $5)`,
      [municipality, run, file, opened, deeds.length + 1],
    );
    const consent = newId();
    await owner.query(
      `insert into consent (municipality, id, individual, case_id, run_id, secrecy_area, status, purpose, form, valid_from, taken_on, taken_by,
         written_at, idempotency_key, to_area)
       values ($1, $2, $3, $4, $5, $6, 'given', 'coordination', 'written', $7, $7, $8, now(), $2, 'sydvast')`,
      [municipality, consent, individual, file, run, area, opened, account],
    );
    await owner.query(
      `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, ground, ground_reason, consent, assigned_by, assigned_at, idempotency_key)
       values ($1, $2, $3, null, $4, 'caseworker', $5, null, null, null, $4, now(), $2),
         ($1, $6, $3, $7, $8, 'housingStaff', $5, 'consent', 'Samtycke', $9, $4, now(), $6)`,
      [municipality, newId(), file, account, opened, newId(), run, housing, consent],
    );
    await owner.query(
      `insert into fact (municipality, run_id, position, name, value, stated_on, stated_by, stated_role, written_at, idempotency_key)
       select $1, $2, 1, name, value, $3, $4, 'caseworker', now(), $5 from jsonb_each($6) as stated (name, value)`,
      [
        municipality,
        run,
        opened,
        account,
        newId(),
        JSON.stringify({ moveIn, acuteHomelessness: false, housingForm: 'apartment', sipExists: false }),
      ],
    );
    await owner.query(
      `insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, participants,
         in_person, channel, answers, idempotency_key)
       select $1, $2, d.id, d.position, d.kind, d.at, d.at, 'caseworker', $3, d.at + time '09:00', d.participants, d.in_person,
         d.channel, d.answers, d.id
       from jsonb_to_recordset($4) as d (id uuid, position integer, kind text, at date, participants text[], in_person boolean,
         channel text, answers jsonb)`,
      [
        municipality,
        run,
        account,
        JSON.stringify(
          deeds.map(({ kind, at, participants = [], inPerson, channel, answers = {} }, place) => ({
            id: newId(),
            position: place + 2,
            kind,
            at,
            participants,
            in_person: inPerson ?? null,
            channel: channel ?? null,
            answers,
          })),
        ),
      ],
    );
    runs.push(run);
  }
  const [first] = runs;
  if (first === undefined) throw new Error('No run was written');
  return first;
}

/** Which of alex's cases, counted from one, that of another number is a copy of. Five in a hundred have gone on for a year. */
export const patternOf = (n: number): number =>
  n % 100 < 5 ? 1 + (n % yearLong) : yearLong + 1 + (n % (casesEach - yearLong));

// Ids that are told from the number of the case.
const others = (size: number): readonly string[] => [
  `create temporary table pattern as
     select row_number() over (order by c.case_number)::int as n, r.*, c.id as file
     from case_file c join run r on r.case_id = c.id`,
  `create temporary table area_of as
     select u, 'bench-' || u as unit, (array['centrum', 'hisingen', 'bench-1', 'bench-2', 'bench-3', 'bench-4'])[1 + u % 6] as area
     from generate_series(0, greatest(2, ${size} / 500)) u`,
  `insert into secrecy_area select '${municipality}', 'bench-' || a, 'Provförvaltningen ' || a, 'committee' from generate_series(1, 4) a`,
  `insert into unit select '${municipality}', unit, area, 'Provenheten ' || u from area_of`,
  `create temporary table other as
     select g.n, numbered('1', g.n) as individual, numbered('2', g.n) as file, numbered('3', g.n) as run,
       numbered('4', (g.n - 1) / ${casesEach}) as account, numbered('5', g.n / 50) as housing,
       case when g.n <= 500 then 'centrum-vuxen' else o.unit end as unit, case when g.n <= 500 then 'centrum' else o.area end as area,
       p.n as pattern
     from generate_series(${casesEach + 1}, ${size}) g (n)
     join area_of o on o.u = ((g.n - 1) / ${casesEach}) % (select count(*) from area_of)
     join pattern p on p.n = case when g.n % 100 < 5 then 1 + g.n % ${yearLong} else ${yearLong + 1} + g.n % ${casesEach - yearLong} end`,
  `insert into account (municipality, id, secrecy_area, username, display_name, demo)
     select distinct on (account) '${municipality}', account, area, 'bench-' || account, 'Handläggare Påhittad', true from other order by account, n`,
  `insert into account (municipality, id, secrecy_area, username, display_name, demo)
     select distinct '${municipality}', housing, 'sydvast', 'bench-' || housing, 'Personal Påhittad', true from other`,
  `insert into account_role select distinct '${municipality}', account, 'caseworker', unit from other`,
  `insert into account_role select distinct '${municipality}', housing, 'housingStaff', 'sjobacken' from other`,
  `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_certainty)
     select '${municipality}', individual, area, 'Test', 'Exempelsson ' || n, 'none', 'probable' from other`,
  `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
     select '${municipality}', o.file, o.area, o.unit, 'B-' || lpad(o.n::text, 6, '0'), o.individual, p.opened_on, o.account, o.file
     from other o join pattern p on p.n = o.pattern`,
  `insert into run (municipality, id, case_id, routine, routine_version, opened_on, ended_on, version, evaluated_on)
     select '${municipality}', o.run, o.file, p.routine, p.routine_version, p.opened_on, p.ended_on, p.version, p.evaluated_on
     from other o join pattern p on p.n = o.pattern`,
  `insert into consent (municipality, id, individual, case_id, run_id, secrecy_area, status, purpose, form, valid_from, taken_on, taken_by,
       written_at, idempotency_key, to_area)
     select '${municipality}', numbered('9', o.n), o.individual, o.file, o.run, o.area, c.status, c.purpose, c.form, c.valid_from, c.taken_on,
       o.account, c.written_at, numbered('9', o.n), c.to_area
     from other o join pattern p on p.n = o.pattern join consent c on c.case_id = p.file`,
  `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, ground, ground_reason, consent, assigned_by,
       assigned_at, idempotency_key)
     select '${municipality}', case when a.run_id is null then numbered('6', o.n) else numbered('7', o.n) end, o.file,
       case when a.run_id is null then null else o.run end, case when a.run_id is null then o.account else o.housing end, a.role,
       a.valid_from, a.ground, a.ground_reason, case when a.consent is null then null else numbered('9', o.n) end, o.account, a.assigned_at, case when a.run_id is null then numbered('6', o.n) else numbered('7', o.n) end
     from other o join pattern p on p.n = o.pattern join assignment a on a.case_id = p.file`,
  `insert into fact select '${municipality}', o.run, f.position, f.name, f.value, f.stated_on, o.account, f.stated_role, f.written_at, o.run
     from other o join pattern p on p.n = o.pattern join fact f on f.run_id = p.id`,
  `insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, participants, in_person,
       channel, answers, idempotency_key)
     select '${municipality}', o.run, i.id, e.position, e.kind, e.at, e.recorded_on, e.by_role, o.account, e.written_at, e.participants,
       e.in_person, e.channel, e.answers, i.id
     from other o join pattern p on p.n = o.pattern join entry e on e.run_id = p.id,
       lateral numbered('8', o.n * 100 + e.position) as i (id)`,
  `insert into work_item select '${municipality}', o.run, w.obligation, w.state, w.modality, w.who, w.due, w.missing_facts, w.waiting_on, w.blocked_at
     from other o join pattern p on p.n = o.pattern join work_item w on w.run_id = p.id`,
  `insert into run_tally select '${municipality}', o.run, t.tallies, t.outline
     from other o join pattern p on p.n = o.pattern join run_tally t on t.run_id = p.id`,
  `insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, case_ids, run_ids, parts)
     select '${municipality}', now(), o.account, o.area, 'run.routine.read', 'page', 'ok', array[o.file], array[o.run], array['obligations']
     from other o, generate_series(1, 2)`,
  `insert into session (token_sha256, municipality, account, created_at, last_seen_at, expires_at)
     select distinct on (account) sha256(account::text::bytea), '${municipality}', account, now(), now(), now() + interval '8 hours' from other`,
];

async function copyToOthers(owner: Pool, size: number): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`create function pg_temp.numbered(kind text, n bigint) returns uuid immutable language sql
      as $$ select ('0000000' || kind || '-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`);
    // What is copied from rows that keep the rules keeps them, too: the checks of each row would take longer than all the rest.
    await client.query('set session_replication_role = replica');
    for (const statement of others(size)) await client.query(statement.replaceAll('numbered(', 'pg_temp.numbered('));
    await client.query('set session_replication_role = origin');
  } finally {
    client.release(true);
  }
}
