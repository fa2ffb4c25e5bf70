import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  Button,
  DateField,
  Form,
  LinkButton,
  Main,
  RadioGroup,
  TextArea,
  TextField,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { type Attachment, AttachmentField } from '../../secrecy/index.ts';
import { intakeMessages } from '../messages/index.ts';
import { noticeFields as fields, noticeKinds, noticeReasons, senderRoles } from '../notice.ts';

/** Which municipality a notice is for, where a server has several. */
export function WhichMunicipality({
  links,
}: {
  readonly links: readonly { readonly href: string; readonly name: string }[];
}) {
  const m = useMessages(intakeMessages).form;
  return (
    <Main title={m.title}>
      <h1>{links.length === 0 ? m.title : m.which}</h1>
      {links.length === 0 ? <p>{m.none}</p> : undefined}
      <ul>
        {links.map(({ href, name }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </Main>
  );
}

interface NoticeFormProps {
  readonly frame: FormFrame;
  readonly municipality: string;
  /** What was typed, by the name of the field. */
  readonly value: (name: string) => string;
  readonly kept?: Attachment | undefined;
}

/** The form that a landlord fills in: the same to everybody, whoever the tenant is. */
export function NoticeForm({ frame, municipality, value, kept }: NoticeFormProps) {
  const all = useMessages(intakeMessages);
  const m = all.form;
  const today = useToday();
  const choices = (name: string, of: readonly string[], words: Readonly<Record<string, string>>): readonly Choice[] =>
    of.map((one) => ({ value: one, label: words[one] ?? one, checked: value(name) === one }));
  return (
    <Main title={m.title}>
      <h1>{m.heading(municipality)}</h1>
      <p className="lead">{m.lead}</p>
      <p className="reading">{m.secrecy}</p>
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        <h2>{m.sender}</h2>
        <RadioGroup
          name={fields.senderRole}
          label={m.senderRole}
          choices={choices(fields.senderRole, senderRoles, all.senderRoles)}
          inline
          required
        />
        <TextField name={fields.sender} label={m.organisation} value={value(fields.sender)} required />
        <TextField name={fields.contact} label={m.contact} value={value(fields.contact)} required />
        <TextField name={fields.phone} label={m.phone} help={m.reachHelp} type="tel" value={value(fields.phone)} />
        <TextField name={fields.email} label={m.email} value={value(fields.email)} />
        <h2>{m.tenant}</h2>
        <TextField name={fields.tenant} label={m.tenantName} value={value(fields.tenant)} required />
        <TextField
          name={fields.tenantIdentity}
          label={m.tenantIdentity}
          help={m.tenantIdentityHelp}
          value={value(fields.tenantIdentity)}
          width={14}
        />
        <TextField
          name={fields.address}
          label={m.address}
          help={m.addressHelp}
          value={value(fields.address)}
          required
        />
        <TextField name={fields.apartment} label={m.apartment} value={value(fields.apartment)} width={8} />
        <TextField
          name={fields.postalCode}
          label={m.postalCode}
          value={value(fields.postalCode)}
          width={8}
          inputMode="numeric"
          required
        />
        <TextField name={fields.locality} label={m.locality} value={value(fields.locality)} required />
        <h2>{m.notice}</h2>
        <RadioGroup name={fields.kind} label={m.kind} choices={choices(fields.kind, noticeKinds, all.kinds)} required />
        <RadioGroup
          name={fields.reason}
          label={m.reason}
          choices={choices(fields.reason, noticeReasons, all.reasons)}
          required
        />
        <DateField name={fields.datedOn} label={m.datedOn} value={value(fields.datedOn)} latest={today} required />
        <DateField
          name={fields.tenantServedOn}
          label={m.tenantServedOn}
          help={m.tenantServedOnHelp}
          value={value(fields.tenantServedOn)}
          latest={today}
        />
        <TextArea name={fields.message} label={m.message} help={m.messageHelp} value={value(fields.message)} />
        <AttachmentField label={m.file} kept={kept} />
        <div className={value(fields.leaveEmpty) === '' ? 'leave-empty' : undefined}>
          <TextField name={fields.leaveEmpty} label={m.leaveEmpty} value={value(fields.leaveEmpty)} />
        </div>
      </Form>
    </Main>
  );
}

/** That it has come, with the number to refer to; the same whatever it said. */
export function NoticeReceived({ receipt, againHref }: { readonly receipt: string; readonly againHref: string }) {
  const m = useMessages(intakeMessages).received;
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">
        {m.number} <b className="number">{receipt}</b>
      </p>
      <p className="reading">{m.keep}</p>
      <p className="reading">{m.next}</p>
      <p className="buttons">
        <LinkButton href={againHref} emphasis="secondary">
          {m.another}
        </LinkButton>
      </p>
    </Main>
  );
}
