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
  match: path('/anvisningar/:household/matchning'),
  ask: path('/anvisningar/:household/matchning/:housing'),
  answer: path('/anvisningar/:household/svar'),
  arrival: path('/anvisningar/:household/ankomst'),
  allHousing: path('/anvisningar/boenden'),
  addHousing: path('/anvisningar/boenden/nytt'),
  housing: path('/anvisningar/boenden/:housing'),
  changeHousing: path('/anvisningar/boenden/:housing/andra'),
  addRoom: path('/anvisningar/boenden/:housing/rum'),
  closeRoom: path('/anvisningar/boenden/:housing/rum/:room'),
  withdraw: path('/anvisningar/:household/aterkalla'),
  extract: path('/anvisningar/:household/utdrag'),
} as const;
