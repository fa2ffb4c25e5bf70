import {
  Button,
  CheckboxGroup,
  Conditional,
  DateField,
  Form,
  type FormFrame,
  Main,
  RadioGroup,
  TextArea,
  TextField,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { channels, requestKinds } from '../request.ts';
import { registerFields as fields } from './model.ts';

export type RegisterValues = Readonly<Record<keyof typeof fields, string>>;

interface RegisterFormProps {
  readonly frame: FormFrame;
  readonly values: RegisterValues;
}

/** Somebody has asked for information: what, when and how; who, only where the law asks for it. */
export function RegisterForm({ frame, values }: RegisterFormProps) {
  const m = useMessages(messages);
  const r = m.register;
  const today = useToday();
  const isLaw = { name: fields.kind, values: ['law-enforcement'], hint: r.lawHint };
  return (
    <Main title={r.title}>
      <Back href={frame.cancelHref}>{m.request.back}</Back>
      <h1>{r.title}</h1>
      <Form frame={frame} buttons={<Button>{r.save}</Button>}>
        <RadioGroup
          name={fields.kind}
          label={r.kind}
          required
          choices={requestKinds.map((value) => ({
            value,
            label: m.kinds[value].name,
            help: m.kinds[value].help,
            checked: values.kind === value,
          }))}
        />
        <TextArea name={fields.asked} label={r.asked} help={r.askedHelp} value={values.asked} required />
        <DateField name={fields.arrivedOn} label={r.arrivedOn} value={values.arrivedOn} latest={today} required />
        <TextField
          name={fields.arrivedAt}
          label={r.arrivedAt}
          help={r.arrivedAtHelp}
          value={values.arrivedAt}
          width={6}
          required
        />
        <RadioGroup
          name={fields.channel}
          label={r.channel}
          required
          inline
          choices={channels.map((value) => ({ value, label: m.channels[value], checked: values.channel === value }))}
        />
        <TextField name={fields.asker} label={r.asker} help={r.askerHelp} value={values.asker} />
        <TextField name={fields.askerContact} label={r.askerContact} value={values.askerContact} />
        <TextField
          name={fields.caseNumber}
          label={r.caseNumber}
          help={r.caseNumberHelp}
          value={values.caseNumber}
          width={12}
        />
        <TextField name={fields.registerPart} label={r.registerPart} value={values.registerPart} />
        <Conditional when={isLaw}>
          <h2>{r.lawHeading}</h2>
          <TextField name={fields.authority} label={r.authority} value={values.authority} required />
          <TextField name={fields.provision} label={r.provision} value={values.provision} required />
          <RadioGroup
            name={fields.contactData}
            label={r.contactData}
            help={r.contactDataHelp}
            required
            inline
            choices={(['yes', 'no'] as const).map((value) => ({
              value,
              label: m[value],
              checked: values.contactData === value,
            }))}
          />
        </Conditional>
        <CheckboxGroup
          name={fields.urgent}
          label={r.more}
          choices={[{ value: 'yes', label: r.urgent, help: r.urgentHelp, checked: values.urgent === 'yes' }]}
        />
        <CheckboxGroup
          name={fields.fourEyes}
          label={r.fourEyes}
          choices={[{ value: 'yes', label: r.fourEyesHelp, checked: values.fourEyes === 'yes' }]}
        />
      </Form>
    </Main>
  );
}
