import { en } from './en.ts';
import { sv } from './sv.ts';

export type { RequestMessages } from './sv.ts';
export const requestMessages = { sv, en };
