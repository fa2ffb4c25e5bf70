import { describe, expect } from 'vitest';
import { paths } from '../src/casework/index.ts';
import { refusalMessages } from '../src/casework/messages/refusal.ts';
import { demoActor } from '../src/demo/index.ts';
import { newId } from '../src/kernel/ids.ts';
import type { Caller } from './support/api-client/caller.ts';
import * as client from './support/api-client/hemvist.ts';
import { got, key, letIn, newRun, pageOf, test, today } from './support/api-client/world.ts';

const yes = {
  status: 'given',
  purpose: 'coordination',
  parts: ['needs', 'plans'],
  toArea: 'hisingen',
  form: 'oral',
  takenOn: today,
} as const satisfies client.RecordConsent;

const ledgerOf = async (file: client.Case, caller: Caller): Promise<readonly client.Consent[]> =>
  got(await client.listConsents(file.id, caller), 200).items;

describe('a consent', () => {
  test('is recorded, renewed and taken back, and the ledger tells how each answer stands, as the page does', async ({
    world,
  }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    expect(await ledgerOf(file, alex)).toEqual([]);
    const first = got(await client.recordConsent(file.id, key(), yes, alex), 201);
    expect(first).toMatchObject({
      status: 'given',
      standing: 'holds',
      toArea: { id: 'hisingen', name: 'Socialförvaltningen Hisingen' },
      from: today,
      takenBy: 'Alex Provberg',
    });
    const renewal = { ...yes, form: 'written', to: '2027-10-14', replaces: first.id } as const;
    const second = got(await client.recordConsent(file.id, key(), renewal, alex), 201);
    expect(second).toMatchObject({ standing: 'holds', to: '2027-10-14', replaces: first.id });
    const taken = got(
      await client.withdrawConsent(file.id, second.id, key(), { takenOn: today, reason: 'Vill vänta.' }, alex),
      200,
    );
    expect(taken).toMatchObject({ id: second.id, standing: 'withdrawn' });
    const ledger = await ledgerOf(file, alex);
    const standing = Object.fromEntries(ledger.map((row) => [row.id, [row.status, row.standing]]));
    expect(standing).toEqual({
      [first.id]: ['given', 'renewed'],
      [second.id]: ['given', 'withdrawn'],
      [taken.replacedBy ?? '']: ['withdrawn', 'withdrawn'],
    });
    expect(ledger.find(({ id }) => id === taken.replacedBy)).toMatchObject({ reason: 'Vill vänta.' });
    const { text } = await pageOf(world, alex, paths.consents({ case: file.id }));
    expect(text.match(/Återtaget/g)?.length).toBeGreaterThan(0);
    expect(text).toContain('Ersatt av ett nyare svar');
  });

  test('to nobody in particular, refused, ends every yes for the purpose; what could not be asked says why', async ({
    world,
  }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    const given = got(await client.recordConsent(file.id, key(), yes, alex), 201);
    const no = { status: 'declined', purpose: 'coordination', takenOn: today } as const;
    expect(got(await client.recordConsent(file.id, key(), no, alex), 201)).toMatchObject({ standing: 'declined' });
    expect((await ledgerOf(file, alex)).find(({ id }) => id === given.id)).toMatchObject({ standing: 'renewed' });
    const unasked = { ...no, status: 'not-possible', purpose: 'insluss', reason: 'Går inte att nå.' } as const;
    expect(got(await client.recordConsent(file.id, key(), unasked, alex), 201)).toMatchObject({
      standing: 'not-possible',
      reason: 'Går inte att nå.',
    });
  });

  test('taken back through the API closes what rested on it at the other side’s next call and next page', async ({
    world,
    database,
  }) => {
    const { alex, eli } = world.callers;
    const { file, run } = await newRun(alex);
    await letIn(database.db, run, 'eli');
    got(await client.readRun(run.id, eli), 200);
    expect((await pageOf(world, eli, paths.run({ run: run.id }))).status).toBe(200);
    const mine = got(await client.explainRunAccess(run.id, eli), 200);
    expect(mine).toEqual({
      mine: {
        sees: true,
        reasons: [
          {
            opens: 'assignment-ground',
            since: today,
            ground: { provision: 'OSL 10:1, 12:2', name: 'The individual consents' },
            whileConsent: true,
          },
        ],
        words: [expect.stringContaining('OSL 10:1, 12:2')],
      },
    });

    const [consent] = await ledgerOf(file, alex);
    got(await client.withdrawConsent(file.id, consent?.id ?? '', key(), { takenOn: today }, alex), 200);
    got(await client.readRun(run.id, eli), 404);
    got(await client.listEntries(run.id, {}, eli), 404);
    got(await client.explainRunAccess(run.id, eli), 404);
    const { status, text } = await pageOf(world, eli, paths.run({ run: run.id }));
    expect(status).toBe(404);
    expect(text).toContain(refusalMessages.sv.ended.consent);
    expect(text).not.toContain(file.number);

    // And who works with the case is told why, as on the page.
    const swedish = { ...alex, headers: { ...alex.headers, 'accept-language': 'sv' } };
    const { others } = got(await client.explainRunAccess(run.id, swedish), 200);
    const their = others?.find(({ name }) => name === 'Eli Exempelberg');
    expect(their).toMatchObject({ sees: false, reasons: [{ closed: 'consent-ended', on: today }] });
    const page = await pageOf(world, alex, paths.why({ run: run.id }));
    for (const sentence of their?.words ?? []) expect(page.text).toContain(sentence);
  });

  test('with the same key is written once, also at the same time, and the key is good for nothing else', async ({
    world,
    database,
  }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    const { file: other } = await newRun(alex);
    const once = key();
    const send = () => client.recordConsent(file.id, once, yes, alex);
    const answers = await Promise.all([send(), send(), send()]);
    const consent = got(await send(), 201);
    for (const answered of answers) expect(got(answered, 201)).toEqual(consent);
    for (const refused of [
      await client.recordConsent(other.id, once, yes, alex),
      await client.recordConsent(file.id, once, { ...yes, parts: ['needs'] }, alex),
      await client.withdrawConsent(file.id, consent.id, once, { takenOn: today }, alex),
    ])
      expect(got(refused, 422).errors).toMatchObject([{ in: 'header', pointer: '/Idempotency-Key' }]);
    expect(await ledgerOf(other, alex)).toEqual([]);

    const back = key();
    const withdraw = () => client.withdrawConsent(file.id, consent.id, back, { takenOn: today }, alex);
    const [one, two] = await Promise.all([withdraw(), withdraw()]);
    expect(got(two, 200)).toEqual(got(one, 200));
    got(await client.withdrawConsent(file.id, consent.id, back, { takenOn: '2026-10-13' }, alex), 422);
    const { rows } = await database.owner.query(
      `select status from consent where case_id = $1 order by written_at, status`,
      [file.id],
    );
    expect(rows).toEqual([{ status: 'given' }, { status: 'withdrawn' }]);
  });

  test('that has been renewed or taken back meanwhile is answered with what stands, and nothing is written', async ({
    world,
  }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    const first = got(await client.recordConsent(file.id, key(), yes, alex), 201);
    const theirs = got(await client.recordConsent(file.id, key(), { ...yes, replaces: first.id }, alex), 201);
    const mine = { ...yes, form: 'written', replaces: first.id } as const;
    expect(got(await client.recordConsent(file.id, key(), mine, alex), 409).consent).toEqual(theirs);
    expect(got(await client.withdrawConsent(file.id, first.id, key(), { takenOn: today }, alex), 409).consent).toEqual(
      theirs,
    );
    got(await client.withdrawConsent(file.id, theirs.id, key(), { takenOn: today }, alex), 200);
    const again = got(await client.withdrawConsent(file.id, theirs.id, key(), { takenOn: today }, alex), 409);
    expect(again.consent).toMatchObject({ status: 'withdrawn', replaces: theirs.id });
    expect(await ledgerOf(file, alex)).toHaveLength(3);
  });

  test.for([
    ['without how it was given', { ...yes, form: undefined }, ['/form']],
    ['a no with a form and a reason', { ...yes, status: 'declined', reason: 'x' }, ['/form', '/reason']],
    ['not asked, without why', { ...yes, status: 'not-possible', form: undefined }, ['/reason']],
    [
      'to two, of which one is not there',
      { ...yes, toArea: 'atlantis', toParty: 'Påhittade mottagningen' },
      ['/toArea', '/toParty'],
    ],
    ['on days that are wrong', { ...yes, takenOn: '2026-10-15', to: '2026-10-13' }, ['/takenOn', '/to']],
    ['in place of nothing', { ...yes, replaces: newId() }, ['/replaces']],
    ['for and of what there is not', { ...yes, purpose: 'fun', parts: ['dreams'] }, ['/parts/0', '/purpose']],
  ] as const)('%s is corrected by its field, in a sentence', async ([, body, pointers], { world }) => {
    const { alex } = world.callers;
    const { file } = await newRun(alex);
    const problem = got(await client.recordConsent(file.id, key(), body as client.RecordConsent, alex), 422);
    expect(problem.errors?.map(({ pointer }) => pointer).toSorted()).toEqual(pointers);
    for (const { message } of problem.errors ?? []) expect(message).toMatch(/\w{3}.*[.”]$/s);
    expect(await ledgerOf(file, alex)).toEqual([]);
  });
});

