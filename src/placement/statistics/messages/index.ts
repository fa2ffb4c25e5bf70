import { en } from './en.ts';
import { sv } from './sv.ts';

export const figureMessages = { sv, en };
