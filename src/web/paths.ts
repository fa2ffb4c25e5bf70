import { path } from '../platform/path.ts';

export const paths = {
  home: path('/'),
  signIn: path('/logga-in'),
  secondStep: path('/logga-in/kod'),
  passkey: path('/logga-in/nyckel'),
  passkeyQuestion: path('/logga-in/nyckel/fraga'),
  confirm: path('/bekrafta'),
  confirmQuestion: path('/bekrafta/fraga'),
  signOut: path('/logga-ut'),
  language: path('/sprak/:language'),
  health: path('/halsa'),
  ready: path('/redo'),
} as const;
