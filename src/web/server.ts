import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { countEndedRuns } from '../casework/index.ts';
import { demoPassword, demoUsers, hasDemo, loadDemoOnce } from '../demo/index.ts';
import { createProvider, mailJob, sealTotpSecrets, writeStandardRoles } from '../organisation/index.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { adherenceJobs } from '../adherence/index.ts';
import { oversightJobs } from '../oversight/index.ts';
import { archivedPlacements, deskJobs, placementReminders } from '../placement/index.ts';
import { remindingJobs } from '../reminding/index.ts';
import { fileDrop, sharingJobs } from '../sharing/index.ts';
import { startJobs } from '../platform/jobs.ts';
import { openLeakedPasswords } from '../platform/leaked-passwords.ts';
import { createLog, safeError } from '../platform/log.ts';
import { createMailer } from '../platform/mail.ts';
import { openSafe } from '../platform/safe.ts';
import { clamd } from '../platform/virus-scanner.ts';
import { attachmentJobs } from '../secrecy/index.ts';
import { alone, startDatabase } from '../platform/start-database.ts';
import { createApp } from './app.ts';
import { readAssets } from './assets.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  say(
    config.databaseUrl === undefined
      ? `Starting the embedded PostgreSQL in ${path.relative('.', config.dataDir) || '.'}/ ...`
      : 'Connecting to the database ...',
  );
  const safe = openSafe(config);
  const leaked =
    config.leakedPasswords === undefined ? undefined : await openLeakedPasswords(config.leakedPasswords, log);
  // Asked to stop while starting: start to the end, then stop properly, so that the database is not left behind.
  let askedToStop = false;
  let stop = (): void => void (askedToStop = true);
  process.on('SIGINT', () => stop());
  process.on('SIGTERM', () => stop());

  const database = await startDatabase(config, say);
  await alone(database.owner, () => writeStandardRoles(database.owner));
  const demo = config.mode === 'demo';
  if (!demo && (await hasDemo(database.owner))) {
    await database.stop();
    throw new ConfigError('HEMVIST_MODE=production refuses a database with demo users in it. Use another database.');
  }
  if (demo) {
    const cases = await loadDemoOnce(database.owner, database.db, new Date());
    if (cases !== undefined) say(`Loaded the demo: ${cases} fictional cases.`);
  }
  const counted = await countEndedRuns(database.owner, database.db, localDateOf(new Date()));
  if (counted > 0) say(`Counted ${counted} runs that had ended before there was anything to count.`);
  const { sealed, unreadable } = await sealTotpSecrets(database.owner, safe);
  if (sealed > 0) say(`Sealed ${sealed} secrets of code apps with the key of now.`);
  if (unreadable > 0)
    say(`${unreadable} accounts cannot use codes from an app: their secrets are sealed with a key that was not given.`);
  if (askedToStop) {
    await database.stop();
    process.exit(0);
  }
  const app = createApp({
    db: database.db,
    log,
    now: () => new Date(),
    safe,
    assets: readAssets(path.resolve(import.meta.dirname, '../client')),
    demo,
    trustedProxies: config.trustedProxies,
    publicUrl: config.publicUrl,
    leaked,
    filesAreScanned: config.clamd !== undefined,
    provider: config.provider && createProvider(config.provider),
    requestsPerMinute: 1200,
  });
  let siteUrl = `http://localhost:${config.port}`;
  const server = serve({ fetch: app.fetch, hostname: config.host, port: config.port }, ({ port }) => {
    const host = config.host === '127.0.0.1' || config.host === '0.0.0.0' ? 'localhost' : config.host;
    siteUrl = `http://${host}:${port}`;
    say(`\nHemvist is at ${siteUrl}`);
    if (demo) {
      say(`\nSign in as one of these, with the password ${demoPassword}:`);
      for (const { username, name, role } of demoUsers('sv')) say(`  ${username.padEnd(8)} ${name}, ${role}`);
    }
    say('\nStop with Ctrl-C.');
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    say(
      error.code === 'EADDRINUSE'
        ? `Port ${config.port} is taken. Set PORT to another, such as PORT=3001 npm start.`
        : error.message,
    );
    void database.stop().finally(() => process.exit(1));
  });

  let stopping = false;
  let jobs: Promise<{ stop: () => Promise<void> } | undefined> = Promise.resolve(undefined);
  const beginJobs = async (): Promise<{ stop: () => Promise<void> } | undefined> => {
    if (stopping) return undefined;
    try {
      return await startJobs(
        database.app,
        log,
        [
          ...oversightJobs(database.db, config.sealsDir, config.archiveDir, [archivedPlacements]),
          ...adherenceJobs(database.db),
          ...sharingJobs(database.db, fileDrop(config.outboxDir)),
          ...remindingJobs(database.db, () => config.publicUrl?.replace(/\/$/, '') ?? siteUrl, placementReminders),
          mailJob(database.db, config.mail && createMailer(config.mail), safe),
          ...deskJobs(database.db, safe, () => config.publicUrl?.replace(/\/$/, '') ?? siteUrl),
          ...attachmentJobs(database.db, config.clamd && clamd(config.clamd)),
        ],
        () => new Date(),
      );
    } catch (error) {
      // The database may have gone while they were being set up: pages live through that, and so do jobs.
      log.error({ job: 'start', error });
      await sleep(1000);
      return beginJobs();
    }
  };
  // Not before the port is ours: who cannot serve does nothing by itself either.
  server.once('listening', () => {
    jobs = beginJobs();
  });
  stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('\nStopping: finishing what is under way ...');
    const jobsEnd = jobs.then((running) => running?.stop());
    server.close(() => void jobsEnd.then(() => database.stop()).then(() => process.exit(0)));
    // Browsers keep connections open for a next request that will not come: also those that wait for an answer now.
    setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 20);
    setTimeout(() => process.exit(1), 10_000).unref();
  };
  server.prependListener('request', (_: unknown, response: ServerResponse) => {
    if (stopping) response.setHeader('connection', 'close');
  });
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) say(`Hemvist cannot start:\n${error.message}`);
  else if (error instanceof Error)
    say(`Hemvist cannot start: ${error.message || safeError(error)['code'] || error.name}`);
  process.exit(1);
}
