import type { Actor } from '../../../kernel/actor.ts';
import type { Permission } from '../../../kernel/permission.ts';
import type { Pool } from 'pg';
import { type AccountId, newId } from '../../../kernel/ids.ts';
import { newSessionToken } from '../../../platform/session.ts';
import { writeStandardRoles } from '../../standard-roles.ts';

// As the owner of the tables, from the command line: before there is anybody who could do it in the application.

type Owner = Pick<Pool, 'query'>;

/** Something that was asked for is not there, or is there already; the message says what, in words. */
export class AccountError extends Error {}

/** For how long a link that somebody is given can be used. */
export const linkHours = 72;

const nobody = '00000000-0000-0000-0000-000000000000';

type Account = Readonly<{ municipality: string; id: AccountId; area: string }>;

async function accountOf(owner: Owner, username: string): Promise<Account> {
  const { rows } = await owner.query<Account>(
    'select municipality, id, secrecy_area as area from account where lower(username) = lower($1)',
    [username],
  );
  const [account] = rows;
  if (!account) throw new AccountError(`There is no account ${username}.`);
  return account;
}

/** Written down as done at the server, by nobody that the application knows; what it was done to stands as the reason. */
async function audit(
  owner: Owner,
  { municipality, area }: Readonly<{ municipality: string; area: string }>,
  action: string,
  what: string,
  now: Date,
): Promise<void> {
  await owner.query(
    `insert into audit (municipality, at, actor, secrecy_area, action, channel, outcome, reason) values ($1, $2, $3, $4, $5, 'cli', 'ok', $6)`,
    [municipality, now, nobody, area, action, what],
  );
}

async function unitOf(
  owner: Owner,
  unit: string,
  municipality?: string,
): Promise<Readonly<{ municipality: string; area: string }>> {
  const { rows } = await owner.query<{ municipality: string; area: string }>(
    'select municipality, secrecy_area as area from unit where id = $1 and ($2::text is null or municipality = $2)',
    [unit, municipality ?? null],
  );
  const [found] = rows;
  if (!found) throw new AccountError(`There is no unit ${unit}. hemvist organisation unit makes one.`);
  if (rows.length > 1) throw new AccountError(`There are units ${unit} in several municipalities.`);
  return found;
}

async function refuseUnknownRoles(owner: Owner, municipality: string, roles: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ id: string }>('select id from role where municipality = $1 order by id', [
    municipality,
  ]);
  const known = rows.map(({ id }) => id);
  const unknown = roles.find((role) => !known.includes(role));
  if (unknown !== undefined) throw new AccountError(`There is no role ${unknown}. There are ${known.join(', ')}.`);
}

