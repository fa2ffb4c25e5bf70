export { adherenceExtract } from './extract.ts';
export { adherenceJobs } from './jobs.ts';
export { paths as adherencePaths } from './paths.ts';
export { countAdherence } from './statistics/store/figures.ts';
export { messages as adherenceMessages } from './statistics/messages/index.ts';
