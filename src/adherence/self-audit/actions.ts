import { randomBytes } from 'node:crypto';
import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { holdersOf } from '../deviations/store/deviations.ts';
import {
  type AnswerRow,
  closeSelfAudit,
  drawSelfAudit,
  findSelfAudit,
  finishAction,
  insertAction,
  insertQuestions,
  type NewAction,
  questionsOf,
  type SelfAudit,
  selfAuditWithKey,
  type ToDraw,
  writeAnswers,
} from './store/self-audits.ts';

const parts = ['self-audit'];

/** Who may be given a review, or something to do after one. */
export const reviewers = (scope: Scope) => holdersOf(scope, 'selfAudit:do');

/** Decides the questions of a routine, as a version after the one that was seen. */
export async function decideQuestions(
  scope: Scope,
  routine: string,
  questions: readonly string[],
  seen: number,
): Promise<'decided' | 'overtaken'> {
  scope.touched({ parts });
  const [latest] = await questionsOf(scope, routine);
  // Sent twice: it is decided already.
  if (latest?.version === seen + 1 && JSON.stringify(latest.questions) === JSON.stringify(questions)) return 'decided';
  if ((latest?.version ?? 0) !== seen) return 'overtaken';
  return (await insertQuestions(scope, routine, seen + 1, questions)) ? 'decided' : 'overtaken';
}

type Drawn =
  | Readonly<{ outcome: 'drawn'; id: string }>
  | Readonly<{ outcome: 'no-questions' | 'no-reviewer' | 'nothing' }>;

/** Draws a sample and makes the self-audit, once. The seed is kept, so that anybody can see that the same seed draws the same. */
export async function draw(
  scope: Scope,
  input: Omit<ToDraw, 'id' | 'seed' | 'questionsVersion'>,
  seed = randomBytes(16).toString('hex'),
): Promise<Drawn> {
  const known = await selfAuditWithKey(scope, input.key);
  if (known !== undefined) return { outcome: 'drawn', id: known };
  const [questions] = await questionsOf(scope, input.routine);
  if (!questions) return { outcome: 'no-questions' };
  if (!(await reviewers(scope)).some(({ account }) => account === input.reviewer)) return { outcome: 'no-reviewer' };
  const id = newId();
  scope.touched({ parts });
  const population = await drawSelfAudit(scope, { ...input, id, seed, questionsVersion: questions.version });
  return population === 0 ? { outcome: 'nothing' } : { outcome: 'drawn', id };
}

export async function openSelfAudit(scope: Scope, id: string): Promise<SelfAudit | undefined> {
  const found = await findSelfAudit(scope, id);
  if (found) scope.touched({ parts });
  return found;
}

/** Whether the actor is the one to review, and has not finished. */
export const reviews = ({ actor }: Scope, { reviewer, closedAt }: SelfAudit): boolean =>
  reviewer === actor.account && closedAt === null;

/** Answers the questions about one of the runs that were drawn. */
export async function answer(
  scope: Scope,
  audit: SelfAudit,
  number: number,
  given: readonly Omit<AnswerRow, 'number'>[],
): Promise<boolean> {
  if (!reviews(scope, audit) || number < 1 || number > audit.items) return false;
  await writeAnswers(scope, audit.id, number, given);
  return true;
}

/** Decides what is to be done, by whom and when. Also after the closing: what it came to is then known. */
export async function decideAction(
  scope: Scope,
  audit: SelfAudit,
  action: Omit<NewAction, 'id'>,
): Promise<'decided' | 'not-found' | 'nobody'> {
  if (audit.reviewer !== scope.actor.account) return 'not-found';
  if (!(await reviewers(scope)).some(({ account }) => account === action.responsible)) return 'nobody';
  await insertAction(scope, audit.id, { ...action, id: newId() });
  return 'decided';
}

export const finish = (scope: Scope, audit: SelfAudit, id: string): Promise<boolean> =>
  finishAction(scope, audit.id, id);

/** Closes it with a conclusion, when every question about every run has been answered. From then on nobody sees the runs. */
export async function closeAudit(
  scope: Scope,
  audit: SelfAudit,
  conclusion: string,
): Promise<Readonly<{ outcome: 'closed' | 'not-found' } | { outcome: 'not-answered'; left: number }>> {
  if (audit.reviewer !== scope.actor.account) return { outcome: 'not-found' };
  if (audit.closedAt) return { outcome: 'closed' };
  const left = audit.items - audit.answered;
  if (left > 0) return { outcome: 'not-answered', left };
  return { outcome: (await closeSelfAudit(scope, audit.id, conclusion)) ? 'closed' : 'not-found' };
}
