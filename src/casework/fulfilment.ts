import type { Language } from '../kernel/text.ts';
import { listed, roleName, type RoutineDefinition } from '../routine/index.ts';
import type { Deed } from './entry.ts';
import { words } from './messages/words.ts';

/** What an entry lacks to fulfil an obligation, in words; undefined when it lacks nothing, or is of another kind. */
export function missingFrom(
  { definition, language }: Readonly<{ definition: RoutineDefinition; language: Language }>,
  obligation: string,
  deed: Deed,
): string | undefined {
  const w = words[language];
  const rule = definition.obligations.find(({ id }) => id === obligation);
  const lacking = (rule?.fulfilledBy ?? []).flatMap((way): readonly (readonly string[])[] => {
    if (!('entry' in way) || way.entry !== deed.kind) return [];
    const away = (way.participants ?? []).filter((role) => !deed.participants.includes(role));
    const conditional = (way.ifAnswer ?? []).flatMap(({ answer, is, requires }) =>
      deed.answers[answer] === is ? requires : [],
    );
    const unanswered = [...(way.answers ?? []), ...conditional].filter((name) => !(name in deed.answers));
    const question = (name: string): string =>
      `”${definition.entryKinds[deed.kind]?.answers?.[name]?.question[language] ?? name}”`;
    return [
      [
        ...(away.length > 0
          ? [
              w.missingParticipants(
                listed(
                  away.map((role) => roleName(definition, role, language)),
                  language,
                ),
              ),
            ]
          : []),
        ...(way.inPerson === true && deed.inPerson !== true ? [w.missingInPerson] : []),
        ...(unanswered.length > 0 ? [w.missingAnswers(listed(unanswered.map(question), language))] : []),
      ],
    ];
  });
  if (lacking.length === 0 || lacking.some((reasons) => reasons.length === 0)) return undefined;
  return listed(lacking[0] ?? [], language);
}
