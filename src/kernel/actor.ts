import type { AccountId } from './ids.ts';
import type { Permission } from './permission.ts';
import type { Language } from './text.ts';

/** The roles a person who works can hold. What each may do is in organisation/permissions.ts. */
export const roles = ['caseworker', 'housingStaff', 'unitManager', 'processLead'] as const;
export type Role = (typeof roles)[number];

/** Who is asking, with rights as read for this request. */
export type Actor = Readonly<{
  municipality: string;
  account: AccountId;
  name: string;
  /** The committee, authority or provider whose secrecy area the actor belongs to. */
  area: string;
  roles: readonly Readonly<{ role: Role; unit: string }>[];
  permissions: ReadonlySet<Permission>;
  language: Language;
  demo: boolean;
}>;

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.some((held) => held.role === role);

/** The units whose every case the actor's role covers. */
export const coveredUnits = (actor: Actor): readonly string[] =>
  actor.roles.filter((held) => held.role === 'unitManager').map((held) => held.unit);
