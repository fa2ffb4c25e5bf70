import { Button, Conditional, Form, Main, RadioGroup, Select, TextField, useMessages } from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type OpenCaseFormProps, openCaseFields } from './model/forms.ts';

const identityKinds = ['personal-identity-number', 'coordination-number', 'none'] as const;
const certainties = ['confirmed', 'probable', 'uncertain'] as const;
const numbered = identityKinds.filter((kind) => kind !== 'none');

export function OpenCaseForm({ frame, values, ownSystems }: OpenCaseFormProps) {
  const m = useMessages(messages).openCase;
  const systems = ownSystems.map(({ value, label }) => ({ value, label, checked: value === values.ownSystem }));
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <h2>{m.who}</h2>
        <TextField name={openCaseFields.givenName} label={m.givenName} value={values.givenName} required />
        <TextField name={openCaseFields.familyName} label={m.familyName} value={values.familyName} required />
        <RadioGroup
          name={openCaseFields.identityKind}
          label={m.identityKind}
          required
          choices={identityKinds.map((value) => ({
            value,
            label: m.identityKinds[value],
            checked: value === values.identityKind,
          }))}
        />
        <Conditional when={{ name: openCaseFields.identityKind, values: numbered, hint: m.identityNumberWhen }}>
          <TextField
            name={openCaseFields.identityNumber}
            label={m.identityNumber}
            help={m.identityNumberHelp}
            value={values.identityNumber}
            inputMode="numeric"
            width={16}
            required
          />
        </Conditional>
        <RadioGroup
          name={openCaseFields.identityCertainty}
          label={m.certainty}
          required
          choices={certainties.map((value) => ({
            value,
            label: m.certainties[value].label,
            help: m.certainties[value].help,
            checked: value === values.identityCertainty,
          }))}
        />
        <h2>{m.where}</h2>
        <Select name={openCaseFields.ownSystem} label={m.ownSystem} groups={[{ choices: systems }]} />
        <TextField name={openCaseFields.ownReference} label={m.ownReference} value={values.ownReference} width={24} />
      </Form>
    </Main>
  );
}
