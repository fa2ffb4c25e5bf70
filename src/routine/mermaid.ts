import type { Language } from '../kernel/text.ts';
import type { CompiledRoutine } from './compile.ts';
import { phaseStartInWords } from './describe.ts';
import { relationsOf, type Relation } from './relations.ts';
import { atStart } from '../kernel/words.ts';
import { modalityWords, roleName } from './words.ts';

const words = {
  sv: {
    kinds: { needs: 'krävs för', waits: 'kommer före', counted: 'tiden räknas härifrån' },
    starts: (when: string) => `börjar ${when}`,
  },
  en: {
    kinds: { needs: 'is needed for', waits: 'comes before', counted: 'the time is counted from here' },
    starts: (when: string) => `begins ${when}`,
  },
} as const satisfies Record<
  Language,
  { readonly kinds: Record<Relation['kind'], string>; readonly starts: (when: string) => string }
>;

const arrows = { needs: '==>', waits: '-->', counted: '-.->' } as const satisfies Record<Relation['kind'], string>;

/** Mermaid has words of its own, such as `end`: a name never stands alone. */
const nodeOf = (id: string): string => `step_${id.replaceAll('-', '_')}`;

/** What would end a label or begin a code of Mermaid's is written as one. */
const label = (text: string): string =>
  `"${text.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;')}"`;

/** A routine as a flowchart in Mermaid's language: phases with their obligations, and what hangs on what. */
export function mermaidText(compiled: CompiledRoutine, language: Language): string {
  const { definition } = compiled;
  const { kinds, starts } = words[language];
  const phases = definition.phases.flatMap(({ id, name }, index) => [
    `  subgraph phase_${id.replaceAll('-', '_')}[${label(`${name[language]}: ${starts(phaseStartInWords(definition, id, language))}`)}]`,
    ...compiled.obligations
      .filter(({ phase }) => phase === index)
      .map(({ id: obligation, definition: rule }) => {
        const who = atStart(rule.who.map((role) => roleName(definition, role, language)).join(', '));
        const text = `${rule.title[language]} (${who}, ${modalityWords[rule.modality][language]})`;
        return `    ${nodeOf(obligation)}[${label(text)}]`;
      }),
    '  end',
  ]);
  const edges = relationsOf(compiled, language).flatMap(({ kind, from, to }) =>
    from === undefined ? [] : [`  ${nodeOf(from)} ${arrows[kind]}|${kinds[kind]}| ${nodeOf(to)}`],
  );
  return `${['flowchart TB', ...phases, ...edges].join('\n')}\n`;
}
