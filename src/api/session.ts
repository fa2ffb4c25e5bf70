import { z } from 'zod';
import { findActor, signIn, signInLimits, signOut } from '../organisation/index.ts';
import { sessionLimits } from '../platform/session.ts';
import { clientAddress } from '../platform/client-address.ts';
import type { App, ServerDeps } from '../platform/server.ts';
import { bearerOf } from './dispatch.ts';
import { languageOf, problem } from './problem.ts';
import { readBody } from './read-request.ts';

export const sessionPath = '/api/v1/session';

const longest = 1000;

export const signInSchema = z
  .strictObject({ username: z.string().min(1).max(longest), password: z.string().min(1).max(longest) })
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
    const { username, password } = read.value as z.infer<typeof signInSchema>;
    const result = await signIn(deps.db, {
      username,
      password,
      address: clientAddress(context, deps.trustedProxies),
      now,
      demoAllowed: deps.demo,
    });
    switch (result.outcome) {
      case 'signed-in': {
        const expiresAt = new Date(now.getTime() + sessionLimits.absoluteHours * 3_600_000).toISOString();
        return context.json({ token: result.token, expiresAt, idleMinutes: sessionLimits.idleMinutes }, 201);
      }
      case 'failed':
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
    await signOut(deps.db, token);
    return context.body(null, 204);
  });
}

/** Where a request comes from, as the connection says; what a client writes in a header is not believed. */
