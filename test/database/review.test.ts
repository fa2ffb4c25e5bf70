import { sql } from 'kysely';
import { describe, expect, inject, test as base } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { type CaseId, newId, type RunId } from '../../src/kernel/ids.ts';
import { localDateOf } from '../../src/kernel/stockholm.ts';
import { makeReviews } from '../../src/oversight/index.ts';
import { approve, ask, decide, openName } from '../../src/oversight/review/actions/decide.ts';
import { redraw } from '../../src/oversight/review/redraw.ts';
import { emergencies } from '../../src/oversight/review/store/emergencies.ts';
import { insertAnswer, ownOpenings, ownQuestions } from '../../src/oversight/review/store/my-log.ts';
import {
  caseNumbers,
  drawnItems,
  findItem,
  itemsOfReview,
  namesOfItem,
  type ReviewItem,
  reviewsOfArea,
} from '../../src/oversight/review/store/reviews.ts';
import { currentSettings, insertSettings } from '../../src/oversight/review/store/settings.ts';
import { reviewStatistics } from '../../src/oversight/review/store/statistics.ts';
import { as, type Scope } from '../../src/platform/door.ts';
import { makeDatabase, type TestDatabase } from '../support/fixtures.ts';
import { day, morningOf, open, start, through } from './world.ts';

type Cases = Readonly<Record<'plain' | 'surname' | 'own' | 'colleague' | 'ended' | 'hisingen', CaseId>>;
type Reviewed = TestDatabase & Readonly<{ cases: Cases; look: Look }>;
type Look = (who: DemoPerson, at: string, cases: readonly CaseId[], action?: string) => Promise<void>;

const afterSeptember = new Date('2026-10-02T05:00:00Z');
const later = new Date('2026-10-05T09:00:00Z');

/** Hands out a role beside the one that somebody has in the demo. */
const give = ({ owner }: TestDatabase, who: DemoPerson, role: string) =>
  owner.query(
    `insert into account_role (municipality, account, role, unit)
    select municipality, account, $2, unit from account_role where account = $1 limit 1`,
    [demoActor(who).account, role],
  );

/** A September in Centrum with something of everything in it, and its review. */
async function september(database: TestDatabase, samplePercent: number): Promise<Reviewed> {
  const { db, owner } = database;
  const opened = (who: DemoPerson, givenName: string, familyName: string) =>
    through(db, who, (scope) => open(scope, { givenName, familyName }), morningOf('2026-09-01'));
  const cases: Cases = {
    plain: await opened('alex', 'Alva', 'Exempelsson'),
    surname: await opened('alex', 'Sture', 'Provberg'),
    own: await opened('alex', 'Billie', 'Testgren'),
    colleague: await opened('alex', 'Charlie', 'Låtsasson'),
    ended: await opened('alex', 'Ebbe', 'Demosson'),
    hisingen: await opened('charlie', 'Hjördis', 'Testlund'),
  };
  await through(
    db,
    'alex',
    async (scope) => {
      const run: RunId = await start(scope, cases.ended);
      await scope.db
        .updateTable('run')
        .set({ ended_on: day('2026-09-02') })
        .where('id', '=', run)
        .execute();
    },
    morningOf('2026-09-02'),
  );
  const look: Look = (who, at, seen, action = 'run.read') =>
    as(db, demoActor(who), new Date(at), { action, channel: 'page' }, async (scope) =>
      scope.touched({ cases: seen, parts: ['entries'] }),
    );
  const { plain, surname, own, colleague, ended, hisingen } = cases;
  await look('alex', '2026-09-03T08:00:00Z', [plain]);
  await look('alex', '2026-09-03T08:10:00Z', [plain], 'entry.record');
  await look('alex', '2026-09-04T08:00:00Z', [surname]);
  await look('alex', '2026-09-04T08:30:00Z', [colleague]);
  await look('billie', '2026-09-05T10:00:00Z', [own]);
  // Half past ten in the evening, by the clock in Sweden.
  await look('alex', '2026-09-07T20:30:00Z', [plain]);
  await look('gry', '2026-09-08T08:00:00Z', [plain]);
  for (const date of ['10', '11', '12']) await look('alex', `2026-09-${date}T08:00:00Z`, [ended]);
  for (const [minute, one] of [plain, own, colleague].entries())
    await look('alex', `2026-09-15T08:${minute}0:00Z`, [one]);
  for (const minute of [1, 2, 3, 4, 5]) {
    await as(
      db,
      demoActor('alex'),
      new Date(`2026-09-16T08:0${minute}:00Z`),
      { action: 'run.read', channel: 'page' },
      (scope) => Promise.resolve(scope.refused({ runs: [newId()], parts: [] })),
    );
  }
  // Nothing to review: a list, the loading of a demo, and another month.
  await look('billie', '2026-09-20T08:00:00Z', [plain, surname], 'case.list');
  await look('billie', '2026-09-20T08:00:00Z', [plain], 'case.list');
  await look('billie', '2026-09-20T08:00:00Z', [plain], 'review.item.read');
  await look('billie', '2026-09-30T22:30:00Z', [plain]);
  await look('charlie', '2026-09-09T08:00:00Z', [hisingen]);
  await owner.query(
    `insert into break_glass (municipality, id, account, secrecy_area, case_id, reason, opened_at, expires_at, idempotency_key)
    values ('1480', $1, $2, 'nordost', $3, 'Larm på natten, ingen annan nåbar.', '2026-09-18T23:00:00Z', '2026-09-19T01:00:00Z', $1)`,
    [newId(), demoActor('jonna').account, plain],
  );
  await look('jonna', '2026-09-18T23:05:00Z', [plain]);
  await through(
    db,
    'nour',
    async (scope) => {
      const { rules } = await currentSettings(scope);
      await insertSettings(
        scope,
        { ...rules, samplePercent, sampleLeast: 2, bulkHour: 2 },
        'Vi är en liten förvaltning.',
        1,
        newId(),
      );
    },
    morningOf('2026-09-29'),
  );
  await makeReviews(db, afterSeptember);
  return { ...database, cases, look };
}

