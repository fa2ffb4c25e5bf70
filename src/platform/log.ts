import { pino } from 'pino';

export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * Structured lines on standard output. What is logged is chosen field by field: route patterns, never addresses; ids of requests,
 * never names, numbers or what somebody typed. Errors from the database are cut to their code, since its messages quote values.
 */
export const createLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { error: safeError } });

export function safeError(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const fromDatabase = 'severity' in error;
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    // Our own errors say nothing of anybody; those of the language and of libraries quote what they could not read.
    ...(error.constructor === Error && !fromDatabase ? { message: error.message } : {}),
    stack: frames.slice(0, 12).join('\n'),
  };
}
