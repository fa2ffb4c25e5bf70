import { describe, expect } from 'vitest';
import { findCase, protect, recordConsent, writtenIn } from '../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../src/demo/index.ts';
import type { CaseId, ConsentId, RunId } from '../src/kernel/ids.ts';
import { newId } from '../src/kernel/ids.ts';
import type { Scope } from '../src/platform/door.ts';
import { groundsInForce } from '../src/secrecy/index.ts';
import {
  findDraft,
  insertDraft,
  insertStep,
  inviteParty,
  makePlan,
  prepare,
  sharingPaths,
  sign,
} from '../src/sharing/index.ts';
import { updateStep } from '../src/sharing/store/plans.ts';
import { through } from './database/world.ts';
import type { Caller } from './support/api-client/caller.ts';
import * as client from './support/api-client/hemvist.ts';
import { got, key, meeting, newRun, pageOf, test, today } from './support/api-client/world.ts';
import type { TestDatabase } from './support/fixtures.ts';

type Begun = Readonly<{ file: client.Case; run: client.Run }>;

async function consentTo(scope: Scope, { file }: Begun, toArea: string): Promise<ConsentId> {
  const recorded = await recordConsent(scope, {
    caseId: file.id as CaseId,
    status: 'given',
    purpose: 'coordination',
    parts: [],
    toArea,
    form: 'oral',
    from: scope.today,
    takenOn: scope.today,
    key: newId(),
  });
  if (recorded.outcome !== 'recorded') throw new Error(`The consent ended in ${recorded.outcome}`);
  return recorded.consent;
}

/** Signed at a screen: there is no endpoint for it. To Charlie, with everything there is; the word is struck out. */
const disclose = ({ db }: TestDatabase, begun: Begun): Promise<string> =>
  through(db, 'alex', async (scope) => {
    const id = await insertDraft(scope, {
      id: newId(),
      caseId: begun.file.id as CaseId,
      run: begun.run.id as RunId,
      body: {
        account: demoActor('charlie').account,
        purpose: 'coordination',
        ground: 'consent',
        reason: 'Vi planerar tillsammans.',
        answers: {},
        consent: await consentTo(scope, begun, 'hisingen'),
        parts: ['identity', 'plans'],
        struck: [],
        words: ['kontaktperson'],
      },
      key: newId(),
    });
    const [written, draft] = [await writtenIn(scope, begun.run.id), await findDraft(scope, id)];
    if (!written || !draft) throw new Error('There is no draft');
    const signed = await sign(scope, written, draft, (await prepare(scope, written, draft)).sha256);
    expect(signed).toEqual({ outcome: 'signed', disclosure: id });
    return id;
  });

type Shared = Begun & Readonly<{ plan: string; consents: Readonly<Record<'charlie' | 'eli', ConsentId>> }>;

/** A plan of Alex's with Charlie, who is told the name, and Eli, who is not; a step is kept from Eli. */
async function share({ db }: TestDatabase, alex: Caller): Promise<Shared> {
  const begun = await newRun(alex);
  return through(db, 'alex', async (scope) => {
    const file = await findCase(scope, begun.file.id as CaseId);
    const ground = (await groundsInForce(scope)).find(({ id }) => id === 'consent');
    if (!file || !ground) throw new Error('There is no case, or no ground');
    const plan = await makePlan(scope, file, { title: 'Vardag och boende', goal: 'Bo kvar', key: newId() });
    const consents = {
      charlie: await consentTo(scope, begun, demoActor('charlie').area),
      eli: await consentTo(scope, begun, demoActor('eli').area),
    };
    for (const who of ['charlie', 'eli'] as const) {
      const { account, area } = demoActor(who);
      const invited = await inviteParty(scope, file, plan, {
        who: { account, area },
        showsName: who === 'charlie',
        ground,
        reason: 'Vi planerar tillsammans.',
        answers: {},
        consent: consents[who],
        key: newId(),
      });
      expect(invited).toBe('invited');
    }
    await insertStep(scope, { id: newId(), plan, what: 'Söka skuldrådgivning', key: newId() });
    return { ...begun, plan, consents };
  });
}

