import { randomUUID } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, onTestFinished } from 'vitest';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { emailOf, isEmail, queueMail, writeEmail } from '../../src/organisation/index.ts';
import { mailJob } from '../../src/organisation/mail/send.ts';
import { newestMail } from '../../src/organisation/mail/store/mail.ts';
import { createMailer } from '../../src/platform/mail.ts';
import { test, type TestDatabase } from '../support/fixtures.ts';
import { noon, through } from './world.ts';

type Arrived = Readonly<{ to: string; raw: string }>;

/** A real server for mail that keeps what arrives, and answers as a test says. */
async function startMailServer(more: SMTPServerOptions = {}) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text: string) => (raw += text));
      stream.on('end', () => {
        arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw });
        done();
      });
    },
    ...more,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { arrived, url: `smtp://127.0.0.1:${port}`, mailer: mailerTo(`smtp://127.0.0.1:${port}`) };
}
const mailerTo = (url: string) => createMailer({ url, from: 'Hemvist <hemvist@kommun.example>' });

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const queue = ({ db }: TestDatabase, who: DemoPerson, subject: string) =>
  through(db, who, (scope) =>
    queueMail(scope, {
      id: randomUUID(),
      kind: 'reminder',
      subject,
      text: 'Två väntar.\n\nSe Min dag.',
      until: later(600),
    }),
  );
const work = ({ db }: TestDatabase, mailer: ReturnType<typeof mailerTo> | undefined, now = noon) =>
  mailJob(db, mailer).work(now, new AbortController().signal);
const stateOf = ({ db }: TestDatabase, subject: string) =>
  through(db, 'kim', async (scope) => (await newestMail(scope)).find((mail) => mail.subject === subject));
const temporarily = (code: number) => Object.assign(new Error('Not now'), { responseCode: code });

test('a message arrives once at the address of the one it is to, and is known by its id', async ({ database }) => {
  const { arrived, mailer } = await startMailServer();
  await queue(database, 'alex', 'Påminnelse');
  await Promise.all([work(database, mailer), work(database, mailer)]);
  await work(database, mailer, later(10));
  expect(arrived.map(({ to }) => to)).toEqual(['alex@hemvist.example']);
  const kept = await stateOf(database, 'Påminnelse');
  expect(kept).toMatchObject({ state: 'sent', name: 'Alex Provberg', code: null });
  expect(arrived[0]?.raw).toContain(`Message-ID: <${kept?.id}@kommun.example>`);
  expect(arrived[0]?.raw).toContain('Subject: =?UTF-8?');
});

test('what a server cannot take now is sent later, and what it will not take is not sent again', async ({
  database,
}) => {
  let full = true;
  const { arrived, mailer } = await startMailServer({
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('dani') ? temporarily(550) : full ? temporarily(451) : undefined),
  });
  await queue(database, 'billie', 'Senare');
  await queue(database, 'dani', 'Aldrig');
  expect(await work(database, mailer)).toMatchObject({
    figures: { waiting: 1, refused: 1 },
    codes: ['smtp-451', 'smtp-550'],
  });
  expect(await stateOf(database, 'Senare')).toMatchObject({ state: 'waiting', code: 'smtp-451', next: later(1) });
  expect(await stateOf(database, 'Aldrig')).toMatchObject({ state: 'refused', code: 'smtp-550' });
  full = false;
  await work(database, mailer, new Date(later(1).getTime() - 1));
  expect(arrived).toEqual([]);
  await work(database, mailer, later(1));
  expect(arrived.map(({ to }) => to)).toEqual(['billie@hemvist.example']);
});

test('a server that is not there is tried again while the message says something, and its address is not told', async ({
  database,
}) => {
  await queue(database, 'charlie', 'Ingen hemma');
  const nobody = mailerTo('smtp://hemligt:losen@127.0.0.1:9');
  await work(database, nobody);
  expect(await stateOf(database, 'Ingen hemma')).toMatchObject({ state: 'waiting', code: 'ESOCKET' });
  await work(database, nobody, later(599));
  expect(await stateOf(database, 'Ingen hemma')).toMatchObject({ state: 'refused', code: 'ESOCKET', attempts: 2 });
});

