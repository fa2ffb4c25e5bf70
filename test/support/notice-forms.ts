import { zipSync } from 'fflate';

// Forms such as a machine sends them, the same for the same seed: for the form that is open to everybody.

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const good: Readonly<Record<string, readonly string[]>> = {
  avsandare: ['landlord', 'disturbanceOnCall'],
  organisation: ['Påhittade Bostäder AB'],
  namn: ['Sven Låtsasson'],
  telefon: ['031-700 00 00', '+46 31 700', ''],
  epost: ['sven@example.se'],
  hyresgast: ['Alva Exempelsson', 'Fuzz Påhittad'],
  personnummer: ['', '19900101-9802'],
  gatuadress: ['Påhittsgatan 12 B', 'Torget'],
  lagenhet: ['', '1101'],
  postnummer: ['411 01', '41705'],
  ort: ['Göteborg', 'Hisings Påhitt'],
  slag: ['termination', 'rectification'],
  skal: ['rent', 'disturbance', 'other'],
  daterad: ['2026-10-12', '2024-02-29'],
  delgiven: ['', '2026-10-13'],
  meddelande: ['', 'Rad ett\r\nrad två'],
  webbplats: [''],
};
const hostile = [
  '',
  ' ',
  '\0',
  '\ud800',
  '‮gnp.exe',
  '<script>alert(1)</script>',
  `'; drop table intake_notice; --`,
  '{{7*7}}',
  '../../../etc/passwd',
  '9'.repeat(500),
  'å'.repeat(10_000),
  '2026-13-45',
  '9999-12-31',
  '-1',
  'NaN',
  '__proto__',
  '00000000-0000-7000-8000-000000000000',
  '%0d%0aSet-Cookie: a=b',
  '41101\u0000',
  '٤١١٠١',
];
const contents: readonly (readonly [content: Uint8Array, kind: string | undefined])[] = [
  [Buffer.from('%PDF-1.7 påhittat'), 'pdf'],
  [Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]), 'jpeg'],
  [Buffer.from('Bara text.'), 'text'],
  [Buffer.alloc(300_000, 'x'), 'text'],
  [Buffer.from('<html><script>alert(1)</script>'), undefined],
  [Buffer.from('MZ\u0090\0\u0003'), undefined],
  [Buffer.from('#!/bin/sh\nrm -rf /'), undefined],
  [zipSync({ 'a.pdf': new Uint8Array(100_000) }), undefined],
  [new Uint8Array(0), undefined],
];

type Random = () => number;
const pick = <T>(random: Random, of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;

type Made = Readonly<{ body: Uint8Array; type: string; key: string }>;

/** One form: mostly as it should be, with some fields wrong, missing or twice, some files, and sometimes broken on the way. */
export function makeForm(random: Random): Made {
  const key = `0000${Math.floor(random() * 0xffff_ffff)
    .toString(16)
    .padStart(8, '0')}-0000-7000-8000-${Math.floor(random() * 0xffff_ffff_ffff)
    .toString(16)
    .padStart(12, '0')}`.replace(/^0000(.{8})/, '$1');
  const fields: [string, string][] = [['nyckel', random() < 0.95 ? key : pick(random, hostile)]];
  const wild = random() < 0.5 ? 0 : random() * 0.3;
  for (const [name, values] of Object.entries(good)) {
    if (random() < wild / 3) continue;
    fields.push([name, random() < wild ? pick(random, hostile) : pick(random, values)]);
    if (random() < wild / 3) fields.push([name, pick(random, hostile)]);
  }
  if (random() < 0.1) fields.push(['bilaga-sparad', pick(random, hostile)], ['bilaga-bevis', pick(random, hostile)]);
  if (random() < 0.05) fields.push([pick(random, hostile), 'x']);
  if (random() < 0.3)
    return {
      body: Buffer.from(new URLSearchParams(fields).toString()),
      type: 'application/x-www-form-urlencoded',
      key,
    };
  const boundary = `----fuzz${Math.floor(random() * 1e9)}`;
  const parts: Buffer[] = fields.map(([name, value]) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const files = random() < 0.6 ? (random() < 0.1 ? 6 : 1) : 0;
  for (let index = 0; index < files; index += 1) {
    const [content] = pick(random, contents);
    const name = pick(random, ['uppsägning.pdf', '', '../../x', ...hostile.slice(0, 9)]);
    parts.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${random() < 0.9 ? 'bilaga' : 'fil'}"; filename="${name}"\r\nContent-Type: ${pick(random, ['application/pdf', 'text/html', 'x'])}\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n'),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  let body = Buffer.concat(parts);
  const breaking = random();
  if (breaking < 0.08) body = body.subarray(0, Math.floor(random() * body.length));
  else if (breaking < 0.16) {
    body = Buffer.from(body);
    for (let index = 0; index < 5; index += 1) body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
  }
  const type =
    random() < 0.95
      ? `multipart/form-data; boundary=${boundary}`
      : pick(random, [
          'multipart/form-data',
          'multipart/form-data; boundary=',
          'text/plain',
          `multipart/mixed; boundary=${boundary}`,
        ]);
  return { body, type, key };
}
