import { consentInShort } from '../../casework/index.ts';
import type { CaseId, ConsentId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { first, type Typed } from '../../platform/typed.ts';
import {
  consentsOf,
  current,
  type Ground,
  type GroundAnswers,
  groundField,
  groundsInForce,
  readGroundAnswers,
  type StandingConsent,
  withStanding,
} from '../../secrecy/index.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { messages } from '../messages/index.ts';
import { type GroundChoices, groundingFields as fields } from '../views/ground.tsx';

export type Grounds = Readonly<{ grounds: readonly Ground[]; consents: readonly StandingConsent[] }>;

/** The grounds in force, and the consents of the individual that hold now. */
export async function groundsFor(scope: Scope, caseId: CaseId): Promise<Grounds> {
  const ledger = current(withStanding(await consentsOf(scope, caseId), scope.today));
  return {
    grounds: await groundsInForce(scope),
    consents: ledger.filter(({ standing }) => standing === 'holds'),
  };
}

export const groundingProps = (
  { actor }: Scope,
  { grounds, consents }: Grounds,
  value: (name: string) => string,
): GroundChoices => ({
  grounds,
  consents: consents.map((consent) => ({
    value: consent.id as string,
    label: consentInShort(consent, actor.language),
    checked: value(fields.consent) === consent.id,
  })),
  value,
});

export type ChosenGround = Readonly<{ ground: Ground; reason: string; answers: GroundAnswers; consent?: ConsentId }>;

/** What was chosen as the ground; what is missing is told under its field. */
export function readGround(
  { actor }: Scope,
  { grounds, consents }: Grounds,
  typed: Typed,
  errors: FieldError[],
): ChosenGround | undefined {
  const { problems } = messages[actor.language].grounding;
  const ground = grounds.find(({ id }) => id === first(typed, fields.provision));
  const reason = first(typed, fields.why).slice(0, 2000);
  if (!ground) errors.push({ field: fields.provision, message: problems.provision });
  if (reason === '') errors.push({ field: fields.why, message: problems.why });
  if (!ground) return undefined;
  const { answers, missing } = readGroundAnswers(ground, (field) =>
    first(typed, groundField(ground.id, field)).slice(0, 2000),
  );
  for (const field of missing)
    errors.push({ field: groundField(ground.id, field.id), message: problems.answer(field[actor.language]) });
  const consent = ground.restsOnConsent ? consents.find(({ id }) => id === first(typed, fields.consent)) : undefined;
  if (ground.restsOnConsent && !consent) errors.push({ field: fields.consent, message: problems.consent });
  return { ground, reason, answers, ...(consent ? { consent: consent.id } : {}) };
}
