import {
  ActionLink,
  Alert,
  Back,
  DateField,
  Disclosure,
  EmptyState,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  StatusMark,
  TextArea,
  useLanguage,
  useMessages,
} from '../../../ui/index.ts';
import { Step } from '../../desk/views/forms.tsx';
import { type Arrival, arrivals } from '../actions/place.ts';
import { followUpResults } from '../follow-up.ts';
import type { Candidate, InfluxMatch, Judgement } from '../match.ts';
import { assignmentMessages } from '../messages/index.ts';
import { judgementInWords } from '../messages/match.ts';
import type { Proposal, ProposalAnswer } from '../store/places.ts';
import { formNames, type StepProps } from './forms.tsx';

export const placeNames = { answer: 'svar', result: 'resultat', on: 'dag' } as const;

interface MatchProps {
  readonly number: string;
  readonly backHref: string;
  readonly match: InfluxMatch;
  /** Where a housing is asked; absent when it is another's turn. */
  readonly askHref: ((housing: string) => string) | undefined;
  readonly housingHref: (housing: string) => string;
  readonly allHousingHref: string;
}

/** Which housing fits, in order and with why; and which does not, with every reason. */
export function MatchPage({ number, backHref, match, askHref, housingHref, allHousingHref }: MatchProps) {
  const all = useMessages(assignmentMessages);
  const m = all.match;
  const { candidates, excluded } = match;
  return (
    <Main title={m.title(number)}>
      <Back href={backHref}>{all.household.heading(number)}</Back>
      <h1>{m.title(number)}</h1>
      <p className="reading">{m.intro}</p>
      {candidates.length === 0 && excluded.length === 0 ? (
        <EmptyState action={<ActionLink href={allHousingHref}>{all.housing.title}</ActionLink>}>
          {m.noHousing}
        </EmptyState>
      ) : (
        <h2>{m.fits(candidates.length)}</h2>
      )}
      {candidates.length === 0 && excluded.length > 0 ? <p className="reading">{m.nothingFits}</p> : undefined}
      <ol className="offers">
        {candidates.map((candidate) => (
          <li key={candidate.housing}>
            <CandidateLine
              candidate={candidate}
              askHref={askHref?.(candidate.housing)}
              housingHref={housingHref(candidate.housing)}
            />
          </li>
        ))}
      </ol>
      {excluded.length === 0 ? undefined : (
        <section>
          <h2>{m.fitsNot(excluded.length)}</h2>
          <ul className="offers">
            {excluded.map(({ housing, name, why }) => (
              <li key={housing}>
                <h3>
                  <a href={housingHref(housing)}>{name}</a>
                </h3>
                <Reasons why={why.filter(({ result }) => result === 'not-met')} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Main>
  );
}

function Reasons({ why }: { readonly why: readonly Judgement[] }) {
  const language = useLanguage();
  return (
    <ul>
      {why.map((one) => (
        <li key={one.code} className="written">
          {judgementInWords(one, language)}
        </li>
      ))}
    </ul>
  );
}

function CandidateLine({
  candidate: { name, rank, rooms, spare, unknown, isWished, why },
  askHref,
  housingHref,
}: {
  readonly candidate: Candidate;
  readonly askHref: string | undefined;
  readonly housingHref: string;
}) {
  const m = useMessages(assignmentMessages).match;
  return (
    <>
      <h3>
        <span className="rank">{rank}</span> <a href={housingHref}>{name}</a>
      </h3>
      {rooms.length === 0 ? undefined : (
        <p>
          {m.rooms(
            rooms.map((room) => room.name),
            rooms.reduce((sum, { beds }) => sum + beds, 0),
            spare,
          )}
        </p>
      )}
      {isWished ? (
        <p>
          <StatusMark mark="done" word={m.wished} />
        </p>
      ) : undefined}
      {unknown.length === 0 ? undefined : (
        <>
          <p>
            <StatusMark mark="unknown" word={m.toAsk(unknown.length)} />
          </p>
          <Reasons why={why.filter(({ result }) => result === 'unknown')} />
        </>
      )}
      <Disclosure summary={m.why}>
        <Reasons why={why.filter(({ result }) => result === 'met')} />
      </Disclosure>
      {askHref === undefined || rooms.length === 0 ? undefined : (
        <p>
          <LinkButton href={askHref} emphasis={rank === 1 ? 'primary' : 'secondary'} context={name}>
            {m.ask}
          </LinkButton>
        </p>
      )}
    </>
  );
}

/** To ask a housing: which rooms are held, and why others are passed over. */
export function AskForm({
  name,
  contact,
  rooms,
  passed,
  departure,
  ...step
}: StepProps & {
  readonly name: string;
  readonly contact: string;
  readonly rooms: readonly string[];
  /** Housing that comes before it in the order. */
  readonly passed: readonly string[];
  readonly departure: string;
}) {
  const m = useMessages(assignmentMessages).ask;
  return (
    <Step title={m.title(name)} intro={m.intro(rooms)} save={m.save} {...step}>
      <p className="reading written">{contact === '' ? m.noContact : m.contact(contact)}</p>
      {passed.length === 0 ? undefined : (
        <TextArea
          name={formNames.reason}
          label={m.departure(passed)}
          help={m.departureHelp}
          value={departure}
          required
        />
      )}
    </Step>
  );
}

export const proposalAnswers = ['yes', 'no', 'taken-back'] as const satisfies readonly ProposalAnswer[];

export function AnswerForm({
  name,
  answer,
  text,
  ...step
}: StepProps & { readonly name: string; readonly answer: string; readonly text: string }) {
  const m = useMessages(assignmentMessages).answer;
  return (
    <Step title={m.title(name)} intro={m.intro} save={m.save} {...step}>
      <RadioGroup
        name={placeNames.answer}
        label={m.answer}
        choices={proposalAnswers.map((one) => ({ value: one, label: m.answers[one], checked: answer === one }))}
        required
      />
      <TextArea name={formNames.text} label={m.text} help={m.textHelp} value={text} />
    </Step>
  );
}

export function ArrivalForm({
  name,
  result,
  on,
  today,
  text,
  ...step
}: StepProps & {
  readonly name: string;
  readonly result: string;
  readonly on: string;
  readonly today: string;
  readonly text: string;
}) {
  const m = useMessages(assignmentMessages).arrival;
  return (
    <Step title={m.title} intro={m.intro(name)} save={m.save} {...step}>
      <RadioGroup
        name={placeNames.result}
        label={m.result}
        choices={arrivals.map((one: Arrival) => ({
          value: one,
          label: m.results[one],
          help: m.resultHelp[one],
          checked: result === one,
        }))}
        required
      />
      <DateField name={placeNames.on} label={m.on} help={m.onHelp} value={on} latest={today} />
      <TextArea name={formNames.text} label={m.text} help={m.textHelp} value={text} />
    </Step>
  );
}

export function FollowUpForm({
  intro,
  result,
  on,
  today,
  text,
  ...step
}: StepProps & {
  readonly intro: string;
  readonly result: string;
  readonly on: string;
  readonly today: string;
  readonly text: string;
}) {
  const m = useMessages(assignmentMessages).followUp;
  return (
    <Step title={m.title} intro={intro} save={m.save} {...step}>
      <RadioGroup
        name={placeNames.result}
        label={m.result}
        choices={followUpResults.map((one) => ({
          value: one,
          label: m.results[one],
          help: m.resultHelp[one],
          checked: result === one,
        }))}
        required
      />
      <DateField name={placeNames.on} label={m.on} help={m.onHelp} value={on} latest={today} />
      <TextArea name={formNames.text} label={m.text} value={text} />
    </Step>
  );
}

/** What housing has been asked, and has answered. */
export function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const m = useMessages(assignmentMessages).answer;
  if (proposals.length === 0) return undefined;
  return (
    <section>
      <h2>{m.heading}</h2>
      <ul className="lines">
        {proposals.map(({ id, housingName, rooms, answer, answerText, askedByName, askedAt }) => (
          <li key={id}>
            <span>
              {housingName}, {rooms.join(', ')}:{' '}
              {answer === undefined ? <StatusMark mark="waiting" word={m.waits} /> : `${m.told[answer]}.`}
              {answerText === '' ? undefined : <span className="written"> {answerText}</span>}{' '}
              <span className="quiet">
                {m.askedBy(askedByName)} <Moment instant={askedAt.toISOString()} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What has come against where they live, or are to live. */
export function Misfits({ name, lines }: { readonly name: string; readonly lines: readonly string[] }) {
  const m = useMessages(assignmentMessages).household;
  if (lines.length === 0) return undefined;
  return (
    <Alert tone="late">
      <p>{m.misfits(name)}</p>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Alert>
  );
}
