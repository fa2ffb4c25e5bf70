import { localDateFrom } from '../kernel/date.ts';
import type { CommandIo } from './input.ts';

type Command = (args: readonly string[], io: CommandIo) => Promise<number>;
type Called = Readonly<{ status: number; out: string; err: string }>;

/** Runs a command as on a day of one's choice, and gives what it wrote. */
export function caller(command: Command, day: string): (...args: readonly string[]) => Promise<Called> {
  const today = localDateFrom(day);
  return async (...args) => {
    const out: string[] = [];
    const err: string[] = [];
    const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), today };
    const status = await command(args, io);
    return { status, out: out.join('\n'), err: err.join('\n') };
  };
}
