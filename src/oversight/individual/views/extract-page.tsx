import {
  Alert,
  Button,
  CheckboxGroup,
  DescriptionList,
  Disclosure,
  Form,
  type FormFrame,
  Main,
  RadioGroup,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { NamedSection } from '../part.ts';

export const extractFields = { format: 'format', goneThrough: 'genomgang' } as const;
export const extractFormats = ['pdf', 'json', 'letter'] as const;
export type ExtractFormat = (typeof extractFormats)[number];

export interface ExtractPageProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly otherCases: number;
  readonly sections: readonly NamedSection[];
  readonly format?: ExtractFormat | undefined;
  readonly goneThrough: boolean;
}

/** All that the extract says, to be gone through before it is given. */
export function ExtractPage({ frame, number, otherCases, sections, format, goneThrough }: ExtractPageProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.title}>
      <Back href={frame.cancelHref}>{m.back}</Back>
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      <Alert tone="soon">
        {m.goThrough} {m.staff}
      </Alert>
      {otherCases === 0 ? undefined : <Alert tone="soon">{m.otherCases(otherCases)}</Alert>}
      <h2>{m.content}</h2>
      {sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
      <h2>{m.make}</h2>
      <Form frame={frame} buttons={<Button>{m.make}</Button>}>
        <RadioGroup
          name={extractFields.format}
          label={m.format}
          required
          choices={extractFormats.map((value) => ({
            value,
            label: m.formats[value].name,
            help: m.formats[value].help,
            checked: value === format,
          }))}
        />
        <CheckboxGroup
          name={extractFields.goneThrough}
          label={m.gone}
          required
          choices={[{ value: 'ja', label: m.goneThrough, checked: goneThrough }]}
        />
      </Form>
    </Main>
  );
}

function Section({ section: { title, note, lines, data } }: { readonly section: NamedSection }) {
  const m = useMessages(messages);
  return (
    <Disclosure kind="section" summary={`${title} (${lines.length || data.length})`}>
      {note === undefined ? undefined : <p className="quiet">{note}</p>}
      {lines.length === 0 && data.length === 0 ? <p className="quiet">{m.nothing}</p> : undefined}
      <ul className="lines">
        {lines.map((line, index) => (
          // The order is all that tells two that say the same apart.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <DescriptionList
              items={line.map(({ label, value }) => ({
                key: label,
                term: label,
                detail: <span className="written">{value}</span>,
              }))}
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
