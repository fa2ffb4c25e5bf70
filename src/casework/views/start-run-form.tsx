import { WrittenName } from '../../secrecy/index.ts';
import { Button, DateField, Form, Main, QuestionField, RadioGroup, useMessages, Back } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type StartRunFormProps, startRunFields } from './model/forms.ts';

export function StartRunForm(props: StartRunFormProps) {
  const { frame, caseNumber, name, caseHref, routines, opened, facts } = props;
  const m = useMessages(messages).startRun;
  return (
    <Main title={`${m.title}, ${caseNumber}`}>
      <Back href={caseHref}>
        <span className="number">{caseNumber}</span> <WrittenName name={name} />
      </Back>
      <h1>{m.title}</h1>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <RadioGroup name={startRunFields.routine} label={m.routine} choices={routines} required />
        <DateField name={startRunFields.opened} label={m.opened} value={opened.value} latest={opened.latest} required />
        {facts.length === 0 ? undefined : (
          <>
            <h2>{m.facts}</h2>
            <p className="help">{m.factsHelp}</p>
            {facts.map((fact) => (
              <QuestionField key={fact.name} question={fact} />
            ))}
          </>
        )}
      </Form>
    </Main>
  );
}
