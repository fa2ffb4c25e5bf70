import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const period = 30;
const issuer = 'Hemvist';

/** RFC 4226, section 4: a shared secret of 160 bits. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

export const isTotpSecret = (text: string): boolean => /^[A-Z2-7]{32}$/.test(text);

const totp = (secret: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period });

/** What a code app reads, as a picture or typed. */
export const totpAddress = (secret: string, username: string): string => totp(secret, username).toString();

/** The half-minute that a code belongs to, now or one before or after; undefined when it is of none (RFC 6238, section 5.2). */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const timestamp = now.getTime();
  const delta = totp(secret, '').validate({ token, timestamp, window: 1 });
  return delta === null ? undefined : Math.floor(timestamp / 1000 / period) + delta;
}

// Without what is easily taken for something else.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const perGroup = 4;

/** A code for paper: sixteen characters out of thirty-one, 79 bits. */
function newRecoveryCode(): string {
  let code = '';
  while (code.length < groups * perGroup) {
    const [byte = 0] = randomBytes(1);
    // Those above the last whole multiple are thrown away: all characters are as likely.
    if (byte < 248) code += letters[byte % letters.length] ?? '';
  }
  return (code.match(/.{4}/g) ?? []).join('-');
}

export const newRecoveryCodes = (): readonly string[] => Array.from({ length: 10 }, newRecoveryCode);

/** A code as it is kept and compared, however it was typed; undefined when it is none. */
export function plainRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return new RegExp(`^[${letters}]{${groups * perGroup}}$`).test(plain) ? plain : undefined;
}
