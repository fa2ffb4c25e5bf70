import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { disposeApproved } from '../../src/oversight/index.ts';
import { book, handOver, libraryOf, recordConsent } from '../../src/casework/index.ts';
import { demoActor } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import { insertAbsence } from '../../src/organisation/administration/store/absence.ts';
import { createRoom, Gathering } from '../../src/platform/upload.ts';
import { keepUpload } from '../../src/secrecy/index.ts';
import { bundleOf, sha256 } from '../../src/oversight/retention/archive/bundle.ts';
import { caseContent, caseFiles, caseToArchive } from '../../src/oversight/retention/store/archive.ts';
import { approved, code, oldCase, test } from './retention-world.ts';
import { alexsCase, noon, open, through } from './world.ts';

test('nobody who has come in by the door disposes of anything or makes the archive’s exports, and others’ cases are not exported', async ({
  world,
}) => {
  const { db, folder } = world;
  const { caseId, number } = await oldCase(world);
  const list = await approved(world);
  for (const who of ['ola', 'rut', 'gry', 'alex'] as const) {
    await through(db, who, async ({ db: tx }) => {
      const { rows } = await sql<{ outcome: string | null; content: unknown }>`select
        access.dispose_case('1480', ${list}, ${caseId}, ${noon}) as outcome,
        access.archive_case_before_disposal('1480', ${list}, ${caseId}) as content`.execute(tx);
      expect(rows).toEqual([{ outcome: null, content: null }]);
    });
    expect((await through(db, who, (scope) => caseContent(scope, caseId))) !== undefined, who).toBe(
      who === 'ola' || who === 'rut',
    );
    expect((await through(db, who, (scope) => caseToArchive(scope, number))) !== undefined, who).toBe(
      who === 'ola' || who === 'rut',
    );
    expect(
      await code(through(db, who, ({ db: tx }) => sql`select access.delete_case_rows('1480', ${caseId})`.execute(tx))),
    ).toBe('42501');
  }
  // Outside the door only what stands on an approved list.
  const elsewhere = await through(db, 'charlie', (scope) =>
    open(scope, { givenName: 'Hjördis', familyName: 'Testlund' }),
  );
  const { rows } = await sql`select access.archive_case_before_disposal('1480', ${list}, ${elsewhere}) as content,
    access.dispose_case('1480', ${list}, ${elsewhere}, ${noon}) as outcome`.execute(db);
  expect(rows).toEqual([{ content: null, outcome: null }]);
  expect(await through(db, 'ola', (scope) => caseContent(scope, elsewhere))).toBeUndefined();
  // Without the export that the policy asks for, nothing goes.
  const { rows: without } =
    await sql`select access.dispose_case('1480', ${list}, ${caseId}, ${noon}) as outcome`.execute(db);
  expect(without).toEqual([{ outcome: null }]);
  expect(await disposeApproved(db, folder, noon)).toMatchObject({ disposed: 1 });
});

