import { fork } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { Figure } from './figure.ts';
import type { Site } from './pages.ts';

const visitors = 8;

/** Pages per second over HTTP, as a browser asks for them, of one server process with several visitors at once. */
export async function benchThroughput(
  { options, pages, size }: Site,
  server: string,
  seconds: number,
): Promise<readonly Figure[]> {
  const child = fork(server, { execArgv: [] });
  child.send(options);
  const [port] = (await once(child, 'message')) as [number];
  const agent = new http.Agent({ keepAlive: true, maxSockets: visitors });
  const figures: Figure[] = [];
  for (const { name, address, cookie } of pages) {
    const ask = (path: string): Promise<void> => fetchPage({ agent, port, path, cookie });
    await perSecond(() => ask(address), seconds / 3);
    const value = await perSecond(() => ask(address), seconds);
    const reference = await perSecond(() => ask('/halsa'), seconds / 3);
    figures.push({
      name: `${name}, ${visitors} at once, ${size.toLocaleString('en-US')} cases`,
      value,
      unit: 'pages/s',
      reference: { name: 'the empty answer of /halsa', value: reference, unit: '/s', ratio: value / reference },
    });
  }
  agent.destroy();
  child.disconnect();
  await once(child, 'exit');
  return figures;
}

async function perSecond(work: () => Promise<void>, seconds: number): Promise<number> {
  const start = performance.now();
  const end = start + seconds * 1000;
  let done = 0;
  const visit = async (): Promise<void> => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));
  return (done * 1000) / (performance.now() - start);
}

type Request = Readonly<{ agent: http.Agent; port: number; path: string; cookie: string }>;

const fetchPage = ({ agent, port, path, cookie }: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    http
      .get({ agent, host: '127.0.0.1', port, path, headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
        response.resume().on('end', resolve).on('error', reject);
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
      })
      .on('error', reject);
  });
