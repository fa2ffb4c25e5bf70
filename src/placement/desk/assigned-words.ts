import type { Language } from '../../kernel/text.ts';
import type { AssignedBy } from './assignment.ts';
import { deskMessages } from './messages/index.ts';

/** Why a request lies with whom it lies with, as sentences. `nameOf` gives the name of an account that is known. */
export function assignedInWords(
  by: AssignedBy | undefined,
  assignedTo: string | undefined,
  nameOf: (account: string) => string,
  language: Language,
): readonly string[] {
  const m = deskMessages[language].request;
  if (by === undefined) return [];
  if (by.rule === 'nobody-there') return assignedTo === undefined ? [m.nobodyThere] : [];
  if (by.rule !== 'least-work') return [m[by.rule](nameOf(by.by)), by.reason].filter(Boolean);
  const work = by.among.find(({ account }) => account === assignedTo)?.work ?? 0;
  return [
    m.leastWork(nameOf(assignedTo ?? ''), work, by.among.length - 1),
    ...(by.lot ? [m.lot] : []),
    ...(by.competent ? [] : [m.notCompetent]),
    ...(by.absent > 0 ? [m.absent(by.absent)] : []),
  ];
}
