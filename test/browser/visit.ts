import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { demoPassword, type DemoPerson } from '../../src/demo/index.ts';
import type { Language } from '../../src/kernel/text.ts';
import type { TestServer } from '../support/server.ts';
import { findings, type Look, madeOf, narrowAndDark, wide } from './examine.ts';

export type VisitOptions = Readonly<{
  as?: DemoPerson;
  /** Chosen before; else as the person has it. */
  language?: Language;
  /** The page's own scripts do not arrive. */
  scripts?: 'blocked';
  /** How every page is looked at on arrival; else narrow and dark the first time, and wide when there is something new on it. */
  looks?: readonly Look[];
}>;

/**
 * Somebody at a browser. Every page they come to is examined: axe, no sideways scrolling, nothing in the console, one h1, a title,
 * a language and a skip link. A page that a test came to in another way is found when the visit ends.
 */
export type Visit = Readonly<{
  page: Page;
  context: BrowserContext;
  /** Goes to an address. */
  open: (address: string, status?: number) => Promise<void>;
  /** Does what leads to another page, and waits for it. */
  arrive: (deed: () => Promise<unknown>, status?: number) => Promise<void>;
  /** Presses a link or a button that leads to another page. */
  follow: (link: Locator, status?: number) => Promise<void>;
  signIn: (username: DemoPerson) => Promise<void>;
  /** Somebody else, or nobody, at the same browser: sooner than a browser of their own, for who only looks. */
  become: (who: DemoPerson | undefined) => Promise<void>;
  /** Examines the page as it now is, as after opening something on it. */
  look: (looks?: readonly Look[]) => Promise<void>;
  /** Does something while there is no network, where the browser's complaints are expected. */
  offline: (deed: () => Promise<unknown>) => Promise<void>;
  /** Lets go of what is wrong with the pages so far: for tests of the visit itself. */
  forget: () => void;
  /** Tells of what is wrong and has not been told, pages that were not examined among it. */
  settle: () => void;
  end: () => Promise<void>;
}>;

export async function beginVisit(browser: Browser, server: TestServer, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // Two files run at once on a small machine.
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  if (options.scripts) await block(context, page);

  const complaints: string[] = [];
  let status = 0;
  let arrived = 0;
  let examined = 0;
  let online = true;
  page.on('domcontentloaded', () => (arrived += 1));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) status = response.status();
  });
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    // The status of the page itself is asserted on arrival; scripts that were blocked and a network that is off were asked for.
    const expected =
      url === page.url() ||
      (options.scripts === 'blocked' && url.endsWith('.js')) ||
      (!online && url.startsWith(server.url));
    if (!(message.text().startsWith('Failed to load resource') && expected))
      complaints.push(`${message.text()} ${url}`);
  });

  const forget = (): void => {
    complaints.length = 0;
    examined = arrived;
  };
  const look = async (how = options.looks): Promise<void> => {
    const wrong = [...(await findings(page, how ?? (await looksAt(page, status)))), ...complaints];
    forget();
    refuse(wrong, page.url());
  };
  const arrive = async (deed: () => Promise<unknown>, expected = 200): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), deed()]);
    refuse(status === expected ? [] : [`the status is ${status}, not ${expected}`], page.url());
    await look();
  };
  const open = (address: string, expected?: number): Promise<void> => arrive(() => page.goto(address), expected);
  const settle = (): void => {
    const left =
      arrived === examined
        ? []
        : [`${arrived - examined} pages were come to and not examined: move with open, follow or arrive`];
    const wrong = [...complaints, ...left];
    forget();
    refuse(wrong, 'The visit');
  };
  const visit: Visit = {
    page,
    context,
    open,
    arrive,
    follow: (link, expected) => arrive(() => link.click(), expected),
    signIn: async (username) => {
      await open('/logga-in');
      await page.getByLabel('Användarnamn').fill(username);
      await page.getByLabel('Lösenord').fill(demoPassword);
      await arrive(() => page.getByRole('button', { name: 'Logga in', exact: true }).click());
    },
    become: async (who) => {
      await context.clearCookies();
      if (options.language)
        await context.addCookies([{ name: 'hemvist-language', value: options.language, url: server.url }]);
      if (who !== undefined) await takeSession(context, server, who);
    },
    look,
    offline: async (deed) => {
      online = false;
      await context.setOffline(true);
      await deed();
      await context.setOffline(false);
      online = true;
    },
    forget,
    settle,
    end: async () => {
      await context.close();
      settle();
    },
  };
  await visit.become(options.as);
  return visit;
}

/** By the browser itself: to ask about every request here would make every page slower. */
async function block(context: BrowserContext, page: Page): Promise<void> {
  const tools = await context.newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.setBlockedURLs', { urls: ['*/assets/*.js'] });
}

function refuse(wrong: readonly string[], where: string): void {
  if (wrong.length > 0) throw new Error(`${where}:\n${wrong.join('\n')}`);
}

const met = new Map<string, Set<string>>();

/**
 * Narrow and dark the first time, wide and light when there is something on it that was not there before, and else not again. The page as it
 * first is has been looked at from all sides in pages.test.ts.
 */
async function looksAt(page: Page, status: number): Promise<readonly Look[]> {
  const kind = `${status} ${new URL(page.url()).pathname.replaceAll(/[\da-f-]{36}/g, ':id')}`;
  const made = await madeOf(page);
  const known = met.get(kind);
  if (known?.has(made)) return [];
  met.set(kind, (known ?? new Set()).add(made));
  return [known ? wide : narrowAndDark];
}

const sessions = new WeakMap<TestServer, Map<string, string>>();

/** A session without the sign-in page, for tests of something else; one for each person in a file. */
async function takeSession(context: BrowserContext, server: TestServer, username: DemoPerson): Promise<void> {
  const { url } = server;
  const its = sessions.get(server) ?? new Map<string, string>();
  const known = its.get(username) ?? (await newSession(url, username));
  sessions.set(server, its.set(username, known));
  const [name = '', value = ''] = known.split('=');
  await context.addCookies([
    { name, value, url: url.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
}

async function newSession(url: string, username: DemoPerson): Promise<string> {
  const body = new URLSearchParams({ username, password: demoPassword });
  const response = await fetch(new URL('/logga-in', url), { method: 'POST', body, redirect: 'manual' });
  const [cookie] = response.headers.getSetCookie();
  const session = cookie?.split(';')[0];
  if (response.status !== 303 || session === undefined) throw new Error(`${username} could not sign in`);
  return session;
}
