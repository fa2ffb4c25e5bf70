import type { AppContext } from './server.ts';

/**
 * Where a request comes from. Each trusted proxy adds the address it saw at the end of X-Forwarded-For: so many from the end, and no
 * further, what that header says is true; before that it is what the client chose to write. With no proxy, the connection says it.
 */
export function clientAddress(context: AppContext, trustedProxies: number): string {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  const connection = incoming?.socket?.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return connection;
  const seen = (context.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return seen.at(-trustedProxies) || connection;
}
