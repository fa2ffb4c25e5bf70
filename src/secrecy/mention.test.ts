import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Mentioned, mentionsIn } from './mention.ts';

const alva = { givenName: 'Alva', familyName: 'Exempelsson', identityNumber: '199001019802' };
const found = (text: string, who: Mentioned = alva): readonly string[] =>
  mentionsIn(text, who).map(({ from, to }) => text.slice(from, to));

describe('a name in a text', () => {
  test.each([
    ['Alva kom i tid.', ['Alva']],
    ['Vi ringde alva och ALVA.', ['alva', 'ALVA']],
    ['Alvas mamma, Alva:s mamma', ['Alvas', 'Alva']],
    ['(Exempelsson)', ['Exempelsson']],
    ['Alva Exempelssons plan', ['Alva', 'Exempelssons']],
    ['Al\u00ADva och Al\u200Bva', ['Al\u00ADva', 'Al\u200Bva']],
    ['Alvar, Malva och Alvamamman', []],
    ['Ingen nämns här.', []],
    ['', []],
  ])('%j: %j', (text, names) => {
    expect(found(text)).toEqual(names);
  });

  test.each([
    ['Åsa', 'Öbergsson', 'Asa, ÅSAS, Aasa och åsa; Obergsson', ['Asa', 'ÅSAS', 'Aasa', 'åsa', 'Obergsson']],
    ['Åsa', 'Öbergsson', 'Åsa'.normalize('NFD'), ['Åsa'.normalize('NFD')]],
    ['André', 'Müllerberg', 'Andre Mullerbergs, ANDRÉ', ['Andre', 'Mullerbergs', 'ANDRÉ']],
    ['Søren', 'Påhittad', 'Soren och Sören', ['Soren', 'Sören']],
    [
      'Anna-Karin',
      'Låtsas-Berg',
      'Anna-Karin, annakarin, Karin; Låtsas',
      ['Anna', 'Karin', 'annakarin', 'Karin', 'Låtsas'],
    ],
    ['Eva Maria', 'Exempelberg Påhittad', 'Marias besök hos Påhittads', ['Marias', 'Påhittads']],
    ['Ebba', 'von Provhusen', 'von der Leyen; Provhusens', ['Provhusens']],
    ['Nils', 'O’Exempel', 'Nils, O’Exempel och OExempel', ['Nils', 'Exempel', 'OExempel']],
    ['Jonas', 'Provsson', 'Jonas plan är Jonass', ['Jonas', 'Jonass']],
    ['An', 'Li', 'An Li', ['An', 'Li']],
  ])('%s %s in %j', (givenName, familyName, text, names) => {
    expect(found(text, { givenName, familyName })).toEqual(names);
  });

  test.each([
    ['Bo', 'Hon vill bo kvar hos Bo. Bos syster', ['Bo', 'Bos']],
    ['Hans', 'Det är hans plan, sa Hans.', ['Hans']],
    ['Dag', 'varje dag med Dag', ['Dag']],
  ])('%s is a word in small letters', (givenName, text, names) => {
    expect(found(text, { givenName, familyName: 'Exempelsson' })).toEqual(names);
  });
});

describe('a number in a text', () => {
  test.each([
    '199001019802',
    '19900101-9802',
    '900101-9802',
    '9001019802',
    '900101+9802',
    '19900101 9802',
    '1990 01 01 98 02',
    '900101 – 9802',
    '90.01.01/9802',
    '９００１０１-9802',
  ])('%s', (written) => {
    expect(found(`Nr ${written}.`)).toEqual([written]);
  });

  test.each(['900101', '9802', '900101-9803', '900102-9802', '031-900 10 10', '90010a19802'])('not %s', (written) => {
    expect(found(`Nr ${written}.`)).toEqual([]);
  });

  test('of nobody without one', () => {
    expect(found('19900101-9802', { givenName: 'Alva', familyName: 'Exempelsson' })).toEqual([]);
  });
});

const letters = fc.constantFrom(...'abcdefghijklmnoprstuvyzåäöéü'.split(''));
// Long enough not to be one of the words that are also names.
const name = fc.string({ unit: letters, minLength: 8, maxLength: 14 });
const between = fc
  .string({ unit: fc.constantFrom(...' .,;:()!?\n–/"0123456789ξж'.split('')), minLength: 1, maxLength: 12 })
  .filter((text) => !/[ξж]$/.test(text) && !/^[ξж]/.test(text));
const way = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => `${text}s`,
  (text: string) => text.normalize('NFD'),
  (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
);

test('a name is found wherever and however it is written, and only there', () => {
  fc.assert(
    fc.property(name, name, fc.boolean(), way, between, between, (given, family, isGiven, write, before, after) => {
      const written = write(isGiven ? given : family);
      const text = `${before}${written}${after}`;
      expect(mentionsIn(text, { givenName: given, familyName: family })).toEqual([
        { what: 'name', from: before.length, to: before.length + written.length },
      ]);
      expect(mentionsIn(`${before}x${written}${after}`, { givenName: given, familyName: family })).toEqual([]);
    }),
  );
});

test('a number is found however it is divided, and no other number is', () => {
  const divider = fc.constantFrom('', ' ', '-', '+', ' - ', '\u00A0');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), minLength: 12, maxLength: 12 }),
      fc.array(divider, { minLength: 11, maxLength: 11 }),
      fc.boolean(),
      fc.integer({ min: 2, max: 11 }),
      (digits, dividers, hasCentury, changed) => {
        const write = (all: string): string =>
          all
            .split('')
            .map((digit, index) => `${digit}${dividers[index] ?? ''}`)
            .join('');
        const who = { givenName: 'Alva', familyName: 'Exempelsson', identityNumber: digits };
        const other = digits
          .split('')
          .map((digit, index) => (index === changed ? String((Number(digit) + 1) % 10) : digit))
          .join('');
        const start = hasCentury ? 0 : 2;
        expect(mentionsIn(`Nr ${write(digits.slice(start))}`, who)).toHaveLength(1);
        expect(mentionsIn(`Nr ${write(other.slice(2))}`, who)).toEqual([]);
      },
    ),
  );
});
