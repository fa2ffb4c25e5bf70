import { record, stateFacts } from '../../../casework/index.ts';
import type { LocalDate } from '../../../kernel/date.ts';
import { type IdempotencyKey, idOf } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { RoutineDefinition } from '../../../routine/index.ts';
import type { PlacementBody } from '../../request-body.ts';
import { latestRevision, type Request } from '../../store/requests.ts';
import { beganIn } from '../began.ts';
import { requestMessages } from '../messages/index.ts';
import type { Chosen } from './respond.ts';

const matchedKind = 'housing-matched';

/**
 * What the routine asks for is written in its run, as the request and its outcome have it: the housing that was matched and why, the day, the
 * level and the form. What somebody has stated or written there stands. Source: documents 000 and 001, "Information kring historik".
 */
export async function tellRunOfStay(
  scope: Scope,
  request: Request,
  { chosen, startsOn }: Readonly<{ chosen: Chosen; startsOn: LocalDate }>,
  key: IdempotencyKey,
): Promise<void> {
  const began = request.run === undefined ? undefined : await beganIn(scope, request.caseId, request.run);
  if (!began?.run || !began.definition || began.run.endedOn !== undefined) return;
  const { run, definition, known } = began;
  if (definition.entryKinds[matchedKind] && known.answers(matchedKind) === undefined)
    await record(scope, {
      run: run.id,
      deeds: [
        {
          kind: matchedKind,
          at: scope.today,
          participants: [],
          party: chosen.unitName,
          answers: whyOf(scope, definition, request, chosen),
        },
      ],
      seen: Number.MAX_SAFE_INTEGER,
      key,
    });
  const { body } = await latestRevision(scope, request.id);
  const facts = factsOf(definition, body, startsOn).filter(({ name }) => known.facts[name] === undefined);
  if (facts.length > 0) await stateFacts(scope, { run: run.id, facts, seen: Number.MAX_SAFE_INTEGER, key: idOf(key) });
}

function whyOf(
  { actor: { language } }: Scope,
  definition: RoutineDefinition,
  { deskName }: Pick<Request, 'deskName'>,
  { unitName, item }: Chosen,
): Readonly<Record<string, string>> {
  if (!item || definition.entryKinds[matchedKind]?.answers?.['why'] === undefined) return {};
  const { whyInRun } = requestMessages[language].outcome;
  const said = [whyInRun(unitName, deskName), ...item.body.why.map((one) => one[language]), item.body.note];
  return { why: said.filter((part) => part !== '').join(' ') };
}

/** The facts that the routine has and the request answers. A code that the routine does not know is not stated. */
export function factsOf(
  { facts }: Pick<RoutineDefinition, 'facts'>,
  { supportLevel, subcategory }: Pick<PlacementBody, 'supportLevel' | 'subcategory'>,
  startsOn: LocalDate,
): readonly Readonly<{ name: string; value: string }>[] {
  const answers = {
    moveIn: startsOn,
    supportLevel,
    housingForm: subcategory === 'apartment' ? 'apartment' : undefined,
  };
  return Object.entries(answers).flatMap(([name, value]) => {
    const fact = facts[name];
    if (!fact || value === undefined) return [];
    if ('values' in fact && fact.values !== undefined && !Object.hasOwn(fact.values, value)) return [];
    return [{ name, value }];
  });
}
