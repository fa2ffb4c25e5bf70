import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { isReceipt, newReceipt, noticeFields as f, readNotice, streetIn } from './notice.ts';

const today = localDateFrom('2026-10-14');
const filled: Readonly<Record<string, readonly string[]>> = {
  [f.senderRole]: ['landlord'],
  [f.sender]: ['Påhittade Bostäder AB'],
  [f.contact]: ['Sven Låtsasson'],
  [f.phone]: ['031-700 00 00'],
  [f.email]: [''],
  [f.tenant]: ['Alva Exempelsson'],
  [f.tenantIdentity]: [''],
  [f.address]: ['Påhittsgatan 12 B'],
  [f.apartment]: ['1101'],
  [f.postalCode]: ['411 01'],
  [f.locality]: ['Göteborg'],
  [f.kind]: ['termination'],
  [f.reason]: ['rent'],
  [f.datedOn]: ['2026-10-12'],
  [f.tenantServedOn]: [''],
  [f.message]: [''],
};

describe('a notice', () => {
  test('is read as it was typed, with the postal code and the street as the rules ask for them', () => {
    expect(readNotice(filled, today)).toMatchObject({
      wrong: [],
      said: {
        postalCode: '41101',
        address: 'Påhittsgatan 12 B',
        street: 'Påhittsgatan',
        number: 12,
        kind: 'termination',
      },
    });
  });

  test.for<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ [f.senderRole]: 'granne' }, ['senderRole']],
    [{ [f.sender]: ' ', [f.contact]: '' }, ['sender', 'contact']],
    [{ [f.phone]: '' }, ['reach']],
    [{ [f.phone]: 'ring mig' }, ['phone']],
    [{ [f.phone]: '', [f.email]: 'inte en adress' }, ['email']],
    [{ [f.postalCode]: '4110' }, ['postalCode']],
    [{ [f.datedOn]: '2026-10-15' }, ['datedOn']],
    [{ [f.datedOn]: '2026-02-30' }, ['datedOn']],
    [{ [f.tenantServedOn]: '1026-10-12' }, ['tenantServedOn']],
    [{ [f.kind]: '', [f.reason]: 'x' }, ['kind', 'reason']],
    [{ [f.tenant]: 'x'.repeat(201) }, ['tenant']],
    [
      { [f.postalCode]: '', [f.kind]: '', [f.phone]: '', [f.senderRole]: '' },
      ['senderRole', 'reach', 'postalCode', 'kind'],
    ],
    [{ [f.leaveEmpty]: 'https://example.invalid' }, ['leaveEmpty']],
  ])('with %j is told what is wrong, in the order of the form', ([typed, wrong]) => {
    const changed = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, [value]]));
    const read = readNotice({ ...filled, ...changed }, today);
    expect(read.wrong).toEqual(wrong);
    expect(read.said).toBeUndefined();
  });

  test.for<[string, string, number | undefined]>([
    ['Påhittsgatan 12 B', 'Påhittsgatan', 12],
    ['Påhittsgatan  12B, 2 tr', 'Påhittsgatan', 12],
    ['Första Långgatan 7', 'Första Långgatan', 7],
    ['Påhittsgatan', 'Påhittsgatan', undefined],
    ['Kvarteret 12345', 'Kvarteret 12345', undefined],
    ['12', '12', undefined],
  ])('at %s is of the street %s', ([address, street, number]) => {
    expect(streetIn(address)).toEqual(number === undefined ? { street } : { street, number });
  });

  test('has a receipt that is like no other and tells nothing', () => {
    const receipts = new Set(Array.from({ length: 1000 }, newReceipt));
    expect(receipts.size).toBe(1000);
    for (const receipt of receipts) expect(isReceipt(receipt), receipt).toBe(true);
    expect(isReceipt('<script>')).toBe(false);
  });
});
