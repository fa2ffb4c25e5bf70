import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { newId } from '../../kernel/ids.ts';
import type { Db } from '../../platform/database.ts';
import type { Scope } from '../../platform/door.ts';
import { newSessionToken } from '../../platform/session.ts';
import { isWorthNoting } from './attempts.ts';
import { browserName } from './browser-name.ts';
import { findPasskey, usePasskey } from './store/factors.ts';
import { addOwnPasskey, ownPasskeys } from './store/own.ts';
import { accountOfSession, beginSession, type Begun, note, renewSession, type Whose } from './store/sessions.ts';
import { beginStep, takeStep } from './store/steps.ts';

// W3C, Web Authentication, level 3. A passkey is unlocked by a finger, a face or a PIN, always: it is two things in one.

type Challenge = Readonly<{ challenge: string }>;
const hostOf = (origin: string): string => new URL(origin).hostname;

const base64url = z.string().regex(/^[\w-]+$/);
const extensions = z.record(z.string(), z.unknown()).transform(() => ({}));

const RegistrationResponse = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
});

const AuthenticationResponse = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
  }),
});

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

// EdDSA, ES256 and RS256, by their COSE numbers: what browsers and keys have today.
const supportedAlgorithmIDs = [-8, -7, -257];

const registering = ({ actor }: Scope): string => `register ${actor.session ?? ''}`;

/** What the browser is asked, to make a passkey for whoever is signed in. */
export async function askToRegister(scope: Scope, origin: string, username: string) {
  const { db, actor, now } = scope;
  const passkeys = await ownPasskeys(scope);
  const options = await generateRegistrationOptions({
    rpName: 'Hemvist',
    rpID: hostOf(origin),
    userName: username,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(actor.account),
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: passkeys.map(({ credential }) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await takeStep(db, 'passkey-register', registering(scope), now);
  await beginStep(db, 'passkey-register', registering(scope), { data: { challenge: options.challenge } }, now);
  return options;
}

/** Keeps the passkey that the browser has made. False when it is not the answer to what was asked. */
export async function registerPasskey(scope: Scope, origin: string, answer: string, name: string): Promise<boolean> {
  const { db, now } = scope;
  const asked = await takeStep<Challenge>(db, 'passkey-register', registering(scope), now);
  const response = parse(RegistrationResponse, answer);
  if (!asked || !response) return false;
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: asked.data.challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
    supportedAlgorithmIDs,
  }).catch(() => undefined);
  if (verified?.verified !== true) return false;
  const { credential } = verified.registrationInfo;
  return addOwnPasskey(scope, {
    id: newId(),
    credential: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: response.response.transports,
    name,
  });
}

/** What the browser is asked, to show a passkey: any of this site's, or one of those that are given. */
async function ask(db: Db, token: string, origin: string, now: Date, credentials: readonly string[]) {
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    userVerification: 'required',
    ...(credentials.length === 0 ? {} : { allowCredentials: credentials.map((id) => ({ id })) }),
  });
  await takeStep(db, 'passkey', token, now);
  await beginStep(db, 'passkey', token, { data: { challenge: options.challenge } }, now);
  return options;
}

/** Asks for a passkey of anybody's: which it is tells who it is, and nobody has to write a name. */
export async function askToSignIn(db: Db, origin: string, now: Date) {
  const { token: step } = newSessionToken();
  return { step, options: await ask(db, step, origin, now, []) };
}

type Answering = Readonly<{ origin: string; answer: string; now: Date }>;
type Known = Whose & Readonly<{ demo: boolean }>;

/** Whose passkey it is that answers what was asked, once; with whom it was of, when it is none. */
async function shownPasskey(
  db: Db,
  step: string,
  { origin, answer, now }: Answering,
): Promise<Readonly<{ verified: boolean; known: Known | undefined }>> {
  const asked = await takeStep<Challenge>(db, 'passkey', step, now);
  const response = parse(AuthenticationResponse, answer);
  const known = response && (await findPasskey(db, response.id));
  if (!asked || !response || !known) return { verified: false, known };
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.data.challenge,
    expectedOrigin: origin,
    expectedRPID: hostOf(origin),
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(known.public_key),
      counter: known.counter,
    },
  }).catch(() => undefined);
  if (verified?.verified !== true) return { verified: false, known };
  await usePasskey(db, response.id, verified.authenticationInfo.newCounter, now);
  return { verified: true, known };
}

/** Signs in with a passkey. There is nothing to guess, and so nothing that is counted. */
export async function signInWithPasskey(
  db: Db,
  {
    step,
    demoAllowed,
    address,
    browser,
    userAgent = '',
    ...answering
  }: Answering &
    Readonly<{
      step: string;
      demoAllowed: boolean;
      address: string;
      browser?: string | undefined;
      userAgent?: string | undefined;
    }>,
): Promise<(Begun & Readonly<{ outcome: 'signed-in' }>) | Readonly<{ outcome: 'failed' }>> {
  const { verified, known } = await shownPasskey(db, step, answering);
  if (!verified || !known || (known.demo && !demoAllowed)) {
    if (await isWorthNoting(db, address, answering.now))
      await note(db, known, answering.now, 'sign-in.passkey', 'rejected');
    return { outcome: 'failed' };
  }
  const { municipality, account } = known;
  const begun = await beginSession(db, {
    municipality,
    account,
    method: 'passkey',
    strong: true,
    now: answering.now,
    browser,
    browserName: browserName(userAgent),
  });
  return { outcome: 'signed-in', ...begun };
}

const proving = (token: string): string => `prove ${token}`;

/** Asks for one of the passkeys of whoever is signed in. */
export const askToProve = (db: Db, token: string, origin: string, now: Date, credentials: readonly string[]) =>
  ask(db, proving(token), origin, now, credentials);

/** Proves again with a passkey who one is: one's own, and nobody else's. The session gets a new token. */
export async function proveWithPasskey(
  db: Db,
  token: string,
  answering: Answering,
): Promise<Readonly<{ outcome: 'proved'; token: string }> | Readonly<{ outcome: 'failed' }>> {
  const whose = await accountOfSession(db, token);
  const { verified, known } = await shownPasskey(db, proving(token), answering);
  if (!whose || !verified || known?.account !== whose.account || known.municipality !== whose.municipality) {
    await note(db, whose, answering.now, 'step-up.passkey', 'rejected');
    return { outcome: 'failed' };
  }
  return { outcome: 'proved', token: await renewSession(db, token, whose, answering.now, 'step-up.passkey') };
}
