import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axeCore from 'axe-core';
import type { RunOnly } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const ofTheLook: RunOnly = {
  type: 'rule',
  values: ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'],
};

/** How a page is looked at: its width in CSS pixels, and the theme. */
export type Look = Readonly<{ width: number; theme: 'light' | 'dark' }>;

export const wide: Look = { width: 1280, theme: 'light' };
export const dark: Look = { width: 1280, theme: 'dark' };
export const narrowAndDark: Look = { width: 320, theme: 'dark' };
/** Both widths and both themes, in two goes. */
export const bothWays: readonly Look[] = [narrowAndDark, wide];

/** What is wrong with a page, in each of the looks, in words; nothing, for a page as it should be. */
export async function findings(page: Page, looks: readonly Look[]): Promise<readonly string[]> {
  const found = [...(await wrongAround(page))];
  let seen: string | undefined;
  for (const look of looks) {
    await show(page, look);
    const shown = await whatIsShown(page);
    // The same elements in another width and theme: only what hangs on those is asked again.
    const wrong = [...(await violations(page, shown === seen ? ofTheLook : rules)), ...(await sticksOut(page))];
    seen ??= shown;
    found.push(...wrong.map((words) => `${look.width} px, ${look.theme}: ${words}`));
  }
  // What people mostly work in is what stays.
  if (looks.length > 0 && looks.at(-1) !== wide) await show(page, wide);
  return found;
}

async function show(page: Page, { width, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
}

// Asked of the page itself: for a locator the browser first loads its tools into every new page, which takes longer than the question.

/** What every page has around its content, and this one lacks. */
const wrongAround = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobal;
    const html = document.documentElement;
    const headings = html.querySelectorAll('h1').length;
    const title = html.querySelector('title')?.textContent ?? '';
    const language = html.getAttribute('lang') ?? '';
    const first = html.querySelector('a[href]')?.getAttribute('href') ?? '';
    return [
      headings === 1 ? '' : `${headings} main headings`,
      /^.+ – Hemvist$/.test(title) ? '' : `the title is "${title}"`,
      /^(sv|en)$/.test(language) ? '' : `the language is "${language}"`,
      first.startsWith('#') && html.querySelector(first)?.tagName === 'MAIN'
        ? ''
        : `the first link does not skip to the content: ${first}`,
    ].filter((words) => words !== '');
  });

/** Which elements there are to see. */
const whatIsShown = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobal;
    return [...document.documentElement.querySelectorAll('body *')]
      .map((one) => (one.getBoundingClientRect().width > 0 ? '1' : '0'))
      .join('');
  });

/** What a page is made of, without what it says: its headings in turn, and every sort of element that is on it. */
export const madeOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobal;
    const ofTheSort = new Set([
      'role',
      'class',
      'type',
      'lang',
      'tabindex',
      'aria-current',
      'aria-invalid',
      'aria-expanded',
      'aria-hidden',
    ]);
    const met = new Set<string>();
    let headings = '';
    for (const { tagName, attributes, textContent } of document.documentElement.querySelectorAll('*')) {
      if (/^H\d$/.test(tagName)) headings += tagName;
      const said = [...attributes].map(({ name, value }) => (ofTheSort.has(name) ? `${name}=${value}` : name));
      met.add(`${tagName} ${said.join(' ')}${textContent === '' ? ' empty' : ''}`);
    }
    return [headings, ...[...met].toSorted()].join('\n');
  });

async function violations(page: Page, asked: RunOnly): Promise<readonly string[]> {
  // Run by the browser's own tools, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { axe: tool } = globalThis as unknown as { axe: typeof axeCore };
    const found = await tool.run({ runOnly, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, asked);
}

/** What makes the page wider than the window. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as PageGlobal;
    const html = document.documentElement;
    if (html.scrollWidth <= html.clientWidth) return [];
    const out = [...html.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > html.clientWidth + 0.5,
    );
    const widest = out.slice(-3).map((one) => one.outerHTML.slice(0, 200));
    return [`scrolls sideways, ${html.scrollWidth} of ${html.clientWidth} px: ${widest.join(' ')}`];
  });
