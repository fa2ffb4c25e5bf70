import { expect } from 'vitest';
import { intakePaths, noticeLimits } from '../src/intake/index.ts';
import { test } from './support/fixtures.ts';
import { makeForm, randomFrom } from './support/notice-forms.ts';
import { startServer } from './support/server.ts';

// The form that is open to everybody, sent whatever a machine can think of. The same seed sends the same: FUZZ_SEED=… FUZZ_COUNT=10000.

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_128);
const count = Number(process.env['FUZZ_COUNT'] ?? 1200);
const noon = new Date('2026-10-14T10:00:00Z');

test('whatever is sent to the open form, nothing fails and nothing is kept but whole notices and files of kinds that are taken', async ({
  database,
}) => {
  const server = await startServer(database.db, noon, { noticesPerAddress: Number.MAX_SAFE_INTEGER });
  const random = randomFrom(seed);
  const address = intakePaths.form({ municipality: '1480' });
  const statuses: Record<number, number> = {};
  const receipts = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const { body, type, key } = makeForm(random);
    const response = await fetch(new URL(address, server.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      body: new Uint8Array(body),
    });
    const text = await response.text();
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    expect([303, 400, 413, 422], `FUZZ_SEED=${seed}, number ${index}`).toContain(response.status);
    expect(text, `FUZZ_SEED=${seed}, number ${index}`).not.toContain('<script>alert(1)');
    if (response.status === 303) receipts.set(response.headers.get('location')?.split('nummer=')[1] ?? '', key);
  }
  console.log(`FUZZ_SEED=${seed}, ${count} forms: ${JSON.stringify(statuses)}, ${receipts.size} notices`);
  await server.stop();
  expect(server.logged.filter((line) => 'error' in line)).toEqual([]);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['303', '400', '422']));
  // As many notices as were received, each of them whole.
  const { rows: notices } = await database.owner.query<Record<string, string>>('select * from intake_notice');
  expect(new Set(notices.map((notice) => notice['receipt']))).toEqual(new Set(receipts.keys()));
  for (const notice of notices) {
    expect(notice, notice['receipt']).toMatchObject({
      kind: expect.stringMatching(/^(?:termination|rectification)$/),
      reason: expect.stringMatching(/^(?:rent|disturbance|other)$/),
      postal_code: expect.stringMatching(/^\d{5}$/),
      arrived_on: '2026-10-14',
      case_id: null,
    });
    for (const name of ['sender', 'contact', 'tenant', 'address', 'locality'])
      expect(notice[name]?.trim(), `${notice['receipt']} ${name}`).not.toBe('');
    expect(`${notice['phone']}${notice['email']}`).not.toBe('');
    expect(notice['secrecy_area']).toBe(
      notice['locality']?.toLowerCase() === 'hisings påhitt' ? 'hisingen' : 'centrum',
    );
  }
  // Files: those of kinds that are taken, whole, under names without folders.
  const { rows: files } = await database.owner.query<{ kind: string; size: number; name: string; bytes: Buffer }>(
    `select a.kind, a.size, a.name, string_agg(p.bytes, '' order by p.position) as bytes from attachment a
     join attachment_part p on p.municipality = a.municipality and p.attachment = a.id group by a.municipality, a.id`,
  );
  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBe((await database.owner.query('select from attachment')).rowCount);
  for (const { kind, size, name, bytes } of files) {
    expect(bytes.length).toBe(size);
    expect(['pdf', 'jpeg', 'text']).toContain(kind);
    expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
    expect(bytes.toString('latin1')).not.toMatch(/^(?:\s*<|#!|MZ|PK)/);
  }
  // And nothing anywhere else.
  const { rows: audit } = await database.owner.query('select distinct action from audit');
  expect(audit).toEqual([{ action: 'intake.receive' }]);
  for (const table of ['individual', 'case_file', 'run', 'entry', 'event', 'notice'])
    expect((await database.owner.query(`select from ${table}`)).rowCount, table).toBe(0);
});

test('one address may send so many notices and no more, also after a restart', async ({ database }) => {
  const address = intakePaths.form({ municipality: '1480' });
  await database.owner.query('delete from sign_in_attempt');
  const first = await startServer(database.db, noon);
  const send = ({ url }: typeof first) =>
    fetch(new URL(address, url), { method: 'POST', body: new URLSearchParams({ organisation: 'x' }) });
  for (let sent = 0; sent < noticeLimits.perAddress; sent += 1) expect((await send(first)).status).toBe(422);
  expect((await send(first)).status).toBe(429);
  await first.stop();
  const again = await startServer(database.db, noon);
  const refused = await send(again);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900']);
  again.clock.now = new Date(noon.getTime() + 16 * 60_000);
  expect((await send(again)).status).toBe(422);
  // Another site's form is none of ours; what is not there is not there.
  const ask = async (path: string, init: RequestInit = {}) => (await fetch(new URL(path, again.url), init)).status;
  const body = new URLSearchParams();
  expect(await ask(address, { method: 'POST', body, headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
  expect(await ask(address, { method: 'POST', body, headers: { origin: 'https://elsewhere.example' } })).toBe(403);
  expect(await ask(intakePaths.form({ municipality: '9999' }), { method: 'POST', body })).toBe(404);
  expect(await ask(intakePaths.received({ municipality: '1480' }, { nummer: '<b>' }))).toBe(404);
  await again.stop();
});
