import {
  Alert,
  type Column,
  type FormFrame,
  type HiddenValues,
  ActionLink,
  ButtonForm,
  EmptyState,
  LinkButton,
  Main,
  monthInWords,
  Moment,
  RadioGroup,
  StatusMark,
  Table,
  TextArea,
  useLanguage,
  useMessages,
  Back,
} from '../../../ui/index.ts';
import { atStart } from '../../../kernel/words.ts';
import { deskMessages } from '../messages/index.ts';
import { sampleAnswers, type SampleQuestion, sampleQuestions } from '../sample.ts';
import type { Complaint } from '../store/complaints.ts';
import type { Sampled } from '../store/samples.ts';
import { fields, Step } from './forms.tsx';

type FormProps = Omit<Parameters<typeof Step>[0], 'title' | 'intro' | 'save' | 'children'> & { readonly text: string };

export function Complain({ text, ...step }: FormProps) {
  const m = useMessages(deskMessages).complaint;
  return (
    <Step title={m.register} intro={m.registerIntro} save={m.save} {...step}>
      <TextArea name={fields.text} label={m.what} value={text} required />
    </Step>
  );
}

export function ComplaintMeasureForm({ text, ...step }: FormProps) {
  const m = useMessages(deskMessages).complaint;
  return (
    <Step title={m.measure} save={m.saveMeasure} {...step}>
      <TextArea name={fields.text} label={m.whatDone} value={text} required />
    </Step>
  );
}

export function CloseComplaintForm({ text, ...step }: FormProps) {
  const m = useMessages(deskMessages).complaint;
  return (
    <Step title={m.close} intro={m.closeIntro} save={m.closeNow} {...step}>
      <TextArea name={fields.text} label={m.conclusion} value={text} required />
    </Step>
  );
}

export interface ComplaintLine {
  readonly complaint: Complaint;
  readonly href: string;
}
interface LineCell {
  readonly row: ComplaintLine;
}
const longest = 90;
const What = ({ row: { complaint, href } }: LineCell) => (
  <a href={href}>
    {complaint.what.length <= longest ? complaint.what : `${complaint.what.slice(0, longest - 2).trimEnd()} …`}
  </a>
);
const Of = ({ row }: LineCell) => row.complaint.requestNumber;
const When = ({ row }: LineCell) => <Moment instant={row.complaint.registeredAt.toISOString()} />;
function State({ row: { complaint } }: LineCell) {
  const m = useMessages(deskMessages).complaint;
  return complaint.closedAt ? m.states.closed : complaint.measures.length > 0 ? m.states.handled : m.states.registered;
}

/** What has been said of how the desk takes care of requests: what is open first. */
export function Complaints({
  backHref,
  lines,
}: {
  readonly backHref: string;
  readonly lines: readonly ComplaintLine[];
}) {
  const all = useMessages(deskMessages);
  const m = all.complaint;
  const columns: readonly Column<ComplaintLine>[] = [
    { key: 'what', heading: m.columns.what, Cell: What },
    { key: 'request', heading: m.columns.request, Cell: Of },
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'state', heading: m.columns.state, Cell: State },
  ];
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table
          caption={m.title}
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={({ complaint }) => complaint.id}
        />
      )}
    </Main>
  );
}

