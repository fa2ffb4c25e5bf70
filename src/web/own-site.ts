import type { AppContext } from '../platform/server.ts';

/** Browsers say where a request was made; one made elsewhere is nobody's own form. */
export function isOwnSite(context: AppContext): boolean {
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = context.req.header('origin');
  // By host: behind a proxy that ends TLS, the scheme differs from what the browser saw.
  return origin === undefined || URL.parse(origin)?.host === context.req.header('host');
}
