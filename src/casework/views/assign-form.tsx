import { GroundFields } from '../../secrecy/index.ts';
import {
  Button,
  Conditional,
  DateField,
  Form,
  RadioGroup,
  Select,
  TextArea,
  useLanguage,
  useMessages,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { FormPage } from './form-page.tsx';
import { type AssignableUser, type AssignFormProps, assignFields, newConsent } from './model/forms.ts';

/** Let one more person work with the run; across a secrecy boundary only with a ground. */
export function AssignForm(props: AssignFormProps) {
  const { frame, run, users, user, roles, from, to } = props;
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
            <Grounding {...props} />
          </Conditional>
        )}
      </Form>
    </FormPage>
  );
}

/** The ground, with what it asks for: the consent that it rests on, and what the lawyers want stated. */
function Grounding({ provisions, grounds, consents, consentForm, consentTaken, why, value }: AssignFormProps) {
  const m = useMessages(messages).assign;
  const language = useLanguage();
  return (
    <>
      <h2>{m.groundHeading}</h2>
      <RadioGroup name={assignFields.provision} label={m.provision} choices={provisions} required />
      <Conditional
        when={{
          name: assignFields.provision,
          values: grounds.filter(({ restsOnConsent }) => restsOnConsent).map(({ id }) => id),
          hint: m.consentHint,
        }}
      >
        <RadioGroup name={assignFields.consent} label={m.consent} help={m.consentHelp} choices={consents} required />
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
      </Conditional>
      {grounds
        .filter(({ fields }) => fields.length > 0)
        .map((ground) => (
          <Conditional
            key={ground.id}
            when={{ name: assignFields.provision, values: [ground.id], hint: m.fieldsHint(ground[language]) }}
          >
            <GroundFields ground={ground} language={language} value={value} />
          </Conditional>
        ))}
      <TextArea name={assignFields.why} label={m.why} help={m.whyHelp} value={why} required />
    </>
  );
}
