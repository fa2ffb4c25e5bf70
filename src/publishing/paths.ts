import { paths as casework } from '../casework/index.ts';
import { path } from '../platform/path.ts';

/** The addresses of drafts of routines. */
export const paths = {
  drafts: casework.routineDrafts,
  startDraft: casework.startRoutineDraft,
  draft: path('/rutinutkast/:draft'),
  text: path('/rutinutkast/:draft/text'),
  check: path('/rutinutkast/:draft/kontroll'),
  obligation: path('/rutinutkast/:draft/atagande/:obligation'),
  interpretation: path('/rutinutkast/:draft/tolkning/:interpretation'),
  trial: path('/rutinutkast/:draft/prova'),
  ask: path('/rutinutkast/:draft/fraga'),
  comment: path('/rutinutkast/:draft/synpunkt'),
  publish: path('/rutinutkast/:draft/publicera'),
  discard: path('/rutinutkast/:draft/kasta'),
} as const;
