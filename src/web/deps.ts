import type { ServerDeps } from '../platform/server.ts';
import type { Provider } from '../organisation/index.ts';
import type { BuiltAssets } from './assets.ts';

/** All that the application is given. */
export type Deps = ServerDeps &
  Readonly<{
    assets: BuiltAssets;
    /** The organisation's identity provider, when there is one. */
    provider?: Provider | undefined;
    /** Requests that one address may make in a minute. */
    requestsPerMinute: number;
    /** Notices that one address may send in a quarter of an hour; else as many as the intake says. */
    noticesPerAddress?: number;
  }>;
