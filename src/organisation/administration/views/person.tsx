import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import { Button, ButtonForm, Form, RadioGroup, Select, TextField, useMessages, Back } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { PersonSignIn, type PersonSignInProps } from './person-sign-in.tsx';
import { administrationFields as f, type Act, Administration, type Links } from './frame.tsx';

interface PersonProps {
  readonly links: Links;
  readonly title: string;
  readonly backHref: string;
  readonly problem?: string | undefined;
  readonly frame: FormFrame;
  readonly values: {
    readonly name: string;
    readonly username: string;
    readonly email: string;
    readonly active: boolean;
  };
  readonly areas: readonly Choice[];
  /** Absent for somebody new. */
  readonly roles?:
    | {
        readonly held: readonly { readonly key: string; readonly text: string; readonly take: Act }[];
        readonly frame: FormFrame;
        readonly choices: readonly Choice[];
        readonly units: readonly Choice[];
      }
    | undefined;
  readonly signIn?: PersonSignInProps | undefined;
}

export function PersonPage({ links, title, backHref, problem, frame, values, areas, roles, signIn }: PersonProps) {
  const m = useMessages(organisationMessages);
  const p = m.people;
  return (
    <Administration title={m.people.title} heading={title} links={links} problem={problem}>
      <Back href={backHref}>{m.sections.people}</Back>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextField name={f.name} label={p.name} value={values.name} required />
        <TextField name={f.username} label={p.username} help={p.usernameHelp} value={values.username} required />
        <TextField name={f.email} label={p.email} help={p.emailHelp} value={values.email} />
        <Select name={f.area} label={p.area} help={p.areaHelp} groups={[{ choices: areas }]} required />
        <RadioGroup
          name={f.state}
          label={p.state}
          required
          choices={[
            { value: 'aktiv', label: p.stateActive, checked: values.active },
            { value: 'avstangd', label: p.stateClosed, checked: !values.active },
          ]}
        />
      </Form>
      {roles === undefined ? undefined : (
        <section>
          <h2>{p.rolesHeading}</h2>
          {roles.held.length === 0 ? (
            <p className="quiet">{p.noRoles}</p>
          ) : (
            <ul className="lines">
              {roles.held.map((held) => (
                <li key={held.key}>
                  <span>{held.text}</span>
                  <ButtonForm {...held.take}>
                    {p.take}
                    <span className="ds-sr-only"> {held.text}</span>
                  </ButtonForm>
                </li>
              ))}
            </ul>
          )}
          <h3>{p.give}</h3>
          <Form frame={roles.frame} buttons={<Button emphasis="secondary">{p.giveSubmit}</Button>}>
            <Select name={f.role} label={p.role} groups={[{ choices: roles.choices }]} required />
            <Select name={f.unit} label={p.unit} groups={[{ choices: roles.units }]} required />
          </Form>
        </section>
      )}
      {signIn === undefined ? undefined : <PersonSignIn {...signIn} />}
    </Administration>
  );
}
