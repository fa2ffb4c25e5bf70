import { type StandardRole, standardRoles } from '../../../src/kernel/actor.ts';
import { standardRoleNames } from '../../../src/organisation/index.ts';
import { type Cell, cellKey, type Line } from './ask.ts';
import { channels } from './channels.ts';
import type { Table } from './tables.ts';
import { type Relation, relationNames, relations } from './world.ts';

const words: Readonly<Record<Cell, string>> = {
  shown: 'shown',
  page: 'page',
  'leads on': 'leads on',
  explained: 'explained',
  nothing: '–',
  'may write': 'may',
};

const titles: Readonly<Record<(typeof channels)[number], string>> = {
  list: 'Lists',
  get: 'Single reads',
  search: 'Search',
  count: 'Counts',
  export: 'Exports',
  report: 'Reports',
  calendar: 'Calendar',
  mail: 'Mail and letters',
  api: 'REST API',
  print: 'Print',
  attachment: 'Attachments',
  form: 'Forms, to be filled in',
  write: 'Forms, sent',
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const nameOf = (role: StandardRole): string => standardRoleNames[role].en;

const wordOf = (line: Line, role: StandardRole, relation: Relation): string =>
  words[line.cells[cellKey(role, relation)] ?? 'nothing'];

/** The roles that get anything, the relations whose cells are the same in one row, and who gets nothing at all in a sentence. */
function tableOf(line: Line): string {
  const some = standardRoles.filter((role) => relationNames.some((relation) => wordOf(line, role, relation) !== '–'));
  const none = standardRoles.filter((role) => !some.includes(role));
  const groups = Map.groupBy(relationNames, (relation) => row(some.map((role) => wordOf(line, role, relation))));
  const rows = [...groups].map(([cells, its]) => {
    const names = its.map((relation) => relations[relation].words).join('<br>');
    return `| ${its.length === relationNames.length ? 'whatever the case is' : names} ${cells}`;
  });
  const head = [row(['the case is', ...some.map(nameOf)]), row(['---', ...some.map(() => '---')])];
  const nobody = none.length === 0 ? '' : `\n\nNothing for: ${none.map(nameOf).join(', ')}.`;
  return `${[...head, ...rows].join('\n')}${nobody}`;
}

/** The matrix as a document: for each channel its routes, those that answer alike together. */
export function documentOf(lines: readonly Line[], tables: readonly Table[]): string {
  const parts = channels.map((channel) => {
    const ofChannel = lines.filter((line) => line.channel === channel);
    if (ofChannel.length === 0) return `## ${titles[channel]}\n\nThere are none.\n`;
    const alike = Map.groupBy(ofChannel, tableOf);
    const sections = [...alike].map(([table, its]) => {
      const list = its.map(({ route, may }) => `- \`${route}\` (${may})`).join('\n');
      return `${list}\n\n${table}\n`;
    });
    return `## ${titles[channel]}\n\n${sections.join('\n')}`;
  });
  const asked = tables.map(({ name, grants, policies }) =>
    row([
      `\`${name}\``,
      grants,
      policies
        .map((policy) => `${policy.command}: \`${policy.condition.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')}\``)
        .join('<br>') || 'no policy: out of reach',
    ]),
  );
  return `<!-- Generated: npm run access:matrix. A test makes it anew and compares. -->

# Access matrix

Who comes in where, as the system answered when it was asked: somebody of each role, every route, and a case in each relation to them.
A test asks again, and fails when an answer is another than here, or another than the rule says (\`test/access/matrix/rule.ts\`).

| word | what came |
| --- | --- |
| shown | the page or answer, with the case’s number, the individual’s name or what was written |
| page | the page or answer, without anything of the case |
| leads on | another address |
| explained | what it is about is in reach; that it is for somebody else to do is said |
| may | allowed by role and reach; that it is done is proved by other tests |
| – | nothing: the same answer as for what does not exist |

${parts.join('\n')}
## Tables, and what their policies ask

Row-level security is on for all of them. What is not granted cannot be done, whatever a policy says.

${row(['table', 'the application may', 'policies'])}
${row(['---', '---', '---'])}
${asked.join('\n')}
`;
}
