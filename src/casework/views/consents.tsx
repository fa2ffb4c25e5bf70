import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  CheckboxGroup,
  Conditional,
  DateField,
  Disclosure,
  EmptyState,
  Form,
  LinkButton,
  Main,
  type Mark,
  RadioGroup,
  Select,
  ShortDate,
  StatusMark,
  TextArea,
  TextField,
  useMessages,
  Back,
} from '../../ui/index.ts';
import { type Attachment, AttachmentField, Attachments } from '../../secrecy/index.ts';
import { consentMessages } from '../messages/consents.ts';

export interface ConsentLine {
  readonly key: string;
  readonly purpose: string;
  readonly to?: string | undefined;
  readonly parts?: string | undefined;
  readonly standing: { readonly mark: Mark; readonly word: string };
  readonly from: string;
  readonly until?: string | undefined;
  readonly taken: { readonly on: string; readonly form?: string | undefined; readonly by: string };
  readonly reason?: string | undefined;
  readonly files: readonly { readonly file: Attachment; readonly href: string }[];
  readonly withdrawHref?: string | undefined;
  readonly renewHref?: string | undefined;
  readonly letterHref?: string | undefined;
}

interface ConsentsProps {
  readonly number: string;
  readonly backHref: string;
  readonly recordHref?: string | undefined;
  readonly now: readonly ConsentLine[];
  readonly earlier: readonly ConsentLine[];
}

/** The ledger of an individual: what holds now, and what has been said before. */
export function Consents({ number, backHref, recordHref, now, earlier }: ConsentsProps) {
  const m = useMessages(consentMessages);
  const record = recordHref === undefined ? undefined : <LinkButton href={recordHref}>{m.record}</LinkButton>;
  return (
    <Main title={`${m.title} ${number}`}>
      <Back href={backHref}>
        <span className="number">{number}</span>
      </Back>
      <div className="heading-row">
        <h1>{m.heading(number)}</h1>
        {now.length + earlier.length === 0 ? undefined : record}
      </div>
      <p className="reading">{m.intro}</p>
      {now.length + earlier.length === 0 ? (
        <EmptyState action={record}>{m.empty}</EmptyState>
      ) : (
        <>
          <h2>{m.now}</h2>
          {now.length === 0 ? <p className="quiet">{m.nothingNow}</p> : <ConsentList lines={now} />}
          {earlier.length === 0 ? undefined : (
            <Disclosure kind="section" summary={m.earlier}>
              <ConsentList lines={earlier} />
            </Disclosure>
          )}
        </>
      )}
    </Main>
  );
}

const ConsentList = ({ lines }: { readonly lines: readonly ConsentLine[] }) => (
  <ul className="consents">
    {lines.map((line) => (
      <ConsentItem key={line.key} line={line} />
    ))}
  </ul>
);

function ConsentItem({ line }: { readonly line: ConsentLine }) {
  const m = useMessages(consentMessages);
  return (
    <li>
      <p>
        <StatusMark mark={line.standing.mark} word={line.standing.word} /> <b>{line.purpose}</b>
        {', '}
        {line.to ?? m.toAll}
      </p>
      {line.parts === undefined ? undefined : <p>{m.parts(line.parts)}</p>}
      {line.reason === undefined ? undefined : <p>{line.reason}</p>}
      <p className="quiet">
        {m.from} <ShortDate date={line.from} />
        {line.until === undefined ? undefined : (
          <>
            {' '}
            {m.to} <ShortDate date={line.until} />
          </>
        )}
        {' · '}
        {line.taken.form === undefined ? undefined : `${line.taken.form} `}
        <ShortDate date={line.taken.on} />, {m.takenBy(line.taken.by)}
      </p>
      <Attachments files={line.files} />
      <p className="buttons">
        {line.withdrawHref === undefined ? undefined : (
          <ActionLink href={line.withdrawHref} context={line.purpose}>
            {m.withdraw}
          </ActionLink>
        )}
        {line.renewHref === undefined ? undefined : (
          <ActionLink href={line.renewHref} context={line.purpose}>
            {m.renew}
          </ActionLink>
        )}
        {line.letterHref === undefined ? undefined : (
          <ActionLink href={line.letterHref} context={line.purpose}>
            {m.letter}
          </ActionLink>
        )}
      </p>
    </li>
  );
}

export const consentFormFields = {
  status: 'status',
  reason: 'reason',
  form: 'form',
  purpose: 'purpose',
  toArea: 'toArea',
  toParty: 'toParty',
  parts: 'parts',
  takenOn: 'takenOn',
  validTo: 'validTo',
  replaces: 'replaces',
} as const;

