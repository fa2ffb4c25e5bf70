export * from './administration/messages/index.ts';
export { makeMunicipality } from './administration/store/new-municipality.ts';
export { absencePages } from './administration/pages/absence.tsx';
export { administrationPages } from './administration/pages/administration-pages.ts';
export * from './administration/paths.ts';
export { unitsOf } from './administration/store/units.ts';
export { keepingAdministrator } from './administration/store/administrators.ts';
export { deleteGroup, type Group, groups, scimActor, writeGroup } from './administration/store/directory.ts';
export {
  findPerson,
  peopleForDirectory,
  removePerson,
  type Person as PersonAtWork,
  writePerson,
} from './administration/store/people.ts';
export { mailJob } from './mail/send.ts';
export { emailOf, isEmail, linkPlace, mailPlace, queueMail, queueMailOut, writeEmail } from './mail/store/mail.ts';
export * from './permissions.ts';
export * from './sign-in.ts';
export type { Begun } from './sign-in/store/sessions.ts';
export { askToProve, askToSignIn, proveWithPasskey, signInWithPasskey } from './sign-in/passkeys.ts';
export { createProvider, type Provider, type ProviderSettings } from './sign-in/provider.ts';
export { comeFromProvider, goToProvider, signedOutAtProvider } from './sign-in/provider-sign-in.ts';
export { ownSignInPages } from './sign-in/pages/own-pages.tsx';
export { messages as signInMessages } from './sign-in/messages/index.ts';
export { countAttempt } from './sign-in/store/attempts.ts';
export { findLink, takeLink } from './sign-in/link.ts';
export type { PasswordProblem } from './sign-in/password-rule.ts';
export * from './sign-in/store/accounts.ts';
export { sealTotpSecrets } from './sign-in/store/totp-secrets.ts';
export { paths as signInPaths, providerLogoutPath, signInLinkPath } from './sign-in/paths.ts';
export * from './standard-roles.ts';
