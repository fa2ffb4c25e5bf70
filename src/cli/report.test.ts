import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reportCommand } from './report.ts';
import { caller } from './test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'hemvist-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const call = caller(reportCommand, '2026-11-28');

const heading = 'municipality,administration,intervention,subcategory,submitted,person_key';
const row = '1480,centrum,treatment,,2024-03-05,a1';
const file = join(folder, 'requests.csv');
function report(content: string, ...more: readonly string[]) {
  writeFileSync(file, content);
  return call('placements', '--year', '2024', '--requests', file, ...more);
}

test('counts a file as data', async () => {
  const before = '1480,centrum,treatment,,2023-03-05,a1';
  const { status, out } = await report([heading, before, row, row].join('\n'), '--json');
  expect(status).toBe(0);
  const figures = JSON.parse(out);
  expect(Object.keys(figures)).toEqual(['year', 'previousYear', 'rows', 'total', 'individuals', 'months']);
  expect(figures).toMatchObject({
    year: 2024,
    previousYear: 2023,
    total: { previous: 1, current: 2, difference: 1, percent: 100 },
    individuals: { previous: 1, current: 1 },
  });
});

test('and as a table to read', async () => {
  const { out } = await report([heading, row].join('\n'));
  expect(out).toContain('Placeringsförfrågningar 2024 (2024-01-01–2024-12-31) mot samma tid året före');
  expect(out).toMatch(/^ {2}Behandlingsinsats +0 +1 +\+1 +–$/m);
  expect((await report([heading, row].join('\n'), '--lang', 'en')).out).toContain('Children and youth');
});

describe('a file is read', () => {
  test.each([
    ['with a byte order mark and Windows line ends', `\uFEFF${heading}\r\n${row}\r\n`],
    ['with semicolons', `${heading}\n${row}\n`.replaceAll(',', ';')],
    [
      'with the columns in another order, and more of them',
      `person_key,note,${heading.replace(',person_key', '')}\na1,"x, y",${row.replace(',a1', '')}\n`,
    ],
    ['with empty lines', `${heading}\n\n${row}\n\n`],
    ['with line breaks in quotation marks', `${heading}\n1480,"centrum\nvuxen",treatment,,2024-03-05,a1\n`],
  ])('%s', async (_, content) => {
    const { status, out } = await report(content, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out).total.current).toBe(1);
  });

  test('without rows, as nothing', async () => {
    expect(JSON.parse((await report(`${heading}\n`, '--json')).out).total).toEqual({
      previous: 0,
      current: 0,
      difference: 0,
    });
  });
});

describe('bad rows are told by line and column, and nothing is counted', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'an intervention that nobody lists',
      [row.replace('treatment', 'hotel')],
      ['rad 2: intervention: Insatsen finns inte. Välj en av: treatment, supported-social-housing'],
    ],
    [
      'a day that does not exist',
      [row, row.replace('03-05', '02-30')],
      ['rad 3: submitted: Skriv ett datum som finns'],
    ],
    ['a day that has not been', [row.replace('2024', '2027')], ['rad 2: submitted: Dagen har inte varit än.']],
    [
      'nothing where something must be',
      ['1480,,treatment,,2024-03-05,'],
      ['rad 2: administration: Får inte vara tomt.', 'rad 2: person_key: Får inte vara tomt.'],
    ],
    ['too few fields', ['1480,centrum'], ['rad 2: Raden har 2 fält men rubrikraden 6.']],
    [
      'after a row of two lines',
      ['1480,"a\nb",treatment,,2024-03-05,a1', row.replace('a1', '')],
      ['rad 4: person_key: Får inte vara tomt.'],
    ],
    [
      'each of them',
      [row.replace('a1', ''), row, row.replace('treatment', '')],
      ['rad 2: person_key', 'rad 4: intervention'],
    ],
    ['a quotation mark that never ends', [`1480,"centrum`], ['CSV_QUOTE_NOT_CLOSED']],
  ])('%s', async (_, rows, messages) => {
    const { status, out, err } = await report([heading, ...rows].join('\n'), '--json');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    for (const message of messages) expect(err).toContain(message);
    expect(err.split('\n')).toHaveLength(messages.length);
  });

  test('a heading without a column, or with one twice', async () => {
    expect((await report(`${heading.replace('person_key', 'person')}\n${row}`)).err).toContain(
      'rad 1: person_key: Kolumnen saknas',
    );
    expect((await report(`${heading},submitted\n${row},x`)).err).toContain(
      'rad 1: submitted: Kolumnen står två gånger',
    );
    expect((await report('')).err).toContain('rad 1: municipality: Kolumnen saknas');
  });
});

test('what is not named, or is not there, is told with what to do', async () => {
  expect(await call('placements')).toMatchObject({ status: 2, err: expect.stringContaining('--year: saknas.') });
  expect((await call('placements', '--year', '24')).err).toContain('--year: 24 är inget år.');
  expect((await call('placements', '--year', '2027')).err).toContain('--year: 2027 har inte börjat.');
  expect((await call('placements', '--year', '2024', '--requests', join(folder, 'no'))).err).toContain(
    'går inte att läsa',
  );
  expect((await call('nights', '--year', '2024')).err).toContain('Användning');
});
