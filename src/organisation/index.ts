export * from './permissions.ts';
export * from './sign-in.ts';
export type { Begun } from './sign-in/store/sessions.ts';
export { askToProve, askToSignIn, proveWithPasskey, signInWithPasskey } from './sign-in/passkeys.ts';
export { ownSignInPages } from './sign-in/pages/own-pages.tsx';
export { messages as signInMessages } from './sign-in/messages/index.ts';
export { paths as signInPaths } from './sign-in/paths.ts';
export * from './standard-roles.ts';
