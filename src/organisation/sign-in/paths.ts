import { path } from '../../platform/path.ts';

/** The link that somebody is given to choose a password with: its token is known to nobody else. */
export const signInLinkPath = path('/logga-in/lank/:token');

/** Where one is led on from to sign out at the organisation's identity provider, and where its server tells that somebody has. */
export const providerLogoutPath = path('/logga-ut/organisation');

/** The addresses of one's own sign-in. */
export const paths = {
  own: path('/min-inloggning'),
  password: path('/min-inloggning/losenord'),
  code: path('/min-inloggning/kod'),
  removeCode: path('/min-inloggning/kod/ta-bort'),
  recoveryCodes: path('/min-inloggning/reservkoder'),
  passkey: path('/min-inloggning/nyckel'),
  passkeyQuestion: path('/min-inloggning/nyckel/fraga'),
  removePasskey: path('/min-inloggning/nyckel/:passkey/ta-bort'),
  end: path('/min-inloggning/logga-ut'),
} as const;
