/** Somebody as they may be written of: the names as they are registered, and twelve digits. */
export type Mentioned = Readonly<{ givenName: string; familyName: string; identityNumber?: string }>;

/** Where in a text somebody's name or number stands: from the first character to the one after the last. */
export type Mention = Readonly<{ what: 'name' | 'number'; from: number; to: number }>;

type Folded = Readonly<{ text: string; from: readonly number[]; to: readonly number[] }>;

const plain: Readonly<Record<string, string>> = { ø: 'o', æ: 'a', ß: 's', ð: 'd', þ: 't', ł: 'l', đ: 'd', ı: 'i' };

/** Letters without case and marks, as the search for people has them (access.folded), and where in the text each of them stands. */
function folded(text: string): Folded {
  const [letters, from, to]: [string[], number[], number[]] = [[], [], []];
  let index = 0;
  for (const character of text) {
    const end = index + character.length;
    // Marks, and what is not seen in a text: a soft hyphen, a joiner.
    for (const letter of character
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/\p{M}|\p{Cf}/gu, '')) {
      letters.push(plain[letter] ?? letter);
      from.push(index);
      to.push(end);
    }
    if (/\p{M}/u.test(character) && to.length > 0) to[to.length - 1] = end;
    index = end;
  }
  return { text: letters.join(''), from, to };
}

const fold = (text: string): string => folded(text).text;
const spelledOut = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[åäö]/g, (letter) => (letter === 'å' ? 'aa' : letter === 'ä' ? 'ae' : 'oe'));

// Of a name of several words, these by themselves are nobody's.
const particles: ReadonlySet<string> = new Set(
  'af al av bin da de del della den der des di do dos du el la le les ten ter van von zu'.split(' '),
);

// Names that are words as well, folded: in small letters they are read as the word. "Han vill bo kvar" names no Bo.
const alsoWords: ReadonlySet<string> = new Set(
  (
    'alm ask back berg bjorn blom bo bror dag dal ek falk frisk gard glad gran gren hall hans hav hed hjort holm jul juni kort kvist ' +
    'land lang lind liv ljung lo lund maj mark max modig my nas nord per rask ros sjo skog sol stark sten stig stolt strand strom tapper ' +
    'vall varg vide vik'
  ).split(' '),
);

/** What somebody is called, word by word: each part of a double name by itself, and written together. */
function calls({ givenName, familyName }: Mentioned): ReadonlySet<string> {
  const words = `${givenName} ${familyName}`.split(/\s+/u).flatMap((word) =>
    [word, spelledOut(word)].flatMap((spelling) => {
      const parts = fold(spelling).match(/\p{L}+/gu) ?? [];
      return parts.length > 1 ? [...parts, parts.join('')] : parts;
    }),
  );
  const named = words.filter((word) => word.length > 1);
  const telling = named.filter((word) => !particles.has(word));
  return new Set(telling.length > 0 ? telling : named);
}

/** The ten digits, however they are written, with the century if it stands there. */
function numberPattern(digits: string): RegExp {
  const apart = String.raw`[^\p{L}\p{N}]{0,3}`;
  const century = digits
    .slice(0, 2)
    .split('')
    .map((digit) => `${digit}${apart}`)
    .join('');
  return new RegExp(`(?:${century})?${digits.slice(2).split('').join(apart)}`, 'gu');
}

/**
 * Where in a text somebody's given or family name stands (any part of it, in any case, with or without marks, with a genitive s), or
 * their number (with or without century, however it is divided). Whole words only; a name in small letters that is also a word is not
 * found, and a misspelt one is not.
 */
export function mentionsIn(text: string, who: Mentioned): readonly Mention[] {
  const { text: letters, from, to } = folded(text);
  const names = calls(who);
  const at = (what: Mention['what'], index: number, length: number): Mention => ({
    what,
    from: from[index] ?? 0,
    to: to[index + length - 1] ?? text.length,
  });
  const isName = (word: string, index: number): boolean => {
    const name = names.has(word)
      ? word
      : word.endsWith('s') && names.has(word.slice(0, -1))
        ? word.slice(0, -1)
        : undefined;
    if (name === undefined) return false;
    const written = String.fromCodePoint(text.codePointAt(from[index] ?? 0) ?? 0);
    return !alsoWords.has(name) || written !== written.toLowerCase();
  };
  const found = [...letters.matchAll(/\p{L}+/gu)]
    .filter((match) => isName(match[0], match.index))
    .map((match) => at('name', match.index, match[0].length));
  const numbers =
    who.identityNumber === undefined
      ? []
      : [...letters.matchAll(numberPattern(who.identityNumber))].map((match) =>
          at('number', match.index, match[0].length),
        );
  return [...found, ...numbers].toSorted((left, right) => left.from - right.from);
}
