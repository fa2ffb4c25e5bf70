import { z } from 'zod';
import { nameSchemas } from '../../casework/index.ts';
import { problemSchema } from '../../platform/api-route.ts';
import { groundSchema } from './disclosure-schemas.ts';

const date = z.iso.date();
const moment = z.iso.datetime();

const plan = {
  id: z.uuid(),
  title: z.string(),
  madeBy: z.string(),
  madeAt: moment,
  endedAt: moment.optional(),
};

export const planListSchema = z
  .object({ items: z.array(z.object(plan).meta({ id: 'PlanItem' })) })
  .meta({ id: 'PlanList' });

const step = {
  id: z.uuid(),
  mine: z.boolean().meta({ description: 'Whether it is your own: only then is it yours to change.' }),
  by: z.string().meta({ description: 'Whose it is: a name, with the administration of a party.' }),
  what: z.string(),
  due: date.optional(),
  doneOn: date.optional(),
  version: z.int().meta({ description: 'Counts the changes. Send it as `seen` when you change the step.' }),
};

export const planStepSchema = z.object(step).meta({ id: 'PlanStep' });

export const planSchema = z
  .object({
    ...plan,
    goal: z.string(),
    parties: z.array(
      z
        .object({
          id: z.uuid(),
          name: z.string(),
          area: z.string(),
          showsName: z.boolean().meta({ description: 'Whether the party is told whom the plan is about.' }),
          ground: groundSchema,
          from: date,
          to: date.optional(),
          endedAt: moment.optional(),
          sees: z.boolean().meta({ description: 'Whether they see the plan today: the ground and the time hold.' }),
        })
        .meta({ id: 'PlanParty' }),
    ),
    steps: z.array(
      z
        .object({ ...step, hiddenFrom: z.array(z.uuid()).meta({ description: 'The parties that it is kept from.' }) })
        .meta({ id: 'OwnedPlanStep' }),
    ),
  })
  .meta({ id: 'Plan' });

export const sharedPlanListSchema = z
  .object({
    items: z.array(
      z
        .object({ id: z.uuid(), title: z.string(), area: z.string().meta({ description: 'Whose plan it is.' }) })
        .meta({ id: 'SharedPlanItem' }),
    ),
  })
  .meta({ id: 'SharedPlanList' });

export const sharedPlanSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    goal: z.string(),
    owner: z.object({ name: z.string(), area: z.string() }).meta({ id: 'PlanOwner' }),
    about: z
      .object(nameSchemas)
      .optional()
      .meta({ id: 'PlanSubject', description: 'Whom the plan is about; absent when you are not to be told.' }),
    steps: z.array(planStepSchema).meta({ description: 'Those that are not kept from you.' }),
  })
  .meta({ id: 'SharedPlan' });

export const addStepSchema = z
  .strictObject({ what: z.string().trim().min(1).max(2000), due: date.optional() })
  .meta({ id: 'AddStep' });

export const changeStepSchema = z
  .strictObject({
    done: z.boolean().meta({ description: 'True when the step is done; false to say that it is not, after all.' }),
    seen: z.int().min(1).max(2_147_483_647).meta({ description: 'The version of the step that you read.' }),
  })
  .meta({ id: 'ChangeStep' });

export const stepConflictSchema = problemSchema
  .extend({ step: planStepSchema.meta({ description: 'The step as it is now.' }) })
  .meta({ id: 'StepConflict' });
