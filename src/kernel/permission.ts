/** Everything somebody may be allowed to do. A route names exactly one; which role holds which is in organisation/permissions.ts. */
export const permissions = [
  // Everybody who is signed in: their own sign-in, sessions and absence.
  'account:own',
  'myDay:read',
  'unit:read',
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
  'protection:register',
  'protection:approve',
  'ground:read',
  'ground:keep',
  'emergency:open',
  'access:review',
  'access:statistics',
  'officialRequest:register',
  'officialRequest:decide',
] as const;
export type Permission = (typeof permissions)[number];
