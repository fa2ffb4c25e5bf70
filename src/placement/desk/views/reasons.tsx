import {
  ActionLink,
  Alert,
  Back,
  Button,
  type Choice,
  type Column,
  DateField,
  EmptyState,
  exactDate,
  Form,
  type FormFrame,
  LinkButton,
  Main,
  RadioGroup,
  Table,
  TextField,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import type { ReasonKind } from '../../store/desks.ts';
import { deskMessages } from '../messages/index.ts';
import { type KeptReason, reasonKinds } from '../reason.ts';

export const reasonFields = { sv: 'sv', en: 'en', follows: 'foljd', days: 'dagar', from: 'fran', to: 'till' } as const;

export type ReasonLine = KeptReason & Readonly<{ href?: string | undefined }>;

interface ReasonsProps {
  readonly backHref: string;
  readonly reasons: readonly ReasonLine[];
  readonly saved: boolean;
  /** Only whoever leads the desk. */
  readonly addHref?: ((kind: ReasonKind) => string) | undefined;
}

/** The reasons of each kind, with what follows of them and until when they can be chosen. */
export function Reasons({ backHref, reasons, saved, addHref }: ReasonsProps) {
  const all = useMessages(deskMessages);
  const m = all.reasons;
  const columns = (kind: ReasonKind): readonly Column<ReasonLine>[] => [
    { key: 'name', heading: m.columns.name, Cell: Name },
    ...(kind === 'decline' ? [{ key: 'consequence', heading: m.columns.consequence, Cell: Consequence }] : []),
    { key: 'holds', heading: m.columns.holds, Cell: Holds },
    ...(addHref === undefined ? [] : [{ key: 'end', heading: m.columns.end, Cell: End }]),
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.title}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p className="reading">{m.intro}</p>
      {reasonKinds.map((kind) => {
        const rows = reasons.filter((one) => one.kind === kind);
        return (
          <section key={kind} id={kind}>
            <h2>{m.kinds[kind]}</h2>
            {addHref === undefined ? undefined : (
              <p className="buttons">
                <LinkButton href={addHref(kind)} emphasis="secondary" context={m.kinds[kind]}>
                  {m.add}
                </LinkButton>
              </p>
            )}
            {rows.length === 0 ? (
              <EmptyState>{m.none}</EmptyState>
            ) : (
              <Table
                caption={m.kinds[kind]}
                captionHidden
                columns={columns(kind)}
                rows={rows}
                rowKey={({ id }) => id}
              />
            )}
          </section>
        );
      })}
    </Main>
  );
}

interface CellProps {
  readonly row: ReasonLine;
}
const Name = ({ row: { name } }: CellProps) => name[useLanguage()];
function Consequence({ row: { consequence, days = 0 } }: CellProps) {
  const m = useMessages(deskMessages).reasons.consequence;
  return consequence === 'days' ? m.days(days) : m[consequence];
}
function Holds({ row: { from, to } }: CellProps) {
  const m = useMessages(deskMessages).reasons;
  const [today, language] = [useToday(), useLanguage()];
  if (to !== null && to < today) return <span className="quiet">{m.ended(exactDate(to, language))}</span>;
  const parts = [
    ...(from > today ? [m.toCome(exactDate(from, language))] : []),
    ...(to === null ? [] : [m.until(exactDate(to, language))]),
  ];
  return parts.length === 0 ? m.holds : parts.join(', ');
}
function End({ row: { href, name } }: CellProps) {
  const m = useMessages(deskMessages).reasons;
  const language = useLanguage();
  return href === undefined ? undefined : (
    <ActionLink href={href} context={name[language]}>
      {m.end}
    </ActionLink>
  );
}

interface AddReasonProps {
  readonly kind: ReasonKind;
  readonly frame: FormFrame;
  readonly value: (field: string) => string;
  /** What can follow; of declining alone. */
  readonly follows?: readonly Choice[] | undefined;
}

export function AddReason({ kind, frame, value, follows }: AddReasonProps) {
  const m = useMessages(deskMessages).reasons;
  return (
    <Main title={m.add}>
      <Back href={frame.cancelHref}>{m.title}</Back>
      <h1>{m.add}</h1>
      <p className="lead">{m.kinds[kind]}</p>
      <p className="reading">{m.addIntro}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <TextField name={reasonFields.sv} label={m.sv} value={value(reasonFields.sv)} required />
        <TextField name={reasonFields.en} label={m.en} value={value(reasonFields.en)} required />
        {follows === undefined ? undefined : (
          <>
            <RadioGroup name={reasonFields.follows} label={m.whatFollows} choices={follows} required />
            <TextField
              name={reasonFields.days}
              label={m.days}
              help={m.daysHelp}
              value={value(reasonFields.days)}
              inputMode="numeric"
              width={6}
            />
          </>
        )}
        <DateField
          name={reasonFields.from}
          label={m.from}
          value={value(reasonFields.from)}
          earliest={useToday()}
          required
        />
      </Form>
    </Main>
  );
}

interface EndReasonProps {
  readonly reason: KeptReason;
  readonly frame: FormFrame;
  readonly to: string;
}

export function EndReason({ reason, frame, to }: EndReasonProps) {
  const m = useMessages(deskMessages).reasons;
  const title = m.endTitle(reason.name[useLanguage()]);
  return (
    <Main title={title}>
      <Back href={frame.cancelHref}>{m.title}</Back>
      <h1>{title}</h1>
      <p className="lead">{m.kinds[reason.kind]}</p>
      <Form frame={frame} buttons={<Button>{m.save}</Button>}>
        <DateField name={reasonFields.to} label={m.to} value={to} earliest={useToday()} required />
      </Form>
    </Main>
  );
}
