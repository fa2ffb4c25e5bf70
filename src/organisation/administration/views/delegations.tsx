import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import { FindPerson, type FindPersonProps } from './find-person.tsx';
import {
  Button,
  ButtonForm,
  type Column,
  DateField,
  EmptyState,
  Form,
  RadioGroup,
  Table,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act, Administration, type Links } from './frame.tsx';

export interface DelegationLine {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly reference: string;
  readonly time: string;
  readonly end?: Act | undefined;
}

interface DelegationsProps {
  readonly links: Links;
  readonly lines: readonly DelegationLine[];
  readonly find: FindPersonProps;
  /** Undefined before a search. */
  readonly found?:
    | {
        readonly people: readonly { readonly key: string; readonly href: string; readonly text: string }[];
        readonly more?: string | undefined;
      }
    | undefined;
}

export function Delegations({ links, lines, find, found }: DelegationsProps) {
  const all = useMessages(organisationMessages);
  const m = all.delegations;
  const columns: readonly Column<DelegationLine>[] = [
    { key: 'who', heading: m.columns.who, Cell: ({ row }) => row.name },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'reference', heading: m.columns.reference, Cell: ({ row }) => row.reference },
    { key: 'time', heading: m.columns.time, Cell: ({ row }) => row.time },
    { key: 'act', heading: m.columns.act, Cell: EndDelegation },
  ];
  return (
    <Administration title={all.sections.delegations} links={links}>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
      <h2>{m.add}</h2>
      <p className="reading">{m.addHelp}</p>
      <FindPerson {...find} />
      {found === undefined ? undefined : (
        <section>
          <h3>{all.people.found}</h3>
          {found.people.length === 0 ? (
            <p className="lead">{all.people.foundNone}</p>
          ) : (
            <ul className="lines">
              {found.people.map(({ key, href, text }) => (
                <li key={key}>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ul>
          )}
          {found.more === undefined ? undefined : <p className="quiet">{found.more}</p>}
        </section>
      )}
    </Administration>
  );
}

interface GiveProps {
  readonly links: Links;
  /** To whom; the title names nobody. */
  readonly heading: string;
  readonly backHref: string;
  readonly frame: FormFrame;
  readonly what: readonly Choice[];
  readonly values: { readonly reference: string; readonly from: string; readonly to: string };
}

export function GiveDelegation({ links, heading, backHref, frame, what, values }: GiveProps) {
  const all = useMessages(organisationMessages);
  const m = all.delegations;
  return (
    <Administration title={m.giveTitle} heading={heading} links={links}>
      <Back href={backHref}>{all.sections.delegations}</Back>
      <Form frame={frame} buttons={<Button>{all.save}</Button>}>
        <RadioGroup name={f.what} label={m.what} choices={what} required />
        <TextField name={f.reference} label={m.reference} help={m.referenceHelp} value={values.reference} required />
        <DateField name={f.from} label={m.from} value={values.from} required />
        <DateField name={f.to} label={m.to} help={m.toHelp} value={values.to} />
      </Form>
    </Administration>
  );
}

function EndDelegation({ row }: { readonly row: DelegationLine }) {
  const m = useMessages(organisationMessages).delegations;
  return row.end === undefined ? (
    m.ended
  ) : (
    <ButtonForm {...row.end}>
      {m.end}
      <span className="ds-sr-only">
        {' '}
        {row.name}, {row.what}
      </span>
    </ButtonForm>
  );
}
