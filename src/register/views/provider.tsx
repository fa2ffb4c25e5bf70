import type { LocalDate } from '../../kernel/date.ts';
import {
  ActionLink,
  DescriptionList,
  Disclosure,
  LinkButton,
  Main,
  momentInWords,
  ShortDate,
  shortDate,
  StatusMark,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../ui/index.ts';
import type { ItemState } from '../controls.ts';
import type { ControlsState, ProviderState } from '../codes.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { Agreement, Decision, OfferLine, Stop, UnitLine, Version } from '../store/read.ts';
import { codeInWords, factInWords } from '../words.ts';
import { StateMark } from './list.tsx';
import { Part } from './lists.tsx';
import { factItems, Grid, Period, type Shown } from './parts.tsx';

export const write = (form: string, subject: string): string => paths.write({ form, subject });

/** What has held, version by version, with what each of them changed. */
export function History({
  versions,
  columns,
}: {
  readonly versions: readonly Version[];
  readonly columns: readonly string[];
}) {
  const { provider: m, fields } = useMessages(registerMessages);
  const labels: Readonly<Record<string, string>> = fields;
  const language = useLanguage();
  const today = useToday();
  return (
    <ol className="lines">
      {versions
        .map((version, index) => ({ version, before: versions[index - 1] }))
        .toReversed()
        .map(({ version, before }) => (
          <li key={version.position}>
            <b>{m.versionFrom(shortDate(version.validFrom, today, language))}</b>{' '}
            <span className="quiet">
              {m.writtenBy(version.by, momentInWords(version.writtenAt.toISOString(), today, language))}
            </span>
            <ul>
              {columns
                .filter((column) => JSON.stringify(version.facts[column]) !== JSON.stringify(before?.facts[column]))
                .filter((column) => before !== undefined || (version.facts[column] ?? '') !== '')
                .map((column) => (
                  <li key={column}>
                    {labels[column]}:{' '}
                    {before ? <del>{factInWords(column, before.facts[column], language)}</del> : undefined}{' '}
                    {factInWords(column, version.facts[column], language)}
                  </li>
                ))}
            </ul>
          </li>
        ))}
    </ol>
  );
}

export const Heading = ({ name, asOf }: { readonly name: string; readonly asOf: LocalDate | undefined }) => {
  const m = useMessages(registerMessages).list;
  return (
    <>
      <h1>{name}</h1>
      {asOf === undefined ? undefined : (
        <p className="quiet">
          {m.asOf} <ShortDate date={asOf} />.
        </p>
      )}
    </>
  );
};

export interface StateLine {
  readonly state: ProviderState;
  readonly from: LocalDate;
  readonly reason: string;
}
export interface ItemLine {
  readonly code: string;
  readonly name: string;
  readonly required: boolean;
  readonly state: ItemState;
  readonly checkedOn?: LocalDate | undefined;
  readonly nextCheck?: LocalDate | undefined;
  readonly evidence?: string | undefined;
}

interface ProviderProps {
  readonly id: string;
  readonly name: string;
  readonly organisationNumber: string | undefined;
  readonly asOf: LocalDate | undefined;
  readonly facts: Version['facts'];
  readonly columns: readonly string[];
  /** The municipality whose own it is, by name. */
  readonly inHouseOf: string | undefined;
  readonly state: StateLine | undefined;
  readonly stops: readonly Stop[];
  readonly units: readonly (UnitLine & { readonly offers: readonly OfferLine[] })[];
  readonly agreements: readonly Agreement[];
  readonly parties: ReadonlyMap<string, string>;
  readonly controls: { readonly items: readonly ItemLine[]; readonly state: ControlsState };
  readonly decisions: readonly Decision[];
  readonly versions: readonly Version[];
  readonly states: readonly Version[];
  /** Whether the reader keeps the register. */
  readonly keeps: boolean;
  readonly stopHrefs: { readonly recommendation?: string | undefined; readonly order?: string | undefined };
}

/** A provider, with everything that the register holds of it. */
export function ProviderPage(props: ProviderProps) {
  const all = useMessages(registerMessages);
  const { provider: m } = all;
  const language = useLanguage();
  const { id, keeps } = props;
  return (
    <Main
      title={m.title}
      asideLabel={m.facts}
      aside={
        <>
          <h2>{m.facts}</h2>
          <DescriptionList
            items={[
              {
                key: 'organisation_number',
                term: all.fields.organisation_number,
                detail: props.organisationNumber ?? m.personal,
              },
              ...(props.inHouseOf === undefined
                ? []
                : [{ key: 'of', term: all.fields.of_municipality, detail: props.inHouseOf }]),
              ...factItems(props.columns, props.facts, language),
            ]}
          />
          {keeps ? (
            <p>
              <ActionLink href={write('utforare', id)}>{m.change}</ActionLink>
            </p>
          ) : undefined}
        </>
      }
    >
      <Back href={paths.providers()}>{m.back}</Back>
      <Heading name={props.name} asOf={props.asOf} />
      <Standing {...props} />
      <Part heading={m.units} add={keeps ? { href: write('ny-enhet', id), text: m.addUnit } : undefined}>
        {props.units.length === 0 ? <p>{m.noUnits}</p> : <Units units={props.units} asOf={props.asOf} />}
      </Part>
      <Part heading={m.agreements} add={keeps ? { href: write('nytt-avtal', id), text: m.addAgreement } : undefined}>
        {props.agreements.length === 0 ? <p>{m.noAgreements}</p> : <Agreements {...props} />}
      </Part>
      <Controls {...props} />
      <Disclosure kind="section" summary={<h2>{m.history}</h2>}>
        <h3>{m.historyOf.provider}</h3>
        <History versions={props.versions} columns={props.columns} />
        <h3>{m.historyOf.state}</h3>
        <History versions={props.states} columns={['state', 'reason']} />
      </Disclosure>
    </Main>
  );
}

/** Its state and its stops: the first that one needs to know. */
function Standing({ id, state, stops, keeps, stopHrefs }: ProviderProps) {
  const all = useMessages(registerMessages);
  const { provider: m } = all;
  const language = useLanguage();
  const today = useToday();
  return (
    <section className="register-part">
      <p>
        <StateMark state={state?.state ?? 'draft'} />
        {state === undefined ? undefined : (
          <>
            {' '}
            {m.since(shortDate(state.from, today, language))}. <span className="written">{state.reason}</span>
          </>
        )}
      </p>
      {keeps ? (
        <p>
          <ActionLink href={write('lage', id)}>{m.changeState}</ActionLink>
        </p>
      ) : undefined}
      <h2>{m.stops}</h2>
      {stops.length === 0 ? <p>{m.noStops}</p> : undefined}
      {stops.length === 0 ? undefined : (
        <ul className="lines">
          {stops.map((stop) => (
            <li key={stop.id}>
              <a href={paths.stop({ stop: stop.id })}>
                <StatusMark mark={stop.lifted_on === null ? 'stopped' : 'none'} word={all.stopKinds[stop.kind]} />
              </a>{' '}
              <Period from={stop.valid_from} to={stop.valid_to} />
              {stop.lifted_on === null ? undefined : `, ${m.lifted(shortDate(stop.lifted_on, today, language))}`}:{' '}
              {stop.scope === 'needs'
                ? `${all.stopScopes.needs}: ${factInWords('needs', stop.needs, language)}`
                : all.stopScopes[stop.scope]}
            </li>
          ))}
        </ul>
      )}
      <p className="buttons">
        {stopHrefs.recommendation === undefined ? undefined : (
          <ActionLink href={stopHrefs.recommendation}>{m.stopRecommendation}</ActionLink>
        )}
        {stopHrefs.order === undefined ? undefined : <ActionLink href={stopHrefs.order}>{m.stopOrder}</ActionLink>}
      </p>
    </section>
  );
}

type UnitRow = ProviderProps['units'][number] & Readonly<{ href: string }>;

function Units({ units, asOf }: Pick<ProviderProps, 'units' | 'asOf'>) {
  const { provider: m, unit, unknown } = useMessages(registerMessages);
  const language = useLanguage();
  const columns: readonly Shown<UnitRow>[] = [
    { key: 'name', heading: m.unitColumns.name, renderCell: (row) => <a href={row.href}>{row.name}</a> },
    {
      key: 'offers',
      heading: m.unitColumns.offers,
      renderCell: (row) => (
        <ul>
          {row.offers
            .filter(({ ended }) => !ended)
            .map((offer) => (
              <li key={offer.id}>
                {codeInWords('intervention', offer.intervention, language)}, {codeInWords('form', offer.form, language)}
              </li>
            ))}
        </ul>
      ),
    },
    {
      key: 'ages',
      heading: m.unitColumns.ages,
      renderCell: (row) =>
        row.youngest === null || row.oldest === null ? unknown : unit.ages(row.youngest, row.oldest),
    },
    { key: 'area', heading: m.unitColumns.area, renderCell: (row) => factInWords('area', row.area, language) },
    {
      key: 'free',
      heading: asOf === undefined ? m.unitColumns.free : m.unitColumns.freeThen,
      renderCell: (row) => row.free ?? unknown,
      numeric: true,
    },
  ];
  return (
    <Grid
      caption={m.units}
      captionHidden
      columns={columns}
      rows={units.map((one) => ({
        ...one,
        href: paths.unit({ unit: one.id }, asOf === undefined ? {} : { dag: asOf }),
      }))}
      rowKey={({ id }) => id}
    />
  );
}

function Agreements({ agreements, parties, keeps }: ProviderProps) {
  const { provider: m } = useMessages(registerMessages);
  const columns: readonly Shown<Agreement>[] = [
    {
      key: 'name',
      heading: m.agreementColumns.name,
      renderCell: (row) => [row.name, row.lot].filter(Boolean).join(', '),
    },
    { key: 'rank', heading: m.agreementColumns.rank, renderCell: (row) => row.rank ?? '–', numeric: true },
    {
      key: 'period',
      heading: m.agreementColumns.period,
      renderCell: (row) => (
        <>
          <Period from={row.valid_from} to={row.valid_to} />
          {row.change_reason === null ? undefined : <p className="quiet">{row.change_reason}</p>}
        </>
      ),
    },
    {
      key: 'municipalities',
      heading: m.agreementColumns.municipalities,
      renderCell: (row) => row.municipalities.map((code) => parties.get(code) ?? code).join(', '),
    },
    ...(keeps
      ? [
          {
            key: 'act',
            heading: m.agreementColumns.act,
            renderCell: (row: Agreement) => (
              <ActionLink href={write('avtal', row.id)} context={row.name}>
                {m.changeDay}
              </ActionLink>
            ),
          },
        ]
      : []),
  ];
  return <Grid caption={m.agreements} captionHidden columns={columns} rows={agreements} rowKey={({ id }) => id} />;
}

const itemMarks = { passed: 'done', failed: 'late', due: 'soon', missing: 'unknown' } as const satisfies Record<
  ItemState,
  string
>;

function Controls({ id, controls, decisions, keeps }: ProviderProps) {
  const all = useMessages(registerMessages);
  const { provider: m } = all;
  const language = useLanguage();
  const today = useToday();
  const columns: readonly Shown<ItemLine>[] = [
    {
      key: 'item',
      heading: m.controlColumns.item,
      renderCell: (row) => (
        <>
          {row.name} {row.required ? undefined : <span className="quiet">({m.optional})</span>}
        </>
      ),
    },
    {
      key: 'state',
      heading: m.controlColumns.state,
      renderCell: (row) => <StatusMark mark={itemMarks[row.state]} word={all.itemStates[row.state]} />,
    },
    {
      key: 'checked',
      heading: m.controlColumns.checked,
      renderCell: (row) => (row.checkedOn === undefined ? '–' : <ShortDate date={row.checkedOn} />),
    },
    {
      key: 'next',
      heading: m.controlColumns.next,
      renderCell: (row) => (row.nextCheck === undefined ? '–' : <ShortDate date={row.nextCheck} />),
    },
    { key: 'evidence', heading: m.controlColumns.evidence, renderCell: (row) => row.evidence ?? '–' },
  ];
  const [latest] = decisions;
  return (
    <section className="register-part">
      <h2>{m.controls}</h2>
      {controls.items.length === 0 ? (
        <p>{m.noControls}</p>
      ) : (
        <>
          <p>{all.controlsStates[controls.state]}</p>
          <Grid
            caption={m.controls}
            captionHidden
            columns={columns}
            rows={controls.items}
            rowKey={({ code }) => code}
          />
        </>
      )}
      {keeps ? (
        <p className="buttons">
          <LinkButton href={write('kontroll', id)} emphasis="secondary">
            {m.record}
          </LinkButton>
          <LinkButton href={write('beslut', id)} emphasis="secondary">
            {m.decide}
          </LinkButton>
        </p>
      ) : undefined}
      {decisions.length === 0 ? undefined : (
        <>
          <h3>{m.decisions}</h3>
          <ul className="lines">
            {decisions.map((one) => (
              <li key={one.position}>
                <StatusMark
                  mark={one.decision === 'approved' ? 'done' : 'stopped'}
                  word={all.decisions[one.decision]}
                />{' '}
                <span className="quiet">{m.decidedBy(one.by, shortDate(one.decided_on, today, language))}</span>
                <p className="written">{one.reasons}</p>
                {one.told_on === null ? undefined : (
                  <p>{m.told(shortDate(one.told_on, today, language), one.told_how ?? '')}</p>
                )}
                {one.answered_on === null ? undefined : (
                  <p className="written">{m.answered(shortDate(one.answered_on, today, language), one.answer ?? '')}</p>
                )}
              </li>
            ))}
          </ul>
          {keeps && latest ? (
            <p className="buttons">
              {latest.told_on === null ? (
                <ActionLink href={write('underrattelse', id)}>{m.tell}</ActionLink>
              ) : undefined}
              {latest.answered_on === null ? <ActionLink href={write('svar', id)}>{m.answer}</ActionLink> : undefined}
            </p>
          ) : undefined}
        </>
      )}
    </section>
  );
}
