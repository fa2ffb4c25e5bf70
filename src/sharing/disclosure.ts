import type { LocalDate } from '../kernel/date.ts';
import type { ConsentPart, ConsentPurpose } from '../secrecy/index.ts';

/** What may be handed over of a case: the parts that a consent can name and that Hemvist holds something of. */
export const parts = [
  'identity',
  'contact',
  'needs',
  'plans',
  'follow-ups',
  'housing',
] as const satisfies readonly ConsentPart[];
export type Part = (typeof parts)[number];

/**
 * The least that a purpose needs, as it is first suggested; whoever signs adds or takes away. A placement request goes without name and
 * number (OSL 26:1, 10:2: `secrecy.md`, rule 10). What nobody can know beforehand starts from nothing.
 */
export const minimumParts: Readonly<Record<ConsentPurpose, readonly Part[]>> = {
  coordination: ['identity', 'needs', 'plans'],
  'information-transfer': ['identity', 'needs', 'plans', 'follow-ups'],
  insluss: ['identity', 'needs', 'housing'],
  'placement-request': ['needs'],
  'shared-plan': ['identity', 'plans'],
  disclosure: [],
  other: [],
};

// Which part an entry belongs to, of the routines that were published before definitions said it. What is not here is a note on how it goes.
const partOfKind: Readonly<Record<string, Part>> = {
  'individual-assignment': 'needs',
  'placement-request': 'needs',
  'planning-meeting': 'plans',
  'history-review': 'plans',
  'contingency-plan': 'plans',
  'professions-plan': 'plans',
  'implementation-plan': 'plans',
  'housing-matched': 'housing',
  discharged: 'housing',
};

export const partOf = (kind: string): Part => partOfKind[kind] ?? 'follow-ups';

/** Something that can be handed over or struck out whole: a heading, a text, the day it is of and who wrote it. */
export type Piece = Readonly<{
  id: string;
  part: Part;
  heading: string;
  text: string;
  on?: LocalDate;
  by?: string;
}>;

/**
 * What is chosen: parts, pieces struck out whole, and words struck out wherever they stand; and of the pieces in which the individual is
 * named those that are to be handed over all the same.
 */
export type Choice = Readonly<{
  parts: readonly Part[];
  struck: readonly string[];
  words: readonly string[];
  kept?: readonly string[] | undefined;
}>;

/** What stands where something has been struck out: so that the reader knows that there was something. */
export const struckOut = '▇▇▇';

/** As the recipient will see it: nothing else of the pieces is in what is handed over. */
export function redact(pieces: readonly Piece[], { parts: chosen, struck, words }: Choice): readonly Piece[] {
  const pattern =
    words.length === 0
      ? undefined
      : new RegExp(
          words
            .toSorted((a, b) => b.length - a.length)
            .map(escaped)
            .join('|'),
          'giu',
        );
  const without = (text: string): string => (pattern ? text.replaceAll(pattern, struckOut) : text);
  return pieces
    .filter(({ part }) => chosen.includes(part))
    .map((piece) =>
      struck.includes(piece.id)
        ? { id: piece.id, part: piece.part, heading: without(piece.heading), text: struckOut }
        : { ...piece, heading: without(piece.heading), text: without(piece.text) },
    );
}

/** Whom it is about, as far as it is to be known here: whether they are named in a text, and whether they are protected. */
export type Subject = Readonly<{ isNamedIn: (text: string) => boolean; isProtected: boolean }>;

/**
 * The pieces that somebody has written in which the individual is named; those of them that are struck out unless they are kept, as the
 * identity is not handed over; and all that is struck out whole. Of somebody protected nothing that names them is kept.
 */
export function strikes(
  pieces: readonly Piece[],
  choice: Choice,
  { isNamedIn, isProtected }: Subject,
): Readonly<Record<'named' | 'asked' | 'struck', readonly string[]>> {
  const named = redact(pieces, { ...choice, struck: [] })
    .filter(({ part, text }) => part !== 'identity' && part !== 'contact' && isNamedIn(text))
    .map(({ id }) => id);
  const isIdentityGiven =
    !isProtected &&
    choice.parts.includes('identity') &&
    !pieces.some(({ id, part }) => part === 'identity' && choice.struck.includes(id));
  const asked = isIdentityGiven ? [] : named;
  const left = asked.filter((id) => isProtected || choice.kept?.includes(id) !== true);
  return { named, asked, struck: [...new Set([...choice.struck, ...left])] };
}

const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

export const isRedacted = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ text, heading }) => text.includes(struckOut) || heading.includes(struckOut));

/** What the recipient gets, frozen. The ids of the pieces are not in it: they lead into the case. */
export type Snapshot = Readonly<{
  from: Readonly<{ area: string; unit: string; signer: string }>;
  to: string;
  purpose: string;
  ground: Readonly<{ provision: string; name: string }>;
  pieces: readonly Omit<Piece, 'id'>[];
  language: 'sv' | 'en';
}>;

export const freeze = (pieces: readonly Piece[]): Snapshot['pieces'] =>
  pieces.map(({ part, heading, text, on, by }) => ({
    part,
    heading,
    text,
    ...(on === undefined ? {} : { on }),
    ...(by === undefined ? {} : { by }),
  }));

/** As bytes that are the same for the same content, to be signed for by their SHA-256. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}
