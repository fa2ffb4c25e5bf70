import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import { problemsOf, type Parsed } from '../kernel/problem.ts';
import {
  controlResults,
  provisionForms,
  genders,
  interventions,
  providerStates,
  stopKinds,
  stopScopes,
} from './codes.ts';

/**
 * What `hemvist match` reads, and what the register's tables are built into: providers with their units, and a unit's offers. What
 * is missing is not known, and null is missing; an empty list is a fact.
 */
const text = z.string().min(1, 'text');
const date = z.string().refine(isLocalDate, 'date') as unknown as z.ZodType<LocalDate>;
const amount = z.number().nonnegative('amount');
const texts = z.array(text).readonly();
// A level is a code that versions of a document write as a word or as a figure.
const level = z.union([text, z.number()], 'level');
export type Level = z.infer<typeof level>;

const stopSchema = z
  .object({
    kind: z.enum(stopKinds),
    scope: z.enum(stopScopes),
    needs: texts.optional(),
    from: date,
    to: date.optional(),
  })
  .readonly();
export type Stop = z.infer<typeof stopSchema>;

const offerSchema = z
  .object({
    id: text,
    intervention: z.enum(interventions),
    form: z.enum(provisionForms),
    supportLevels: z.array(level).readonly().optional(),
    agreement: z
      .object({ rank: amount.optional(), validFrom: date, validTo: date, municipalities: texts })
      .readonly()
      .optional(),
    dailyRate: amount.optional(),
  })
  .readonly();
export type Offer = z.infer<typeof offerSchema>;

const ages = z
  .tuple([amount, amount])
  .refine(([youngest, oldest]) => youngest <= oldest, 'ages')
  .readonly();

const unitSchema = z
  .object({
    id: text,
    area: text.optional(),
    distanceKm: amount.optional(),
    permit: z.object({ kind: text, validTo: date.optional(), targetGroup: text.optional() }).readonly().optional(),
    ages: ages.optional(),
    genders: z.array(z.enum(genders)).readonly().optional(),
    needsMet: texts.optional(),
    features: texts.optional(),
    freePlaces: z.union([amount, z.record(date, amount).readonly()], 'places').optional(),
    offers: z.array(offerSchema).readonly(),
  })
  .readonly();
export type Unit = z.infer<typeof unitSchema>;

const providerSchema = z
  .object({
    id: text,
    name: text,
    municipality: text.optional(),
    state: z.enum(providerStates),
    stops: z.array(stopSchema).readonly().optional(),
    controls: z.enum(controlResults).optional(),
    units: z.array(unitSchema).readonly(),
  })
  .readonly();
export type Provider = z.infer<typeof providerSchema>;

const registerSchema = z
  .object({
    formsAllowed: z
      .partialRecord(z.enum(interventions), z.array(z.enum(provisionForms)).readonly())
      .readonly()
      .optional(),
    providers: z.array(providerSchema).readonly(),
  })
  .readonly();
export type Register = z.infer<typeof registerSchema>;

const requestSchema = z
  .object({
    intervention: z.enum(interventions),
    municipality: text,
    start: date,
    age: amount,
    gender: z.enum(genders),
    supportLevel: level.optional(),
    needs: texts.optional(),
    preferences: z.object({ features: texts.optional(), areas: texts.optional() }).readonly().optional(),
    avoidAreas: texts.optional(),
    excludedUnits: texts.optional(),
    maxDailyRate: amount.optional(),
  })
  .readonly();
export type PlacementRequest = z.infer<typeof requestSchema>;

/** null is missing, wherever a field is. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutNulls(inner)]])),
  );
}

function parse<Value>(schema: z.ZodType<Value>, input: unknown): Parsed<Value> {
  const parsed = schema.safeParse(withoutNulls(input), { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: problemsOf(parsed.error) };
}

/** Reads a register. Every problem names its path; fields that nobody knows are left unread. */
export const parseRegister = (input: unknown): Parsed<Register> => parse(registerSchema, input);
/** Reads a request, in the same way. */
export const parseRequest = (input: unknown): Parsed<PlacementRequest> => parse(requestSchema, input);
