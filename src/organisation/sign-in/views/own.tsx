import {
  Alert,
  Button,
  ButtonForm,
  type Column,
  Form,
  type FormFrame,
  type HiddenValues,
  LinkButton,
  Main,
  Moment,
  PasskeyForm,
  type PasskeyFormProps,
  Table,
  TextField,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { messages, type Messages } from '../messages/index.ts';

export interface OwnSessionRow {
  readonly key: string;
  readonly browser: string;
  readonly method: keyof Messages['methods'];
  readonly since: string;
  readonly seen: string;
  readonly here: boolean;
}

export interface ButtonModel {
  readonly action: string;
  readonly hidden: HiddenValues;
}

export interface OwnPasskeyRow {
  readonly key: string;
  readonly name: string;
  readonly added: string;
  readonly used?: string | undefined;
  readonly remove: ButtonModel;
}

export interface OwnSignInProps {
  readonly mustSetUp: boolean;
  readonly done?: keyof Messages['own']['done'] | undefined;
  /** What somebody wanted to take away is the last second way. */
  readonly last: boolean;
  /** Without it the organisation's identity provider vouches for the account. */
  readonly local?:
    | {
        readonly username: string;
        readonly passwordHref: string;
        readonly codeSince?: string | undefined;
        readonly codeHref: string;
        readonly codeRemove?: ButtonModel | undefined;
        readonly passkeys: readonly OwnPasskeyRow[];
        readonly passkeyHref: string;
        readonly recoveryLeft: number;
        readonly recoveryMake?: ButtonModel | undefined;
      }
    | undefined;
  readonly sessions: readonly OwnSessionRow[];
  readonly endOthers?: ButtonModel | undefined;
  readonly endAll: ButtonModel;
}

/** How one signs in, and where one is signed in. */
export function OwnSignIn({ mustSetUp, done, last, local, sessions, endOthers, endAll }: OwnSignInProps) {
  const m = useMessages(messages).own;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      {done === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          <p>{m.done[done]}</p>
        </Alert>
      )}
      {last ? (
        <Alert tone="late" live="urgent">
          <p>{m.last}</p>
        </Alert>
      ) : undefined}
      {mustSetUp ? (
        <Alert tone="soon">
          <p>{m.mustSetUp}</p>
        </Alert>
      ) : undefined}
      {local === undefined ? <p className="reading">{m.provider}</p> : <Local {...local} />}
      <section>
        <h2>{m.sessions}</h2>
        <p className="reading">{m.sessionsHelp}</p>
        <Table
          caption={m.sessions}
          captionHidden
          columns={useColumns()}
          rows={sessions}
          rowKey={(session) => session.key}
        />
        <div className="buttons">
          {endOthers === undefined ? undefined : <ButtonForm {...endOthers}>{m.endOthers}</ButtonForm>}
          <ButtonForm {...endAll}>{m.endAll}</ButtonForm>
        </div>
      </section>
    </Main>
  );
}

function Local(local: NonNullable<OwnSignInProps['local']>) {
  const passkeyColumns = usePasskeyColumns();
  const m = useMessages(messages).own;
  return (
    <>
      <section>
        <h2>{m.password}</h2>
        <p className="reading">{m.passwordIs(local.username)}</p>
        <p>
          <a href={local.passwordHref}>{m.changePassword}</a>
        </p>
      </section>
      <section>
        <h2>{m.passkeys}</h2>
        {local.passkeys.length === 0 ? (
          <p className="reading">{m.passkeysNone}</p>
        ) : (
          <Table
            caption={m.passkeys}
            captionHidden
            columns={passkeyColumns}
            rows={local.passkeys}
            rowKey={(passkey) => passkey.key}
          />
        )}
        <p>
          <a href={local.passkeyHref}>{m.passkeyAdd}</a>
        </p>
      </section>
      <section>
        <h2>{m.code}</h2>
        {local.codeSince === undefined ? (
          <p className="reading">{m.codeNone}</p>
        ) : (
          <p>
            {m.codeSince} <Moment instant={local.codeSince} />.
          </p>
        )}
        <div className="buttons">
          <a href={local.codeHref}>{local.codeSince === undefined ? m.codeAdd : m.codeAnew}</a>
          {local.codeRemove === undefined ? undefined : <ButtonForm {...local.codeRemove}>{m.codeRemove}</ButtonForm>}
        </div>
      </section>
      {local.recoveryMake === undefined ? undefined : (
        <section>
          <h2>{m.recovery}</h2>
          <p className="reading">{local.recoveryLeft === 0 ? m.recoveryNone : m.recoveryLeft(local.recoveryLeft)}</p>
          <ButtonForm {...local.recoveryMake}>{m.recoveryMake}</ButtonForm>
        </section>
      )}
    </>
  );
}

interface CellProps {
  readonly row: OwnSessionRow;
}

function useColumns(): readonly Column<OwnSessionRow>[] {
  const { columns } = useMessages(messages).own;
  return [
    { key: 'browser', heading: columns.browser, Cell: Browser },
    { key: 'method', heading: columns.method, Cell: HowSignedIn },
    { key: 'since', heading: columns.since, Cell: Since },
    { key: 'seen', heading: columns.seen, Cell: Seen },
  ];
}

