import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Snapshot } from './disclosure.ts';

/** What goes out to a party outside. */
export type SecureMessage = Readonly<{
  /** The disclosure's id: the same message twice has the same. */
  id: string;
  /** The recipient's functional address. */
  to: string;
  from: string;
  signedAt: Date;
  snapshot: Snapshot;
  /** Of the snapshot in its canonical form. */
  sha256: string;
}>;

/**
 * Whoever carries secure messages. `deliver` gives the carrier's receipt, throws when it has not been delivered, and does nothing the
 * second time with a message that it has. Säker digital kommunikation (SDK) is to be another one of these.
 */
export type SecureMessenger = Readonly<{ deliver: (message: SecureMessage) => Promise<string> }>;

/** Leaves each message as a file in a folder that the organisation's own system for secure messages empties. */
export const fileDrop = (directory: string): SecureMessenger => ({
  deliver: async ({ id, to, from, signedAt, snapshot, sha256 }) => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const whole = path.join(directory, `${id}.json`);
    const half = path.join(directory, `.${id}.part`);
    const file = await open(half, 'w', 0o600);
    try {
      await file.writeFile(
        `${JSON.stringify({ format: 'hemvist-disclosure/1', id, to, from, signedAt: signedAt.toISOString(), sha256, snapshot }, null, 2)}\n`,
      );
      await file.sync();
    } finally {
      await file.close();
    }
    // Whole or not at all: who empties the folder never finds half a message.
    await rename(half, whole);
    return `file ${id}.json`;
  },
});
