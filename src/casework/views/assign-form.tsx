import { Grounding } from '../../secrecy/index.ts';
import { Button, Conditional, DateField, Form, RadioGroup, Select, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { FormPage } from './form-page.tsx';
import { type AssignableUser, type AssignFormProps, assignFields, newConsent } from './model/forms.ts';

/** Let one more person work with the run; across a secrecy boundary only with a ground. */
export function AssignForm(props: AssignFormProps) {
  const { frame, run, users, user, roles, from, to, grounds, consents, value } = props;
  const m = useMessages(messages).assign;
  const choice = (one: AssignableUser) => ({
    value: one.value,
    label: `${one.name}, ${one.unit}`,
    checked: one.value === user,
  });
  const others = users.filter((one) => one.otherArea);
  const groups = [
    { label: m.ownArea, choices: users.filter((one) => !one.otherArea).map(choice) },
    { label: m.otherArea, choices: others.map(choice) },
  ].filter((group) => group.choices.length > 0);
  return (
    <FormPage title={m.title} run={run}>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <Select name={assignFields.user} label={m.user} groups={groups} required />
        <RadioGroup name={assignFields.role} label={m.role} choices={roles} required />
        <DateField name={assignFields.from} label={m.from} value={from} required />
        <DateField name={assignFields.to} label={m.to} help={m.toHelp} value={to} />
        {others.length === 0 ? undefined : (
          <Conditional when={{ name: assignFields.user, values: others.map((one) => one.value), hint: m.groundHint }}>
            <h2>{m.groundHeading}</h2>
            <Grounding
              names={assignFields}
              words={m}
              grounds={grounds}
              consents={consents}
              more={<NewConsent {...props} />}
              value={value}
            />
          </Conditional>
        )}
      </Form>
    </FormPage>
  );
}

function NewConsent({ consentForm, consentTaken }: Pick<AssignFormProps, 'consentForm' | 'consentTaken'>) {
  const m = useMessages(messages).assign;
  return (
    <Conditional when={{ name: assignFields.consent, values: [newConsent], hint: m.newConsentHint }}>
      <RadioGroup
        name={assignFields.consentForm}
        label={m.consentForm}
        choices={(['oral', 'written'] as const).map((form) => ({
          value: form,
          label: m.consentForms[form],
          checked: consentForm === form,
        }))}
        inline
        required
      />
      <DateField name={assignFields.consentTaken} label={m.consentTaken} value={consentTaken} required />
    </Conditional>
  );
}
