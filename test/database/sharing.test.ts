import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { protect, writtenIn } from '../../src/casework/index.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type IndividualId, newId } from '../../src/kernel/ids.ts';
import type { Scope } from '../../src/platform/door.ts';
import { prepare, sign } from '../../src/sharing/actions/disclose.ts';
import { emptyOutbox, fileDrop } from '../../src/sharing/index.ts';
import {
  acknowledge,
  type DraftBody,
  disclosuresOf,
  findDraft,
  receivedBy,
  receivedOne,
} from '../../src/sharing/store/disclosures.ts';
import {
  endParty,
  insertParty,
  insertPlan,
  insertStep,
  lapsedPlan,
  type NewParty,
  partiesOf,
  planForMe,
  plansOf,
  plansSharedWith,
  stepsOf,
  updateStep,
} from '../../src/sharing/store/plans.ts';
import { test } from '../support/fixtures.ts';
import { consent, draft, key, lookAndSign, party, plan, refusal, withdraw } from './sharing-world.ts';
import { alexsCase, deedOf, noon, through, write } from './world.ts';

test('what is handed over by a consent reaches the one it is for, is as it was when it was signed, and stays when the consent is withdrawn', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner);
  const [consentId, id] = await through(db, 'alex', async (scope) => {
    const given = await consent(scope, caseId, { toArea: 'hisingen' });
    return [given, await draft(scope, run, caseId, { consent: given, words: ['Hemligt'] })] as const;
  });
  // Seen before it was changed: nothing is signed.
  const changed = await through(db, 'alex', async (scope) => {
    const [written, found] = [await writtenIn(scope, run), await findDraft(scope, id)];
    return written && found && sign(scope, written, found, '0'.repeat(64));
  });
  expect(changed).toEqual({ outcome: 'changed' });
  expect(await through(db, 'alex', (scope) => lookAndSign(scope, run, id))).toEqual({
    outcome: 'signed',
    disclosure: id,
  });
  const received = (who: DemoPerson) => through(db, who, (scope) => receivedBy(scope));
  const [mine] = await received('charlie');
  expect(mine?.snapshot.pieces.map(({ part, text }) => [part, text])).toEqual([
    ['identity', 'Alva Exempelsson'],
    ['identity', '19900101-9802'],
    ['plans', expect.stringContaining('▇▇▇ om planen')],
  ]);
  expect(JSON.stringify(mine?.snapshot)).not.toContain('Hemligt');
  // Nobody else of the recipient's area, and nobody else's list; the recipient sees nothing of the case.
  for (const who of ['dani', 'eli', 'billie'] as const) expect(await received(who)).toEqual([]);
  expect(await through(db, 'charlie', (scope) => findCase(scope, caseId))).toBeUndefined();
  expect(await through(db, 'dani', (scope) => receivedOne(scope, id))).toBeUndefined();
  await through(db, 'charlie', (scope) => acknowledge(scope, id));
  await through(db, 'charlie', (scope) => acknowledge(scope, id));
  expect(await refusal(through(db, 'dani', (scope) => acknowledge(scope, id)))).toBe('42501');

  await withdraw(database, caseId, consentId);
  const [listed] = await through(db, 'alex', (scope) => disclosuresOf(scope, caseId));
  expect(listed).toMatchObject({
    id,
    to: 'Charlie Låtsasson',
    readAt: noon,
    parts: ['identity', 'plans'],
    redacted: true,
  });
  expect(await received('charlie')).toHaveLength(1);
  // Nothing more goes by it.
  const again = await through(db, 'alex', (scope) => draft(scope, run, caseId, { consent: consentId }));
  expect(await through(db, 'alex', (scope) => lookAndSign(scope, run, again))).toEqual({ outcome: 'consent-missing' });
  // What has been handed over is never changed.
  expect(await refusal(through(db, 'alex', ({ db: tx }) => tx.deleteFrom('disclosure').execute()))).toBe('42501');
});

test('the same draft signed twice, also at the same time, is handed over once', async ({ database }) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Provgård' });
  const id = await through(db, 'alex', async (scope) =>
    draft(scope, run, caseId, { consent: await consent(scope, caseId, { toArea: 'hisingen' }) }),
  );
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() => through(db, 'alex', (scope) => lookAndSign(scope, run, id))),
  );
  expect(outcomes.filter((one) => one.status === 'fulfilled' && one.value.outcome === 'signed')).toHaveLength(1);
  expect(await through(db, 'alex', (scope) => disclosuresOf(scope, caseId))).toHaveLength(1);
});

