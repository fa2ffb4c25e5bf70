import type { ReactNode } from 'react';
import type { FormFrame } from '../../ui/form-frame.ts';
import {
  Alert,
  Button,
  DescriptionList,
  Form,
  Main,
  ShortDate,
  useLanguage,
  useMessages,
  Back,
} from '../../ui/index.ts';
import type { StopKind } from '../codes.ts';
import type { Placed } from '../concerning.ts';
import type { Field } from '../fields.ts';
import { registerMessages } from '../messages/index.ts';
import type { OfferLine, Stop } from '../store/read.ts';
import { codeInWords, factInWords } from '../words.ts';
import { FactFields } from './keep-form.tsx';
import { Period } from './parts.tsx';

export type OfferConcerned = OfferLine & Readonly<{ unitName: string }>;

/** What a stop is about. Who lives there is told to who decides on stops. */
export interface ConcernedProps {
  readonly offers: readonly OfferConcerned[];
  readonly placed: readonly Placed[] | undefined;
}

/** Each offer that a stop keeps from being recommended, or ordered; who is placed with the provider, and to whom it is proposed. */
export function Concerned({ offers, placed }: ConcernedProps) {
  const { stop: m } = useMessages(registerMessages);
  const language = useLanguage();
  return (
    <>
      <section>
        <h2>{m.consequences}</h2>
        <ul className="lines">
          {offers.map((offer) => (
            <li key={offer.id}>
              {offer.unitName}: {codeInWords('intervention', offer.intervention, language)}
            </li>
          ))}
        </ul>
      </section>
      {placed === undefined ? undefined : (
        <>
          <PlacedList title={m.placed} empty={m.nobodyPlaced} lines={placed.filter(({ kind }) => kind === 'placed')} />
          <PlacedList
            title={m.proposed}
            empty={m.nowhereProposed}
            lines={placed.filter(({ kind }) => kind === 'proposed')}
          />
          <p className="reading quiet">{m.othersSeeTheirOwn}</p>
        </>
      )}
    </>
  );
}

interface PlacedListProps {
  readonly title: string;
  readonly empty: string;
  readonly lines: readonly Placed[];
}

function PlacedList({ title, empty, lines }: PlacedListProps) {
  const { stop: m } = useMessages(registerMessages);
  return (
    <section>
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p className="reading">{empty}</p>
      ) : (
        <ul className="lines flowing">
          {lines.map(({ number, administration, unitName, startsOn }) => (
            <li key={number + unitName}>
              {m.placedLine(number, administration, unitName)} <ShortDate date={startsOn} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface NewStopProps extends ConcernedProps {
  readonly kind: StopKind;
  readonly provider: { readonly name: string; readonly href: string };
  readonly frame: FormFrame;
  readonly fields: readonly Field[];
  readonly shown: (column: string) => readonly string[];
}

export function NewStop({ kind, provider, frame, fields, shown, offers, placed }: NewStopProps) {
  const { stop: m } = useMessages(registerMessages);
  const title = m.title[kind];
  return (
    <Main title={title}>
      <Back href={provider.href}>{provider.name}</Back>
      <h1>{title}</h1>
      {offers.length === 0 ? (
        <p className="reading">{m.impossible[kind]}</p>
      ) : (
        <>
          <p className="reading">{m.lead[kind]}</p>
          <Concerned offers={offers} placed={placed} />
          <Form frame={frame} buttons={<Button>{m.submit}</Button>}>
            <FactFields fields={fields} shown={shown} />
          </Form>
        </>
      )}
    </Main>
  );
}

interface StopProps extends ConcernedProps {
  readonly stop: Stop;
  readonly provider: { readonly name: string; readonly href: string };
  /** Absent for who does not decide on stops of the kind, and when it is lifted. */
  readonly lift?:
    | {
        readonly frame: FormFrame;
        readonly fields: readonly Field[];
        readonly shown: (column: string) => readonly string[];
      }
    | undefined;
}

export function StopPage({ stop, provider, offers, placed, lift }: StopProps) {
  const all = useMessages(registerMessages);
  const { stop: m, fields } = all;
  const language = useLanguage();
  const item = (term: string, detail: ReactNode) => ({ key: term, term, detail });
  return (
    <Main title={m.title[stop.kind]}>
      <Back href={provider.href}>{provider.name}</Back>
      <h1>{m.title[stop.kind]}</h1>
      {stop.lifted_on === null ? undefined : (
        <Alert>
          <p>
            {m.lifted} {fields.lifted_on}: <ShortDate date={stop.lifted_on} />. {stop.lift_reason}
          </p>
        </Alert>
      )}
      <DescriptionList
        items={[
          item(fields.scope, all.stopScopes[stop.scope]),
          ...(stop.scope === 'needs' ? [item(fields.needs, factInWords('needs', stop.needs, language))] : []),
          item(fields.valid_from, <Period from={stop.valid_from} to={stop.valid_to} />),
          item(fields.reason, stop.reason),
          ...(stop.by === null ? [] : [item(m.decidedBy, stop.by)]),
        ]}
      />
      <Concerned offers={offers} placed={placed} />
      {lift === undefined ? undefined : (
        <section>
          <h2>{m.liftTitle}</h2>
          <Form frame={lift.frame} buttons={<Button emphasis="secondary">{m.lift}</Button>}>
            <FactFields fields={lift.fields} shown={lift.shown} />
          </Form>
        </section>
      )}
    </Main>
  );
}
