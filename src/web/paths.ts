import { providerLogoutPath } from '../organisation/index.ts';
import { path } from '../platform/path.ts';

export const paths = {
  home: path('/'),
  signIn: path('/logga-in'),
  secondStep: path('/logga-in/kod'),
  passkey: path('/logga-in/nyckel'),
  passkeyQuestion: path('/logga-in/nyckel/fraga'),
  provider: path('/logga-in/organisation'),
  providerAnswer: path('/logga-in/organisation/svar'),
  providerLogout: providerLogoutPath,
  confirmAtProvider: path('/bekrafta/organisation'),
  confirm: path('/bekrafta'),
  confirmQuestion: path('/bekrafta/fraga'),
  signOut: path('/logga-ut'),
  language: path('/sprak/:language'),
  health: path('/halsa'),
  ready: path('/redo'),
} as const;
