import {
  Alert,
  Button,
  type Column,
  HiddenFields,
  type HiddenValues,
  LinkButton,
  Main,
  PasskeyForm,
  Table,
  TextField,
  useMessages,
} from '../../ui/index.ts';
import { messages } from '../messages/index.ts';
import { type DemonstrationUser, type ProviderTarget, type SignInProps, signInFields } from './model.ts';

export function SignIn({
  action,
  hidden,
  username,
  failed,
  passkeyFailed,
  passkey,
  provider,
  providerFailed,
  expired,
  interrupted,
  demonstration,
}: SignInProps) {
  const m = useMessages(messages).signIn;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      {expired || interrupted ? (
        <Alert live="calm">
          <p>{interrupted ? m.interrupted : m.expired}</p>
        </Alert>
      ) : undefined}
      {failed || passkeyFailed ? (
        <Alert tone="late" live="urgent">
          <p>{failed ? m.failed : m.passkeyFailed}</p>
        </Alert>
      ) : undefined}
      {providerFailed === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          <p>{m.providerFailed[providerFailed]}</p>
        </Alert>
      )}
      {provider === undefined ? undefined : (
        <AtProvider provider={provider} hidden={hidden} interrupted={interrupted} />
      )}
      <form className="form narrow" method="post" action={action} noValidate>
        <HiddenFields fields={hidden} />
        <TextField name={signInFields.username} label={m.username} value={username} autoComplete="username" required />
        <TextField
          name={signInFields.password}
          label={m.password}
          type="password"
          autoComplete="current-password"
          required
        />
        <div className="buttons">
          <Button>{m.submit}</Button>
        </div>
      </form>
      <PasskeyForm kind="show" {...passkey} hidden={hidden} failed={m.passkeyNone} submit={m.passkey} />
      {demonstration === undefined || demonstration.length === 0 ? undefined : <Demonstration users={demonstration} />}
    </Main>
  );
}

interface AtProviderProps {
  readonly provider: ProviderTarget;
  readonly hidden: HiddenValues;
  readonly interrupted: boolean | undefined;
}

/** The way to the identity provider: a link, or a form when there is something to take along. */
export function AtProvider({ provider, hidden, interrupted }: AtProviderProps) {
  const m = useMessages(messages).provider;
  return interrupted ? (
    <form className="form narrow" method="post" action={provider.action}>
      <HiddenFields fields={hidden} />
      <div className="buttons">
        <Button>{m.signIn(provider.name ?? m.organisation)}</Button>
      </div>
    </form>
  ) : (
    <p>
      <LinkButton href={provider.href}>{m.signIn(provider.name ?? m.organisation)}</LinkButton>
    </p>
  );
}

function Demonstration({ users }: { readonly users: readonly DemonstrationUser[] }) {
  const m = useMessages(messages).signIn;
  const columns: readonly Column<DemonstrationUser>[] = [
    { key: 'name', heading: m.columns.name, Cell: Name },
    { key: 'role', heading: m.columns.role, Cell: Role },
    { key: 'username', heading: m.columns.username, Cell: Username },
    { key: 'password', heading: m.columns.password, Cell: Password },
  ];
  return (
    <section>
      <h2>{m.demonstration}</h2>
      <p className="quiet">{m.demonstrationHelp}</p>
      <Table caption={m.demonstration} captionHidden columns={columns} rows={users} rowKey={(user) => user.username} />
    </section>
  );
}

interface CellProps {
  readonly row: DemonstrationUser;
}

const Name = ({ row }: CellProps) => row.name;
const Role = ({ row }: CellProps) => row.role;
const Username = ({ row }: CellProps) => <code>{row.username}</code>;
const Password = ({ row }: CellProps) => <code>{row.password}</code>;
