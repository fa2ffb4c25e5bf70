import type { Language } from '../kernel/text.ts';
import type { BodyError, FieldError } from '../platform/api-route.ts';
import type { AppContext } from '../platform/server.ts';
import { acceptedLanguage } from './language.ts';
import { apiMessages, type ProblemCode } from './messages/problems.ts';

export const statusOf = {
  malformed: 400,
  unauthenticated: 401,
  'sign-in-failed': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  overtaken: 503,
  'too-large': 413,
  'not-json': 415,
  invalid: 422,
  'key-reused': 422,
  'too-many': 429,
  error: 500,
} as const satisfies Record<ProblemCode, number>;

export const problemType = (code: ProblemCode): string => `urn:hemvist:problem:${code}`;

type More = Readonly<{ language?: Language; detail?: string; errors?: readonly FieldError[]; with?: object }>;

/** An answer that says what went wrong, as RFC 9457 has it. */
export function problem(
  context: AppContext,
  code: ProblemCode,
  { language, detail, errors, with: other }: More = {},
): Response {
  const spoken = language ?? languageOf(context);
  const told = apiMessages[spoken].problems[code];
  const body = {
    type: problemType(code),
    title: told.title,
    status: statusOf[code],
    detail: detail ?? told.detail,
    request: context.get('requestId'),
    ...(errors === undefined ? {} : { errors }),
    ...other,
  };
  inLanguage(context, spoken);
  if (statusOf[code] === 401) context.header('www-authenticate', 'Bearer realm="hemvist"');
  if (code === 'overtaken') context.header('retry-after', '1');
  return context.body(JSON.stringify(body), statusOf[code], { 'content-type': 'application/problem+json' });
}

export const languageOf = (context: AppContext): Language =>
  acceptedLanguage(context.req.header('accept-language')) ?? 'sv';

export function inLanguage(context: AppContext, language: Language): void {
  context.header('content-language', language);
  context.header('vary', 'Accept-Language', { append: true });
}

export const inPart = (part: FieldError['in'], errors: readonly BodyError[]): readonly FieldError[] =>
  errors.map((error) => ({ in: part, ...error }));

const codeOf: Readonly<Record<number, ProblemCode>> = { 404: 'not-found', 413: 'too-large', 429: 'too-many' };

/** A problem that arose before the API was reached: there is no such address, the request is too large, or there are too many. */
export const problemWithStatus = (context: AppContext, status: number): Response =>
  problem(context, codeOf[status] ?? 'error');
