import type { LocalDate } from '../kernel/date.ts';
import type { Distance } from '../kernel/duration.ts';
import type { Language, Text } from '../kernel/text.ts';
import { inSentence, listed, writtenDate } from '../kernel/words.ts';
import type { FactValue, RoutineDefinition } from './definition.ts';
import type { Deed } from './deeds.ts';
import type { StateName } from './state.ts';

/** Whole weeks are said as weeks. */
function unitOf({ unit, count }: Distance): { readonly unit: keyof (typeof units)['sv']; readonly size: number } {
  const size = Math.abs(count);
  return unit === 'days' && size > 0 && size % 7 === 0 ? { unit: 'weeks', size: size / 7 } : { unit, size };
}

const units = {
  sv: {
    days: ['dag', 'dagar'],
    weeks: ['vecka', 'veckor'],
    workingDays: ['arbetsdag', 'arbetsdagar'],
    months: ['månad', 'månader'],
  },
  en: {
    days: ['day', 'days'],
    weeks: ['week', 'weeks'],
    workingDays: ['working day', 'working days'],
    months: ['month', 'months'],
  },
} as const satisfies Record<Language, Record<Distance['unit'] | 'weeks', readonly [string, string]>>;

export function writtenDistance(distance: Distance, language: Language): string {
  const { unit, size } = unitOf(distance);
  const [one, many] = units[language][unit];
  return `${size} ${size === 1 ? one : many}`;
}

/** A written distance before a noun in Swedish: "3 dagars", "1 veckas". */
export const inGenitive = (written: string): string => `${written}s`;

/** How often: once a week is "vecka", every other week is "2 veckor". */
export function writtenInterval(distance: Distance, language: Language): string {
  const { unit, size } = unitOf(distance);
  return size === 1 ? units[language][unit][0] : writtenDistance(distance, language);
}

/** "3:e", "21:a": Swedish ordinals in figures. */
function ordinal(count: number): string {
  const endsInA = [1, 2].includes(count % 10) && ![11, 12].includes(count % 100);
  return `${count}:${endsInA ? 'a' : 'e'}`;
}

/** How often, as one says it: "varje vecka", "varannan vecka", "var 3:e vecka"; "every week", "every 2 weeks". */
export function writtenEvery(distance: Distance, language: Language): string {
  const { unit, size } = unitOf(distance);
  if (language === 'en') return `every ${writtenInterval(distance, language)}`;
  const [one] = units[language][unit];
  if (size === 1) return `varje ${one}`;
  return size === 2 ? `varannan ${one}` : `var ${ordinal(size)} ${one}`;
}

export const stateWords = {
  done: { sv: 'klart', en: 'done' },
  'not-applicable': { sv: 'gäller inte', en: 'does not apply' },
  waived: { sv: 'avsteg', en: 'waived' },
  unknown: { sv: 'går inte att avgöra', en: 'cannot be decided' },
  waiting: { sv: 'väntar', en: 'waiting' },
  blocked: { sv: 'kan inte göras ännu', en: 'blocked' },
  overdue: { sv: 'sista dagen har gått', en: 'past its last day' },
  open: { sv: 'att göra', en: 'to do' },
} as const satisfies Record<StateName, Text>;

export const modalityWords = {
  must: { sv: 'ska', en: 'must' },
  should: { sv: 'bör', en: 'should' },
  may: { sv: 'kan', en: 'may' },
} as const;

export function roleName(definition: RoutineDefinition, role: string, language: Language): string {
  return definition.parties[role]?.name[language] ?? role;
}

/** The one who wrote something: the role, and the name where it is known. */
export function writer(
  definition: RoutineDefinition,
  { by, byName }: { readonly by: string; readonly byName?: string | undefined },
  language: Language,
): string {
  const role = roleName(definition, by, language);
  return byName === undefined ? role : `${role} ${byName}`;
}

export function factName(definition: RoutineDefinition, fact: string, language: Language): string {
  return inSentence(definition.facts[fact]?.name[language] ?? fact);
}

export function phaseName(definition: RoutineDefinition, phase: string, language: Language): string {
  return definition.phases.find(({ id }) => id === phase)?.name[language] ?? phase;
}

export function obligationTitle(definition: RoutineDefinition, id: string, language: Language): string {
  return definition.obligations.find((obligation) => obligation.id === id)?.title[language] ?? id;
}

export const yesNo = { sv: ['ja', 'nej'], en: ['yes', 'no'] } as const;
const unstated = { sv: 'inte angivet', en: 'not stated' } as const;

/** The value of a fact in words. */
export function writtenValue(
  definition: RoutineDefinition,
  fact: string,
  value: FactValue | undefined,
  language: Language,
): string {
  const known = definition.facts[fact];
  if (value === undefined || value === 'unknown') return unstated[language];
  if (typeof value === 'boolean') return yesNo[language][value ? 0 : 1];
  if (known?.type === 'date') return writtenDate(value as LocalDate, language);
  const codes = known !== undefined && 'values' in known ? known.values : {};
  const values = typeof value === 'object' ? value : [String(value)];
  return listed(
    values.map((code) => codes[code]?.[language] ?? code),
    language,
  );
}

const commonNames: Readonly<Record<string, Text>> = {
  waiver: { sv: 'avsteg', en: 'departure' },
  'interval-changed': { sv: 'ändrat intervall', en: 'changed interval' },
  consent: { sv: 'samtycke', en: 'consent' },
};

/** The name of an entry kind; a consent has the name of its purpose. */
export function entryName(definition: RoutineDefinition, kind: string, language: Language, purpose?: string): string {
  const consent = purpose === undefined ? undefined : definition.consents[purpose]?.name;
  const name = consent ?? definition.entryKinds[kind]?.name ?? commonNames[kind];
  return inSentence(name?.[language] ?? kind);
}

const written = { sv: 'antecknat av', en: 'recorded by' } as const;
const corrected = { sv: 'rättat', en: 'corrected' } as const;

/** An entry in words: what, when, who wrote it, and if it has been corrected. */
export function writtenDeed(definition: RoutineDefinition, deed: Deed, language: Language): string {
  const name = entryName(definition, deed.kind, language, deed.content.purpose);
  const by = `${written[language]} ${writer(definition, deed, language)}`;
  const base = `${name} ${writtenDate(deed.at, language)}, ${by}`;
  if (deed.correction === undefined) return base;
  return `${base}, ${corrected[language]} ${writtenDate(deed.correction.at, language)}`;
}
