/** Everything somebody may be allowed to do. A route names exactly one; which role holds which is in organisation/permissions.ts. */
export const permissions = [
  'myDay:read',
  'unit:read',
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
] as const;
export type Permission = (typeof permissions)[number];
