import type { Scope } from '../../platform/door.ts';
import { inquiriesOf } from '../desk/store/inquiries.ts';
import { openRecommendation } from '../store/recommendations.ts';
import { requestMessages } from './messages/index.ts';

/** What a change, a pause, or an end of a request ends besides: told before it is done. A change keeps the questions that providers have. */
export async function endsInWords(
  scope: Scope,
  request: string,
  by: 'change' | 'pause' | 'withdraw' | 'outcome',
): Promise<readonly string[]> {
  const m = requestMessages[scope.actor.language].ends;
  const open = await openRecommendation(scope, request);
  const inquiries = by === 'withdraw' || by === 'outcome' ? await inquiriesOf(scope, request) : [];
  const waiting = inquiries.filter(
    ({ answer, cancelledAt, lapsedAt, expiresAt }) =>
      answer === undefined && !cancelledAt && !lapsedAt && expiresAt > scope.now,
  ).length;
  return [...(open ? [m.recommendation] : []), ...(waiting === 0 ? [] : [m.inquiries(waiting)])];
}
