import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { currentFacts, entriesOf, libraryOf, recordConsent, withdrawConsent } from '../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, type IdempotencyKey, newId, type RunId } from '../../src/kernel/ids.ts';
import { bundleOf } from '../../src/oversight/retention/archive/bundle.ts';
import { caseContent } from '../../src/oversight/retention/store/archive.ts';
import { archivedPlacements, placementReminders } from '../../src/placement/index.ts';
import { writeNote } from '../../src/placement/desk/actions/assign.ts';
import { makeMatch } from '../../src/placement/desk/actions/match.ts';
import { recommend } from '../../src/placement/desk/actions/recommend.ts';
import { askForPlacement, type AskedFor } from '../../src/placement/requests/actions/ask-for.ts';
import { answer, end, pause, reopen, report, sayTo, withdraw } from '../../src/placement/requests/actions/respond.ts';
import { submit, sumOf } from '../../src/placement/requests/actions/submit.ts';
import { beganIn } from '../../src/placement/requests/began.ts';
import { desksOf } from '../../src/placement/desk/store/officers.ts';
import { insertComplaint } from '../../src/placement/desk/store/complaints.ts';
import { typedFromBody } from '../../src/placement/requests/typed-body.ts';
import { PlacementBody } from '../../src/placement/request-body.ts';
import { concerning } from '../../src/placement/store/concerning.ts';
import { deskOf, desks } from '../../src/placement/store/desks.ts';
import { findPlacementDraft, insertPlacementDraft } from '../../src/placement/store/drafts.ts';
import { recommendationsOf } from '../../src/placement/store/recommendations.ts';
import { findRequest, findRequestToWrite, type Request, revisionsOf } from '../../src/placement/store/requests.ts';
import { followUpsOf, stayOf, todosOf } from '../../src/placement/store/stays.ts';
import type { Scope } from '../../src/platform/door.ts';
import { newestMail } from '../../src/organisation/mail/store/mail.ts';
import { remindingJobs } from '../../src/reminding/index.ts';
import { groundsInForce } from '../../src/secrecy/index.ts';
import { disclosuresOf } from '../../src/sharing/index.ts';
import { test as base, type TestDatabase } from '../support/fixtures.ts';
import { makeDesk, type Made, makeOffer } from './desk-world.ts';
import { day, open, start, through, today } from './world.ts';

const test = base.extend<{ $file: { offer: Made } }>({
  offer: [
    async ({ database }, use) => {
      await makeDesk(database, ['supported-social-housing']);
      await use(await makeOffer(database, 'Sjöbacken', { form: 'in-house', rate: 1140 }));
    },
    { scope: 'file', auto: true },
  ],
});

const history = {
  what: 'Hot mot personal.',
  when: 'I våras',
  situations: 'Sena kvällar.',
  protectiveFactors: 'Sin syster.',
};
const asked: AskedFor = {
  kind: 'placement',
  intervention: 'supported-social-housing',
  subcategory: 'apartment',
  age: 36,
  gender: 'female',
  needs: ['addiction'],
  needsInWords: 'Lugn och samma personal.',
  supportLevel: 'high',
  start: day('2026-11-01'),
  isAcute: false,
  decisionGround: 'sol',
  wishes: '',
  features: [],
  areas: [],
  avoidAreas: [],
  excludedUnits: [],
  history,
};

async function grounded(scope: Scope, caseId: CaseId) {
  const ground = (await groundsInForce(scope)).find(({ restsOnConsent }) => restsOnConsent);
  const recorded = await recordConsent(scope, {
    caseId,
    purpose: 'placement-request',
    status: 'given',
    parts: ['needs'],
    toArea: 'spink',
    form: 'oral',
    from: today,
    takenOn: today,
    key: newId(),
  });
  if (!ground || recorded.outcome !== 'recorded') throw new Error('There is no ground');
  return { ground, reason: 'Behövs för att hitta ett boende.', answers: {}, consent: recorded.consent };
}

type Begun = Readonly<{ caseId: CaseId; run: RunId; request: string }>;
const begin = ({ db }: TestDatabase, some: Partial<AskedFor> = {}): Promise<Begun> =>
  through(db, 'alex', async (scope) => {
    const caseId = await open(scope);
    const run = await start(scope, caseId);
    const submitted = await askForPlacement(
      scope,
      { caseId, run },
      { ...asked, ...some },
      await grounded(scope, caseId),
    );
    if (submitted.outcome !== 'submitted') throw new Error(`It ended in ${submitted.outcome}`);
    return { caseId, run, request: submitted.request };
  });

