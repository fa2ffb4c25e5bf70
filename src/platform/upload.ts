import { createHash, type Hash } from 'node:crypto';

/** The largest file that is taken, and in how large pieces it is kept. Both are in the database as well: migrations/0029_attachments.sql. */
export const fileLimits = { bytes: 20 * 1024 * 1024, pieceBytes: 256 * 1024, nameLength: 200 } as const;

/** A file that came with a form: what its sender calls it, and the bytes as they came, in pieces of `fileLimits.pieceBytes`. */
export type Upload = Readonly<{
  field: string;
  name: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  pieces: readonly Uint8Array[];
  /** It went on past what is taken: nothing of it was kept. */
  tooLarge: boolean;
}>;

/** How much all that is being received may hold in memory together. `take` gives false when there is no more room. */
export type Room = Readonly<{ take: (bytes: number) => boolean; give: (bytes: number) => void }>;

export function createRoom(mostBytes: number): Room {
  let held = 0;
  return {
    take: (bytes) => {
      if (held + bytes > mostBytes) return false;
      held += bytes;
      return true;
    },
    give: (bytes) => void (held -= bytes),
  };
}

/** Gathers one file while it comes. Throws NoRoom when the room is full. */
export class Gathering {
  readonly #hash: Hash = createHash('sha256');
  readonly #room: Room;
  readonly #keeps: boolean;
  #pieces: Buffer[] = [];
  #filled = 0;
  #size = 0;

  constructor(room: Room, keeps: boolean) {
    this.#room = room;
    this.#keeps = keeps;
  }

  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (!this.#keeps) return;
    if (this.#size > fileLimits.bytes) return this.drop();
    this.#hash.update(bytes);
    for (let from = 0; from < bytes.length;) {
      let piece = this.#pieces.at(-1);
      if (piece === undefined || this.#filled === fileLimits.pieceBytes) {
        if (!this.#room.take(fileLimits.pieceBytes)) throw new NoRoom();
        piece = Buffer.allocUnsafeSlow(fileLimits.pieceBytes);
        this.#pieces.push(piece);
        this.#filled = 0;
      }
      const part = bytes.subarray(from, from + fileLimits.pieceBytes - this.#filled);
      piece.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
    }
  }

  /** Lets go of what is held. */
  drop(): void {
    this.#room.give(this.#pieces.length * fileLimits.pieceBytes);
    this.#pieces = [];
    this.#filled = 0;
  }

  end(field: string, name: string): Upload {
    const last = this.#pieces.length - 1;
    return {
      field,
      name,
      size: this.#size,
      sha256: this.#hash.digest('hex'),
      pieces: this.#pieces.map((piece, index) => (index === last ? piece.subarray(0, this.#filled) : piece)),
      tooLarge: this.#size > fileLimits.bytes,
    };
  }
}

/** There is no room for more files just now. */
export class NoRoom extends Error {}

/** What a sender calls a file, as it can be shown: without folders, and without characters that steer how text is shown. */
export function shownName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  // Half a character at the end is not one.
  return plain.slice(0, fileLimits.nameLength).replace(/[\uD800-\uDBFF]$/, '') || '-';
}
