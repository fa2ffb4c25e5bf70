import { z } from 'zod';
import { findActor, signIn, signInLimits, signInWithCode, signOut } from '../organisation/index.ts';
import { sessionLimits } from '../platform/session.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, ServerDeps } from '../platform/server.ts';
import { bearerOf } from './dispatch.ts';
import { languageOf, problem } from './problem.ts';
import { readBody } from './read-request.ts';

export const sessionPath = '/api/v1/session';

const longest = 1000;

export const signInSchema = z
  .strictObject({
    username: z.string().min(1).max(longest),
    password: z.string().min(1).max(longest),
    code: z.string().min(1).max(longest).optional().meta({
      description: 'For who has codes from an app: the one that it shows now, or a recovery code.',
    }),
  })
  .meta({ id: 'SignIn' });

export const sessionSchema = z
  .object({
    token: z.string().meta({ description: 'Send it as `Authorization: Bearer …` with everything else.' }),
    expiresAt: z.iso.datetime().meta({ description: 'When the session ends, whatever happens.' }),
    idleMinutes: z.int().meta({ description: 'The session ends earlier when nothing is asked for this long.' }),
  })
  .meta({ id: 'Session' });

/** Signing in and out: what one may do without being anybody. */
export function mountSession(app: App, deps: ServerDeps): void {
  app.post(sessionPath, async (context) => {
    const read = await readBody(context, signInSchema, languageOf(context));
    if ('code' in read) return problem(context, read.code, read.errors === undefined ? {} : { errors: read.errors });
    const now = deps.now();
    const { username, password, code } = read.value as z.infer<typeof signInSchema>;
    const from = { address: clientAddress(context, deps.trustedProxies), now };
    const first = await signIn(deps.db, { username, password, ...from, demoAllowed: deps.demo });
    const result =
      first.outcome === 'second-step' && code !== undefined
        ? await signInWithCode(deps.db, { step: first.step, code, safe: deps.safe, ...from })
        : first;
    switch (result.outcome) {
      case 'signed-in': {
        const expiresAt = new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000).toISOString();
        return context.json({ token: result.token, expiresAt, idleMinutes: sessionLimits.idleMinutes }, 201);
      }
      case 'failed':
      case 'second-step':
        return problem(context, 'sign-in-failed');
      case 'too-many':
        context.header('retry-after', String(signInLimits.windowMinutes * 60));
        return problem(context, 'too-many');
    }
  });

  app.delete(sessionPath, async (context) => {
    const token = bearerOf(context);
    const actor = token === undefined ? undefined : await findActor(deps.db, token, deps.now());
    if (token === undefined || !actor) return problem(context, 'unauthenticated');
    await signOut(deps.db, token, deps.now());
    return context.body(null, 204);
  });
}

/** Where a request comes from, as the connection says; what a client writes in a header is not believed. */
