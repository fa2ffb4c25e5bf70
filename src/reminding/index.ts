export type { RemindedElsewhere } from './elsewhere.ts';
export { remindingJobs } from './jobs.ts';
export type { Line as ReminderLine } from './reminder.ts';
export { messages as remindingMessages } from './messages/index.ts';
