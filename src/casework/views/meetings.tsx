import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  CheckboxGroup,
  DateField,
  dayAndDate,
  DescriptionList,
  Form,
  LinkButton,
  Main,
  RadioGroup,
  Select,
  TextField,
  useLanguage,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { meetingMessages } from '../messages/meetings.ts';
import { BackToRun, FormPage } from './form-page.tsx';
import type { RunReference } from './model/entry.ts';

export const meetingFields = {
  kind: 'slag',
  day: 'dag',
  starts: 'borjar',
  ends: 'slutar',
  place: 'plats',
  link: 'lank',
  invited: 'inbjudna',
  parties: 'parter',
  rhythm: 'hur-ofta',
  last: 'sista',
  intent: 'gor',
  which: 'vilka',
} as const;
export const bookAll = 'boka';
export const withThoseAfter = 'serien';

/** A meeting in a list. */
export interface MeetingLine {
  readonly key: string;
  readonly href: string;
  readonly day: string;
  /** "09:30–10:15". */
  readonly time: string;
  readonly what: string;
  readonly where?: string | undefined;
  readonly cancelled?: boolean | undefined;
  /** In a list of several runs: of which, by number and name, and for whom one stands in. */
  readonly run?: { readonly number: string; readonly name: string } | undefined;
  readonly standIn?: string | undefined;
}

