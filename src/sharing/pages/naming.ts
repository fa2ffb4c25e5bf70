import type { Get } from '../../platform/route.ts';
import { first, type Typed } from '../../platform/typed.ts';
import type { Person } from '../../secrecy/index.ts';
import type { Choice, FieldError } from '../../ui/form-frame.ts';
import { messages } from '../messages/index.ts';
import { planFields as fields } from '../views/plan-steps.tsx';

const keeps = 'ja';
const texts = [fields.title, fields.goal, fields.what] as const;

const namedIn = (person: Person | undefined, typed: Typed): readonly string[] =>
  texts.filter((field) => person !== undefined && person.mentionsIn(first(typed, field)).length > 0);

/**
 * Tells under each text of a plan that it names whom the plan is about: every party would read it. Of somebody protected it is refused;
 * of anybody else it is kept when the one who writes says so.
 */
export function checkNaming(
  { actor }: Get<string>,
  person: Person | undefined,
  typed: Typed,
  errors: FieldError[],
): void {
  const { problems } = messages[actor.language].plan;
  const isProtected = person?.isMasked('list') === true;
  if (!isProtected && first(typed, fields.keep) === keeps) return;
  for (const field of namedIn(person, typed))
    errors.push({ field, message: isProtected ? problems.namedProtected : problems.named });
}

/** The question whether it is to be kept, where it may be. */
export const keepChoice = ({ actor }: Get<string>, person: Person | undefined, typed: Typed): Choice | undefined =>
  person?.isMasked('list') === true || namedIn(person, typed).length === 0
    ? undefined
    : {
        value: keeps,
        label: messages[actor.language].plan.keepYes,
        checked: first(typed, fields.keep) === keeps,
      };
