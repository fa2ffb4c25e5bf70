import type { Language } from '../kernel/text.ts';
import { listed } from '../kernel/words.ts';
import { roleName, type RoutineDefinition } from '../routine/index.ts';
import type { Deed } from './entry.ts';
import { words } from './messages/words.ts';

/** Whether an obligation asks for something of an entry that only the rest of the run can tell, such as a day after the release. */
export const hangsOnTheRun = ({ obligations }: RoutineDefinition, obligation: string, kind: string): boolean =>
  obligations.some(
    ({ id, fulfilledBy }) =>
      id === obligation &&
      fulfilledBy.some(
        (way) =>
          'entry' in way &&
          way.entry === kind &&
          [way.answersAre, way.answersAfter, way.partyIs, way.form, way.tooEarly].some((part) => part !== undefined),
      ),
  );

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
