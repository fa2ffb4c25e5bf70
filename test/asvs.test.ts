import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are always the first ones of it. */
const sections = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1
  4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2
  7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2
  10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
  14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`
  .trim()
  .split(/\s+/)
  .map((part) => part.split(':'));

const rows = read('docs/asvs.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

describe('the table of the security standard', () => {
  test('has every requirement of levels 1 and 2 once, and nothing else', () => {
    const expected = sections.flatMap(([section = '', count]) =>
      Array.from({ length: Number(count) }, (_, index) => `${section}.${index + 1}`),
    );
    expect(expected.length).toBe(253);
    expect(rows.map(([id]) => id)).toEqual(expected);
  });

  test('has no empty cell, and says of each whether it is met', () => {
    for (const row of rows) {
      expect(row.length, row[0]).toBe(4);
      for (const cell of row) expect(cell, row[0]).not.toBe('');
      expect(['met', 'not met', 'not applicable'], row[0]).toContain(row[2]);
    }
  });

  test('counts them as they are', () => {
    const count = (state: string): number => rows.filter((row) => row[2] === state).length;
    expect(read('docs/asvs.md').replaceAll(/\s+/g, ' ')).toContain(
      `${count('met')} are met, ${count('not applicable')} do not apply and ${count('not met')} are not met.`,
    );
  });

  test('names only tests and files that there are', () => {
    const missing = rows.flatMap(([id = '', , , evidence = '']) => [
      ...[...evidence.matchAll(/`([\w./-]+\.test\.tsx?)` “([^”]+)”/g)].flatMap(([, file = '', title = '']) =>
        [`'${title}`, `\`${title}`].some((start) => read(file).includes(start)) ? [] : [`${id}: ${file} “${title}”`],
      ),
      ...[...evidence.matchAll(/\b((?:docs|src|test)\/[\w./-]*[\w]\.(?:md|tsx?))/g)].flatMap(([, file = '']) => {
        try {
          return read(file) === '' ? [`${id}: ${file}`] : [];
        } catch {
          return [`${id}: ${file}`];
        }
      }),
    ]);
    expect(missing).toEqual([]);
    // What is said to be met is shown by a test, or else the line says where to look.
    expect(
      rows.filter(([, , state, evidence = '']) => state === 'met' && evidence.includes('“')).length,
    ).toBeGreaterThan(90);
  });
});
