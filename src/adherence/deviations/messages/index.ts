import { en } from './en.ts';
import { sv } from './sv.ts';

export type { Messages } from './sv.ts';
export const messages = { sv, en };
