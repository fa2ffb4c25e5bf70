import { localDateOf } from '../../kernel/stockholm.ts';
import { writtenDate } from '../../kernel/words.ts';
import { type Block, pdfOf } from '../../oversight/index.ts';
import type { Scope } from '../../platform/door.ts';
import { bodyLines, eventInWords, personInWords } from './in-words.ts';
import { assignmentMessages } from './messages/index.ts';
import { type Assignment, assignmentTimeline, personsOf } from './store/assignments.ts';

/** All that is held of a household, to read: theirs when they ask for it, after somebody has gone through it. */
export async function householdPaper(scope: Scope, found: Assignment): Promise<Uint8Array<ArrayBuffer>> {
  const { actor, now, today } = scope;
  const { language } = actor;
  const all = assignmentMessages[language];
  const m = all.extract;
  const [persons, told] = [await personsOf(scope, found.id), await assignmentTimeline(scope, found.id)];
  const terms = (pairs: readonly Readonly<{ label: string; value: string }>[]): Block => ({
    kind: 'terms',
    terms: pairs.filter(({ value }) => value !== ''),
  });
  return pdfOf({
    title: m.title,
    language,
    made: now,
    replaced: m.replaced,
    page: m.page,
    blocks: [
      { kind: 'text', text: all.household.heading(found.number) },
      { kind: 'text', text: m.made(writtenDate(today, language), actor.name) },
      { kind: 'text', text: m.others },
      { kind: 'heading', text: all.household.body },
      terms([
        ...bodyLines(found, language).map(({ label, text }) => ({ label, value: text })),
        { label: all.household.state, value: all.states[found.state] },
        { label: all.household.handler, value: found.handledByName ?? '' },
      ]),
      { kind: 'heading', text: all.household.people },
      ...persons.map((one) =>
        terms([
          {
            label: all.persons.person(one.position),
            value: one.isNamed ? one.person.name('print', language) : all.persons.unnamed,
          },
          { label: '', value: personInWords(one, now, language) },
        ]),
      ),
      { kind: 'heading', text: all.household.timeline },
      ...told.map(({ at, event, actorName }) => {
        const { title, lines } = eventInWords(event, language);
        return terms([
          { label: m.when, value: writtenDate(localDateOf(at), language) },
          { label: m.what, value: [title, ...lines].join('\n') },
          { label: m.who, value: actorName },
        ]);
      }),
    ],
  });
}

/** Whom assignments are of has no case in Hemvist: what is held of them is given from the assignment's own page. */
const ownPage =
  'of households without a case: given whole from the page of the assignment (src/placement/assignments/extract.ts)';
export const assignmentExtract = {
  parts: [],
  without: {
    influx_assignment: ownPage,
    influx_person: ownPage,
    influx_event: ownPage,
    influx_proposal: ownPage,
    influx_stay: ownPage,
    influx_follow_up: ownPage,
    influx_import: 'that a list was read in, and how much of it was new',
    influx_earlier: 'months as counts, from before Hemvist',
    influx_use: 'which room a household has: the housing and the days are given from its own page',
    influx_housing: 'assigned housing: of no individual',
    influx_room: 'rooms of assigned housing: of no individual',
    influx_counter: 'the number that the next assignment gets',
  },
} as const;
