import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  type Choice,
  DateField,
  Day,
  DescriptionList,
  Form,
  type FormFrame,
  type HiddenValues,
  Main,
  Moment,
  RadioGroup,
  StatusMark,
  TextArea,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../../ui/index.ts';
import type { InquiryBody } from '../inquiry-body.ts';
import { deskMessages } from '../messages/index.ts';
import type { InquiryState, OpenedInquiry } from '../store/answers.ts';
import { type Inquiry, inquiryAnswers } from '../store/inquiries.ts';

export const inquiryFields = { message: 'meddelande', days: 'dagar', how: 'hur' } as const;
export const answerFields = { answer: 'svar', freeFrom: 'fran', text: 'text' } as const;

/** The needs as a provider reads them. */
function Needs({ body }: { readonly body: InquiryBody }) {
  const m = useMessages(deskMessages).inquiry;
  const language = useLanguage();
  return (
    <>
      <DescriptionList
        items={body.lines.map((line) => ({
          key: line.sv.label,
          term: line[language].label,
          detail: line[language].text,
        }))}
      />
      {body.questions.length === 0 ? undefined : (
        <>
          <h2>{m.questions}</h2>
          <ul className="lines">
            {body.questions.map((question) => (
              <li key={question.sv}>{question[language]}</li>
            ))}
          </ul>
        </>
      )}
      {body.message === '' ? undefined : (
        <>
          <h2>{m.message}</h2>
          <p className="reading written">{body.message}</p>
        </>
      )}
    </>
  );
}

export function AskProvider({
  frame,
  about,
  body,
  text,
  days,
  how,
}: {
  readonly frame: FormFrame;
  readonly about: string;
  readonly body: InquiryBody;
  readonly text: string;
  readonly days: readonly Choice[];
  readonly how: readonly Choice[];
}) {
  const m = useMessages(deskMessages).inquiry;
  return (
    <Main title={m.title}>
      <Back href={frame.cancelHref}>{about}</Back>
      <h1>{m.heading(body.unitName)}</h1>
      <p className="reading">{m.intro}</p>
      <h2>{m.sees}</h2>
      <p>{m.from(body.municipalityName)}</p>
      <Needs body={{ ...body, message: '' }} />
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        <TextArea name={inquiryFields.message} label={m.add} help={m.addHelp} value={text} />
        <RadioGroup name={inquiryFields.days} label={m.days} choices={days} inline required />
        <RadioGroup name={inquiryFields.how} label={m.how} choices={how} required />
      </Form>
    </Main>
  );
}

/** The link, once: it is kept nowhere in the clear. */
export function Asked({
  link,
  mailed,
  backHref,
  about,
}: {
  readonly link: string;
  readonly mailed: string;
  readonly backHref: string;
  readonly about: string;
}) {
  const m = useMessages(deskMessages).inquiry;
  return (
    <Main title={m.asked}>
      <Back href={backHref}>{about}</Back>
      <h1>{m.asked}</h1>
      <Alert tone="ok" live="calm">
        {mailed === '' ? m.passOn : m.mailed(mailed)}
      </Alert>
      <p className="reading">{m.once}</p>
      <p>
        <code className="link-once">{link}</code>
      </p>
      <p className="buttons">
        <ActionLink href={backHref}>{m.back}</ActionLink>
      </p>
    </Main>
  );
}

export interface InquiryLine {
  readonly inquiry: Inquiry;
  readonly isOpen: boolean;
  readonly cancel?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
}

/** What has been asked of providers for a request, with what they answered. */
export function Inquiries({ lines }: { readonly lines: readonly InquiryLine[] }) {
  const m = useMessages(deskMessages).inquiry;
  if (lines.length === 0) return undefined;
  return (
    <section>
      <h2>{m.list}</h2>
      <ul className="lines">
        {lines.map(({ inquiry, isOpen, cancel }) => (
          <li key={inquiry.id}>
            <span>
              {inquiry.body.unitName}: <State inquiry={inquiry} isOpen={isOpen} />{' '}
              <span className="quiet">
                {m.askedBy(inquiry.askedByName)} <Moment instant={inquiry.askedAt.toISOString()} />
                {inquiry.remindedAt === undefined ? undefined : `, ${m.reminded}`}
              </span>
              {inquiry.answerText === '' ? undefined : <p className="written">{inquiry.answerText}</p>}
            </span>
            {cancel === undefined ? undefined : <ButtonForm {...cancel}>{m.cancel}</ButtonForm>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function State({ inquiry, isOpen }: Omit<InquiryLine, 'cancel'>) {
  const m = useMessages(deskMessages).inquiry;
  if (inquiry.answer !== undefined)
    return (
      <>
        <StatusMark mark={inquiry.answer === 'no' ? 'none' : 'done'} word={m.answers[inquiry.answer]} />
        {inquiry.freeFrom === undefined ? undefined : (
          <>
            {' '}
            <Day date={inquiry.freeFrom} />
          </>
        )}
      </>
    );
  if (isOpen)
    return (
      <>
        <StatusMark mark="waiting" word={m.waits} /> <Moment instant={inquiry.expiresAt.toISOString()} />
      </>
    );
  return <StatusMark mark="stopped" word={inquiry.cancelledAt ? m.cancelled : m.lapsed} />;
}

// ── The provider's page, without a sign-in ────────────────────────────────────────────────────────────────────────────

interface AnswerProps {
  readonly frame: FormFrame;
  readonly body: InquiryBody;
  readonly expiresAt: string;
  readonly value: (field: string) => string;
}

/** What is asked, and the answer: the provider needs no account. */
export function AnswerInquiry({ frame, body, expiresAt, value }: AnswerProps) {
  const m = useMessages(deskMessages).answer;
  const chosen = value(answerFields.answer);
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="lead">{m.lead(body.municipalityName, body.unitName)}</p>
      <p className="reading">
        {m.secrecy} {m.until} <Moment instant={expiresAt} />.
      </p>
      <Needs body={body} />
      <Form frame={frame} buttons={<Button>{m.send}</Button>}>
        <h2>{m.heading}</h2>
        <RadioGroup
          name={answerFields.answer}
          label={m.question}
          choices={inquiryAnswers.map((one) => ({ value: one, label: m.choices[one], checked: chosen === one }))}
          required
        />
        <DateField
          name={answerFields.freeFrom}
          label={m.freeFrom}
          help={m.freeFromHelp}
          value={value(answerFields.freeFrom)}
          earliest={useToday()}
        />
        <TextArea name={answerFields.text} label={m.text} help={m.textHelp} value={value(answerFields.text)} />
      </Form>
    </Main>
  );
}

/** What is told where there is nothing to answer: that it has been, or that the link holds no longer. */
export function InquiryClosed({
  state,
  opened,
}: {
  readonly state: Exclude<InquiryState, 'open'> | 'nothing';
  readonly opened?: OpenedInquiry | undefined;
}) {
  const m = useMessages(deskMessages).answer;
  const words = m.closed[state];
  return (
    <Main title={words.title}>
      <h1>{words.title}</h1>
      <p className="reading">{words.text}</p>
      {opened?.answer === undefined ? undefined : (
        <p>
          {m.youAnswered} <b>{m.choices[opened.answer]}</b>
          {opened.freeFrom === undefined ? undefined : (
            <>
              {', '}
              <Day date={opened.freeFrom} />
            </>
          )}
        </p>
      )}
    </Main>
  );
}