describe('a disclosure', () => {
  test('is read by the one it is for, as it was signed; the reading is the receipt that the other side sees, and stays when the consent is taken back', async ({
    world,
    database,
  }) => {
    const { alex, charlie, eli, gry } = world.callers;
    const begun = await newRun(alex);
    got(await client.recordEntry(begun.run.id, key(), { ...meeting, seen: begun.run.version }, alex), 201);
    const id = await disclose(database, begun);
    const listed = async (who: Caller) =>
      got(await client.listDisclosures(begun.file.id, who), 200).items.find((one) => one.id === id);
    expect(await listed(alex)).toMatchObject({
      signedBy: 'Alex Provberg',
      to: 'Charlie Låtsasson',
      toArea: 'Socialförvaltningen Hisingen',
      ground: { provision: 'OSL 10:1, 12:2', name: 'The individual consents' },
      reason: 'Vi planerar tillsammans.',
      parts: ['identity', 'plans'],
      redacted: true,
      receipt: { state: 'unread' },
    });
    const mine = async (who: Caller) =>
      got(await client.listReceivedDisclosures(who), 200).items.find((one) => one.id === id);
    expect(await mine(charlie)).toMatchObject({ from: { signer: 'Alex Provberg' }, purpose: 'coordination' });
    expect(await mine(charlie)).not.toHaveProperty('readAt');
    // The list is no reading.
    expect(await listed(alex)).toMatchObject({ receipt: { state: 'unread' } });

    const read = got(await client.readReceivedDisclosure(id, charlie), 200);
    expect(read.pieces).toContainEqual(expect.objectContaining({ part: 'identity', text: 'Alva Exempelsson' }));
    expect(read.pieces.find(({ part }) => part === 'plans')?.text).toContain('Samma ▇▇▇ hela tiden.');
    const receipt = { state: 'read', at: read.readAt };
    expect(await listed(alex)).toMatchObject({ receipt });
    expect(await listed(gry)).toMatchObject({ receipt });
    got(await client.readReceivedDisclosure(id, charlie), 200);
    expect(await listed(alex)).toMatchObject({ receipt });
    const page = await pageOf(world, charlie, sharingPaths.receivedOne({ disclosure: id }));
    for (const { text } of read.pieces) expect(page.text).toContain(text.split('\n')[0]);

    // Nobody else's, and it opens nothing of the case.
    for (const who of [alex, eli, gry]) got(await client.readReceivedDisclosure(id, who), 404);
    expect(await mine(eli)).toBeUndefined();
    for (const who of [charlie, eli]) got(await client.listDisclosures(begun.file.id, who), 404);
    got(await client.readCase(begun.file.id, charlie), 404);

    const [consent] = got(await client.listConsents(begun.file.id, alex), 200).items;
    got(await client.withdrawConsent(begun.file.id, consent?.id ?? '', key(), { takenOn: today }, alex), 200);
    expect(got(await client.readReceivedDisclosure(id, charlie), 200).pieces).toEqual(read.pieces);
    expect(await listed(alex)).toMatchObject({ receipt });

    const { rows } = await database.owner.query(
      `select distinct actor, action, outcome, parts from audit
       where channel = 'api' and (action = 'shared.read' or action = 'disclosure.list') order by action, outcome, actor`,
    );
    expect(rows).toContainEqual({
      actor: demoActor('charlie').account,
      action: 'shared.read',
      outcome: 'ok',
      parts: ['disclosed:identity', 'disclosed:plans'],
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ actor: demoActor('eli').account, action: 'shared.read', outcome: 'refused' }),
    );
  });

  test('is signed at a screen only: no endpoint makes one, or lets a party into a plan', async ({ world }) => {
    const { alex } = world.callers;
    const { file, run } = await newRun(alex);
    const send = async (path: string) => {
      const headers = { ...alex.headers, 'content-type': 'application/json', 'idempotency-key': key() };
      return (await fetch(`${world.server.url}/api/v1${path}`, { method: 'POST', headers, body: '{}' })).status;
    };
    for (const path of [
      `/cases/${file.id}/disclosures`,
      `/runs/${run.id}/disclosures`,
      `/cases/${file.id}/plans`,
      `/shared/disclosures`,
    ])
      expect(await send(path)).toBe(404);
    const document = await (await fetch(`${world.server.url}/api/v1/openapi.json`)).text();
    expect(document).toContain('Signing a disclosure and inviting a party');
  });
});