test.for([
  ['to another area', { toArea: 'sydvast' }, {}],
  ['to somebody outside', { toParty: 'Påhittade mottagningen' }, {}],
  ['for other parts', { toArea: 'hisingen' }, { parts: ['plans'] }],
  ['for another purpose', { toArea: 'hisingen' }, { purpose: 'shared-plan' }],
] as const)('a consent %s does not carry it, whatever is asked of the database', async ([, to, more], { database }) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Cleo', familyName: `Prov${newId().slice(-6)}` });
  const { parts, purpose } = { parts: [], purpose: 'coordination', ...more } as const;
  const id = await through(db, 'alex', async (scope) =>
    draft(scope, run, caseId, { consent: await consent(scope, caseId, to, purpose, parts) }),
  );
  expect(await through(db, 'alex', (scope) => lookAndSign(scope, run, id))).toEqual({ outcome: 'consent-missing' });
  const past = through(db, 'alex', async ({ db: tx, actor, now }) => {
    const { body } = await tx.selectFrom('disclosure_draft').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { individual } = await tx
      .selectFrom('case_file')
      .select('individual')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('disclosure')
      .values({
        municipality: '1480',
        id,
        case_id: caseId,
        run_id: run,
        individual,
        from_area: actor.area,
        to_area: 'hisingen',
        to_account: demoActor('charlie').account,
        purpose: 'coordination',
        ground: 'consent',
        ground_version: 1,
        ground_reason: 'x',
        consent: (body as { consent?: string }).consent ?? null,
        parts: ['identity', 'plans'],
        redacted: false,
        snapshot: '{}',
        sha256: '0'.repeat(64),
        signed_by: actor.account,
        signed_at: now,
        idempotency_key: newId(),
      })
      .execute();
  });
  expect(await refusal(past)).toBe('ground_consent_carries');
});

test('nobody hands over from a case that they do not see whole, nor from another area', async ({ database }) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Dag', familyName: 'Provlund' });
  for (const who of ['eli', 'billie', 'charlie'] as const) {
    expect(await through(db, who, (scope) => writtenIn(scope, run))).toBeUndefined();
    expect(await refusal(through(db, who, (scope) => draft(scope, run, caseId, {})))).toBe('42501');
    expect(await through(db, who, (scope) => disclosuresOf(scope, caseId))).toEqual([]);
  }
});

test('what names the individual is not handed over without their identity, unless whoever signs keeps it, and never of somebody protected', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, {
    givenName: 'Åsa',
    familyName: 'Provmark',
    number: '199001019828',
  });
  const text = 'ÅSAS mamma, 900101-9828, hjälper till.';
  await through(db, 'alex', (scope) =>
    write(scope, run, deedOf('professions-plan', scope.today, { answers: { whoAndHow: text } })),
  );
  const id = await through(db, 'alex', async (scope) =>
    draft(scope, run, caseId, { consent: await consent(scope, caseId, { toArea: 'hisingen' }), parts: ['plans'] }),
  );
  const found = (scope: Scope) => Promise.all([writtenIn(scope, run), findDraft(scope, id)]);
  const preparedWith = (body: Partial<DraftBody>) =>
    through(db, 'alex', async (scope) => {
      const [written, its] = await found(scope);
      if (!written || !its) throw new Error('There is no draft');
      return prepare(scope, written, { body: { ...its.body, ...body } });
    });
  const { snapshot, ...first } = await preparedWith({});
  const named = [...first.named];
  expect(named).toHaveLength(1);
  expect(JSON.stringify(snapshot)).not.toMatch(/ÅSAS|9828/);
  const kept = await preparedWith({ kept: named });
  expect(JSON.stringify(kept.snapshot)).toContain(text);
  expect(JSON.stringify((await preparedWith({ parts: ['identity', 'plans'] })).snapshot)).toContain(text);
  // Protected between what was seen and what is signed: it is looked at again, and the text is gone.
  await through(db, 'alex', (scope) =>
    protect(scope, caseId, { grade: 'secrecy-marking', contact: 'x', reason: 'Det står så', key: key() }),
  );
  const signed = await through(db, 'alex', async (scope) => {
    const [written, its] = await found(scope);
    return written && its && sign(scope, written, { ...its, body: { ...its.body, kept: named } }, kept.sha256);
  });
  expect(signed).toEqual({ outcome: 'changed' });
  expect(JSON.stringify((await preparedWith({ kept: named })).snapshot)).not.toMatch(/ÅSAS|9828|Provmark/);
});

test('of somebody whose identity is protected neither name nor number can be handed over', async ({ database }) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, {
    givenName: 'Ebba',
    familyName: 'Provmark',
    number: '199001019810',
  });
  await owner.query(
    `with whom as (select individual from case_file where id = $1), identity as (
       insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
       select '1480', gen_random_uuid(), individual, 'secrecy-marking', 'x', '2026-01-01', $2, now() from whom
     )
     insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at)
     select '1480', gen_random_uuid(), individual, $2, true, 'x', $2, now() from whom`,
    [caseId, demoActor('alex').account],
  );
  const pieces = await through(db, 'alex', async (scope) => {
    const written = await writtenIn(scope, run);
    const found = await findDraft(scope, await draft(scope, run, caseId, {}));
    return written && found ? (await prepare(scope, written, found)).pieces : [];
  });
  expect(pieces.length).toBeGreaterThan(0);
  expect(JSON.stringify(pieces)).not.toMatch(/Ebba|Provmark|9810/);
});

