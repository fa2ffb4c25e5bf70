import { parseArgs } from 'node:util';
import { findId } from '../kernel/ids.ts';
import type { Language } from '../kernel/text.ts';
import { matchOutput } from '../matching/index.ts';
import { type Place, replay, storedMatch } from '../placement/index.ts';
import { readConfig } from '../platform/config.ts';
import { startDatabase } from '../platform/start-database.ts';
import { languageFrom } from './input.ts';
import { matchText } from './match.ts';

type Print = Readonly<{ out: (line: string) => void; err: (line: string) => void }>;

const words = {
  sv: {
    usage: 'Användning:\n  hemvist match replay <id> [--json] [--lang sv|en]',
    none: (id: string) => `${id}: ingen matchning har det id:t.`,
    same: (at: string) => `Samma svar som den ${at}, av det som sparades då.`,
    differs: (at: string) => `Ett annat svar än den ${at}: reglerna är andra nu.`,
    place: (place: Place) =>
      place === undefined ? 'inte med' : place === 'excluded' ? 'passar inte' : `nummer ${place}`,
    difference: (offer: string, before: string, after: string) => `  ${offer}: ${before}, nu ${after}`,
  },
  en: {
    usage: 'Usage:\n  hemvist match replay <id> [--json] [--lang sv|en]',
    none: (id: string) => `${id}: no match has that id.`,
    same: (at: string) => `The same answer as on ${at}, of what was kept then.`,
    differs: (at: string) => `Another answer than on ${at}: the rules are others now.`,
    place: (place: Place) =>
      place === undefined ? 'not there' : place === 'excluded' ? 'does not fit' : `number ${place}`,
    difference: (offer: string, before: string, after: string) => `  ${offer}: ${before}, now ${after}`,
  },
} as const satisfies Record<Language, object>;

/**
 * `hemvist match replay <id>`: makes a stored match again from the facts that were kept with it. Exit status: 0 when the answer is the same, 1
 * when it is another, with what differs; 2 when there is no such match.
 */
export async function matchReplayCommand(args: readonly string[], { out, err }: Print): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, lang: { type: 'string', default: 'sv' } },
  });
  const language = languageFrom(values.lang);
  const say = words[language];
  const id = findId<never>(positionals[0] ?? '');
  if (id === undefined) {
    err(say.usage);
    return 2;
  }
  const database = await startDatabase(readConfig(process.env), err);
  try {
    const stored = await storedMatch(database.owner, id);
    if (!stored) {
      err(say.none(id));
      return 2;
    }
    const { now, same, differences } = replay(stored);
    if (values.json) out(JSON.stringify({ same, differences, ...matchOutput(now, language) }, null, 2));
    else {
      for (const line of matchText(now, stored.facts.register, language)) out(line);
      out('');
      out(same ? say.same(stored.on) : say.differs(stored.on));
      for (const { offer, before, after } of differences)
        out(say.difference(offer, say.place(before), say.place(after)));
    }
    return same ? 0 : 1;
  } finally {
    await database.stop();
  }
}
