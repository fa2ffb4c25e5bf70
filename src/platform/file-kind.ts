import { fileTypeFromBuffer } from 'file-type';

/** The kinds of files that are taken, with the type and the ending that they are handed out with. */
export const fileKinds = {
  pdf: { type: 'application/pdf', ending: 'pdf' },
  jpeg: { type: 'image/jpeg', ending: 'jpg' },
  png: { type: 'image/png', ending: 'png' },
  tiff: { type: 'image/tiff', ending: 'tif' },
  heic: { type: 'image/heic', ending: 'heic' },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
  odt: { type: 'application/vnd.oasis.opendocument.text', ending: 'odt' },
} as const satisfies Readonly<Record<string, Readonly<{ type: string; ending: string }>>>;
export type FileKind = keyof typeof fileKinds;

const byType: ReadonlyMap<string, FileKind> = new Map([
  ...Object.entries(fileKinds).map(([kind, { type }]) => [type, kind as FileKind] as const),
  ['image/heif', 'heic'],
]);

/** What a file of a kind that is taken can begin with. Only such are looked into further, so most of the detectors never see anybody's file. */
const beginnings = [
  '%PDF-',
  '\u00ff\u00d8\u00ff',
  '\u0089PNG\r\n\u001a\n',
  'II*\0',
  'MM\0*',
  'PK\u0003\u0004',
] as const;
const telephonePicture = /^[^]{4}ftyp(?:heic|heix|heim|heis|mif1|msf1)/;

/** What a text file does not hold: characters that steer, and what a browser or an office program would take for a document of its own. */
const steering = /(?![\t\n\f\r])\p{Cc}/u;
const markup = /^\ufeff?\s*(?:<|\{\\rtf|%!PS|#!|MIME-Version:)/i;

/** The kind of a file by its content, never by its name or what its sender says; undefined when it is none that is taken. */
export async function kindOf(pieces: readonly Uint8Array[]): Promise<FileKind | undefined> {
  const head = Buffer.from(pieces[0]?.subarray(0, 32) ?? []).toString('latin1');
  if (telephonePicture.test(head) || beginnings.some((beginning) => head.startsWith(beginning))) {
    // A compressed document is told by the names of what is in it, the first of which stand at its beginning.
    const found = await fileTypeFromBuffer(Buffer.concat(pieces.slice(0, 4))).catch(() => undefined);
    return found && byType.get(found.mime);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (const [index, piece] of pieces.entries()) {
      const text = decoder.decode(piece, { stream: index < pieces.length - 1 });
      if (steering.test(text) || (index === 0 && markup.test(text))) return undefined;
    }
  } catch {
    return undefined;
  }
  return pieces.length === 0 ? undefined : 'text';
}
