import { paths } from '../casework/index.ts';
import type { Permission } from '../kernel/permission.ts';
import type { Text } from '../kernel/text.ts';
import type { Scope } from '../platform/door.ts';
import type { PageContent } from '../platform/route.ts';
import { messages } from './messages/index.ts';
import type { Line } from './reminder.ts';

/** A page where people see what they are reminded of, for whom it is there, and its place among the others. */
export type Reminds = Readonly<{ href: string; page: Text; place: NonNullable<PageContent['place']>; may: Permission }>;

/** What waits for the actor in a capability above this one, counted with the rest. */
export type RemindedElsewhere = Reminds & Readonly<{ linesOf: (scope: Scope) => Promise<readonly Line[]> }>;

export const ownDay: Reminds = {
  href: paths.myDay(),
  page: { sv: messages.sv.back, en: messages.en.back },
  place: 'myDay',
  may: 'myDay:read',
};
