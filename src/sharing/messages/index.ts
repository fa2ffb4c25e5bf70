import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of sharing, in each language. */
export const messages = { sv, en } as const;
