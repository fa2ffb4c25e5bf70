import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import {
  Button,
  CheckboxGroup,
  Conditional,
  DateField,
  Form,
  Main,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { type Attachment, AttachmentField } from '../../../secrecy/index.ts';
import { inslussMessages } from '../messages/index.ts';

export const requestFields = {
  givenName: 'fornamn',
  familyName: 'efternamn',
  identityKind: 'nummersort',
  identityNumber: 'nummer',
  release: 'frigivning',
  supervisionEnd: 'overvakningens-slut',
  consentWritten: 'skriftligt',
  consentOn: 'samtyckte',
  unit: 'enhet',
  needs: 'behov',
} as const;

interface RequestFormProps {
  readonly frame: FormFrame;
  readonly isChange: boolean;
  readonly backHref: string;
  readonly values: Readonly<Record<keyof typeof requestFields, string>>;
  readonly latestConsent: string;
  /** The file that came the last time, when something else was wrong. */
  readonly kept?: Attachment | undefined;
  readonly units: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
}

const kinds = ['personal-identity-number', 'coordination-number', 'none'] as const;
const numbered = kinds.filter((kind) => kind !== 'none');

export function RequestForm({ frame, isChange, backHref, values, latestConsent, kept, units }: RequestFormProps) {
  const m = useMessages(inslussMessages).form;
  const title = isChange ? m.change : m.title;
  const n = requestFields;
  return (
    <Main title={title}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{title}</h1>
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        <h2>{m.who}</h2>
        <TextField name={n.givenName} label={m.givenName} value={values.givenName} required />
        <TextField name={n.familyName} label={m.familyName} value={values.familyName} required />
        <RadioGroup
          name={n.identityKind}
          label={m.identityKind}
          required
          choices={kinds.map((value) => ({
            value,
            label: m.identityKinds[value],
            checked: value === values.identityKind,
          }))}
        />
        <Conditional when={{ name: n.identityKind, values: numbered, hint: m.identityNumberWhen }}>
          <TextField
            name={n.identityNumber}
            label={m.identityNumber}
            help={m.identityNumberHelp}
            value={values.identityNumber}
            inputMode="numeric"
            width={16}
            required
          />
        </Conditional>
        <h2>{m.when}</h2>
        <DateField name={n.release} label={m.release} help={m.releaseHelp} value={values.release} required />
        <DateField
          name={n.supervisionEnd}
          label={m.supervisionEnd}
          help={m.supervisionEndHelp}
          value={values.supervisionEnd}
        />
        <h2>{m.consent}</h2>
        <p>{m.consentIntro}</p>
        <CheckboxGroup
          name={n.consentWritten}
          label={m.consentForm}
          choices={[{ value: 'ja', label: m.consentWritten, checked: values.consentWritten === 'ja' }]}
          required
        />
        <DateField name={n.consentOn} label={m.consentOn} value={values.consentOn} latest={latestConsent} required />
        <AttachmentField label={m.scan} kept={kept} />
        <Select name={n.unit} label={m.to} groups={units} required />
        <TextArea name={n.needs} label={m.needs} help={m.needsHelp} value={values.needs} />
      </Form>
    </Main>
  );
}
