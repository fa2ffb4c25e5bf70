import { ActionLink, Button, Form, RadioGroup, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { EntryVersionFull } from './entry-version.tsx';
import { FormPage } from './form-page.tsx';
import { conflictChoices, conflictField, type ConflictPageProps } from './model/entry.ts';

/** Somebody recorded the same thing meanwhile: both beside each other, three ways on, nothing lost. */
export function ConflictPage({ frame, run, title, theirs, mine, choice, timelineHref }: ConflictPageProps) {
  const m = useMessages(messages).conflict;
  return (
    <FormPage title={m.title(title)} run={run}>
      <p className="reading">
        {m.intro(theirs.by)}{' '}
        {timelineHref === undefined ? undefined : <ActionLink href={timelineHref.href}>{timelineHref.text}</ActionLink>}
      </p>
      <div className="beside">
        <section>
          <h2>{m.theirs(theirs.by)}</h2>
          <EntryVersionFull version={theirs} />
        </section>
        <section>
          <h2>{m.mine}</h2>
          <EntryVersionFull version={mine} />
        </section>
      </div>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <RadioGroup
          name={conflictField}
          label={m.choose}
          required
          choices={conflictChoices.map((value) => ({
            value,
            label: m.choices[value].label,
            help: m.choices[value].help,
            checked: value === choice,
          }))}
        />
      </Form>
    </FormPage>
  );
}
