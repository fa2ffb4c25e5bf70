import type { Locator, Page } from 'playwright-core';

/** An obligation's line on the page of a run. */
export const lineOf = (page: Page, obligation: string): Locator => page.locator(`li[id="${obligation}"]`);

/** How every obligation in some phases stands, by the engine's word for it. */
export async function statesIn(page: Page, ...phases: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const states: Record<string, string> = {};
  for (const phase of phases) {
    for (const line of await page.locator(`details[id="${phase}"] li[data-state]`).all()) {
      states[(await line.getAttribute('id')) ?? ''] = (await line.getAttribute('data-state')) ?? '';
    }
  }
  return states;
}

/** The word and the day beside an obligation's name. */
export const stateInWords = async (page: Page, obligation: string): Promise<string> =>
  (await lineOf(page, obligation).locator('.state > *').allTextContents())
    .map((text) => text.trim())
    .join(' ')
    .trim();

export const field = (page: Page, name: string): Locator => page.locator(`[name="${name}"]`).first();
/** One choice of a group. */
export const choice = (page: Page, name: string, value: string): Locator =>
  page.locator(`[name="${name}"][value="${value}"]`);
/** The button that saves the form: the first of its buttons. */
export const saveButton = (page: Page): Locator => page.locator('main form .buttons button').first();
/** What a page says first, after something was done. */
export const notices = (page: Page): Locator => page.locator('main .alert');
