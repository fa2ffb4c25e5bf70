import { isLocalDate } from '../../../kernel/date.ts';
import { findId } from '../../../kernel/ids.ts';
import { localDateOf } from '../../../kernel/stockholm.ts';
import type { Language, Text } from '../../../kernel/text.ts';
import { writtenDate } from '../../../kernel/words.ts';
import { interventionNames } from '../../../matching/index.ts';
import { organisationMessages } from '../messages/index.ts';
import type { Change } from '../store/history.ts';

type Row = Readonly<Record<string, unknown>>;
/** What an id of the organisation is called: people, units, areas, roles and groups. Of a unit also by `unit` and its id: an area may have the same. */
export type Names = ReadonlyMap<string, string>;

// Which row it is, and what a form is known by: nobody has decided them.
const ofTheTable: ReadonlySet<string> = new Set(['municipality', 'idempotency_key', 'version', 'demo']);

/** Told of a changed row too: what it is that has changed. */
const knownBy: ReadonlySet<string> = new Set(['intervention', 'name_sv']);

const instant = /^\d{4}-\d{2}-\d{2}T/;

function valueInWords(field: string, value: unknown, names: Names, language: Language): string {
  const m = organisationMessages[language];
  if (typeof value === 'boolean') return value ? m.history.yes : m.history.no;
  if (Array.isArray(value)) return value.map((one) => valueInWords(field, one, names, language)).join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (isLocalDate(value)) return writtenDate(value, language);
  if (instant.test(value)) return writtenDate(localDateOf(new Date(value)), language);
  switch (field) {
    case 'permission':
      return (m.permissions as Readonly<Record<string, string>>)[value] ?? value;
    case 'kind':
      return m.units.kinds[value] ?? m.history.kinds[value] ?? value;
    case 'consequence':
      return m.history.consequences[value] ?? value;
    case 'intervention':
      return (interventionNames as Readonly<Record<string, Text>>)[value]?.[language] ?? value;
    case 'language':
      return m.history.languages[value] ?? value;
    case 'id':
      return value;
    default:
      return names.get(`${field} ${value}`) ?? names.get(value) ?? value;
  }
}

/** The row that is told of by its own id, when that is a name that people have given it, and not a number. */
const isTold = (field: string, value: unknown): boolean =>
  value !== null &&
  value !== '' &&
  !ofTheTable.has(field) &&
  !(field === 'id' && typeof value === 'string' && findId(value) !== undefined);

function inWords(row: Row, names: Names, language: Language): string {
  const m = organisationMessages[language].history;
  const told = Object.entries(row)
    .filter(([field, value]) => isTold(field, value))
    .map(([field, value]) => `${m.fields[field] ?? field}: ${valueInWords(field, value, names, language)}`);
  return told.length === 0 ? m.nothing : told.join('\n');
}

/** What a change was, as people say it: of a changed row what is different, of one that came or went all of it. */
export function changeInWords(
  { before, after }: Pick<Change, 'before' | 'after'>,
  names: Names,
  language: Language,
): readonly [before: string, after: string] {
  const { nothing } = organisationMessages[language].history;
  if (before === null || after === null)
    return [
      before === null ? nothing : inWords(before, names, language),
      after === null ? nothing : inWords(after, names, language),
    ];
  const changed = Object.keys(after).filter(
    (field) => knownBy.has(field) || JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const only = (row: Row): Row => Object.fromEntries(changed.map((field) => [field, row[field] ?? null]));
  return [inWords(only(before), names, language), inWords(only(after), names, language)];
}
