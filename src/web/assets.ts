import { readFileSync } from 'node:fs';
import path from 'node:path';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import type { App } from '../platform/server.ts';
import type { Assets } from './views/index.ts';

type Encoding = 'br' | 'gzip';
type File = Readonly<{
  body: Buffer;
  type: string;
  /** As a browser takes it: packed as small as can be when it is first asked for. Undefined for what is packed already. */
  packed: (encoding: Encoding) => Buffer | undefined;
}>;
export type BuiltAssets = Readonly<{ links: Assets; files: ReadonlyMap<string, File> }>;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

type Manifest = Readonly<
  Record<string, Readonly<{ file: string; css?: readonly string[]; assets?: readonly string[]; isEntry?: boolean }>>
>;

/** Reads what the build made: a handful of small files, kept in memory. */
export function readAssets(folder: string): BuiltAssets {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry);
  if (!entry) throw new Error(`${folder} holds no entry: run npm start, which builds it`);
  const names = new Set(
    Object.values(manifest).flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]),
  );
  const files = new Map([...names].map((name) => [`/${name}`, readAsset(path.join(folder, name))]));
  const font = [...names].find((name) => name.endsWith('.woff2'));
  const icon = [...names].find((name) => name.endsWith('.svg'));
  return {
    links: {
      stylesheets: (entry.css ?? []).map((name) => `/${name}`),
      scripts: [`/${entry.file}`],
      font: font && `/${font}`,
      icon: icon && `/${icon}`,
    },
    files,
  };
}

const pack: Readonly<Record<Encoding, (body: Buffer) => Buffer>> = {
  br: (body) =>
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  gzip: (body) => gzipSync(body, { level: 9 }),
};

function readAsset(file: string): File {
  const body = readFileSync(file);
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  const made: Partial<Record<Encoding, Buffer>> = {};
  const packed: File['packed'] = (encoding) =>
    type.startsWith('font/') ? undefined : (made[encoding] ??= pack[encoding](body));
  return { body, type, packed };
}

/** Serves the built files for ever: their names hold their content's hash. */
export function serveAssets(app: App, { files }: BuiltAssets): void {
  app.get('/assets/:name', (context) => {
    const file = files.get(context.req.path);
    if (!file) return context.notFound();
    const accepted = context.req.header('accept-encoding') ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
    const packed = encoding && file.packed(encoding);
    return context.body(new Uint8Array(packed ?? file.body), 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(packed ? { 'content-encoding': encoding } : {}),
    });
  });
}
