export { assign, unassign } from './actions/assign.ts';
export { stateFacts } from './actions/facts.ts';
export { openCase, startRun } from './actions/open.ts';
export { record, type Recorded, type Recording } from './actions/record.ts';
export type { Deed, Entry, RoleInRun } from './entry.ts';
export { paths } from './paths.ts';
export { entriesOf } from './store/runs.ts';
export { append } from './store/events.ts';
export { notify } from './store/notices.ts';
