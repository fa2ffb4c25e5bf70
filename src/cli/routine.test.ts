import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { routineCommand } from './routine.ts';
import { caller } from './test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'hemvist-routine-'));
afterAll(() => rmSync(folder, { recursive: true }));

const published = fileURLToPath(new URL('../../routines/repeated-discharge/2025.yaml', import.meta.url));

const call = caller(routineCommand, '2025-09-01');

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const run = {
  routine: 'repeated-discharge',
  version: '2025',
  opened: '2025-08-01',
  facts: { moveIn: '2025-08-20', housingForm: 'communal' },
  entries: [{ id: 'e1', kind: 'housing-matched', at: '2025-08-10', by: 'placementFunction' }],
};
const withEntry = (fields: object) => ({ ...run, entries: [{ ...run.entries[0], ...fields }] });

describe('evaluate', () => {
  test('gives JSON for today in Stockholm unless a day is given', async () => {
    const path = file('run.json', run);
    const { status, out } = await call('evaluate', path, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ routine: 'repeated-discharge', version: '2025', at: '2025-09-01' });
    expect(JSON.parse((await call('evaluate', path, '--json', '--at', '2025-08-05')).out).at).toBe('2025-08-05');
  });
  test('explains in English when asked', async () => {
    const { out } = await call('evaluate', file('run.json', run), '--json', '--lang', 'en');
    expect(JSON.parse(out).obligations[3].explanation).toMatch(/^Does not apply here/u);
  });
  test('without --json a person can read it', async () => {
    const { status, out } = await call('evaluate', file('run.json', run));
    expect(status).toBe(0);
    expect(out).toContain('Att göra nu');
    expect(out).toContain('[klart] Matcha boende: Klart: matchat boende 10 aug 2025, antecknat av Spink.');
  });
  test.each([
    ['a run without entries and facts is a run', { ...run, facts: undefined, entries: undefined }],
    ['a fact stated as unknown is unstated', { ...run, facts: { moveIn: 'unknown' } }],
  ])('%s', async (_sentence, content) => {
    expect((await call('evaluate', file('ok.json', content), '--json')).status).toBe(0);
  });

  test.each([
    ['the file is missing', join(folder, 'no-such.json'), 'no-such.json'],
    ['the file is not JSON', file('bad.json', '{ "routine": '), 'JSON'],
    ['the routine is unknown', file('1.json', { ...run, routine: 'no-such' }), 'routine: '],
    ['the version is unknown', file('2.json', { ...run, version: '1999' }), 'version: '],
    ['the opening is missing', file('3.json', { ...run, opened: undefined }), 'opened: Saknas'],
    ['the opening does not exist', file('4.json', { ...run, opened: '2025-02-30' }), 'opened: '],
    ['a fact is unknown', file('5.json', { ...run, facts: { moveInn: '2025-08-20' } }), 'facts.moveInn: '],
    ['a fact is no date that exists', file('6.json', { ...run, facts: { moveIn: '2025-13-01' } }), 'facts.moveIn: '],
    ['a yes/no fact is a text', file('7.json', { ...run, facts: { sipExists: 'yes' } }), 'facts.sipExists: '],
    ['a code is a list', file('8b.json', { ...run, facts: { housingForm: ['apartment'] } }), 'facts.housingForm: '],
    ['a code is not in the list', file('8.json', { ...run, facts: { housingForm: 'tent' } }), 'facts.housingForm: '],
    [
      'serious damage is misspelt among the grounds',
      file('9.json', { ...run, facts: { grounds: ['damage'] } }),
      'facts.grounds: ',
    ],
    ['an entry has no date', file('10.json', withEntry({ at: undefined })), 'entries[0].at: '],
    ['an entry is of an unknown kind', file('11.json', withEntry({ kind: 'party' })), 'entries[0].kind: '],
    ['an entry is by an unknown role', file('12.json', withEntry({ by: 'nobody' })), 'entries[0].by: '],
    [
      'a participant is unknown',
      file('13.json', withEntry({ participants: ['housingStaf'] })),
      'entries[0].participants[0]: ',
    ],
    ['a field is unknown', file('14.json', withEntry({ participant: [] })), 'entries[0].participant: '],
    [
      'two entries share an id',
      file('15.json', { ...run, entries: [...run.entries, ...run.entries] }),
      'entries[1].id: ',
    ],
    [
      'a waiver has no reason',
      file('16.json', withEntry({ kind: 'waiver', obligation: 'match-housing' })),
      'entries[0].reason: ',
    ],
    [
      'a waiver is for an unknown obligation',
      file('17.json', withEntry({ kind: 'waiver', obligation: 'x', reason: 'y' })),
      'entries[0].obligation: ',
    ],
    [
      'an interval is not one',
      file(
        '18.json',
        withEntry({ kind: 'interval-changed', obligation: 'weekly-follow-up', every: '2 veckor', reason: 'y' }),
      ),
      'entries[0].every: ',
    ],
    [
      'the interval of the monthly meeting is changed',
      file(
        '19.json',
        withEntry({ kind: 'interval-changed', obligation: 'monthly-meeting', every: 'P2M', reason: 'y' }),
      ),
      'entries[0].obligation: ',
    ],
    [
      'a correction replaces nothing known',
      file(
        '20.json',
        withEntry({ kind: 'correction', replaces: 'e9', entry: { kind: 'discharged', at: '2025-08-10' } }),
      ),
      'entries[0].replaces: ',
    ],
    [
      'a correction has a date that does not exist',
      file('21.json', withEntry({ kind: 'correction', replaces: 'e1', entry: { kind: 'discharged', at: 'x' } })),
      'entries[0].entry.at: ',
    ],
    ['the input is a list', file('22.json', []), ''],
  ])('exit status 2, naming the field, when %s', async (_sentence, path, named) => {
    const { status, out, err } = await call('evaluate', path, '--json');
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(named);
    expect(err).not.toContain('undefined');
  });

  test.each([
    [['evaluate', 'x.json', '--at', '2025-02-30'], '--at'],
    [['evaluate', 'x.json', '--lang', 'fr'], '--lang'],
    [['evaluate', 'x.json', '--jsn'], '--jsn'],
    [['evaluate'], 'hemvist routine evaluate'],
    [['nonsense'], 'hemvist routine list'],
    [[], 'hemvist routine list'],
  ])('exit status 2 for %j', async (args, named) => {
    const { status, err } = await call(...args);
    expect(status).toBe(2);
    expect(err).toContain(named);
  });
});