/** A new account without a password, in a unit's area with roles at that unit; gives the link's token. */
export async function inviteAccount(
  owner: Owner,
  {
    username,
    name,
    unit,
    roles,
    of,
  }: Readonly<{
    username: string;
    name: string;
    unit: string;
    roles: readonly string[];
    /** The unit's municipality, where several may have such a unit. */
    of?: string;
  }>,
  now: Date,
): Promise<string> {
  const { municipality, area } = await unitOf(owner, unit, of);
  await writeStandardRoles(owner);
  await refuseUnknownRoles(owner, municipality, roles);
  const id = newId<AccountId>();
  const made = await owner.query(
    `insert into account (municipality, id, secrecy_area, username, display_name) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [municipality, id, area, username, name],
  );
  if (made.rowCount === 0)
    throw new AccountError(`There is an account ${username} already. hemvist account reset gives it a new link.`);
  for (const role of roles) {
    await owner.query('insert into account_role (municipality, account, role, unit) values ($1, $2, $3, $4)', [
      municipality,
      id,
      role,
      unit,
    ]);
  }
  await audit(owner, { municipality, area }, 'account.invite', `account ${id}`, now);
  return giveLink(owner, { municipality, id, area }, false, now);
}

/** A new link for an account; with `all`, also what else it signs in with is to be set up anew. */
export async function resetAccount(owner: Owner, username: string, all: boolean, now: Date): Promise<string> {
  const account = await accountOf(owner, username);
  const vouched = await owner.query('select from account_identity where municipality = $1 and account = $2', [
    account.municipality,
    account.id,
  ]);
  if (vouched.rowCount !== 0)
    throw new AccountError(`${username} signs in at the organisation’s identity provider, and is helped there.`);
  await audit(owner, account, all ? 'account.reset-all' : 'account.reset', `account ${account.id}`, now);
  return giveLink(owner, account, all, now);
}

// One at a time: who is given a new one has no use for the old.
async function giveLink(owner: Owner, { municipality, id }: Account, resets: boolean, now: Date): Promise<string> {
  const { token, sha256 } = newSessionToken();
  await owner.query(
    `with gone as (delete from sign_in_link where municipality = $1 and account = $2)
     insert into sign_in_link (token_sha256, municipality, account, made_at, expires_at, resets) values ($3, $1, $2, $4, $5, $6)`,
    [municipality, id, sha256, now, new Date(now.getTime() + linkHours * 3_600_000), resets],
  );
  return token;
}

/** Closes an account, and ends what it has open. */
export async function closeAccount(owner: Owner, username: string, now: Date): Promise<void> {
  const account = await accountOf(owner, username);
  await owner.query(
    `with closed as (update account set active = false where municipality = $1 and id = $2),
      links as (delete from sign_in_link where municipality = $1 and account = $2)
     delete from session where municipality = $1 and account = $2`,
    [account.municipality, account.id],
  );
  await audit(owner, account, 'account.close', `account ${account.id}`, now);
}

export type NewUnit = Readonly<{
  municipality: string;
  municipalityName: string;
  area: string;
  areaName: string;
  unit: string;
  unitName: string;
}>;

/** A unit, with the municipality and the committee that it is of when they are not there yet. What is there is left as it is. */
export async function addUnit(owner: Owner, made: NewUnit): Promise<void> {
  const { municipality, municipalityName, area, areaName, unit, unitName } = made;
  await owner.query('insert into municipality (code, name) values ($1, $2) on conflict do nothing', [
    municipality,
    municipalityName,
  ]);
  await owner.query(
    `insert into secrecy_area (municipality, id, name, kind) values ($1, $2, $3, 'committee') on conflict do nothing`,
    [municipality, area, areaName],
  );
  await owner.query(
    'insert into unit (municipality, id, secrecy_area, name) values ($1, $2, $3, $4) on conflict do nothing',
    [municipality, unit, area, unitName],
  );
  await writeStandardRoles(owner);
}

export type KeptRule = Readonly<{ id: string; claim: string; value: string; role: string; unit: string }>;

/** A rule for the identity provider's people: who has the value in the claim has the role at the unit. */
export async function addSignInRule(owner: Owner, rule: Omit<KeptRule, 'id'>, now: Date): Promise<void> {
  const { municipality, area } = await unitOf(owner, rule.unit);
  await writeStandardRoles(owner);
  await refuseUnknownRoles(owner, municipality, [rule.role]);
  const id = newId();
  const { rowCount } = await owner.query(
    `insert into sign_in_rule (municipality, id, claim, value, role, unit) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [municipality, id, rule.claim, rule.value, rule.role, rule.unit],
  );
  if (rowCount !== 0)
    await audit(owner, { municipality, area }, 'sign-in-rule.add', `rule ${id}: ${rule.role} ${rule.unit}`, now);
}

export async function signInRulesKept(owner: Owner): Promise<readonly KeptRule[]> {
  const { rows } = await owner.query<KeptRule>(
    'select id, claim, value, role, unit from sign_in_rule order by claim, value, role, unit',
  );
  return rows;
}

export async function removeSignInRule(owner: Owner, id: string, now: Date): Promise<void> {
  const { rows } = await owner.query<{ municipality: string; area: string; role: string; unit: string }>(
    `delete from sign_in_rule r using unit u where r.id::text = $1 and u.municipality = r.municipality and u.id = r.unit
     returning r.municipality, u.secrecy_area as area, r.role, r.unit`,
    [id],
  );
  const [rule] = rows;
  if (!rule) throw new AccountError(`There is no rule ${id}. hemvist account rules lists them.`);
  await audit(owner, rule, 'sign-in-rule.remove', `rule ${id}: ${rule.role} ${rule.unit}`, now);
}

/** An account with what its roles allow at this moment, for a command that does something in its name; undefined when there is none. */
export async function findAccount(owner: Owner, username: string): Promise<Actor | undefined> {
  const { rows } = await owner.query<Omit<Actor, 'permissions'> & Readonly<{ permissions: readonly Permission[] }>>(
    `select a.municipality, a.id as account, a.display_name as name, a.secrecy_area as area, a.language, a.demo,
       coalesce((select json_agg(json_build_object('role', h.role, 'unit', h.unit, 'coversUnit', r.covers_unit))
         from account_role h join role r on r.municipality = h.municipality and r.id = h.role
         where h.municipality = a.municipality and h.account = a.id), '[]') as roles,
       array(select distinct p.permission from account_role h
         join role_permission p on p.municipality = h.municipality and p.role = h.role
         where h.municipality = a.municipality and h.account = a.id) as permissions
     from account a where lower(a.username) = lower($1) and a.active`,
    [username],
  );
  return rows[0] && { ...rows[0], permissions: new Set(rows[0].permissions) };
}
