import type { Actor } from '../kernel/actor.ts';
import type { Language } from '../kernel/text.ts';
import type { Link } from '../ui/link.ts';
import { messages } from './messages/index.ts';
import { paths } from './paths.ts';
import { homeOf } from './respond.tsx';

/** Where to go from an error. Whoever has a session is not told to sign in where nobody has looked whose it is. */
export const errorLinks = (language: Language, actor: Actor | undefined, hasSession: boolean): readonly Link[] => [
  actor || hasSession
    ? { href: actor ? homeOf(actor) : paths.home(), text: messages[language].layout.home }
    : { href: paths.signIn(), text: messages[language].signIn.title },
];
