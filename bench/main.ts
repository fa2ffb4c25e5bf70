// npm run bench: each figure with its reference, measured in the same run. It tells; it never fails for being slow.
//   --only evaluate,bpmn,match,reevaluate,pages,desk,reach,audit   some of the parts
//   --cases N                           cases for my day and search under row-level security (1,000,000)
//   --minutes N                         minutes of the placement desk under load (10)
//   --runs N                            open runs for the night's evaluation (100,000)
//   --audit-rows N                      rows of the larger audit (10,000,000), --audit-months N over so many months (12)
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { startPostgres } from '../src/platform/embedded-postgres.ts';
import { benchAudit } from './audit.ts';
import { benchBpmn } from './bpmn.ts';
import { benchEvaluate } from './evaluate.ts';
import { type Figure, table } from './figure.ts';
import { benchMatch } from './match.ts';
import { benchMatchFromDatabase } from './match-database.ts';
import { benchDesk } from './desk.ts';
import { benchPages, makeSite } from './pages.ts';
import { benchReach } from './reach.ts';
import { benchReevaluate } from './reevaluate.ts';
import { benchThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'evaluate,bpmn,match,reevaluate,pages,desk,reach,audit' },
    cases: { type: 'string', default: '1000000' },
    'audit-rows': { type: 'string', default: '10000000' },
    'audit-months': { type: 'string', default: '12' },
    runs: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '300' },
  },
});
const parts = new Set(values.only.split(','));
const rounds = Number(values.rounds);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const sizes = [100, 100_000];
const serve = path.resolve(import.meta.dirname, 'serve.js');

async function onPostgres(work: (options: pg.PoolConfig) => Promise<readonly Figure[]>): Promise<readonly Figure[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-bench-'));
  const postgres = await startPostgres(directory);
  try {
    const found = await work(postgres.options);
    // At once: what comes after may take long, or fail.
    say(table(found));
    return found;
  } catch (error) {
    say(String(error));
    throw error;
  } finally {
    await postgres.stop({ force: true });
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchSites(options: pg.PoolConfig): Promise<readonly Figure[]> {
  const sites = [];
  for (const size of sizes) {
    say(`Loading ${size.toLocaleString('en-US')} cases ...`);
    sites.push(await makeSite(options, size));
  }
  say('Showing pages ...');
  const pages = await benchPages(sites, 200);
  say('Counting pages per second ...');
  const largest = sites.at(-1);
  const throughput = largest ? await benchThroughput(largest, serve, 6) : [];
  for (const site of sites) await site.close();
  return [...pages, ...throughput];
}

const figures: Figure[] = [];
if (parts.has('evaluate')) {
  say('Evaluating ...');
  figures.push(...(await benchEvaluate()));
}
if (parts.has('bpmn')) {
  say('Telling another engine ...');
  figures.push(...(await benchBpmn()));
}
if (parts.has('match')) {
  say('Matching ...');
  figures.push(...(await benchMatch()));
  figures.push(...(await onPostgres(benchMatchFromDatabase)));
}
if (parts.has('reevaluate'))
  figures.push(...(await onPostgres((options) => benchReevaluate(options, Number(values.runs), say))));
if (parts.has('pages')) figures.push(...(await onPostgres(benchSites)));
if (parts.has('desk'))
  figures.push(...(await onPostgres((options) => benchDesk(options, serve, Number(values.minutes), say))));
if (parts.has('reach'))
  figures.push(...(await onPostgres((options) => benchReach(options, Number(values.cases), rounds, say))));
if (parts.has('audit'))
  figures.push(
    ...(await onPostgres((options) =>
      benchAudit(
        options,
        [10_000, Number(values['audit-rows'])],
        { months: Number(values['audit-months']), rounds, cases: 1000 },
        say,
      ),
    )),
  );
const memory = Math.round(totalmem() / 2 ** 30);
process.stdout.write(
  `\n${table(figures)}\n\nOn ${availableParallelism()} × ${cpus()[0]?.model ?? '?'}, ${memory} GiB, Node ${process.version}. Figures of one run compare; those of two machines, or of a busy one, compare by their ratios.\n`,
);
