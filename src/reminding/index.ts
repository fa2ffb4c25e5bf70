export { remindingJobs } from './jobs.ts';
export { messages as remindingMessages } from './messages/index.ts';
