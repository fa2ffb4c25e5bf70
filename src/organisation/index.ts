export * from './permissions.ts';
export * from './sign-in.ts';
export * from './standard-roles.ts';
