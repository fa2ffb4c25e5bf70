import { isLocalDate } from '../../kernel/date.ts';
import { localDateOf } from '../../kernel/stockholm.ts';
import type { Language } from '../../kernel/text.ts';
import { listed, writtenDate } from '../../kernel/words.ts';
import { termIn } from '../../matching/index.ts';
import { isChild, type PersonFacts } from './assignment.ts';
import { type AssignmentBody, type BodyField, bodyFields } from './assignment-body.ts';
import { assignmentMessages } from './messages/index.ts';
import type { AssignmentEvent } from './store/assignments.ts';

/** What stands in a field, as people read it; empty when nothing does. */
export function fieldInWords(body: AssignmentBody, field: BodyField, language: Language): string {
  const value = body[field];
  if (field === 'people') return assignmentMessages[language].people(body.people);
  if (typeof value === 'object')
    return listed(
      value.map((code) => termIn(language, code)),
      language,
    );
  return typeof value === 'string' && isLocalDate(value) ? writtenDate(value, language) : String(value);
}

export const bodyLines = (body: AssignmentBody, language: Language) =>
  bodyFields.flatMap((field) => {
    const text = fieldInWords(body, field, language);
    return text === '' ? [] : [{ key: field, label: assignmentMessages[language].fields[field], text }];
  });

/** Of one person what is known besides the name: the year of birth, whether they are a child, and the gender. */
export function personInWords({ birthYear, gender }: PersonFacts, now: Date, language: Language): string {
  const m = assignmentMessages[language].persons;
  return [
    ...(birthYear === undefined ? [] : [m.born(birthYear)]),
    ...(birthYear !== undefined && isChild(birthYear, localDateOf(now)) ? [m.child] : []),
    ...(gender === undefined ? [] : [m.genders[gender]]),
  ].join(', ');
}

export type ToldInWords = Readonly<{ title: string; lines: readonly string[] }>;

/** What happened to an assignment: a heading, and what somebody wrote. */
export function eventInWords(event: AssignmentEvent, language: Language): ToldInWords {
  const m = assignmentMessages[language];
  const told = (title: string, ...lines: readonly string[]): ToldInWords => ({
    title,
    lines: lines.filter((line) => line !== ''),
  });
  switch (event.kind) {
    case 'registered':
      return told(m.told.registered(event.people, event.by === 'file'));
    case 'changed':
      return told(
        m.told.changed,
        event.reason,
        ...event.fields.map((field) =>
          m.difference(
            m.fields[field],
            fieldInWords(event.before, field, language) || m.household.none,
            fieldInWords(event.after, field, language) || m.household.none,
          ),
        ),
      );
    case 'protection':
      return told(event.grade === null ? m.told.unprotected : m.told.protected(m.grades[event.grade]), event.reason);
    case 'people':
      return told(m.told.people(event.known));
    case 'handed-over':
      return told(m.told['handed-over'](event.toName));
    case 'note':
      return told(m.told.note, event.text);
    case 'asked':
      return told(
        m.told.asked(event.housingName, listed(event.rooms, language)),
        event.departure === '' ? '' : m.told.departure(event.rank, event.departure),
      );
    case 'answered':
      return told(m.told.answered[event.answer](event.housingName), event.text);
    case 'arrived':
      return told(m.told.arrived(event.housingName, writtenDate(event.on, language)), event.text);
    case 'absent':
    case 'cancelled':
      return told(m.told[event.kind](event.housingName), event.text);
    case 'followed-up':
      return told(m.told['followed-up'](event.months), event.text);
    case 'moved':
    case 'rehoused':
    case 'left':
      return told(m.told[event.kind](event.housingName, writtenDate(event.on, language)), event.text);
    case 'withdrawn':
      return told(m.told.withdrawn, event.reason);
  }
}
