import { create } from 'qrcode';
import { hashPassword, passwordMatches } from '../../../platform/password.ts';
import {
  type Answer,
  conflict,
  type Get,
  get,
  invalid,
  json,
  notFound,
  page,
  post,
  redirect,
  type Route,
} from '../../../platform/route.ts';
import { csrfField } from '../../../platform/session.ts';
import { countTry } from '../attempts.ts';
import { isTotpSecret, newRecoveryCodes, newTotpSecret, plainRecoveryCode, stepOfCode, totpAddress } from '../codes.ts';
import { passkeyAnswerField } from '../../../ui/index.ts';
import { askToRegister, registerPasskey } from '../passkeys.ts';
import { messages, type Messages } from '../messages/index.ts';
import { passwordProblem } from '../password-rule.ts';
import { paths, providerLogoutPath } from '../paths.ts';
import { sealTotpSecret } from '../totp-secret.ts';
import {
  endOwnSessions,
  ownPasskeys,
  ownSessions,
  ownSignIn,
  removeOwnPasskey,
  removeOwnTotp,
  setOwnPassword,
  setOwnRecoveryCodes,
  setOwnTotp,
  strengthenOwnSession,
} from '../store/own.ts';
import {
  AddCode,
  AddPasskey,
  ChangePassword,
  codeFields,
  OwnSignIn,
  passkeyNameField,
  passwordFields,
  RecoveryCodes,
} from '../views/own.tsx';

type Asking = Get<string>;
type Done = keyof Messages['own']['done'];

const button = ({ csrf }: Asking, action: string) => ({ action, hidden: { [csrfField]: csrf } });
const whichField = 'vilka';
const endButton = ({ csrf }: Asking, which: 'andra' | 'alla') => ({
  action: paths.end(),
  hidden: { [csrfField]: csrf, [whichField]: which },
});
const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' && value.length <= 1000 ? value : '';
};

async function showOwn(request: Asking, last = false): Promise<Answer> {
  const { actor } = request;
  const own = await ownSignIn(request);
  const sessions = await ownSessions(request);
  const asked = request.query.get('klart') ?? '';
  const done = Object.keys(messages.sv.own.done).find((known): known is Done => known === asked);
  const passkeys = await ownPasskeys(request);
  const hasSecond = own.totp_added_at !== null || passkeys.length > 0;
  const content = (
    <OwnSignIn
      mustSetUp={actor.mustSetUp === true}
      done={last ? undefined : done}
      last={last}
      local={
        own.provider
          ? undefined
          : {
              username: own.username,
              passwordHref: paths.password(),
              codeSince: own.totp_added_at?.toISOString(),
              codeHref: paths.code(),
              codeRemove: own.totp_added_at === null ? undefined : button(request, paths.removeCode()),
              passkeys: passkeys.map(({ id, name, added_at: added, used_at: used }) => ({
                key: id,
                name,
                added: added.toISOString(),
                used: used?.toISOString(),
                remove: button(request, paths.removePasskey({ passkey: id })),
              })),
              passkeyHref: paths.passkey(),
              recoveryLeft: own.codes_left,
              recoveryMake: hasSecond ? button(request, paths.recoveryCodes()) : undefined,
            }
      }
      sessions={sessions.map(({ id, browser, method, created_at: since, last_seen_at: seen }) => ({
        key: id,
        browser,
        method,
        since: since.toISOString(),
        seen: seen.toISOString(),
        here: id === actor.session,
      }))}
      endOthers={sessions.length > 1 ? endButton(request, 'andra') : undefined}
      endAll={endButton(request, 'alla')}
    />
  );
  return last ? conflict({ content }) : page({ content });
}

type Errors = readonly Readonly<{ field: string; message: string }>[];

const passwordForm = (request: Asking, username: string, errors: Errors = []) => ({
  content: (
    <ChangePassword
      username={username}
      frame={{
        action: paths.password(),
        hidden: { [csrfField]: request.csrf },
        errors,
        cancelHref: paths.own(),
      }}
    />
  ),
});