export function MeetingList({ lines }: { readonly lines: readonly MeetingLine[] }) {
  const m = useMessages(meetingMessages);
  const [today, language] = [useToday(), useLanguage()];
  return (
    <ul className="lines meetings">
      {lines.map(({ key, href, day, time, what, where, cancelled, run, standIn }) => (
        <li key={key}>
          <span>
            <time dateTime={day}>{dayAndDate(day, today, language)}</time> {time}
          </span>{' '}
          <span>
            <a href={href}>{what}</a>
            {cancelled === true ? <b> {m.cancelled}</b> : undefined}
          </span>{' '}
          {run === undefined ? undefined : (
            <span>
              <span className="number">{run.number}</span> {run.name}
              {standIn === undefined ? undefined : <b> {m.standIn(standIn)}</b>}
            </span>
          )}{' '}
          {where === undefined || where === '' ? undefined : <span className="quiet">{where}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What comes, beside the work in a run. */
export interface RunMeetings {
  readonly coming: readonly MeetingLine[];
  readonly allHref?: string | undefined;
  readonly bookHref?: string | undefined;
  readonly seriesHref?: string | undefined;
}

export function MeetingsAside({ meetings }: { readonly meetings: RunMeetings }) {
  const m = useMessages(meetingMessages);
  const { coming, allHref, bookHref, seriesHref } = meetings;
  const links = [
    { href: bookHref, text: m.book },
    { href: seriesHref, text: m.bookSeries },
    { href: allHref, text: m.earlier },
  ];
  return (
    <section>
      <h2>{m.heading}</h2>
      {coming.length === 0 ? <p className="quiet">{m.none}</p> : <MeetingList lines={coming} />}
      <ul className="lines">
        {links.map(({ href, text }) =>
          href === undefined ? undefined : (
            <li key={text}>
              <ActionLink href={href}>{text}</ActionLink>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** All the meetings of a run: those to come, and those that have been or were cancelled. */
export function MeetingsPage({
  run,
  coming,
  earlier,
}: {
  readonly run: RunReference;
  readonly coming: readonly MeetingLine[];
  readonly earlier: readonly MeetingLine[];
}) {
  const m = useMessages(meetingMessages);
  return (
    <Main title={`${m.heading}, ${run.number}`}>
      <BackToRun run={run} />
      <h1>{m.heading}</h1>
      {coming.length === 0 ? <p className="quiet">{m.none}</p> : <MeetingList lines={coming} />}
      {earlier.length === 0 ? undefined : (
        <>
          <h2>{m.earlier}</h2>
          <MeetingList lines={earlier} />
        </>
      )}
    </Main>
  );
}

export interface MeetingFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  /** For a series: how often and until when, and the days that it comes to. */
  readonly series?:
    | {
        readonly rhythms: readonly Choice[];
        readonly asked?: string | undefined;
        readonly last: string;
        readonly days?: readonly { readonly day: string; readonly movedFrom?: string | undefined }[] | undefined;
      }
    | undefined;
  /** Written anew, and not for the first time. */
  readonly change?: boolean | undefined;
  readonly kinds: readonly { readonly label?: string | undefined; readonly choices: readonly Choice[] }[];
  readonly invited: readonly Choice[];
  readonly parties: readonly Choice[];
  readonly value: (name: string) => string;
}

/** Book a meeting or a series of them, or change one. */
export function MeetingForm({ frame, run, series, change, kinds, invited, parties, value }: MeetingFormProps) {
  const m = useMessages(meetingMessages);
  const f = meetingFields;
  const title = series === undefined ? (change === true ? m.changeTitle : m.book) : m.seriesTitle;
  const days = series?.days;
  return (
    <FormPage title={title} run={run}>
      {series === undefined ? undefined : <p className="reading">{m.seriesIntro}</p>}
      <Form
        frame={frame}
        buttons={
          series === undefined ? (
            <Button>{change === true ? m.saveChange : m.save}</Button>
          ) : (
            <>
              {days === undefined ? undefined : (
                <Button name={f.intent} value={bookAll}>
                  {m.bookAll(days.length)}
                </Button>
              )}
              <Button emphasis={days === undefined ? 'primary' : 'secondary'}>{m.preview}</Button>
            </>
          )
        }
      >
        {days === undefined ? undefined : <SeriesDays days={days} />}
        <Select name={f.kind} label={m.kind} groups={kinds} required />
        {series === undefined ? undefined : (
          <RadioGroup
            name={f.rhythm}
            label={m.rhythm}
            help={series.asked === undefined ? undefined : m.rhythmAsked(series.asked)}
            choices={series.rhythms}
            required
          />
        )}
        <DateField
          name={f.day}
          label={series === undefined ? m.day : m.first}
          help={series === undefined ? undefined : m.firstHelp}
          value={value(f.day)}
          required
        />
        {series === undefined ? undefined : (
          <DateField name={f.last} label={m.last} help={m.lastHelp} value={series.last} required />
        )}
        <TextField name={f.starts} label={m.starts} help={m.timeHelp} value={value(f.starts)} width={6} required />
        <TextField name={f.ends} label={m.ends} value={value(f.ends)} width={6} required />
        <TextField name={f.place} label={m.place} help={m.placeHelp} value={value(f.place)} />
        <TextField name={f.link} label={m.link} help={m.linkHelp} value={value(f.link)} />
        <CheckboxGroup name={f.invited} label={m.invited} choices={invited} />
        {parties.length === 0 ? undefined : (
          <CheckboxGroup name={f.parties} label={m.parties} help={m.partiesHelp} choices={parties} />
        )}
      </Form>
    </FormPage>
  );
}

function SeriesDays({
  days,
}: {
  readonly days: readonly { readonly day: string; readonly movedFrom?: string | undefined }[];
}) {
  const m = useMessages(meetingMessages);
  const [today, language] = [useToday(), useLanguage()];
  return (
    <section>
      <h2>{m.previewTitle(days.length)}</h2>
      <ul className="lines">
        {days.map(({ day, movedFrom }) => (
          <li key={day}>
            <time dateTime={day}>{dayAndDate(day, today, language)}</time>
            {movedFrom === undefined ? undefined : (
              <span className="quiet">, {m.moved(dayAndDate(movedFrom, today, language))}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface MeetingPageProps {
  readonly run: RunReference;
  readonly what: string;
  readonly day: string;
  readonly time: string;
  readonly place: string;
  readonly link: string;
  readonly who: readonly string[];
  readonly bookedBy: string;
  readonly cancelled: boolean;
  readonly inSeries: boolean;
  readonly protectedIdentity: boolean;
  readonly fileHref: string;
  readonly changeHref?: string | undefined;
  readonly recordHref?: string | undefined;
  readonly seriesHref?: string | undefined;
  readonly cancelFrame?: FormFrame | undefined;
}

/** One meeting: when, where and who, and what one can do with it. */
export function MeetingPage(props: MeetingPageProps) {
  const { run, what, day, time, place, link, who, bookedBy, cancelled, inSeries, cancelFrame } = props;
  const m = useMessages(meetingMessages);
  const [today, language] = [useToday(), useLanguage()];
  return (
    <Main title={`${what}, ${run.number}`}>
      <BackToRun run={run} />
      <h1>{what}</h1>
      {cancelled ? (
        <Alert tone="soon">
          <p>{m.cancelled}</p>
        </Alert>
      ) : undefined}
      <DescriptionList
        items={[
          { key: 'when', term: m.when, detail: `${dayAndDate(day, today, language)} ${time}` },
          ...(place === '' ? [] : [{ key: 'where', term: m.where, detail: place }]),
          ...(link === ''
            ? []
            : [
                {
                  key: 'link',
                  term: m.link,
                  detail: (
                    <a href={link} rel="noreferrer">
                      {link}
                    </a>
                  ),
                },
              ]),
          { key: 'who', term: m.who, detail: who.join(', ') },
          { key: 'by', term: m.bookedBy, detail: bookedBy },
        ]}
      />
      {inSeries ? <p className="quiet">{m.partOfSeries}</p> : undefined}
      <MeetingActions {...props} />
      {cancelFrame === undefined ? undefined : (
        <section>
          <h2>{m.cancelTitle}</h2>
          <Form frame={cancelFrame} buttons={<Button emphasis="secondary">{m.cancel}</Button>}>
            {inSeries ? (
              <RadioGroup
                name={meetingFields.which}
                label={m.cancelWhich}
                choices={[
                  { value: '', label: m.cancelOne, checked: true },
                  { value: withThoseAfter, label: m.cancelRest },
                ]}
                required
              />
            ) : undefined}
          </Form>
        </section>
      )}
    </Main>
  );
}

function MeetingActions({
  cancelled,
  protectedIdentity,
  fileHref,
  changeHref,
  recordHref,
  seriesHref,
}: MeetingPageProps) {
  const m = useMessages(meetingMessages);
  return (
    <>
      {recordHref === undefined ? undefined : (
        <p>
          <LinkButton href={recordHref}>{m.record}</LinkButton>
        </p>
      )}
      {seriesHref === undefined ? undefined : (
        <p>
          {m.thenSeries} <ActionLink href={seriesHref}>{m.bookSeries}</ActionLink>
        </p>
      )}
      {changeHref === undefined ? undefined : (
        <p>
          <ActionLink href={changeHref}>{m.change}</ActionLink>
        </p>
      )}
      <p>
        <ActionLink href={fileHref}>{cancelled ? m.cancelledFile : m.file}</ActionLink>
      </p>
      <p className="quiet reading">{protectedIdentity ? m.fileHelpProtected : m.fileHelp}</p>
    </>
  );
}
