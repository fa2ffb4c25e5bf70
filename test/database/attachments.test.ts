import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { recordConsent, withdrawConsent } from '../../src/casework/index.ts';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { as } from '../../src/platform/door.ts';
import { type AttachmentId, type CaseId, type ConsentId, newId } from '../../src/kernel/ids.ts';
import { createRoom, Gathering, type Upload } from '../../src/platform/upload.ts';
import { clamd } from '../../src/platform/virus-scanner.ts';
import {
  type Attachment,
  attachmentJobs,
  attachmentsOfConsents,
  contentOf,
  findPending,
  hangOnConsent,
  keepUpload,
  scanAttachments,
} from '../../src/secrecy/index.ts';
import { infectedMark, startClamd } from '../support/clamd.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { alexsCase, noon, open, through, today } from './world.ts';

function uploaded(content: Uint8Array, name = 'samtycke.txt'): Upload {
  const gathering = new Gathering(createRoom(1e8), true);
  gathering.add(content);
  return gathering.end('bilaga', name);
}
const scan = Buffer.from('Jag samtycker. Påhittad underskrift.');

/** A written consent with its paper, as alex records it. */
const signed = (
  { db }: TestDatabase,
  caseId: CaseId,
  { content = scan, scanned = false }: Readonly<{ content?: Uint8Array; scanned?: boolean }> = {},
): Promise<Readonly<{ consent: ConsentId; attachment: Attachment }>> =>
  through(db, 'alex', async (scope) => {
    const attachment = await keepUpload(scope, uploaded(content), 'text', scanned);
    const recorded = await recordConsent(scope, {
      caseId,
      status: 'given',
      purpose: 'coordination',
      parts: [],
      toArea: 'hisingen',
      form: 'written',
      from: today,
      takenOn: today,
      attachment,
      key: newId(),
    });
    if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
    return { consent: recorded.consent, attachment };
  });

const seenBy = (
  { db }: TestDatabase,
  who: DemoPerson,
  { consent, attachment }: Readonly<{ consent: ConsentId; attachment: Attachment }>,
) =>
  through(db, who, async (scope) => ({
    listed: (await attachmentsOfConsents(scope, [consent])).get(consent)?.map(({ id }) => id) ?? [],
    content: await contentOf(scope, attachment),
  }));
const nothing = { listed: [], content: undefined };

test('a file is seen by who sees what it hangs on, byte for byte, and by nobody else', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const large = randomBytes(700_000);
  const paper = await signed(database, caseId, { content: large });
  const seen = await seenBy(database, 'alex', paper);
  expect(seen.listed).toEqual([paper.attachment.id]);
  expect(Buffer.from(seen.content ?? []).equals(large)).toBe(true);
  // The unit's manager sees the case. A colleague, and who sees one run of it only, do not.
  expect((await seenBy(database, 'gry', paper)).listed).toHaveLength(1);
  for (const who of ['billie', 'eli', 'charlie', 'ola'] as const)
    expect(await seenBy(database, who, paper), who).toEqual(nothing);
  // What it says of itself is in the event; the bytes are not.
  const { rows } = await owner.query(`select payload from event where kind = 'attachment-added' and case_id = $1`, [
    caseId,
  ]);
  expect(rows).toEqual([
    {
      payload: {
        attachment: paper.attachment.id,
        consent: paper.consent,
        name: 'samtycke.txt',
        fileKind: 'text',
        size: 700_000,
        sha256: paper.attachment.sha256,
      },
    },
  ]);
});