const known = async (scope: Scope, id: string): Promise<Request> => {
  const found = await findRequestToWrite(scope, id);
  if (!found) throw new Error('There is no such request');
  return found;
};

const proposed = async ({ db }: TestDatabase, request: string, { offer }: Made): Promise<void> => {
  const outcome = await through(db, 'ronja', async (scope) => {
    const made = await makeMatch(scope, request, newId());
    if (made.outcome !== 'matched') return made.outcome;
    const chosen = [{ offer, departure: 'Den här passar bäst.', note: '' }];
    return (await recommend(scope, request, made.match, { chosen, note: '', key: newId() })).outcome;
  });
  expect(outcome).toBe('recommended');
};

test('a desk is called what the municipality calls it, also when it no longer takes what was asked, and else what its unit is called', async ({
  database,
}) => {
  const { db, owner } = database;
  const { request } = await begin(database);
  const called = (name: string | null) => owner.query('update placement_desk set called = $1', [name]);
  const name = () => through(db, 'alex', async (scope) => (await findRequest(scope, request))?.deskName);
  await called(null);
  expect(await name()).toBe('Spink, team vuxna');
  await called('Boslussen');
  expect(await name()).toBe('Boslussen');
  const takes = (unit: string) =>
    owner.query(`update placement_desk set unit = $1 where intervention = 'supported-social-housing'`, [unit]);
  await takes('spink-barn');
  expect(await name()).toBe('Boslussen');
  await takes('spink-vuxna');
});

test('what has been asked stays at the desk that it was sent to, and can be changed there, when another takes such', async ({
  database,
}) => {
  const { db, owner } = database;
  const { request } = await begin(database);
  const receives = (unit: string) =>
    owner.query(`update placement_desk set unit = $1 where intervention = 'supported-social-housing'`, [unit]);
  await receives('spink-barn');
  await through(db, 'alex', async (scope) => {
    const its = await deskOf(scope, await known(scope, request));
    expect(its).toMatchObject({ unit: 'spink-vuxna', unitName: 'Spink, team vuxna' });
    expect(its.areaName).toContain('samlad placerings- och inköpsfunktion');
    expect((await desks(scope)).get('supported-social-housing')?.unit).toBe('spink-barn');
  });
  // And is still among the desks when it takes nothing any more.
  const others = await owner.query(
    `update placement_desk set unit = 'spink-barn' where unit = 'spink-vuxna' returning intervention`,
  );
  const stands = await through(db, 'ronja', desksOf);
  expect(stands.find(({ unit }) => unit === 'spink-vuxna')).toMatchObject({ interventions: [] });
  await owner.query(`update placement_desk set unit = 'spink-vuxna' where intervention = any($1)`, [
    others.rows.map(({ intervention }) => intervention),
  ]);
  // Nobody asks within their own area.
  await receives('centrum-vuxen');
  expect((await through(db, 'alex', desks)).has('supported-social-housing')).toBe(false);
  await receives('spink-vuxna');
});

test('a request is a disclosure to the desk, with its number, and the run’s entry about history comes of itself', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, run, request } = await begin(database);
  await through(db, 'alex', async (scope) => {
    const found = await findRequest(scope, request);
    expect(found).toMatchObject({ state: 'submitted', waitingFor: 'desk', revision: 1, deskUnit: 'spink-vuxna' });
    expect(found?.number).toMatch(/^P-2026-\d{5}$/);
    const [given] = await disclosuresOf(scope, caseId);
    expect(given).toMatchObject({ purpose: 'placement-request', isToUnit: true, to: 'Spink, team vuxna' });
    expect(JSON.stringify(given?.snapshot)).not.toMatch(/Alva|19900101/);
    const entries = (await entriesOf(scope, [run])).get(run) ?? [];
    expect(entries.map(({ kind, answers }) => ({ kind, answers }))).toEqual([
      { kind: 'placement-request', answers: history },
    ]);
    const { rows } =
      await sql`select from work_item where run_id = ${run} and obligation = 'history-in-request'`.execute(scope.db);
    expect(rows).toEqual([]);
  });
  // Past the actions, too.
  const withoutOne = through(db, 'alex', (scope) =>
    sql`insert into placement_revision select municipality, request, revision + 1, body, matching, 'Ändrat', ${newId()}, written_by,
      written_at, ${newId()} from placement_revision where request = ${request}`.execute(scope.db),
  );
  await expect(withoutOne).rejects.toMatchObject({ constraint: 'placement_revision_disclosure' });
  const another = (change: Readonly<Record<string, unknown>>) =>
    through(db, 'alex', (scope) =>
      sql`insert into placement_request select (jsonb_populate_record(q, ${JSON.stringify({
        id: newId(),
        number: 'P-2026-99999',
        idempotency_key: newId(),
        ...change,
      })}::jsonb)).* from placement_request q where id = ${request}`.execute(scope.db),
    );
  await expect(another({ individual: newId() })).rejects.toMatchObject({
    constraint: 'placement_request_subject',
  });
  await expect(another({ intervention: 'not-taken' })).rejects.toMatchObject({ constraint: 'placement_request_desk' });
});

