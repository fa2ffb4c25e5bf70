import { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { type ApiRoute, problemSchema } from '../platform/api-route.ts';
import { apiMessages, type ProblemCode } from './messages/problems.ts';
import { problemType, statusOf } from './problem.ts';
import { sessionPath, sessionSchema, signInSchema } from './session.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type Operation = Parameters<Registry['registerPath']>[0];
type Responses = Operation['responses'];

const description =
  `The REST API of Hemvist: cases, runs, the state of obligations, entries, facts, consents, disclosures, shared plans, and why
somebody sees what they see. The same rules and the same audit as in the browser apply: what is out of your reach is not found.

Sign in with \`POST ${sessionPath}\` and send the token as \`Authorization: Bearer …\`. Cookies are never read. Dates are calendar
dates in Europe/Stockholm. Names of kinds, facts, questions and obligations are those of the routine.

**Writing.** Every write carries an \`Idempotency-Key\`, a UUID of its own: when an answer is lost, send the same again with the same
key, and it is written once. \`seen\` is the version of the run that you read before writing; when somebody else has written the same
since, the answer is 409 with theirs, and nothing is written.

**Not here.** Signing a disclosure and inviting a party to a shared plan ask for a fresh proof of who one is, which only a person
at a screen can give: both are done in the browser, and there is no endpoint for them.

**Problems** are \`application/problem+json\` (RFC 9457). \`detail\` and the messages of \`errors\` are for people, in Swedish, or in
English with \`Accept-Language: en\`.`.replaceAll(/(?<!\n)\n(?!\n)/g, ' ');

const problemDescriptions: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: the key, the query or the JSON.',
  401: 'Not signed in, or signed out.',
  403: 'You see it, and it is for somebody else to do.',
  404: 'Not there, or not within your reach.',
  413: 'The request is too large.',
  415: 'The content is not JSON.',
  422: 'The content needs correcting: every wrong field is named. Or the key has been used for something else.',
  429: 'Too many requests.',
  500: 'Something went wrong. Sending again with the same key is safe.',
  503: 'Somebody else wrote at the same time, twice. Send again with the same key.',
};

function problemExample(code: ProblemCode) {
  const example = {
    type: problemType(code),
    status: statusOf[code],
    ...apiMessages.en.problems[code],
    request: '5f3a1c9e-7d52-4c1e-9a51-0c2f1d1b7a10',
  };
  if (code !== 'invalid') return example;
  return { ...example, errors: [{ in: 'body', pointer: '/at', message: apiMessages.en.fields.date }] };
}

function problemResponses(...codes: readonly ProblemCode[]): Responses {
  const responses = codes.map((code) => {
    const content = { 'application/problem+json': { schema: problemSchema, example: problemExample(code) } };
    return [String(statusOf[code]), { description: problemDescriptions[statusOf[code]] ?? '', content }];
  });
  return Object.fromEntries(responses) as Responses;
}

const keyHeader = z.object({
  'Idempotency-Key': z
    .uuid()
    .meta({ description: 'A new UUID for every new deed; the same again when the request is repeated.' }),
});

function operationOf(route: ApiRoute): Operation {
  const { method, path, answer, conflict, parameters, query, body } = route;
  const params =
    parameters &&
    z.object(
      Object.fromEntries(
        Object.entries(parameters).map(([name, says]) => [name, z.string().meta({ description: says })]),
      ),
    );
  const writes: readonly ProblemCode[] = body
    ? ['malformed', 'forbidden', 'too-large', 'not-json', 'invalid', 'overtaken']
    : query
      ? ['malformed']
      : [];
  return {
    method,
    path,
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    description: `${route.description}\n\nNeeds the permission \`${route.may}\`.`,
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body
        ? {
            headers: keyHeader,
            body: {
              required: true,
              content: { 'application/json': { schema: body.schema, examples: { ...body.examples } } },
            },
          }
        : {}),
    },
    responses: {
      [answer.status]: {
        description: answer.description,
        content: { 'application/json': { schema: answer.schema, example: answer.example } },
      },
      ...(conflict
        ? {
            409: {
              description: conflict.description,
              content: { 'application/problem+json': { schema: conflict.schema } },
            },
          }
        : {}),
      ...problemResponses('unauthenticated', 'not-found', 'too-many', 'error', ...writes),
    },
  };
}

const session = { tags: ['Session'] };

const signInOperation: Operation = {
  ...session,
  method: 'post',
  path: sessionPath,
  operationId: 'signIn',
  summary: 'Sign in',
  description: 'Says the same, and takes as long, whether or not there is such a user.',
  security: [],
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: signInSchema, example: { username: 'alex', password: 'hemvist-demo' } },
      },
    },
  },
  responses: {
    201: {
      description: 'Signed in.',
      content: {
        'application/json': {
          schema: sessionSchema,
          example: {
            token: 'dGhpcyBpcyBhbiBleGFtcGxlIG9mIGEgdG9rZW4gb25seQ',
            expiresAt: '2026-10-14T16:42:00.000Z',
            idleMinutes: 60,
          },
        },
      },
    },
    ...problemResponses('malformed', 'sign-in-failed', 'too-large', 'not-json', 'invalid', 'too-many', 'error'),
  },
};

const signOutOperation: Operation = {
  ...session,
  method: 'delete',
  path: sessionPath,
  operationId: 'signOut',
  summary: 'Sign out',
  description: 'Ends the session. Its token is worth nothing from then on.',
  responses: { 204: { description: 'Signed out.' }, ...problemResponses('unauthenticated', 'too-many', 'error') },
};

/** The OpenAPI 3.1 document of the API, made from what the routes declare. */
export function openApiDocument(routes: readonly ApiRoute[]) {
  const app = new OpenAPIHono();
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    description: `The token that \`POST ${sessionPath}\` gives.`,
  });
  for (const operation of [signInOperation, signOutOperation, ...routes.map(operationOf)])
    registry.registerPath(operation);
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Hemvist',
      version: '1',
      description,
      license: { name: 'EUPL-1.2', url: 'https://spdx.org/licenses/EUPL-1.2.html' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    tags: ['Session', ...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
  });
}
