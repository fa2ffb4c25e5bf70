export { adherenceExtract } from './extract.ts';
export { adherenceJobs } from './jobs.ts';
export { paths as adherencePaths } from './paths.ts';
export { countAdherence } from './statistics/store/figures.ts';
export { registerDeviation } from './deviations/actions.ts';
export { messages as deviationMessages } from './deviations/messages/index.ts';
export { decideQuestions, draw as drawSelfAudit } from './self-audit/actions.ts';
export { messages as selfAuditMessages } from './self-audit/messages/index.ts';
export { messages as adherenceMessages } from './statistics/messages/index.ts';
