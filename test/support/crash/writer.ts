import { randomUUID } from 'node:crypto';
import { localDateOf } from '../../../src/kernel/stockholm.ts';
import { hiddenField, visit, type Visitor } from '../server.ts';
import { until } from './until.ts';

/** Somebody who is signed in, with the form in front of them. The session outlives the server that gave it. */
export type Writer = Readonly<{ username: string; run: string; visitor: Visitor; csrf: string }>;

const formOf = (run: string): string => `/pagaende/${run}/dokumentera/follow-up`;

export async function takeUpPen(url: string, username: string, run: string): Promise<Writer> {
  const visitor = await visit({ url }, username);
  const page = await visitor.get(formOf(run));
  return { username, run, visitor, csrf: hiddenField(await page.text(), 'csrf') };
}

/** What came of sending the form: the entry's id, a refusal, or nobody knows what. */
export type Sent =
  | Readonly<{ outcome: 'acknowledged'; entry: string }>
  | Readonly<{ outcome: 'refused'; status: number }>
  | Readonly<{ outcome: 'unknown' }>;

/** Signs a follow-up with a key. What others have written since the form was shown is no obstacle. */
export async function send({ visitor, run, csrf }: Writer, key: string): Promise<Sent> {
  try {
    const response = await visitor.post(formOf(run), {
      csrf,
      nyckel: key,
      sedd: String(Number.MAX_SAFE_INTEGER),
      at: localDateOf(new Date()),
      channel: 'phone',
      participants: ['caseworker', 'housingStaff'],
      'svar.notes': `Samtalet gick bra. ${key}`,
      intent: 'sign',
    });
    await response.arrayBuffer();
    const entry = /[?&]sparat=([\w-]+)/.exec(response.headers.get('location') ?? '')?.[1];
    return response.status === 303 && entry !== undefined
      ? { outcome: 'acknowledged', entry }
      : { outcome: 'refused', status: response.status };
  } catch {
    return { outcome: 'unknown' };
  }
}

/** A stream of follow-ups: each is sent with the same key until it has been acknowledged. */
export type Stream = Readonly<{
  acknowledged: () => number;
  underWay: () => number;
  /** Lets each writer finish what they write, and gives the keys that were acknowledged, by run. */
  finish: () => Promise<readonly Acknowledged[]>;
}>;
export type Acknowledged = Readonly<{ username: string; run: string; key: string; entry: string }>;

export function startStream(writers: readonly Writer[]): Stream {
  const done: Acknowledged[] = [];
  let underWay = 0;
  const finishing = new AbortController();
  const write = async (writer: Writer): Promise<void> => {
    while (!finishing.signal.aborted) {
      const key = randomUUID();
      underWay += 1;
      const entry = await until(`${writer.username}'s entry is acknowledged`, async () => {
        const sent = await send(writer, key);
        return sent.outcome === 'acknowledged' && sent.entry;
      });
      underWay -= 1;
      done.push({ username: writer.username, run: writer.run, key, entry });
    }
  };
  const all = Promise.all(writers.map(write));
  // Told of where the stream is finished.
  all.catch(() => {});
  return {
    acknowledged: () => done.length,
    underWay: () => underWay,
    finish: async () => {
      finishing.abort();
      await all;
      return done;
    },
  };
}
