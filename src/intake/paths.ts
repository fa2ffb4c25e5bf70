import { paths as casework } from '../casework/index.ts';
import { organisationPaths as organisation } from '../organisation/index.ts';
import { path } from '../platform/path.ts';

export const intakePaths = {
  /** Open to everybody. */
  forms: path('/anmalan-hyresvard'),
  form: path('/anmalan-hyresvard/:municipality'),
  received: path('/anmalan-hyresvard/:municipality/mottagen'),
  intake: path('/mottagning'),
  notice: path('/mottagning/:notice'),
  noticeFile: path('/mottagning/:notice/bilaga/:attachment'),
  find: path('/mottagning/:notice/arende'),
  link: path('/mottagning/:notice/koppla'),
  openCase: path('/mottagning/:notice/nytt-arende'),
  close: path('/mottagning/:notice/stang'),
  ofCase: casework.notices,
  fileOfCase: path('/arenden/:case/underrattelser/:notice/bilaga/:attachment'),
  start: path('/arenden/:case/underrattelser/:notice/starta'),
  rules: organisation.intakeRules,
  removeRule: path('/administration/mottagning/:rule/ta-bort'),
} as const;
