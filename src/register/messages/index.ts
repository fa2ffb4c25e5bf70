import { en } from './en.ts';
import { sv } from './sv.ts';

export const registerMessages = { sv, en } as const;
