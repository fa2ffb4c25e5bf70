import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  Disclosure,
  Form,
  type FormFrame,
  type HiddenValues,
  LinkButton,
  Main,
  TextArea,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import type { DraftState } from '../store/drafts.ts';
import { askField, commentField, type DraftProblem } from './model.ts';
import { Problems, Sentences } from './parts.tsx';

interface Piece {
  readonly key: string;
  readonly name: string;
  readonly says: string;
  readonly href?: string | undefined;
}

interface Asking {
  readonly frame: FormFrame;
  readonly people: readonly Readonly<{ value: string; label: string; help: string }>[];
}

/** What the writer of a draft may do with it. */
interface Writing {
  readonly textHref: string;
  readonly trialHref: string;
  readonly publishHref: string;
  readonly discard: Readonly<{ action: string; hidden: HiddenValues }>;
  readonly ask: Asking;
}

export interface DraftPageProps {
  readonly name: string;
  readonly backHref: string;
  readonly basedOn: string;
  readonly startedBy: string;
  readonly saved: Readonly<{ moment: string; by: string }>;
  readonly state: DraftState;
  readonly published?: Readonly<{ version: string; from: string; href: string }> | undefined;
  readonly done?: string | undefined;
  readonly problems: readonly DraftProblem[];
  /** Absent when the text cannot be read as a routine. */
  readonly changes?: readonly string[] | undefined;
  readonly phases: readonly Readonly<{ key: string; name: string; obligations: readonly Piece[] }>[];
  readonly interpretations: readonly Piece[];
  readonly writing?: Writing | undefined;
  readonly asked: readonly string[];
  readonly comments: readonly Readonly<{ key: string; by: string; text: string; older: boolean }>[];
  readonly commentForm?: Readonly<{ frame: FormFrame; value: string }> | undefined;
}

/** A draft as a whole: what it changes, what is wrong with it, its parts, and what others say. */
export function DraftPage(props: DraftPageProps) {
  const { name, backHref, state, published, done, problems, changes, phases, interpretations, writing } = props;
  const m = useMessages(messages);
  const d = m.draft;
  const title = d.title(name);
  return (
    <Main title={title} aside={<Aside {...props} />} asideLabel={d.about}>
      <Back href={backHref}>{d.back}</Back>
      <h1>{title}</h1>
      {done === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          <p>{done}</p>
        </Alert>
      )}
      {published === undefined ? undefined : (
        <p className="lead">
          {d.published(published.version, published.from)}{' '}
          <ActionLink href={published.href}>{d.readVersion}</ActionLink>
        </p>
      )}
      {state === 'discarded' ? <p className="lead">{d.discarded}</p> : undefined}
      {writing === undefined ? undefined : (
        <p className="buttons">
          <LinkButton href={writing.trialHref}>{d.tryIt}</LinkButton>
          <LinkButton href={writing.textHref} emphasis="secondary">
            {d.wholeText}
          </LinkButton>
          <LinkButton href={writing.publishHref} emphasis="secondary">
            {d.publish}
          </LinkButton>
        </p>
      )}
      {problems.length === 0 ? (
        state === 'open' ? (
          <p className="quiet">{d.sound}</p>
        ) : undefined
      ) : (
        <Alert tone="soon">
          <Problems problems={problems} />
        </Alert>
      )}
      <section>
        <h2>{d.changes}</h2>
        {changes === undefined ? (
          <p>{d.notReadable}</p>
        ) : changes.length === 0 ? (
          <p>{d.same}</p>
        ) : (
          <Sentences sentences={changes} />
        )}
      </section>
      <Comments {...props} />
      {phases.length === 0 ? undefined : (
        <section>
          <h2>{d.steps}</h2>
          {writing === undefined ? undefined : <p className="reading">{d.stepsHelp}</p>}
          {phases.map((phase) => (
            <section key={phase.key}>
              <h3>{phase.name}</h3>
              <Pieces pieces={phase.obligations} />
            </section>
          ))}
        </section>
      )}
      {interpretations.length === 0 ? undefined : (
        <section>
          <h2>{d.interpretations}</h2>
          <p className="reading">{d.interpretationsHelp}</p>
          <Pieces pieces={interpretations} />
        </section>
      )}
      {writing === undefined ? undefined : (
        <Disclosure summary={d.discard} kind="section">
          <p className="reading">{d.discardHelp}</p>
          <ButtonForm {...writing.discard}>{d.discard}</ButtonForm>
        </Disclosure>
      )}
    </Main>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  const m = useMessages(messages).draft;
  return (
    <ul className="lines reading">
      {pieces.map(({ key, name, says, href }) => (
        <li key={key}>
          <b>{name}</b>. {says}{' '}
          {href === undefined ? undefined : (
            <ActionLink href={href} context={name}>
              {m.change}
            </ActionLink>
          )}
        </li>
      ))}
    </ul>
  );
}

function Comments({ comments, commentForm }: DraftPageProps) {
  const m = useMessages(messages).comments;
  return (
    <section>
      <h2>{m.title}</h2>
      {comments.length === 0 ? (
        <p>{m.none}</p>
      ) : (
        <ul className="lines">
          {comments.map(({ key, by, text, older }) => (
            <li key={key}>
              <p className="quiet">
                {by}. {older ? m.older : undefined}
              </p>
              <p className="reading written">{text}</p>
            </li>
          ))}
        </ul>
      )}
      {commentForm === undefined ? undefined : (
        <Form frame={commentForm.frame} buttons={<Button emphasis="secondary">{m.save}</Button>}>
          <TextArea name={commentField} label={m.write} value={commentForm.value} required />
        </Form>
      )}
    </section>
  );
}

function Aside({ basedOn, startedBy, saved, asked, writing }: DraftPageProps) {
  const m = useMessages(messages);
  return (
    <>
      <section>
        <h2>{m.draft.about}</h2>
        <p>{m.draft.facts(basedOn, startedBy)}</p>
        <p>{m.draft.savedBy(saved.moment, saved.by)}</p>
      </section>
      <section>
        <h2>{m.comments.asked}</h2>
        {asked.length === 0 ? (
          <p>{m.comments.askedNone}</p>
        ) : (
          <ul className="lines">
            {asked.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </section>
      {writing === undefined || writing.ask.people.length === 0 ? undefined : (
        <section>
          <h2>{m.comments.ask}</h2>
          <Form frame={writing.ask.frame} buttons={<Button emphasis="secondary">{m.comments.askSave}</Button>}>
            <CheckboxGroup
              name={askField}
              label={m.comments.who}
              help={m.comments.whoHelp}
              required
              choices={writing.ask.people}
            />
          </Form>
        </section>
      )}
    </>
  );
}
