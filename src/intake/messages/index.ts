import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of the intake, in each language. */
export const intakeMessages = { sv, en } as const;
