export * from './administration/messages/index.ts';
export { absencePages } from './administration/pages/absence-pages.tsx';
export { administrationPages } from './administration/pages/administration-pages.tsx';
export * from './administration/paths.ts';
export {
  deleteGroup,
  findPerson,
  type Group,
  groups,
  keepingAdministrator,
  peopleForDirectory,
  removePerson,
  scimActor,
  type Person as PersonAtWork,
  writeGroup,
  writePerson,
} from './administration/store/administration.ts';
export * from './permissions.ts';
export * from './sign-in.ts';
export * from './standard-roles.ts';
