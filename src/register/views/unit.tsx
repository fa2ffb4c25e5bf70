import { kronor } from '../../kernel/number.ts';
import type { LocalDate } from '../../kernel/date.ts';
import {
  ActionLink,
  DescriptionList,
  Disclosure,
  LinkButton,
  Main,
  shortDate,
  useLanguage,
  useMessages,
  useToday,
  Back,
} from '../../ui/index.ts';
import type { FollowedUp } from '../concerning.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { PlaceDay, PlaceTaken } from '../store/places.ts';
import type { OfferLine, Permit, PlaceClosed, Price, UnitRow, Version } from '../store/read.ts';
import { codeInWords, factInWords } from '../words.ts';
import { Part } from './lists.tsx';
import { factItems, Grid, Period, type Shown } from './parts.tsx';
import { Heading, History, write } from './provider.tsx';

interface UnitProps {
  readonly unit: UnitRow;
  readonly asOf: LocalDate | undefined;
  readonly facts: Version['facts'];
  readonly columns: readonly string[];
  readonly offers: readonly OfferLine[];
  readonly agreements: ReadonlyMap<string, string>;
  readonly prices: readonly Price[];
  readonly permits: readonly Permit[];
  readonly places: readonly PlaceDay[];
  readonly taken: readonly PlaceTaken[];
  readonly closures: readonly PlaceClosed[];
  readonly free: number | null;
  readonly followedUp: readonly FollowedUp[];
  readonly versions: readonly Version[];
  readonly keeps: boolean;
  readonly addressHref?: string | undefined;
}

/** A unit: what it is, what it offers and for how much, its permits, and its places by day. */
export function UnitPage(props: UnitProps) {
  const { unit: m, provider } = useMessages(registerMessages);
  const language = useLanguage();
  const { unit, keeps } = props;
  return (
    <Main
      title={m.title}
      asideLabel={m.facts}
      aside={
        <>
          <h2>{m.facts}</h2>
          <DescriptionList items={factItems(props.columns, props.facts, language)} />
          {keeps ? (
            <p>
              <ActionLink href={write('enhet', unit.id)}>{m.change}</ActionLink>
            </p>
          ) : undefined}
        </>
      }
    >
      <Back href={paths.provider({ provider: unit.provider })}>{unit.provider_name}</Back>
      <Heading name={unit.name} asOf={props.asOf} />
      {unit.is_sheltered ? (
        <p>
          {m.sheltered}{' '}
          {props.addressHref === undefined ? undefined : (
            <ActionLink href={props.addressHref}>{m.showAddress}</ActionLink>
          )}
        </p>
      ) : undefined}
      <Part heading={m.offers} add={keeps ? { href: write('nytt-erbjudande', unit.id), text: m.addOffer } : undefined}>
        {props.offers.length === 0 ? <p>{m.noOffers}</p> : <Offers {...props} />}
        {props.prices.length === 0 ? undefined : (
          <Disclosure summary={m.prices}>
            <Prices {...props} />
          </Disclosure>
        )}
      </Part>
      <Part heading={m.permits} add={keeps ? { href: write('nytt-tillstand', unit.id), text: m.addPermit } : undefined}>
        {props.permits.length === 0 ? <p>{m.noPermits}</p> : <Permits {...props} />}
      </Part>
      <Part heading={m.places} add={keeps ? { href: write('nya-platser', unit.id), text: m.addPlaces } : undefined}>
        {props.places.length === 0 ? <p>{m.noPlaces}</p> : <Places {...props} />}
      </Part>
      <Part heading={m.followedUp}>
        {props.followedUp.length === 0 ? <p>{m.notFollowedUp}</p> : <Stays {...props} />}
      </Part>
      <Disclosure kind="section" summary={<h2>{provider.history}</h2>}>
        <History versions={props.versions} columns={props.columns} />
      </Disclosure>
    </Main>
  );
}