test('consents and why are out of reach as the case is, and each call is one row of the audit', async ({
  world,
  database,
}) => {
  const { alex, charlie, eli, gry } = world.callers;
  const { file, run } = await newRun(alex);
  await letIn(database.db, run, 'eli');
  const [consent] = await ledgerOf(file, alex);
  const id = consent?.id ?? '';
  // Somebody of another area, and somebody let into the run alone: the ledger is of the whole case.
  for (const who of [charlie, eli])
    for (const refused of [
      await client.listConsents(file.id, who),
      await client.recordConsent(file.id, key(), yes, who),
      await client.withdrawConsent(file.id, id, key(), { takenOn: today }, who),
      await client.explainCaseAccess(file.id, who),
    ])
      got(refused, 404);
  got(await client.explainRunAccess(run.id, charlie), 404);
  // The manager reads, and records nothing.
  expect(await ledgerOf(file, gry)).toEqual(await ledgerOf(file, alex));
  got(await client.recordConsent(file.id, key(), yes, gry), 404);
  expect(await ledgerOf(file, alex)).toHaveLength(1);
  got(await client.withdrawConsent(file.id, newId(), key(), { takenOn: today }, alex), 404);
  // Another case's consent is not one of this case's.
  const { file: other } = await newRun(alex);
  got(await client.withdrawConsent(other.id, id, key(), { takenOn: today }, alex), 404);

  const why = got(await client.explainCaseAccess(file.id, alex), 200);
  expect(why.mine.reasons).toEqual([{ opens: 'assignment-case', since: today }]);
  expect(why.others?.find(({ name }) => name === demoActor('gry').name)).toMatchObject({
    sees: true,
    reasons: [{ opens: 'unit', unit: 'Vuxenenheten Centrum' }],
  });
  const { rows } = await database.owner.query<{ action: string; outcome: string; n: number }>(
    `select action, outcome, count(*)::int as n from audit
     where channel = 'api' and $1 = any(case_ids) and (action like 'consent.%' or action like 'access.%') group by 1, 2 order by 1, 2`,
    [file.id],
  );
  expect(rows).toEqual([
    { action: 'access.explain', outcome: 'ok', n: 1 },
    { action: 'access.explain', outcome: 'refused', n: 2 },
    { action: 'consent.list', outcome: 'ok', n: 4 },
    { action: 'consent.list', outcome: 'refused', n: 2 },
    { action: 'consent.record', outcome: 'refused', n: 3 },
    { action: 'consent.withdraw', outcome: 'refused', n: 3 },
  ]);
});
