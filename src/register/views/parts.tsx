import type { ReactNode } from 'react';
import {
  type Column,
  type Description,
  Main,
  shortDate,
  Table,
  Tabs,
  useLanguage,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { Value } from '../fields.ts';
import { factInWords } from '../words.ts';

export type Section = 'providers' | 'due' | 'rules' | 'files';
const sections = {
  providers: paths.providers,
  due: paths.dueControls,
  rules: paths.rules,
  files: paths.files,
} as const satisfies Record<Section, () => string>;

/** The parts of the register, as tabs. */
export function RegisterTabs({ current }: { readonly current: Section }) {
  const m = useMessages(registerMessages).list;
  return (
    <Tabs
      label={m.sections}
      tabs={Object.entries(sections).map(([section, href]) => ({
        href: href(),
        text: m[section as Section],
        current: section === current,
      }))}
    />
  );
}

export const RegisterPage = ({
  title,
  current,
  children,
}: {
  readonly title: string;
  readonly current: Section;
  readonly children: ReactNode;
}) => (
  <Main title={title}>
    <h1>{title}</h1>
    <RegisterTabs current={current} />
    {children}
  </Main>
);

/** From a day to a day, or without an end. */
export function Period({ from, to }: { readonly from: string; readonly to: string | null }) {
  const m = useMessages(registerMessages);
  const language = useLanguage();
  const today = useToday();
  return m.period(shortDate(from, today, language), to === null ? null : shortDate(to, today, language));
}

/** Facts by their columns, those that are not known said to be. */
export function factItems(
  columns: readonly string[],
  facts: Readonly<Record<string, Value>>,
  language: 'sv' | 'en',
): readonly Description[] {
  const labels: Readonly<Record<string, string>> = registerMessages[language].fields;
  return columns.map((column) => ({
    key: column,
    term: labels[column] ?? column,
    detail: factInWords(column, facts[column], language),
  }));
}

/** A column of a table whose cells are made where the words are. */
export interface Shown<Row> {
  readonly key: string;
  readonly heading: string;
  readonly renderCell: (row: Row) => ReactNode;
  readonly numeric?: boolean | undefined;
}

type Cells = Readonly<{ key: string; cells: readonly ReactNode[] }>;
const mostColumns = 8;
const cellAt = Array.from({ length: mostColumns }, (_, index) =>
  Object.assign(({ row }: { readonly row: Cells }) => row.cells[index], { displayName: `Cell${index}` }),
);

interface GridProps<Row> {
  readonly caption: string;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Shown<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

export function Grid<Row>({ caption, captionHidden, columns, rows, rowKey }: GridProps<Row>) {
  const shown = columns.slice(0, mostColumns).flatMap(({ key, heading, numeric }, index): readonly Column<Cells>[] => {
    const Cell = cellAt[index];
    return Cell ? [{ key, heading, Cell, numeric }] : [];
  });
  return (
    <Table
      caption={caption}
      captionHidden={captionHidden}
      columns={shown}
      rows={rows.map((row) => ({ key: rowKey(row), cells: columns.map(({ renderCell }) => renderCell(row)) }))}
      rowKey={({ key }) => key}
    />
  );
}
