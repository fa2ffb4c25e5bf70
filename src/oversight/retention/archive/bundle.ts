import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { messages } from '../messages/index.ts';
import type { Library } from '../../../routine/index.ts';
import { archivedName, type ArchiveWords, type CaseContent, type CaseFiles } from './content.ts';
import { htmlOf } from './html.tsx';
import { xmlOf } from './xml.ts';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type Bundle = Readonly<{ bytes: Uint8Array<ArrayBuffer>; sha256: string }>;

// Before the format of zip knew any other: when a file was made says nothing of the case, and would make it another file each time.
const noTime = new Date(1980, 0, 1);

/**
 * A case for an archive, as a zip: to read (HTML), as data (XML), what happened (JSON lines), what it is (text), the
 * files that came with it, and the sha256 of each.
 * The same case gives the same bytes, so an export can be compared with another. See docs/case-archive.md.
 */
export function bundleOf(
  content: CaseContent,
  files: CaseFiles,
  library: Library,
  words: readonly ArchiveWords[] = [],
): Bundle {
  const m = messages.sv.archive;
  const texts: Readonly<Record<string, string>> = {
    'las-mig.txt': `${m.readMe.join('\n')}\n`,
    'arende.html': htmlOf(content, library, words),
    'arende.xml': xmlOf(content),
    'handelser.jsonl': content.events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  };
  const came = content.attachments.flatMap((attachment) => {
    const bytes = files.get(attachment.id);
    return bytes ? [[archivedName(attachment), bytes] as const] : [];
  });
  const encoded = [
    ...Object.entries(texts).map(([name, text]) => [name, strToU8(text.toWellFormed())] as const),
    ...came,
  ];
  const manifest = encoded.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
  const options = { mtime: noTime, level: 9, os: 3, attrs: 0o100644 << 16 } as const;
  const bytes = zipSync(
    Object.fromEntries(
      [...encoded, ['manifest-sha256.txt', strToU8(manifest)] as const].map(([name, file]) => [name, [file, options]]),
    ),
  );
  return { bytes: new Uint8Array(bytes), sha256: sha256(bytes) };
}
