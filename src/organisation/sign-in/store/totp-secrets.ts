import type { Pool } from 'pg';
import type { Safe } from '../../../platform/safe.ts';
import { isTotpSecret } from '../codes.ts';
import { openTotpSecret, sealTotpSecret } from '../totp-secret.ts';
import type { Whose } from './sessions.ts';

/**
 * Seals with the key of now what is sealed with the one before it, or from before there were keys. As the owner of the tables, when a server
 * starts. Gives how many were sealed, and how many there is no key for.
 */
export async function sealTotpSecrets(
  owner: Pick<Pool, 'query'>,
  safe: Safe,
): Promise<Readonly<{ sealed: number; unreadable: number }>> {
  const { rows } = await owner.query<Whose & { secret: string }>(
    'select municipality, account, secret from account_totp',
  );
  let [sealed, unreadable] = [0, 0];
  for (const row of rows) {
    if (safe.isCurrent(row.secret)) continue;
    const secret = isTotpSecret(row.secret) ? row.secret : openTotpSecret(safe, row, row.secret);
    if (secret === undefined) {
      unreadable += 1;
      continue;
    }
    // What somebody has changed meanwhile stays as they made it.
    const { rowCount } = await owner.query(
      'update account_totp set secret = $4 where municipality = $1 and account = $2 and secret = $3',
      [row.municipality, row.account, row.secret, sealTotpSecret(safe, row, secret)],
    );
    sealed += rowCount ?? 0;
  }
  return { sealed, unreadable };
}
