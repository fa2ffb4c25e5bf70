// Writes build/sbom.json: what Hemvist in production is made of, as CycloneDX, from package-lock.json. Nothing is fetched, and
// the same lock file gives the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Locked = Readonly<{
  version: string;
  name?: string;
  integrity: string;
  license?: string;
  dev?: boolean;
  dependencies?: Readonly<Record<string, string>>;
}>;
type Lock = Readonly<{ name: string; version: string; packages: Readonly<Record<string, Locked>> }>;

export type Component = Readonly<{
  type: 'library';
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  purl: string;
  licenses: readonly unknown[];
  hashes: readonly Readonly<{ alg: string; content: string }>[];
}>;
export type Bill = Readonly<{
  bomFormat: 'CycloneDX';
  specVersion: '1.6';
  serialNumber: string;
  version: 1;
  metadata: unknown;
  components: readonly Component[];
}>;

const root = path.resolve(import.meta.dirname, '..');

/** The licence of a package whose lock entry does not name one, as its own files say. */
const licenceOf = (folder: string, { license }: Locked): string => {
  if (license !== undefined) return license;
  try {
    const file = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as { license?: string };
    return file.license ?? 'NOASSERTION';
  } catch {
    return 'NOASSERTION';
  }
};

function componentOf([folder, locked]: readonly [string, Locked]): Component {
  const full = locked.name ?? folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const [scope, bare] = full.startsWith('@') ? full.split('/') : [undefined, full];
  const licence = licenceOf(folder, locked);
  const purl = `pkg:npm/${full.replace('@', '%40')}@${locked.version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: bare ?? full,
    version: locked.version,
    purl,
    licenses: [/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(locked.integrity.replace('sha512-', ''), 'base64').toString('hex') },
    ],
  };
}

/** The packages that a production server is made of. Those of development and of the tests are not among them. */
export function billOfMaterials(): Bill {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const lock = JSON.parse(text) as Lock;
  const production = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== '' && dev !== true);
  const components = new Map(production.map(componentOf).map((component) => [component.purl, component]));
  const hash = createHash('sha256').update(text).digest('hex');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${lock.name}@${lock.version}`,
        name: lock.name,
        version: lock.version,
        licenses: [{ license: { id: 'EUPL-1.2' } }],
      },
    },
    components: [...components.values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
}

if (import.meta.main) {
  const file = path.join(root, 'build/sbom.json');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(billOfMaterials(), undefined, 2)}\n`);
  console.error(`Wrote ${path.relative(process.cwd(), file)}`);
}
