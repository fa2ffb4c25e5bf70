/** An address within this site, and nothing that a browser could take for another. */
export function ownAddress(text: string): string | undefined {
  if (!/^\/(?![/\\])/.test(text) || text.length > 2000) return undefined;
  const base = 'http://own.invalid';
  const url = URL.parse(text, base);
  // Looked at again as it is given out: /..// comes out of the reading as //, which is another host.
  return url?.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : undefined;
}
