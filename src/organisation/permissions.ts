import type { StandardRole } from '../kernel/actor.ts';
import type { Permission } from '../kernel/permission.ts';

/** What each standard role may do at all. Which cases it may do it to is decided in the database, by area, assignment and unit. */
export const permissionsOf = {
  caseworker: [
    'myDay:read',
    'case:read',
    'case:open',
    'run:start',
    'run:read',
    'entry:record',
    'obligation:waive',
    'interval:change',
    'fact:state',
    'assignment:make',
    'routine:read',
  ],
  housingStaff: [
    'myDay:read',
    'run:read',
    'entry:record',
    'obligation:waive',
    'interval:change',
    'fact:state',
    'routine:read',
  ],
  unitManager: ['myDay:read', 'unit:read', 'case:read', 'run:read', 'assignment:make', 'routine:read'],
  processLead: ['routine:read'],
  outOfHours: ['routine:read'],
  administrator: [],
  lawyer: [],
  accessReviewer: [],
  archivist: [],
} as const satisfies Record<StandardRole, readonly Permission[]>;

export const permissionsOfRoles = (roles: readonly StandardRole[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap((role): readonly Permission[] => permissionsOf[role]));
