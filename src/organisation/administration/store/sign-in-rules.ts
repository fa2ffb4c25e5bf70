import { sql } from 'kysely';
import type { Scope } from '../../../platform/door.ts';
import type { SignInRule } from '../../sign-in/sign-in-rules.ts';

/** A rule of the identity provider as it is kept; the version counts its changes, from 1. */
export type KeptSignInRule = SignInRule &
  Readonly<{ id: string; unitName: string; areaName: string; sv: string; en: string; version: number }>;

export async function keptSignInRules({ db, actor }: Scope): Promise<readonly KeptSignInRule[]> {
  const { rows } = await sql<KeptSignInRule>`
    select r.municipality, r.id, r.claim, r.value, r.role, r.unit, u.secrecy_area as area, u.name as "unitName", s.name as "areaName",
      o.name_sv as sv, o.name_en as en, r.version
    from sign_in_rule r
    join unit u on u.municipality = r.municipality and u.id = r.unit
    join secrecy_area s on s.municipality = u.municipality and s.id = u.secrecy_area
    join role o on o.municipality = r.municipality and o.id = r.role
    where r.municipality = ${actor.municipality} order by r.claim, r.value, r.role, r.unit`.execute(db);
  return rows;
}

/** `taken` when there is such a rule, or one of the id, `overtaken` when somebody else has changed or ended it. */
export type WroteRule = 'written' | 'taken' | 'overtaken' | 'not-found';

type ToWrite = Readonly<{
  id: string;
  claim: string;
  value: string;
  role: string;
  unit: string;
  /** The version that was seen; undefined for a new rule. */
  seen?: number | undefined;
}>;

export async function writeSignInRule({ db }: Scope, rule: ToWrite): Promise<WroteRule> {
  const { rows } = await sql<{ outcome: WroteRule }>`
    select access.write_sign_in_rule(${rule.id}, ${rule.claim}, ${rule.value}, ${rule.role}, ${rule.unit}, ${rule.seen ?? null}) as outcome`.execute(
    db,
  );
  return rows[0]?.outcome ?? 'not-found';
}

export async function endSignInRule(
  { db }: Scope,
  id: string,
  seen: number,
): Promise<Extract<WroteRule, 'written' | 'overtaken' | 'not-found'>> {
  const { rows } = await sql<{ outcome: 'written' | 'overtaken' | 'not-found' }>`
    select access.end_sign_in_rule(${id}, ${seen}) as outcome`.execute(db);
  return rows[0]?.outcome ?? 'not-found';
}
