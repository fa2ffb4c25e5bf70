import { en } from './en.ts';
import { sv } from './sv.ts';

export const inslussMessages = { sv, en } as const;
