import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP's parameters for argon2id: 19 MiB, two passes, one lane. Kept in the stored text, so that they can be raised later.
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const derive = promisify(argon2);

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: password, nonce, ...parameters });
  return `argon2id$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`;
}

export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const found = /^argon2id\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/=]+)\$([\w+/=]+)$/.exec(stored);
  if (!found) return false;
  const [, memory, passes, parallelism, nonce = '', tag = ''] = found;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(nonce, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(expected, actual);
}

// Compared with when there is no such account, so that the answer takes as long either way.
const nobody = hashPassword(randomBytes(16).toString('hex'));
export const spendAsMuchTime = async (password: string): Promise<false> => {
  await passwordMatches(password, await nobody);
  return false;
};
