export { prepare, sign } from './actions/disclose.ts';
export { inviteParty, makePlan } from './actions/plan.ts';
export { sharingExtract } from './extract.ts';
export { emptyOutbox, sharingJobs } from './jobs.ts';
export { inslussMessages } from './insluss/messages/index.ts';
export { inslussPaths } from './insluss/paths.ts';
export { insertRequest as insertInslussRequest, type InslussInput } from './insluss/store/requests.ts';
export { receive as receiveInsluss } from './insluss/receive.ts';
export { messages as sharingMessages } from './messages/index.ts';
export { whyMessages as whySharedMessages } from './messages/why.ts';
export { fileDrop } from './outbox.ts';
export { paths as sharingPaths } from './paths.ts';
export { canonical, type Snapshot } from './disclosure.ts';
export { type ChosenGround, type Grounds, groundingProps, groundsFor, readGround } from './pages/grounding.ts';
export { SharedPieces } from './views/snapshot.tsx';
export { groundingFields, GroundSection } from './views/ground.tsx';
export { consentCarries, giver } from './store/recipients.ts';
export {
  disclosuresOf,
  type Disclosure,
  findDraft,
  insertDisclosure,
  insertDraft,
  type NewDisclosure,
} from './store/disclosures.ts';
export { insertStep } from './store/plans.ts';