test('sent twice it is one request; what has changed since it was seen, or lost its consent, is not handed over', async ({
  database: { db, owner },
}) => {
  await through(db, 'alex', async (scope) => {
    const caseId = await open(scope);
    const began = await beganIn(scope, caseId);
    const desk = (await desks(scope)).get('supported-social-housing');
    const { municipality, area: administration } = scope.actor;
    const body = PlacementBody.parse({ ...asked, municipality, administration });
    const ground = await grounded(scope, caseId);
    const id = await insertPlacementDraft(scope, { id: newId(), caseId, typed: typedFromBody(body), key: newId() });
    const draft = await findPlacementDraft(scope, id);
    if (!began || !desk || !draft) throw new Error('There is nothing to send');
    const send = (seen = sumOf(body, desk)) => submit(scope, { draft, began, body, desk, ground, seen, reason: '' });
    expect(await send('0')).toEqual({ outcome: 'changed' });
    await withdrawConsent(scope, caseId, ground.consent, { takenOn: today, key: newId() });
    expect(await send()).toEqual({ outcome: 'consent-missing' });
    const again = { ...ground, consent: (await grounded(scope, caseId)).consent };
    const seen = sumOf(body, desk);
    const first = await submit(scope, { draft, began, body, desk, ground: again, seen, reason: '' });
    expect(first.outcome).toBe('submitted');
    expect(await submit(scope, { draft, began, body, desk, ground: again, seen, reason: '' })).toEqual({
      outcome: 'already',
      request: 'request' in first ? first.request : '',
    });
  });
  const { rows } = await owner.query('select 1 from placement_request q join case_file c on c.id = q.case_id');
  expect(rows.length).toBeGreaterThan(0);
});

test('the requester’s colleagues see it as they see the case, the desk sees it and not the case, nobody else sees it', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, request } = await begin(database);
  const sees = (who: Parameters<typeof through>[1]) =>
    through(db, who, async (scope) => ({
      request: (await findRequest(scope, request)) !== undefined,
      what: (await revisionsOf(scope, request)).length,
      case: (await sql`select from case_file where id = ${caseId}`.execute(scope.db)).rows.length,
    }));
  expect(await sees('alex')).toEqual({ request: true, what: 1, case: 1 });
  for (const who of ['ronja', 'yrsa'] as const)
    expect(await sees(who), who).toEqual({ request: true, what: 1, case: 0 });
  for (const who of ['billie', 'charlie', 'eli', 'zeb', 'asa', 'kim'] as const)
    expect(await sees(who), who).toEqual({ request: false, what: 0, case: 0 });
});

