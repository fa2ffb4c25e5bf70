import type { ReactNode } from 'react';
import { explain, interventionNames, provisionFormNames, termIn, wouldQualifyIf } from '../../../matching/index.ts';
import {
  ActionLink,
  Alert,
  Button,
  DescriptionList,
  Disclosure,
  exactDate,
  LinkButton,
  Main,
  Moment,
  Pager,
  ShortDate,
  StatusMark,
  Tabs,
  useLanguage,
  useMessages,
  Back,
  type PagerProps,
} from '../../../ui/index.ts';
import type { OfferInWords } from '../../../register/index.ts';
import type { Request } from '../../store/requests.ts';
import { kronor } from '../../../kernel/number.ts';
import { type Candidate, filterKinds, type FilterKind } from '../match-filters.ts';
import { deskMessages } from '../messages/index.ts';
import type { SetAside } from '../order-left.ts';
import { placedAs } from '../placed.ts';
import type { ShownMatch, StoredMatch } from '../store/matches.ts';
import type { UnitNote } from '../store/units.ts';

export interface CandidateLine {
  readonly candidate: Candidate;
  readonly words: OfferInWords | undefined;
  readonly free: number | undefined;
  readonly agreementRank: number | undefined;
  readonly placed: number;
  /** The administration that asks. */
  readonly from: string;
  readonly notes: readonly UnitNote[];
  readonly aside?: (SetAside & { readonly reasonName: string }) | undefined;
  readonly acts: readonly { readonly href: string; readonly text: string }[];
}

export interface ExcludedLine {
  readonly excluded: StoredMatch['result']['excluded'][number];
  readonly words: OfferInWords | undefined;
}

export const filterFields = { form: 'regiform', free: 'ledig', known: 'klart' } as const;

export interface MatchPageProps {
  readonly request: Request;
  readonly stored: ShownMatch;
  readonly said: string | undefined;
  readonly backHref: string;
  readonly orderHref: string;
  readonly isOld: boolean;
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly recommendHref: string | undefined;
  readonly shown:
    | {
        readonly kind: 'candidates';
        readonly lines: readonly CandidateLine[];
        readonly total: number;
        readonly hidden: Readonly<Record<FilterKind, number>>;
        readonly filter: {
          readonly action: string;
          readonly forms: readonly { readonly value: string; readonly label: string; readonly checked: boolean }[];
          readonly free: boolean;
          readonly known: boolean;
          readonly allHref: string;
        };
      }
    | { readonly kind: 'excluded'; readonly lines: readonly ExcludedLine[] };
  readonly pager: PagerProps;
}

/** A stored match: what fits, in order, and what does not, each with every reason. */
export function MatchPage(props: MatchPageProps) {
  const all = useMessages(deskMessages);
  const m = all.match;
  const language = useLanguage();
  const { request, stored, shown } = props;
  return (
    <Main title={m.title(request.number)}>
      <Back href={props.backHref}>{request.number}</Back>
      <div className="heading-row">
        <h1>{m.title(request.number)}</h1>
        {props.recommendHref === undefined ? undefined : (
          <LinkButton href={props.recommendHref}>{m.recommend}</LinkButton>
        )}
      </div>
      {props.said === undefined ? undefined : (
        <Alert tone="ok" live="calm">
          {props.said}
        </Alert>
      )}
      <p>
        {m.line(
          interventionNames[stored.facts.request.intervention][language],
          exactDate(stored.facts.request.start, language),
        )}
        <br />
        <span className="quiet">
          <Moment instant={stored.at.toISOString()} />, {m.made(stored.byName)}, {m.by}{' '}
          <a href={props.orderHref}>{all.order.name(stored.orderVersion)}</a>
        </span>
      </p>
      {props.isOld ? <Alert tone="soon">{m.old}</Alert> : undefined}
      <p className="reading">{m.proposal}</p>
      <Tabs label={m.tabsLabel} tabs={props.tabs} />
      {shown.kind === 'candidates' ? <Candidates {...shown} /> : <ExcludedOnes lines={shown.lines} />}
      <Pager {...props.pager} />
    </Main>
  );
}

