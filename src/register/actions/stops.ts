import { idOf, type IdempotencyKey } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/date.ts';
import type { Scope } from '../../platform/door.ts';
import { formStopped, type StopKind } from '../codes.ts';
import type { Values } from '../fields.ts';
import { findProvider, offersInForm, stopsOf } from '../store/read.ts';
import { liftStop } from '../store/stops.ts';
import { insertOnce } from '../store/write.ts';
import { listOf, textOf } from './form.ts';

/** Whether a stop of this kind can be decided for a provider: it must offer something in the form that the stop is for. */
export const canStop = (scope: Scope, provider: string, kind: StopKind): Promise<boolean> =>
  offersInForm(scope, provider, formStopped[kind]);

/** Stops a provider, once: gives the stop's id. Undefined when there is no such provider, or nothing of it that such a stop is for. */
export async function stopProvider(
  scope: Scope,
  provider: string,
  kind: StopKind,
  values: Values,
  key: IdempotencyKey,
): Promise<string | undefined> {
  const id = idOf(key);
  if ((await stopsOf(scope, { id })).length > 0) return id;
  if (!(await findProvider(scope, provider)) || !(await canStop(scope, provider, kind))) return undefined;
  const needs = values['scope'] === 'needs' ? (listOf(values, 'needs') ?? []) : [];
  await insertOnce(scope, 'provider_stop', { ...values, needs, kind, id, provider }, key);
  return id;
}

/** Lifts a stop from a day: it is then no longer. False when it has been lifted, or is not there. */
export const lift = (scope: Scope, stop: string, values: Values): Promise<boolean> =>
  liftStop(scope, stop, textOf(values, 'lifted_on') as LocalDate, textOf(values, 'reason'));
