import { expect } from 'vitest';
import { demoPassword } from '../../src/demo/index.ts';
import { attackAs, test } from './attacker.ts';

const signIn = (url: string, cookie: string): Promise<Response> =>
  fetch(new URL('/logga-in', url), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams({ username: 'alex', password: demoPassword }),
  });
const tokenIn = (response: Response): string =>
  response.headers
    .getSetCookie()
    .find((set) => set.startsWith('__Host-hemvist='))
    ?.split(';')[0] ?? '';
const opens = async (url: string, cookie: string): Promise<boolean> =>
  (await fetch(new URL('/arenden', url), { redirect: 'manual', headers: { cookie } })).status === 200;

test('a session that somebody planted before one signs in is not the one that one gets, and opens nothing afterwards', async ({
  server,
}) => {
  const { url } = server;
  for (const planted of [`__Host-hemvist=${'A'.repeat(43)}`, '__Host-hemvist=', `hemvist=${'B'.repeat(43)}`]) {
    const own = tokenIn(await signIn(url, planted));
    expect(own).toMatch(/^__Host-hemvist=[\w-]{43}$/);
    expect(own).not.toBe(planted);
    expect(await opens(url, planted)).toBe(false);
    expect(await opens(url, own)).toBe(true);
  }
  // Neither does the attacker's own live session become somebody else's.
  const billie = await attackAs(server, 'billie');
  const own = tokenIn(await signIn(url, billie.cookie));
  expect(own).not.toBe(billie.cookie);
  const page = await (await billie.ask('/min-dag')).text();
  expect(page).not.toContain('Alex Provberg');
});

test('a session that was left opens nothing, whoever kept its cookie', async ({ server }) => {
  const own = await attackAs(server, 'alex');
  expect(await opens(server.url, own.cookie)).toBe(true);
  const left = await own.send('/logga-ut', [['csrf', own.csrf]]);
  expect(left.status).toBeLessThan(400);
  expect(await opens(server.url, own.cookie)).toBe(false);
});
