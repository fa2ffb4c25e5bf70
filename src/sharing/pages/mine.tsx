import { findId } from '../../kernel/ids.ts';
import { type Answer, type Get, notFound } from '../../platform/route.ts';
import { ActionLink, Main } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { paths } from '../paths.ts';
import { lapsedPlan, type PlanForMe, planForMe } from '../store/plans.ts';

export type { PlanForMe };

type Mine = PlanForMe | Readonly<{ answer: Answer }>;

/** The plan for a party; to one whose ground has ended it is said that it has, and nothing else of the plan. */
export async function findMine(
  request: Get<'/delat/plan/:plan'> | Get<'/delat/plan/:plan/insluss/:door'>,
): Promise<Mine> {
  const id = findId(request.parameters.plan);
  if (id === undefined) return { answer: notFound };
  const mine = await planForMe(request, id);
  if (mine) {
    request.touched({ parts: ['shared-plan'] });
    return mine;
  }
  const why = await lapsedPlan(request, id);
  if (!why) return { answer: notFound };
  request.refused({ parts: ['shared-plan'] });
  const m = messages[request.actor.language].plan.refused;
  return {
    answer: {
      kind: 'refusal',
      status: 404,
      place: 'received',
      content: (
        <Main title={m.title}>
          <h1>{m.title}</h1>
          <p className="lead">{m[why]}</p>
          <p>
            <ActionLink href={paths.received()}>{m.back}</ActionLink>
          </p>
        </Main>
      ),
    },
  };
}
