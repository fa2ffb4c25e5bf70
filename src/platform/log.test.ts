import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { safeError } from './log.ts';

/** What a process writes when it logs, on standard output as it is. */
function written(script: string): Readonly<Record<string, unknown>> {
  const log = path.join(import.meta.dirname, 'log.ts');
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import { createLog } from ${JSON.stringify(log)};\n${script}`],
    {
      encoding: 'utf8',
    },
  );
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const fromDatabase = Object.assign(
  new Error('duplicate key value: Key (identity_number)=(199001019802) already exists'),
  {
    severity: 'ERROR',
    code: '23505',
    constraint: 'individual_number',
    detail: 'Key (identity_number)=(199001019802) already exists.',
    where: 'PL/pgSQL function with 199001019802',
  },
);

test('a line is JSON with its time, its level and what was chosen for it, and nothing of the machine', () => {
  const line = written(`createLog('info').info({ route: '/min-dag', status: 200 });`);
  expect(Object.keys(line).toSorted()).toEqual(['level', 'route', 'status', 'time']);
  expect(line['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('an error of the database is written as its code and rule, without the values that its message quotes', () => {
  const line = written(
    `createLog('info').error({ error: Object.assign(new Error('Key (number)=(199001019802)'), { severity: 'ERROR', code: '23505', constraint: 'once', detail: '199001019802' }) });`,
  );
  expect(line['error']).toMatchObject({ type: 'Error', code: '23505', constraint: 'once' });
  expect(JSON.stringify(line)).not.toContain('199001019802');
  expect(JSON.stringify(safeError(fromDatabase))).not.toContain('199001019802');
});

test('an error of our own is written with its message and where it came from', () => {
  const { message, stack } = safeError(new Error('The routine x@1 is not in the library'));
  expect(message).toBe('The routine x@1 is not in the library');
  expect(stack).toContain('log.test.ts');
});

test('an error of the language, which quotes what it could not read, is written without it', () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };
  const errors = [
    thrown(() => JSON.parse('Alva Exempelsson')),
    thrown(() => new URL('Alva Exempelsson')),
    thrown(() => new Intl.NumberFormat('Alva-Exempelsson')),
    thrown(() => decodeURIComponent('%Alva')),
  ];
  for (const error of errors) expect(JSON.stringify(safeError(error))).not.toMatch(/Alva|Exempelsson/);
});

test('what is thrown and is no error says only what it is', () => {
  expect(safeError('Alva Exempelsson')).toEqual({ type: 'string' });
  expect(safeError(undefined)).toEqual({ type: 'undefined' });
});
