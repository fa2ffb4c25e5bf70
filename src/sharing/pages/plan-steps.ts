import { isLocalDate } from '../../kernel/date.ts';
import { findId } from '../../kernel/ids.ts';
import type { Get } from '../../platform/route.ts';
import { first, keyIn, type Typed } from '../../platform/typed.ts';
import type { Person } from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { exactDate } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { PlanStep } from '../plan.ts';
import type { StepChange } from '../store/plans.ts';
import { planFields as fields, type StepLine } from '../views/plan-steps.tsx';
import { checkNaming } from './naming.ts';

const longest = 2000;

export function stepLine(request: Get<string>, step: PlanStep, whose: string): Omit<StepLine, 'acts' | 'form'> {
  const { language } = request.actor;
  const m = messages[language].plan;
  return {
    key: step.id,
    whose,
    what: step.what,
    due: step.due,
    done: step.doneOn && m.doneOn(exactDate(step.doneOn, language)),
  };
}

export function ownActs({ actor }: Get<string>, { doneOn }: PlanStep) {
  const m = messages[actor.language].plan;
  return [
    doneOn === undefined ? { value: 'done', text: m.done } : { value: 'undone', text: m.undone },
    { value: 'remove', text: m.remove },
  ];
}

/** What a button of a step says is to be done; undefined for what no button says. */
export function changeOf(
  request: Get<string>,
  act: string,
  step: PlanStep,
  may: Readonly<{ own: boolean; hide: boolean }>,
): StepChange | undefined {
  if (may.own && act === 'done') return { doneOn: request.today };
  if (may.own && act === 'undone') return { doneOn: null };
  if (may.own && act === 'remove') return { removed: true };
  const [what, party] = act.split(':');
  const id = findId(party ?? '');
  if (!may.hide || id === undefined) return undefined;
  if (what === 'hide') return { hiddenFrom: [...new Set([...step.hiddenFrom, id])] };
  if (what === 'show') return { hiddenFrom: step.hiddenFrom.filter((one) => one !== id) };
  return undefined;
}

/**
 * Reads a new step; what is wrong is told under its field. Who has not been told whom the plan is about is not told that they have named
 * them either.
 */
export function readStep(request: Get<string>, person: Person | undefined, typed: Typed, errors: FieldError[]) {
  const { problems } = messages[request.actor.language].plan;
  const what = first(typed, fields.what).slice(0, longest);
  const due = first(typed, fields.due);
  if (what === '') errors.push({ field: fields.what, message: problems.what });
  if (due !== '' && !isLocalDate(due)) errors.push({ field: fields.due, message: problems.due });
  checkNaming(request, person, typed, errors);
  const key = keyIn(typed);
  return errors.length > 0 || !key ? undefined : { what, ...(isLocalDate(due) ? { due } : {}), key };
}