function Candidates({ lines, total, hidden, filter }: Extract<MatchPageProps['shown'], { kind: 'candidates' }>) {
  const m = useMessages(deskMessages).match;
  const hiding = filterKinds.filter((kind) => hidden[kind] > 0);
  const count = hiding.reduce((sum, kind) => sum + hidden[kind], 0);
  if (total === 0) return <p>{m.none}</p>;
  return (
    <>
      <form method="get" action={filter.action} className="filter" autoComplete="off">
        <label className="ds-label" htmlFor="f-regiform">
          {m.form}
        </label>
        <select
          className="ds-input"
          id="f-regiform"
          name={filterFields.form}
          defaultValue={filter.forms.find(({ checked }) => checked)?.value ?? ''}
        >
          <option value="">{m.allForms}</option>
          {filter.forms.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <FilterBox name={filterFields.free} label={m.free} checked={filter.free} />
        <FilterBox name={filterFields.known} label={m.known} checked={filter.known} />
        <Button emphasis="secondary">{m.show}</Button>
      </form>
      {count === 0 ? undefined : (
        <Alert tone="info">
          <p>
            {m.hidden(count)} {hiding.map((kind) => m.hiddenBy[kind](hidden[kind])).join(', ')}.{' '}
            <ActionLink href={filter.allHref}>{m.showAll}</ActionLink>
          </p>
        </Alert>
      )}
      {lines.length === 0 ? <p>{m.noneShown}</p> : undefined}
      <ol className="offers">
        {lines.map((line) => (
          <li key={line.candidate.offer}>
            <CandidateItem {...line} />
          </li>
        ))}
      </ol>
    </>
  );
}

const FilterBox = ({
  name,
  label,
  checked,
}: {
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
}) => (
  <div className="ds-field">
    <input className="ds-input" type="checkbox" id={`f-${name}`} name={name} value="ja" defaultChecked={checked} />
    <label className="ds-label" htmlFor={`f-${name}`}>
      {label}
    </label>
  </div>
);

function CandidateItem({ candidate, words, free, agreementRank, placed, from, notes, aside, acts }: CandidateLine) {
  const m = useMessages(deskMessages).match;
  const language = useLanguage();
  const { rank, form, why, dailyRate, preferencesMet, needsReason } = candidate;
  const unknown = why.filter(({ result }) => result === 'unknown');
  const met = why.filter(({ result }) => result === 'met');
  const told = placedAs(placed);
  return (
    <article aria-labelledby={`b-${candidate.offer}`}>
      <h2 id={`b-${candidate.offer}`}>
        <span className="rank">{rank}</span> {words?.unitName ?? candidate.unit}
      </h2>
      <p className="quiet">
        {[
          words?.providerName,
          agreementRank === undefined
            ? provisionFormNames[form][language]
            : `${provisionFormNames[form][language]}, ${m.rankInAgreement(agreementRank)}`,
          words?.area === null || words?.area === undefined ? undefined : termIn(language, words.area),
          preferencesMet > 0 ? m.wishes(preferencesMet) : undefined,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {aside === undefined ? undefined : (
        <p>
          <StatusMark
            mark="stopped"
            word={`${m.aside(aside.reasonName)} ${aside.until === undefined ? m.asideReassess : m.asideUntil(exactDate(aside.until, language))}`}
          />
        </p>
      )}
      {needsReason ? (
        <p>
          <StatusMark mark="soon" word={m.needsReason} />
        </p>
      ) : undefined}
      {unknown.length === 0 ? (
        <p>
          <StatusMark mark="done" word={m.fitsWholly} />
        </p>
      ) : (
        <ul className="lines">
          {unknown.map((judgement) => (
            <li key={judgement.code}>
              <StatusMark mark="unknown" word={explain(judgement, language)} />
            </li>
          ))}
        </ul>
      )}
      <DescriptionList
        items={[
          {
            key: 'price',
            term: m.price,
            detail:
              dailyRate === undefined ? (
                <span className="quiet">{m.noPrice}</span>
              ) : (
                <>
                  {kronor(dailyRate, language)} kr{' '}
                  {words?.priceFrom ? (
                    <span className="quiet">
                      <Since date={words.priceFrom} />
                    </span>
                  ) : undefined}
                </>
              ),
          },
          {
            key: 'places',
            term: m.places,
            detail: free === undefined ? <span className="quiet">{m.placesUnknown}</span> : String(free),
          },
          { key: 'placed', term: m.placed(from), detail: told === 'fewer' ? m.fewer : String(told) },
          ...(words && [words.contact, words.phone, words.email].some((one) => one !== '')
            ? [
                {
                  key: 'contact',
                  term: m.contact,
                  detail: [words.contact, words.phone, words.email].filter((one) => one !== '').join(', '),
                },
              ]
            : []),
        ]}
      />
      <Disclosure summary={m.whyFits}>
        <ul className="lines">
          {met.map((judgement) => (
            <li key={judgement.code}>{explain(judgement, language)}</li>
          ))}
        </ul>
      </Disclosure>
      {notes.length === 0 ? undefined : (
        <Disclosure summary={`${m.notes} (${notes.length})`}>
          <ul className="lines">
            {notes.map(({ id, visitedOn, note, byName }) => (
              <li key={id}>
                <ShortDate date={visitedOn} />: <span className="written">{note}</span>{' '}
                <span className="quiet">{byName}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <p className="buttons">
        {acts.map(({ href, text }) => (
          <ActionLink key={href} href={href} context={words?.unitName}>
            {text}
          </ActionLink>
        ))}
      </p>
    </article>
  );
}

function Since({ date }: { readonly date: string }): ReactNode {
  const m = useMessages(deskMessages).match;
  return m.since(exactDate(date, useLanguage()));
}

function ExcludedOnes({ lines }: { readonly lines: readonly ExcludedLine[] }) {
  const m = useMessages(deskMessages).match;
  const language = useLanguage();
  if (lines.length === 0) return <p>{m.excludedNone}</p>;
  return (
    <>
      <p className="reading">{m.excludedIntro}</p>
      <ul className="offers">
        {lines.map(({ excluded, words }) => {
          const otherwise = wouldQualifyIf(excluded.why, language);
          return (
            <li key={excluded.offer}>
              <h2>{words?.unitName ?? excluded.unit}</h2>
              <p className="quiet">
                {words === undefined
                  ? undefined
                  : `${words.providerName} · ${provisionFormNames[words.form][language]}`}
              </p>
              <ul className="lines">
                {excluded.why
                  .filter(({ result }) => result === 'not-met')
                  .map((judgement) => (
                    <li key={judgement.code}>
                      <StatusMark mark="stopped" word={explain(judgement, language)} />
                      {judgement.code === 'municipality-party' && judgement.factDate !== null ? (
                        <span className="quiet">
                          {' '}
                          <Since date={judgement.factDate} />
                        </span>
                      ) : undefined}
                    </li>
                  ))}
              </ul>
              {otherwise === undefined ? undefined : <p>{otherwise}</p>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