test('the same case gives the same archive, with checksums that are right and nothing that runs', async ({ world }) => {
  const { db, owner } = world;
  const { caseId, run } = await alexsCase(db, owner);
  await through(db, 'alex', async (scope) => {
    const plan = {
      kind: 'planning-meeting',
      starts: '09:00',
      ends: '10:00',
      place: 'Gröna rummet',
      link: '',
      invited: [demoActor('eli').account],
      parties: [],
    };
    const booked = await book(scope, { run, plan, days: [scope.today], series: false, key: newId() });
    expect(booked.outcome).toBe('booked');
    const absence = {
      id: newId(),
      from: scope.today,
      to: scope.today,
      covers: true,
      substitute: demoActor('billie').account,
    };
    const away = await insertAbsence(scope, { ...absence, key: newId() });
    const handed = await handOver(scope, away, new Map([[run, 'Ring Gröna rummets vaktmästare']]), newId());
    expect(handed.outcome).toBe('written');
  });
  const take = async () => {
    const content = await through(db, 'ola', (scope) => caseContent(scope, caseId));
    if (!content) throw new Error('There is no content');
    const files = await through(db, 'ola', (scope) => caseFiles(scope, caseId));
    return bundleOf(content, files, await libraryOf(db, '1480'));
  };
  const bundle = await take();
  await owner.query('update run set evaluated_on = null');
  expect((await take()).sha256).toBe(bundle.sha256);
  const files = unzipSync(bundle.bytes);
  expect(Object.keys(files)).toEqual([
    'las-mig.txt',
    'arende.html',
    'arende.xml',
    'handelser.jsonl',
    'manifest-sha256.txt',
  ]);
  const text = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  for (const line of text('manifest-sha256.txt').trim().split('\n')) {
    const [sum, name = ''] = line.split('  ');
    expect(sha256(files[name] ?? new Uint8Array()), name).toBe(sum);
  }
  expect(text('arende.html')).toContain('Hemligt om planen');
  expect(text('arende.html')).toContain('19900101-9802');
  expect(text('arende.html')).toContain('Den enskilde samtycker (OSL 10:1, 12:2)');
  // What was booked and handed over, in words and as data.
  const page = text('arende.html');
  for (const told of ['Gröna rummet', '09:00–10:00', 'Planeringsmöte', demoActor('eli').name, demoActor('billie').name])
    expect(page).toContain(told);
  expect(page).toContain('Ring Gröna rummets vaktmästare');
  expect(text('arende.xml')).toMatch(/<meeting>[^]*<place>Gröna rummet<\/place>[^]*<\/meeting>/);
  expect(text('arende.xml')).toContain('<body>Ring Gröna rummets vaktmästare</body>');
  expect(text('arende.html')).not.toMatch(/<script|src=|href=/);
  expect(text('arende.xml')).toContain('<caseArchive xmlns="urn:hemvist:case-archive:1" version="1">');
  expect(text('arende.xml')).toContain('<value name="whoAndHow">Hemligt om planen</value>');
  const { rows } = await owner.query('select from event where case_id = $1', [caseId]);
  expect(
    text('handelser.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown).length,
  ).toBe(rows.length);
});

test('the files of a case are in its archive whole, but not one that a scanner has found something in; and for nobody else', async ({
  world,
}) => {
  const { db, owner } = world;
  const { caseId } = await alexsCase(db, owner, { givenName: 'Tuva', familyName: 'Exempelsson' });
  const content = Buffer.alloc(600_000, 'Jag samtycker. ');
  const signed = await through(db, 'alex', async (scope) => {
    const bring = async (name: string) => {
      const gathering = new Gathering(createRoom(1e8), true);
      gathering.add(content);
      const attachment = await keepUpload(scope, gathering.end('bilaga', name), 'text', false);
      const recorded = await recordConsent(scope, {
        caseId,
        status: 'given',
        purpose: 'disclosure',
        parts: [],
        form: 'written',
        from: scope.today,
        takenOn: scope.today,
        attachment,
        key: newId(),
      });
      expect(recorded.outcome).toBe('recorded');
      return attachment.id;
    };
    return [await bring('samtycke.txt'), await bring('samtycke.txt')] as const;
  });
  await owner.query(`update attachment set state = 'infected', finding = 'Test', scanned_at = now() where id = $1`, [
    signed[1],
  ]);
  const asked = (who: 'ola' | 'alex' | 'gry') => through(db, who, (scope) => caseFiles(scope, caseId));
  for (const who of ['alex', 'gry'] as const) expect((await asked(who)).size, who).toBe(0);
  const files = await asked('ola');
  const whole = await through(db, 'ola', (scope) => caseContent(scope, caseId));
  if (!whole) throw new Error('There is no content');
  const zip = unzipSync(bundleOf(whole, files, await libraryOf(db, '1480')).bytes);
  expect(Object.keys(zip).filter((name) => name.startsWith('bilagor/'))).toEqual([`bilagor/${signed[0]}.txt`]);
  expect(Buffer.from(zip[`bilagor/${signed[0]}.txt`] ?? []).equals(content)).toBe(true);
  const html = strFromU8(zip['arende.html'] ?? new Uint8Array());
  expect(html).toContain(`bilagor/${signed[0]}.txt`);
  expect(html).toContain('ett virusprogram hittade något');
  expect(strFromU8(zip['arende.xml'] ?? new Uint8Array())).toContain(`<id>${signed[1]}</id>`);
  expect(strFromU8(zip['manifest-sha256.txt'] ?? new Uint8Array())).toContain(`bilagor/${signed[0]}.txt`);
});

test('the documented schema of the archive has every column of the tables that it is of', async ({ world }) => {
  const schema = await readFile(path.join(import.meta.dirname, '../../docs/case-archive.xsd'), 'utf8');
  const elementsOf = (type: string): readonly string[] => {
    const [, body = ''] = new RegExp(`<xs:complexType name="${type}">(.*?)</xs:complexType>`, 's').exec(schema) ?? [];
    return [...body.matchAll(/name="(\w+)"/g)].map(([, name = '']) => name);
  };
  const tables = {
    case: ['case_file'],
    individual: ['individual'],
    run: ['run'],
    fact: ['fact'],
    entry: ['entry'],
    consent: ['consent', 'to_area_name'],
    assignment: ['assignment', 'ground_name', 'ground_provision'],
    emergency: ['break_glass'],
    hold: ['legal_hold'],
    disclosure: ['disclosure', 'ground_name', 'ground_provision', 'to_area_name'],
    plan: ['shared_plan', 'parties', 'steps'],
    attachment: ['attachment'],
    notice: ['intake_notice'],
    placementRequest: ['placement_request', 'from_unit_name', 'desk_unit_name'],
    placementRevision: ['placement_revision'],
    placementEvent: ['placement_event'],
    placementInquiry: ['placement_inquiry'],
    recommendation: ['placement_recommendation', 'items'],
    placement: ['placement', 'unit_name', 'provider_name'],
    placementOutcome: ['placement_outcome'],
    placementFollowUp: ['placement_follow_up'],
    placementComplaint: ['placement_complaint', 'measures'],
    meeting: ['meeting'],
    handoverNote: ['handover_note', 'substitute'],
  } as const;
  for (const [type, [table, ...more]] of Object.entries(tables)) {
    const { rows } = await world.owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and column_name not in ('municipality', 'idempotency_key', 'evaluated_on', 'claim', 'next_scan_at', 'secret_sha256', 'reminder_sha256')`,
      [table],
    );
    const columns = [...rows.map(({ name }) => name), ...more].toSorted((left, right) => (left < right ? -1 : 1));
    expect(elementsOf(type), type).toEqual(
      columns.map((name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())),
    );
  }
});
