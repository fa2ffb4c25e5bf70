import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of the organisation's administration, in each language. */
export const organisationMessages = { sv, en } as const;
