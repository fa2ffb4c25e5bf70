import {
  ActionLink,
  Alert,
  Button,
  Disclosure,
  Form,
  Main,
  RadioGroup,
  TextArea,
  useMessages,
} from '../../ui/index.ts';
import { moveMessages } from '../messages/moves.ts';
import { BackToRun, FormPage } from './form-page.tsx';
import { type MoveDecidedProps, moveFields as fields, type MovePageProps } from './model/move.ts';

const order = ['removed', 'added', 'moved', 'other'] as const;

/** A newer version of the routine: what would change in the run, and the choice. */
export function MovePage({ run, frame, from, to, overtaken, changes, notKnown, differences, values }: MovePageProps) {
  const m = useMessages(moveMessages);
  const isSame = order.every((kind) => changes[kind].length === 0);
  return (
    <FormPage title={m.title} run={run}>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          <p>{m.overtaken}</p>
        </Alert>
      ) : undefined}
      <p className="lead reading">
        {m.intro(to, from)} {m.kept}
      </p>
      {isSame ? <p>{m.nothing}</p> : undefined}
      {order
        .filter((kind) => changes[kind].length > 0)
        .map((kind) => (
          <section key={kind}>
            <h2>
              {m.headings[kind]} <span className="count">{m.counted(changes[kind].length)}</span>
            </h2>
            <Lines lines={changes[kind]} />
          </section>
        ))}
      {notKnown.length === 0 ? undefined : (
        <section>
          <h2>{m.notKnownTitle}</h2>
          <p className="reading">{m.notKnownIntro}</p>
          <Lines lines={notKnown} />
        </section>
      )}
      {differences.length === 0 ? undefined : (
        <Disclosure summary={m.allChanges} kind="section">
          <Lines lines={differences} />
        </Disclosure>
      )}
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <RadioGroup
          name={fields.outcome}
          label={m.decide}
          required
          choices={[
            { value: 'accepted', label: m.accept, help: m.acceptHelp, checked: values.outcome === 'accepted' },
            { value: 'declined', label: m.decline, help: m.declineHelp, checked: values.outcome === 'declined' },
          ]}
        />
        <TextArea name={fields.reason} label={m.reason} help={m.reasonHelp} value={values.reason} />
      </Form>
    </FormPage>
  );
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className="lines reading">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

/** There is nothing to decide, or somebody has. */
export function MoveDecided({ run, decided }: MoveDecidedProps) {
  const m = useMessages(moveMessages);
  const title = decided === undefined ? m.title : m.decidedTitle;
  return (
    <Main title={`${title}, ${run.number}`}>
      <BackToRun run={run} />
      <h1>{title}</h1>
      {decided === undefined ? (
        <p className="reading">{m.none}</p>
      ) : (
        <p className="reading">
          {decided.outcome === 'accepted'
            ? m.accepted(decided.by, decided.to)
            : m.declined(decided.by, decided.from, decided.to)}{' '}
          {decided.reason === '' ? undefined : m.why(decided.reason)}
        </p>
      )}
      <p>
        <ActionLink href={run.href}>{m.back}</ActionLink>
      </p>
    </Main>
  );
}