const test = base.extend<{ $file: { world: Reviewed }; $test: { own: Reviewed } }>({
  world: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
      await use(await september(database, 30));
      await drop();
    },
    { scope: 'file' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  own: async ({}, use) => {
    const { drop, ...database } = await makeDatabase(inject('postgres')[inject('major')]);
    await use(await september(database, 100));
    await drop();
  },
});

const asNour = <T>({ db }: TestDatabase, work: (scope: Scope) => Promise<T>) => through(db, 'nour', work, later);
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

async function everyItem(scope: Scope): Promise<readonly ReviewItem[]> {
  const [review] = await reviewsOfArea(scope);
  if (!review) return [];
  const of = async (filter: 'odd' | 'plain') =>
    (await itemsOfReview(scope, review.id, filter, { size: 1000, number: 1 })).items;
  return [...(await of('odd')), ...(await of('plain'))];
}
const itemWith = async (scope: Scope, rule: string): Promise<ReviewItem> => {
  const found = (await everyItem(scope)).find(({ rules }) => rules.includes(rule as never));
  if (!found) throw new Error(`Nothing hits ${rule}`);
  return found;
};
const decision = (item: ReviewItem, more: Partial<Parameters<typeof decide>[1]> = {}) => ({
  item: item.id,
  outcome: 'authorised' as const,
  note: 'Kontrollerat med enheten.',
  seen: item.position,
  key: newId<never>(),
  ...more,
});

