import type { FormFrame, Choice, HiddenValues } from '../../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  DescriptionList,
  EmptyState,
  Form,
  Main,
  Select,
  TextArea,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { GroundSection } from '../../../sharing/index.ts';
import type { BodyLine, Difference } from '../../request-body.ts';
import { requestMessages } from '../messages/index.ts';
import { bodyFields } from '../typed-body.ts';
import { BodyFields, type BodyFieldsProps } from './fields.tsx';

interface BackProps {
  readonly href: string;
  readonly text: string;
}
export const BackTo = ({ href, text }: BackProps) => <Back href={href}>{text}</Back>;

interface AskProps {
  readonly frame: FormFrame;
  readonly back: BackProps;
  readonly interventions: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
}

/** The first step: what is asked for. */
export function Ask({ frame, back, interventions }: AskProps) {
  const m = useMessages(requestMessages).ask;
  return (
    <Main title={m.title}>
      <BackTo {...back} />
      <h1>{m.title}</h1>
      {interventions.length === 0 ? (
        <EmptyState>{m.noDesk}</EmptyState>
      ) : (
        <>
          <p className="lead">{m.lead}</p>
          <Form frame={frame} buttons={<Button>{m.next}</Button>}>
            <Select name={bodyFields.intervention} label={m.intervention} groups={interventions} required />
          </Form>
        </>
      )}
    </Main>
  );
}

interface DraftFormProps {
  readonly frame: FormFrame;
  readonly back: BackProps;
  /** What the desk is called. */
  readonly desk: string;
  /** The request's number, when it is a change of one. */
  readonly number?: string | undefined;
  readonly chosen: string;
  readonly changeChoiceHref?: string | undefined;
  readonly body: BodyFieldsProps;
  readonly prefilled: boolean;
  readonly reason?: string | undefined;
  readonly keep?: Choice | undefined;
  readonly drop: { readonly action: string; readonly hidden: HiddenValues };
}

/** The second step: what is to leave, as it is written; saved while typing. */
export function DraftForm(props: DraftFormProps) {
  const { frame, back, desk, number, chosen, changeChoiceHref, body, prefilled, reason, keep, drop } = props;
  const m = useMessages(requestMessages).form;
  const title = number === undefined ? m.title : m.changeTitle(number);
  return (
    <Main title={title}>
      <BackTo {...back} />
      <h1>{title}</h1>
      <p className="lead">{number === undefined ? m.lead : m.changeLead(desk)}</p>
      <p>
        {chosen}{' '}
        {changeChoiceHref === undefined ? undefined : <ActionLink href={changeChoiceHref}>{m.changeChoice}</ActionLink>}
      </p>
      {prefilled ? <p className="reading">{m.prefilled}</p> : undefined}
      <Form frame={frame} buttons={<Button>{m.review}</Button>}>
        <BodyFields {...body} />
        {number === undefined ? undefined : (
          <TextArea name={bodyFields.reason} label={m.reason} value={reason} required />
        )}
        {keep === undefined ? undefined : <CheckboxGroup name={bodyFields.keep} label={m.keep} choices={[keep]} />}
      </Form>
      <ButtonForm {...drop}>{m.drop}</ButtonForm>
    </Main>
  );
}

/** What leaves, as the recipient reads it: the same component in the preview, in what has left, and at the desk. */
export const BodyLines = ({ lines }: { readonly lines: readonly BodyLine[] }) => (
  <DescriptionList
    items={lines.map(({ field, label, text }) => ({
      key: field,
      term: label,
      detail: <span className="written">{text}</span>,
    }))}
  />
);

/** What is otherwise in a later version: what was is struck out, what came is marked, and both are read aloud as such. */
export const Differences = ({ differences }: { readonly differences: readonly Difference[] }) => (
  <DescriptionList
    items={differences.map(({ field, label, before, after }) => ({
      key: field,
      term: label,
      detail: (
        <>
          {before === undefined ? undefined : <del className="written">{before}</del>}{' '}
          {after === undefined ? undefined : <ins className="written">{after}</ins>}
        </>
      ),
    }))}
  />
);

interface PreviewProps {
  readonly frame: FormFrame;
  readonly back: BackProps;
  readonly to: string;
  readonly unitName: string;
  readonly lines: readonly BodyLine[];
  /** Of a change: what is otherwise, and what it ends. */
  readonly change?: { readonly differences: readonly Difference[]; readonly ends: readonly string[] } | undefined;
  readonly changeHref: string;
  readonly grounding: Parameters<typeof GroundSection>[0];
  readonly problem?: string | undefined;
}

/** The third step: what leaves, to whom, on which ground. */
export function Preview(props: PreviewProps) {
  const { frame, back, to, unitName, lines, change, changeHref, grounding, problem } = props;
  const m = useMessages(requestMessages).preview;
  return (
    <Main title={m.title}>
      <BackTo {...back} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      {problem === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          {problem}
        </Alert>
      )}
      <section className="sheet shared">
        <h2>{to}</h2>
        <BodyLines lines={lines} />
      </section>
      <p>
        <ActionLink href={changeHref}>{m.change}</ActionLink>
      </p>
      {change === undefined ? undefined : (
        <section>
          <h2>{m.differences}</h2>
          {change.differences.length === 0 ? <p>{m.noDifference}</p> : <Differences differences={change.differences} />}
          {change.ends.length === 0 ? undefined : (
            <Alert tone="soon">
              <p>{m.ends}</p>
              <ul>
                {change.ends.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </Alert>
          )}
        </section>
      )}
      <Form frame={frame} buttons={<Button>{m.send(unitName)}</Button>}>
        <h2>{m.ground}</h2>
        <GroundSection {...grounding} />
        <p className="reading">{m.signHelp}</p>
      </Form>
    </Main>
  );
}
