import type { Language } from '../../../kernel/text.ts';
import type { Request } from '../../store/requests.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

export type { RequestMessages } from './sv.ts';
export const requestMessages = { sv, en };

/** Whose turn it is: the desk by its name. */
export const turnOf = (
  { waitingFor, deskName }: Pick<Request, 'waitingFor' | 'deskName'>,
  language: Language,
): string => (waitingFor === 'desk' ? deskName : requestMessages[language].turns[waitingFor]);
