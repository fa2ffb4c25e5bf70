import fc from 'fast-check';
import type { TestDatabase } from '../support/fixtures.ts';
import type { TestServer } from '../support/server.ts';
import { build } from './build.ts';
import { askDatabase, type Question } from './channels.ts';
import { city } from './city.ts';
import { oracle } from './oracle.ts';
import { askServer } from './server-channels.ts';

export type Difference = Question & Readonly<{ who: number; seed: number }>;
export type Answers = Readonly<{
  asked: number;
  seen: number;
  channels: ReadonlyMap<string, number>;
  differences: readonly Difference[];
}>;

/** What test/database/reach-oracle.test.ts asks, and npm run access:mutate first of all. */
export const databaseQuestions = { seed: 20_261_014, number: 10_000 } as const;

/**
 * Makes cities from a seed until so many questions have been answered twice, by the rule in plain code and by the system. The same seed
 * and the same city number make the same city; without a server only the database is asked. Told to, it stops at a difference.
 */
export async function askUntil(
  { db, owner }: Pick<TestDatabase, 'db' | 'owner'>,
  server: TestServer | undefined,
  seed: number,
  questions: number,
  told: (line: string) => void = () => {},
  { untilDifferent = false } = {},
): Promise<Answers> {
  const channels = new Map<string, number>();
  const differences: Difference[] = [];
  let asked = 0;
  let seen = 0;
  for (let number = 0; asked < questions; number += 1) {
    const [made] = fc.sample(city, { seed: seed + number, numRuns: 1 });
    if (!made) throw new Error('No city was made');
    const municipality = String(1000 + number);
    const held = await build(owner, municipality, made);
    const asking = [...made.accounts.keys()].map(async (who) => {
      const subject = { city: made, municipality, who, rule: oracle(made, held, who) };
      const answers = [...(await askDatabase(db, subject)), ...(server ? await askServer(db, server, subject) : [])];
      return { who, answers };
    });
    for (const { who, answers } of await Promise.all(asking)) {
      for (const answer of answers) {
        channels.set(answer.channel, (channels.get(answer.channel) ?? 0) + 1);
        if (answer.expected && answer.record !== '*') seen += 1;
        if (answer.answered !== answer.expected) differences.push({ ...answer, who, seed: seed + number });
      }
      asked += answers.length;
    }
    if (untilDifferent && differences.length > 0) return { asked, seen, channels, differences };
    if (number % 20 === 19) told(`${asked} questions in ${number + 1} cities, ${differences.length} differences`);
  }
  return { asked, seen, channels, differences };
}

/** A difference in a line: with the seed, the city can be made again. */
export const inShort = ({ seed, who, channel, record, expected, answered }: Difference): string =>
  `seed ${seed}, account ${who}: ${channel} of ${record} should be ${expected} and is ${answered}`;
