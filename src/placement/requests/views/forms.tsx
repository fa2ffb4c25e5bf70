import type { Choice, FormFrame } from '../../../ui/form-frame.ts';
import {
  Alert,
  Button,
  Conditional,
  DateField,
  Form,
  Main,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import { requestMessages } from '../messages/index.ts';
import { BackTo } from './ask.tsx';

/** The fields of the forms of a request that has been sent. */
export const requestFields = {
  text: 'meddelande',
  reason: 'skal',
  note: 'mer',
  answer: 'svar',
  result: 'resultat',
  offer: 'boende',
  otherUnit: 'annat-boende',
  start: 'fran',
  rate: 'pris',
  none: 'ingen',
  endedOn: 'slutade',
  endReason: 'slutade-for',
  planned: 'planerat',
  cause: 'orsak',
  again: 'igen',
} as const;
const f = requestFields;
/** Not among what was recommended. */
export const anotherUnit = 'annat';

interface Around {
  readonly frame: FormFrame;
  readonly number: string;
  /** What the desk is called. */
  readonly desk: string;
  readonly ends: readonly string[];
  readonly value: (name: string) => string;
}

function Ends({ ends }: { readonly ends: readonly string[] }) {
  const m = useMessages(requestMessages).ends;
  if (ends.length === 0) return undefined;
  return (
    <Alert tone="soon">
      <p>{m.heading}</p>
      <ul>
        {ends.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** Pauses a request, or takes it up again: why, and what it ends. */
export function PauseForm({ frame, number, desk, ends, value, what }: Around & { readonly what: 'pause' | 'reopen' }) {
  const m = useMessages(requestMessages)[what];
  return (
    <Main title={`${m.title}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(desk)}</p>
      <Ends ends={ends} />
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <TextArea name={f.reason} label={m.reason} value={value(f.reason)} required />
      </Form>
    </Main>
  );
}

export function WithdrawForm({
  frame,
  number,
  desk,
  ends,
  value,
  reasons,
}: Around & { readonly reasons: readonly Choice[] }) {
  const m = useMessages(requestMessages).withdraw;
  return (
    <Main title={`${m.title}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(desk)}</p>
      <Ends ends={ends} />
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <RadioGroup name={f.reason} label={m.reason} choices={reasons} required />
        <TextArea name={f.note} label={m.text} value={value(f.note)} />
      </Form>
    </Main>
  );
}

interface AnswerProps extends Omit<Around, 'ends'> {
  readonly answers: readonly Choice[];
  readonly reasons: readonly Choice[];
}

/** Answers a recommendation: one of the proposals, none of them, or more. */
export function AnswerForm({ frame, number, desk, value, answers, reasons }: AnswerProps) {
  const m = useMessages(requestMessages).recommendation.respond;
  return (
    <Main title={`${m.title}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.title}</h1>
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        <RadioGroup name={f.answer} label={m.choose} choices={answers} required />
        <Conditional when={{ name: f.answer, values: ['avboj'], hint: m.reasonHint }}>
          <RadioGroup name={f.reason} label={m.reason} choices={reasons} required />
        </Conditional>
        <TextArea name={f.note} label={m.text(desk)} help={m.textHelp} value={value(f.note)} />
      </Form>
    </Main>
  );
}

interface OutcomeProps extends Around {
  readonly offers: readonly Choice[];
  readonly reasons: readonly Choice[];
  readonly tellsRun: boolean;
}

/** What came of it. */
export function OutcomeForm({ frame, number, desk, ends, value, offers, reasons, tellsRun }: OutcomeProps) {
  const m = useMessages(requestMessages).outcome;
  return (
    <Main title={`${m.title}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(desk)}</p>
      <Ends ends={ends} />
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <RadioGroup
          name={f.result}
          label={m.result}
          choices={[
            { value: 'placerad', label: m.placed, checked: value(f.result) === 'placerad' },
            { value: 'ingen', label: m.none, checked: value(f.result) === 'ingen' },
          ]}
          required
        />
        <Conditional when={{ name: f.result, values: ['placerad'], hint: m.offerHint }}>
          {offers.length === 0 ? undefined : (
            <RadioGroup
              name={f.offer}
              label={m.offer}
              choices={[...offers, { value: anotherUnit, label: m.other, checked: value(f.offer) === anotherUnit }]}
              required
            />
          )}
          {offers.length === 0 ? (
            <TextField name={f.otherUnit} label={m.offer} help={m.name} value={value(f.otherUnit)} required />
          ) : (
            <TextField name={f.otherUnit} label={m.otherName} help={m.otherHelp} value={value(f.otherUnit)} />
          )}
          <DateField name={f.start} label={m.start} value={value(f.start)} required />
          <TextField name={f.rate} label={m.rate} value={value(f.rate)} inputMode="numeric" width={10} />
          {tellsRun ? <p className="reading">{m.inRun}</p> : undefined}
        </Conditional>
        <Conditional when={{ name: f.result, values: ['ingen'], hint: m.noneHint }}>
          <RadioGroup name={f.none} label={m.noneReason} choices={reasons} required />
        </Conditional>
        <TextArea name={f.note} label={m.note(desk)} value={value(f.note)} />
      </Form>
    </Main>
  );
}

interface FollowUpProps extends Omit<Around, 'ends'> {
  readonly months: number;
  readonly reasons: readonly Choice[];
}

/** How the stay goes at one of its days. */
export function FollowUpForm({ frame, number, value, months, reasons }: FollowUpProps) {
  const m = useMessages(requestMessages).followUps;
  const today = useToday();
  const choice = (name: string, id: string, label: string): Choice => ({
    value: id,
    label,
    checked: value(name) === id,
  });
  return (
    <Main title={`${m.title(months)}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.title(months)}</h1>
      <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
        <RadioGroup
          name={f.result}
          label={m.result}
          choices={(['held', 'moved', 'discharged'] as const).map((id) => choice(f.result, id, m.results[id]))}
          required
        />
        <Conditional when={{ name: f.result, values: ['moved', 'discharged'], hint: m.endHint }}>
          <DateField name={f.endedOn} label={m.endedOn} value={value(f.endedOn)} latest={today} required />
          <Select name={f.endReason} label={m.endReason} groups={[{ choices: reasons }]} required />
        </Conditional>
        <TextArea name={f.cause} label={m.cause} help={m.causeHelp} value={value(f.cause)} />
        <Again value={value} />
        <TextArea name={f.note} label={m.note} value={value(f.note)} />
      </Form>
    </Main>
  );
}

/** The stay has ended. */
export function EndStayForm({ frame, number, value, reasons }: Omit<FollowUpProps, 'months'>) {
  const m = useMessages(requestMessages).followUps;
  const today = useToday();
  return (
    <Main title={`${m.endTitle}, ${number}`}>
      <BackTo href={frame.cancelHref} text={number} />
      <h1>{m.endTitle}</h1>
      <Form frame={frame} buttons={<Button>{m.endSubmit}</Button>}>
        <DateField name={f.endedOn} label={m.endedOn} value={value(f.endedOn)} latest={today} required />
        <RadioGroup
          name={f.planned}
          label={m.planned}
          choices={yesNo(value(f.planned), useMessages(requestMessages).yesNo)}
          required
          inline
        />
        <Select name={f.endReason} label={m.endReason} groups={[{ choices: reasons }]} required />
        <Again value={value} />
      </Form>
    </Main>
  );
}

const yesNo = (value: string, words: Readonly<Record<'yes' | 'no', string>>): readonly Choice[] =>
  (['yes', 'no'] as const).map((id) => ({ value: id, label: words[id], checked: value === id }));

function Again({ value }: Pick<Around, 'value'>) {
  const m = useMessages(requestMessages);
  return (
    <RadioGroup name={f.again} label={m.followUps.again} choices={yesNo(value(f.again), m.yesNo)} required inline />
  );
}
