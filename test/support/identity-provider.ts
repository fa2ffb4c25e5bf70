import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import OidcProvider, { type Context } from 'oidc-provider';

/** Somebody at the organisation, as its identity provider knows them. */
export type Person = Readonly<{ sub: string; acr: string; claims: Readonly<Record<string, unknown>> }>;

/**
 * The organisation's identity provider: oidc-provider, on loopback. Whoever comes there signs in as `person`, without being asked; with
 * nobody there, the sign-in is broken off.
 */
export type IdentityProvider = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string;
  at: { person: Person | undefined };
  /** Hemvist is at this address; before that nothing is known of it. */
  serve: (url: string) => void;
  /** Signs somebody out there, and tells Hemvist. */
  signOut: (subject: string, session: string) => Promise<void>;
  stop: () => Promise<void>;
}>;

const client = { id: 'hemvist', secret: 'a-secret-of-the-tests-alone' } as const;

export async function startIdentityProvider(people: readonly Person[]): Promise<IdentityProvider> {
  const at: { person: Person | undefined } = { person: undefined };
  let provider: OidcProvider | undefined;
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    if (!provider) throw new Error('Nobody is served yet');
    if (request.url?.startsWith('/interaction/') !== true) return provider.callback()(request, response);
    const { person } = at;
    void provider.interactionFinished(
      request,
      response,
      person
        ? { login: { accountId: person.sub, acr: person.acr, remember: true } }
        : { error: 'access_denied', error_description: 'Broken off' },
    );
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const serve = (url: string): void => {
    const grants = async (context: Context) => {
      const { session, params } = context.oidc;
      if (!provider) throw new Error('Nobody is served yet');
      const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      await grant.save();
      return grant;
    };
    provider = new OidcProvider(issuer, {
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'of-the-tests' }] },
      cookies: { keys: ['a-key-of-the-tests-alone'] },
      acrValues: ['low', 'high'],
      claims: { openid: ['sub'], acr: null, profile: ['name', 'preferred_username', 'groups'] },
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          // Its own page fetches letters from elsewhere, and waits for them.
          logoutSource: (context: { body: string }, form: string) => {
            context.body = `<!doctype html><title>Sign out?</title>${form}
              <button type="submit" form="op.logoutForm" value="yes" name="logout">Yes</button>`;
          },
        },
      },
      // Its own would refuse to tell anybody on loopback.
      fetch: (address: string, { method = 'GET', headers = {}, body = null }: RequestInit) =>
        fetch(address, { method, headers, body }),
      ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
      pkce: { required: () => true },
      interactions: { url: (_: unknown, { uid }: Readonly<{ uid: string }>) => `/interaction/${uid}` },
      loadExistingGrant: grants,
      findAccount: (_: unknown, sub: string) => {
        const person = people.find((one) => one.sub === sub);
        return person && { accountId: sub, claims: () => ({ sub, ...person.claims }) };
      },
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: [`${url}/logga-in/organisation/svar`],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          post_logout_redirect_uris: [`${url}/logga-in`],
          backchannel_logout_uri: `${url}/logga-ut/organisation`,
          backchannel_logout_session_required: true,
          default_acr_values: ['high'],
        },
      ],
    });
  };
  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    at,
    serve,
    signOut: async (subject, session) => (await provider?.Client.find(client.id))?.backchannelLogout(subject, session),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
