import type { FormFrame } from '../../ui/form-frame.ts';
import {
  Button,
  Checkable,
  type Column,
  Conditional,
  Form,
  Main,
  Table,
  TextArea,
  TextField,
  useMessages,
} from '../../ui/index.ts';
import { searchMessages } from '../messages/search.ts';

export const searchFields = { key: 'sok', wider: 'aven', reason: 'skal' } as const;

export interface FoundLine {
  readonly key: string;
  readonly number?: string | undefined;
  readonly href?: string | undefined;
  readonly name?: string | undefined;
  /** Why it stands before others: "Barn i hushållet". */
  readonly first?: readonly string[] | undefined;
  readonly unit?: string | undefined;
  readonly responsible?: string | undefined;
  /** Said instead of the name: that it is for others, or protected, and whom to ask. */
  readonly instead?: string | undefined;
}

interface SearchProps {
  readonly frame: FormFrame;
  readonly values: { readonly key: string; readonly wider: boolean; readonly reason: string };
  /** Undefined before a search. */
  readonly found?: { readonly lines: readonly FoundLine[]; readonly more?: number | undefined } | undefined;
}

/** Search by the keys that the law allows, and nothing else. */
export function Search({ frame, values, found }: SearchProps) {
  const m = useMessages(searchMessages);
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <TextField name={searchFields.key} label={m.key} value={values.key} required />
        <Checkable
          type="checkbox"
          id={`f-${searchFields.wider}`}
          name={searchFields.wider}
          choice={{ value: 'ja', label: m.wider, help: m.widerHelp, checked: values.wider }}
        />
        <Conditional when={{ name: searchFields.wider, values: ['ja'], hint: m.reasonHint }}>
          <TextArea name={searchFields.reason} label={m.reason} value={values.reason} required />
        </Conditional>
      </Form>
      {found === undefined ? undefined : <Found {...found} wider={values.wider} />}
    </Main>
  );
}

function Found({ lines, more, wider }: NonNullable<SearchProps['found']> & { readonly wider: boolean }) {
  const m = useMessages(searchMessages);
  const columns: readonly Column<FoundLine>[] = [
    { key: 'number', heading: m.columns.number, Cell: NumberCell },
    { key: 'name', heading: m.columns.name, Cell: Name },
    { key: 'unit', heading: m.columns.unit, Cell: Unit },
    { key: 'responsible', heading: m.columns.responsible, Cell: Responsible },
  ];
  return (
    <section>
      <h2>{m.found}</h2>
      {lines.length === 0 ? (
        <p className="lead">{wider ? m.noneWider : m.none}</p>
      ) : (
        <Table caption={m.found} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      {more === undefined ? undefined : <p className="quiet">{m.more(more)}</p>}
    </section>
  );
}

interface CellProps {
  readonly row: FoundLine;
}

const NumberCell = ({ row }: CellProps) =>
  row.href === undefined ? (row.number ?? '–') : <a href={row.href}>{row.number}</a>;
const Name = ({ row }: CellProps) =>
  row.instead === undefined ? (
    <>
      {row.name}
      {row.first?.map((why) => (
        <span key={why} className="tag">
          {why}
        </span>
      ))}
    </>
  ) : (
    <span className="quiet">{row.instead}</span>
  );
const Unit = ({ row }: CellProps) => row.unit;
const Responsible = ({ row }: CellProps) => row.responsible;
