export { prepare, sign } from './actions/disclose.ts';
export { inviteParty, makePlan } from './actions/plan.ts';
export { sharingExtract } from './extract.ts';
export { emptyOutbox, sharingJobs } from './jobs.ts';
export { messages as sharingMessages } from './messages/index.ts';
export { fileDrop } from './outbox.ts';
export { paths as sharingPaths } from './paths.ts';
export { disclosuresOf, type Disclosure, findDraft, insertDraft } from './store/disclosures.ts';
export { insertStep } from './store/plans.ts';
