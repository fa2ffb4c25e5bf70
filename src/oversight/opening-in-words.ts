import type { Messages } from './messages/index.ts';

export type Opening = Readonly<{
  action: string;
  outcome: string;
  parts: readonly string[];
  /** Whether it was seen together with others, as in a list. */
  listed: boolean;
}>;

const reading = /\.(?:read|list|explain|preview|case)$/;

/**
 * What somebody did in a case, as those who see it read it. What this version has no words for is told by its kind, such as
 * `placement`, and else as something else.
 */
export function openingInWords({ action, outcome, parts, listed }: Opening, m: Messages): string {
  if (outcome === 'refused') return m.refused;
  if (outcome === 'rejected') return m.rejected;
  const deed = m.deeds[action];
  if (deed !== undefined) return deed;
  if (listed) return m.list;
  if (action.endsWith('.form')) return m.form;
  if (!reading.test(action)) return m.deeds[action.split('.')[0] ?? ''] ?? m.other;
  const what = [...new Set(parts.map((part) => m.parts[part.split(':')[0] ?? ''] ?? m.otherPart))];
  return what.length === 0 ? m.readNothing : m.read(what.join(', '));
}
