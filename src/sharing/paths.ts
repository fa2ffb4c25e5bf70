import { path } from '../platform/path.ts';

/** Addresses of what is handed over and shared. */
export const paths = {
  disclosures: path('/arenden/:case/utlamnat'),
  disclosure: path('/arenden/:case/utlamnat/:disclosure'),
  whyDisclosure: path('/arenden/:case/utlamnat/:disclosure/varfor'),
  disclose: path('/pagaende/:run/lamna-ut'),
  draft: path('/pagaende/:run/lamna-ut/:draft'),
  sign: path('/pagaende/:run/lamna-ut/:draft/skriv-under'),
  dropDraft: path('/pagaende/:run/lamna-ut/:draft/slang'),
  received: path('/delat'),
  receivedOne: path('/delat/:disclosure'),
  plans: path('/arenden/:case/samordnade-planer'),
  plan: path('/arenden/:case/samordnade-planer/:plan'),
  whyPlan: path('/arenden/:case/samordnade-planer/:plan/varfor'),
  planStep: path('/arenden/:case/samordnade-planer/:plan/steg'),
  changePlanStep: path('/arenden/:case/samordnade-planer/:plan/steg/:step'),
  invite: path('/arenden/:case/samordnade-planer/:plan/bjud-in'),
  endParty: path('/arenden/:case/samordnade-planer/:plan/part/:party/avsluta'),
  endPlan: path('/arenden/:case/samordnade-planer/:plan/avsluta'),
  seenByParty: path('/arenden/:case/samordnade-planer/:plan/part/:party'),
  sharedPlan: path('/delat/plan/:plan'),
  ownStep: path('/delat/plan/:plan/steg'),
  changeOwnStep: path('/delat/plan/:plan/steg/:step'),
} as const;