function Offers({ offers, agreements, keeps }: UnitProps) {
  const { unit: m, unknown } = useMessages(registerMessages);
  const language = useLanguage();
  const named = (row: OfferLine): string => codeInWords('intervention', row.intervention, language);
  const columns: readonly Shown<OfferLine>[] = [
    {
      key: 'what',
      heading: m.offerColumns.what,
      renderCell: (row) => (
        <>
          {named(row)}
          {row.ended ? <p className="quiet">{m.ended}</p> : undefined}
        </>
      ),
    },
    {
      key: 'form',
      heading: m.offerColumns.form,
      renderCell: (row) => (
        <>
          {codeInWords('form', row.form, language)}
          {row.agreement === null ? undefined : <p className="quiet">{agreements.get(row.agreement)}</p>}
        </>
      ),
    },
    {
      key: 'levels',
      heading: m.offerColumns.levels,
      renderCell: (row) => factInWords('support_levels', row.support_levels, language),
    },
    {
      key: 'price',
      heading: m.offerColumns.price,
      renderCell: (row) => (row.dailyRate === null ? unknown : kronor(row.dailyRate, language)),
      numeric: true,
    },
    ...(keeps
      ? [
          {
            key: 'act',
            heading: m.offerColumns.act,
            renderCell: (row: OfferLine) => (
              <span className="buttons">
                <ActionLink href={write('erbjudande', row.id)} context={named(row)}>
                  {m.changeOffer}
                </ActionLink>
                <ActionLink href={write('nytt-pris', row.id)} context={named(row)}>
                  {m.newPrice}
                </ActionLink>
              </span>
            ),
          },
        ]
      : []),
  ];
  return <Grid caption={m.offers} captionHidden columns={columns} rows={offers} rowKey={({ id }) => id} />;
}

function Prices({ prices, offers }: UnitProps) {
  const { unit: m } = useMessages(registerMessages);
  const language = useLanguage();
  const nameOf = (id: string): string => {
    const offer = offers.find((one) => one.id === id);
    return offer
      ? `${codeInWords('intervention', offer.intervention, language)}, ${codeInWords('form', offer.form, language)}`
      : '';
  };
  const columns: readonly Shown<Price>[] = [
    { key: 'offer', heading: m.priceColumns.offer, renderCell: (row) => nameOf(row.offer) },
    {
      key: 'level',
      heading: m.priceColumns.level,
      renderCell: (row) =>
        row.support_level === '' ? m.anyLevel : codeInWords('support_level', row.support_level, language),
    },
    {
      key: 'rate',
      heading: m.priceColumns.rate,
      renderCell: (row) => kronor(row.daily_rate, language),
      numeric: true,
    },
    {
      key: 'period',
      heading: m.priceColumns.period,
      renderCell: (row) => <Period from={row.valid_from} to={row.valid_to} />,
    },
    { key: 'source', heading: m.priceColumns.source, renderCell: (row) => row.source },
  ];
  return <Grid caption={m.prices} captionHidden columns={columns} rows={prices} rowKey={({ id }) => id} />;
}

function Permits({ permits, keeps }: UnitProps) {
  const { unit: m, provider, unknown } = useMessages(registerMessages);
  const language = useLanguage();
  const columns: readonly Shown<Permit>[] = [
    {
      key: 'kind',
      heading: m.permitColumns.kind,
      renderCell: (row) => [codeInWords('kind', row.kind, language), row.number].filter(Boolean).join(', '),
    },
    { key: 'group', heading: m.permitColumns.group, renderCell: (row) => row.target_group || unknown },
    { key: 'places', heading: m.permitColumns.places, renderCell: (row) => row.places ?? unknown, numeric: true },
    { key: 'manager', heading: m.permitColumns.manager, renderCell: (row) => row.manager || unknown },
    {
      key: 'period',
      heading: m.permitColumns.period,
      renderCell: (row) => (
        <>
          <Period from={row.valid_from} to={row.valid_to} />
          {row.change_reason === null ? undefined : <p className="quiet">{row.change_reason}</p>}
        </>
      ),
    },
    ...(keeps
      ? [
          {
            key: 'act',
            heading: m.permitColumns.act,
            renderCell: (row: Permit) => (
              <ActionLink href={write('tillstand', row.id)} context={codeInWords('kind', row.kind, language)}>
                {provider.changeDay}
              </ActionLink>
            ),
          },
        ]
      : []),
  ];
  return <Grid caption={m.permits} captionHidden columns={columns} rows={permits} rowKey={({ id }) => id} />;
}

