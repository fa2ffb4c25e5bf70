import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Column,
  Disclosure,
  EmptyState,
  Form,
  HiddenFields,
  Main,
  Moment,
  RadioGroup,
  Select,
  Table,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { protectionMessages } from '../messages/protection.ts';

export const protectionFields = {
  grade: 'slag',
  contact: 'kontakt',
  reason: 'skal',
  who: 'vem',
  why: 'varfor',
  endReason: 'skal-upphor',
  address: 'adress',
  seen: 'visad',
  kind: 'kind',
  answer: 'svar',
} as const;

type Act = Readonly<{ action: string; hidden: HiddenValues }>;

export interface MemberLine {
  readonly key: string;
  readonly name: string;
  readonly reason: string;
  readonly state: string;
  readonly end?: Act | undefined;
}

interface ProtectionProps {
  readonly number: string;
  readonly backHref: string;
  readonly addressHref?: string | undefined;
  /** Absent for who may not register. */
  readonly register?: RegisterProps | undefined;
  /** Absent when the identity is not protected. */
  readonly protection?:
    | {
        readonly stands: string;
        readonly contact: string;
        readonly team: readonly MemberLine[];
        readonly ask: { readonly frame: FormFrame; readonly colleagues: readonly Choice[]; readonly why: string };
        /** What has been asked, or the form to ask. */
        readonly ending: string | { readonly frame: FormFrame; readonly reason: string };
      }
    | undefined;
}

interface RegisterProps {
  readonly frame: FormFrame;
  readonly grades: readonly Choice[];
  readonly contact: string;
  readonly reason: string;
}

/** How somebody's identity is protected, and who is let in. */
export function Protection({ number, backHref, addressHref, register, protection }: ProtectionProps) {
  const m = useMessages(protectionMessages);
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {protection === undefined ? (
        <>
          <p className="lead">{m.none}</p>
          {register === undefined ? undefined : (
            <section>
              <h2>{m.register}</h2>
              <p className="reading">{m.closes}</p>
              <Register {...register} submit={m.register} />
            </section>
          )}
        </>
      ) : (
        <>
          <p className="lead">{protection.stands}</p>
          <p>{m.asksContact(protection.contact)}</p>
          {typeof protection.ending === 'string' ? <Alert tone="soon">{protection.ending}</Alert> : undefined}
          <h2>{m.team}</h2>
          <Team lines={protection.team} />
          <Disclosure kind="section" summary={m.ask} open={(protection.ask.frame.errors ?? []).length > 0}>
            <Form frame={protection.ask.frame} buttons={<Button>{m.askSubmit}</Button>}>
              <Select
                name={protectionFields.who}
                label={m.who}
                help={m.whoHelp}
                groups={[{ choices: protection.ask.colleagues }]}
                required
              />
              <TextArea name={protectionFields.why} label={m.why} value={protection.ask.why} required />
            </Form>
          </Disclosure>
          {register === undefined ? undefined : (
            <Disclosure kind="section" summary={m.change} open={(register.frame.errors ?? []).length > 0}>
              <Register {...register} submit={m.changeSubmit} />
            </Disclosure>
          )}
          {typeof protection.ending === 'string' ? undefined : (
            <Disclosure kind="section" summary={m.end} open={(protection.ending.frame.errors ?? []).length > 0}>
              <p className="reading">{m.endHelp}</p>
              <Form frame={protection.ending.frame} buttons={<Button>{m.endSubmit}</Button>}>
                <TextArea
                  name={protectionFields.endReason}
                  label={m.endReason}
                  value={protection.ending.reason}
                  required
                />
              </Form>
            </Disclosure>
          )}
        </>
      )}
      {addressHref === undefined ? undefined : (
        <p>
          <ActionLink href={addressHref}>{m.addressLink}</ActionLink>
        </p>
      )}
    </Main>
  );
}

function Register({ frame, grades, contact, reason, submit }: RegisterProps & { readonly submit: string }) {
  const m = useMessages(protectionMessages);
  return (
    <Form frame={frame} buttons={<Button>{submit}</Button>}>
      <RadioGroup name={protectionFields.grade} label={m.grade} choices={grades} required />
      <TextField name={protectionFields.contact} label={m.contact} help={m.contactHelp} value={contact} required />
      <TextArea name={protectionFields.reason} label={m.reason} help={m.reasonHelp} value={reason} required />
    </Form>
  );
}

function Team({ lines }: { readonly lines: readonly MemberLine[] }) {
  const m = useMessages(protectionMessages);
  const columns: readonly Column<MemberLine>[] = [
    { key: 'name', heading: m.columns.name, Cell: ({ row }) => row.name },
    { key: 'reason', heading: m.columns.reason, Cell: ({ row }) => row.reason },
    { key: 'state', heading: m.columns.state, Cell: ({ row }) => row.state },
    { key: 'act', heading: m.columns.act, Cell: EndMember },
  ];
  return <Table caption={m.team} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />;
}

function EndMember({ row }: { readonly row: MemberLine }) {
  const m = useMessages(protectionMessages);
  return row.end === undefined ? undefined : (
    <ButtonForm {...row.end}>
      {m.endMember}
      <span className="ds-sr-only"> {row.name}</span>
    </ButtonForm>
  );
}

interface AddressProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly address: string;
  readonly written: string;
  /** Absent for who may read it and not write it. */
  readonly mayWrite: boolean;
}

/** Where somebody lives in sheltered housing: the one page that shows it, and never on paper. */
export function ShelteredAddressPage({ frame, number, backHref, address, written, mayWrite }: AddressProps) {
  const m = useMessages(protectionMessages);
  return (
    <Main title={`${m.addressTitle}, ${number}`}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.addressTitle}</h1>
      <p className="reading">{m.addressIntro}</p>
      <div className="screen-only">
        <p className="quiet">{written}</p>
        {mayWrite ? (
          <Form frame={frame} buttons={<Button>{m.save}</Button>}>
            <TextArea name={protectionFields.address} label={m.address} help={m.addressHelp} value={address} />
          </Form>
        ) : (
          <p className="written">{address}</p>
        )}
      </div>
    </Main>
  );
}

export interface RequestLine {
  readonly key: string;
  readonly what: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly contact: string;
  readonly why: string;
  /** Absent when somebody else must answer. */
  readonly answer?: Act | undefined;
}

/** What waits for a second pair of eyes. */
export function ProtectionRequests({
  lines,
  notice,
}: {
  readonly lines: readonly RequestLine[];
  readonly notice?: string | undefined;
}) {
  const m = useMessages(protectionMessages).decide;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {notice === undefined ? undefined : <Alert live="calm">{notice}</Alert>}
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        lines.map((line) => (
          <section key={line.key} className="answers reading">
            <h2>{line.what}</h2>
            <p>
              {line.askedBy} <Moment instant={line.askedAt} />
            </p>
            <p>{line.why}</p>
            <p className="quiet">{line.contact}</p>
            {line.answer === undefined ? (
              <p>{m.own}</p>
            ) : (
              <form method="post" action={line.answer.action} className="button-form buttons">
                <HiddenFields fields={line.answer.hidden} />
                <Button name={protectionFields.answer} value="ja">
                  {m.yes}
                  <span className="ds-sr-only"> {line.what}</span>
                </Button>
                <Button emphasis="secondary" name={protectionFields.answer} value="nej">
                  {m.no}
                  <span className="ds-sr-only"> {line.what}</span>
                </Button>
              </form>
            )}
          </section>
        ))
      )}
    </Main>
  );
}
