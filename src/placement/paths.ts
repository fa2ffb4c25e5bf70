import { path } from '../platform/path.ts';

/** Addresses of the requester's side of a placement. The desk's own are in `desk/paths.ts`. */
export const placementPaths = {
  requests: path('/placeringar'),
  /** Those of one case. */
  ofCase: path('/arenden/:case/placeringar'),
  /** Begins a request: from a case, or from a run of it. */
  ask: path('/arenden/:case/placering/ny'),
  askFromRun: path('/pagaende/:run/placering/ny'),
  draft: path('/placeringar/utkast/:draft'),
  saveDraft: path('/placeringar/utkast/:draft/spara'),
  preview: path('/placeringar/utkast/:draft/det-som-lamnas'),
  submit: path('/placeringar/utkast/:draft/skicka'),
  dropDraft: path('/placeringar/utkast/:draft/slang'),
  request: path('/placeringar/:request'),
  message: path('/placeringar/:request/meddelande'),
  change: path('/placeringar/:request/andra'),
  pause: path('/placeringar/:request/pausa'),
  reopen: path('/placeringar/:request/ateruppta'),
  withdraw: path('/placeringar/:request/ta-tillbaka'),
  answer: path('/placeringar/:request/forslag/:recommendation'),
  outcome: path('/placeringar/:request/aterkoppling'),
  endStay: path('/placeringar/:request/avsluta'),
  followUp: path('/placeringar/:request/uppfoljning/:months'),
  figures: path('/placeringar/statistik'),
  figuresCsv: path('/placeringar/statistik/fil'),
  importRequests: path('/placeringar/statistik/hamta-in'),
} as const;