function Stays({ followedUp }: UnitProps) {
  const { unit: m } = useMessages(registerMessages);
  const numeric = true;
  const counted = (['answered', 'held', 'moved', 'discharged', 'again'] as const).map((key): Shown<FollowedUp> => ({
    key,
    heading: m.followedUpColumns[key],
    renderCell: (row) => row[key],
    numeric,
  }));
  const columns: readonly Shown<FollowedUp>[] = [
    { key: 'months', heading: m.followedUpColumns.months, renderCell: ({ months }) => m.afterMonths(months) },
    ...counted,
  ];
  return (
    <>
      <p className="reading quiet">{m.followedUpHelp}</p>
      <Grid
        caption={m.followedUp}
        captionHidden
        columns={columns}
        rows={followedUp}
        rowKey={({ months }) => String(months)}
      />
    </>
  );
}

function Places({ places, taken, closures, free, asOf, keeps }: UnitProps) {
  const { unit: m, useKinds } = useMessages(registerMessages);
  const language = useLanguage();
  const today = useToday();
  const columns: readonly Shown<PlaceDay>[] = [
    { key: 'name', heading: m.placeColumns.name, renderCell: (row) => row.name },
    {
      key: 'taken',
      heading: m.placeColumns.taken,
      renderCell: (row) => {
        const its = taken.filter(({ place }) => place === row.place);
        if (its.length === 0) return m.freeAllTime;
        return (
          <ul>
            {its.map((one) => (
              <li key={one.from}>
                <Period from={one.from} to={one.to} />, {useKinds[one.kind]}
                {one.own && one.kind !== 'unavailable' ? `, ${m.own}` : ''}
              </li>
            ))}
          </ul>
        );
      },
    },
    { key: 'period', heading: m.placeColumns.period, renderCell: (row) => <Period from={row.from} to={row.to} /> },
    ...(keeps
      ? [
          {
            key: 'act',
            heading: m.placeColumns.act,
            renderCell: (row: PlaceDay) => (
              <span className="buttons">
                <ActionLink href={write('sparr', row.place)} context={row.name}>
                  {m.block}
                </ActionLink>
                <ActionLink href={write('plats', row.place)} context={row.name}>
                  {m.endPlace}
                </ActionLink>
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      {free === null || asOf !== undefined ? undefined : <p>{m.free(free)}</p>}
      <Grid caption={m.places} captionHidden columns={columns} rows={places} rowKey={({ place }) => place} />
      {closures.length === 0 ? undefined : (
        <>
          <h3>{m.closures}</h3>
          <ul className="lines">
            {closures.map((one) => (
              <li key={one.id}>
                {one.name}, {shortDate(one.from, today, language)} –{' '}
                {one.to === null ? m.openEnd : shortDate(one.to, today, language)}: {one.reason}{' '}
                {keeps ? (
                  <ActionLink href={write('hav-sparr', one.id)} context={one.name}>
                    {m.unblock}
                  </ActionLink>
                ) : undefined}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface AddressProps {
  readonly unit: UnitRow;
  readonly address: string | undefined;
  readonly writeHref?: string | undefined;
}

/** Where sheltered housing is: a page of its own, so that who has seen it is known. */
export function AddressPage({ unit, address, writeHref }: AddressProps) {
  const { unit: m } = useMessages(registerMessages);
  return (
    <Main title={m.showAddress}>
      <Back href={paths.unit({ unit: unit.id })}>{unit.name}</Back>
      <h1>{m.addressTitle(unit.name)}</h1>
      <p className="lead">{address ?? m.noAddress}</p>
      <p className="quiet">{m.audited}</p>
      {writeHref === undefined ? undefined : (
        <p>
          <LinkButton href={writeHref} emphasis="secondary">
            {m.setAddress}
          </LinkButton>
        </p>
      )}
    </Main>
  );
}