test('a file that has not been sent in is its sender’s alone, hangs once, and goes after a day', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const { consent } = await signed(database, caseId);
  const keep = () => through(db, 'alex', (scope) => keepUpload(scope, uploaded(scan), 'text', false));
  const pending = await keep();
  expect(await through(db, 'alex', (scope) => findPending(scope, pending.id))).toMatchObject({ name: 'samtycke.txt' });
  for (const who of ['billie', 'gry', 'ola'] as const) {
    expect(await through(db, who, (scope) => findPending(scope, pending.id)), who).toBeUndefined();
    expect(await through(db, who, (scope) => contentOf(scope, pending)), who).toBeUndefined();
    await expect(
      through(db, who, (scope) => hangOnConsent(scope, pending.id, consent)),
      who,
    ).rejects.toThrow();
  }
  // The same account of another municipality is another.
  const elsewhere = { ...demoActor('alex'), municipality: '9999' };
  await as(db, elsewhere, noon, { action: 'test', channel: 'cli' }, async ({ db: tx }) => {
    expect((await sql`select from attachment`.execute(tx)).rows).toEqual([]);
  });
  // Nor on what its sender does not see.
  const other = await through(db, 'charlie', (scope) => open(scope, { givenName: 'Hjalmar', familyName: 'Testlund' }));
  const others = await through(db, 'charlie', (scope) =>
    recordConsent(scope, {
      caseId: other,
      status: 'given',
      purpose: 'coordination',
      parts: [],
      form: 'oral',
      from: today,
      takenOn: today,
      key: newId(),
    }),
  );
  if (others.outcome !== 'recorded') throw new Error(others.outcome);
  await expect(through(db, 'alex', (scope) => hangOnConsent(scope, pending.id, others.consent))).rejects.toMatchObject({
    code: '42501',
  });
  await through(db, 'alex', (scope) => hangOnConsent(scope, pending.id, consent));
  await expect(through(db, 'alex', (scope) => hangOnConsent(scope, pending.id, consent))).rejects.toThrow();
  // Nothing is added to it afterwards, in anybody's name, and nothing that is called clean from the start.
  await expect(
    through(db, 'alex', ({ db: tx }) =>
      sql`insert into attachment_part (municipality, attachment, position, bytes) values ('1480', ${pending.id}, 7, '\\x00')`.execute(
        tx,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  const forged = (uploadedBy: string, state: string, on: string | null) =>
    through(db, 'alex', ({ db: tx, now }) =>
      sql`insert into attachment (municipality, id, consent, name, kind, size, sha256, state, uploaded_by, uploaded_at, scanned_at, next_scan_at)
        select '1480', ${newId()}, ${on}::uuid, 'x', 'pdf', 1, ${'0'.repeat(64)}, ${state}, ${uploadedBy}, ${now},
          case when ${state} = 'clean' then ${now}::timestamptz end, ${now}`.execute(tx),
    );
  const { rows: people } = await owner.query<{ alex: string; billie: string }>(
    `select (select id from account where username = 'alex') as alex, (select id from account where username = 'billie') as billie`,
  );
  const { alex = '', billie = '' } = people[0] ?? {};
  for (const [by, state, on] of [
    [billie, 'not-scanned', null],
    [alex, 'clean', null],
    [alex, 'not-scanned', consent],
  ] as const)
    await expect(forged(by, state, on), `${by} ${state}`).rejects.toMatchObject({ code: '42501' });
  const forgotten = await keep();
  const drop = attachmentJobs(db, undefined)[0];
  const { signal } = new AbortController();
  expect(await drop?.work(new Date(noon.getTime() + 23 * 3_600_000), signal)).toEqual({ figures: { dropped: 0 } });
  expect(await drop?.work(new Date(noon.getTime() + 25 * 3_600_000), signal)).toEqual({ figures: { dropped: 1 } });
  const left = await owner.query<{ id: AttachmentId }>('select id from attachment where id = any ($1)', [
    [pending.id, forgotten.id],
  ]);
  expect(left.rows).toEqual([{ id: pending.id }]);
});

test('a file waits for the scanner: when that is away it is asked again, and what is infected is handed to nobody', async ({
  database,
}) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  await owner.query('delete from attachment');
  const clean = await signed(database, caseId, { scanned: true });
  const bad = await signed(database, caseId, { content: Buffer.from(`x ${infectedMark}`), scanned: true });
  const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
  const stateOf = async ({ attachment }: typeof clean) =>
    (await owner.query<{ state: string }>('select state from attachment where id = $1', [attachment.id])).rows[0]
      ?.state;
  expect((await seenBy(database, 'alex', clean)).content).toBeUndefined();
  const away = await startClamd();
  await away.stop();
  expect(await scanAttachments(db, clamd(away.address), noon)).toEqual({ clean: 0, infected: 0, unanswered: 2 });
  expect([await stateOf(clean), await stateOf(bad)]).toEqual(['waiting', 'waiting']);
  const scanner = await startClamd();
  // Not at once again: another process may be at it.
  expect(await scanAttachments(db, clamd(scanner.address), later(1))).toMatchObject({ clean: 0 });
  // Whoever asks for something cannot read or answer in the scanner's place.
  await through(db, 'alex', async ({ db: tx }) => {
    const { rows } = await sql`select access.attachment_part_to_scan('1480', ${bad.attachment.id}, 0) as bytes,
      access.drop_forgotten_attachments(${later(1e6)}) as dropped,
      (select count(*)::int from access.take_attachments_to_scan(${later(1e6)}, 9)) as taken`.execute(tx);
    expect(rows).toEqual([{ bytes: null, dropped: 0, taken: 0 }]);
    await sql`select access.end_scan('1480', ${bad.attachment.id}, ${noon}, null)`.execute(tx);
  });
  expect(await stateOf(bad)).toBe('waiting');
  expect(await scanAttachments(db, clamd(scanner.address), later(6))).toEqual({ clean: 1, infected: 1, unanswered: 0 });
  await scanner.stop();
  expect([await stateOf(clean), await stateOf(bad)]).toEqual(['clean', 'infected']);
  expect(Buffer.from((await seenBy(database, 'alex', clean)).content ?? [])).toEqual(scan);
  expect(await seenBy(database, 'alex', bad)).toEqual({ listed: [bad.attachment.id], content: undefined });
  // What has been answered for is not answered for again.
  await sql`select access.end_scan('1480', ${bad.attachment.id}, ${noon}, null)`.execute(db);
  expect(await stateOf(bad)).toBe('infected');
});

test('a withdrawn consent keeps its paper, and the paper goes with the case', async ({ database }) => {
  const { db, owner } = database;
  const { caseId } = await alexsCase(db, owner);
  const paper = await signed(database, caseId);
  await through(db, 'alex', (scope) => withdrawConsent(scope, caseId, paper.consent, { takenOn: today, key: newId() }));
  expect((await seenBy(database, 'alex', paper)).listed).toHaveLength(1);
  const { rows } = await owner.query<{ counts: Record<string, number> }>(
    'select access.delete_case_rows($1, $2) as counts',
    ['1480', caseId],
  );
  expect(rows[0]?.counts).toMatchObject({ attachment: 1, case_file: 1 });
  const parts = await owner.query('select from attachment_part where attachment = $1', [paper.attachment.id]);
  expect(parts.rowCount).toBe(0);
});