describe('a shared plan', () => {
  test('is read by its owner whole, and by each party as that party sees it', async ({ world, database }) => {
    const { alex, billie, charlie, eli, gry } = world.callers;
    const { file, plan } = await share(database, alex);
    const own = got(await client.readPlan(file.id, plan, alex), 200);
    expect(own).toMatchObject({
      title: 'Vardag och boende',
      goal: 'Bo kvar',
      madeBy: 'Alex Provberg',
      parties: [
        { name: 'Charlie Låtsasson', showsName: true, sees: true, ground: { provision: 'OSL 10:1, 12:2' } },
        { name: 'Eli Exempelberg', showsName: false, sees: true },
      ],
      steps: [{ what: 'Söka skuldrådgivning', mine: true, by: 'Alex Provberg', hiddenFrom: [] }],
    });
    const [[, second], [step]] = [own.parties, own.steps];
    const seen = { id: step?.id ?? '', version: step?.version ?? 0 };
    const hide = { hiddenFrom: [second?.id ?? ''] };
    expect(await through(database.db, 'alex', (scope) => updateStep(scope, plan, seen, hide))).toBe(true);
    expect(got(await client.readPlan(file.id, plan, alex), 200).steps).toMatchObject([hide]);
    expect(got(await client.listPlans(file.id, gry), 200).items).toMatchObject([{ id: plan }]);
    expect(got(await client.listSharedPlans(charlie), 200).items).toContainEqual({
      id: plan,
      title: 'Vardag och boende',
      area: 'Socialförvaltningen Centrum',
    });

    const charlies = got(await client.readSharedPlan(plan, charlie), 200);
    expect(charlies).toMatchObject({
      goal: 'Bo kvar',
      owner: { name: 'Alex Provberg', area: 'Socialförvaltningen Centrum' },
      about: { givenName: 'Alva', familyName: 'Exempelsson' },
      steps: [{ what: 'Söka skuldrådgivning', mine: false, by: 'Alex Provberg' }],
    });
    const elis = got(await client.readSharedPlan(plan, eli), 200);
    expect(elis).not.toHaveProperty('about');
    expect(elis.steps).toEqual([]);
    for (const told of [charlies, elis]) {
      expect(JSON.stringify(told)).not.toContain(file.number);
      expect(JSON.stringify(told)).not.toContain('hiddenFrom');
    }

    // Not for who is no party, nor the owner's view for a party, nor by way of another case.
    for (const who of [alex, billie, gry]) got(await client.readSharedPlan(plan, who), 404);
    for (const who of [billie, charlie, eli]) {
      got(await client.readPlan(file.id, plan, who), 404);
      got(await client.listPlans(file.id, who), 404);
    }
    const { file: other } = await newRun(alex);
    got(await client.readPlan(other.id, plan, alex), 404);
  });

  test('takes a party’s own steps, once each, and only that party changes them', async ({ world, database }) => {
    const { alex, charlie, eli } = world.callers;
    const { file, plan } = await share(database, alex);
    const once = key();
    const flat = { what: 'Visa lägenheten', due: '2026-10-20' };
    const add = () => client.addOwnStep(plan, once, flat, charlie);
    const [step, again, later] = [...(await Promise.all([add(), add()])), await add()].map((one) => got(one, 201));
    expect([again, later]).toEqual([step, step]);
    expect(step).toMatchObject({ ...flat, mine: true, by: expect.stringContaining('Charlie Låtsasson') });
    const id = step?.id ?? '';
    expect(id).not.toBe(once);
    for (const other of [
      await client.addOwnStep(plan, once, { what: 'Något annat' }, charlie),
      await client.addOwnStep(plan, once, flat, eli),
    ])
      expect(got(other, 422).errors).toMatchObject([{ in: 'header', pointer: '/Idempotency-Key' }]);
    expect(
      got(await client.addOwnStep(plan, key(), { what: ' ', due: '2026-02-30' }, charlie), 422).errors,
    ).toMatchObject([{ pointer: '/what' }, { pointer: '/due' }]);

    // Eli and the owner see it, and it is not theirs.
    for (const steps of [
      got(await client.readSharedPlan(plan, eli), 200).steps,
      got(await client.readPlan(file.id, plan, alex), 200).steps,
    ])
      expect(steps.find((one) => one.id === id)).toMatchObject({ ...flat, mine: false });
    for (const who of [eli, alex]) got(await client.changeOwnStep(plan, id, key(), { done: true, seen: 1 }, who), 404);
    const owners = got(await client.readSharedPlan(plan, charlie), 200).steps.find(({ mine }) => !mine);
    got(await client.changeOwnStep(plan, owners?.id ?? '', key(), { done: true, seen: 1 }, charlie), 404);

    const done = got(await client.changeOwnStep(plan, id, key(), { done: true, seen: 1 }, charlie), 200);
    expect(done).toMatchObject({ doneOn: today, version: 2 });
    // Sent again it is as it is; on what was seen before, it is told how it stands.
    expect(got(await client.changeOwnStep(plan, id, key(), { done: true, seen: 1 }, charlie), 200)).toEqual(done);
    expect(got(await client.changeOwnStep(plan, id, key(), { done: false, seen: 1 }, charlie), 409).step).toEqual(done);
    const undone = got(await client.changeOwnStep(plan, id, key(), { done: false, seen: 2 }, charlie), 200);
    expect(undone).not.toHaveProperty('doneOn');
    const page = await pageOf(world, charlie, sharingPaths.sharedPlan({ plan }));
    expect(page.text).toContain('Visa lägenheten');
    const { steps } = got(await client.readSharedPlan(plan, charlie), 200);
    expect(steps.filter(({ what }) => what === flat.what)).toEqual([undone]);
  });

  test('closes with what it rests on, at the party’s next call and next page; the owner sees who no longer does', async ({
    world,
    database,
  }) => {
    const { alex, charlie, eli } = world.callers;
    const { file, plan, consents } = await share(database, alex);
    got(await client.readSharedPlan(plan, charlie), 200);
    got(await client.withdrawConsent(file.id, consents.charlie, key(), { takenOn: today }, alex), 200);
    got(await client.readSharedPlan(plan, charlie), 404);
    got(await client.addOwnStep(plan, key(), { what: 'Visa lägenheten' }, charlie), 404);
    expect(got(await client.listSharedPlans(charlie), 200).items.map(({ id }) => id)).not.toContain(plan);
    expect((await pageOf(world, charlie, sharingPaths.sharedPlan({ plan }))).status).toBe(404);
    got(await client.readSharedPlan(plan, eli), 200);
    expect(got(await client.readPlan(file.id, plan, alex), 200).parties.map(({ name, sees }) => [name, sees])).toEqual([
      ['Charlie Låtsasson', false],
      ['Eli Exempelberg', true],
    ]);
    const { rows } = await database.owner.query(
      `select action, outcome, parts from audit where channel = 'api' and actor = $1 and outcome = 'refused' and 'shared-plan' = any(parts)`,
      [demoActor('charlie').account],
    );
    expect(rows).toContainEqual({ action: 'shared-plan.open', outcome: 'refused', parts: ['shared-plan'] });
  });
});

