import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import { Alert, Button, ButtonForm, Disclosure, Form, Select, TextField, useMessages } from '../../../ui/index.ts';
import { organisationMessages } from '../messages/index.ts';
import { administrationFields as f, type Act, Administration, type Links } from './frame.tsx';

interface DirectoryProps {
  readonly links: Links;
  readonly clients: readonly { readonly key: string; readonly name: string; readonly end?: Act | undefined }[];
  /** Shown once, when a directory has just been connected. */
  readonly token?: string | undefined;
  readonly add: { readonly frame: FormFrame; readonly name: string; readonly units: readonly Choice[] };
  readonly groups: readonly {
    readonly key: string;
    readonly name: string;
    readonly members: string;
    readonly frame: FormFrame;
    readonly gives: readonly Choice[];
  }[];
}

export function Directory({ links, clients, token, add, groups }: DirectoryProps) {
  const all = useMessages(organisationMessages);
  const m = all.directory;
  return (
    <Administration title={all.sections.directory} links={links}>
      <p className="reading">{m.intro}</p>
      {token === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          <p>{m.made}</p>
          <p>
            {m.token}: <code className="seed">{token}</code>
          </p>
          <p>{m.tokenHelp}</p>
        </Alert>
      )}
      <h2>{m.clients}</h2>
      {clients.length === 0 ? (
        <p className="quiet">{m.noClients}</p>
      ) : (
        <ul className="lines">
          {clients.map((client) => (
            <li key={client.key}>
              <span>
                {client.name} {client.end === undefined ? <span className="quiet">{m.ended}</span> : undefined}
              </span>
              {client.end === undefined ? undefined : (
                <ButtonForm {...client.end}>
                  {m.end}
                  <span className="ds-sr-only"> {client.name}</span>
                </ButtonForm>
              )}
            </li>
          ))}
        </ul>
      )}
      <Disclosure kind="section" summary={m.add} open={(add.frame.errors ?? []).length > 0}>
        <Form frame={add.frame} buttons={<Button>{m.add}</Button>}>
          <TextField name={f.name} label={m.name} value={add.name} required />
          <Select name={f.unit} label={m.unit} help={m.unitHelp} groups={[{ choices: add.units }]} required />
        </Form>
      </Disclosure>
      <h2>{m.groups}</h2>
      {groups.length === 0 ? (
        <p className="quiet">{m.noGroups}</p>
      ) : (
        groups.map((group) => (
          <section key={group.key}>
            <h3>{group.name}</h3>
            <p className="quiet">{group.members}</p>
            <Form frame={group.frame} buttons={<Button emphasis="secondary">{all.save}</Button>}>
              <Select name={`${f.give}.${group.key}`} label={m.gives} groups={[{ choices: group.gives }]} />
            </Form>
          </section>
        ))
      )}
    </Administration>
  );
}