test('to a party outside it goes as a whole file, once, is tried again when it failed, and is stopped when the consent is withdrawn first', async ({
  database,
}) => {
  const { db, owner } = database;
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-outbox-'));
  try {
    const { caseId, run } = await alexsCase(db, owner, { givenName: 'Frej', familyName: 'Provström' });
    const outside = { party: 'Påhittade mottagningen', address: 'mottagning@exempel.se', account: undefined };
    const give = () =>
      through(db, 'alex', async (scope) => {
        const given = await consent(scope, caseId, { toParty: outside.party });
        const id = await draft(scope, run, caseId, { ...outside, consent: given });
        return [given, id, await lookAndSign(scope, run, id)] as const;
      });
    const [, id, signed] = await give();
    expect(signed).toEqual({ outcome: 'signed', disclosure: id });
    const state = async () =>
      (await through(db, 'alex', (scope) => disclosuresOf(scope, caseId))).find((one) => one.id === id);
    expect((await state())?.delivery).toEqual({ attempts: 0 });
    // Where the folder should be there is a file: it is not delivered, and tried again later, not at once.
    const blocked = path.join(directory, 'blocked');
    await writeFile(blocked, '');
    expect(await emptyOutbox(db, fileDrop(blocked), noon)).toEqual({ delivered: 0, failed: 1 });
    expect(await emptyOutbox(db, fileDrop(directory), noon)).toEqual({ delivered: 0, failed: 0 });
    const later = new Date(noon.getTime() + 10 * 60_000);
    const both = await Promise.all([1, 2].map(() => emptyOutbox(db, fileDrop(directory), later)));
    expect(both).toContainEqual({ delivered: 1, failed: 0 });
    expect(both).toContainEqual({ delivered: 0, failed: 0 });
    const sent = JSON.parse(await readFile(path.join(directory, `${id}.json`), 'utf8')) as Record<string, unknown>;
    expect(sent).toMatchObject({
      id,
      to: outside.address,
      from: 'Socialförvaltningen Centrum',
      sha256: (await state())?.sha256,
    });
    expect((await state())?.delivery).toMatchObject({ deliveredAt: later, receipt: `file ${id}.json` });

    const [withdrawn, stopped] = await give();
    await withdraw(database, caseId, withdrawn);
    expect(await emptyOutbox(db, fileDrop(directory), later)).toEqual({ delivered: 0, failed: 0 });
    expect((await readdir(directory)).toSorted()).toEqual([`${id}.json`, 'blocked'].toSorted());
    const listed = await through(db, 'alex', (scope) => disclosuresOf(scope, caseId));
    expect(listed.find((one) => one.id === stopped)?.delivery?.stoppedAt).toEqual(later);
  } finally {
    await rm(directory, { recursive: true });
  }
});

