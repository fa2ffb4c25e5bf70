import { describe, expect, test } from 'vitest';
import { consentPurposes } from '../secrecy/index.ts';
import {
  canonical,
  freeze,
  isRedacted,
  minimumParts,
  parts,
  partOf,
  type Piece,
  redact,
  strikes,
  struckOut,
} from './disclosure.ts';

const pieces: readonly Piece[] = [
  { id: '1', part: 'identity', heading: 'Namn', text: 'Disa Exempelsson' },
  { id: '2', part: 'needs', heading: 'Behov', text: 'Stöd med post. Systern Åsa (bor i A+B) hjälper.' },
  { id: '3', part: 'plans', heading: 'Plan', text: 'Besked i förväg.' },
];
const all = { parts: ['identity', 'needs', 'plans'] as const, struck: [], words: [] };

describe('what is handed over', () => {
  test('is the chosen parts and nothing else', () => {
    expect(redact(pieces, { ...all, parts: ['needs'] }).map(({ id }) => id)).toEqual(['2']);
    expect(redact(pieces, { ...all, parts: [] })).toEqual([]);
  });

  test('says where a whole piece is struck out, and nothing of it', () => {
    const [, , plan] = redact(pieces, { ...all, struck: ['3'] });
    expect(plan).toEqual({ id: '3', part: 'plans', heading: 'Plan', text: struckOut });
  });

  test.each([
    [['åsa'], 'Stöd med post. Systern ▇▇▇ (bor i A+B) hjälper.'],
    [['A+B'], 'Stöd med post. Systern Åsa (bor i ▇▇▇) hjälper.'],
    [['Åsa', 'Systern Åsa'], 'Stöd med post. ▇▇▇ (bor i A+B) hjälper.'],
    [['finns inte'], 'Stöd med post. Systern Åsa (bor i A+B) hjälper.'],
  ])('has the words %j struck out wherever they stand, however they are written', (words, text) => {
    const redacted = redact(pieces, { ...all, words });
    expect(redacted[1]?.text).toBe(text);
    expect(isRedacted(redacted)).toBe(text.includes(struckOut));
  });

  test('holds no id that leads into the case', () => {
    expect(JSON.stringify(freeze(pieces))).not.toContain('"id"');
  });

  test('has the same bytes for the same content, in whatever order it was put together', () => {
    expect(canonical({ b: [1, { d: 'x', c: undefined }], a: null })).toBe('{"a":null,"b":[1,{"d":"x"}]}');
    expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
  });
});

describe('a piece in which the individual is named', () => {
  const written: readonly Piece[] = [
    { id: '1', part: 'identity', heading: 'Namn', text: 'Disa Exempelsson' },
    { id: '2', part: 'contact', heading: 'Kontakt', text: 'Disa Kollegasson' },
    { id: '3', part: 'needs', heading: 'Behov', text: 'Disa vill bo kvar.' },
    { id: '4', part: 'needs', heading: 'Stöd', text: 'Stöd med post.' },
  ];
  const isNamedIn = (text: string): boolean => text.includes('Disa');
  const everything = { parts, struck: [], words: [] };
  const needs = { ...everything, parts: ['needs'] as const };
  test.each([
    ['is handed over with the identity', everything, false, ['3'], [], []],
    ['is struck out without it', needs, false, ['3'], ['3'], ['3']],
    ['is struck out when the identity is', { ...everything, struck: ['1'] }, false, ['3'], ['3'], ['1', '3']],
    ['can be kept', { ...needs, kept: ['3'] }, false, ['3'], ['3'], []],
    ['is none when the name is struck out everywhere', { ...everything, words: ['Disa'] }, true, [], [], []],
    ['is never handed over of somebody protected', { ...everything, kept: ['3'] }, true, ['3'], ['3'], ['3']],
  ])('%s', (_, choice, isProtected, named, asked, struck) => {
    expect(strikes(written, choice, { isNamedIn, isProtected })).toEqual({ named, asked, struck });
  });
});

describe('the least for a purpose', () => {
  test.each(consentPurposes)('is of the parts there are: %s', (purpose) => {
    for (const part of minimumParts[purpose]) expect(parts).toContain(part);
  });

  test('of a placement request is the needs, without name and number', () => {
    expect(minimumParts['placement-request']).toEqual(['needs']);
  });

  test('what a routine calls something else is how it goes', () => {
    expect([partOf('contingency-plan'), partOf('anything')]).toEqual(['plans', 'follow-ups']);
  });
});
