import { expect } from 'vitest';
import { happeningsOf } from '../../src/casework/store/happenings.ts';
import { letIn, protect } from '../../src/casework/index.ts';
import { findCase } from '../../src/casework/store/cases.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { addDays } from '../../src/kernel/date.ts';
import { type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { askToEndProtection, decideProtection, protectionRequests } from '../../src/secrecy/index.ts';
import { endPlan, inviteParty, makePlan } from '../../src/sharing/actions/plan.ts';
import { emptyOutbox } from '../../src/sharing/index.ts';
import { acknowledge, receivedOne } from '../../src/sharing/store/disclosures.ts';
import {
  insertParty,
  insertStep,
  lapsedPlan,
  partiesOf,
  planForMe,
  updateStep,
} from '../../src/sharing/store/plans.ts';
import { disclosureReason, planReasons } from '../../src/sharing/store/why.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { consent, draft, key, lookAndSign, party, plan, withdraw } from './sharing-world.ts';
import { alexsCase, noon, through, today } from './world.ts';

const told = ({ db }: TestDatabase, who: DemoPerson, about: Readonly<{ caseId: CaseId; run: RunId }>) =>
  through(db, who, async (scope) =>
    (await happeningsOf(scope, about)).map(({ by, event, whom }) => [
      event.kind,
      'change' in event ? event.change : '',
      by.split(' ')[0],
      whom?.split(' ')[0],
    ]),
  );

test('the timeline tells what was handed over, that it was opened and that it was stopped, and of a third party only to who sees the case', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run, otherRun } = await alexsCase(db, owner);
  const give = (more: Parameters<typeof draft>[3], to: Parameters<typeof consent>[2]) =>
    through(db, 'alex', async (scope) => {
      const given = await consent(scope, caseId, to);
      const id = await draft(scope, run, caseId, { ...more, consent: given });
      expect(await lookAndSign(scope, run, id)).toMatchObject({ outcome: 'signed' });
      return [id, given] as const;
    });
  const [toCharlie] = await give({}, { toArea: 'hisingen' });
  await through(db, 'charlie', (scope) => acknowledge(scope, toCharlie));
  await through(db, 'charlie', (scope) => acknowledge(scope, toCharlie));
  const outside = { party: 'Påhittade mottagningen', address: 'mottagning@exempel.se', account: undefined };
  const other = 'Andra mottagningen';
  const [, withdrawn] = await give({ ...outside, party: other }, { toParty: other });
  await withdraw(database, caseId, withdrawn);
  await give(outside, { toParty: outside.party });
  await emptyOutbox(db, { deliver: () => Promise.reject(new Error('not now')) }, noon);
  await emptyOutbox(db, { deliver: () => Promise.resolve('receipt') }, new Date(noon.getTime() + 600_000));
  const whole = [
    ['disclosure-sent', 'delivered', 'Alex', undefined],
    ['disclosure-sent', 'stopped', 'Alex', undefined],
    ['disclosed', '', 'Alex', undefined],
    ['disclosed', '', 'Alex', undefined],
    ['disclosure-opened', '', 'Charlie', undefined],
    ['disclosed', '', 'Alex', undefined],
  ];
  const about = { caseId, run };
  expect(await told(database, 'alex', about)).toEqual(whole);
  expect(await told(database, 'alex', { caseId, run: otherRun })).toEqual([]);
  // Eli, of another area, works in the run: nothing of all this, until something is handed over to Eli too.
  expect(await told(database, 'eli', about)).toEqual([]);
  const [toEli] = await give({ account: demoActor('eli').account }, { toArea: 'sydvast' });
  expect(await told(database, 'eli', about)).toEqual([['disclosed', '', 'Alex', undefined]]);
  await through(db, 'eli', (scope) => acknowledge(scope, toEli));
  expect(await told(database, 'eli', about)).toHaveLength(2);
  for (const who of ['charlie', 'billie'] as const) expect(await told(database, who, about)).toEqual([]);
});

