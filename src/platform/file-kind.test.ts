import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { kindOf } from './file-kind.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const word = zipSync({
  '[Content_Types].xml': strToU8(
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ),
  'word/document.xml': strToU8('<w:document/>'),
});
const macros = zipSync({
  '[Content_Types].xml': strToU8(
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
  ),
  'word/document.xml': strToU8('<w:document/>'),
});
const openDocument = zipSync({
  mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
  'content.xml': strToU8('<office:document-content/>'),
});

test.for<[string, string | undefined, Uint8Array]>([
  ['a PDF', 'pdf', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj\n')],
  ['a JPEG', 'jpeg', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF', [0, 1])],
  [
    'a PNG',
    'png',
    bytes(
      [0x89],
      'PNG\r\n',
      [0x1a, 0x0a, 0, 0, 0, 13],
      'IHDR',
      Array.from({ length: 17 }, () => 0),
      [0, 0, 0, 0],
      'IDAT',
    ),
  ],
  ['a TIFF', 'tiff', bytes('II*', [0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ['a picture of a telephone', 'heic', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
  ['a letter in Word', 'docx', word],
  ['a letter in OpenDocument', 'odt', openDocument],
  ['plain text', 'text', Buffer.from('Hej!\r\n\tRättelseanmaning för lägenheten.')],
  ['a letter with macros', undefined, macros],
  ['an archive', undefined, zipSync({ 'brev.pdf': strToU8('%PDF-1.7') })],
  ['a program', undefined, bytes('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])],
  ['a page', undefined, bytes('  <!DOCTYPE html><script>alert(1)</script>')],
  ['a drawing', undefined, bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a script', undefined, bytes('#!/bin/sh\nrm -rf /\n')],
  ['rich text', undefined, bytes('{\\rtf1 hej}')],
  ['text that is not UTF-8', undefined, bytes('R\xe4ttelse')],
  ['text with a nought in it', undefined, bytes('abc\0def')],
  ['a moving picture', undefined, bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0], 'isomiso2')],
])('%s is known by its content', async ([, kind, content]) => {
  expect(await kindOf([content])).toBe(kind);
});

test('a character that is cut between two pieces is one character', async () => {
  const text = Buffer.from('räksmörgås');
  expect(await kindOf([text.subarray(0, 2), text.subarray(2)])).toBe('text');
  expect(await kindOf([])).toBeUndefined();
});
