/** A name as it stands in an account, or an individual's given name and family name. */
export type Name = Readonly<{ given: string; family: string }>;

/** "Alex Maria Provberg" has the given names Alex Maria; what stands last is the family name. */
export function nameOf(displayName: string): Name {
  const words = displayName.trim().split(/\s+/);
  return { given: words.slice(0, -1).join(' '), family: words.at(-1) ?? '' };
}

// Ways of writing the same sound: who looks for themselves may be written in another way in a register than on their badge.
const alike: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ch|ck|c|q/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
];

/** Without accents, signs and double letters, and with one way of writing each sound; å, ä and ö as a, a and o. */
export function folded(name: string): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '');
  return alike.reduce((text, [from, to]) => text.replaceAll(from, to), plain);
}

/** Every part of a family name on its own: a double name shares each of its parts. */
const partsOf = (name: string): readonly string[] =>
  name
    .split(/[\s-]+/)
    .map(folded)
    .filter((part) => part.length > 1);

/** Whether two words differ in at most one letter that was changed, added, left out or swapped with its neighbour. */
export function within1(left: string, right: string): boolean {
  if (left === right) return true;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

/** Short words are easily near one another without being the same. */
const near = (left: string, right: string): boolean => left === right || (left.length >= 5 && within1(left, right));

export type Likeness = 'own-name' | 'same-surname' | 'none';

/** How a reader's name is like that of whom they read about. */
export function likeness(reader: Name, individual: Name): Likeness {
  const families = partsOf(reader.family);
  const theirs = partsOf(individual.family);
  const sameFamily = families.some((one) => theirs.includes(one));
  const nearFamily = sameFamily || families.some((one) => theirs.some((other) => near(one, other)));
  const nearGiven = partsOf(reader.given).some((one) => partsOf(individual.given).some((other) => near(one, other)));
  if (nearFamily && nearGiven) return 'own-name';
  return sameFamily ? 'same-surname' : 'none';
}
