import {
  Alert,
  Button,
  DateField,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type DraftProblem, publishFields as fields, type Values } from './model.ts';
import { Problems, Sentences } from './parts.tsx';

interface PublishPageProps {
  readonly name: string;
  readonly frame: FormFrame;
  readonly textHref: string;
  readonly problems: readonly DraftProblem[];
  readonly overtaken: boolean;
  readonly changes: readonly string[];
  readonly values: Values<typeof fields>;
}

/** From which day a draft is a version, and what it is called: after that it is never changed. */
export function PublishPage({ name, frame, textHref, problems, overtaken, changes, values }: PublishPageProps) {
  const m = useMessages(messages);
  const p = m.publish;
  const today = useToday();
  return (
    <Main title={p.title}>
      <Back href={frame.cancelHref}>{m.draft.title(name)}</Back>
      <h1>{p.title}</h1>
      <p className="lead reading">{p.lead}</p>
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          <p>{p.overtaken}</p>
        </Alert>
      ) : undefined}
      <section>
        <h2>{p.changes}</h2>
        {changes.length === 0 ? <p>{m.draft.same}</p> : <Sentences sentences={changes} />}
      </section>
      {problems.length > 0 ? (
        <>
          <Problems problems={problems} />
          <p>
            <LinkButton href={textHref}>{m.check.toText}</LinkButton>
          </p>
        </>
      ) : (
        <Form frame={frame} buttons={<Button>{p.save}</Button>}>
          <TextField
            name={fields.version}
            label={p.version}
            help={p.versionHelp}
            value={values.version}
            width={20}
            required
          />
          <DateField name={fields.validFrom} label={p.validFrom} value={values.validFrom} earliest={today} required />
          <TextField name={fields.cite} label={p.cite} value={values.cite} required />
        </Form>
      )}
    </Main>
  );
}
