import { createServer, type AddressInfo } from 'node:net';
import type { ClamdAddress } from '../../src/platform/virus-scanner.ts';

/** What stands for a virus in tests. The scanners' own test file is left out: it would be found on the disk. */
export const infectedMark = 'PAHITTAT-VIRUS';

type Behaviour = 'answers' | 'hangs-up' | 'too-large' | 'nonsense' | 'silent';

/** A scanner that speaks clamd's INSTREAM, and finds files with the mark in them. */
export async function startClamd(behaviour: Behaviour = 'answers') {
  const seen: number[] = [];
  const server = createServer((socket) => {
    let received = Buffer.alloc(0);
    let content = Buffer.alloc(0);
    let started = false;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (behaviour === 'hangs-up') return void socket.destroy();
      if (behaviour === 'too-large') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      if (!started) {
        if (received.length < 10) return;
        if (received.toString('latin1', 0, 10) !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        started = true;
        received = received.subarray(10);
      }
      while (received.length >= 4) {
        const length = received.readUInt32BE(0);
        if (length === 0) {
          seen.push(content.length);
          if (behaviour === 'silent') return;
          if (behaviour === 'nonsense') return void socket.end('hello\0');
          return void socket.end(content.includes(infectedMark) ? 'stream: Pahittat.Test-1 FOUND\0' : 'stream: OK\0');
        }
        if (received.length < 4 + length) return;
        content = Buffer.concat([content, received.subarray(4, 4 + length)]);
        received = received.subarray(4 + length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address: ClamdAddress = { host: '127.0.0.1', port };
  return { address, seen, stop: () => new Promise((resolve) => server.close(resolve)) };
}
