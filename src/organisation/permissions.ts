import type { StandardRole } from '../kernel/actor.ts';
import type { Permission } from '../kernel/permission.ts';

/** What each standard role may do at all. Which cases it may do it to is decided in the database, by area, assignment and unit. */
export const permissionsOf = {
  caseworker: [
    'account:own',
    'myDay:read',
    'case:read',
    'case:open',
    'case:search',
    'run:start',
    'run:read',
    'entry:record',
    'obligation:waive',
    'interval:change',
    'fact:state',
    'assignment:make',
    'routine:read',
    'consent:record',
    'disclosure:sign',
    'sharedPlan:keep',
    'shared:receive',
    'insluss:receive',
    'protection:register',
    'ground:read',
    'officialRequest:register',
    'individual:extract',
  ],
  housingStaff: [
    'account:own',
    'myDay:read',
    'run:read',
    'entry:record',
    'obligation:waive',
    'interval:change',
    'fact:state',
    'shared:receive',
    'routine:read',
  ],
  unitManager: [
    'account:own',
    'myDay:read',
    'unit:read',
    'case:read',
    'case:search',
    'run:read',
    'assignment:make',
    'routine:read',
    'disclosure:sign',
    'shared:receive',
    'protection:register',
    'protection:approve',
    'ground:read',
    'access:statistics',
    'officialRequest:register',
    'officialRequest:decide',
    'individual:extract',
  ],
  processLead: ['account:own', 'routine:read', 'contactRoute:keep'],
  // Which cases they may read is for the emergency openings to say: they are assigned to none.
  outOfHours: ['account:own', 'case:read', 'run:read', 'routine:read', 'emergency:open'],
  administrator: ['account:own', 'organisation:administer'],
  // A technical account: the organisation's own directory.
  provisioner: ['account:own', 'organisation:provision'],
  lawyer: [
    'account:own',
    'protection:approve',
    'ground:read',
    'ground:keep',
    'officialRequest:register',
    'officialRequest:decide',
  ],
  accessReviewer: ['account:own', 'access:review'],
  // Of another authority: sees the plans that they are invited to, and no case.
  probationOfficer: ['account:own', 'shared:receive', 'insluss:request'],
  archivist: ['account:own', 'officialRequest:register', 'retention:plan', 'retention:approve', 'archive:export'],
} as const satisfies Record<StandardRole, readonly Permission[]>;

export const permissionsOfRoles = (roles: readonly StandardRole[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap((role): readonly Permission[] => permissionsOf[role]));
