import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { boundaryOf, type FormWithFiles, type NotRead, readMultipart } from './multipart.ts';
import { createRoom, fileLimits, shownName } from './upload.ts';

const limits = { bytes: 60 * 1024 * 1024, fieldBytes: 1000, fields: 5, files: 2 };

/** A form as a browser would send it, in pieces of some length. */
async function* sent(form: FormData | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const bytes = form instanceof FormData ? (await bodyOf(form)).bytes : form;
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
async function bodyOf(form: FormData) {
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get('content-type') ?? '');
  if (boundary === undefined) throw new Error('The form has no boundary');
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary };
}

async function read(
  form: FormData,
  length = 1 << 16,
  { keeps = true, room = createRoom(50 * 1024 * 1024) } = {},
): Promise<FormWithFiles | NotRead> {
  const { bytes, boundary } = await bodyOf(form);
  return readMultipart(sent(bytes, length), boundary, limits, room, () => keeps, ['file']);
}
const whole = (pieces: readonly Uint8Array[]): Buffer => Buffer.concat(pieces);

describe('a form with files', () => {
  test('is the same however it is cut up, with line ends and false boundaries in it', async () => {
    const content = Buffer.concat([Buffer.from('\r\n--\r\n------\r\n'), randomBytes(3000), Buffer.from('\r\n--')]);
    const form = new FormData();
    form.append('csrf', 'bevis');
    form.append('fält', 'två\r\nrader');
    form.append('file', new Blob([content]), 'skannat papper.pdf');
    for (const length of [1, 2, 3, 7, 64, 1000, 1 << 16]) {
      const result = await read(form, length);
      if (typeof result === 'string') throw new Error(`${length}: ${result}`);
      expect([...result.form], `${length}`).toEqual([
        ['csrf', 'bevis'],
        ['fält', 'två\r\nrader'],
      ]);
      expect(result.files.map(({ field, name, size }) => [field, name, size])).toEqual([
        ['file', 'skannat papper.pdf', content.length],
      ]);
      expect(whole(result.files[0]?.pieces ?? []).equals(content)).toBe(true);
    }
  });

  test('holds a file in whole pieces, and lets go of one that is too large while it comes', async () => {
    const room = createRoom(21 * 1024 * 1024);
    const just = new FormData();
    just.append('file', new Blob([new Uint8Array(fileLimits.bytes)]), 'a');
    const result = await read(just, 1 << 16, { room });
    if (typeof result === 'string') throw new Error(result);
    expect(result.files[0]).toMatchObject({ size: fileLimits.bytes, tooLarge: false });
    expect(result.files[0]?.pieces.every(({ length }) => length === fileLimits.pieceBytes)).toBe(true);
    // While that is held there is no room for another.
    expect(await read(just, 1 << 16, { room })).toBe('no-room');
    result.release();
    const over = new FormData();
    over.append('file', new Blob([new Uint8Array(fileLimits.bytes + 1)]), 'a');
    expect(await read(over, 1 << 16, { room })).toMatchObject({ files: [{ tooLarge: true, pieces: [] }] });
    // Everything has been given back.
    expect(room.take(21 * 1024 * 1024)).toBe(true);
  });

  test('keeps no file that is not wanted, and none in a field that does not take any', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'a');
    form.append('other', new Blob(['x']), 'a');
    expect(await read(form, 10, { keeps: false })).toMatchObject({ files: [] });
    const result = await read(form);
    expect(typeof result === 'string' ? result : result.files.map(({ field }) => field)).toEqual(['file']);
  });

  test.for<[string, (form: FormData) => void]>([
    ['more fields', (form) => Array.from({ length: 6 }, (_, index) => form.append(`f${index}`, 'x'))],
    ['more text', (form) => form.append('text', 'x'.repeat(1001))],
    ['more files', (form) => Array.from({ length: 3 }, () => form.append('file', new Blob(['x']), 'a'))],
  ])('with %s than there may be is not read', async ([, fill]) => {
    const form = new FormData();
    fill(form);
    expect(await read(form)).toBe('too-large');
  });

  test.for([
    ['nothing', ''],
    ['no boundary', 'csrf=x'],
    ['no end', '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nx'],
    ['no header', '--x\r\n\r\nx\r\n--x--\r\n'],
    ['no name', '--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n'],
    ['a long name', `--x\r\nContent-Disposition: form-data; name="${'n'.repeat(201)}"\r\n\r\nx\r\n--x--\r\n`],
    ['a header without end', `--x\r\nContent-Disposition: form-data; name="a"; x="${'n'.repeat(5000)}`],
    ['text before', 'text\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--x--\r\n'],
  ])('with %s is none', async ([, body = '']) => {
    const result = await readMultipart(sent(Buffer.from(body), 16), 'x', limits, createRoom(1e6), () => true, ['file']);
    expect(result).toBe('malformed');
  });

  test('gives a file’s name without folders and without what steers text', () => {
    expect(
      [
        '../../etc/passwd',
        'C:\\fakepath\\brev.pdf',
        'en\u202Efdp.exe',
        'a\u0000b\r\nc',
        '',
        '..',
        `${'å'.repeat(300)}.pdf`,
      ].map(shownName),
    ).toEqual(['passwd', 'brev.pdf', 'enfdp.exe', 'abc', '-', '..', 'å'.repeat(200)]);
  });
});
