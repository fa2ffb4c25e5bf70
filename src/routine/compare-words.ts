import { isLocalDate } from '../kernel/date.ts';
import { languages, type Language, type Text } from '../kernel/text.ts';
import type { FieldChange, PartChange } from './compare.ts';
import type { RoutineDefinition } from './definition.ts';
import { entryName, factName, listed, obligationTitle, roleName, writtenDate, writtenValue, yesNo } from './words.ts';

export const parts = [
  'obligations',
  'facts',
  'entryKinds',
  'consents',
  'interpretations',
  'phases',
  'clauses',
  'parties',
  'warnings',
  'contacts',
  'whole',
  'document',
] as const;
export type Part = (typeof parts)[number];

const words = {
  sv: {
    parts: {
      obligations: 'Åtagandet',
      facts: 'Uppgiften',
      entryKinds: 'Anteckningen',
      consents: 'Samtycket',
      interpretations: 'Tolkningen',
      phases: 'Fasen',
      clauses: 'Villkoret',
      parties: 'Rollen',
      warnings: 'Varningen',
      contacts: 'Kontakten',
      whole: 'Rutinen',
      document: 'Dokumentet',
    },
    added: 'tillkommer',
    removed: 'faller bort',
    changed: 'ändras',
    none: 'inget',
    is: 'är',
    from: 'från',
    to: 'till',
    fields: {
      sentence: 'innehåll',
      title: 'rubrik i listor',
      source: 'källans',
      heading: 'rubrik',
      when: 'villkor',
      due: 'sista dag',
      repeat: 'upprepning',
      fulfilledBy: 'uppfylls av',
      name: 'namn',
      values: 'värdet',
      answers: 'frågan',
      question: 'text',
      help: 'hjälptext',
      reason: 'skäl',
      value: 'värde',
      appliesTo: 'gäller för',
      decidedAt: 'beslutad',
      decidedBy: 'beslutad av',
      validFrom: 'gäller från',
      revisedAt: 'reviderad',
      date: 'dag',
      approximate: 'ungefärlig',
      action: 'knappens text',
      required: 'måste besvaras',
      who: 'vem',
      modality: 'styrka',
      phase: 'fas',
      opens: 'tidigast',
      needs: 'kräver',
      waitsFor: 'väntar på',
      starts: 'börjar',
      participants: 'deltagare',
      channels: 'sätt att mötas',
      knownBy: 'vem som vet',
      note: 'anmärkning',
      owner: 'ansvarig',
      cite: 'namn i källor',
      ends: 'slut',
      before: 'före',
      notBefore: 'tidigast',
      latestOf: 'det som kommer sist av',
      holdsFact: 'innehåller',
      holdsExactly: 'antal',
      holdsMoreThan: 'fler än',
      answersAre: 'svaret',
      answersAfter: 'svaret efter',
      partyIs: 'part',
      unless: 'utom när',
      incomplete: 'varning när något saknas',
      tooEarly: 'varning när det är för tidigt',
      warning: 'varning',
      says: 'text',
      first: 'först',
      mark: 'märkning',
      party: 'part',
      forms: 'former',
      workedBy: 'görs av',
      contacts: 'kontaktar',
    } as Readonly<Record<string, string>>,
  },
  en: {
    parts: {
      obligations: 'The obligation',
      facts: 'The fact',
      entryKinds: 'The entry',
      consents: 'The consent',
      interpretations: 'The interpretation',
      phases: 'The phase',
      clauses: 'The clause',
      parties: 'The role',
      warnings: 'The warning',
      contacts: 'The contact',
      whole: 'The routine',
      document: 'The document',
    },
    added: 'is added',
    removed: 'is removed',
    changed: 'is changed',
    none: 'nothing',
    is: 'is',
    from: 'from',
    to: 'to',
    fields: { fulfilledBy: 'fulfilled by', answers: 'question', values: 'value' } as Readonly<Record<string, string>>,
  },
} as const satisfies Record<Language, object>;

type Fields = Readonly<Record<string, unknown>>;
type Voice = { readonly definition: RoutineDefinition; readonly language: Language };

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is Text {
  return isRecord(value) && languages.every((language) => typeof value[language] === 'string');
}

function labelOf({ definition, language }: Voice, part: Part, id: string, value: unknown): string {
  if (part === 'document' || part === 'whole') return definition.name[language];
  if (part === 'contacts') return roleName(definition, id, language);
  if (!isRecord(value)) return id;
  const label = value['title'] ?? value['name'] ?? value['says'];
  return isText(label) ? label[language] : id;
}

