// Runs a program of ours as the server is built, pages included, which Node by itself does not read: node scripts/run.ts FILE [arguments]
import path from 'node:path';
import { runnerImport } from 'vite';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined) throw new Error('Say which file to run.');
const root = path.resolve(import.meta.dirname, '..');
// React decides by it what it is compiled for: as the server is, also in what the program builds.
process.env.NODE_ENV = 'production';
process.argv = [process.execPath, path.resolve(root, file), ...rest];
await runnerImport(path.resolve(root, file), { root, configFile: false, logLevel: 'error' });
