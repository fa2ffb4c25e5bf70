import { type CaseInReach, paths as casework } from '../../casework/index.ts';
import { type Get, get, invalid, notFound, page, post, redirect, type Route } from '../../platform/route.ts';
import { first, frameFields, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { momentInWords } from '../../ui/index.ts';
import { makePlan } from '../actions/plan.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { openInsluss } from '../insluss/store/requests.ts';
import { plansOf } from '../store/plans.ts';
import { planFields as fields } from '../views/plan-steps.tsx';
import { Plans } from '../views/plans.tsx';
import { findFile } from './own-plan.tsx';
import { checkNaming, keepChoice } from './naming.ts';

const place = 'cases';
const longest = 2000;

async function list(
  request: Get<'/arenden/:case/samordnade-planer'>,
  file: CaseInReach,
  typed: Typed,
  errors: readonly FieldError[],
) {
  const { language, permissions } = request.actor;
  const m = messages[language].plan;
  const around = await openInsluss(request, file.id);
  return (
    <Plans
      number={file.caseNumber}
      backHref={casework.caseFile({ case: file.id })}
      plans={(await plansOf(request, file.id)).map(({ id, title, endedAt }) => ({
        key: id,
        href: paths.plan({ case: file.id, plan: id }),
        title,
        state: endedAt ? m.ended(momentInWords(endedAt.toISOString(), request.today, language)) : m.open,
      }))}
      make={
        permissions.has('sharedPlan:keep')
          ? {
              frame: {
                action: paths.plans({ case: file.id }),
                hidden: frameFields(request.csrf, typed, 0),
                errors,
                cancelHref: paths.plans({ case: file.id }),
              },
              title: first(typed, fields.title),
              goal: first(typed, fields.goal),
              around:
                around === undefined
                  ? undefined
                  : { value: around, label: m.aroundInsluss, checked: first(typed, fields.around) === around },
              keep: keepChoice(request, file.person, typed),
            }
          : undefined
      }
    />
  );
}

export const planListPages: readonly Route[] = [
  get({
    path: paths.plans,
    may: 'case:read',
    audit: 'shared-plan.list',
    handle: async (request) => {
      const file = await findFile(request);
      return file ? page({ place, content: await list(request, file, {}, []) }) : notFound;
    },
  }),
  post({
    path: paths.plans,
    may: 'sharedPlan:keep',
    audit: 'shared-plan.make',
    handle: async (request) => {
      const file = await findFile(request);
      if (!file) return notFound;
      const typed = typedFrom(request.form);
      const { problems } = messages[request.actor.language].plan;
      const errors: FieldError[] = [];
      const title = first(typed, fields.title).slice(0, 200);
      const goal = first(typed, fields.goal).slice(0, longest);
      if (title === '') errors.push({ field: fields.title, message: problems.name });
      if (goal === '') errors.push({ field: fields.goal, message: problems.goal });
      checkNaming(request, file.person, typed, errors);
      const key = keyIn(typed);
      if (errors.length > 0 || !key) return invalid({ place, content: await list(request, file, typed, errors) });
      const around = await openInsluss(request, file.id);
      const run = first(typed, fields.around) === around ? around : undefined;
      const id = await makePlan(request, file, { title, goal, key, run });
      return redirect(paths.plan({ case: file.id, plan: id }));
    },
  }),
];
