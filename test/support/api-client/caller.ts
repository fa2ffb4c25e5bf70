import { expect } from 'vitest';
import { apiRoutes } from '../../../src/api/index.ts';
import { demoPassword } from '../../../src/demo/index.ts';
import { problemSchema } from '../../../src/platform/api-route.ts';

import type { TestServer } from '../server.ts';
import * as client from './hemvist.ts';

/** What a generated client's functions take last: where the server is, and who asks. */
export type Caller = Readonly<{ baseUrl: string; fetch: typeof fetch; headers: Readonly<Record<string, string>> }>;

/** A wednesday in October 2026, at noon in Sweden. */
export const noon = new Date('2026-10-14T10:00:00Z');

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** Fetches, and holds every answer against what its route declares: nothing undeclared, nothing left out. */
const checkedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { pathname } = new URL(response.url);
  const method = (init?.method ?? 'GET').toLowerCase();
  const route = apiRoutes.find((candidate) => candidate.method === method && pattern(candidate.path).test(pathname));
  if (route) {
    const body: unknown = await response.clone().json();
    const declared = response.ok ? route.answer : response.status === 409 ? route.conflict : { schema: problemSchema };
    expect(declared?.schema.parse(body)).toEqual(body);
    expect(response.headers.get('content-type')).toContain(
      response.ok ? 'application/json' : 'application/problem+json',
    );
  }
  return response;
};

export const callerOf = ({ url }: Pick<TestServer, 'url'>, headers: Readonly<Record<string, string>> = {}): Caller => ({
  baseUrl: url,
  fetch: checkedFetch,
  headers: { 'accept-language': 'en', ...headers },
});

export async function tokenOf(server: TestServer, username: string): Promise<string> {
  const answer = await client.signIn({ username, password: demoPassword }, callerOf(server));
  if (answer.status !== 201) throw new Error(`${username} could not sign in: ${answer.status}`);
  return answer.data.token;
}

/** Signs somebody in through the API; the caller asks in their name. */
export const signedIn = async (server: TestServer, username: string): Promise<Caller> =>
  callerOf(server, { authorization: `Bearer ${await tokenOf(server, username)}` });
