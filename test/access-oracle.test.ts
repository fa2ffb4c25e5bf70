import { expect } from 'vitest';
import { askUntil, inShort } from './access/ask.ts';
import { noon } from './database/world.ts';
import { test } from './support/fixtures.ts';
import { startServer } from './support/server.ts';

// npm run access:soak -- --seed S --n N asks more of them.
const seed = Number(process.env['HEMVIST_SOAK_SEED'] ?? 20_261_124);
const questions = Number(process.env['HEMVIST_SOAK_N'] ?? 6_000);
const soaking = process.env['HEMVIST_SOAK_N'] !== undefined;

test(
  'on every page, print, list and endpoint, everybody sees what the rule says, no more and no less',
  async ({ database }) => {
    const server = await startServer(database.db, noon);
    try {
      const told = soaking ? (line: string): void => void process.stderr.write(`${line}\n`) : undefined;
      const { asked, seen, channels, differences } = await askUntil(database, server, seed, questions, told);
      told?.(`${asked} questions, ${seen} of them about something in reach, ${differences.length} differences`);
      for (const [channel, n] of channels) told?.(`  ${channel}: ${n}`);
      expect(differences.map(inShort)).toEqual([]);
      expect(asked).toBeGreaterThanOrEqual(questions);
      expect(seen).toBeGreaterThan(asked / 60);
    } finally {
      await server.stop();
    }
  },
  soaking ? 3_600_000 : 120_000,
);
