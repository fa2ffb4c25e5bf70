/** An address within this site, and nothing that a browser could take for another. */
export function ownAddress(text: string): string | undefined {
  if (!/^\/(?![/\\])/.test(text) || text.length > 2000) return undefined;
  const base = 'http://own.invalid';
  const url = URL.parse(text, base);
  return url?.origin === base ? `${url.pathname}${url.search}` : undefined;
}
