import type { AppContext } from '../platform/server.ts';

/** Forms without files, as browsers send them. Nothing here takes a file, so what carries one is no form. */
const formType = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** The form that was sent; undefined when what was sent is none. */
export const readForm = async (context: AppContext): Promise<FormData | undefined> =>
  // Without a body there is no type either: a form without fields.
  formType.test(context.req.header('content-type') ?? '') ? context.req.formData().catch(() => undefined) : undefined;
