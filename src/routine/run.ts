import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/date.ts';
import { parseDuration } from '../kernel/duration.ts';
import { channels, consentForms, consentStatuses, type FactValue } from './definition.ts';
import { problemsOf, type Parsed } from '../kernel/problem.ts';

/**
 * A run: one case bound to one routine version. This is what `hemvist routine evaluate` reads and what casework builds
 * from its tables. `facts` hold what is known now; `factsStated` tells, for explanations only, when and by whom.
 */
const date = z.string().refine(isLocalDate, 'date') as unknown as z.ZodType<LocalDate>;
const id = z.string().min(1, 'text');
const reason = z.string().trim().min(1, 'text');
const duration = z.string().refine((value) => parseDuration(value) !== undefined, 'duration');

const deedFields = {
  participants: z.array(id).readonly().optional(),
  inPerson: z.boolean().optional(),
  channel: z.enum(channels).optional(),
  answers: z.record(z.string(), z.unknown()).readonly().optional(),
  party: z.string().optional(),
  status: z.enum(consentStatuses).optional(),
  form: z.enum(consentForms).optional(),
  purpose: z.string().optional(),
  reason: reason.optional(),
  obligation: z.string().optional(),
  every: duration.optional(),
  replaces: z.string().optional(),
};

const replacementSchema = z
  .strictObject({ kind: id, at: date, by: id.optional(), byName: id.optional(), ...deedFields })
  .readonly();

const entrySchema = z
  .strictObject({
    id,
    kind: id,
    at: date,
    by: id,
    byName: id.optional(),
    ...deedFields,
    entry: replacementSchema.optional(),
  })
  .readonly();

const factValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()], 'factValue');

export const runSchema = z
  .strictObject({
    routine: id,
    version: id,
    opened: date,
    facts: z.record(z.string(), factValue).readonly().default({}),
    factsStated: z
      .record(z.string(), z.strictObject({ at: date, by: id, byName: id.optional() }).readonly())
      .readonly()
      .optional(),
    entries: z.array(entrySchema).readonly().default([]),
  })
  .readonly();

export type Run = z.infer<typeof runSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type Replacement = z.infer<typeof replacementSchema>;
export type FactStated = NonNullable<Run['factsStated']>[string];
export type Facts = Readonly<Record<string, FactValue>>;

/** Entry kinds that every routine has; a definition never declares them. */
export const commonKinds = ['waiver', 'interval-changed', 'correction', 'consent'] as const;

/** Reads the shape of a run. What only the definition can tell (known facts, kinds, roles) is in `checkRun`. */
export function parseRun(input: unknown): Parsed<Run> {
  const parsed = runSchema.safeParse(input, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: problemsOf(parsed.error) };
}