interface ConsentFormProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly renews: boolean;
  readonly statuses: readonly Choice[];
  readonly forms: readonly Choice[];
  readonly purposes: readonly Choice[];
  readonly areas: readonly Choice[];
  readonly parts: readonly Choice[];
  readonly values: Readonly<Record<'reason' | 'toParty' | 'takenOn' | 'validTo', string>>;
  readonly today: string;
  /** The file that came the last time, when something else was wrong. */
  readonly kept?: Attachment | undefined;
}

export function ConsentForm(props: ConsentFormProps) {
  const { frame, number, backHref, renews, statuses, forms, purposes, areas, parts, values, today, kept } = props;
  const m = useMessages(consentMessages);
  const f = m.form;
  const title = renews ? f.renewTitle : f.title;
  return (
    <Main title={`${title}, ${number}`}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{title}</h1>
      <Form frame={frame} buttons={<Button>{f.save}</Button>}>
        <RadioGroup name={consentFormFields.purpose} label={f.purpose} choices={purposes} required />
        <RadioGroup name={consentFormFields.status} label={f.status} choices={statuses} required />
        <Conditional when={{ name: consentFormFields.status, values: ['not-possible'], hint: f.reasonHint }}>
          <TextArea name={consentFormFields.reason} label={f.reason} value={values.reason} required />
        </Conditional>
        <Conditional when={{ name: consentFormFields.status, values: ['given'], hint: f.given }}>
          <RadioGroup name={consentFormFields.form} label={f.how} choices={forms} inline required />
          <AttachmentField label={f.scan} help={f.scanHelp} kept={kept} />
        </Conditional>
        <Select name={consentFormFields.toArea} label={f.toArea} help={f.toAreaHelp} groups={[{ choices: areas }]} />
        <TextField name={consentFormFields.toParty} label={f.toParty} help={f.toPartyHelp} value={values.toParty} />
        <CheckboxGroup name={consentFormFields.parts} label={f.parts} help={f.partsHelp} choices={parts} />
        <DateField name={consentFormFields.takenOn} label={f.takenOn} value={values.takenOn} latest={today} required />
        <DateField name={consentFormFields.validTo} label={f.validTo} help={f.validToHelp} value={values.validTo} />
      </Form>
    </Main>
  );
}

export const withdrawFields = { takenOn: 'takenOn', reason: 'reason' } as const;

interface WithdrawFormProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly what: string;
  readonly closesFor?: string | undefined;
  readonly takenOn: string;
  readonly reason: string;
  readonly today: string;
}

export function WithdrawForm({ frame, number, backHref, what, closesFor, takenOn, reason, today }: WithdrawFormProps) {
  const m = useMessages(consentMessages);
  return (
    <Main title={`${m.withdrawTitle}, ${number}`}>
      <Back href={backHref}>{m.back}</Back>
      <h1>{m.withdrawTitle}</h1>
      <p className="lead">{m.withdrawLead(what)}</p>
      <Alert tone="soon">
        <p>{m.withdrawEffect}</p>
        {closesFor === undefined ? undefined : <p>{m.withdrawClosing(closesFor)}</p>}
      </Alert>
      <Form frame={frame} buttons={<Button>{m.withdrawSave}</Button>}>
        <DateField name={withdrawFields.takenOn} label={m.withdrawOn} value={takenOn} latest={today} required />
        <TextArea name={withdrawFields.reason} label={m.withdrawWhy} value={reason} />
      </Form>
    </Main>
  );
}

interface LetterProps {
  readonly number: string;
  readonly backHref: string;
  /** Left out for somebody whose identity is protected. */
  readonly givenName: string | undefined;
  readonly given: { readonly on: string; readonly purpose: string; readonly to?: string | undefined };
  readonly parts?: string | undefined;
  readonly until?: string | undefined;
  readonly holds: boolean;
}

/** For the individual, on paper: what they have said yes to, and that they may change their mind. */
export function ConsentLetter({ number, backHref, givenName, given, parts, until, holds }: LetterProps) {
  const m = useMessages(consentMessages);
  return (
    <Main title={`${m.letterTitle}, ${number}`}>
      <Back href={backHref}>{m.back}</Back>
      <article className="sheet reading">
        <h1>{m.letterTitle}</h1>
        <p>{m.letterLead(givenName)}</p>
        <p>{m.letterGiven(given.on, given.purpose, given.to ?? m.toAll)}</p>
        {parts === undefined ? undefined : <p>{m.letterParts(parts)}</p>}
        <p>{holds ? (until === undefined ? m.letterOpen : m.letterUntil(until)) : m.letterEnded}</p>
        <p>{m.letterWithdraw}</p>
        <p>{m.letterAsk}</p>
      </article>
    </Main>
  );
}
