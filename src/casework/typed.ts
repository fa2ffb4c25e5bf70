export { first, keyIn, type Typed, typedFrom } from '../platform/typed.ts';

/** The names that an entry's fields have in a form; a section offered beside carries its kind before them. */
export const answerField = (prefix: string, name: string): string => `${prefix}svar.${name}`;
export const alsoField = (kind: string): string => `aven.${kind}`;
export const partyField = 'part';
export const consentFields = { status: 'status', form: 'form' } as const;
