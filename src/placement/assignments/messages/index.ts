import { en } from './en.ts';
import { sv } from './sv.ts';

/** The words of the reception of assigned households. */
export const assignmentMessages = { sv, en } as const;
export type AssignmentMessages = typeof sv;
