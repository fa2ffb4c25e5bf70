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

/** The names that an entry's fields have in a form; a section offered beside carries its kind before them. */
export const answerField = (prefix: string, name: string): string => `${prefix}svar.${name}`;
export const alsoField = (kind: string): string => `aven.${kind}`;
export const partyField = 'part';
export const consentFields = { status: 'status', form: 'form' } as const;
