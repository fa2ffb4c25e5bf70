import { path } from '../platform/path.ts';

export const registerPaths = {
  providers: path('/utforare'),
  /** Controls whose day has come. */
  dueControls: path('/utforare/kontroller'),
  /** What the register goes by: forms, sub-categories, lists of controls. */
  rules: path('/utforare/regler'),
  files: path('/utforare/filer'),
  /** One file to save: a template or an export of a kind. */
  file: path('/utforare/filer/:what/:kind'),
  openData: path('/utforare/oppna-data/:file'),
  /** Open to everybody, when it is published. */
  publicData: path('/oppna-data/:municipality/:file'),
  unit: path('/utforare/enheter/:unit'),
  /** Where sheltered housing is. */
  address: path('/utforare/enheter/:unit/adress'),
  stop: path('/utforare/stopp/:stop'),
  liftRecommendationStop: path('/utforare/stopp/:stop/hav-rekommendationsstopp'),
  liftOrderStop: path('/utforare/stopp/:stop/hav-bestallningsstopp'),
  /** Every form of who keeps the register: which one, and what it is about. */
  write: path('/utforare/skriv/:form/:subject'),
  /** The forms of the lists that a municipality has of its own. */
  writeOwn: path('/utforare/egna-listor/:form/:subject'),
  provider: path('/utforare/:provider'),
  recommendationStop: path('/utforare/:provider/rekommendationsstopp'),
  orderStop: path('/utforare/:provider/bestallningsstopp'),
} as const;
