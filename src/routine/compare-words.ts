import { isLocalDate } from '../kernel/date.ts';
import { parseDuration } from '../kernel/duration.ts';
import { languages, type Language, type Text } from '../kernel/text.ts';
import { distanceFrom } from './compile.ts';
import type { PartChange } from './compare.ts';
import { offsetSchema } from './definition-parts.ts';
import { dueInWords } from './describe.ts';
import type { RoutineDefinition } from './definition.ts';
import { listed, writtenDate } from '../kernel/words.ts';
import {
  entryName,
  factName,
  obligationTitle,
  roleName,
  writtenDistance,
  writtenEvery,
  writtenValue,
  yesNo,
} from './words.ts';

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
      kind: 'slag',
      registryNumber: 'diarienummer',
      validUntil: 'gäller till',
      attachments: 'bilagor',
      related: 'hör ihop med',
      from: 'räknat från',
      clock: 'slags tid',
      grace: 'ytterligare tid',
      every: 'hur ofta',
      tolerance: 'marginal',
      until: 'till och med',
      intervalMayChange: 'intervallet får ändras',
      offersAlso: 'erbjuder också',
      plan: 'är en plan',
      asksParty: 'frågar efter part',
      inPerson: 'på plats',
      part: 'del av ärendet',
      showWhen: 'visas när',
      type: 'slag',
      mayChange: 'får ändras',
      status: 'svar',
      statuses: 'svar',
      organisation: 'slags organisation',
      document: 'dokument',
      entry: 'anteckning',
      fact: 'uppgift',
      obligation: 'åtagande',
      consent: 'samtycke',
      opening: 'dagen rutinen startas',
      days: 'dagar',
      workingDays: 'arbetsdagar',
      weeks: 'veckor',
      months: 'månader',
      years: 'år',
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
    fields: {
      fulfilledBy: 'fulfilled by',
      answers: 'question',
      values: 'value',
      source: 'source',
      title: 'name in lists',
      when: 'condition',
      due: 'last day',
      repeat: 'repetition',
      question: 'text',
      help: 'help text',
      appliesTo: 'applies to',
      decidedAt: 'decided at',
      decidedBy: 'decided by',
      validFrom: 'valid from',
      validUntil: 'valid until',
      revisedAt: 'revised at',
      registryNumber: 'registry number',
      related: 'related documents',
      cite: 'name in sources',
      action: 'words on the button',
      required: 'must be answered',
      modality: 'strength',
      opens: 'earliest',
      waitsFor: 'waits for',
      channels: 'ways to meet',
      knownBy: 'who knows',
      holdsFact: 'holds',
      holdsExactly: 'number',
      holdsMoreThan: 'more than',
      notBefore: 'not before',
      latestOf: 'the latest of',
      answersAre: 'the answer',
      answersAfter: 'the answer after',
      partyIs: 'party',
      tooEarly: 'warning when it is too early',
      incomplete: 'warning when something is missing',
      says: 'text',
      workedBy: 'done by',
      from: 'counted from',
      clock: 'kind of time',
      grace: 'further time',
      every: 'how often',
      intervalMayChange: 'the interval may be changed',
      offersAlso: 'also offers',
      asksParty: 'asks for a party',
      inPerson: 'in person',
      part: 'part of the case',
      showWhen: 'shown when',
      mayChange: 'may change',
      statuses: 'answers',
      opening: 'the day the routine is started',
      workingDays: 'working days',
    } as Readonly<Record<string, string>>,
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

/** A time as it is written: "7 dagar"; an interval: "varje månad". */
function timeInWords(value: Fields, language: Language): string | undefined {
  const offset = offsetSchema.safeParse(value);
  if (offset.success) return writtenDistance(distanceFrom(offset.data), language);
  const { every, ...others } = value;
  const interval = typeof every === 'string' && Object.keys(others).length === 0 ? parseDuration(every) : undefined;
  return interval && writtenEvery(interval, language);
}

function fieldsInWords(voice: Voice, value: Fields): string {
  const { definition, language } = voice;
  const time = timeInWords(value, language);
  if (time !== undefined) return time;
  const { fact, is } = value;
  if (typeof fact === 'string' && (typeof is === 'string' || typeof is === 'boolean')) {
    return `${factName(definition, fact, language)} ${words[language].is} ${writtenValue(definition, fact, is, language)}`;
  }
  return listed(
    Object.entries(value).map(([key, inner]) => {
      if (inner === true) return fieldName(key, language);
      // A day says by itself that it is one.
      if (key === 'date' && typeof inner === 'string') return inWords(voice, inner);
      const name = typeof inner === 'string' ? named[key]?.(voice, inner) : undefined;
      return name === undefined ? `${fieldName(key, language)} ${inWords(voice, inner)}` : quoted(name, language);
    }),
    language,
  );
}