function codeForm(request: Asking, username: string, secret: string, errors: Errors = []) {
  const { modules } = create(totpAddress(secret, username), { errorCorrectionLevel: 'M' });
  return {
    content: (
      <AddCode
        secret={secret}
        squares={{ size: modules.size, dark: [...modules.data].map((one) => one !== 0) }}
        frame={{
          action: paths.code(),
          hidden: { [csrfField]: request.csrf, [codeFields.secret]: secret },
          errors,
          cancelHref: paths.own(),
        }}
      />
    ),
  };
}

const passkeyForm = (request: Asking, name = '', error?: string) => ({
  content: (
    <AddPasskey
      name={name}
      error={error}
      form={{
        action: paths.passkey(),
        questionUrl: paths.passkeyQuestion(),
        hidden: { [csrfField]: request.csrf },
      }}
      backHref={paths.own()}
    />
  ),
});

/** Whether it is the password: counted as a sign-in is, so that somebody at another's screen cannot guess for long. */
async function currentProblem(
  { db, actor, now }: Asking,
  username: string,
  hash: string,
  typed: string,
): Promise<'current' | 'waiting' | undefined> {
  const counted = await countTry(db, { username: username.toLowerCase(), address: actor.session ?? '', now });
  if (!counted.allowed) return 'waiting';
  if (!(await passwordMatches(typed, hash))) {
    await counted.failed();
    return 'current';
  }
  await counted.succeeded();
  return undefined;
}

const own = { may: 'account:own', beforeSetUp: true } as const;
const sensitive = { ...own, stepUp: true } as const;

