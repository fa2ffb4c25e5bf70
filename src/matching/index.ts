/** Request × register → candidates in order, and the excluded, each with every reason. Pure. Docs: docs/matching.md. */
export {
  criteria,
  provisionForms,
  interventions,
  type Criterion,
  type ProvisionForm,
  type FormsAllowed,
  type Intervention,
} from './codes.ts';
export type { Judgement } from './criteria.ts';
export { explain, wouldQualifyIf } from './explain.ts';
export { match, type Candidate, type Excluded, type Match } from './match.ts';
export { criterionNames, provisionFormNames, interventionNames } from './messages/names.ts';
export { builtInOrder, orderKeys, type Order, type OrderKey } from './order.ts';
export { matchOutput, type MatchOutput } from './output.ts';
export {
  parseRegister,
  parseRequest,
  type Offer,
  type PlacementRequest,
  type Provider,
  type Register,
  type Unit,
} from './register.ts';
