import type { ServerDeps } from '../platform/server.ts';
import type { BuiltAssets } from './assets.ts';

/** All that the application is given. */
export type Deps = ServerDeps &
  Readonly<{
    assets: BuiltAssets;
    /** Requests that one address may make in a minute. */
    requestsPerMinute: number;
  }>;
