import { describe, expect, test } from 'vitest';
import { localDateFrom as day } from '../../kernel/date.ts';
import { listColumns, listTemplate, readList, withListed } from './list-file.ts';

const today = day('2026-10-14');
const heading = listColumns.join(';');
const list = (...rows: readonly string[]) => readList([heading, ...rows].join('\n'), today);
const first =
  'A26-1;2026-10-12;2026-10-20;3;ukrainska;own-kitchen|pets-allowed;hisingen;;;Oksana;Exempelenko;1988;female';

describe('a list from the agency', () => {
  test('has a row for each person, and a household for each reference', () => {
    const read = list(first, 'A26-1;;;;;;;;;Lesja;Exempelenko;2015;female', 'A26-2;2026-10-12;2026-10-21;;;;;;;;;;');
    expect(read).toMatchObject({
      ok: true,
      households: [
        {
          line: 2,
          body: { reference: 'A26-1', people: 3, needs: ['own-kitchen', 'pets-allowed'] },
          persons: [{ givenName: 'Oksana' }, { givenName: 'Lesja', birthYear: 2015 }],
        },
        { line: 4, body: { reference: 'A26-2', people: 1 }, persons: [] },
      ],
    });
  });

  test('is read as it is pasted from a spreadsheet', () => {
    const pasted = [heading, first].map((line) => line.replaceAll(';', '\t')).join('\r\n');
    expect(readList(pasted, today)).toEqual(list(first));
  });

  test('is empty as a template', () => expect(readList(listTemplate(), today)).toEqual({ ok: true, households: [] }));

  const wrong: readonly (readonly [string, readonly string[], number, string, string])[] = [
    ['a household that is told of in two ways', [first, 'A26-1;;2026-10-22;;;;;;;;;;'], 3, 'arrives_on', 'differs'],
    ['a day that is none', [first.replace('2026-10-20', '20/10')], 2, 'arrives_on', 'date'],
    ['a need that nobody knows', [first.replace('pets-allowed', 'sea-view')], 2, 'needs', 'code'],
    ['a year of birth that is none', [first.replace('1988', '88')], 2, 'birth_year', 'birth-year'],
    ['a row without a reference', [first.replace('A26-1', '')], 2, 'reference', 'reference'],
    ['more people than are assigned', [first.replace(';3;', ';1;'), 'A26-1;;;;;;;;;Lesja;;;'], 2, 'people', 'too-many'],
  ];
  test.for(wrong)('tells of %s by line and column', ([, rows, line, column, problem]) => {
    expect(list(...rows)).toEqual({ ok: false, problems: [{ line, column, problem }] });
  });

  test('without a column tells which is missing', () => {
    expect(readList('reference;people\nA26-1;2', today)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ line: 1, column: 'received_on', problem: 'missing-column' }]),
    });
  });
});

test('a list takes away nobody and nothing that is known: it adds whom it tells of, and what it tells of them', () => {
  const [oksana, lesja] = [
    { givenName: 'Oksana', familyName: 'Exempelenko', birthYear: 1988, gender: 'female' },
    { givenName: 'Lesja', familyName: 'Exempelenko' },
  ] as const;
  const unnamed = (birthYear: number) => ({ givenName: '', familyName: '', birthYear });
  expect(withListed([oksana], [{ ...lesja, birthYear: 2015 }])).toEqual([oksana, { ...lesja, birthYear: 2015 }]);
  expect(withListed([oksana, lesja], [{ ...lesja, birthYear: 2015 }])).toEqual([oksana, { ...lesja, birthYear: 2015 }]);
  expect(withListed([oksana], [{ ...oksana, birthYear: undefined, gender: undefined }])).toEqual([oksana]);
  expect(withListed([unnamed(1988), unnamed(2015)], [unnamed(2015), unnamed(1988)])).toEqual([
    unnamed(1988),
    unnamed(2015),
  ]);
  expect(withListed([unnamed(1988)], [oksana])).toHaveLength(2);
});
