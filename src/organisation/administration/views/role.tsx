import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import { Button, CheckboxGroup, Form, RadioGroup, TextField, useMessages, Back } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, Administration, type Links } from './frame.tsx';

interface RoleProps {
  readonly links: Links;
  readonly title: string;
  readonly backHref: string;
  readonly problem?: string | undefined;
  readonly frame: FormFrame;
  readonly isNew: boolean;
  readonly isStandard: boolean;
  readonly values: { readonly id: string; readonly sv: string; readonly en: string };
  readonly covers: readonly Choice[];
  readonly permissions: readonly Choice[];
}

export function RolePage(props: RoleProps) {
  const { links, title, backHref, problem, frame, isNew, isStandard, values, covers, permissions } = props;
  const all = useMessages(organisationMessages);
  const m = all.roles;
  return (
    <Administration title={title} links={links} problem={problem}>
      <Back href={backHref}>{all.sections.roles}</Back>
      {isStandard ? (
        <>
          <p className="reading">{m.standardHelp}</p>
          <h2>{m.permissions}</h2>
          <ul>
            {permissions
              .filter(({ checked }) => checked)
              .map(({ value, label }) => (
                <li key={value}>{label}</li>
              ))}
          </ul>
        </>
      ) : (
        <Form frame={frame} buttons={<Button>{all.save}</Button>}>
          {isNew ? (
            <TextField name={f.id} label={m.id} help={m.idHelp} value={values.id} width={20} required />
          ) : undefined}
          <TextField name={f.sv} label={m.sv} value={values.sv} required />
          <TextField name={f.en} label={m.en} value={values.en} required />
          <RadioGroup name={f.covers} label={m.covers} choices={covers} required />
          <CheckboxGroup name={f.permissions} label={m.permissions} help={m.permissionsHelp} choices={permissions} />
        </Form>
      )}
    </Administration>
  );
}
