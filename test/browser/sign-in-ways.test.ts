import type { CDPSession, Page } from 'playwright-core';
import { Secret, TOTP } from 'otpauth';
import { expect } from 'vitest';
import { demoPassword } from '../../src/demo/index.ts';
import {
  createProvider,
  inviteAccount,
  signInLinkPath,
  signInMessages,
  signInPaths as own,
} from '../../src/organisation/index.ts';
import { messages } from '../../src/web/messages/index.ts';
import { paths } from '../../src/web/paths.ts';
import { now, test } from '../support/browser.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { startServer } from '../support/server.ts';
import { beginVisit } from './visit.ts';

const m = signInMessages.sv;
const w = messages.sv;

const first = 'en grävling på taket';
const chosen = 'elva lila cyklar sover tyst';
const codeAt = (secret: string, at: Date): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });

async function withKeys(page: Page): Promise<CDPSession> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('WebAuthn.enable');
  await tools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return tools;
}

test('somebody new sets up codes, makes recovery codes, changes the password and signs in with each, without script', async ({
  begin,
  database,
  server,
}) => {
  const { page, open, follow, arrive } = await begin({ scripts: 'blocked' });
  const token = await inviteAccount(
    database.owner,
    { username: 'ny.låtsasson', name: 'Ny Låtsasson', unit: 'centrum-vuxen', roles: ['caseworker'] },
    now,
  );
  await open(signInLinkPath({ token }));
  await page.getByLabel(m.password.chosen, { exact: true }).fill('Sommar2026!!');
  await page.getByLabel(m.password.again).fill('Sommar2026!!');
  await follow(page.getByRole('button', { name: w.link.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.password.problems.common]);
  await page.getByLabel(m.password.chosen, { exact: true }).fill(first);
  await page.getByLabel(m.password.again).fill(first);
  await follow(page.getByRole('button', { name: w.link.save }));
  const signIn = async (password: string, status = 200) => {
    await open(paths.signIn());
    // What takes script is not offered.
    expect(await page.getByText(w.signIn.passkey).isVisible()).toBe(false);
    await page.getByLabel(w.signIn.username).fill('ny.låtsasson');
    await page.getByLabel(w.signIn.password).fill(password);
    await follow(page.getByRole('button', { name: w.signIn.submit, exact: true }), status);
  };
  const main = page.locator('main');
  expect(await main.innerText()).toContain(m.own.mustSetUp);
  await follow(page.getByRole('link', { name: m.own.codeAdd }));
  const secret = await page.locator('input[name="hemlighet"]').inputValue();
  await page.getByLabel(m.code.field).fill('12345');
  await follow(page.getByRole('button', { name: m.code.save }), 422);
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([m.code.wrong]);
  expect(await page.locator('input[name="hemlighet"]').inputValue()).toBe(secret);
  await page.getByLabel(m.code.field).fill(codeAt(secret, now));
  await follow(page.getByRole('button', { name: m.code.save }));
  expect(await main.innerText()).not.toContain(m.own.mustSetUp);
  await follow(page.getByRole('button', { name: m.own.recoveryMake }));
  const codes = await page.getByRole('list', { name: m.recovery.list }).locator('li').allInnerTexts();
  expect(new Set(codes).size).toBe(10);
  await follow(page.getByRole('link', { name: m.recovery.done }));
  expect(await main.innerText()).toContain(m.own.recoveryLeft(10));

  await follow(page.getByRole('link', { name: m.own.changePassword }));
  const change = async (current: string, next: string, again: string, status = 200) => {
    await page.getByLabel(m.password.current).fill(current);
    await page.getByLabel(m.password.chosen, { exact: true }).fill(next);
    await page.getByLabel(m.password.again).fill(again);
    await follow(page.getByRole('button', { name: m.password.save }), status);
  };
  await change('fel', 'Sommar2026!!', 'Sommar2027!!', 422);
  const { current, common, again } = m.password.problems;
  expect(await page.locator('.error-summary a').allTextContents()).toEqual([current, common, again]);
  await change(first, chosen, chosen);
  expect(await main.innerText()).toContain(m.own.done.losenord);

  await follow(page.getByRole('button', { name: w.layout.signOut, exact: true }));
  await signIn(first, 422);
  // The link is worth nothing any more.
  await open(signInLinkPath({ token }), 404);
  await signIn(chosen);
  await page.getByLabel(w.secondStep.code).fill('000000');
  await follow(page.getByRole('button', { name: w.secondStep.submit }), 422);
  server.clock.now = new Date(now.getTime() + 60_000);
  await page.getByLabel(w.secondStep.code).fill(codeAt(secret, server.clock.now));
  await follow(page.getByRole('button', { name: w.secondStep.submit }));
  await open(own.own());
  expect(await page.getByRole('row').nth(1).innerText()).toContain(m.methods.code);

  // A recovery code works in its place, once.
  await follow(page.getByRole('button', { name: w.layout.signOut, exact: true }));
  await signIn(chosen);
  await page.getByLabel(w.secondStep.code).fill(codes[0]?.toUpperCase() ?? '');
  await follow(page.getByRole('button', { name: w.secondStep.submit }));
  await open(own.own());
  expect(await main.innerText()).toContain(m.own.recoveryLeft(9));
  // What is sensitive asks for a code again, and comes back.
  server.clock.now = new Date(now.getTime() + 15 * 60_000);
  await open(own.code());
  await page.getByLabel(w.confirm.code).fill(codes[0] ?? '');
  await follow(page.getByRole('button', { name: w.confirm.submit }), 422);
  await page.getByLabel(w.confirm.code).fill(codes[1] ?? '');
  await follow(page.getByRole('button', { name: w.confirm.submit }));
  expect(await page.locator('h1').innerText()).toBe(m.code.title);
  await open(own.own());
  await arrive(() => page.getByRole('button', { name: m.own.endAll }).click());
  expect(await page.locator('h1').innerText()).toBe(w.signIn.title);
  server.clock.now = now;
});

test('a passkey is added, signs in with one press and no name, proves again, and is removed', async ({
  begin,
  server,
}) => {
  const { page, open, follow } = await begin();
  const tools = await withKeys(page);
  await open(paths.signIn());
  await page.getByLabel(w.signIn.username).fill('hedda');
  await page.getByLabel(w.signIn.password).fill(demoPassword);
  await follow(page.getByRole('button', { name: w.signIn.submit, exact: true }));
  await open(own.passkey());
  await page.getByLabel(m.passkey.name).fill('Jobbdatorn');
  await follow(page.getByRole('button', { name: m.passkey.save }));
  expect(await page.locator('main').innerText()).toContain(m.own.done.nyckel);
  expect(await page.getByRole('rowheader', { name: 'Jobbdatorn' }).count()).toBe(1);

  await follow(page.getByRole('button', { name: w.layout.signOut, exact: true }));
  await follow(page.getByRole('button', { name: w.signIn.passkey }));
  await open(own.own());
  expect(await page.locator('main').innerText()).toContain(m.methods.passkey);

  server.clock.now = new Date(now.getTime() + 15 * 60_000);
  await open(own.passkey());
  expect(await page.locator('h1').innerText()).toBe(w.confirm.title);
  await follow(page.getByRole('button', { name: w.confirm.passkey }));
  expect(await page.locator('h1').innerText()).toBe(m.passkey.title);

  // With the password alone nobody is in any more: the passkey is asked for.
  await follow(page.getByRole('button', { name: w.layout.signOut, exact: true }));
  await page.getByLabel(w.signIn.username).fill('hedda');
  await page.getByLabel(w.signIn.password).fill(demoPassword);
  await follow(page.getByRole('button', { name: w.signIn.submit, exact: true }));
  expect(await page.locator('h1').innerText()).toBe(w.secondStep.title);
  await follow(page.getByRole('button', { name: w.signIn.passkey }));
  await open(own.own());
  await follow(page.getByRole('button', { name: `${m.own.passkeyRemove} Jobbdatorn` }));
  expect(await page.locator('main').innerText()).toContain(m.own.done['nyckel-borta']);

  // The browser still has it; it is worth nothing.
  await follow(page.getByRole('button', { name: w.layout.signOut, exact: true }));
  await follow(page.getByRole('button', { name: w.signIn.passkey }), 422);
  expect(await page.locator('main').innerText()).toContain(w.signIn.passkeyFailed);
  await tools.detach();
  server.clock.now = now;
});

test('whom the organisation vouches for signs in there, comes back with what was on its way, and signs out there', async ({
  browser,
  database,
}) => {
  await database.owner.query(
    `insert into sign_in_rule values ('1480', gen_random_uuid(), 'groups', 'hemvist', 'caseworker', 'centrum-vuxen')`,
  );
  const vouched = { sub: 'kim', acr: 'high', claims: { name: 'Kim Exempelberg', groups: ['hemvist'] } };
  const idp = await startIdentityProvider([vouched]);
  idp.at.person = vouched;
  const { issuer, clientId, clientSecret } = idp;
  const provider = createProvider({ issuer, clientId, clientSecret, acr: ['high'], name: undefined });
  const server = await startServer(database.db, now, { provider });
  idp.serve(server.url);
  const { page, open, follow, end } = await beginVisit(browser, server, {});
  const go = { name: w.provider.signIn(w.provider.organisation) };
  await open(paths.signIn());
  await follow(page.getByRole('link', go));
  await open(own.own());
  expect(await page.locator('main').innerText()).toContain(m.own.provider);
  // The session ends while a form is open; what it would have done waits for who comes back.
  server.clock.now = new Date(now.getTime() + 2 * 3_600_000);
  await follow(page.getByRole('button', { name: m.own.endAll }), 401);
  await follow(page.getByRole('button', go));
  await follow(page.getByRole('link', { name: w.provider.go(w.provider.organisation) }));
  expect(await page.locator('h1').innerText()).toBe(w.resume.title);
  // The page that leads on to the provider goes there at once: it stays for who looks at it when the provider has nothing to show.
  const there = `${issuer}/session/end?**`;
  await page.route(there, (route) => route.fulfill({ status: 204 }));
  await follow(page.getByRole('button', { name: w.resume.send }));
  expect(await page.locator('h1').innerText()).toBe(w.provider.signedOut);
  await page.unroute(there);

  // With another browser to the end, without looking at the provider's own pages.
  const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
  const other = await context.newPage();
  await other.goto(paths.signIn());
  await other.getByRole('link', go).click();
  await other.getByRole('button', { name: w.layout.signOut, exact: true }).click();
  await other.waitForURL(there);
  expect([...new URL(other.url()).searchParams.keys()].toSorted()).toEqual(['client_id', 'post_logout_redirect_uri']);
  await other.getByRole('button', { name: 'Yes' }).click();
  await other.waitForURL(new URL(paths.signIn(), server.url).href);
  // Whoever comes to that browser next is not let in as the one before.
  idp.at.person = undefined;
  await other.getByRole('link', go).click();
  await other.getByText(w.signIn.providerFailed.failed).waitFor();
  await context.close();

  // Somebody there without a role here is told so.
  await open(paths.signIn());
  await database.owner.query('delete from sign_in_rule');
  await follow(page.getByRole('link', go), 422);
  expect(await page.locator('main').innerText()).toContain(w.signIn.providerFailed['no-role']);
  await end();
  await server.stop();
  await idp.stop();
});