test('the timeline tells of shared plans, their parties and their steps, also those that a party writes, to who sees the case', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Bo', familyName: 'Provgård' });
  const { file, id, partyId } = await through(db, 'alex', async (scope) => {
    const its = await findCase(scope, caseId);
    if (!its) throw new Error('There is no case');
    const made = await makePlan(scope, its, { title: 'Vardag', goal: 'Bo kvar', key: key() });
    const ground = { id: 'consent', version: 1, restsOnConsent: true } as Parameters<typeof inviteParty>[3]['ground'];
    await inviteParty(scope, its, made, {
      who: demoActor('charlie'),
      showsName: false,
      ground,
      reason: 'Planeras tillsammans.',
      answers: {},
      consent: await consent(scope, caseId, { toArea: 'hisingen' }),
      key: key(),
    });
    const [row] = await scope.db.selectFrom('shared_plan_party').select('id').where('plan', '=', made).execute();
    return { file: its, id: made, partyId: row?.id ?? '' };
  });
  const step = { id: newId(), plan: id, party: partyId, what: 'Boka besök', key: key() };
  await through(db, 'charlie', (scope) => insertStep(scope, step));
  const change = (who: DemoPerson, version: number, to: Parameters<typeof updateStep>[3]) =>
    through(db, who, (scope) => updateStep(scope, id, { id: step.id, version }, to));
  await change('alex', 1, { hiddenFrom: [partyId] });
  await change('charlie', 2, { doneOn: today });
  await change('charlie', 3, { doneOn: null });
  await change('charlie', 4, { removed: true });
  await through(db, 'alex', (scope) => endPlan(scope, file, id));
  const steps = ['removed', 'undone', 'done'].map((its) => ['shared-plan-step-changed', its, 'Charlie', undefined]);
  expect(await told(database, 'alex', { caseId, run })).toEqual([
    ['shared-plan-changed', 'ended', 'Alex', undefined],
    ...steps,
    ['shared-plan-step-changed', 'shown-or-hidden', 'Alex', undefined],
    ['shared-plan-step-changed', 'added', 'Charlie', undefined],
    ['shared-plan-changed', 'party-invited', 'Alex', 'Charlie'],
    ['shared-plan-changed', 'made', 'Alex', undefined],
  ]);
  for (const who of ['eli', 'charlie'] as const) expect(await told(database, who, { caseId, run })).toEqual([]);
});

test('the timeline tells that a protection was registered, whom it let in and that it ended, to the team while it lasts', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Cleo', familyName: 'Provdal' });
  const reason = 'Det står i folkbokföringen';
  await through(db, 'alex', (scope) =>
    protect(scope, caseId, { grade: 'secrecy-marking', contact: 'Gruppledaren', reason, key: key() }),
  );
  await through(db, 'alex', (scope) =>
    letIn(scope, caseId, { account: demoActor('dani').account, reason, key: key() }),
  );
  await through(db, 'alex', (scope) =>
    letIn(scope, caseId, { account: demoActor('billie').account, reason, key: key() }),
  );
  const decide = (kind: 'member' | 'ending') =>
    through(db, 'gry', async (scope) => {
      for (const one of await protectionRequests(scope))
        if (one.kind === kind && one.reason === reason)
          expect(await decideProtection(scope, kind, one.id, true)).toMatchObject({ outcome: 'decided' });
    });
  await decide('member');
  const letInToo = [
    ['protection-team-changed', 'let-in', 'Gry', 'Billie'],
    ['protection-team-changed', 'asked-for', 'Alex', 'Billie'],
    ['protection-registered', '', 'Alex', undefined],
  ];
  const about = { caseId, run };
  expect(await told(database, 'alex', about)).toEqual(letInToo);
  for (const who of ['gry', 'eli'] as const) expect(await told(database, who, about)).toEqual([]);
  await through(db, 'alex', (scope) => askToEndProtection(scope, caseId, reason));
  await decide('ending');
  expect(await told(database, 'gry', about)).toEqual([['protection-ended', '', 'Gry', undefined], ...letInToo]);
});

