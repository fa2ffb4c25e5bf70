import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Answers for a file: what it found, or undefined for nothing. Throws when it cannot be asked, or did not answer. */
export type VirusScanner = Readonly<{ scan: (pieces: AsyncIterable<Uint8Array>) => Promise<string | undefined> }>;

/** Where ClamAV's clamd listens: a host and a port, or a socket in the file system. */
export type ClamdAddress = Readonly<{ host: string; port: number }> | Readonly<{ path: string }>;

/** How long the scanner may be silent, in milliseconds. */
const patience = 60_000;
const largestAnswer = 4096;

/** ClamAV, asked over its INSTREAM command: nothing is written to disk, and the scanner need not be on the same machine. */
export const clamd = (address: ClamdAddress, silence = patience): VirusScanner => ({
  scan: async (pieces) => {
    const socket = connect(address);
    socket.setTimeout(silence, () => socket.destroy(new Error('The virus scanner did not answer in time')));
    try {
      const answered = answerOf(socket);
      // Whoever sends hears of a broken connection below.
      answered.catch(() => {});
      await once(socket, 'connect');
      await send(socket, Buffer.from('zINSTREAM\0'));
      for await (const piece of pieces) {
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        await send(socket, length);
        await send(socket, piece);
      }
      await send(socket, Buffer.alloc(4));
      return findingIn(await answered);
    } finally {
      socket.destroy();
    }
  },
});

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.write(bytes)) return;
  // A scanner that has had enough answers and hangs up: its answer says why.
  if (!socket.destroyed) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

async function answerOf(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket) {
    answer += String(chunk);
    if (answer.includes('\0')) break;
    if (answer.length > largestAnswer) throw new Error('The virus scanner answered at length');
  }
  return answer;
}

/** Reads `stream: OK` and `stream: Name FOUND`. Throws on everything else, as that the file was too large for the scanner. */
function findingIn(answer: string): string | undefined {
  const said = answer.replace(/\0[^]*$/, '').trim();
  if (said === 'stream: OK') return undefined;
  const [, finding] = /^stream: (.+) FOUND$/.exec(said) ?? [];
  if (finding === undefined) throw new Error('The virus scanner could not answer for the file');
  return finding.replaceAll(/[^\w.:()/+ -]/g, '?').slice(0, 200);
}
