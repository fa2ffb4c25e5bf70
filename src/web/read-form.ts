import { setTimeout as sleep } from 'node:timers/promises';
import { boundaryOf, type NotRead, readMultipart } from '../platform/multipart.ts';
import type { AppContext } from '../platform/server.ts';
import { createRoom, fileLimits, type Upload } from '../platform/upload.ts';

/** Forms without files, as browsers send them. */
const formType = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** All that is typed in a form, in bytes. */
export const largestForm = 512 * 1024;

const limits = {
  // A file that is too large is read past its limit so that its sender is told so, but not for ever.
  bytes: 2 * fileLimits.bytes + largestForm,
  fieldBytes: largestForm,
  fields: 500,
  files: 4,
} as const;

/**
 * What all files that are being received may hold in memory together. Apart, so that whoever fills the room of forms that are open to
 * everybody takes none from those who work here.
 */
const rooms = { signedIn: createRoom(10 * fileLimits.bytes), everybody: createRoom(5 * fileLimits.bytes) } as const;

/** What came with a form. `release` gives back the room that its files hold in memory. */
export type SentForm = Readonly<{ form: FormData; files: readonly Upload[]; release: () => void }>;

/** What is answered when a form could not be read. */
export const notReadAs = { malformed: 400, 'too-large': 413, 'no-room': 503 } as const satisfies Record<
  NotRead,
  number
>;

const withoutFiles = (form: FormData): SentForm => ({ form, files: [], release: () => {} });

/** The form that was sent, to a route that takes no files; undefined when what was sent is none. */
export const readForm = async (context: AppContext): Promise<FormData | undefined> =>
  // Without a body there is no type either: a form without fields.
  formType.test(context.req.header('content-type') ?? '') ? context.req.formData().catch(() => undefined) : undefined;

/**
 * The form that was sent, with its files when the route takes any. A file is kept when `keeps`, asked with the fields that came before it,
 * says so: else it is read and dropped.
 */
export async function readSent(
  context: AppContext,
  fileFields: readonly string[] | undefined,
  keeps: (fields: FormData) => boolean,
  who: keyof typeof rooms = 'signedIn',
): Promise<SentForm | NotRead> {
  const boundary = boundaryOf(context.req.header('content-type') ?? '');
  if (boundary === undefined || fileFields === undefined) {
    const form = await readForm(context);
    if (!form) await drop(context);
    return form ? withoutFiles(form) : 'malformed';
  }
  if (Number(context.req.header('content-length') ?? 0) > limits.bytes) return 'too-large';
  const { body } = context.req.raw;
  return body ? readMultipart(body, boundary, limits, rooms[who], keeps, fileFields) : 'malformed';
}

/** How long nothing may come before who sends is taken to have stopped, in milliseconds. */
const silence = 500;

/**
 * Reads what is being sent to its end and lets go of it: an answer before that would reach nobody, and the connection would be closed
 * while the next thing is asked for on it. Only as long as something comes, and nothing that is longer than any form.
 */
export async function drop(context: AppContext): Promise<void> {
  const { body } = context.req.raw;
  if (!body || context.req.raw.bodyUsed || Number(context.req.header('content-length') ?? 0) > limits.bytes) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const stopped = sleep(silence, { done: true }, { ref: false });
      const { done } = await Promise.race([reader.read(), stopped]);
      if (done) return;
    }
  } catch {
    // The sender went away.
  }
}

/** Whether a request carries a form with files, whose limits are kept while it is read. */
export const isWithFiles = (context: AppContext): boolean =>
  boundaryOf(context.req.header('content-type') ?? '') !== undefined;
