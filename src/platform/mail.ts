import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A message in plain text, to one address. `id` makes its Message-ID: a server that gets it twice can tell. */
export type Message = Readonly<{ id: string; to: string; subject: string; text: string }>;

/**
 * What became of a message: the server has it; it will not have it; not now, and it was not given it; or nobody knows, since the
 * answer never came. `code` is for those who look after the server, and nothing that it said.
 */
export type Delivery =
  | Readonly<{ outcome: 'sent' }>
  | Readonly<{ outcome: 'refused' | 'later' | 'unknown'; code: string }>;

export type Mailer = Readonly<{
  /** Asks `begin` just before the server is given the message, and gives it nothing when that fails or says no. */
  send: (message: Message, begin: () => Promise<boolean>) => Promise<Delivery>;
}>;

/** A server's address (smtp://user:password@host:port, or smtps:// for TLS from the start), and whom mail is from. */
export type MailSettings = Readonly<{ url: string; from: string }>;

const patience = 20_000;

/** Sends by SMTP (RFC 5321). Without TLS from the start, STARTTLS is required of any server but one on this machine. */
export function createMailer({ url, from }: MailSettings): Mailer {
  const server = new URL(url);
  const secure = server.protocol === 'smtps:';
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname);
  const domain = from.slice(from.lastIndexOf('@') + 1).replace('>', '');
  const options = {
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: here,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  };
  const credentials =
    server.username === ''
      ? undefined
      : { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) };

  return {
    send: async ({ id, to, subject, text }, begin) => {
      const raw = await new MailComposer({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${domain}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      })
        .compile()
        .build();
      let stage: 'before' | 'given' | 'stopped' = 'before';
      // Read from when the server has said that it takes the message, and not before.
      async function* contents() {
        if (!(await begin())) {
          stage = 'stopped';
          throw new Error('Somebody else has it');
        }
        stage = 'given';
        yield raw;
      }
      const connection = new SMTPConnection(options);
      try {
        await new Promise<void>((resolve, reject) => {
          const or = (next: () => void) => (error?: Error | null) => (error ? reject(error) : next());
          connection.on('error', reject);
          connection.on('end', () => reject(Object.assign(new Error('The connection ended'), { code: 'ECONNECTION' })));
          const hand = (): void =>
            connection.send({ from: addressIn(from), to: [to] }, Readable.from(contents()), or(resolve));
          connection.connect(or(() => (credentials ? connection.login({ credentials }, or(hand)) : hand())));
        });
        connection.quit();
        return { outcome: 'sent' };
      } catch (error) {
        connection.close();
        return deliveryOf(error, stage);
      }
    },
  };
}

const addressIn = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;

function deliveryOf(error: unknown, stage: 'before' | 'given' | 'stopped'): Delivery {
  const { code, responseCode, command } = error as { code?: string; responseCode?: number; command?: string };
  const said = responseCode === undefined ? (code ?? 'error') : `smtp-${responseCode}`;
  if (stage === 'given')
    return responseCode === undefined
      ? { outcome: 'unknown', code: said }
      : { outcome: responseCode < 500 ? 'later' : 'refused', code: said };
  // It is the recipient that is refused. What else the server refuses is about us, and is seen to.
  const forGood = command === 'RCPT TO' && responseCode !== undefined && responseCode >= 500;
  return { outcome: forGood ? 'refused' : 'later', code: said };
}