describe('a month’s review', () => {
  test('holds everything odd of the month, with who, when, how they had to do with the case, and which rules', async ({
    world,
  }) => {
    const items = await asNour(world, everyItem);
    const inWords = items
      .filter(({ rules }) => rules.length > 0)
      .map(
        ({ readerName, firstAt, kind, rules, relation }) =>
          `${localDateOf(firstAt)} ${readerName} ${kind} ${rules.join()} ${relation ?? '-'}`,
      );
    expect(inWords).toEqual([
      '2026-09-04 Alex Provberg visit same-surname assigned',
      '2026-09-04 Alex Provberg visit colleague assigned',
      '2026-09-05 Billie Testgren visit own-name,unassigned none',
      '2026-09-07 Alex Provberg visit night assigned',
      '2026-09-08 Gry Övningsdotter visit unassigned unit',
      '2026-09-10 Alex Provberg ended ended-case assigned',
      '2026-09-15 Alex Provberg bulk bulk -',
      '2026-09-15 Alex Provberg visit colleague assigned',
      '2026-09-15 Alex Provberg visit colleague assigned',
      '2026-09-16 Alex Provberg refusals refusals -',
      '2026-09-19 Jonna Jourgren emergency break-glass emergency',
    ]);
    const { rows } = await world.owner.query<{ n: number; actions: string[] }>(
      `select count(*)::int as n, array_agg(distinct a.action) as actions from access_review_item i
      join audit a on a.id = any (i.audit_ids) where i.secrecy_area = 'centrum' and i.kind = 'refusals'`,
    );
    expect(rows).toEqual([{ n: 5, actions: ['run.read'] }]);
  });

  test('counts what one person opened in a case in a day once, and no list, no other month and no review', async ({
    world,
  }) => {
    const [review] = await asNour(world, reviewsOfArea);
    expect(review).toMatchObject({
      month: '2026-09-01',
      reads: 13,
      sampled: 4,
      notChecked: ['own-identity', 'same-address'],
    });
  });

  test('is drawn with a seed that draws the same again, and tells when the log is another', async ({ world, own }) => {
    const again = (database: TestDatabase) =>
      asNour(database, async (scope) => {
        const [review] = await reviewsOfArea(scope);
        if (!review) throw new Error('There is no review');
        const kept = (await drawnItems(scope, review.id)).map((row) => ({
          reader: row.reader,
          subject: row.subject,
          day: localDateOf(row.first_at),
        }));
        return redraw(scope, review, kept);
      });
    expect(await again(world)).toEqual({ drawn: 4, agree: true });
    expect(await again(own)).toEqual({ drawn: 13, agree: true });
    // Whoever hides a reading that was drawn, from the log.
    await own.owner.query(
      `delete from audit where id in (select unnest(audit_ids) from access_review_item where sampled and secrecy_area = 'centrum')`,
    );
    expect((await again(own)).agree).toBe(false);
  });

  test('is made once, for each area, and for a month that was missed', async ({ own }) => {
    expect(await makeReviews(own.db, afterSeptember)).toBe(0);
    const areas = (await own.owner.query('select from secrecy_area')).rows.length;
    // Two months for each.
    expect(await makeReviews(own.db, new Date('2026-12-02T05:00:00Z'))).toBe(2 * areas);
    const { rows } = await own.owner.query(
      `select secrecy_area, array_agg(month::text order by month) as months from access_review group by 1 order by 1`,
    );
    expect(rows).toHaveLength(areas);
    expect(rows[0]).toEqual({ secrecy_area: 'centrum', months: ['2026-09-01', '2026-10-01', '2026-11-01'] });
  });
});

