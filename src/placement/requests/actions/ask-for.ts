import { type CaseId, newId, type RunId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { ChosenGround } from '../../../sharing/index.ts';
import { onlyAsked, PlacementBody } from '../../request-body.ts';
import { desks } from '../../store/desks.ts';
import { findPlacementDraft, insertPlacementDraft } from '../../store/drafts.ts';
import { beganIn } from '../began.ts';
import { typedFromBody } from '../typed-body.ts';
import { submit, type Submitted, sumOf } from './submit.ts';

/** What is asked for: whose it is follows from who asks. */
export type AskedFor = Omit<PlacementBody, 'municipality' | 'administration'>;

/** Asks for a placement as the form does, in one go: for who loads a demo, or a test. */
export async function askForPlacement(
  scope: Scope,
  { caseId, run }: Readonly<{ caseId: CaseId; run?: RunId }>,
  asked: AskedFor,
  ground: ChosenGround,
): Promise<Submitted> {
  const { municipality, area: administration } = scope.actor;
  const body = onlyAsked(PlacementBody.parse({ ...asked, municipality, administration }));
  const began = await beganIn(scope, caseId, run);
  const desk = (await desks(scope)).get(body.intervention);
  if (!began || !desk) throw new Error('There is no such case, or no desk for the intervention');
  const id = await insertPlacementDraft(scope, {
    id: newId(),
    caseId,
    ...(run ? { run } : {}),
    typed: typedFromBody(body),
    key: newId(),
  });
  const draft = await findPlacementDraft(scope, id);
  if (!draft) throw new Error('The draft is gone');
  return submit(scope, { draft, began, body, desk, ground, seen: sumOf(body, desk), reason: '' });
}
