/** A text of SQL with one of its conditions taken away: which, and what it became. */
export type Weakened = Readonly<{ clause: string; became: 'true' | 'false'; text: string }>;

type Token = Readonly<{ word: string; from: number; to: number }>;

// Comments are skipped; a string is one token, whatever is in it.
const lexeme = /--[^\n]*|'(?:[^']|'')*'|[\w.$]+|[()]|;|,|[^\s\w]+?/g;

const tokensOf = (sql: string): readonly Token[] =>
  [...sql.matchAll(lexeme)]
    .filter(([text]) => !text.startsWith('--'))
    .map(({ 0: text, index }) => ({ word: text.toLowerCase(), from: index, to: index + text.length }));

const opens = (word: string): boolean => word === '(' || word === 'case';
const closes = (word: string, open: string | undefined): boolean =>
  open === 'case' ? word === 'end' : open === '(' ? word === ')' : false;
// What stands on either side of a condition.
const boundaries = new Set(
  'and or where on when then else if elsif return using order group limit for do set select from join left cross inner full lateral union begin end returning ; ( ) case , :='.split(
    ' ',
  ),
);

/**
 * Every way of taking one condition out of a text of SQL: a part of a conjunction, a filter or a guard becomes true (a plpgsql `if … then`
 * that turns away becomes false), and a part of a disjunction becomes false. Conditions within conditions, too.
 */
export function weakenings(sql: string): readonly Weakened[] {
  const tokens = tokensOf(sql);
  const found: Weakened[] = [];
  type Segment = { left: string; from: number; first: number };
  type Level = { open: string; segment: Segment };
  const at = (left: string, index: number): Segment => ({
    left,
    from: tokens[index]?.from ?? sql.length,
    first: index,
  });
  const levels: Level[] = [{ open: '', segment: at('', 0) }];
  const end = ({ left, from, first }: Segment, right: string, index: number): void => {
    const last = tokens[index - 1];
    const [head] = tokens.slice(first);
    if (!last || last.to <= from || !head) return;
    const clause = sql.slice(from, last.to);
    const became = becomes(left, right, head.word, clause);
    if (became !== undefined)
      found.push({
        clause: clause.replaceAll(/\s+/g, ' '),
        became,
        text: sql.slice(0, from) + became + sql.slice(last.to),
      });
  };
  for (const [index, { word }] of tokens.entries()) {
    const level = levels.at(-1);
    if (!level) break;
    if (levels.length > 1 && closes(word, level.open)) {
      end(level.segment, word, index);
      levels.pop();
      continue;
    }
    if (opens(word)) {
      levels.push({ open: word, segment: at(word, index + 1) });
      continue;
    }
    // is distinct from, distinct on
    const before = tokens[index - 1]?.word;
    if (boundaries.has(word) && before !== 'distinct') {
      end(level.segment, word, index);
      level.segment = at(word, index + 1);
    }
  }
  const last = levels[0];
  if (last) end(last.segment, '', tokens.length);
  return found;
}

function becomes(left: string, right: string, head: string, clause: string): 'true' | 'false' | undefined {
  if (clause === 'true' || clause === 'false' || head === 'conflict') return undefined;
  // a between b and c
  if (/\bbetween\b/i.test(clause) && right === 'and') return undefined;
  if (left === 'and' || right === 'and') return 'true';
  if (left === 'or' || right === 'or') return 'false';
  if (left === 'if' && right === 'then') return 'false';
  if (left === 'where' || (left === 'on' && right !== 'do')) return 'true';
  return undefined;
}
