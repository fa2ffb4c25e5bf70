/** Request × register → candidates in order, and the excluded, each with every reason. Pure. See docs/matching.md. */
export {
  controlResults,
  formsAllowed,
  genders,
  interventions,
  permitRequired,
  providerStates,
  provisionForms,
  stopKinds,
  stopScopes,
  type Criterion,
  type Gender,
  type Intervention,
  type ProvisionForm,
} from './codes.ts';
export { explain, wouldQualifyIf } from './explain.ts';
export { match, type Match } from './match.ts';
export { genderNames, interventionNames, provisionFormNames, stateNames } from './messages/names.ts';
export { areaNames, featureNames, levelNames, needNames, termIn } from './messages/terms.ts';
export { orderInWords, orderKeyNames } from './messages/order.ts';
export { builtInOrder, inOrder, isOrder, type Order, type Ordered, orderKeys, type OrderKey } from './order.ts';
export { matchOutput } from './output.ts';
export {
  parseRegister,
  parseRequest,
  type PlacementRequest,
  type Provider,
  type Register,
  type Unit,
} from './register.ts';
