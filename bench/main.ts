// npm run bench: each figure with its reference, measured in the same run. It tells; it never fails for being slow.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { startPostgres } from '../src/platform/embedded-postgres.ts';
import { benchEvaluate } from './evaluate.ts';
import { type Figure, table } from './figure.ts';
import type * as Pages from './pages.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const sizes = [100, 100_000];
const folder = path.resolve(import.meta.dirname, '../build/bench');

/** The pages are built as the server is, since they are: the same settings, another beginning. */
async function builtPages(): Promise<typeof Pages> {
  await build({
    root: path.resolve(import.meta.dirname, '..'),
    build: {
      ssr: true,
      outDir: folder,
      rollupOptions: { input: { pages: 'bench/pages.ts', serve: 'bench/serve.ts' } },
    },
  });
  return import(path.join(folder, 'pages.js')) as Promise<typeof Pages>;
}

async function benchSites(): Promise<readonly Figure[]> {
  const { makeSite, benchPages } = await builtPages();
  const { benchThroughput } = await import('./throughput.ts');
  const directory = await mkdtemp(path.join(tmpdir(), 'hemvist-bench-'));
  const postgres = await startPostgres(directory);
  try {
    const sites = [];
    for (const size of sizes) {
      say(`Loading ${size.toLocaleString('en-US')} cases ...`);
      sites.push(await makeSite(postgres.options, size));
    }
    say('Showing pages ...');
    const pages = await benchPages(sites, 200);
    say('Counting pages per second ...');
    const largest = sites.at(-1);
    const throughput = largest ? await benchThroughput(largest, path.join(folder, 'serve.js'), 6) : [];
    for (const site of sites) await site.close();
    return [...pages, ...throughput];
  } finally {
    await postgres.stop({ force: true });
    await rm(directory, { recursive: true, force: true });
  }
}

say('Evaluating ...');
const figures = [...(await benchEvaluate()), ...(await benchSites())];
process.stdout.write(`\n${table(figures)}\n`);
