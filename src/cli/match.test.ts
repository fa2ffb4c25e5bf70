import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { matchCommand } from './match.ts';
import { caller } from './test-support.ts';

const folder = mkdtempSync(join(tmpdir(), 'hemvist-match-'));
afterAll(() => rmSync(folder, { recursive: true }));

const call = caller(matchCommand, '2026-02-01');

let files = 0;
function file(content: unknown): string {
  files += 1;
  const path = join(folder, `${files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const offer = { id: 'o1', intervention: 'treatment', form: 'direct-award', dailyRate: 1900 };
const unit = { id: 'u1', ages: [18, 65], genders: ['male'], freePlaces: { '2026-03-02': 2 }, offers: [offer] };
const provider = { id: 'p1', name: 'Påhittade vården AB', state: 'active', units: [unit] };
const register = { providers: [provider] };
const request = { intervention: 'treatment', municipality: '1480', start: '2026-03-02', age: 34, gender: 'male' };

const match = (registered: unknown, asked: unknown, ...more: readonly string[]) =>
  call('--register', file(registered), '--request', file(asked), ...more);

test('gives JSON for today in Stockholm unless a day is given', async () => {
  const { status, out } = await match(register, request, '--json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    at: '2026-02-01',
    ruleVersion: 'built-in-1',
    candidates: [{ rank: 1, offer: 'o1', unknown: ['controls-passed'], preferencesMet: 0, dailyRate: 1900 }],
    excluded: [],
  });
  expect(JSON.parse((await match(register, request, '--json', '--at', '2026-02-14')).out).at).toBe('2026-02-14');
});

test('without --json a person can read it: what to ask, what is against, and what would help', async () => {
  const full = { ...unit, id: 'u2', freePlaces: 0, offers: [{ ...offer, id: 'o2' }] };
  const { status, out } = await match({ providers: [{ ...provider, units: [unit, full] }] }, request);
  expect(status).toBe(0);
  expect(out.split('\n')).toEqual([
    'Kommer i fråga',
    '  1. Påhittade vården AB, u1, o1 – direktupphandling',
    '     + Insatsen får ges som direktupphandling.',
    '     + Utföraren är aktiv i registret.',
    '     + Inget stopp hindrar en placering den 2 mars 2026.',
    '     ? Uppgift om kontrollerna saknas. Gör dem innan utföraren anlitas.',
    '     + Enheten tar emot åldern 18–65 år, och personen är 34 år.',
    '     + Enheten tar emot män.',
    '     + 2 platser är lediga den 2 mars 2026.',
    '',
    'Kommer inte i fråga',
    '  Påhittade vården AB, u2, o2',
    '     - Ingen plats är ledig den 2 mars 2026.',
    '     Skulle komma i fråga om en plats var ledig den 2 mars 2026.',
    '',
    'Ordning enligt built-in-1, besvarat 2026-02-01. Ett förslag; en människa väljer.',
  ]);
});

test('nobody to be found is an answer too', async () => {
  const { status, out } = await match({ providers: [] }, request, '--lang', 'en');
  expect(status).toBe(0);
  expect(out).toContain('Candidates\n  None.');
});

describe('bad input names the path and what to do, and nothing is matched', () => {
  const inRegister = (fields: object): object => ({ providers: [{ ...provider, ...fields }] });
  const inUnit = (fields: object): object => inRegister({ units: [{ ...unit, ...fields }] });
  const inOffer = (fields: object): object => inUnit({ offers: [{ ...offer, ...fields }] });
  test.each<[string, unknown, unknown, string]>([
    ['no providers', {}, request, 'providers: Saknas. Ange en lista.'],
    ['no list', { providers: {} }, request, 'providers: Fel sorts värde. Ange en lista.'],
    [
      'null for what must be there',
      inRegister({ state: null }),
      request,
      'providers[0].state: Värdet finns inte. Välj ett av: active,',
    ],
    ['an unlisted state', inRegister({ state: 'open' }), request, 'providers[0].state: Värdet finns inte.'],
    [
      'an unlisted form',
      inOffer({ form: 'lottery' }),
      request,
      'providers[0].units[0].offers[0].form: Värdet finns inte. Välj ett av: in-house, framework',
    ],
    [
      'an unlisted intervention',
      inOffer({ intervention: 'hotel' }),
      request,
      'offers[0].intervention: Värdet finns inte.',
    ],
    [
      'a price in words',
      inOffer({ dailyRate: '1900 kr' }),
      request,
      'offers[0].dailyRate: Fel sorts värde. Ange ett tal.',
    ],
    [
      'a price below nothing',
      inOffer({ dailyRate: -1 }),
      request,
      'offers[0].dailyRate: Skriv ett tal som är 0 eller större.',
    ],
    ['one age', inUnit({ ages: [18] }), request, 'units[0].ages'],
    [
      'ages the wrong way round',
      inUnit({ ages: [65, 18] }),
      request,
      'units[0].ages: Skriv den lägsta åldern först: [18, 65].',
    ],
    ['places on no day', inUnit({ freePlaces: { '2026-02-30': 1 } }), request, 'units[0].freePlaces'],
    [
      'a list with nothing in it',
      inUnit({ needsMet: [null] }),
      request,
      'units[0].needsMet[0]: Fel sorts värde. Ange en text.',
    ],
    [
      'a stop from no day',
      inRegister({ stops: [{ kind: 'order', scope: 'all' }] }),
      request,
      'providers[0].stops[0].from: Saknas. Ange en text.',
    ],
    [
      'an agreement without parties',
      inOffer({ agreement: { validFrom: '2026-01-01', validTo: '2026-12-31' } }),
      request,
      'agreement.municipalities: Saknas. Ange en lista.',
    ],
    ['forms of no intervention', { ...register, formsAllowed: { hotel: [] } }, request, 'formsAllowed'],
    ['a request without a start', register, { ...request, start: undefined }, 'start: Saknas. Ange en text.'],
    ['a day that does not exist', register, { ...request, start: '2026-02-30' }, 'start: Skriv ett datum som finns'],
    ['an age in words', register, { ...request, age: '34' }, 'age: Fel sorts värde. Ange ett tal.'],
    [
      'a gender that nobody lists',
      register,
      { ...request, gender: 'x' },
      'gender: Värdet finns inte. Välj ett av: female, male, other.',
    ],
    ['one need that is no list', register, { ...request, needs: 'night' }, 'needs: Fel sorts värde. Ange en lista.'],
    ['not JSON', register, '{', 'filen är inte giltig JSON'],
    ['a list for a request', register, [], 'Fel sorts värde. Ange ett objekt.'],
  ])('%s', async (_, registered, asked, message) => {
    const { status, out, err } = await match(registered, asked, '--json');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });

  test('every problem of a file at once, each on a line of its own with the file', async () => {
    const { err } = await match(register, { ...request, age: null, gender: 'x', start: 'nu' });
    expect(err.split('\n').map((line) => line.replace(/^.*\.json: /, '').split(':')[0])).toEqual([
      'start',
      'age',
      'gender',
    ]);
  });

  test('a file that is not named or not there, a day that is none, an option that nobody knows', async () => {
    expect(await call('--register', file(register))).toMatchObject({
      status: 2,
      err: expect.stringContaining('--request: saknas.'),
    });
    const missing = join(folder, 'missing.json');
    expect((await call('--register', missing, '--request', missing)).err).toContain('filen går inte att läsa');
    expect((await match(register, request, '--at', 'igår')).err).toContain('--at: igår är inget datum');
    expect(await match(register, request, '--ta', 'x')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--ta'),
    });
  });
});
