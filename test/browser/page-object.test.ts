import { expect } from 'vitest';
import { test } from '../support/browser.ts';
import { bothWays } from './examine.ts';

const page = (body: string): string =>
  `<!doctype html><html lang="sv"><head><title>Prov – Hemvist</title></head><body><a href="#innehall">Hoppa</a><main id="innehall" tabindex="-1"><h1>Prov</h1>${body}</main></body></html>`;

const contentType = 'text/html; charset=utf-8';

test('a page that is as it should be passes', async ({ begin }) => {
  const visit = await begin();
  await visit.context.route('**/prov', (route) => route.fulfill({ contentType, body: page('<p>Text</p>') }));
  await visit.open('/prov');
});

test.for([
  ['a field without a label', page('<input name="a">'), 'label'],
  ['text too faint to read', page('<p style="color:#aaa;background:#fff">Text</p>'), 'color-contrast'],
  ['a line wider than a small window', page('<p style="width:400px">Text</p>'), 'scrolls sideways, 4'],
  ['a second main heading', page('<h1>Text</h1>'), '2 main headings'],
  ['a script that the content security policy refuses', page('<script>1</script>'), 'script-src'],
] as const)('a page with %s fails', async ([, body, said], { begin }) => {
  const visit = await begin({ looks: bothWays });
  const headers = {
    'content-type': contentType,
    'content-security-policy': said === 'script-src' ? "script-src 'none'" : "default-src 'self' 'unsafe-inline'",
  };
  await visit.context.route('**/prov', (route) => route.fulfill({ body, headers }));
  await expect(visit.open('/prov')).rejects.toThrow(said);
  visit.forget();
});

test('a page that nobody examined is found when the visit ends', async ({ begin }) => {
  const visit = await begin();
  await visit.page.goto('/logga-in');
  await expect(visit.end()).rejects.toThrow('1 pages were come to');
  visit.forget();
});
