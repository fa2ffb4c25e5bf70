import { findId, type IdempotencyKey, newId } from '../kernel/ids.ts';
import { csrfField } from './session.ts';

/** What was typed in a form, by field name, as it came. */
export type Typed = Readonly<Record<string, readonly string[]>>;

export function typedFrom(form: FormData): Typed {
  const typed: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const [name, value] of form) {
    if (typeof value === 'string') (typed[name] ??= []).push(storable(value));
  }
  return typed;
}

// The database takes neither NUL nor half a character, and nobody means to write them.
const storable = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed();

export const first = (typed: Typed, name: string): string => typed[name]?.[0]?.trim() ?? '';

/** The fields that a form carries without asking: the session's proof, the deed's key, and what the form had seen. */
export const hidden = { csrf: csrfField, key: 'nyckel', seen: 'sedd', theirs: 'andras' } as const;

/** The form's proof and its key; a form shown again, or resumed from a draft, keeps the key and what it had seen. */
export const frameFields = (csrf: string, typed: Typed, version = 0): Readonly<Record<string, string>> => ({
  [hidden.csrf]: csrf,
  [hidden.key]: first(typed, hidden.key) || newId(),
  [hidden.seen]: first(typed, hidden.seen) || String(version),
});

/** The deed's key, when the form carries one. */
export const keyIn = (typed: Typed): IdempotencyKey | undefined => findId<IdempotencyKey>(first(typed, hidden.key));

/** What the form remembers having seen; -1 when it says nothing that there could be. */
export function seenIn(typed: Typed): number {
  const text = first(typed, hidden.seen);
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
}

/** The page that was asked for, from 1; the first when it is none. */
export function pageNumber(text: string | null): number {
  const number = /^\d{1,6}$/.test(text ?? '') ? Number(text) : 1;
  return Math.max(1, number);
}
