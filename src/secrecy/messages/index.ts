import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of secrecy, in each language. */
export const secrecyMessages = { sv, en } as const;
