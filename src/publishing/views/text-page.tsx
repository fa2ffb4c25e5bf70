import { Button, Form, type FormFrame, Main, TextArea, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { deedField, type DraftProblem, type OvertakenView, textField } from './model.ts';
import { Overtaken, Problems } from './parts.tsx';

interface TextPageProps {
  readonly name: string;
  readonly frame: FormFrame;
  readonly text: string;
  readonly checkUrl: string;
  /** What the check said of the text as it stands here; absent when it has not been asked. */
  readonly problems?: readonly DraftProblem[] | undefined;
  /** The text was checked and not saved. */
  readonly checked: boolean;
  readonly overtaken?: OvertakenView | undefined;
}

/** The whole definition as text. With script it is checked while one writes; without it there is a button. */
export function TextPage({ name, frame, text, checkUrl, problems, checked, overtaken }: TextPageProps) {
  const m = useMessages(messages);
  return (
    <Main title={m.text.title}>
      <Back href={frame.cancelHref}>{m.draft.title(name)}</Back>
      <h1>{m.text.title}</h1>
      <Overtaken overtaken={overtaken} />
      <div
        className="text-check"
        aria-live="polite"
        data-check-url={checkUrl}
        data-check-field={textField}
        data-check-failed={m.check.failed}
        data-check-none={m.check.none}
      >
        {checked ? <p>{m.text.checked}</p> : undefined}
        {problems === undefined ? undefined : problems.length === 0 ? (
          <p>{m.check.none}</p>
        ) : (
          <Problems problems={problems} />
        )}
      </div>
      <Form
        frame={frame}
        buttons={
          <>
            <Button>{m.text.save}</Button>
            <Button emphasis="secondary" name={deedField} value="check">
              {m.text.check}
            </Button>
          </>
        }
      >
        <div className="whole-text">
          <TextArea name={textField} label={m.text.label} help={m.text.help} value={text} required />
        </div>
      </Form>
    </Main>
  );
}
