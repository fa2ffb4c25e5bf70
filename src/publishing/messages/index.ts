import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of publishing, in each language. */
export const messages = { sv, en } as const;
