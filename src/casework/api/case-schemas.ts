import { grades } from '../../secrecy/index.ts';
import { caseSystems } from '../case-systems.ts';
import { z } from 'zod';
import { identityCertainties, identityKinds } from '../../kernel/identity-number.ts';

const date = z.iso.date();
const longest = 100;
const shortText = z.string().trim().min(1).max(longest);

const routineSchema = z
  .object({
    id: z.string(),
    version: z.string(),
    name: z.string().meta({ description: 'In the language asked for.' }),
  })
  .meta({ id: 'RoutineReference', description: 'A governing document in one version.' });

export const runSummarySchema = z
  .object({
    id: z.uuid(),
    routine: routineSchema,
    opened: date,
    ended: date.optional(),
    version: z.int().meta({ description: 'Counts the writes to the run. Send it as `seen` when you write.' }),
  })
  .meta({ id: 'RunSummary' });

/** Of somebody whom a case is about: the name, or how they are protected in its place. */
export const names = {
  givenName: z.string().optional().meta({ description: 'Absent when the identity is protected.' }),
  familyName: z.string().optional().meta({ description: 'Absent when the identity is protected.' }),
  protection: z.enum(grades).optional().meta({ description: 'How the identity is protected; absent when it is not.' }),
};

export const caseSchema = z
  .object({
    id: z.uuid(),
    number: z.string(),
    opened: date,
    unit: z.string(),
    system: z.string().optional().meta({ description: 'The municipality’s own case system.' }),
    reference: z.string().optional().meta({ description: 'The number of the case in that system.' }),
    individual: z
      .object({
        ...names,
        identityKind: z.enum(identityKinds),
        identityNumber: z
          .string()
          .optional()
          .meta({ description: 'Twelve digits; absent when there is none, or the identity is protected.' }),
        identityCertainty: z
          .enum(identityCertainties)
          .meta({ description: 'How sure the authority is of who the person is.' }),
      })
      .meta({ id: 'Individual' }),
    runs: z.array(runSummarySchema),
  })
  .meta({ id: 'Case' });

export const caseListSchema = z
  .object({
    items: z.array(
      z
        .object({
          case: z.uuid().optional().meta({ description: 'Absent when you reach the run and not the case.' }),
          run: z.uuid().optional().meta({ description: 'Absent when no routine has been started.' }),
          number: z.string(),
          ...names,
          opened: date,
          ended: date.optional(),
          routine: routineSchema.optional(),
          due: date.optional().meta({ description: 'The earliest due date of what can be done now.' }),
          responsible: z.string().optional().meta({ description: 'The caseworker.' }),
          firstBecause: z.string().optional().meta({
            description:
              'The code of the warning for which the run stands before others, such as children in the household.',
          }),
        })
        .meta({ id: 'CaseListItem', description: 'A run, or a case in which no routine has been started.' }),
    ),
    page: z.int(),
    pageSize: z.int(),
    total: z.int().meta({ description: 'How many lines there are on all pages.' }),
  })
  .meta({ id: 'CaseList' });

export const openCaseSchema = z
  .strictObject({
    givenName: shortText,
    familyName: shortText,
    identityKind: z.enum(identityKinds),
    identityNumber: z
      .string()
      .trim()
      .max(longest)
      .optional()
      .meta({ description: 'Ten or twelve digits, with or without a hyphen. Required unless identityKind is none.' }),
    identityCertainty: z.enum(identityCertainties),
    system: z.enum(caseSystems).optional(),
    reference: shortText.optional(),
  })
  .meta({ id: 'OpenCase' });

export const factValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).meta({
  id: 'FactValue',
  description: 'A date, a number, yes or no, a code or a list of codes, as the routine says; or `unknown`.',
});

export const startRunSchema = z
  .strictObject({
    routine: z.string().min(1),
    version: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'The version in force, which is taken when it is left out.' }),
    opened: date.meta({ description: 'The day the routine began to apply: today or earlier.' }),
    facts: z
      .record(z.string(), factValueSchema)
      .optional()
      .meta({ description: 'What is known. The rest may stay unknown.' }),
  })
  .meta({ id: 'StartRun' });

export const statedFactSchema = z
  .object({
    name: z.string(),
    value: factValueSchema,
    statedOn: date,
    statedBy: z.object({ name: z.string(), role: z.string() }).meta({ id: 'Writer' }),
    position: z.int().meta({ description: 'The version of the run from which the fact has this value.' }),
  })
  .meta({ id: 'StatedFact' });

export const runSchema = runSummarySchema
  .extend({
    case: z.uuid().optional().meta({ description: 'Absent when you reach the run and not the case.' }),
    caseNumber: z.string(),
    individual: z.object(names).meta({ id: 'RunSubject' }),
    facts: z.array(statedFactSchema),
    people: z.array(
      z
        .object({
          account: z.uuid().meta({ description: 'To invite them to a meeting by.' }),
          name: z.string(),
          role: z.string(),
          area: z.string(),
          from: date,
          to: date.optional(),
          ground: z.string().optional().meta({
            description: 'Why somebody of another secrecy area may see the run: the provision and what it says.',
          }),
        })
        .meta({ id: 'AssignedPerson' }),
    ),
  })
  .meta({ id: 'Run' });
