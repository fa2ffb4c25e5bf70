// Asks the system and the oracle the same random questions about access: npm run access:soak -- --seed S --n N
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, n: { type: 'string', default: '100000' } },
});
const { status } = spawnSync('vitest', ['run', '--project', 'whole', 'test/access-oracle.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, HEMVIST_SOAK_SEED: values.seed, HEMVIST_SOAK_N: values.n },
});
process.exitCode = status ?? 1;
