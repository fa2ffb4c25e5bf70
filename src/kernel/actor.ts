import type { AccountId } from './ids.ts';
import type { Permission } from './permission.ts';
import type { Language } from './text.ts';

/** The roles that every municipality has. What each may do is in organisation/permissions.ts; a municipality can add roles of its own. */
export const standardRoles = [
  'caseworker',
  'housingStaff',
  'unitManager',
  'processLead',
  'outOfHours',
  'administrator',
  'lawyer',
  'accessReviewer',
  'archivist',
  'probationOfficer',
  'provisioner',
  'intakeWorker',
  'placementOfficer',
  'placementLead',
  'registerKeeper',
  'procurementOfficer',
] as const;
export type StandardRole = (typeof standardRoles)[number];

/** Who is asking, with rights as read for this request. */
export type Actor = Readonly<{
  municipality: string;
  account: AccountId;
  name: string;
  /** The committee, authority or provider whose secrecy area the actor belongs to. */
  area: string;
  roles: readonly Readonly<{ role: string; unit: string; coversUnit: boolean }>[];
  permissions: ReadonlySet<Permission>;
  /** When the actor last proved again, in this session, to be who they are. */
  steppedUpAt?: Date;
  /** Which of the account's sessions asks; none, when no browser does. */
  session?: string;
  /** The actor has shown a password alone, and may do nothing but set up a second way to sign in. */
  mustSetUp?: true;
  language: Language;
  demo: boolean;
}>;

/** The units whose every case the actor's role covers. */
export const coveredUnits = (actor: Actor): readonly string[] =>
  actor.roles.filter((held) => held.coversUnit).map((held) => held.unit);