test('of somebody whose identity is protected the API has neither name nor number, and nothing for who is not let in', async ({
  world,
  database,
}) => {
  const { alex, charlie, gry } = world.callers;
  const shared = await share(database, alex);
  const { file, run, plan } = shared;
  expect(got(await client.readSharedPlan(plan, charlie), 200).about).toMatchObject({ givenName: 'Alva' });
  got(await client.recordEntry(run.id, key(), { ...meeting, seen: run.version }, alex), 201);
  const as = (who: DemoPerson, work: (scope: Scope) => Promise<unknown>) => through(database.db, who, work);
  const contact = 'Gruppledaren, 031-000 00 00';
  await as('alex', (scope) =>
    protect(scope, file.id as CaseId, { grade: 'secrecy-marking', contact, reason: 'Folkbokföringen', key: newId() }),
  );
  const id = await disclose(database, shared);
  const told = [
    got(await client.listConsents(file.id, alex), 200),
    got(await client.listDisclosures(file.id, alex), 200),
    got(await client.listPlans(file.id, alex), 200),
    got(await client.readPlan(file.id, plan, alex), 200),
    got(await client.explainRunAccess(run.id, alex), 200),
    got(await client.explainCaseAccess(file.id, alex), 200),
    got(await client.readReceivedDisclosure(id, charlie), 200),
    got(await client.listReceivedDisclosures(charlie), 200),
  ];
  for (const answer of told) expect(JSON.stringify(answer)).not.toMatch(/Alva|Exempelsson/);
  // Who is shut out is told nothing of what would have opened otherwise, nor is anybody told it of them.
  const { others } = got(await client.explainRunAccess(run.id, alex), 200);
  expect(others?.find(({ name }) => name === demoActor('gry').name)).toMatchObject({
    sees: false,
    reasons: [{ closed: 'protected' }],
    words: [expect.any(String)],
  });
  for (const refused of [
    await client.listConsents(file.id, gry),
    await client.listDisclosures(file.id, gry),
    await client.listPlans(file.id, gry),
    await client.readPlan(file.id, plan, gry),
    await client.explainRunAccess(run.id, gry),
    await client.explainCaseAccess(file.id, gry),
    await client.readSharedPlan(plan, charlie),
  ])
    expect(got(refused, 404).detail).not.toContain(contact);
});