describe('list, show, check and diff', () => {
  test('list marks the version in force', async () => {
    const { status, out } = await call('list');
    expect(status).toBe(0);
    expect(out).toMatch(/^ {2}repeated-discharge@2024-10-17/mu);
    expect(out).toMatch(/^\* repeated-discharge@2025/mu);
  });
  test('show without a version shows the one in force', async () => {
    expect((await call('show', 'repeated-discharge')).out).toContain('repeated-discharge@2025');
    expect((await call('show', 'repeated-discharge@2024-10-17')).out).toContain('stödnivå 1');
    expect((await call('show', 'repeated-discharge@1999')).status).toBe(2);
    expect((await call('show', 'no-such')).status).toBe(2);
  });
  test('check approves a published definition', async () => {
    expect(await call('check', published)).toMatchObject({ status: 0, err: '' });
  });
  test('check refuses with file, line, path and what to do', async () => {
    const path = file('broken.yaml', 'routine: test\nversion: "1"\nobligations: []\n');
    const { status, err } = await call('check', path, '--lang', 'en');
    expect(status).toBe(2);
    expect(err).toContain(`${path}:`);
    expect(err).toContain('monthRounding: Missing.');
  });
  test('check refuses what gets stuck on a day long after the start', async () => {
    const text = readFileSync(published, 'utf8');
    const stuck = text.replace(
      'waitsFor: [{ obligation: start-meeting }]',
      'opens: { from: { obligation: sip-meetings } }',
    );
    const { status, err } = await call('check', file('stuck.yaml', stuck), '--lang', 'en');
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('60 days after the start') });
  });
  test('check of a missing file is bad input', async () => {
    expect((await call('check', join(folder, 'none.yaml'))).status).toBe(2);
  });
  test('diff tells in words, and as data', async () => {
    const versions = ['repeated-discharge@2024-10-17', 'repeated-discharge@2025'];
    expect((await call('diff', ...versions)).out).toContain('allvarlig skadegörelse');
    const data = JSON.parse((await call('diff', ...versions, '--json')).out);
    expect(data).toMatchObject({ routine: 'repeated-discharge', from: '2024-10-17', to: '2025' });
    expect((await call('diff', 'repeated-discharge', 'repeated-discharge@2025')).status).toBe(2);
    expect((await call('diff', 'repeated-discharge@2025')).status).toBe(2);
  });
});