test('an accepted proposal becomes a stay with its place and days of following up, and the run is told of it; twice is once', async ({
  database,
  offer,
}) => {
  const { db } = database;
  const { run, request } = await begin(database);
  await proposed(database, request, offer);
  // Who decides on stops sees what a stop would be about, by the numbers of requests; who does not, does not.
  const concerned = (who: 'zeb' | 'ronja') =>
    through(db, who, async (scope) => ({
      told: await concerning.placedWith(scope, scope.actor.municipality, offer.provider),
      read: (
        await sql`select from access.concerned_by_stop(${scope.actor.municipality}, ${offer.provider})`.execute(
          scope.db,
        )
      ).rows.length,
    }));
  expect(await concerned('zeb')).toMatchObject({ told: [{ kind: 'proposed', unitName: 'Sjöbacken' }], read: 1 });
  expect(await concerned('ronja')).toEqual({ told: undefined, read: 0 });
  await through(db, 'alex', async (scope) => {
    expect((await todosOf(scope)).filter((todo) => todo.request === request).map(({ what }) => what)).toEqual([
      'answer',
    ]);
    const [recommendation] = await recommendationsOf(scope, request);
    const [item] = recommendation?.items ?? [];
    if (!recommendation || !item) throw new Error('Nothing was recommended');
    const accepted = { answer: 'accepted', chosen: item.offer, text: '' } as const;
    expect(await answer(scope, await known(scope, request), recommendation, accepted, newId())).toBe('done');
    expect((await todosOf(scope)).filter((todo) => todo.request === request).map(({ what }) => what)).toEqual([
      'outcome',
    ]);
    const key = newId<IdempotencyKey>();
    const chosen = { ...item, unitName: item.body.unitName, item };
    const reporting = { placed: true, chosen, startsOn: asked.start, dailyRate: 1140, note: '' } as const;
    expect(await report(scope, await known(scope, request), reporting, key)).toBe('done');
    expect(await report(scope, await known(scope, request), reporting, key)).toBe('overtaken');
    const stay = await stayOf(scope, request);
    expect(stay).toMatchObject({ unit: offer.unit, startsOn: asked.start, rank: 1 });
    expect(stay?.placeUse).toBeDefined();
    expect((await followUpsOf(scope, stay?.id ?? '')).map(({ dueOn }) => dueOn)).toEqual([
      '2026-12-01',
      '2027-02-01',
      '2027-05-01',
      '2027-11-01',
    ]);
    const facts = (await currentFacts(scope, [run])).get(run) ?? [];
    expect(Object.fromEntries(facts.map(({ name, value }) => [name, value]))).toEqual({
      moveIn: '2026-11-01',
      supportLevel: 'high',
      housingForm: 'apartment',
    });
    const matched = (await entriesOf(scope, [run])).get(run)?.filter(({ kind }) => kind === 'housing-matched');
    expect(matched).toMatchObject([{ party: 'Sjöbacken' }]);
  });
  expect(await concerned('zeb')).toMatchObject({ told: [{ kind: 'placed', startsOn: asked.start }], read: 1 });
  // The place that it had is given back when it ends, and the next follow-up is answered by how it ended.
  await through(
    db,
    'alex',
    async (scope) => {
      const stay = await stayOf(scope, request);
      if (!stay) throw new Error('There is no stay');
      const ending = { on: scope.today, reason: 'own-home', planned: true, wouldChooseAgain: true };
      expect(await end(scope, await known(scope, request), stay, ending, newId())).toBe('done');
      const [first, second] = await followUpsOf(scope, stay.id);
      expect([first?.result, second?.result]).toEqual(['moved', undefined]);
      await sql`savepoint before`.execute(scope.db);
      await expect(
        sql`update placement_follow_up set result = 'held', answered_by = ${demoActor('ronja').account}, answered_at = ${scope.now}
          where placement = ${stay.id} and result is null`.execute(scope.db),
        'Nobody answers in somebody else’s name',
      ).rejects.toMatchObject({ code: '42501' });
      await sql`rollback to savepoint before`.execute(scope.db);
      const { rows } = await sql<{ released: boolean }>`select released_at is not null as released from place_use
        where id = ${stay.placeUse ?? null}`.execute(scope.db);
      expect(rows).toEqual([{ released: true }]);
    },
    new Date('2026-12-10T10:00:00Z'),
  );
});

