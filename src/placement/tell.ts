import { notify } from '../casework/index.ts';
import type { Scope } from '../platform/door.ts';
import type { Request } from './store/requests.ts';

/** Tells whoever takes care of a request that something has happened to it, if somebody does. */
export const tellOfficer = (
  scope: Scope,
  kind: Parameters<typeof notify>[1],
  { id, assignedTo }: Pick<Request, 'id' | 'assignedTo'>,
): Promise<void> => notify(scope, kind, { placementRequest: id }, assignedTo === undefined ? [] : [assignedTo]);
