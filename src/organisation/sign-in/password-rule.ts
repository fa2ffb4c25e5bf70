import common from './common-passwords.json' with { type: 'json' };

/** NIST SP 800-63B-4: length counts, composition does not. OWASP ASVS 5.0, V6.2. */
export const passwordLength = { least: 12, most: 200 } as const;

export type PasswordProblem = 'short' | 'long' | 'common' | 'own-name';

const words: ReadonlySet<string> = new Set(common);
const longestWord = Math.max(...common.map((word) => word.length));

/** What is wrong with a password that somebody has chosen; undefined when nothing is. Length is in characters, not bytes. */
export function passwordProblem(
  password: string,
  { username, name }: Readonly<{ username: string; name: string }>,
): PasswordProblem | undefined {
  const { length } = Array.from(password);
  if (length < passwordLength.least) return 'short';
  if (length > passwordLength.most) return 'long';
  const own = [username, ...name.split(/[\s-]+/)].map(bare).filter((part) => part.length >= 3);
  if (own.some((part) => bare(password).includes(part) || letters(password).includes(part))) return 'own-name';
  return isCommon(password) ? 'common' : undefined;
}

/** Commonly chosen: a common word or two, whatever figures and signs stand around and between; or hardly any different characters. */
function isCommon(password: string): boolean {
  if (new Set(password.toLowerCase()).size < 5) return true;
  const plain = [bare(password), bare(password).replaceAll(/[^\p{L}]/gu, ''), letters(password)];
  return plain.some((text) => text.length < 4 || consistsOf(text, 2) || isRepeated(text));
}

/** Whether the text is so many common words in a row, or fewer. */
function consistsOf(text: string, most: number): boolean {
  if (text === '') return true;
  if (most === 0) return false;
  for (let end = Math.min(text.length, longestWord); end >= 3; end -= 1)
    if (words.has(text.slice(0, end)) && consistsOf(text.slice(end), most - 1)) return true;
  return false;
}

/** The same few characters again and again. */
const isRepeated = (text: string): boolean => /^(.{1,6})\1+$/.test(text) && text.length >= 6;

const bare = (text: string): string => text.normalize('NFKC').toLowerCase();

const looksLike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The letters, with the figures and signs that stand for letters read as those, and the others left out. */
const letters = (text: string): string =>
  Array.from(bare(text), (character) => looksLike[character] ?? character)
    .join('')
    .replaceAll(/[^\p{L}]/gu, '');
