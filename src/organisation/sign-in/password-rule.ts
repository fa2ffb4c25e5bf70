import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import type { LeakedPasswords } from '../../platform/leaked-passwords.ts';
import ours from './common-passwords.json' with { type: 'json' };

/** NIST SP 800-63B-4: length counts, composition does not. OWASP ASVS 5.0, V6.2. */
export const passwordLength = { least: 12, most: 200 } as const;

export type PasswordProblem =
  | 'short'
  | 'long'
  | 'common'
  | 'own-name'
  /** It has been seen among passwords that leaked from somewhere. */
  | 'leaked'
  /** The list of leaked passwords cannot be read: nobody knows. */
  | 'unchecked';

// About as many as eleven characters in no order: more than is left of a known password with a year and some signs around it.
const fewestGuesses = 1e11;
// The estimate's work grows with the length: a longer password is judged by its beginning.
const judgedLength = 64;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** Made when somebody first chooses a password: it takes some tenths of a second that nobody else should wait for. */
const getEstimator = (): Promise<ZxcvbnFactory> =>
  (estimator ??= (async () => {
    const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
    return new core.ZxcvbnFactory({
      // What the library has no list of: Swedish words, and those of this city and this work.
      dictionary: { passwords: common.dictionary['passwords-common'], ours },
      graphs: common.adjacencyGraphs,
      maxLength: judgedLength,
      l33tMaxSubstitutions: 20,
    });
  })());

/**
 * What is wrong with a password that somebody has chosen; undefined when nothing is. Length is in characters, not bytes. `leaked`: the list
 * that the organisation keeps, when it does.
 */
export async function passwordProblem(
  password: string,
  { username, name }: Readonly<{ username: string; name: string }>,
  leaked?: LeakedPasswords,
): Promise<PasswordProblem | undefined> {
  const { length } = Array.from(password);
  if (length < passwordLength.least) return 'short';
  if (length > passwordLength.most) return 'long';
  const own = [username, ...name.split(/[\s-]+/)].map(plain).filter((part) => part.length >= 3);
  const estimate = await getEstimator();
  const { guesses, sequence } = estimate.check(plain(password), own);
  // Signs around a word and between figures are what everybody tries first.
  const bare = estimate.check(plain(password).replaceAll(/[^\p{L}\p{N}]/gu, ''), own);
  if (sequence.some((match) => 'dictionaryName' in match && match['dictionaryName'] === 'userInputs'))
    return 'own-name';
  if (Math.min(guesses, bare.guesses) < fewestGuesses) return 'common';
  return leaked?.problem(password);
}

const plain = (text: string): string => text.normalize('NFKC');
