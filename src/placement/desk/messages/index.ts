import type { Language } from '../../../kernel/text.ts';
import { en } from './en.ts';
import { type DeskMessages, sv } from './sv.ts';

export type { DeskMessages };
/** What is read at the desk, and by providers that are asked. */
export const deskMessages = { sv, en } as const satisfies Record<Language, DeskMessages>;
