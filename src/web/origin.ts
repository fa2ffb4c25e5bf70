import type { AppContext } from '../platform/server.ts';
import type { Deps } from './deps.ts';

/** Where browsers see this site: as configured, else as they asked for it. */
export const originOf = ({ publicUrl }: Pick<Deps, 'publicUrl'>, context: AppContext): string =>
  new URL(publicUrl ?? context.req.url).origin;
