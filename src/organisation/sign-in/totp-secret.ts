import type { Safe } from '../../platform/safe.ts';
import type { Whose } from './store/sessions.ts';

// Sealed for the account: a copy in another account's row opens nothing.
const placeOf = ({ municipality, account }: Whose): string => `totp ${municipality} ${account}`;

export const sealTotpSecret = (safe: Safe, whose: Whose, secret: string): string => safe.seal(secret, placeOf(whose));

/** Undefined when it is not what was sealed for this account, with a key that there is. */
export const openTotpSecret = (safe: Safe, whose: Whose, sealed: string): string | undefined =>
  safe.open(sealed, placeOf(whose));
