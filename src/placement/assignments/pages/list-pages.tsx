import {
  type Answer,
  file,
  type Get,
  get,
  invalid,
  page,
  type Post,
  post,
  type Route,
} from '../../../platform/route.ts';
import { first, frameFields, hidden, keyIn, type Typed, typedFrom } from '../../../platform/typed.ts';
import type { FieldError } from '../../../ui/form-frame.ts';
import { importList, type ListImported, tryList } from '../actions/import.ts';
import { listTemplate, readList } from '../list-file.ts';
import { assignmentMessages } from '../messages/index.ts';
import { assignmentPaths as paths } from '../paths.ts';
import { listReceipts } from '../store/imports.ts';
import { listNames, ListPage, reads } from '../views/list.tsx';
import { may, place } from './open.ts';

type Shown = Readonly<{
  typed?: Typed;
  errors?: readonly FieldError[];
  result?: Readonly<{ told: ListImported; written: boolean }>;
}>;

async function content(request: Get<string>, { typed = {}, errors = [], result }: Shown = {}) {
  // A list that has been read in is not the next one.
  const kept = result?.written ? { ...typed, [hidden.key]: [] } : typed;
  return {
    place,
    content: (
      <ListPage
        frame={{
          action: paths.list(),
          hidden: frameFields(request.csrf, kept),
          errors,
          takesFiles: true,
          cancelHref: paths.intake(),
        }}
        pasted={result?.written ? '' : first(typed, listNames.pasted)}
        reason={result?.written ? '' : first(typed, listNames.reason)}
        result={result}
        receipts={await listReceipts(request)}
      />
    ),
  } as const;
}

async function receive(request: Post<string>): Promise<Answer> {
  const m = assignmentMessages[request.actor.language].list;
  const typed = typedFrom(request.form);
  const upload = request.files.find(({ field, size }) => field === listNames.file && size > 0);
  const pasted = typed[listNames.pasted]?.[0] ?? '';
  const reason = first(typed, listNames.reason);
  const key = keyIn(typed);
  const errors: FieldError[] = [];
  if (upload?.tooLarge) errors.push({ field: listNames.file, message: m.tooLarge });
  else if (!upload && pasted.trim() === '') errors.push({ field: listNames.file, message: m.missing });
  else if (upload && pasted.trim() !== '') errors.push({ field: listNames.file, message: m.both });
  if (reason === '') errors.push({ field: listNames.reason, message: m.reasonMissing });
  if (errors.length > 0 || !key) {
    request.rejected();
    return invalid(await content(request, { typed, errors }));
  }
  const text = upload ? Buffer.concat(upload.pieces).toString('utf8').replaceAll('\0', '') : pasted;
  const written = first(typed, listNames.act) === reads;
  const read = readList(text, request.today);
  let told: ListImported = read.ok ? { ok: true, added: 0, changed: 0, unchanged: 0 } : read;
  if (read.ok)
    told = written
      ? await importList(request, text, read.households, { reason, key })
      : await tryList(request, read.households);
  if (!told.ok) {
    request.rejected();
    return invalid(await content(request, { typed, result: { told, written: false } }));
  }
  request.touched({ parts: ['influx-list'] });
  return page(await content(request, { typed, result: { told, written } }));
}

export const listPages: readonly Route[] = [
  get({ path: paths.list, may, audit: 'influx.list', handle: async (request) => page(await content(request)) }),
  post({ path: paths.list, may, audit: 'influx.list-import', files: [listNames.file], handle: receive }),
  get({
    path: paths.template,
    may,
    audit: 'influx.list-template',
    handle: () => Promise.resolve(file('mall-anvisningar.csv', 'text/csv; charset=utf-8', listTemplate())),
  }),
];