test('a shared plan opens itself to its parties, nothing of the case, and closes with its ground', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, plan: id } = await plan(database, 'Gun');
  const [given, charlie, eli] = await through(db, 'alex', async (scope) => {
    const one = await consent(scope, caseId, { toArea: 'hisingen' });
    const two = await consent(scope, caseId, { toArea: 'sydvast' }, 'shared-plan');
    const [first, second] = [party(id, 'charlie', one, { showsName: true }), party(id, 'eli', two)];
    expect(await insertParty(scope, first, key())).toBe(true);
    expect(await insertParty(scope, second, key())).toBe(true);
    expect(await insertParty(scope, party(id, 'eli', two), key())).toBe(false);
    await insertStep(scope, { id: newId(), plan: id, what: 'Söka bidrag', key: key() });
    return [one, first, second] as const;
  });
  const mine = (who: DemoPerson) => through(db, who, (scope) => planForMe(scope, id));
  expect((await mine('charlie'))?.person?.name('list', 'sv')).toBe('Gun Provplan');
  expect(await mine('eli')).toMatchObject({
    party: eli.id,
    plan: { goal: 'Bo kvar' },
    areaName: 'Socialförvaltningen Centrum',
  });
  expect((await mine('eli'))?.person).toBeUndefined();
  expect([await mine('dani'), await mine('frankie'), await mine('billie')]).toEqual([undefined, undefined, undefined]);
  for (const who of ['charlie', 'eli'] as const) {
    expect(await through(db, who, (scope) => findCase(scope, caseId))).toBeUndefined();
    expect(await through(db, who, (scope) => partiesOf(scope, id))).toHaveLength(1);
    // In the list as on its page: whom the plan is about only where they are told.
    const listed = await through(db, who, (scope) => plansSharedWith(scope));
    expect(listed.map(({ person }) => person !== undefined)).toEqual([who === 'charlie']);
  }

  // Each their own steps; what the owner keeps from somebody is not there for them.
  const own = { id: newId(), plan: id, party: charlie.id, what: 'Boka besök', key: key() };
  await through(db, 'charlie', (scope) => insertStep(scope, own));
  expect(await refusal(through(db, 'eli', (scope) => insertStep(scope, { ...own, id: newId(), key: key() })))).toBe(
    '42501',
  );
  const steps = (who: DemoPerson) =>
    through(db, who, async (scope) => (await stepsOf(scope, id)).map(({ what }) => what).toSorted());
  expect(await steps('eli')).toEqual(['Boka besök', 'Söka bidrag']);
  const change = (who: DemoPerson, version: number, to: Parameters<typeof updateStep>[3]) =>
    through(db, who, (scope) => updateStep(scope, id, { id: own.id, version }, to));
  expect(await change('eli', 1, { removed: true })).toBe(false);
  expect(await refusal(change('alex', 1, { removed: true }))).toBe('42501');
  expect(await change('alex', 1, { hiddenFrom: [eli.id] })).toBe(true);
  expect(await steps('eli')).toEqual(['Söka bidrag']);
  expect(await refusal(change('charlie', 2, { hiddenFrom: [] }))).toBe('42501');
  expect(await change('charlie', 1, { doneOn: null })).toBe(false);
  expect(await change('charlie', 2, { removed: true })).toBe(true);
  expect(await steps('charlie')).toEqual(['Söka bidrag']);

  // Withdrawn: at once closed to the one who rested on it, and only to them.
  await withdraw(database, caseId, given);
  expect([await mine('charlie'), (await mine('eli'))?.party]).toEqual([undefined, eli.id]);
  expect(await through(db, 'charlie', (scope) => lapsedPlan(scope, id))).toBe('consent');
  expect(await through(db, 'dani', (scope) => lapsedPlan(scope, id))).toBeUndefined();
  expect(await steps('charlie')).toEqual([]);
  expect(await refusal(through(db, 'charlie', (scope) => insertStep(scope, { ...own, id: newId(), key: key() })))).toBe(
    '42501',
  );
  expect(await through(db, 'alex', (scope) => endParty(scope, id, eli.id))).toBe(true);
  expect(await mine('eli')).toBeUndefined();
  expect(await through(db, 'eli', (scope) => lapsedPlan(scope, id))).toBe('ended');
});

test('nobody is let into a plan without a ground that carries it, nor by somebody who does not own it', async ({
  database,
}) => {
  const { db } = database;
  const { caseId, plan: id } = await plan(database, 'Hilda');
  const to = async (scope: Scope) => consent(scope, caseId, { toArea: 'hisingen' }, 'coordination', ['plans']);
  const invite = (who: DemoPerson, more: Partial<NewParty> = {}) =>
    refusal(through(db, who, async (scope) => insertParty(scope, party(id, 'charlie', await to(scope), more), key())));
  expect(await invite('alex', { showsName: true })).toBe('ground_consent_carries');
  expect(await invite('alex', { account: demoActor('eli').account, area: 'sydvast' })).toBe('ground_consent_carries');
  expect(await invite('alex', { consent: undefined })).toBe('ground_consent');
  expect(await invite('alex', { ground: 'necessary' })).toBe('ground_consent');
  expect(await invite('alex', { groundVersion: 7 })).toBe('ground_in_force');
  expect(await invite('alex', { account: demoActor('billie').account, area: 'centrum' })).toBe(
    'shared_plan_party_area',
  );
  expect(await invite('alex', { area: 'sydvast' })).toBe('shared_plan_party_area');
  const stranger = through(db, 'charlie', (scope) => insertParty(scope, party(id, 'dani', newId()), key()));
  expect(await refusal(stranger)).not.toBe('done');
  expect(await through(db, 'charlie', (scope) => plansOf(scope, caseId))).toEqual([]);
  expect(await invite('alex')).toBe('done');
  // A plan is of the one its case is about: nobody else is planned for from it.
  const another = await through(db, 'alex', (scope) =>
    scope.db.selectFrom('case_file').select('individual').where('id', '<>', caseId).executeTakeFirstOrThrow(),
  );
  const ofAnother = {
    id: newId(),
    caseId,
    individual: another.individual as IndividualId,
    title: 'x',
    goal: 'x',
    key: key(),
  };
  expect(await refusal(through(db, 'alex', (scope) => insertPlan(scope, ofAnother)))).toBe('shared_plan_subject');
});
