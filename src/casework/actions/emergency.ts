import { type CaseId, type IdempotencyKey, newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { insertEmergency, mayOpenEmergency, ownersOfCase, shortestReason } from '../../secrecy/index.ts';
import { append } from '../store/events.ts';
import { notify } from '../store/notices.ts';

export type EmergencyOpened = Readonly<{ outcome: 'opened' | 'already' | 'reason-too-short' | 'not-found' }>;

/** Opens a case for two hours, and tells those who answer for it, in the same transaction: one does not happen without the other. */
export async function openEmergency(
  scope: Scope,
  { caseId, reason, key }: Readonly<{ caseId: CaseId; reason: string; key: IdempotencyKey }>,
): Promise<EmergencyOpened> {
  if (reason.trim().length < shortestReason) return { outcome: 'reason-too-short' };
  if (!(await mayOpenEmergency(scope, caseId))) return { outcome: 'not-found' };
  scope.touched({ cases: [caseId], parts: ['emergency'] });
  scope.because(reason);
  const id = newId();
  const expires = await insertEmergency(scope, { id, caseId, reason }, key);
  if (!expires) return { outcome: 'already' };
  await append(
    scope,
    { caseId },
    { kind: 'emergency-opened', emergency: id, reason, expiresAt: expires.toISOString(), key },
  );
  await notify(scope, 'emergency-opened', { caseId }, await ownersOfCase(scope, caseId));
  return { outcome: 'opened' };
}
