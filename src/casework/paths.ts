import { path } from '../platform/path.ts';

/** Every address of casework. What a user sees in the address bar is Swedish, and never a name or a number of a person. */
export const paths = {
  myDay: path('/min-dag'),
  unitDay: path('/min-dag/enheten'),
  personDay: path('/min-dag/person/:account'),
  cases: path('/arenden'),
  openCase: path('/arenden/nytt'),
  caseFile: path('/arenden/:case'),
  /** Who has opened the case: the page is in oversight. */
  caseAudit: path('/arenden/:case/vem-har-oppnat'),
  startRun: path('/arenden/:case/ny-rutin'),
  run: path('/pagaende/:run'),
  timeline: path('/pagaende/:run/tidslinje'),
  plans: path('/pagaende/:run/planer'),
  people: path('/pagaende/:run/personer'),
  print: path('/pagaende/:run/utskrift'),
  record: path('/pagaende/:run/dokumentera/:kind'),
  waive: path('/pagaende/:run/avsta/:obligation'),
  interval: path('/pagaende/:run/intervall/:obligation'),
  correct: path('/pagaende/:run/ratta/:entry'),
  fact: path('/pagaende/:run/uppgift/:fact'),
  assign: path('/pagaende/:run/personer/ny'),
  endAssignment: path('/pagaende/:run/personer/:assignment/avsluta'),
  draft: path('/pagaende/:run/utkast/:form'),
  routines: path('/rutiner'),
  routine: path('/rutiner/:routine/:version'),
} as const;