describe('who reviews', () => {
  test('sees the own area’s review only, and without the permission nobody sees anything of it', async ({ own }) => {
    await give(own, 'dani', 'accessReviewer');
    await asNour(own, async (scope) => {
      const item = await itemWith(scope, 'night');
      await ask(scope, item.id, 'Vad gjorde du?', newId());
      await decide(scope, decision(item));
    });
    const tables = [
      'access_review',
      'access_review_item',
      'access_review_decision',
      'access_review_question',
      'access_review_setting',
      'break_glass',
    ] as const;
    const seen = (who: DemoPerson) =>
      through(
        own.db,
        who,
        async ({ db }) => {
          const counts = [];
          for (const table of tables) counts.push((await db.selectFrom(table).selectAll().execute()).length);
          return counts;
        },
        later,
      );
    expect(await seen('nour')).toEqual([1, expect.any(Number), 1, 1, 1, 1]);
    expect(await seen('dani')).toEqual([1, 1, 0, 0, 0, 0]);
    for (const who of ['billie', 'mika', 'kim'] as const) expect(await seen(who), who).toEqual([0, 0, 0, 0, 0, 0]);
    // Who answers for the case sees that it was opened in an emergency, as on the case's own page.
    expect(await seen('gry')).toEqual([0, 0, 0, 0, 0, 1]);
    // Whoever was asked sees the question, and of the review nothing else.
    expect(await seen('alex')).toEqual([0, 0, 0, 1, 0, 1]);
  });

  test('sees the numbers of the own area’s cases, of another’s none, and a name only by saying why', async ({
    own,
  }) => {
    const { plain, hisingen } = own.cases;
    await own.look('alex', '2026-10-06T08:00:00Z', [hisingen]);
    await makeReviews(own.db, new Date('2026-11-02T05:00:00Z'));
    await asNour(own, async (scope) => {
      expect([...(await caseNumbers(scope, [plain, hisingen])).keys()]).toEqual([plain]);
      const foreign = (await everyItem(scope)).find(({ ownCase, kind }) => !ownCase && kind === 'visit');
      expect(foreign).toMatchObject({ readerName: 'Alex Provberg', rules: ['unassigned'], cases: [hisingen] });
      expect(await namesOfItem(scope, foreign?.id ?? '')).toBeUndefined();
    });
    const ownName = async (scope: Scope) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from access_review_item where 'own-name' = any (rules)`.execute(scope.db);
      return findItem(scope, rows[0]?.id ?? '');
    };
    await as(own.db, demoActor('nour'), later, { action: 'review.name.open', channel: 'page' }, async (scope) => {
      const item = await ownName(scope);
      expect(item && (await openName(scope, item, 'Är det samma person?'))).toEqual({
        givenName: 'Billie',
        familyName: 'Testgren',
      });
    });
    const { rows } = await own.owner.query(`select reason, parts from audit where action = 'review.name.open'`);
    expect(rows).toEqual([{ reason: 'Är det samma person?', parts: ['access-review', 'name'] }]);
    await own.owner.query(
      `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
      select municipality, id, individual, 'secrecy-marking', 'Enhetschefen', '2026-09-01', opened_by, now() from case_file where id = $1`,
      [own.cases.own],
    );
    await asNour(own, async (scope) => {
      expect(await caseNumbers(scope, [own.cases.own])).toEqual(new Map());
      expect(await namesOfItem(scope, (await ownName(scope))?.id ?? '')).toBeUndefined();
    });
    // Nobody without the permission learns a number or a name by the same way.
    await through(own.db, 'billie', async (scope) => {
      expect(await caseNumbers(scope, [plain])).toEqual(new Map());
      const { rows: none } = await sql`select * from access.review_item_names(${newId()})`.execute(scope.db);
      expect(none).toEqual([]);
    });
  });

  test('never decides about what they have read themselves', async ({ own }) => {
    await give(own, 'alex', 'accessReviewer');
    await through(
      own.db,
      'alex',
      async (scope) => {
        const item = await itemWith(scope, 'night');
        expect(item.own).toBe(true);
        expect(await decide(scope, decision(item))).toEqual({ outcome: 'own' });
        expect(await ask(scope, item.id, 'Varför?', newId())).toEqual({ outcome: 'own' });
        const mine = (await everyItem(scope)).filter(({ own: read, rules }) => read && rules.length === 0);
        expect(mine.length).toBeGreaterThan(0);
        const approved = await approve(
          scope,
          mine.map(({ id }) => id),
          newId(),
        );
        expect(approved).toBe(0);
      },
      later,
    );
    const item = await asNour(own, (scope) => itemWith(scope, 'night'));
    for (const reader of [item.reader, demoActor('billie').account]) {
      const straight = through(own.db, 'alex', ({ db, actor }) =>
        db
          .insertInto('access_review_decision')
          .values({
            municipality: '1480',
            item: item.id,
            position: 1,
            review: item.review,
            secrecy_area: 'centrum',
            reader,
            outcome: 'authorised',
            note: 'Jag minns det väl.',
            decided_by: actor.account,
            decided_at: later,
            idempotency_key: newId(),
          })
          .execute(),
      );
      expect(await code(straight)).toMatch(/^23/);
    }
  });

  test('cannot decide, ask or set limits without the permission, in another’s name or for another area', async ({
    own,
  }) => {
    const item = await asNour(own, (scope) => itemWith(scope, 'own-name'));
    const decides = (who: DemoPerson, by: DemoPerson) =>
      through(own.db, who, ({ db }) =>
        sql`insert into access_review_decision values ('1480', ${item.id}, 1, ${item.review}, 'centrum', ${item.reader}, 'authorised', 'x', null,
          ${demoActor(by).account}, ${later}, ${newId()})`.execute(db),
      );
    const asks = (who: DemoPerson, by: DemoPerson) =>
      through(own.db, who, ({ db }) =>
        sql`insert into access_review_question values ('1480', ${newId()}, ${item.id}, ${item.review}, 'centrum', ${item.reader}, 'x',
          ${demoActor(by).account}, ${later}, ${newId()})`.execute(db),
      );
    const sets = (who: DemoPerson, by: DemoPerson, area: string) =>
      through(own.db, who, ({ db }) =>
        sql`insert into access_review_setting values ('1480', ${area}, 7, 1, 1, 1, 2, 2, 1, 1, '{}', 1, 'x', ${demoActor(by).account}, ${later}, ${newId()})`.execute(
          db,
        ),
      );
    await give(own, 'dani', 'accessReviewer');
    for (const who of ['alex', 'dani'] as const) {
      expect(await code(decides(who, who)), who).toBe('42501');
      expect(await code(asks(who, who)), who).toBe('42501');
    }
    expect(await code(decides('nour', 'alex'))).toBe('42501');
    expect(await code(asks('nour', 'alex'))).toBe('42501');
    expect(await code(sets('alex', 'alex', 'centrum'))).toBe('42501');
    expect(await code(sets('nour', 'nour', 'hisingen'))).toBe('42501');
    expect(await code(sets('nour', 'alex', 'centrum'))).toBe('42501');
    expect(await code(decides('nour', 'nour'))).toBe('done');
  });
});

describe('a decision', () => {
  test('says why, but for plain reading of the sample that was in order; the database asks for it too', async ({
    own,
  }) => {
    await asNour(own, async (scope) => {
      const odd = await itemWith(scope, 'same-surname');
      expect(await decide(scope, decision(odd, { note: '' }))).toEqual({ outcome: 'note-missing' });
      const plain = (await everyItem(scope)).find(({ rules }) => rules.length === 0);
      if (!plain) throw new Error('The sample has nothing plain');
      expect(await decide(scope, decision(plain, { note: '', outcome: 'investigate' }))).toEqual({
        outcome: 'note-missing',
      });
      expect(await decide(scope, decision(plain, { note: '' }))).toEqual({ outcome: 'decided' });
    });
    const odd = await asNour(own, (scope) => itemWith(scope, 'same-surname'));
    const straight = asNour(own, ({ db, actor }) =>
      sql`insert into access_review_decision values ('1480', ${odd.id}, 1, ${odd.review}, 'centrum', ${odd.reader}, 'authorised', ' ', null,
        ${actor.account}, ${later}, ${newId()})`.execute(db),
    );
    expect(await code(straight)).toBe('23514');
  });

  test('is written once for a form that is sent twice, and not over one that somebody else has written meanwhile', async ({
    own,
  }) => {
    await asNour(own, async (scope) => {
      const item = await itemWith(scope, 'colleague');
      const first = decision(item);
      expect(await decide(scope, first)).toEqual({ outcome: 'decided' });
      expect(await decide(scope, first)).toEqual({ outcome: 'decided' });
      expect(await decide(scope, decision(item))).toEqual({ outcome: 'overtaken' });
      const again = await findItem(scope, item.id);
      expect(again?.position).toBe(1);
      if (!again) return;
      const reported = { outcome: 'unauthorised', reportedOn: day('2026-10-05') } as const;
      expect(await decide(scope, decision(again, reported))).toEqual({ outcome: 'decided' });
      expect(await findItem(scope, item.id)).toMatchObject({ position: 2, state: 'unauthorised', unreported: false });
    });
    const { rows } = await own.owner.query(
      'select position, outcome, reported_on from access_review_decision order by position',
    );
    expect(rows).toEqual([
      { position: 1, outcome: 'authorised', reported_on: null },
      { position: 2, outcome: 'unauthorised', reported_on: '2026-10-05' },
    ]);
    for (const statement of [
      'delete from access_review_decision',
      `update access_review_decision set note = 'x'`,
      'delete from access_review_item',
    ])
      expect(await code(asNour(own, ({ db }) => sql.raw(statement).execute(db))), statement).toBe('42501');
  });

  test('about the last item closes the review, and one that is looked into again opens it', async ({ own }) => {
    const state = async () => (await asNour(own, reviewsOfArea))[0];
    await asNour(own, async (scope) => {
      for (const item of await everyItem(scope)) await decide(scope, decision(item));
    });
    expect(await state()).toMatchObject({ left: 0, closedAt: later });
    await asNour(own, async (scope) =>
      decide(scope, decision(await itemWith(scope, 'night'), { outcome: 'investigate', note: 'En uppgift till.' })),
    );
    const opened = await state();
    expect(opened).toMatchObject({ left: 1 });
    expect(opened?.closedAt).toBeUndefined();
  });

  test('can be made of the plain readings of a sample at once, once', async ({ own }) => {
    await asNour(own, async (scope) => {
      const items = await everyItem(scope);
      const plain = items.filter(({ rules }) => rules.length === 0).length;
      const key = newId<never>();
      expect(plain).toBeGreaterThan(0);
      expect(
        await approve(
          scope,
          items.map(({ id }) => id),
          key,
        ),
      ).toBe(plain);
      expect(
        await approve(
          scope,
          items.map(({ id }) => id),
          key,
        ),
      ).toBe(0);
      expect((await everyItem(scope)).filter(({ rules }) => rules.length === 0)).toEqual([]);
    });
  });
});

describe('whoever is asked', () => {
  test('is told, sees when it was and which case, and answers once; nobody else does', async ({ own }) => {
    const item = await asNour(own, async (scope) => {
      const found = await itemWith(scope, 'same-surname');
      const key = newId<never>();
      expect(await ask(scope, found.id, 'Hur känner du till ärendet?', key)).toEqual({ outcome: 'asked' });
      expect(await ask(scope, found.id, 'Hur känner du till ärendet?', key)).toEqual({ outcome: 'asked' });
      return found;
    });
    const number = (
      await own.owner.query<{ case_number: string }>('select case_number from case_file where id = $1', [
        own.cases.surname,
      ])
    ).rows[0]?.case_number;
    const asked = await through(own.db, 'alex', ownQuestions);
    expect(asked).toMatchObject([
      {
        question: 'Hur känner du till ärendet?',
        asked_by: 'Nour Stickprovsberg',
        case_numbers: [number],
        answer: null,
      },
    ]);
    const { rows: notices } = await own.owner.query('select kind, account, case_id from notice');
    expect(notices).toEqual([{ kind: 'review-question', account: demoActor('alex').account, case_id: null }]);
    const question = asked[0]?.id ?? '';
    const others = through(own.db, 'billie', ({ db }) =>
      sql`insert into access_review_answer values ('1480', ${question}, ${item.reader}, 'Jag svarar åt Alex.', ${later}, ${newId()})`.execute(
        db,
      ),
    );
    expect(await code(others)).toBe('42501');
    expect(
      await code(through(own.db, 'billie', (scope) => insertAnswer(scope, question, 'Mitt eget svar.', newId()))),
    ).toBe('23503');
    await through(own.db, 'alex', async (scope) => {
      expect(await insertAnswer(scope, question, 'Jag är handläggare.', newId())).toBe(true);
      expect(await insertAnswer(scope, question, 'Jag ändrar mig.', newId())).toBe(false);
    });
    const answers = (who: DemoPerson) =>
      through(own.db, who, async ({ db }) =>
        (await db.selectFrom('access_review_answer').select('answer').execute()).map((row) => row.answer),
      );
    expect(await answers('alex')).toEqual(['Jag är handläggare.']);
    expect(await answers('nour')).toEqual(['Jag är handläggare.']);
    expect(await answers('billie')).toEqual([]);
    expect(await asNour(own, (scope) => findItem(scope, item.id))).toMatchObject({ asked: true, answered: true });
  });

  test('sees in their own log what they have opened, and nobody else’s; a number only while they see the case', async ({
    world,
  }) => {
    const mine = await through(world.db, 'billie', (scope) => ownOpenings(scope, undefined, 100));
    expect(mine.map(({ at, cases, case_number: number }) => [at.toISOString(), cases, number])).toEqual([
      ['2026-09-30T22:30:00.000Z', 1, null],
      ['2026-09-20T08:00:00.000Z', 1, null],
      ['2026-09-20T08:00:00.000Z', 1, null],
      ['2026-09-20T08:00:00.000Z', 2, null],
      ['2026-09-05T10:00:00.000Z', 1, null],
    ]);
    const [latest] = await through(world.db, 'alex', (scope) =>
      ownOpenings(scope, { at: new Date('2026-09-05T00:00:00Z'), id: 0 }, 1),
    );
    expect(latest).toMatchObject({
      case_id: world.cases.colleague,
      case_number: expect.stringMatching(/^26-/) as string,
    });
  });
});

test('what the job may do, nobody may who asks as themselves: neither names nor other areas, nor a review of one’s own making', async ({
  world,
}) => {
  const visits = (who: DemoPerson, area: string) =>
    through(
      world.db,
      who,
      async ({ db }) =>
        (
          await sql<{ reader_name: string | null; given_name: string | null; family_name: string | null }>`
        select * from access.review_visits('1480', ${area}, '2026-09-01', '2026-10-01')`.execute(db)
        ).rows,
    );
  expect(await visits('alex', 'centrum')).toEqual([]);
  expect(await visits('nour', 'hisingen')).toEqual([]);
  const own = await visits('nour', 'centrum');
  expect(own.length).toBeGreaterThan(3);
  expect(own.filter((row) => row.reader_name !== null || row.given_name !== null || row.family_name !== null)).toEqual(
    [],
  );
  await through(world.db, 'alex', async ({ db }) => {
    const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
    expect(
      await rows(sql`select * from access.review_refusals('1480', 'centrum', '2026-09-01', '2026-10-01')`),
    ).toEqual([]);
    expect(
      await rows(sql`select * from access.review_emergencies('1480', 'centrum', '2026-09-01', '2026-10-01')`),
    ).toEqual([]);
    expect(await rows(sql`select * from access.reviews_to_make('2026-10-01')`)).toEqual([]);
    expect(await rows(sql`select access.keep_review('{}', '[]') as kept`)).toEqual([{ kept: false }]);
  });
});

test('every opening in an emergency is listed at once, for the area of the case and that of whoever opened it', async ({
  own,
}) => {
  const listed = (who: DemoPerson) => through(own.db, who, (scope) => emergencies(scope, 10), later);
  await give(own, 'dani', 'accessReviewer');
  await own.owner.query(
    `insert into account_role (municipality, account, role, unit) select municipality, id, 'accessReviewer', 'socialjouren' from account where username = 'jonna'`,
  );
  expect(await listed('nour')).toMatchObject([
    { by: 'Jonna Jourgren', reason: 'Larm på natten, ingen annan nåbar.', state: 'open' },
  ]);
  expect(await listed('jonna')).toHaveLength(1);
  expect(await listed('dani')).toEqual([]);
  expect(await listed('charlie')).toEqual([]);
});

test('a manager gets figures of their own units, and nobody without the permission any', async ({ world }) => {
  const of = (who: DemoPerson) => through(world.db, who, (scope) => reviewStatistics(scope, day('2026-01-01')), later);
  const [centrum, ...more] = await of('gry');
  expect(more).toEqual([]);
  expect(centrum).toMatchObject({
    month: '2026-09-01',
    unitName: 'Vuxenenheten Centrum',
    reads: 13,
    decided: 0,
    oddities: {
      unassigned: 2,
      colleague: 3,
      night: 1,
      'own-name': 1,
      'break-glass': 1,
      bulk: 1,
      refusals: 1,
      'ended-case': 1,
      'same-surname': 1,
    },
  });
  expect((await of('hedda')).map(({ unitName }) => unitName)).toEqual(['Vuxenenheten Hisingen']);
  for (const who of ['alex', 'nour', 'kim'] as const) expect(await of(who), who).toEqual([]);
});
