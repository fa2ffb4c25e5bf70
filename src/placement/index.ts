export {
  areas,
  periodsOf,
  placementFigures,
  type Area,
  type Compared,
  type HistoricalRequest,
  type PlacementFigures,
} from './figures.ts';
export * as placementActions from './actions.ts';
export { archivedPlacements } from './archive.ts';
export { readRequests } from './requests-csv.ts';
export { deskExtract } from './desk/extract.ts';
export { assignByRule } from './desk/actions/assign.ts';
export { deskMessages } from './desk/messages/index.ts';
export { deskPages } from './desk/pages/index.ts';
export { deskPaths } from './desk/paths.ts';
export { happened } from './messages/timeline.ts';
export { type Place, replay } from './desk/replay.ts';
export { storedMatch } from './desk/store/matches.ts';
export { placementExtract } from './extract.ts';
export { placementReminders } from './reminding.ts';
export { concerning } from './store/concerning.ts';
export { askForPlacement, type AskedFor } from './requests/actions/ask-for.ts';
export { placementPaths } from './paths.ts';
export { requestMessages } from './requests/messages/index.ts';
export { bodyWords } from './messages/body.ts';
export { timelineWords } from './messages/timeline.ts';
export { deskJobs } from './desk/jobs.ts';
export { answerLimits, inquiryPage, takeAnswer } from './desk/answer.tsx';
export { figureMessages } from './statistics/messages/index.ts';
export { everyRequest } from './statistics/store/figures.ts';
export { followUpHousehold } from './assignments/actions/follow-up.ts';
export { writeEarlier } from './assignments/store/figures.ts';
export { askHousing, matchNow, recordArrival, takeHousingAnswer } from './assignments/actions/place.ts';
export { registerAssignment } from './assignments/actions/register.ts';
export type { HousingBody } from './assignments/housing-body.ts';
export { findAssignment } from './assignments/store/assignments.ts';
export { insertHousing, insertRoom } from './assignments/store/housing.ts';
export type { AssignmentBody, NewPerson } from './assignments/assignment-body.ts';
export { assignmentExtract } from './assignments/extract.ts';
export { assignmentMessages } from './assignments/messages/index.ts';
export { assignmentPages } from './assignments/pages/index.ts';
export { assignmentPaths } from './assignments/paths.ts';
