import {
  Alert,
  Button,
  CheckboxGroup,
  type Choice,
  Form,
  type FormFrame,
  Main,
  Moment,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { settingFields } from './model.ts';

type NumberField = Exclude<keyof typeof settingFields, 'nightRoles' | 'reason'>;

interface SettingsFormProps {
  readonly frame: FormFrame;
  readonly values: Readonly<Record<NumberField, string>>;
  readonly nightRoles: readonly Choice[];
  readonly reason: string;
  readonly changed?: { readonly by: string; readonly at: string; readonly reason: string } | undefined;
  readonly saved: boolean;
  readonly overtaken: boolean;
}

/** How large an area's sample is, and where its rules begin to hit. */
export function SettingsForm({ frame, values, nightRoles, reason, changed, saved, overtaken }: SettingsFormProps) {
  const m = useMessages(messages);
  const s = m.settings;
  const number = (name: NumberField) => (
    <TextField name={settingFields[name]} label={s[name]} value={values[name]} width={6} inputMode="numeric" required />
  );
  return (
    <Main title={s.title}>
      <Back href={frame.cancelHref}>{m.month.back}</Back>
      <h1>{s.title}</h1>
      <p className="reading">{s.intro}</p>
      {saved ? (
        <Alert tone="ok" live="calm">
          {s.saved}
        </Alert>
      ) : undefined}
      {overtaken ? (
        <Alert tone="soon" live="urgent">
          {s.overtaken}
        </Alert>
      ) : undefined}
      {changed === undefined ? (
        <p className="quiet">{s.standard}</p>
      ) : (
        <p className="quiet">
          {s.current(changed.by)} <Moment instant={changed.at} />: <span className="written">{changed.reason}</span>
        </p>
      )}
      <Form frame={frame} buttons={<Button>{s.save}</Button>}>
        <h2>{s.sampleHeading}</h2>
        {number('samplePercent')}
        {number('sampleLeast')}
        {number('sampleMost')}
        <h2>{s.limitsHeading}</h2>
        {number('bulkHour')}
        {number('bulkDay')}
        {number('refusalsDay')}
        {number('endedMonth')}
        <CheckboxGroup
          name={settingFields.nightRoles}
          label={s.nightRoles}
          help={s.nightRolesHelp}
          choices={nightRoles}
        />
        {number('daysToDecide')}
        <TextArea name={settingFields.reason} label={s.reason} value={reason} required />
      </Form>
    </Main>
  );
}
