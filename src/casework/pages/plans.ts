import { listed } from '../../kernel/words.ts';
import { roleName } from '../../routine/index.ts';
import { mayCorrect } from '../available-actions.ts';
import { individual } from '../forms.ts';
import { words } from '../messages/words.ts';
import { paths } from '../paths.ts';
import type { BookedFollowUp, PlanView } from '../views/index.ts';
import { actionFor, type Seen } from './run-view.ts';
import { answersOf, obligationTitle, writtenDate } from './wording.ts';

/** The plans of the case, each as its latest entry says, or who is to make it. */
export function planViews(seen: Seen): readonly PlanView[] {
  const { definition, language } = seen.voice;
  const replaced = new Set(seen.evaluated.entries.map(({ replaces }) => replaces));
  const current = seen.evaluated.entries.filter(({ id }) => !replaced.has(id));
  return Object.entries(definition.entryKinds)
    .filter(([, kind]) => kind.plan === true)
    .map(([kind, rule]) => {
      const entry = current.findLast((candidate) => candidate.kind === kind);
      const state = seen.evaluated.state.obligations.find((candidate) =>
        definition.obligations.some(
          ({ id, fulfilledBy }) =>
            id === candidate.id && fulfilledBy.some((way) => 'entry' in way && way.entry === kind),
        ),
      );
      const who = listed(
        (state?.who ?? []).map((role) => roleName(definition, role, language)),
        language,
      );
      return {
        key: kind,
        title: rule.name[language],
        ...(entry ? { at: entry.at, by: entry.writerName } : {}),
        sections: entry
          ? answersOf(seen.voice, entry).map(({ question, answer }) => ({ heading: question, text: answer }))
          : [],
        ...(entry || !state
          ? {}
          : { missing: words[language].planMissing(who, state.due && writtenDate(state.due, language)) }),
        ...(entry || !state ? {} : { action: actionFor(seen, state) }),
        ...(entry && mayCorrect(entry, seen.actor, seen.role)
          ? { correctHref: paths.correct({ run: seen.evaluated.run.id, entry: entry.id }) }
          : {}),
      };
    });
}

/** The days booked ahead, from every entry that books days. */
export function bookedFollowUps({ voice, evaluated, today }: Seen): readonly BookedFollowUp[] {
  const replaced = new Set(evaluated.entries.map(({ replaces }) => replaces));
  return evaluated.entries
    .filter(({ id }) => !replaced.has(id))
    .flatMap((entry) => {
      const questions = voice.definition.entryKinds[entry.kind]?.answers ?? {};
      return Object.entries(questions).flatMap(([name, { type }]) => {
        const answer = entry.answers[name];
        return type === 'dates' && Array.isArray(answer) ? (answer as readonly string[]) : [];
      });
    })
    .filter((day) => day >= today)
    .toSorted()
    .map((day, index) => ({ key: `${day}-${index}`, on: day, what: words[voice.language].followUp }));
}

/** What the individual takes part in: the days booked, and what the routine asks them to be part of next. */
export function stepsTogether(seen: Seen): readonly Readonly<{ key: string; on?: string; sentence: string }>[] {
  const { definition, language } = seen.voice;
  const together = new Set(
    definition.obligations
      .filter(({ fulfilledBy }) => fulfilledBy.some((way) => 'entry' in way && way.participants?.includes(individual)))
      .map(({ id }) => id),
  );
  const asked = seen.evaluated.state.nextSteps
    .filter(({ obligation }) => together.has(obligation))
    .map(({ obligation, due }) => {
      const title = obligationTitle(definition, obligation, language);
      return due !== undefined && due >= seen.today
        ? { key: obligation, on: due, sentence: words[language].noLaterThan(title) }
        : { key: obligation, sentence: title };
    });
  return [...bookedFollowUps(seen).map(({ key, on, what }) => ({ key, on, sentence: what })), ...asked].toSorted(
    (left, right) => (left.on ?? '').localeCompare(right.on ?? ''),
  );
}