test('whoever takes care of a request is told of what happens to it, and of a stop that concerns what is proposed in it', async ({
  database,
  offer,
}) => {
  const { db, owner } = database;
  const { request } = await begin(database);
  await proposed(database, request, offer);
  const stop = (who: 'zeb' | 'alex') =>
    through(db, who, (scope) => concerning.stopped(scope, scope.actor.municipality, offer.provider));
  // The same request in another municipality that uses the register.
  const copy = (table: string, whose: string) =>
    `insert into ${table}
     select (jsonb_populate_record(t, jsonb_build_object('municipality', '9998', 'username', md5(t::text)))).*
     from ${table} t where ${whose};`;
  const its = `(select r.id from placement_recommendation r where r.request = '${request}')`;
  await owner.query(`begin; set local session_replication_role = replica;
    ${copy('account', `t.username in ('ronja', 'tove')`)} ${copy('placement_request', `t.id = '${request}'`)}
    ${copy('placement_recommendation', `t.id in ${its}`)} ${copy('placement_recommendation_item', `t.recommendation in ${its}`)}
    commit`);
  // Only who decides on stops tells of one, and twice is once.
  await stop('alex');
  await stop('zeb');
  await stop('zeb');
  await through(db, 'alex', async (scope) => {
    const seen = async () => known(scope, request);
    await sayTo(scope, await seen(), 'Hon är på sjukhus.', newId());
    await pause(scope, await seen(), 'Personen är på sjukhus.', newId());
    await reopen(scope, await seen(), 'Personen är hemma igen.', newId());
    await report(scope, await seen(), { placed: false, reason: 'no-place', note: '' }, newId());
  });
  const told = async (account: 'assigned_to' | 'requested_by') =>
    (
      await owner.query<{ kind: string }>(
        `select n.kind from notice n
         join placement_request q on q.municipality = n.municipality and q.id = n.placement_request and q.${account} = n.account
         where q.municipality = '1480' and q.id = $1 order by n.kind`,
        [request],
      )
    ).rows.map(({ kind }) => kind);
  expect(await told('assigned_to')).toEqual([
    'placement-message',
    'placement-new',
    'placement-paused',
    'placement-reopened',
    'placement-reported',
    'placement-stopped',
  ]);
  expect(await told('requested_by')).toEqual(['placement-recommended']);
  // Elsewhere it is told too, and names nobody.
  const there = await owner.query(
    `select distinct n.kind, n.caused_by = n.account as nobody from notice n where n.municipality = '9998' and n.placement_request = $1`,
    [request],
  );
  expect(there.rows).toEqual([{ kind: 'placement-stopped', nobody: true }]);
});

test('the morning’s message counts what waits in placements until it is answered, for both sides, and tells nothing of it', async ({
  database,
  offer,
}) => {
  const { db, owner } = database;
  const { request } = await begin(database);
  await owner.query('update placement_request set assigned_to = $2 where id = $1', [
    request,
    demoActor('ronja').account,
  ]);
  const remind = async (who: DemoPerson, on: string) => {
    const now = new Date(`${on}T08:00:00Z`);
    const jobs = remindingJobs(db, () => 'https://hemvist.example', placementReminders);
    await jobs.find(({ name }) => name === 'reminders')?.work(now, new AbortController().signal);
    const all = await through(db, 'kim', (scope) => newestMail(scope));
    return all.filter(({ name }) => name === demoActor(who).name).map(({ text }) => text);
  };
  const [first] = await remind('ronja', '2026-10-15');
  expect(first).toMatch(/https:\/\/hemvist\.example\/forfragningar\n/);
  expect((await remind('alex', '2026-10-15')).join('\n')).not.toContain('/placeringar');
  await proposed(database, request, offer);
  for (const on of ['2026-10-16', '2026-10-19']) {
    const [text] = await remind('alex', on);
    expect(text).toMatch(/Se vad det är under Placeringar: https:\/\/hemvist\.example\/placeringar\n/);
    for (const secret of ['P-2026', 'Sjöbacken', 'Alva', 'socialt boende']) expect(text).not.toContain(secret);
  }
  await through(db, 'alex', async (scope) => {
    const none = { placed: false, reason: 'no-place', note: '' } as const;
    await report(scope, await known(scope, request), none, newId());
  });
  const before = (await remind('alex', '2026-10-19')).length;
  expect(await remind('alex', '2026-10-20')).toHaveLength(before);
});

