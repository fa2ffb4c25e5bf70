export { formats, type Format, exportAudit } from './store/export.ts';
export { oversightJobs } from './jobs.ts';
export type { Chain } from './seal.ts';
export { chainsOf, sealAudit } from './store/seals.ts';
export { type Finding, verifyChain } from './store/verify.ts';
export { paths } from './paths.ts';
export { makeReviews } from './review/make.ts';
export { requestsOfIndividual, type RequestOfIndividual } from './requests/store/of-individual.ts';
export {
  assess as assessRequest,
  assign as assignRequest,
  decide as decideRequest,
  register as registerRequest,
} from './requests/actions/requests.ts';
export { monthBefore } from './review/month.ts';
export type { ExtractPart, ExtractSection, ExtractShare, ExtractSubject } from './individual/part.ts';
export { type ArchiveWords, instant as archivedInstant } from './retention/archive/content.ts';
export { disposeApproved, exportFile } from './retention/dispose.ts';
export { verdictCounts } from './retention/store/counts.ts';
export { countInWords } from './retention/in-words.ts';
export { type Block, pdfOf } from './pdf.ts';