/** One's own sign-in: what one signs in with, and where one is signed in. */
export const ownSignInPages: readonly Route[] = [
  get({ path: paths.own, ...own, audit: 'own-sign-in.read', handle: (request) => showOwn(request) }),
  get({
    path: paths.password,
    ...own,
    audit: 'own-sign-in.password.form',
    handle: async (request) => {
      const { provider, username } = await ownSignIn(request);
      return provider ? notFound : page(passwordForm(request, username));
    },
  }),
  post({
    path: paths.password,
    ...own,
    audit: 'own-sign-in.password.change',
    handle: async (request) => {
      const { actor, form } = request;
      const { provider, username, password_hash: hash } = await ownSignIn(request);
      if (provider) return notFound;
      const m = messages[actor.language].password.problems;
      const chosen = textIn(form, passwordFields.chosen);
      const problem = await passwordProblem(chosen, { username, name: actor.name }, request.leaked);
      const current = await currentProblem(request, username, hash ?? '', textIn(form, passwordFields.current));
      const errors: Errors = [
        ...(current === undefined ? [] : [{ field: passwordFields.current, message: m[current] }]),
        ...(problem === undefined ? [] : [{ field: passwordFields.chosen, message: m[problem] }]),
        ...(chosen === textIn(form, passwordFields.again) ? [] : [{ field: passwordFields.again, message: m.again }]),
      ];
      if (errors.length > 0) return invalid(passwordForm(request, username, errors));
      await setOwnPassword(request, await hashPassword(chosen));
      await endOwnSessions(request, actor.session);
      return redirect(paths.own({ klart: 'losenord' satisfies Done }));
    },
  }),
  get({
    path: paths.code,
    ...sensitive,
    audit: 'own-sign-in.code.form',
    handle: async (request) => {
      const { provider, username } = await ownSignIn(request);
      return provider ? notFound : page(codeForm(request, username, newTotpSecret()));
    },
  }),
  post({
    path: paths.code,
    ...sensitive,
    audit: 'own-sign-in.code.add',
    handle: async (request) => {
      const { provider, username } = await ownSignIn(request);
      if (provider) return notFound;
      const given = textIn(request.form, codeFields.secret);
      const secret = isTotpSecret(given) ? given : newTotpSecret();
      const step = stepOfCode(secret, textIn(request.form, codeFields.code), request.now);
      if (step === undefined) {
        const message = messages[request.actor.language].code.wrong;
        return invalid(codeForm(request, username, secret, [{ field: codeFields.code, message }]));
      }
      await setOwnTotp(request, sealTotpSecret(request.safe, request.actor, secret), step);
      await strengthenOwnSession(request);
      return redirect(paths.own({ klart: 'kod' satisfies Done }));
    },
  }),
  post({
    path: paths.removeCode,
    ...sensitive,
    audit: 'own-sign-in.code.remove',
    handle: async (request) => {
      if ((await ownSignIn(request)).provider) return notFound;
      if (!(await removeOwnTotp(request))) return showOwn(request, true);
      return redirect(paths.own({ klart: 'kod-borta' satisfies Done }));
    },
  }),
  get({
    path: paths.passkey,
    ...sensitive,
    audit: 'own-sign-in.passkey.form',
    handle: async (request) => {
      const { provider } = await ownSignIn(request);
      return provider ? notFound : page(passkeyForm(request));
    },
  }),
  post({
    path: paths.passkeyQuestion,
    ...sensitive,
    audit: 'own-sign-in.passkey.ask',
    handle: async (request) => {
      const { provider, username } = await ownSignIn(request);
      return provider ? notFound : json(await askToRegister(request, request.origin, username));
    },
  }),
  post({
    path: paths.passkey,
    ...sensitive,
    audit: 'own-sign-in.passkey.add',
    handle: async (request) => {
      const { provider } = await ownSignIn(request);
      if (provider) return notFound;
      const m = messages[request.actor.language].passkey;
      const name = textIn(request.form, passkeyNameField).trim().toWellFormed().slice(0, 60);
      if (name === '' || name.includes('\0')) return invalid(passkeyForm(request, '', m.nameMissing));
      const answer = request.form.get(passkeyAnswerField);
      const added =
        typeof answer === 'string' &&
        answer.length <= 20_000 &&
        (await registerPasskey(request, request.origin, answer, name));
      if (!added) return invalid(passkeyForm(request, name, m.wrong));
      await strengthenOwnSession(request);
      return redirect(paths.own({ klart: 'nyckel' satisfies Done }));
    },
  }),
  post({
    path: paths.removePasskey,
    ...sensitive,
    audit: 'own-sign-in.passkey.remove',
    handle: async (request) => {
      const known = (await ownPasskeys(request)).find(({ id }) => id === request.parameters.passkey);
      if (!known) return notFound;
      if (!(await removeOwnPasskey(request, known.id))) return showOwn(request, true);
      return redirect(paths.own({ klart: 'nyckel-borta' satisfies Done }));
    },
  }),
  post({
    path: paths.recoveryCodes,
    ...sensitive,
    audit: 'own-sign-in.recovery-codes.make',
    handle: async (request) => {
      const { provider } = await ownSignIn(request);
      if (provider) return notFound;
      const codes = newRecoveryCodes();
      await setOwnRecoveryCodes(
        request,
        codes.flatMap((code) => plainRecoveryCode(code) ?? []),
      );
      return page({ content: <RecoveryCodes codes={codes} doneHref={paths.own()} /> });
    },
  }),
  post({
    path: paths.end,
    ...own,
    audit: 'own-sign-in.sessions.end',
    handle: async (request) => {
      const which = request.form.get(whichField);
      if (which !== 'andra' && which !== 'alla') return notFound;
      await endOwnSessions(request, which === 'andra' ? request.actor.session : undefined);
      if (which === 'andra') return redirect(paths.own({ klart: 'andra' satisfies Done }));
      // Nobody is signed in any more here, and maybe still at the identity provider.
      return redirect((await ownSignIn(request)).provider ? providerLogoutPath() : '/');
    },
  }),
];
