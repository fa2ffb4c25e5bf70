import { z } from 'zod';
import { definitionSchema } from './definition.ts';

/** The JSON Schema that editors use for `routines/<routine>/<version>.yaml`, as the text of a file. */
export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(definitionSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ title: 'Hemvist routine definition', ...schema }, null, 2)}\n`;
}
