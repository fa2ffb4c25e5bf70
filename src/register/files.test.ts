import { describe, expect, test } from 'vitest';
import { readFields } from './fields.ts';
import { columnsOf, fileColumns, fileKinds, readFile, writeFile } from './files.ts';

const head = 'organisation_number;unit;name;valid_from;valid_to';

describe('a file of places', () => {
  test.each([
    ['a row', '9999000001;Linden;Plats 1;2026-01-01;', []],
    ['an empty name', '9999000001;Linden;;2026-01-01;', [{ line: 2, column: 'name', problem: 'empty' }]],
    ['a day that is none', '9999000001;Linden;P;2026-02-30;', [{ line: 2, column: 'valid_from', problem: 'date' }]],
    [
      'an end before its beginning',
      '9999000001;Linden;P;2026-01-02;2026-01-01',
      [{ line: 2, column: 'valid_to', problem: 'period' }],
    ],
    [
      'a number that is none',
      '99990000;Linden;P;2026-01-01;',
      [{ line: 2, column: 'organisation_number', problem: 'organisation-number' }],
    ],
    [
      'too few fields, and what is wrong with the other rows',
      '9999000001;Linden\r\n9999000001;;P;2026-01-01;',
      [
        { line: 2, problem: 'fields' },
        { line: 3, column: 'unit', problem: 'empty' },
      ],
    ],
    ['quotation marks that never end', '"9999000001;Linden;P;2026-01-01;', [{ line: 3, problem: 'not-csv' }]],
  ])('%s', (_, row, problems) => {
    const read = readFile('places', `${head}\r\n${row}\r\n`);
    expect(read.ok ? [] : read.problems).toEqual(problems);
  });

  test('a heading that lacks a column says which, whatever the rows say', () => {
    expect(readFile('places', 'organisation_number,unit,name,valid_from\n1')).toEqual({
      ok: false,
      problems: [{ line: 1, column: 'valid_to', problem: 'missing-column' }],
    });
  });
});

test('what is written is read again as it was, and a template has no rows', () => {
  const values = readFields(fileColumns.units, (column) => [
    {
      organisation_number: '999900-0001',
      name: '=Linden; "södra"',
      youngest: '18',
      oldest: '65',
      needs_met: '-',
      features: 'own-kitchen|pets-allowed',
      distance_km: '12,5',
    }[column] ?? '',
  ]);
  if (!values.ok) throw new Error('The row is not sound');
  expect(values.values).toMatchObject({
    needs_met: [],
    features: ['own-kitchen', 'pets-allowed'],
    distance_km: 12.5,
    area: null,
  });
  expect(readFile('units', writeFile('units', [values.values]))).toEqual({
    ok: true,
    rows: [{ line: 2, values: values.values }],
  });
  for (const kind of fileKinds) {
    expect(readFile(kind, writeFile(kind, []))).toEqual({ ok: true, rows: [] });
    expect(new Set(columnsOf(kind)).size).toBe(columnsOf(kind).length);
  }
});
