/** Request × register → candidates in order, and the excluded, each with every reason. Pure. See docs/matching.md. */
export {
  type Gender,
  genders,
  interventions,
  provisionForms,
  type Criterion,
  type Intervention,
  type ProvisionForm,
} from './codes.ts';
export { explain, wouldQualifyIf } from './explain.ts';
export { match, type Match } from './match.ts';
export { interventionNames, provisionFormNames } from './messages/names.ts';
export { areaNames, featureNames, levelNames, needNames, termIn } from './messages/terms.ts';
export { builtInOrder, type Order } from './order.ts';
export { matchOutput } from './output.ts';
export { parseRegister, parseRequest, type PlacementRequest, type Register } from './register.ts';
