import { kronor } from '../kernel/number.ts';
import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import type { Language } from '../kernel/text.ts';
import { listed, writtenDate } from '../kernel/words.ts';
import {
  type Gender,
  genders,
  type Intervention,
  interventionNames,
  interventions,
  type PlacementRequest,
  termIn,
} from '../matching/index.ts';
import type { Subcategory } from '../register/index.ts';
import { bodyWords } from './messages/body.ts';

/**
 * What leaves the administration when a placement is asked for: needs, and neither name nor number (rule 10 of the secrecy design; OSL
 * 10:2 and 26:1). The individual is somebody of an age and a gender. Source: document 003, chapter 2, and documents 000 and 001,
 * "Information kring historik".
 */

/** A placement, or the reception of people whom the migration agency assigns (lag 1994:137, document 003). */
export const requestKinds = ['placement', 'mass-influx'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** The decision, or the application for one, that the placement rests on. */
export const decisionGrounds = ['sol', 'lvu', 'lvm', 'lss', 'lma', 'other'] as const;
export type DecisionGround = (typeof decisionGrounds)[number];

const date = z.string().refine(isLocalDate, 'date') as unknown as z.ZodType<LocalDate>;
const text = z.string().trim().max(4000);
const code = z.string().min(1).max(60);
const codes = z.array(code).max(40).readonly();

/** What happened in earlier housing, briefly, and what protects: the four answers that the routine asks for. */
const History = z.object({ what: text, when: text, situations: text, protectiveFactors: text }).readonly();
export type History = z.infer<typeof History>;

export const PlacementBody = z
  .object({
    kind: z.enum(requestKinds),
    intervention: z.enum(interventions),
    /** Of the municipality's list, with what it was called then; empty where there is none. */
    subcategory: z.string().max(60),
    subcategoryName: z.object({ sv: z.string(), en: z.string() }).readonly().optional(),
    municipality: z.string().min(1),
    /** The secrecy area that asks. */
    administration: z.string().min(1),
    /** Whole years. */
    age: z.number().int().min(0).max(120),
    gender: z.enum(genders),
    /** How many people are to live together, where a household is assigned. */
    household: z.number().int().min(1).max(20).optional(),
    needs: codes,
    needsInWords: text,
    supportLevel: code.optional(),
    start: date,
    /** For how many whole months, when that is known. */
    months: z.number().int().min(1).max(60).optional(),
    isAcute: z.boolean(),
    decisionGround: z.enum(decisionGrounds),
    /** What the individual wants, in words. */
    wishes: text,
    features: codes,
    areas: codes,
    avoidAreas: codes,
    excludedUnits: z
      .array(z.object({ id: z.string().min(1), name: z.string() }).readonly())
      .max(40)
      .readonly(),
    history: History.optional(),
    /** At most so much for a day, in kronor. */
    maxDailyRate: z.number().nonnegative().optional(),
  })
  .readonly();
export type PlacementBody = z.infer<typeof PlacementBody>;

/** What is asked of some interventions only. Everything else is asked of all; a sub-category where there are any to choose among. */
export const fieldsOfSome = [
  'household',
  'supportLevel',
  'months',
  'features',
  'areas',
  'avoidAreas',
  'excludedUnits',
  'history',
  'maxDailyRate',
] as const satisfies readonly (keyof PlacementBody)[];
export type FieldOfSome = (typeof fieldsOfSome)[number];

const place = ['months', 'features', 'areas', 'avoidAreas', 'excludedUnits', 'maxDailyRate'] as const;

/** Only what the intervention needs is asked, and only that leaves: data minimisation (GDPR art. 5.1 c). */
export const fieldsOf: Readonly<Record<Intervention, readonly FieldOfSome[]>> = {
  treatment: ['months', 'features', 'excludedUnits', 'history', 'maxDailyRate'],
  'supported-social-housing': [...place, 'supportLevel', 'history'],
  'emergency-housing': ['months', 'features', 'areas', 'avoidAreas', 'excludedUnits', 'history', 'maxDailyRate'],
  'sheltered-housing': [...place],
  'housing-first': [...place, 'supportLevel', 'history'],
  'supported-living-for-youth': [...place, 'supportLevel', 'history'],
  'foster-home': [...place],
  'residential-care': [...place, 'history'],
  'outpatient-care': ['months', 'excludedUnits', 'maxDailyRate'],
  'short-term-housing': [...place, 'supportLevel'],
  'short-term-stay': ['months', 'features', 'areas', 'avoidAreas', 'excludedUnits', 'maxDailyRate'],
};

export const asks = (
  { kind, intervention }: Pick<PlacementBody, 'kind' | 'intervention'>,
  field: FieldOfSome,
): boolean => (field === 'household' ? kind === 'mass-influx' : fieldsOf[intervention].includes(field));

/** Sub-categories where no register says otherwise. Source: document 003, "Utveckling placeringsförfrågningar". */
const subcategory = (intervention: Intervention, id: string, sv: string, en: string): Subcategory => ({
  intervention,
  id,
  name: { sv, en },
});
export const subcategories: readonly Subcategory[] = [
  subcategory('residential-care', 'acute', 'akut', 'acute'),
  subcategory('residential-care', 'treatment', 'behandling', 'treatment'),
  subcategory('residential-care', 'investigation', 'utredning', 'investigation'),
  subcategory(
    'sheltered-housing',
    'violence-or-honour',
    'våld i nära relation eller heder',
    'violence in close relations or honour',
  ),
  subcategory('sheltered-housing', 'defector', 'avhoppare', 'defector'),
  subcategory('sheltered-housing', 'other', 'annan orsak', 'another reason'),
  subcategory('short-term-housing', 'physical', 'fysisk funktionsnedsättning', 'physical disability'),
  subcategory('short-term-housing', 'mental', 'psykisk funktionsnedsättning', 'mental disability'),
  subcategory('foster-home', 'foster-home', 'familjehem', 'foster home'),
  subcategory('foster-home', 'emergency-foster-home', 'jourhem', 'emergency foster home'),
  subcategory('supported-social-housing', 'emergency', 'akut', 'emergency'),
  subcategory('supported-social-housing', 'short-term-communal', 'korttid, kollektivt', 'short-term, communal'),
  subcategory('supported-social-housing', 'apartment', 'lägenhet', 'apartment'),
  subcategory('supported-social-housing', 'reinforced-communal', 'förstärkt kollektivt', 'reinforced communal'),
];

export const subcategoriesOf = (all: readonly Subcategory[], intervention: Intervention): readonly Subcategory[] =>
  all.filter((one) => one.intervention === intervention);

/** What a sub-category is called, of those that are known and else of those that any register begins with; or its code. */
export const subcategoryName = (
  { intervention, subcategory: id }: Readonly<{ intervention: string; subcategory: string }>,
  language: Language,
  known: readonly Subcategory[] = [],
): string =>
  [...known, ...subcategories].find((one) => one.intervention === intervention && one.id === id)?.name[language] ?? id;

/** Without what the intervention does not ask for, whatever was typed while another one was chosen. */
export function onlyAsked(body: PlacementBody): PlacementBody {
  const { household, supportLevel, months, history, maxDailyRate, ...always } = body;
  const given = <Key extends FieldOfSome>(field: Key, value: PlacementBody[Key]): Partial<PlacementBody> =>
    asks(body, field) && value !== undefined ? { [field]: value } : {};
  const list = <Item>(field: FieldOfSome, items: readonly Item[]): readonly Item[] => (asks(body, field) ? items : []);
  return {
    ...always,
    features: list('features', body.features),
    areas: list('areas', body.areas),
    avoidAreas: list('avoidAreas', body.avoidAreas),
    excludedUnits: list('excludedUnits', body.excludedUnits),
    ...given('household', household),
    ...given('supportLevel', supportLevel),
    ...given('months', months),
    ...given('history', history),
    ...given('maxDailyRate', maxDailyRate),
  };
}

/** What is matched on (`src/matching`): the same request, without words. */
export function toMatching(body: PlacementBody): PlacementRequest {
  const { intervention, municipality, start, age, gender, supportLevel, maxDailyRate } = body;
  return {
    intervention,
    municipality,
    start,
    age,
    gender,
    needs: body.needs,
    preferences: { features: body.features, areas: body.areas },
    avoidAreas: body.avoidAreas,
    excludedUnits: body.excludedUnits.map(({ id }) => id),
    ...(supportLevel === undefined ? {} : { supportLevel }),
    ...(maxDailyRate === undefined ? {} : { maxDailyRate }),
  };
}

const historyFields = ['what', 'when', 'situations', 'protectiveFactors'] as const;
export type BodyField =
  | Exclude<keyof PlacementBody, 'history' | 'municipality' | 'administration' | 'subcategoryName'>
  | `history.${(typeof historyFields)[number]}`;

/** A field of the request in words. What nothing is said of is not among the lines. */
export type BodyLine = Readonly<{ field: BodyField; label: string; text: string }>;

/** The request as people read it: the same lines in the preview, in what leaves, on both sides' pages and in a difference. */
export function linesOf(body: PlacementBody, language: Language): readonly BodyLine[] {
  const w = bodyWords[language];
  const list = (some: readonly string[]): string =>
    listed(
      some.map((one) => termIn(language, one)),
      language,
    );
  const said: readonly (readonly [BodyField, string | undefined])[] = [
    ['kind', body.kind === 'placement' ? undefined : w.kinds[body.kind]],
    ['intervention', interventionNames[body.intervention][language]],
    ['subcategory', body.subcategoryName?.[language] ?? subcategoryName(body, language)],
    ['isAcute', body.isAcute ? w.acute : w.planned],
    ['start', writtenDate(body.start, language)],
    ['months', body.months === undefined ? undefined : w.months(body.months)],
    ['age', w.years(body.age)],
    ['gender', w.genders[body.gender]],
    ['household', body.household === undefined ? undefined : w.people(body.household)],
    ['decisionGround', w.decisionGrounds[body.decisionGround]],
    ['supportLevel', body.supportLevel === undefined ? undefined : termIn(language, body.supportLevel)],
    ['needs', list(body.needs)],
    ['needsInWords', body.needsInWords],
    ...historyFields.map((field) => [`history.${field}`, body.history?.[field]] as const),
    ['wishes', body.wishes],
    ['features', list(body.features)],
    ['areas', list(body.areas)],
    ['avoidAreas', list(body.avoidAreas)],
    [
      'excludedUnits',
      listed(
        body.excludedUnits.map(({ name }) => name),
        language,
      ),
    ],
    ['maxDailyRate', body.maxDailyRate === undefined ? undefined : w.rate(kronor(body.maxDailyRate, language))],
  ];
  return said.flatMap(([field, written]) =>
    written === undefined || written === '' ? [] : [{ field, label: w.labels[field], text: written }],
  );
}

/** What is otherwise in a later revision: a line that came has no `before`, one that went has no `after`. */
export type Difference = Readonly<{ field: BodyField; label: string; before?: string; after?: string }>;

export function differences(before: PlacementBody, after: PlacementBody, language: Language): readonly Difference[] {
  const [old, now] = [linesOf(before, language), linesOf(after, language)];
  const went = old.filter(({ field }) => !now.some((line) => line.field === field));
  const changed = now.flatMap(({ field, label, text: to }): readonly Difference[] => {
    const from = old.find((line) => line.field === field)?.text;
    if (from === to) return [];
    return [{ field, label, ...(from === undefined ? {} : { before: from }), after: to }];
  });
  return [...changed, ...went.map(({ field, label, text: from }) => ({ field, label, before: from }))];
}

/** A difference as one sentence. */
export const differenceInWords = ({ label, before, after }: Difference, language: Language): string =>
  bodyWords[language].difference(label, before, after);

export type { Gender };
