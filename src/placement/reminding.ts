import { addDays } from '../kernel/date.ts';
import type { RemindedElsewhere, ReminderLine } from '../reminding/index.ts';
import { deskMessages } from './desk/messages/index.ts';
import { deskPaths } from './desk/paths.ts';
import { atDesk } from './desk/store/waits.ts';
import { placementPaths } from './paths.ts';
import { requestMessages } from './requests/messages/index.ts';
import { todosOf } from './store/stays.ts';
import { lateness, type Waits } from './waits.ts';

const lineIn =
  (today: Parameters<typeof lateness>[1]) =>
  (one: Waits): ReminderLine => ({ bucket: lateness(one, today), due: one.since, newlyBlocked: false, quiet: false });

/** What waits for somebody in placements, counted in the morning's message: on the requester's side, and at the desk. */
export const placementReminders: readonly RemindedElsewhere[] = [
  {
    linesOf: async (scope) => (await todosOf(scope, addDays(scope.today, 6))).map(lineIn(scope.today)),
    href: placementPaths.requests(),
    page: { sv: requestMessages.sv.list.title, en: requestMessages.en.list.title },
    place: 'placements',
    may: 'placement:request',
  },
  {
    linesOf: async (scope) => (await atDesk(scope)).map(lineIn(scope.today)),
    href: deskPaths.queue(),
    page: { sv: deskMessages.sv.title, en: deskMessages.en.title },
    place: 'placementDesk',
    may: 'placement:handle',
  },
];
