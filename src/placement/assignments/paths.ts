import { path } from '../../platform/path.ts';

/** Addresses of the reception of assigned households. */
export const assignmentPaths = {
  intake: path('/anvisningar'),
  register: path('/anvisningar/ny'),
  household: path('/anvisningar/:household'),
  change: path('/anvisningar/:household/andra'),
  people: path('/anvisningar/:household/personer'),
  handOver: path('/anvisningar/:household/ansvarig'),
  note: path('/anvisningar/:household/anteckning'),
  withdraw: path('/anvisningar/:household/aterkalla'),
  extract: path('/anvisningar/:household/utdrag'),
} as const;
