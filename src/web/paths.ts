import { path } from '../platform/path.ts';

export const paths = {
  home: path('/'),
  signIn: path('/logga-in'),
  secondStep: path('/logga-in/kod'),
  confirm: path('/bekrafta'),
  signOut: path('/logga-ut'),
  language: path('/sprak/:language'),
  health: path('/halsa'),
  ready: path('/redo'),
} as const;
