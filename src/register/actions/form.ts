import type { IdempotencyKey } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import type { Choice } from '../../ui/form-frame.ts';
import type { ColumnProblem, Field, FieldProblem, Values } from '../fields.ts';

/** What only the whole register can say is wrong. */
export const deedProblems = [
  'known-number',
  'overlaps',
  'known-offer',
  'form-not-allowed',
  'needs-agreement',
  'no-agreement',
  'sheltered-address',
  'not-passed',
  'not-approved',
  'same-state',
  'in-use',
  'code-form',
  'items',
  'future',
  'past',
  'no-own-list',
] as const;
export type DeedProblem = (typeof deedProblems)[number];
export type Problem = FieldProblem | DeedProblem;

/** A form as it is opened. */
export type Opened = Readonly<{
  fields: readonly Field[];
  /** What it is about, by name, where it is about something. */
  of?: string;
  values: Values;
  /** The choices of fields whose codes are not always the same. */
  choices?: Readonly<Record<string, readonly Choice[]>>;
  /** How much had been written when the form was opened; 0 where nothing can come in between. */
  seen?: number;
  /** Where it leads back to. */
  back: string;
}>;

export type Deed = Readonly<{ values: Values; seen: number; key: IdempotencyKey }>;

export type Done =
  | Readonly<{ outcome: 'written'; to?: string }>
  | Readonly<{ outcome: 'wrong'; problems: readonly ColumnProblem<Problem>[] }>
  /** Somebody else has written of the same thing since the form was opened. */
  | Readonly<{ outcome: 'overtaken' }>
  | Readonly<{ outcome: 'not-found' }>;

export const written = (to?: string): Done => ({ outcome: 'written', ...(to === undefined ? {} : { to }) });
export const wrong = (column: string, problem: Problem): Done => ({
  outcome: 'wrong',
  problems: [{ column, problem }],
});
export const overtaken: Done = { outcome: 'overtaken' };
export const notThere: Done = { outcome: 'not-found' };

/** One form of who keeps the register: what it asks, and what it writes. */
export type KeepForm = Readonly<{
  open: (scope: Scope, subject: string) => Promise<Opened | undefined>;
  write: (scope: Scope, subject: string, deed: Deed) => Promise<Done>;
}>;

export const textOf = (values: Values, column: string): string => {
  const value = values[column];
  return typeof value === 'string' ? value : '';
};
export const listOf = (values: Values, column: string): readonly string[] | null => {
  const value = values[column];
  return Array.isArray(value) ? (value as readonly string[]) : null;
};
