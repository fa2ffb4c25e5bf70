import { parseLocalDate } from '../../kernel/date.ts';
import {
  type Answer,
  file,
  type Get,
  get,
  invalid,
  notFound,
  page,
  type Post,
  post,
  type Route,
} from '../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../platform/typed.ts';
import type { Upload } from '../../platform/upload.ts';
import type { FieldError } from '../../ui/form-frame.ts';
import { findFileKind, fileKinds, readFile, writeFile } from '../files.ts';
import { registerMessages } from '../messages/index.ts';
import { csvType as csv, openFile, openFileNames, openFileTypes } from '../open-data.ts';
import { registerPaths as paths } from '../paths.ts';
import { exportRows, type Imported, importRows, importsMade, tryImport } from '../store/import.ts';
import { keepsRegister, registerKeeper, registerParties } from '../store/kept.ts';
import { openDataDecisions, openOffers } from '../store/open-data.ts';
import { FilesPage, importFields as f } from '../views/files.tsx';

const place = 'providers';

type Shown = Readonly<{
  typed?: Typed;
  errors?: readonly FieldError[];
  result?: Readonly<{ told: Imported; written: boolean }>;
}>;

async function content(request: Get<string>, { typed, errors, result }: Shown = {}) {
  const m = registerMessages[request.actor.language].files;
  const keeps = request.actor.permissions.has('register:keep') && (await keepsRegister(request));
  const keeper = await registerKeeper(request);
  const texts = [m.openFiles.json, m.openFiles.csv, m.openFiles.dcat];
  return {
    place,
    content: (
      <FilesPage
        openFiles={openFileNames.map((name, index) => ({
          href: paths.openData({ file: name }),
          text: texts[index] ?? name,
        }))}
        publishing={{
          decisions: await openDataDecisions(request),
          addresses: keeper === undefined ? [] : openFileNames.map((name) => publicAddress(request, keeper, name)),
          decideHref: keeps ? paths.write({ form: 'oppna-data', subject: 'ny' }) : undefined,
        }}
        {...(keeps
          ? {
              keeping: {
                frame: {
                  action: paths.files(),
                  // A file that has been read in is not the next one.
                  hidden: frameFields(request.csrf, result?.written ? { ...typed, [hidden.key]: [] } : (typed ?? {})),
                  errors: errors ?? [],
                  cancelHref: paths.providers(),
                  takesFiles: true,
                },
                kinds: fileKinds.map((kind) => ({
                  value: kind,
                  label: m.kinds[kind],
                  checked: first(typed ?? {}, f.kind) === kind,
                })),
                from: typed ? first(typed, f.from) : request.today,
                receipts: await importsMade(request),
                result,
              },
            }
          : {})}
      />
    ),
  } as const;
}

const textOf = ({ pieces }: Upload): string => Buffer.concat(pieces).toString('utf8').replaceAll('\0', '');

async function receive(request: Post<typeof paths.files.pattern>): Promise<Answer> {
  const m = registerMessages[request.actor.language].files;
  const typed = typedFrom(request.form);
  const errors: FieldError[] = [];
  const upload = request.files.find(({ field, size }) => field === f.file && size > 0);
  const kind = findFileKind(first(typed, f.kind));
  const from = parseLocalDate(first(typed, f.from));
  if (!kind) errors.push({ field: f.kind, message: m.needsKind });
  if (!from) errors.push({ field: f.from, message: m.needsDay });
  if (!upload) errors.push({ field: f.file, message: m.needsFile });
  else if (upload.tooLarge) errors.push({ field: f.file, message: m.tooLarge });
  const key = keyIn(typed);
  if (!kind || !from || !upload || upload.tooLarge || !key) {
    request.rejected();
    return invalid(await content(request, { typed, errors }));
  }
  if (!(await keepsRegister(request))) return notFound;
  const text = textOf(upload);
  const read = readFile(kind, text);
  const writes = first(typed, f.act) === 'las-in';
  const asked = { kind, text, from, key, rows: read.ok ? read.rows : [] };
  const told: Imported = read.ok
    ? writes
      ? await importRows(request, asked)
      : (await tryImport(request, asked)).told
    : read;
  if (!told.ok) {
    request.rejected();
    return invalid(await content(request, { typed, result: { told, written: false } }));
  }
  return page(await content(request, { typed, result: { told, written: writes } }));
}

const publicAddress = ({ origin }: Get<string>, municipality: string, name: string): string =>
  new URL(paths.publicData({ municipality, file: name }), origin).href;

/** For who reads the register: as everybody meets it when it is published. */
async function open(request: Get<typeof paths.openData.pattern>): Promise<Answer> {
  const name = openFileNames.find((one) => one === request.parameters.file);
  const keeper = await registerKeeper(request);
  if (name === undefined || keeper === undefined) return notFound;
  request.touched({ parts: ['register'] });
  const parties = await registerParties(request);
  const text = await openFile(name, {
    publisher: parties.find(({ code }) => code === keeper)?.name ?? keeper,
    day: request.today,
    addressOf: (its) => publicAddress(request, keeper, its),
    offers: () => openOffers(request, keeper, request.today),
  });
  return file(name, openFileTypes[name], text);
}

export const filePages: readonly Route[] = [
  get({
    path: paths.files,
    may: 'register:read',
    audit: 'register.files',
    handle: async (request) => page(await content(request)),
  }),
  post({ path: paths.files, may: 'register:keep', audit: 'register.import', files: [f.file], handle: receive }),
  get({
    path: paths.file,
    may: 'register:keep',
    audit: 'register.export',
    handle: async (request) => {
      const { what, kind: named } = request.parameters;
      const kind = findFileKind(named);
      if (!kind || (what !== 'mall' && what !== 'alla')) return notFound;
      request.touched({ parts: ['register'] });
      const rows = what === 'mall' ? [] : await exportRows(request, kind, request.today);
      return file(`${what === 'mall' ? 'mall-' : ''}${kind}.csv`, csv, writeFile(kind, rows));
    },
  }),
  get({ path: paths.openData, may: 'register:read', audit: 'register.open-data', handle: open }),
];
