import type { AppContext, ServerDeps } from '../platform/server.ts';
import type { BuiltAssets } from './assets.ts';

/** All that the application is given. */
export type Deps = ServerDeps &
  Readonly<{
    assets: BuiltAssets;
    /** Requests that one address may make in a minute. */
    requestsPerMinute: number;
  }>;

/** Where a request comes from, as the connection says; what a client writes in a header is not believed. */
export function addressOf(context: AppContext): string {
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
}