function Browser({ row }: CellProps) {
  const m = useMessages(messages).own;
  const name = row.browser === '' ? m.unknownBrowser : row.browser;
  return row.here ? `${name} (${m.here})` : name;
}
function HowSignedIn({ row }: CellProps) {
  return useMessages(messages).methods[row.method];
}
const Since = ({ row }: CellProps) => <Moment instant={row.since} />;
const Seen = ({ row }: CellProps) => <Moment instant={row.seen} />;

interface PasskeyCellProps {
  readonly row: OwnPasskeyRow;
}

function usePasskeyColumns(): readonly Column<OwnPasskeyRow>[] {
  const { passkeyColumns: columns } = useMessages(messages).own;
  return [
    { key: 'name', heading: columns.name, Cell: PasskeyName },
    { key: 'added', heading: columns.added, Cell: PasskeyAdded },
    { key: 'used', heading: columns.used, Cell: PasskeyUsed },
    { key: 'remove', heading: columns.remove, Cell: PasskeyRemove },
  ];
}

const PasskeyName = ({ row }: PasskeyCellProps) => row.name;
const PasskeyAdded = ({ row }: PasskeyCellProps) => <Moment instant={row.added} />;
function PasskeyUsed({ row }: PasskeyCellProps) {
  const m = useMessages(messages).own;
  return row.used === undefined ? m.passkeyUnused : <Moment instant={row.used} />;
}
function PasskeyRemove({ row }: PasskeyCellProps) {
  const m = useMessages(messages).own;
  return (
    <ButtonForm {...row.remove}>
      {m.passkeyRemove}
      <span className="ds-sr-only"> {row.name}</span>
    </ButtonForm>
  );
}

export const passwordFields = { current: 'nuvarande', chosen: 'nytt', again: 'igen' } as const;

/** Changes the password: what it is now, and twice what it shall be. Nothing of it is ever shown again. */
export function ChangePassword({ frame, username }: { readonly frame: FormFrame; readonly username: string }) {
  const m = useMessages(messages).password;
  return (
    <Main title={m.title}>
      <Back href={frame.cancelHref}>{m.back}</Back>
      <h1>{m.title}</h1>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        {/* For the browser to know whose password it keeps. */}
        <input type="text" name="username" autoComplete="username" defaultValue={username} hidden readOnly />
        <TextField
          name={passwordFields.current}
          label={m.current}
          type="password"
          autoComplete="current-password"
          required
        />
        <TextField
          name={passwordFields.chosen}
          label={m.chosen}
          help={m.help}
          type="password"
          autoComplete="new-password"
          required
        />
        <TextField name={passwordFields.again} label={m.again} type="password" autoComplete="new-password" required />
      </Form>
    </Main>
  );
}

export const codeFields = { code: 'kod', secret: 'hemlighet' } as const;

interface AddCodeProps {
  readonly frame: FormFrame;
  readonly secret: string;
  /** The picture: which of size × size squares are dark, row by row. */
  readonly squares: { readonly size: number; readonly dark: readonly boolean[] };
}

/** Codes from an app: the secret as a picture and in letters, and a first code to show that it works. */
export function AddCode({ frame, secret, squares }: AddCodeProps) {
  const { code: m, password } = useMessages(messages);
  const { size, dark } = squares;
  const path = dark.flatMap((is, index) => (is ? [`M${index % size} ${Math.floor(index / size)}h1v1h-1z`] : []));
  return (
    <Main title={m.title}>
      <Back href={frame.cancelHref}>{password.back}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      <p className="reading">{m.scan}</p>
      {/* Dark on light with a border, whatever the theme: cameras read nothing else. */}
      <svg width={220} height={220} viewBox={`-4 -4 ${size + 8} ${size + 8}`} shapeRendering="crispEdges">
        <title>{m.picture}</title>
        <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
        <path d={path.join('')} fill="#000" />
      </svg>
      <p className="reading">{m.type}</p>
      <p>
        <code>{(secret.match(/.{4}/g) ?? []).join(' ')}</code>
      </p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextField
          name={codeFields.code}
          label={m.field}
          help={m.fieldHelp}
          width={8}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
      </Form>
    </Main>
  );
}

export const passkeyNameField = 'namn';

interface AddPasskeyProps {
  readonly form: Pick<PasskeyFormProps, 'action' | 'questionUrl' | 'hidden'>;
  readonly name: string;
  readonly error?: string | undefined;
  readonly backHref: string;
}

/** A passkey of this device, or of another one. */
export function AddPasskey({ form, name, error, backHref }: AddPasskeyProps) {
  const { passkey: m, password } = useMessages(messages);
  return (
    <Main title={m.title}>
      <Back href={backHref}>{password.back}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      {error === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          <p>{error}</p>
        </Alert>
      )}
      <p className="reading" data-passkey-missing>
        {m.missing}
      </p>
      <PasskeyForm kind="register" {...form} failed={m.failed} submit={m.save} emphasis="primary">
        <TextField name={passkeyNameField} label={m.name} help={m.nameHelp} value={name} required />
      </PasskeyForm>
    </Main>
  );
}

/** The codes, this once. */
export function RecoveryCodes({ codes, doneHref }: { readonly codes: readonly string[]; readonly doneHref: string }) {
  const m = useMessages(messages).recovery;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.lead}</p>
      <p className="reading">{m.once}</p>
      <ul aria-label={m.list}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton href={doneHref}>{m.done}</LinkButton>
    </Main>
  );
}