export function ComplaintPage({
  complaint,
  backHref,
  requestHref,
  steps,
  saved,
}: {
  readonly complaint: Complaint;
  readonly backHref: string;
  readonly requestHref: string;
  readonly steps: readonly { readonly href: string; readonly text: string }[];
  readonly saved: boolean;
}) {
  const m = useMessages(deskMessages).complaint;
  return (
    <Main title={m.one}>
      <Back href={backHref}>{m.title}</Back>
      <h1>{m.one}</h1>
      {saved ? (
        <Alert tone="ok" live="calm">
          {m.saved}
        </Alert>
      ) : undefined}
      <p className="reading written">{complaint.what}</p>
      <p className="quiet">
        <a href={requestHref}>{complaint.requestNumber}</a>, {m.by(complaint.registeredByName)}{' '}
        <Moment instant={complaint.registeredAt.toISOString()} />
      </p>
      {complaint.closedAt === undefined ? undefined : (
        <p>
          <StatusMark mark="done" word={m.states.closed} />: <span className="written">{complaint.conclusion}</span>
        </p>
      )}
      <p className="buttons">
        {steps.map(({ href, text }, index) => (
          <LinkButton key={href} href={href} emphasis={index === 0 ? 'primary' : 'secondary'}>
            {text}
          </LinkButton>
        ))}
      </p>
      <h2>{m.measures}</h2>
      {complaint.measures.length === 0 ? <p>{m.noMeasure}</p> : undefined}
      <ul className="lines flowing">
        {complaint.measures.map(({ id, measure, byName, at }) => (
          <li key={id}>
            <span>
              <span className="written">{measure}</span>{' '}
              <span className="quiet">
                {m.by(byName)} <Moment instant={at.toISOString()} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Main>
  );
}

/** The views on how a request was taken care of, for its own pages. */
export function ComplaintList({ lines }: { readonly lines: readonly ComplaintLine[] }) {
  const m = useMessages(deskMessages).complaint;
  if (lines.length === 0) return undefined;
  return (
    <section>
      <h2>{m.title}</h2>
      <ul className="lines">
        {lines.map((line) => (
          <li key={line.complaint.id}>
            <span>
              <What row={line} />{' '}
              <span className="quiet">
                <State row={line} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

// ── The sample ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const questionField = (question: SampleQuestion): string => `fraga-${question}`;

export function SamplePage({
  backHref,
  month,
  lines,
  draw,
}: {
  readonly backHref: string;
  readonly month: string;
  readonly lines: readonly { readonly sampled: Sampled; readonly href: string }[];
  readonly draw: { readonly action: string; readonly hidden: HiddenValues } | undefined;
}) {
  const all = useMessages(deskMessages);
  const m = all.sample;
  const language = useLanguage();
  return (
    <Main title={m.title}>
      <Back href={backHref}>{all.title}</Back>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <h2>{atStart(monthInWords(month, language))}</h2>
      {draw === undefined ? undefined : <ButtonForm {...draw}>{m.draw}</ButtonForm>}
      {lines.length === 0 ? <p>{m.nothing}</p> : undefined}
      <ul className="lines">
        {lines.map(({ sampled, href }) => (
          <li key={sampled.request}>
            <span>
              {sampled.number}{' '}
              {sampled.answers === null ? (
                <StatusMark mark="open" word={m.notReviewed} />
              ) : (
                <StatusMark
                  mark="done"
                  word={m.reviewed(
                    sampled.answeredByName ?? '',
                    sampleQuestions.filter((one) => sampled.answers?.[one] === 'no').length,
                  )}
                />
              )}
              {sampled.note === '' ? undefined : <span className="written"> {sampled.note}</span>}
            </span>
            {sampled.answers !== null ? undefined : sampled.isOwn ? (
              <span className="quiet">{m.own}</span>
            ) : (
              <ActionLink href={href} context={sampled.number}>
                {m.review}
              </ActionLink>
            )}
          </li>
        ))}
      </ul>
    </Main>
  );
}

export function ReviewSampled({
  frame,
  about,
  number,
  value,
}: {
  readonly frame: FormFrame;
  readonly about: string;
  readonly number: string;
  readonly value: (field: string) => string;
}) {
  const m = useMessages(deskMessages).sample;
  return (
    <Step title={m.reviewTitle(number)} save={m.save} frame={frame} about={about}>
      {sampleQuestions.map((question) => (
        <RadioGroup
          key={question}
          name={questionField(question)}
          label={m.questions[question]}
          choices={sampleAnswers.map((one) => ({
            value: one,
            label: m.answers[one],
            checked: value(questionField(question)) === one,
          }))}
          inline
          required
        />
      ))}
      <TextArea name={fields.text} label={m.note} value={value(fields.text)} />
    </Step>
  );
}
