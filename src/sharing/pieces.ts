import type { Written } from '../casework/index.ts';
import type { Language } from '../kernel/text.ts';
import { type Part, partOf, parts, type Piece } from './disclosure.ts';
import { messages } from './messages/index.ts';

// Where facts belong of the routines that were published before definitions said it; what is not here is of the needs.
const partOfFact: Readonly<Record<string, Part>> = {
  moveIn: 'housing',
  housingForm: 'housing',
  acuteHomelessness: 'housing',
};

/**
 * Everything in a run that can be handed over, part by part. Of somebody whose identity is protected neither name nor number is among
 * it: it is given by other means, when it must be (decision 0020).
 */
export function piecesOf({ run, file, entries, facts, people }: Written, language: Language): readonly Piece[] {
  const m = messages[language].pieces;
  const { person } = file;
  const number = person.writtenNumber('list');
  const all: readonly Piece[] = [
    ...(person.isMasked('list')
      ? []
      : [{ id: `name:${run.id}`, part: 'identity' as const, heading: m.name, text: person.name('list', language) }]),
    ...(number === undefined
      ? []
      : [{ id: `number:${run.id}`, part: 'identity' as const, heading: m.number[person.identityKind], text: number }]),
    ...people.map((one) => ({
      id: one.id,
      part: 'contact' as const,
      heading: m.contact(one.role),
      text: `${one.name}, ${one.area}`,
    })),
    ...facts
      .filter((fact) => fact.part !== 'identity' || !person.isMasked('list'))
      .map((fact) => ({
        id: `fact:${fact.id}`,
        part: fact.part ?? partOfFact[fact.id] ?? ('needs' as const),
        heading: fact.label,
        text: fact.value,
        ...(fact.on === undefined ? {} : { on: fact.on }),
      })),
    ...entries.map((entry) => ({
      id: entry.id,
      part: entry.part ?? partOf(entry.kind),
      heading: entry.title,
      text: entry.text,
      on: entry.on,
      by: entry.by,
    })),
  ];
  return all.toSorted((left, right) => parts.indexOf(left.part) - parts.indexOf(right.part));
}
