import {
  Button,
  Checkable,
  CheckboxGroup,
  Conditional,
  DateField,
  fieldId,
  Form,
  QuestionField,
  RadioGroup,
  TextArea,
  useMessages,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { Contacts } from './contacts.tsx';
import { EntryVersionFull } from './entry-version.tsx';
import { FormPage } from './form-page.tsx';
import { type AlsoSection, type CorrectionView, type EntryFormProps, entryFields, intents } from './model/entry.ts';

/** Document something that happened; with `correction`, write it anew beside what it said. */
export function EntryForm(props: EntryFormProps) {
  const { frame, run, title, obligation, at, participants, inPerson, channels, questions, also, correction } = props;
  const m = useMessages(messages).entry;
  return (
    <FormPage
      title={correction === undefined ? title : m.correctTitle(title)}
      run={run}
      obligation={obligation}
      aside={correction === undefined ? undefined : <Original correction={correction} />}
    >
      {props.contacts === undefined || props.contactsHref === undefined ? undefined : (
        <Contacts contacts={props.contacts} listHref={props.contactsHref} />
      )}
      <Form frame={frame} buttons={<Buttons {...props} />}>
        <Strike strike={correction?.strike} />
        <DateField name={entryFields.at} label={m.at} value={at.value} latest={at.latest} required />
        {participants.length === 0 ? undefined : (
          <CheckboxGroup
            name={entryFields.participants}
            label={m.participants}
            choices={participants}
            required
            inline
          />
        )}
        {inPerson === undefined ? undefined : (
          <QuestionField
            question={{
              type: 'yesNo',
              name: entryFields.inPerson,
              label: m.inPerson,
              required: true,
              value: inPerson === 'unstated' ? undefined : inPerson,
            }}
          />
        )}
        {channels.length === 0 ? undefined : (
          <RadioGroup name={entryFields.channel} label={m.channel} choices={channels} required inline />
        )}
        {questions.map((question) => (
          <QuestionField key={question.name} question={question} />
        ))}
        {also?.map((section) => (
          <Also key={section.name} also={section} />
        ))}
        {correction === undefined ? undefined : (
          <TextArea
            name={entryFields.reason}
            label={m.correctionReason}
            help={m.correctionHelp}
            value={correction.reason}
            required
          />
        )}
      </Form>
    </FormPage>
  );
}

function Buttons({ draftAllowed, correction, keepNaming }: EntryFormProps) {
  const m = useMessages(messages).entry;
  return (
    <>
      {keepNaming === undefined ? undefined : (
        <Checkable
          type="checkbox"
          id={fieldId(entryFields.keepNaming)}
          name={entryFields.keepNaming}
          choice={keepNaming}
        />
      )}
      {correction === undefined ? <p className="help">{m.signHelp}</p> : undefined}
      <Button name={entryFields.intent} value={intents.sign}>
        {correction === undefined ? m.sign : m.saveCorrection}
      </Button>
      {draftAllowed ? (
        <Button emphasis="secondary" name={entryFields.intent} value={intents.draft}>
          {m.draft}
        </Button>
      ) : undefined}
    </>
  );
}

/** A second entry written in the same breath, as booking the first follow-ups at the start meeting. */
function Also({ also }: { readonly also: AlsoSection }) {
  const { name, title, label, help, checked, questions } = also;
  return (
    <section className="also">
      <h2>{title}</h2>
      <Checkable type="checkbox" id={fieldId(name)} name={name} choice={{ value: 'yes', label, help, checked }} />
      <Conditional when={{ name, values: ['yes'], hint: '' }}>
        {questions.map((question) => (
          <QuestionField key={question.name} question={question} />
        ))}
      </Conditional>
    </section>
  );
}

function Strike({ strike }: { readonly strike: CorrectionView['strike'] }) {
  if (strike === undefined) return undefined;
  const { name, label, help, checked } = strike;
  return <Checkable type="checkbox" id={fieldId(name)} name={name} choice={{ value: 'yes', label, help, checked }} />;
}

function Original({ correction }: { readonly correction: CorrectionView }) {
  const m = useMessages(messages).entry;
  return (
    <section>
      <h2>{m.original}</h2>
      <EntryVersionFull version={correction.original} />
    </section>
  );
}