test('why a plan is open to a party is answered as the database opens it, for each thing that closes it, to its owner and to themselves', async ({
  database,
}) => {
  const { db, owner } = database;
  const { account } = demoActor('charlie');
  const { caseId, plan: id } = await plan(database, 'Gun');
  const [consentId, mine] = await through(db, 'alex', async (scope) => {
    const given = await consent(scope, caseId, { toArea: 'hisingen' });
    const its = party(id, 'charlie', given, { showsName: true, to: addDays(today, 5) });
    await insertParty(scope, its, key());
    return [given, its.id] as const;
  });
  const asked = (who: DemoPerson, now = noon) =>
    through(db, who, async (scope) => (await planReasons(scope, id, account)).map(({ stands }) => stands), now);
  const opens = (now = noon) =>
    through(db, 'charlie', async (scope) => (await planForMe(scope, id)) !== undefined, now);
  /** What the owner is told where it is asked why, and no other among the parties of the plan. */
  const toldToOwner = async (now = noon): Promise<string | undefined> => {
    const [toldNow] = await asked('alex', now);
    const parties = await through(db, 'alex', (scope) => partiesOf(scope, id), now);
    expect(parties.find((one) => one.id === mine)?.stands).toBe(toldNow);
    return toldNow;
  };
  /** The same, and that it opens exactly when that says so. */
  const stands = async (now = noon): Promise<string | undefined> => {
    const toldNow = await toldToOwner(now);
    expect(await opens(now)).toBe(toldNow === 'open');
    return toldNow;
  };
  expect(await stands()).toBe('open');
  expect(await through(db, 'charlie', (scope) => planReasons(scope, id, account))).toEqual([
    {
      stands: 'open',
      since: today,
      until: addDays(today, 5),
      ground: expect.objectContaining({ sv: expect.any(String) }),
      restsOnConsent: true,
      showsName: true,
    },
  ]);
  // On a ground that rests on no consent.
  const needed = await through(db, 'alex', async (scope) => {
    await insertParty(scope, { ...party(id, 'frankie', consentId), ground: 'necessary', consent: undefined }, key());
    return planReasons(scope, id, demoActor('frankie').account);
  });
  expect(needed).toMatchObject([{ stands: 'open', restsOnConsent: false, showsName: false }]);
  // Neither who is not part of it, nor another party of the other.
  for (const who of ['dani', 'eli', 'billie'] as const) expect(await asked(who)).toEqual([]);
  expect(await through(db, 'charlie', (scope) => planReasons(scope, id, demoActor('eli').account))).toEqual([]);
  expect(await through(db, 'alex', (scope) => planReasons(scope, newId(), account))).toEqual([]);

  const days = (n: number): Date => new Date(noon.getTime() + n * 86_400_000);
  expect([await stands(days(5)), await stands(days(6))]).toEqual(['open', 'time']);
  expect(await asked('charlie', days(6))).toEqual([]);
  expect(await through(db, 'charlie', (scope) => lapsedPlan(scope, id), days(6))).toBe('time');

  const written = async (text: string, back: string, values: readonly unknown[]): Promise<string | undefined> => {
    await owner.query(text, [...values]);
    try {
      return await toldToOwner();
    } finally {
      await owner.query(back, [...values]);
    }
  };
  expect(
    await written(
      `update shared_plan_party set valid_from = valid_from + 1 where id = $1`,
      `update shared_plan_party set valid_from = valid_from - 1 where id = $1`,
      [mine],
    ),
  ).toBe('time');
  expect(
    await written(
      `update account set secrecy_area = 'sydvast' where id = $1`,
      `update account set secrecy_area = 'hisingen' where id = $1`,
      [account],
    ),
  ).toBe('moved');
  expect(
    await written(`update account set active = false where id = $1`, `update account set active = true where id = $1`, [
      account,
    ]),
  ).toBe('inactive');
  const individual = await owner.query<{ individual: string }>('select individual from case_file where id = $1', [
    caseId,
  ]);
  const whom = individual.rows[0]?.individual ?? '';
  await owner.query(
    `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
     values ('1480', $1, $1, 'secrecy-marking', 'x', '2026-01-01', $2, now())`,
    [whom, demoActor('alex').account],
  );
  expect([await asked('alex'), await opens()]).toEqual([[], false]);
  expect(await through(db, 'charlie', (scope) => lapsedPlan(scope, id))).toBeUndefined();
  await owner.query(
    `insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at)
     values ('1480', $1, $1, $2, true, 'x', $2, now())`,
    [whom, demoActor('alex').account],
  );
  expect(await stands()).toBe('protected');
  await owner.query('delete from protected_team where individual = $1', [whom]);
  await owner.query('delete from protected_identity where individual = $1', [whom]);
  expect(await stands()).toBe('open');

  expect(
    await written(
      `update shared_plan set ended_at = now() where id = $1`,
      `update shared_plan set ended_at = null where id = $1`,
      [id],
    ),
  ).toBe('plan-ended');
  await withdraw(database, caseId, consentId);
  expect(await stands()).toBe('consent-ended');
  await owner.query('update shared_plan_party set ended_at = now() where id = $1', [mine]);
  expect(await stands()).toBe('ended');
});

test('why something that was handed over is shown is answered as the database shows it, to who sees the case and to the recipient', async ({
  database,
}) => {
  const { db, owner } = database;
  const { account } = demoActor('charlie');
  const { caseId, run } = await alexsCase(db, owner, { givenName: 'Dag', familyName: 'Provlund' });
  const id = await through(db, 'alex', async (scope) => {
    const its = await draft(scope, run, caseId, { consent: await consent(scope, caseId, { toArea: 'hisingen' }) });
    await lookAndSign(scope, run, its);
    return its;
  });
  const asked = (who: DemoPerson, whom = account) => through(db, who, (scope) => disclosureReason(scope, id, whom));
  expect(await asked('alex')).toEqual({ stands: 'open', since: noon });
  expect(await asked('charlie')).toEqual({ stands: 'open', since: noon });
  for (const who of ['eli', 'billie', 'dani'] as const) expect(await asked(who)).toBeUndefined();
  expect(await asked('alex', demoActor('dani').account)).toBeUndefined();
  expect(await through(db, 'alex', (scope) => disclosureReason(scope, newId(), account))).toBeUndefined();
  await owner.query(`update account set secrecy_area = 'sydvast' where id = $1`, [account]);
  try {
    expect(await asked('alex')).toMatchObject({ stands: 'moved' });
    await owner.query(`update account set active = false where id = $1`, [account]);
    expect(await asked('alex')).toMatchObject({ stands: 'inactive' });
  } finally {
    await owner.query(`update account set secrecy_area = 'hisingen', active = true where id = $1`, [account]);
  }
  expect(await through(db, 'charlie', (scope) => receivedOne(scope, id))).toBeDefined();
});
