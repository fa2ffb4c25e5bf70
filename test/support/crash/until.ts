import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until there is an answer. Fails when there is none in time. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  seconds = 90,
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} seconds in vain until ${what}`);
    await pause(5);
  }
}
