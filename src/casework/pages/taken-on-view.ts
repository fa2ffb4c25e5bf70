import type { Actor } from '../../kernel/actor.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { takenOnMessages } from '../messages/taken-on.ts';
import { paths } from '../paths.ts';
import { holdsFor, type TakenOn, takenKey } from '../taken-on.ts';
import type { Link } from '../views/index.ts';
import { writtenDate } from './wording.ts';

/** Who is on a line, in words; nothing when nobody is. */
export function takenOnView(
  actor: Actor,
  run: string,
  { obligation, due }: Readonly<{ obligation: string; due?: LocalDate | undefined }>,
  all: ReadonlyMap<string, TakenOn>,
): Readonly<{ takenOn?: string }> {
  const taken = holdsFor(all.get(takenKey(run, obligation)), due);
  if (!taken) return {};
  const m = takenOnMessages[actor.language];
  const who = taken.account === actor.account ? m.you : taken.by;
  return { takenOn: m.by(who, writtenDate(taken.until, actor.language), m.reasons[taken.reason].toLowerCase()) };
}

export const takeOnLink = (run: string, obligation: string, language: Language): Link => ({
  href: paths.takeOn({ run, obligation }),
  text: takenOnMessages[language].take,
});
