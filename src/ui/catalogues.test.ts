import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every file in every `messages/` folder that exports a catalogue: an object with `sv` and `en`. */
const source = new URL('../', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)messages\/[^/]+\.ts$/.test(file))
  .toSorted();

interface Catalogue {
  readonly file: string;
  readonly name: string;
  readonly sv: object;
  readonly en: object;
}

const catalogues: Catalogue[] = [];
for (const file of files) {
  const exported = (await import(new URL(file, source).href)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(exported)) {
    if (isRecord(value) && isRecord(value['sv']) && isRecord(value['en']))
      catalogues.push({ file, name, sv: value['sv'], en: value['en'] });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Every leaf with its path; a function is a leaf. */
function leaves(node: unknown, path = ''): [string, unknown][] {
  if (!isRecord(node)) return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
}

it('there are catalogues to look at', () => {
  expect(catalogues.length).toBeGreaterThan(2);
});

describe.each(catalogues)('$file $name', ({ sv, en }) => {
  it('says the same things in Swedish and English', () => {
    const shape = (catalogue: object) =>
      leaves(catalogue)
        .map(([path, leaf]) => `${path}: ${typeof leaf}`)
        .toSorted();
    expect(shape(en)).toEqual(shape(sv));
  });

  it('leaves no words empty', () => {
    const empty = [...leaves(sv), ...leaves(en)].filter(([, leaf]) => typeof leaf === 'string' && leaf.trim() === '');
    expect(empty).toEqual([]);
  });
});