test('when the connection is lost after the server was given the message nobody knows, and it is not sent again', async ({
  database,
}) => {
  let given = 0;
  // Answers as a server does until it has been given all of the message, and then not at all.
  const server = createServer((socket) => {
    let text = '';
    socket.write('220 here\r\n');
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (text.endsWith('\r\n.\r\n')) {
        given += 1;
        socket.destroy();
      } else if (/^DATA\r\n$/m.test(more)) socket.write('354 go on\r\n');
      else if (/^(?:EHLO|MAIL|RCPT)/.test(more)) socket.write('250 well\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const mailer = mailerTo(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await queue(database, 'hedda', 'Ovisst');
  await work(database, mailer);
  await work(database, mailer, later(100));
  expect(given).toBe(1);
  expect(await stateOf(database, 'Ovisst')).toMatchObject({ state: 'unknown', attempts: 1 });
});

test('what a killed process had taken is sent by the next, and what the server had been given by it is not', async ({
  database,
}) => {
  const { arrived, mailer } = await startMailServer();
  await queue(database, 'ia', 'Tagen');
  await queue(database, 'jonna', 'Given');
  await database.owner.query(`update mail set taken_by = gen_random_uuid(), attempts = 1,
    state = case subject when 'Tagen' then 'taken' else 'given' end where subject in ('Tagen', 'Given')`);
  await work(database, mailer);
  expect(arrived.map(({ to }) => to)).toEqual(['ia@hemvist.example']);
  expect(await stateOf(database, 'Tagen')).toMatchObject({ state: 'sent' });
  expect(await stateOf(database, 'Given')).toMatchObject({ state: 'unknown', code: 'interrupted' });
});

test('mail is read by administrators of the municipality, an address also by whose it is, and nobody queues for another', async ({
  database,
}) => {
  const seen = (who: DemoPerson) =>
    through(database.db, who, async (scope) => ({
      mail: (await newestMail(scope)).length > 0,
      own: await emailOf(scope, demoActor(who).account),
      others: await emailOf(scope, demoActor('billie').account),
    }));
  await queue(database, 'alex', 'Läses av Kim');
  expect(await seen('kim')).toEqual({ mail: true, own: 'kim@hemvist.example', others: 'billie@hemvist.example' });
  expect(await seen('alex')).toEqual({ mail: false, own: 'alex@hemvist.example', others: undefined });
  await expect(
    through(database.db, 'alex', (scope) => writeEmail(scope, demoActor('alex').account, 'annan@hemvist.example')),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(
    through(database.db, 'alex', ({ db, actor, now }) =>
      sql`insert into mail (municipality, id, account, kind, subject, body, queued_at, until, next_attempt_at)
        values (${actor.municipality}, ${randomUUID()}, ${demoActor('billie').account}, 'reminder', '', '', ${now}, ${now}, ${now})`.execute(
        db,
      ),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  await through(database.db, 'kim', (scope) => writeEmail(scope, demoActor('lo').account, 'lo2@hemvist.example'));
  expect((await seen('lo')).own).toBe('lo2@hemvist.example');
  await through(database.db, 'kim', (scope) => writeEmail(scope, demoActor('lo').account, ''));
  expect((await seen('lo')).own).toBeUndefined();
});

test('without a server, without an address and too late are told apart, and nothing is sent', async ({ database }) => {
  await queue(database, 'eli', 'Stannar här');
  await work(database, undefined);
  expect(await stateOf(database, 'Stannar här')).toMatchObject({ state: 'kept', code: null });
  await database.owner.query(`delete from account_email where address = 'frankie@hemvist.example'`);
  await queue(database, 'frankie', 'Ingen adress');
  await queue(database, 'gry', 'För sent');
  await work(database, undefined, later(600));
  expect(await stateOf(database, 'Ingen adress')).toMatchObject({ state: 'refused', code: 'no-address' });
  expect(await stateOf(database, 'För sent')).toMatchObject({ state: 'refused', code: 'too-late' });
});

test('nothing that holds more than one address is an address, for the program or for the table', async ({
  database,
}) => {
  const wrong = [
    'kim',
    'kim@',
    'kim@a.example\r\nBcc: lo@b.example',
    'kim@a.example,lo@b.example',
    'Kim <kim@a.example>',
    `${'k'.repeat(250)}@a.example`,
  ];
  expect(wrong.filter(isEmail)).toEqual([]);
  for (const address of wrong)
    await expect(
      database.owner.query('update account_email set address = $1 where account = $2', [
        address,
        demoActor('kim').account,
      ]),
      address,
    ).rejects.toMatchObject({ code: '23514' });
});
