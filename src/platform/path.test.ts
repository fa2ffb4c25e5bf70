import { expect, test } from 'vitest';
import { path } from './path.ts';

const run = path('/pagaende/:run/ratta/:entry');
const list = path('/arenden');

test('an address is its pattern with what it names put in', () => {
  expect(run({ run: 'a', entry: 'b' })).toBe('/pagaende/a/ratta/b');
  expect(run.pattern).toBe('/pagaende/:run/ratta/:entry');
  expect(list()).toBe('/arenden');
});

test('what it names cannot lead anywhere else', () => {
  expect(run({ run: '../..', entry: 'a/b?c#d' })).toBe('/pagaende/..%2F../ratta/a%2Fb%3Fc%23d');
  expect(run({ run: 'å ö', entry: ':x' })).toBe('/pagaende/%C3%A5%20%C3%B6/ratta/%3Ax');
  expect(run({ run: '$&', entry: '$1' })).toBe('/pagaende/%24%26/ratta/%241');
});

test('a question follows it, without what is not asked', () => {
  expect(list({ sida: 2, ordning: 'name', fallande: undefined })).toBe('/arenden?sida=2&ordning=name');
  expect(list({ a: undefined })).toBe('/arenden');
  expect(list({ till: '/min-dag?x=1&y=å' })).toBe('/arenden?till=%2Fmin-dag%3Fx%3D1%26y%3D%C3%A5');
  expect(run({ run: 'a', entry: 'b' }, { sparat: 'c' })).toBe('/pagaende/a/ratta/b?sparat=c');
});

test('an address without what it names is a mistake, not an address', () => {
  expect(() => run({ run: 'a' } as unknown as Parameters<typeof run>[0])).toThrow(
    'The path /pagaende/:run/ratta/:entry needs entry',
  );
});
