import type { Pool } from 'pg';
import { AccountError, addUnit, inviteAccount, type NewUnit } from '../../sign-in/store/accounts.ts';

export type NewMunicipality = NewUnit & Readonly<{ administrator: Readonly<{ username: string; name: string }> }>;

/**
 * A municipality with its first committee and unit, and somebody invited to administer it; gives the token of their link. All of it or
 * nothing. As the owner of the tables: it is of nobody who could sign in.
 */
export async function makeMunicipality(owner: Pool, made: NewMunicipality, now: Date): Promise<string> {
  const { municipality, municipalityName, unit, administrator } = made;
  if (!/^\d{4}$/.test(municipality)) throw new AccountError('A municipality’s code is four digits.');
  const client = await owner.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query(
      'insert into municipality (code, name) values ($1, $2) on conflict do nothing',
      [municipality, municipalityName],
    );
    if (rowCount === 0)
      throw new AccountError(
        `There is a municipality ${municipality} already. Its administrators keep it in the application.`,
      );
    await addUnit(client, made);
    const token = await inviteAccount(
      client,
      { ...administrator, unit, roles: ['administrator'], of: municipality },
      now,
    );
    await client.query('commit');
    return token;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
