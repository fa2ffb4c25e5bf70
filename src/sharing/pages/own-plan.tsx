import { type CaseInReach, findCase } from '../../casework/index.ts';
import { type CaseId, findId } from '../../kernel/ids.ts';
import type { Get } from '../../platform/route.ts';
import { first, frameFields, hidden, type Typed } from '../../platform/typed.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { momentInWords } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { inOrder, type Party, type PlanStep, type SharedPlan } from '../plan.ts';
import { findPlan, partiesOf, stepsOf } from '../store/plans.ts';
import { recipients } from '../store/recipients.ts';
import { closedSentence } from '../why.ts';
import { planFields as fields } from '../views/plan-steps.tsx';
import { PlanPage } from '../views/plan.tsx';
import { groundingProps, groundsFor } from './grounding.ts';
import { keepChoice } from './naming.ts';
import { ownActs, stepLine } from './plan-steps.ts';

export async function findFile(request: Get<'/arenden/:case/samordnade-planer'>): Promise<CaseInReach | undefined> {
  const caseId = findId<CaseId>(request.parameters.case);
  const file = caseId && (await findCase(request, caseId));
  if (file) request.touched({ cases: [file.id], individuals: [file.individual], parts: ['shared-plans'] });
  return file;
}

export type Own = Readonly<{
  file: CaseInReach;
  plan: SharedPlan;
  parties: readonly Party[];
  steps: readonly PlanStep[];
}>;

export async function findOwn(request: Get<'/arenden/:case/samordnade-planer/:plan'>): Promise<Own | undefined> {
  const file = await findFile(request);
  const id = findId(request.parameters.plan);
  const plan = file && id && (await findPlan(request, id));
  if (!file || !plan || plan.caseId !== file.id) return undefined;
  return { file, plan, parties: await partiesOf(request, plan.id), steps: await stepsOf(request, plan.id) };
}

export async function show(
  request: Get<string>,
  own: Own,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
  problem?: string,
) {
  const { file, plan, parties, steps } = own;
  const { language, permissions } = request.actor;
  const m = messages[language].plan;
  const parameters = { case: file.id, plan: plan.id };
  const open = plan.endedAt === undefined && permissions.has('sharedPlan:keep');
  const csrf = { [hidden.csrf]: request.csrf };
  const when = (at: Date): string => momentInWords(at.toISOString(), request.today, language);
  const current = parties.filter(({ stands }) => stands === 'open');
  const isStep = errors.some(({ field }) => field === fields.what || field === fields.due);
  const frame = (action: string, mine: boolean) => ({
    action,
    hidden: frameFields(request.csrf, mine ? typed : {}, 0),
    errors: mine ? errors : [],
    cancelHref: paths.plan(parameters),
  });
  const inviting = errors.length > 0 && !isStep;
  const value = (name: string): string => (inviting ? first(typed, name) : '');
  return (
    <PlanPage
      title={plan.title}
      goal={plan.goal}
      backHref={paths.plans({ case: file.id })}
      whyHref={paths.whyPlan(parameters)}
      state={plan.endedAt && m.ended(when(plan.endedAt))}
      problem={problem}
      parties={parties.map((party) => ({
        key: party.id,
        name: `${party.name}, ${party.areaName}`,
        ...(party.stands === 'open'
          ? { sees: m.seenBy(party.name), seesHref: paths.seenByParty({ ...parameters, party: party.id }) }
          : { sees: closedSentence(party.stands, party.endedAt ?? plan.endedAt, language) }),
        ground: party.ground.provision,
        until: party.to,
        end:
          open && !party.endedAt
            ? { action: paths.endParty({ ...parameters, party: party.id }), hidden: csrf }
            : undefined,
      }))}
      steps={inOrder(steps).map((step) => {
        const whose = parties.find(({ id }) => id === step.party)?.name;
        const hiddenNames = parties.filter(({ id }) => step.hiddenFrom.includes(id)).map(({ name }) => name);
        return {
          ...stepLine(request, step, whose ?? m.ours),
          hidden: hiddenNames.length === 0 ? undefined : m.hiddenFrom(hiddenNames.join(', ')),
          acts: open
            ? [
                ...(step.party === undefined ? ownActs(request, step) : []),
                ...current
                  .filter(({ id }) => id !== step.party)
                  .map((party) =>
                    step.hiddenFrom.includes(party.id)
                      ? { value: `show:${party.id}`, text: m.show(party.name) }
                      : { value: `hide:${party.id}`, text: m.hide(party.name) },
                  ),
              ]
            : [],
          form: {
            action: paths.changePlanStep({ ...parameters, step: step.id }),
            hidden: { ...csrf, [hidden.seen]: String(step.version) },
          },
        };
      })}
      addStep={
        open
          ? {
              frame: frame(paths.planStep(parameters), isStep),
              what: isStep ? first(typed, fields.what) : '',
              due: isStep ? first(typed, fields.due) : '',
              keep: keepChoice(request, file.person, isStep ? typed : {}),
            }
          : undefined
      }
      invite={
        open
          ? {
              frame: frame(paths.invite(parameters), inviting),
              people: (await recipients(request))
                .filter(({ account }) => !parties.some((party) => party.account === account && !party.endedAt))
                .map(({ account, name, areaName }) => ({
                  value: account,
                  label: `${name}, ${areaName}`,
                  checked: value(fields.who) === account,
                })),
              showsName: [
                { value: 'nej', label: m.showsNameNo, checked: value(fields.showsName) === 'nej' },
                // A protected name is given to nobody by a plan.
                ...(file.person.isMasked('list')
                  ? []
                  : [{ value: 'ja', label: m.showsNameYes, checked: value(fields.showsName) === 'ja' }]),
              ],
              until: value(fields.until),
              grounding: groundingProps(request, await groundsFor(request, file.id), value),
            }
          : undefined
      }
      end={open ? { action: paths.endPlan(parameters), hidden: csrf } : undefined}
    />
  );
}
