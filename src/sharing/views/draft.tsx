import { inSentence } from '../../kernel/words.ts';
import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  Form,
  Main,
  TextArea,
  useLanguage,
  useMessages,
  Back,
} from '../../ui/index.ts';
import type { Piece } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { discloseFields } from './disclose-form.tsx';
import { SharedPieces } from './snapshot.tsx';

interface DraftProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly to: string;
  readonly ground: string;
  readonly changeHref: string;
  readonly parts: readonly Choice[];
  readonly partsHelp: string;
  readonly words: string;
  readonly shown: readonly Piece[];
  readonly struck: readonly string[];
  /** What is said of each piece in which the individual is named. */
  readonly named: ReadonlyMap<string, string>;
  /** Where it is signed, with all that is chosen in the form. Absent while nothing is chosen. */
  readonly signAction?: string | undefined;
  readonly problem?: string | undefined;
  readonly drop: { readonly action: string; readonly hidden: HiddenValues };
}

/** The second step: what is handed over, as the recipient will see it. */
export function DraftPage(props: DraftProps) {
  const {
    frame,
    number,
    backHref,
    to,
    ground,
    changeHref,
    parts,
    partsHelp,
    words,
    shown,
    struck,
    named,
    signAction,
    problem,
    drop,
  } = props;
  const { draft: m, receipt } = useMessages(messages);
  const language = useLanguage();
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>{receipt.back}</Back>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      <p>
        <b>{m.to(to)}</b>
        <br />
        {ground}
      </p>
      <p>
        <ActionLink href={changeHref}>{m.change}</ActionLink>
      </p>
      {problem === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          {problem}
        </Alert>
      )}
      <Form
        frame={frame}
        buttons={
          <>
            <Button emphasis="secondary">{m.update}</Button>
            {signAction === undefined ? undefined : <Button action={signAction}>{m.sign}</Button>}
          </>
        }
      >
        <CheckboxGroup name={discloseFields.parts} label={m.parts} help={partsHelp} choices={parts} inline required />
        <TextArea name={discloseFields.words} label={m.words} help={m.wordsHelp} value={words} />
        <section className="sheet shared">
          <h2>{m.preview}</h2>
          {shown.length === 0 ? (
            <p>{m.nothing}</p>
          ) : (
            <SharedPieces
              pieces={shown}
              language={language}
              strike={{
                name: discloseFields.struck,
                choice: (piece) => ({
                  value: piece.id,
                  label: `${m.strike} ${inSentence(piece.heading)}`,
                  checked: struck.includes(piece.id),
                  help: named.get(piece.id),
                }),
              }}
            />
          )}
        </section>
        {signAction === undefined ? undefined : <p className="reading">{m.signHelp}</p>}
      </Form>
      <ButtonForm {...drop}>{m.drop}</ButtonForm>
    </Main>
  );
}
