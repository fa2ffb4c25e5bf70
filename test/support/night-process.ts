// A server's jobs, in a process of its own, on a morning that is given: node scripts/run.ts test/support/night-process.ts SETTINGS
import type { PoolConfig } from 'pg';
import { mailJob } from '../../src/organisation/index.ts';
import { appPool, connect } from '../../src/platform/database.ts';
import { startJobs } from '../../src/platform/jobs.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMailer } from '../../src/platform/mail.ts';
import { remindingJobs } from '../../src/reminding/index.ts';

type Settings = Readonly<{ options: PoolConfig; now: string; smtp: string }>;
const { options, now, smtp } = JSON.parse(process.argv[2] ?? '') as Settings;

const app = appPool(options);
const db = connect(app);
const mailer = createMailer({ url: smtp, from: 'Hemvist <hemvist@kommun.example>' });
await startJobs(
  app,
  createLog('error'),
  [...remindingJobs(db, () => 'https://hemvist.example', []), mailJob(db, mailer)],
  () => new Date(now),
  { poll: 0.5, supervise: 1, heartbeat: 10 },
);
process.stdout.write('started\n');
