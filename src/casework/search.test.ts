import { expect, test } from 'vitest';
import { searchKey } from './search.ts';

test.for([
  ['26-0113', 'case', '26-0113'],
  ['19900101-9802', 'number', '199001019802'],
  ['900101-9802', 'number', '199001019802'],
  ['199001019802', 'number', '199001019802'],
  [' Alva Exempelsson ', 'name', 'Alva Exempelsson'],
  ['Bo', 'name', 'Bo'],
] as const)('%s is searched for as a %s', ([text, kind, key]) => {
  expect(searchKey(text)).toEqual({ kind, key });
});

test.for(['', 'A', '%', '1990', '19900101-9803', 'Alva 1990', '--'])('%s is nothing to search for', (text) => {
  expect(searchKey(text)).toBeUndefined();
});