test('a pause ends the proposal that waits; what is withdrawn cannot be changed, and the desk answers for nobody', async ({
  database,
  offer,
}) => {
  const { db } = database;
  const { request } = await begin(database);
  await proposed(database, request, offer);
  // Not past the actions either: the desk may let a proposal lapse, in its own name, and not accept it.
  const answerAs = (who: 'ronja' | 'alex', given: string, by: string) =>
    through(db, who, (scope) =>
      sql`update placement_recommendation set answer = ${given}, answered_by = ${by}, answered_at = ${scope.now},
        answer_reason = 'other' where request = ${request} and answer is null`.execute(scope.db),
    );
  const refused = { code: '42501' };
  await expect(answerAs('ronja', 'declined', demoActor('ronja').account)).rejects.toMatchObject(refused);
  await expect(answerAs('ronja', 'lapsed', demoActor('alex').account)).rejects.toMatchObject(refused);
  await expect(answerAs('alex', 'declined', demoActor('ronja').account)).rejects.toMatchObject(refused);
  await through(db, 'alex', async (scope) => {
    expect(await pause(scope, await known(scope, request), 'Personen är på sjukhus.', newId())).toBe('done');
    expect((await recommendationsOf(scope, request)).map(({ answer: given }) => given)).toEqual(['lapsed']);
  });
  await expect(
    through(db, 'ronja', async (scope) => {
      const none = { placed: false, reason: 'no-place', note: '' } as const;
      return report(scope, await known(scope, request), none, newId());
    }),
  ).rejects.toMatchObject({ code: '42501' });
  await through(db, 'alex', async (scope) => {
    const why = { reason: 'not-needed', text: '' };
    expect(await withdraw(scope, await known(scope, request), why, newId())).toBe('done');
    expect(await pause(scope, await known(scope, request), 'Igen', newId())).toBe('overtaken');
    expect(await findRequest(scope, request)).toMatchObject({ state: 'withdrawn', waitingFor: 'nobody' });
  });
});

test('the archive of a case has its requests whole, to read and as data, and nothing that only the desk reads', async ({
  database,
  offer,
}) => {
  const { db } = database;
  const { caseId, request } = await begin(database);
  await proposed(database, request, offer);
  await through(db, 'alex', async (scope) => {
    await pause(scope, await known(scope, request), 'Personen är på sjukhus.', newId());
    await reopen(scope, await known(scope, request), 'Personen är hemma igen.', newId());
  });
  await proposed(database, request, offer);
  await through(db, 'ronja', (scope) => writeNote(scope, request, 'Bara för Spink.', newId()));
  await through(db, 'alex', async (scope) => {
    const [recommendation] = await recommendationsOf(scope, request);
    const [item] = recommendation?.items ?? [];
    if (!recommendation || !item) throw new Error('Nothing was recommended');
    const accepted = { answer: 'accepted', chosen: item.offer, text: 'Tack för snabbt svar.' } as const;
    await answer(scope, await known(scope, request), recommendation, accepted, newId());
    const chosen = { ...item, unitName: item.body.unitName, item };
    const reporting = { placed: true, chosen, startsOn: today, dailyRate: 1140, note: 'Flyttar in i dag.' } as const;
    expect(await report(scope, await known(scope, request), reporting, newId())).toBe('done');
    const stay = await stayOf(scope, request);
    const ending = { on: today, reason: 'own-home', planned: true, wouldChooseAgain: true };
    if (stay) await end(scope, await known(scope, request), stay, ending, newId());
    await insertComplaint(scope, request, 'Det tog tid.', newId());
  });
  const content = await through(db, 'ola', (scope) => caseContent(scope, caseId));
  if (!content) throw new Error('There is no content');
  const make = async () => bundleOf(content, new Map(), await libraryOf(db, '1480'), [archivedPlacements]);
  const { bytes, sha256 } = await make();
  expect((await make()).sha256).toBe(sha256);
  const files = unzipSync(bytes);
  const [html = '', xml = ''] = ['arende.html', 'arende.xml'].map((name) => strFromU8(files[name] ?? new Uint8Array()));
  for (const said of [
    'Lugn och samma personal.',
    'Förfrågan skickades',
    'Sjöbacken',
    'accepterat. Tack för snabbt svar. Ni valde Sjöbacken.',
    'Personen får ett boende. Flyttar in i dag.',
    'Egen bostad (planerat)',
    'Efter 1 månad (2026-11-14): Personen har flyttat vidare som planerat. Egen bostad. Skulle du välja boendet igen? Ja',
    'Efter 3 månader (2027-01-14): inte besvarad',
    'Det tog tid.',
  ])
    expect(html).toContain(said);
  for (const element of ['recommendation', 'placement', 'placementOutcome', 'placementFollowUp', 'placementComplaint'])
    expect(xml).toContain(`<${element}>`);
  expect(xml).toContain('<nameSv>Egen bostad</nameSv>');
  // Why a proposal ended stands in words.
  expect(html).toContain('Förfrågan pausades.');
  expect(html).not.toMatch(/\bpaused\b/);
  expect(`${html}${xml}`).not.toContain('Bara för Spink.');
});