/** Names of the definition inside a condition, a date or a fulfilment, as people know them. */
const named: Readonly<Record<string, (voice: Voice, name: string) => string>> = {
  clause: ({ definition, language }, name) => definition.clauses[name]?.says[language] ?? name,
  interpretation: ({ definition, language }, name) => definition.interpretations[name]?.name[language] ?? name,
  fact: ({ definition, language }, name) => factName(definition, name, language),
  entry: ({ definition, language }, name) => entryName(definition, name, language),
  obligation: ({ definition, language }, name) => obligationTitle(definition, name, language),
  obtainedBy: ({ definition, language }, name) => obligationTitle(definition, name, language),
  phase: ({ definition, language }, name) => definition.phases.find(({ id }) => id === name)?.name[language] ?? name,
};

function fieldsInWords(voice: Voice, value: Fields): string {
  const { definition, language } = voice;
  const { fact, is } = value;
  if (typeof fact === 'string' && (typeof is === 'string' || typeof is === 'boolean')) {
    return `${factName(definition, fact, language)} ${words[language].is} ${writtenValue(definition, fact, is, language)}`;
  }
  return listed(
    Object.entries(value).map(([key, inner]) => {
      if (inner === true) return fieldName(key, language);
      const name = typeof inner === 'string' ? named[key]?.(voice, inner) : undefined;
      return name === undefined ? `${fieldName(key, language)} ${inWords(voice, inner)}` : `”${name}”`;
    }),
    language,
  );
}

function inWords(voice: Voice, value: unknown): string {
  const { definition, language } = voice;
  if (value === undefined) return words[language].none;
  if (Array.isArray(value))
    return listed(
      value.map((item) => inWords(voice, item)),
      language,
    );
  if (isText(value)) return `”${value[language]}”`;
  if (isRecord(value))
    return isText(value['question']) ? inWords(voice, value['question']) : fieldsInWords(voice, value);
  if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
  if (typeof value !== 'string') return JSON.stringify(value);
  if (isLocalDate(value)) return writtenDate(value, language);
  return Object.hasOwn(definition.parties, value) ? roleName(definition, value, language) : `”${value}”`;
}

function fieldName(path: string, language: Language): string {
  const known = words[language].fields;
  return path
    .split('.')
    .map((step) => known[step] ?? step)
    .join(' ');
}

/** The question an answer belongs to, in its own words; nothing when the change tells the question itself. */
function questionLabel(part: unknown, [container, id, ...rest]: readonly string[], language: Language): string {
  if (container !== 'answers' || id === undefined || rest.length === 0 || rest[0] === 'question') return '';
  const answers = isRecord(part) ? part['answers'] : undefined;
  const answer = isRecord(answers) ? answers[id] : undefined;
  const question = isRecord(answer) ? answer['question'] : undefined;
  return isText(question) ? ` ”${question[language]}”,` : ` ${id},`;
}

/** The field in words. Codes of values and of questions are left out: their texts are told. */
function labelledField(field: string, part: unknown, language: Language): string {
  const steps = field.split('.');
  const told = steps.filter((_step, index) => !['answers', 'values'].includes(steps[index - 1] ?? ''));
  if (steps[0] !== 'answers') return fieldName(told.join('.'), language);
  const rest = told.slice(1).filter((step) => step !== 'question');
  const about = `${fieldName('answers', language)}${questionLabel(part, steps, language)}`;
  return rest.length === 0 ? about : `${about} ${fieldName(rest.join('.'), language)}`;
}

function fieldInWords({ field, before, after }: FieldChange, part: unknown, old: Voice, fresh: Voice): string {
  const say = words[fresh.language];
  const name = labelledField(field, part, fresh.language);
  if (before === undefined) return `${name} ${say.added}: ${inWords(fresh, after)}`;
  if (after === undefined) return `${name} ${say.removed}: ${inWords(old, before)}`;
  return `${name} ${say.from} ${inWords(old, before)} ${say.to} ${inWords(fresh, after)}`;
}

type Side = { readonly definition: RoutineDefinition; readonly value: unknown };

/** A change in one sentence, in every language; each side's names are those of its own version. */
export function changeInWords({ part, id, change, fields }: Omit<PartChange, 'says'>, before: Side, after: Side): Text {
  const told = change === 'removed' ? before : after;
  const inLanguage = (language: Language): string => {
    const old: Voice = { definition: before.definition, language };
    const fresh: Voice = { definition: after.definition, language };
    const label = labelOf({ definition: told.definition, language }, part, id, told.value);
    const first = `${words[language].parts[part]} ”${label}” ${words[language][change]}`;
    return fields.length === 0
      ? `${first}.`
      : `${first}: ${fields.map((field) => fieldInWords(field, told.value, old, fresh)).join('; ')}.`;
  };
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}
