import { z } from 'zod';
import { csrfField } from '../platform/session.ts';
import { ownAddress } from './own-address.ts';

/** A form that came after its session had ended: where it was going, and all that was typed. */
export type Interrupted = Readonly<{ action: string; fields: readonly (readonly [string, string])[] }>;

/** The field that carries an interrupted form past the sign-in. */
export const resumeField = 'fortsatt';

const Interrupted = z.object({ action: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) });

export const interruptedBy = (action: string, form: FormData): Interrupted => ({
  action,
  fields: [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== csrfField ? [[name, value] as const] : [],
  ),
});

/** The interrupted form that a sign-in carries, when it has one that leads within this site. */
export function findInterrupted(text: string): Interrupted | undefined {
  if (text === '') return undefined;
  try {
    const { success, data } = Interrupted.safeParse(JSON.parse(text));
    const action = success ? ownAddress(data.action) : undefined;
    return success && action !== undefined ? { ...data, action } : undefined;
  } catch {
    return undefined;
  }
}

/** The form's fields as hidden ones, with the new session's proof. */
export function resumedFields({ fields }: Interrupted, csrf: string): Readonly<Record<string, readonly string[]>> {
  const hidden: Record<string, string[]> = { [csrfField]: [csrf] };
  for (const [name, value] of fields) (hidden[name] ??= []).push(value);
  return hidden;
}
