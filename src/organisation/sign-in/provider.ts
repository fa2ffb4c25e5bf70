import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import * as oidc from 'openid-client';

/** The organisation's identity provider, as configured. */
export type ProviderSettings = Readonly<{
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  /** The levels of assurance that are enough; any, when there are none. */
  acr: readonly string[];
  /** What people call it; else it is called the organisation's sign-in. */
  name: string | undefined;
}>;

/** What has to be remembered between going to the provider and coming back. */
export type Errand = Readonly<{ state: string; nonce: string; verifier: string; fresh: boolean }>;

export type Claims = Readonly<Record<string, unknown> & { sub: string }>;

export type Answered =
  | Readonly<{ outcome: 'vouched'; claims: Claims; session: string | undefined }>
  /** Signed in there, by a way that is not enough here. */
  | Readonly<{ outcome: 'too-weak' }>
  | Readonly<{ outcome: 'failed' }>;

export type SignedOut = Readonly<{
  subject: string | undefined;
  session: string | undefined;
  /** What tells this token from all others. */
  id: string;
}>;

export type Provider = Readonly<{
  settings: ProviderSettings;
  /** Where to send the browser, and what to remember. `fresh`: who is signed in there already has to show again who it is. */
  start: (
    redirectUri: string,
    options: Readonly<{ fresh: boolean }>,
  ) => Promise<Readonly<{ url: URL; errand: Errand }>>;
  /** What the browser came back with. */
  finish: (address: URL, errand: Errand) => Promise<Answered>;
  /** Where to sign out at the provider, to be led back to an address of ours; undefined when it has no such place. */
  endSessionUrl: (returnTo: string) => Promise<URL | undefined>;
  /** What a back-channel logout token says; undefined when it is none of this provider's, or none for this client. */
  readLogout: (token: string) => Promise<SignedOut | undefined>;
}>;

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * OpenID Connect Core 1.0: the authorization code flow with PKCE (RFC 7636, S256), state and nonce; Back-Channel Logout 1.0 and
 * RP-Initiated Logout 1.0. The provider is asked who it is when it is first needed, and anew when that failed.
 */
export function createProvider(settings: ProviderSettings): Provider {
  const { issuer, clientId, clientSecret, acr } = settings;
  let known: Promise<Readonly<{ config: oidc.Configuration; keys: ReturnType<typeof createRemoteJWKSet> }>> | undefined;
  const discover = async () => {
    const server = new URL(issuer);
    const config = await oidc.discovery(
      server,
      clientId,
      {},
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      // The keys of the provider are looked at also where the token came straight from it.
      { execute: [oidc.enableNonRepudiationChecks, ...(isLoopback(server) ? [oidc.allowInsecureRequests] : [])] },
    );
    const { jwks_uri: address } = config.serverMetadata();
    if (address === undefined) throw new Error('The identity provider tells of no keys');
    return { config, keys: createRemoteJWKSet(new URL(address)) };
  };
  const provider = () => {
    known ??= discover().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };

  return {
    settings,
    start: async (redirectUri, { fresh }) => {
      const { config } = await provider();
      const errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        fresh,
      };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
        state: errand.state,
        nonce: errand.nonce,
        ...(acr.length === 0 ? {} : { acr_values: acr.join(' ') }),
        ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
      });
      return { url, errand };
    },
    finish: async (address, { state, nonce, verifier, fresh }) => {
      const { config } = await provider();
      try {
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
          ...(fresh ? { maxAge: 0 } : {}),
        });
        const said = tokens.claims();
        if (!said) return { outcome: 'failed' };
        if (acr.length > 0 && !(typeof said.acr === 'string' && acr.includes(said.acr))) return { outcome: 'too-weak' };
        const more =
          config.serverMetadata().userinfo_endpoint === undefined
            ? {}
            : await oidc.fetchUserInfo(config, tokens.access_token, said.sub);
        const session = said['sid'];
        return {
          outcome: 'vouched',
          claims: { ...more, ...said },
          session: typeof session === 'string' ? session : undefined,
        };
      } catch (error) {
        // What the provider, or somebody in its name, answered in a way that does not hold. That it does not answer is another matter.
        if (isRefusal(error)) return { outcome: 'failed' };
        throw error;
      }
    },
    endSessionUrl: async (returnTo) => {
      const { config } = await provider();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      // Without the ID token as a hint: it says who somebody is, and would stand in an address. The provider asks instead.
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo });
    },
    readLogout: async (token) => {
      const { config, keys } = await provider();
      const payload = await jwtVerify(token, keys, {
        issuer: config.serverMetadata().issuer,
        audience: clientId,
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA', 'RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512'],
        requiredClaims: ['iat', 'jti', 'exp'],
        maxTokenAge: '5 minutes',
        clockTolerance: 30,
      }).then(
        (verified) => verified.payload,
        () => undefined,
      );
      return payload && saysLogout(payload);
    },
  };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof oidc.ClientError ||
  error instanceof oidc.AuthorizationResponseError ||
  error instanceof oidc.ResponseBodyError ||
  error instanceof oidc.WWWAuthenticateChallengeError;

/** Back-Channel Logout 1.0, section 2.6: the event, no nonce, and whom or which session it is about. */
function saysLogout({ sub, sid, events, nonce, jti }: JWTPayload): SignedOut | undefined {
  const session = typeof sid === 'string' ? sid : undefined;
  const isLogout = typeof events === 'object' && events !== null && logoutEvent in events;
  if (!isLogout || nonce !== undefined || jti === undefined || (sub === undefined && session === undefined))
    return undefined;
  return { subject: sub, session, id: jti };
}
