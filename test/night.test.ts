import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished } from 'vitest';
import type { DemoPerson } from '../src/demo/index.ts';
import { open, start, through } from './database/world.ts';
import { runJobNow } from '../src/platform/jobs.ts';
import { until } from './support/crash/until.ts';
import { test } from './support/fixtures.ts';

const root = path.resolve(import.meta.dirname, '..');
const workers: readonly DemoPerson[] = ['alex', 'billie', 'charlie', 'dani'];
// A Wednesday, five weeks after the routines were started.
const morning = '2026-11-18T07:00:00Z';

test('in a night with two servers, one of them killed in the middle, each person gets one message', async ({
  database,
}) => {
  const facts = [{ name: 'moveIn', value: '2026-10-20' }];
  for (const who of workers)
    await through(database.db, who, async (scope) => {
      for (let n = 0; n < 3; n += 1) await start(scope, await open(scope), facts);
    });

  // A server for mail for each process. Of the second message whoever sends it is made to wait, until it is killed.
  const arrived: string[] = [];
  let asked = 0;
  let waiting: ChildProcess | undefined;
  async function launch(): Promise<ChildProcess> {
    const mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_, __, done) => {
        asked += 1;
        if (asked === 2) waiting = child;
        else done();
      },
      onData: (stream, session, done) => {
        stream.resume();
        stream.on('end', () => {
          arrived.push(...session.envelope.rcptTo.map(({ address }) => address));
          done();
        });
      },
    });
    mail.on('error', () => {});
    await new Promise<void>((resolve) => void mail.listen(0, '127.0.0.1', resolve));
    const { port } = mail.server.address() as AddressInfo;
    const settings = JSON.stringify({ options: database.options, now: morning, smtp: `smtp://127.0.0.1:${port}` });
    const child = spawn(
      path.join(root, 'node_modules/.bin/node'),
      ['scripts/run.ts', 'test/support/night-process.ts', settings],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await new Promise<void>((resolve) => {
        mail.close(() => resolve());
      });
    });
    await new Promise<void>((resolve) => void child.stdout.once('data', () => resolve()));
    return child;
  }
  await Promise.all([launch(), launch()]);

  await until('everybody is reminded', async () => {
    const { rows } = await database.owner.query(
      `select from pgboss.job where name = 'reminders' and state = 'completed'`,
    );
    return rows.length > 0;
  });
  expect((await database.owner.query('select from reminder')).rows).toHaveLength(workers.length);
  // Mail may have been looked for before there was any.
  await until('one of them sends', async () => {
    await through(database.db, 'kim', ({ db }) => runJobNow(db, 'mail'));
    return waiting;
  });
  const states = async () =>
    (await database.owner.query<{ state: string }>('select state from mail order by state')).rows.map(
      ({ state }) => state,
    );
  expect(await states()).toEqual(['sent', 'taken', 'waiting', 'waiting']);
  waiting?.kill('SIGKILL');

  await until('the other has sent the rest', async () => (await states()).every((state) => state === 'sent'));
  expect(arrived.toSorted()).toEqual(workers.map((who) => `${who}@hemvist.example`));
  expect((await database.owner.query('select from reminder')).rows).toHaveLength(workers.length);
});
