import { sql } from 'kysely';
import type { Scope } from '../../platform/door.ts';

type Add = (scope: Scope, provider: string, position: number, on: string, text: string) => Promise<boolean>;

/** Says when and how the provider was told of a decision: once. */
export const tellDecision: Add = async ({ db, actor }, provider, position, on, how) => {
  const { numAffectedRows } = await sql`update provider_control_decision set told_on = ${on}, told_how = ${how}
    where municipality = ${actor.municipality} and provider = ${provider}::uuid and position = ${position}
      and (told_on is null or (told_on = ${on} and told_how = ${how}))`.execute(db);
  return numAffectedRows === 1n;
};

/** Writes down what the provider answered to a decision: once. */
export const answerDecision: Add = async ({ db, actor }, provider, position, on, answer) => {
  const { numAffectedRows } = await sql`update provider_control_decision set answered_on = ${on}, answer = ${answer}
    where municipality = ${actor.municipality} and provider = ${provider}::uuid and position = ${position}
      and (answered_on is null or (answered_on = ${on} and answer = ${answer}))`.execute(db);
  return numAffectedRows === 1n;
};
