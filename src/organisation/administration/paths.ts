import { path } from '../../platform/path.ts';

export const organisationPaths = {
  administration: path('/administration'),
  newPerson: path('/administration/personer/ny'),
  person: path('/administration/personer/:account'),
  personRoles: path('/administration/personer/:account/roller'),
  units: path('/administration/enheter'),
  areas: path('/administration/omraden'),
  roles: path('/administration/roller'),
  role: path('/administration/roller/:role'),
  delegations: path('/administration/delegeringar'),
  giveDelegation: path('/administration/delegeringar/ny/:account'),
  endDelegation: path('/administration/delegeringar/:delegation/avsluta'),
  directory: path('/administration/katalog'),
  endClient: path('/administration/katalog/:client/avsluta'),
  mapGroup: path('/administration/katalog/grupp/:group'),
  history: path('/administration/historik'),
  absence: path('/franvaro'),
  removeAbsence: path('/franvaro/:absence/ta-bort'),
} as const;
