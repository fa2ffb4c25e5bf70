import type { AppContext } from '../platform/server.ts';

/** The form that was sent; undefined when what was sent is none. */
export const readForm = (context: AppContext): Promise<FormData | undefined> =>
  context.req.formData().catch(() => undefined);
