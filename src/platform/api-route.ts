import { z } from 'zod';
import type { IdempotencyKey } from '../kernel/ids.ts';
import type { Permission } from '../kernel/permission.ts';
import type { Scope } from './door.ts';

// How a route of the REST API is declared. What is said to programmers (summaries, descriptions) is in English; what is said to
// the people who use their programs (details and messages of problems) comes from catalogues.

export const fieldErrorSchema = z
  .object({
    in: z.enum(['body', 'query', 'header']).meta({ description: 'The part of the request that the field is in.' }),
    pointer: z.string().meta({
      description:
        'Which field: a JSON Pointer (RFC 6901) into the body, or a slash and the name of a parameter or header.',
    }),
    message: z.string().meta({ description: 'What was wrong and what to do, in the language asked for.' }),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** A field of the body and what is wrong with it: `/answers/worked`. */
export type BodyError = Readonly<Pick<FieldError, 'pointer' | 'message'>>;

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Names the kind of problem, for programs: `urn:hemvist:problem:conflict`.' }),
    title: z.string().meta({ description: 'The kind of problem in a few words.' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, for the person who waits for the answer.' }),
    request: z.string().meta({ description: 'The number of the request, to give to support.' }),
    errors: z.array(fieldErrorSchema).optional().meta({ description: 'Every field that was wrong.' }),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });

export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

type Values<Schema extends z.ZodType> = DeepReadonly<z.input<Schema>>;

/** What a conflict tells besides that there is one: the other one's writing, so that a person can choose. */
export type Conflict<Schema extends z.ZodType> = Omit<Values<Schema>, keyof z.infer<typeof problemSchema>>;

export type ApiAnswer<Output extends z.ZodType = z.ZodType, Conflicting extends z.ZodType = z.ZodType> =
  | Readonly<{ kind: 'answer'; body: Values<Output> }>
  | Readonly<{ kind: 'not-found' }>
  /** The caller sees what it is about, and it is for somebody else to do. */
  | Readonly<{ kind: 'forbidden'; detail: string }>
  | Readonly<{ kind: 'invalid'; errors: readonly BodyError[] }>
  | Readonly<{ kind: 'invalid-query'; errors: readonly BodyError[] }>
  /** The idempotency key has been used for something else. */
  | Readonly<{ kind: 'key-reused' }>
  | Readonly<{ kind: 'conflict'; detail: string; with: Conflict<Conflicting> }>;

export const answer = <const Body>(body: Body) => ({ kind: 'answer', body }) as const;
export const notFound = { kind: 'not-found' } as const;
export const forbidden = (detail: string) => ({ kind: 'forbidden', detail }) as const;
export const invalid = (errors: readonly BodyError[]) => ({ kind: 'invalid', errors }) as const;
export const invalidQuery = (errors: readonly BodyError[]) => ({ kind: 'invalid-query', errors }) as const;
export const keyReused = { kind: 'key-reused' } as const;
export const conflict = <const With>(detail: string, other: With) =>
  ({ kind: 'conflict', detail, with: other }) as const;

type ParameterNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterNames<Rest>
  : never;
type Named<Path extends string, Value> = Readonly<Record<ParameterNames<Path>, Value>>;

export type ApiMethod = 'get' | 'post' | 'put';

export type ApiRequest<
  Method extends ApiMethod,
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
> = Scope &
  Readonly<{
    parameters: Named<Path, string>;
    query: z.output<Query>;
    /** Every write carries a key, and the same key twice is the same deed. */
    key: Method extends 'get' ? undefined : IdempotencyKey;
    body: Method extends 'get' ? undefined : DeepReadonly<z.output<Body>>;
  }>;

type Example<Schema extends z.ZodType> = Readonly<{ summary: string; value: Values<Schema> }>;

type Declaration<
  Method extends ApiMethod,
  Path extends string,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Output extends z.ZodType,
  Conflicting extends z.ZodType,
> = Readonly<{
  method: Method;
  path: Path;
  /** Who may: the permission that somebody's role must hold. */
  may: Permission;
  /** What the audit says was done. */
  audit: string;
  /** The name of the operation in generated clients. */
  operation: string;
  tag: string;
  summary: string;
  description: string;
  query?: Query;
  answer: Readonly<{ status: 200 | 201; description: string; schema: Output; example: Values<Output> }>;
  conflict?: Readonly<{ description: string; schema: Conflicting }>;
  handle: (request: ApiRequest<Method, Path, Query, Body>) => Promise<ApiAnswer<Output, Conflicting>>;
}> &
  ([ParameterNames<Path>] extends [never] ? unknown : Readonly<{ parameters: Named<Path, string> }>) &
  (Method extends 'get'
    ? unknown
    : Readonly<{ body: Readonly<{ schema: Body; examples: Readonly<Record<string, Example<Body>>> }> }>);

/** A declared route as the dispatcher, the document and the tests see it. */
export type ApiRoute = Readonly<{
  method: ApiMethod;
  path: string;
  may: Permission;
  audit: string;
  operation: string;
  tag: string;
  summary: string;
  description: string;
  parameters?: Readonly<Record<string, string>>;
  query?: z.ZodObject;
  body?: Readonly<{
    schema: z.ZodType;
    examples: Readonly<Record<string, Readonly<{ summary: string; value: unknown }>>>;
  }>;
  answer: Readonly<{ status: 200 | 201; description: string; schema: z.ZodType; example: unknown }>;
  conflict?: Readonly<{ description: string; schema: z.ZodType }>;
  handle: (
    request: Scope &
      Readonly<{
        parameters: Readonly<Record<string, string>>;
        query: unknown;
        key: IdempotencyKey | undefined;
        body: unknown;
      }>,
  ) => Promise<ApiAnswer>;
}>;

/**
 * Declares a route of the REST API in one statement: where, who may, what the audit says, what goes in and what comes out. The
 * handler runs inside the one door. Whatever writes takes an idempotency key and a body.
 */
export const apiRoute = <
  Method extends ApiMethod,
  const Path extends string,
  Output extends z.ZodType,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodNever,
  Conflicting extends z.ZodType = z.ZodNever,
>(
  route: Declaration<Method, Path, Query, Body, Output, Conflicting>,
): ApiRoute => route as unknown as ApiRoute;
