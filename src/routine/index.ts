export {
  checkDefinition,
  checkDefinitionText,
  checkThroughYears,
  definitionIn,
  type Checked,
  type CheckProblem,
} from './check.ts';
export { checkRun } from './check-run.ts';
export { changeByField, compare, type Comparison, type FieldChange, type PartChange } from './compare.ts';
export { parts, type Part, type ToldChange, type ToldField } from './compare-words.ts';
export { wordChanges, type WordChange } from './word-changes.ts';
export { compile, distanceFrom, InvalidDefinition, type CompiledObligation, type CompiledRoutine } from './compile.ts';
export type * from './definition.ts';
export {
  answerTypes,
  channels,
  clocks,
  consentForms,
  consentStatuses,
  definitionSchema,
  modalities,
} from './definition.ts';
export { deedsUntil, latestConsent, type Deed, type DeedsByKind } from './deeds.ts';
export { conditionInWords, dueInWords, phaseStartInWords } from './describe.ts';
export { drawingOf, type Drawing, type DrawnArrow, type DrawnObligation, type DrawnPhase } from './drawing.ts';
export { type Ahead, evaluate, evaluateAhead } from './evaluate.ts';
export { explain, explainBriefly } from './explain.ts';
export { interpretationsOf } from './interpretations.ts';
export { jsonSchemaText } from './json-schema.ts';
export { libraryText, openLibrary, withVersions, type Library } from './library.ts';
export { mermaidText } from './mermaid.ts';
export { runOutput, type ObligationOutput, type RunOutput } from './output.ts';
export type { DueGround, Evidence, Finding, Ground, Reason } from './reason.ts';
export { relationsOf, type Relation } from './relations.ts';
export {
  commonKinds,
  parseRun,
  runSchema,
  type Entry,
  type Facts,
  type FactStated,
  type Replacement,
  type Run,
} from './run.ts';
export {
  stateNames,
  type NextStep,
  type ObligationState,
  type Occurrence,
  type PhaseState,
  type RunState,
  type StateName,
  type WaitingFor,
  type Warning,
} from './state.ts';
export { type Count, countRun, obligationMeasure, type OutlineLine, rhythmMeasure, type Tally } from './tally.ts';
export { differencesBetween, suppose, whatIf, type Difference, type Supposition } from './what-if.ts';
export {
  entryName,
  factName,
  modalityWords,
  obligationTitle,
  phaseName,
  roleName,
  stateWords,
  writtenDistance,
  writtenInterval,
  writtenValue,
} from './words.ts';
