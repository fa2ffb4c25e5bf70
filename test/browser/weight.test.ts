import type { Request } from 'playwright-core';
import { expect } from 'vitest';
import { paths } from '../../src/casework/index.ts';
import { test } from '../support/browser.ts';
import { demoCase } from './demo-case.ts';
import type { Visit } from './visit.ts';

const kilobyte = 1000;

type Weight = Readonly<{ font: number; rest: number; requests: number }>;

/** What goes over the wire, headers and all, while something is done. */
async function weightOf({ page }: Visit, deed: () => Promise<void>): Promise<Weight> {
  const done: Request[] = [];
  const keep = (request: Request): void => void done.push(request);
  page.on('requestfinished', keep);
  await deed();
  page.off('requestfinished', keep);
  let [font, rest] = [0, 0];
  for (const request of done) {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    if (request.resourceType() === 'font') font += responseBodySize + responseHeadersSize;
    else rest += responseBodySize + responseHeadersSize;
  }
  return { font, rest, requests: done.length };
}

test('the first page weighs at most 60 kB besides the font, and those after it 15 kB', async ({ begin, database }) => {
  const alva = await demoCase(database, 'Alva');
  for (const first of [paths.myDay(), '/logga-in']) {
    const visit = await begin(first === '/logga-in' ? {} : { as: 'alex' });
    const weight = await weightOf(visit, async () => {
      await visit.open(first);
      await visit.page.waitForLoadState('networkidle');
    });
    expect(weight.rest).toBeGreaterThan(kilobyte);
    expect(weight.rest).toBeLessThanOrEqual(60 * kilobyte);
    expect(weight.font).toBeGreaterThan(kilobyte);
    expect(weight.font).toBeLessThanOrEqual(40 * kilobyte);
  }
  const visit = await begin({ as: 'alex' });
  await visit.open(paths.myDay());
  for (const next of [
    paths.myDay(),
    paths.cases(),
    paths.run({ run: alva.run }),
    paths.timeline({ run: alva.run }),
    paths.record({ run: alva.run, kind: 'planning-meeting' }),
  ]) {
    const { rest, font } = await weightOf(visit, () => visit.open(next));
    expect({ next, rest: rest <= 15 * kilobyte, font }).toEqual({ next, rest: true, font: 0 });
  }
});

test('the text does not wait for the font', async ({ begin }) => {
  const visit = await begin({ as: 'alex' });
  let fontAsked = false;
  // The font never comes, so that the page is never all loaded.
  await visit.context.route('**/*.woff2', () => void (fontAsked = true));
  await visit.page.goto(paths.myDay(), { waitUntil: 'domcontentloaded' });
  visit.forget();
  await visit.page.getByRole('heading', { level: 1 }).waitFor();
  expect(fontAsked).toBe(true);
  const displays = await visit.page.evaluate<readonly string[]>(
    '[...document.fonts].filter(({ family }) => family.includes("Sans 3")).map(({ display }) => display)',
  );
  expect(displays.length).toBeGreaterThan(0);
  for (const display of displays) expect(['swap', 'fallback', 'optional']).toContain(display);
});

test('styles, scripts and font are kept for ever under names of their own, and pages not at all', async ({ begin }) => {
  const visit = await begin({ as: 'alex' });
  const kept: Record<string, string> = {};
  visit.page.on(
    'response',
    (response) => void (kept[response.request().resourceType()] = response.headers()['cache-control'] ?? ''),
  );
  await visit.open(paths.myDay());
  const forEver = 'public, max-age=31536000, immutable';
  expect(kept).toMatchObject({ document: 'no-store', stylesheet: forEver, script: forEver, font: forEver });
});
