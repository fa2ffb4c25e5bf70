import { expect, test } from 'vitest';
import { inKnownCharacters, pdfOf } from './pdf.ts';

test.for([
  ['Åsa Öberg – “hej”', 'Åsa Öberg – “hej”'],
  ['Łucja Žižek', '?ucja Žižek'],
  ['Ring ▇▇▇ först', 'Ring […] först'],
  ['Nguyễn', 'Nguyen'],
  ['A\u030Asa', 'Åsa'],
  ['två\nrader', 'två\nrader'],
] as const)('%s is written as %s, for the typeface that every reader has', ([text, shown]) => {
  expect(inKnownCharacters(text)).toBe(shown);
});

test('a paper of many pages is the same every time, says its language, and names nobody in what it says of itself', async () => {
  const paper = () =>
    pdfOf({
      title: 'Registerutdrag',
      language: 'sv',
      made: new Date('2026-10-14T10:00:00Z'),
      replaced: 'Ersatt.',
      page: (number, of) => `${number}/${of}`,
      blocks: Array.from({ length: 120 }, (_, index) => ({ kind: 'text', text: `Alva Exempelsson ${index}` }) as const),
    });
  const [one, again] = [await paper(), await paper()];
  const text = Buffer.from(one).toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text).toContain('/Lang (sv-SE)');
  expect(text).toContain('/Marked true');
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  expect(text).not.toContain('Exempelsson');
  expect(Buffer.from(again).equals(Buffer.from(one))).toBe(true);
});
