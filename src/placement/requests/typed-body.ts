import { amountIn } from '../../kernel/number.ts';
import { isLocalDate, type LocalDate } from '../../kernel/date.ts';
import type { Language } from '../../kernel/text.ts';
import { genders, type Intervention, interventions } from '../../matching/index.ts';
import { first, type Typed } from '../../platform/typed.ts';
import type { Subcategory } from '../../register/index.ts';
import type { IdentifiedPerson } from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import {
  asks,
  decisionGrounds,
  type FieldOfSome,
  onlyAsked,
  type PlacementBody,
  requestKinds,
  type RequestKind,
  subcategoriesOf,
} from '../request-body.ts';
import { requestMessages } from './messages/index.ts';

/** What the form's fields are called. */
export const bodyFields = {
  kind: 'slag',
  intervention: 'insats',
  subcategory: 'underkategori',
  urgency: 'bradska',
  start: 'fran',
  months: 'manader',
  age: 'alder',
  gender: 'kon',
  household: 'hushall',
  decisionGround: 'beslutsgrund',
  supportLevel: 'stodniva',
  needs: 'behov',
  needsInWords: 'behov-ord',
  what: 'handelser',
  when: 'nar',
  situations: 'situationer',
  protectiveFactors: 'skyddsfaktorer',
  wishes: 'onskemal',
  features: 'boendet',
  areas: 'omraden',
  avoidAreas: 'undvik',
  excludedUnits: 'ej-aktuella',
  maxDailyRate: 'hogsta-pris',
  reason: 'andringsskal',
  keep: 'behall-namn',
} as const;
const f = bodyFields;

export const historyFields = ['what', 'when', 'situations', 'protectiveFactors'] as const;

/** The fields in which one writes as one likes: where somebody may be named. */
export const freeFields = [
  f.needsInWords,
  f.what,
  f.when,
  f.situations,
  f.protectiveFactors,
  f.wishes,
  f.excludedUnits,
] as const;

/** The intervention that was chosen in the first step, of a placement; who is assigned comes in by another door (../assignments). */
export function chosenIn(typed: Typed): Readonly<{ kind: RequestKind; intervention: Intervention }> | undefined {
  const kind = requestKinds.find((one) => one === first(typed, f.kind)) ?? 'placement';
  const intervention = interventions.find((one) => one === first(typed, f.intervention));
  return intervention && { kind, intervention };
}

/** Names of units, one a line, as they are written. */
export const unitNamesIn = (typed: Typed): readonly string[] =>
  [...new Set(first(typed, f.excludedUnits).split('\n'))].map((line) => line.trim()).filter((line) => line !== '');

const longest = 4000;
const whole = (text: string): number | undefined => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
/** Digits before the comma of a daily rate. */
export const rateDigits = 7;

export type Around = Readonly<{
  municipality: string;
  administration: string;
  language: Language;
  /** What can be chosen of sub-categories. */
  subcategories: readonly Subcategory[];
  /** The units that the names mean, by name in lower case. */
  units: ReadonlyMap<string, string>;
  /** The routine asks for a history that is complete. */
  wantsHistory: boolean;
  /** Of an acute need the day may have been. */
  today: LocalDate;
}>;

