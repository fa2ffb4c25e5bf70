import type { z } from 'zod';
import { findId, type IdempotencyKey } from '../kernel/ids.ts';
import type { Language } from '../kernel/text.ts';
import type { ApiRoute } from '../platform/api-route.ts';
import type { AppContext } from '../platform/server.ts';
import { fieldErrors, unstorable } from './issues.ts';
import { apiMessages, type ProblemCode } from './messages/problems.ts';
import { inPart } from './problem.ts';
import type { FieldError } from '../platform/api-route.ts';

/** What is wrong with a request before anything is asked of the database. */
export type Unreadable = Readonly<{
  code: Extract<ProblemCode, 'malformed' | 'not-json' | 'invalid'>;
  errors?: readonly FieldError[];
}>;
export type Readable = Readonly<{ query: unknown; key: IdempotencyKey | undefined; body: unknown }>;

/** Reads key, query and body as the route declares them. */
export async function readRequest(
  context: AppContext,
  route: ApiRoute,
  language: Language,
): Promise<Readable | Unreadable> {
  const query = readQuery(context, route.query, language);
  if ('code' in query) return query;
  if (!route.body) return { query: query.value, key: undefined, body: undefined };
  const key = findId<IdempotencyKey>((context.req.header('idempotency-key') ?? '').toLowerCase());
  if (key === undefined) {
    const message = apiMessages[language].fields.key;
    return { code: 'malformed', errors: [{ in: 'header', pointer: '/Idempotency-Key', message }] };
  }
  const body = await readBody(context, route.body.schema, language);
  return 'code' in body ? body : { query: query.value, key, body: body.value };
}

type Read = Readonly<{ value: unknown }> | Unreadable;

function readQuery(context: AppContext, schema: z.ZodObject | undefined, language: Language): Read {
  if (!schema) return { value: {} };
  const given = Object.fromEntries(new URL(context.req.url).searchParams);
  const { success, data, error } = schema.safeParse(given, { reportInput: true });
  if (success) return { value: data };
  return { code: 'malformed', errors: inPart('query', fieldErrors(error, language)) };
}

export async function readBody(context: AppContext, schema: z.ZodType, language: Language): Promise<Read> {
  const type = (context.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { code: 'not-json' };
  const parsed = parseJson(await context.req.text());
  if (!parsed) {
    return { code: 'malformed', errors: [{ in: 'body', pointer: '', message: apiMessages[language].fields.notJson }] };
  }
  const { success, data, error } = schema.safeParse(parsed.value, { reportInput: true });
  const errors = success ? unstorable(data, language) : fieldErrors(error, language);
  return errors.length > 0 ? { code: 'invalid', errors: inPart('body', errors) } : { value: data };
}

function parseJson(text: string): Readonly<{ value: unknown }> | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