/** A text as it is quoted: each language has its own marks. */
const quoted = (text: string, language: Language): string => (language === 'sv' ? `”${text}”` : `“${text}”`);

function inWords(voice: Voice, value: unknown): string {
  const { definition, language } = voice;
  if (value === undefined) return words[language].none;
  if (Array.isArray(value))
    return listed(
      value.map((item) => inWords(voice, item)),
      language,
    );
  if (isText(value)) return quoted(value[language], language);
  if (isRecord(value))
    return isText(value['question']) ? inWords(voice, value['question']) : fieldsInWords(voice, value);
  if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
  if (typeof value !== 'string') return JSON.stringify(value);
  if (isLocalDate(value)) return writtenDate(value, language);
  return Object.hasOwn(definition.parties, value) ? roleName(definition, value, language) : quoted(value, language);
}

function fieldName(path: string, language: Language): string {
  const known = words[language].fields;
  return path
    .split('.')
    .filter((step, place) => place === 0 || step !== 'date')
    .map((step) => known[step] ?? step)
    .join(' ');
}

/** The question an answer belongs to, in its own words; nothing when the change tells the question itself. */
function questionLabel(part: unknown, [container, id, ...rest]: readonly string[], language: Language): string {
  if (container !== 'answers' || id === undefined || rest.length === 0 || rest[0] === 'question') return '';
  const answers = isRecord(part) ? part['answers'] : undefined;
  const answer = isRecord(answers) ? answers[id] : undefined;
  const question = isRecord(answer) ? answer['question'] : undefined;
  return isText(question) ? ` ${quoted(question[language], language)},` : ` ${id},`;
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

/** A field that differs, in words: what it is called, and what it said before and says now, as far as it was and is there. */
export type ToldField = { readonly label: string; readonly before?: string; readonly after?: string };

/** A change of one part in words: what happens to it, and field by field what differs. */
export type ToldChange = { readonly title: string; readonly fields: readonly ToldField[] };

export type Side = { readonly definition: RoutineDefinition; readonly value: unknown };

/** A day that is counted is said as the routine's page says it: "senast 7 dagar efter …". */
function valueInWords(voice: Voice, { part, id }: Told, field: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const isTime = part === 'obligations' && (field === 'due' || field === 'repeat');
  return (isTime ? dueInWords(voice.definition, id, voice.language) : undefined) ?? inWords(voice, value);
}

type Told = Pick<PartChange, 'part' | 'id' | 'change' | 'fields'>;

/** A change in one language; each side's names are those of its own version. */
export function toldChange(told: Told, before: Side, after: Side, language: Language): ToldChange {
  const old: Voice = { definition: before.definition, language };
  const fresh: Voice = { definition: after.definition, language };
  const { definition, value } = told.change === 'removed' ? before : after;
  const label = labelOf({ definition, language }, told.part, told.id, value);
  return {
    title: `${words[language].parts[told.part]} ${quoted(label, language)} ${words[language][told.change]}`,
    fields: told.fields.map((field) => {
      const was = valueInWords(old, told, field.field, field.before);
      const is = valueInWords(fresh, told, field.field, field.after);
      return {
        label: labelledField(field.field, value, language),
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      };
    }),
  };
}

function fieldInWords({ label, before, after }: ToldField, language: Language): string {
  const say = words[language];
  if (before === undefined) return `${label} ${say.added}: ${after ?? say.none}`;
  if (after === undefined) return `${label} ${say.removed}: ${before}`;
  return `${label} ${say.from} ${before} ${say.to} ${after}`;
}

/** A change in one sentence, in every language. */
export function changeInWords(told: Told, before: Side, after: Side): Text {
  const inLanguage = (language: Language): string => {
    const { title, fields } = toldChange(told, before, after, language);
    if (fields.length === 0) return `${title}.`;
    return `${title}: ${fields.map((field) => fieldInWords(field, language)).join('; ')}.`;
  };
  return { sv: inLanguage('sv'), en: inLanguage('en') };
}