/** The request as it was typed, or what is wrong with it: each under its field, in words that say what to do. */
export function bodyFrom(
  typed: Typed,
  { municipality, administration, language, subcategories, units, wantsHistory, today }: Around,
): Readonly<{ body: PlacementBody }> | Readonly<{ errors: readonly FieldError[] }> {
  const { problems } = requestMessages[language];
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string): void => void errors.push({ field, message });
  const value = (name: string): string => first(typed, name).slice(0, longest);
  const codes = (name: string): readonly string[] => (typed[name] ?? []).filter((code) => code !== '').slice(0, 40);
  const chosen = chosenIn(typed);
  if (!chosen) return { errors: [{ field: f.intervention, message: problems.intervention }] };
  const asked = (field: FieldOfSome): boolean => asks(chosen, field);

  const choices = subcategoriesOf(subcategories, chosen.intervention);
  const subcategory = choices.find(({ id }) => id === value(f.subcategory));
  if (choices.length > 0 && !subcategory) wrong(f.subcategory, problems.subcategory);
  const urgency = value(f.urgency);
  if (urgency !== 'akut' && urgency !== 'planerat') wrong(f.urgency, problems.urgency);
  const start = value(f.start);
  if (!isLocalDate(start)) wrong(f.start, problems.start);
  else if (start < today) wrong(f.start, problems.startPassed);
  const months = asked('months') && value(f.months) !== '' ? whole(value(f.months)) : undefined;
  if (asked('months') && value(f.months) !== '' && (months === undefined || months < 1 || months > 60))
    wrong(f.months, problems.months);
  const decisionGround = decisionGrounds.find((one) => one === value(f.decisionGround));
  if (!decisionGround) wrong(f.decisionGround, problems.decisionGround);
  const age = whole(value(f.age));
  if (age === undefined || age > 120) wrong(f.age, problems.age);
  const gender = genders.find((one) => one === value(f.gender));
  if (!gender) wrong(f.gender, problems.gender);
  const household = asked('household') ? whole(value(f.household)) : undefined;
  if (asked('household') && (household === undefined || household < 1 || household > 20))
    wrong(f.household, problems.household);
  if (codes(f.needs).length === 0 && value(f.needsInWords) === '') wrong(f.needsInWords, problems.needs);
  const history = Object.fromEntries(historyFields.map((field) => [field, value(f[field])])) as Record<
    (typeof historyFields)[number],
    string
  >;
  const told = historyFields.filter((field) => history[field] !== '');
  if (asked('history') && (wantsHistory || told.length > 0))
    for (const field of historyFields) if (history[field] === '') wrong(f[field], problems.history[field]);
  const rate = value(f.maxDailyRate) === '' ? undefined : amountIn(value(f.maxDailyRate), rateDigits);
  if (asked('maxDailyRate') && value(f.maxDailyRate) !== '' && rate === undefined)
    wrong(f.maxDailyRate, problems.maxDailyRate);
  const names = asked('excludedUnits') ? unitNamesIn(typed) : [];
  const unknown = names.filter((name) => !units.has(name.toLowerCase()));
  if (unknown.length > 0) wrong(f.excludedUnits, problems.unknownUnits(unknown));
  const both = codes(f.areas).filter((area) => codes(f.avoidAreas).includes(area));
  if (asked('avoidAreas') && both.length > 0) wrong(f.avoidAreas, problems.bothAreas);

  if (errors.length > 0 || !isLocalDate(start) || age === undefined || !gender || !decisionGround) return { errors };
  return {
    body: onlyAsked({
      ...chosen,
      subcategory: subcategory?.id ?? '',
      ...(subcategory ? { subcategoryName: subcategory.name } : {}),
      municipality,
      administration,
      age,
      gender,
      ...(household === undefined ? {} : { household }),
      needs: codes(f.needs),
      needsInWords: value(f.needsInWords),
      ...(value(f.supportLevel) === '' ? {} : { supportLevel: value(f.supportLevel) }),
      start,
      ...(months === undefined ? {} : { months }),
      isAcute: urgency === 'akut',
      decisionGround,
      wishes: value(f.wishes),
      features: codes(f.features),
      areas: codes(f.areas),
      avoidAreas: codes(f.avoidAreas),
      excludedUnits: names.map((name) => ({ id: units.get(name.toLowerCase()) ?? '', name })),
      ...(told.length === 0 ? {} : { history }),
      ...(rate === undefined ? {} : { maxDailyRate: rate }),
    }),
  };
}

/** A request as it would be typed: what a change begins from. */
export function typedFromBody(body: PlacementBody): Typed {
  const one = (value: string | number | undefined): readonly string[] => (value === undefined ? [''] : [String(value)]);
  return {
    [f.kind]: [body.kind],
    [f.intervention]: [body.intervention],
    [f.subcategory]: [body.subcategory],
    [f.urgency]: [body.isAcute ? 'akut' : 'planerat'],
    [f.start]: [body.start],
    [f.months]: one(body.months),
    [f.age]: one(body.age),
    [f.gender]: [body.gender],
    [f.household]: one(body.household),
    [f.decisionGround]: [body.decisionGround],
    [f.supportLevel]: one(body.supportLevel),
    [f.needs]: body.needs,
    [f.needsInWords]: [body.needsInWords],
    ...Object.fromEntries(historyFields.map((field) => [f[field], one(body.history?.[field])])),
    [f.wishes]: [body.wishes],
    [f.features]: body.features,
    [f.areas]: body.areas,
    [f.avoidAreas]: body.avoidAreas,
    [f.excludedUnits]: [body.excludedUnits.map(({ name }) => name).join('\n')],
    [f.maxDailyRate]: one(body.maxDailyRate),
  };
}

/** Where whom it is about is named in what the desk reads: told under each text. */
export function freeTextProblem(
  person: Pick<IdentifiedPerson, 'mentionsIn' | 'isMasked'>,
  typed: Typed,
  fields: readonly string[],
  language: Language,
): readonly FieldError[] {
  const { namedOnly, namedProtected } = requestMessages[language].problems;
  return fields
    .filter((field) => person.mentionsIn(first(typed, field)).length > 0)
    .map((field) => ({ field, message: person.isMasked('list') ? namedProtected : namedOnly }));
}
