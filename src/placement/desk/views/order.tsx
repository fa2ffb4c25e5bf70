import { atStart } from '../../../kernel/words.ts';
import { orderInWords, type Order } from '../../../matching/index.ts';
import {
  ActionLink,
  Alert,
  Back,
  Button,
  ButtonForm,
  type Choice,
  DateField,
  exactDate,
  Form,
  type FormFrame,
  type HiddenValues,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  Select,
  StatusMark,
  TextArea,
  useLanguage,
  useMessages,
  useToday,
} from '../../../ui/index.ts';
import { deskMessages } from '../messages/index.ts';
import type { OrderDecision } from '../store/orders.ts';

export const orderFields = { which: 'vilken', from: 'fran', reason: 'skal', act: 'gor' } as const;

const InWords = ({ order }: { readonly order: Omit<Order, 'version'> }) => (
  <ol className="order">
    {orderInWords(order, useLanguage()).map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ol>
);

export interface OrderPageProps {
  readonly backHref: string;
  readonly current: Order;
  readonly decisions: readonly OrderDecision[];
  readonly saved: boolean;
  /** Where one composes another, and how one that has not come is taken back: only who may. */
  readonly keeping?:
    | {
        readonly composeHref: string;
        readonly withdraw: (version: number) => { readonly action: string; readonly hidden: HiddenValues };
      }
    | undefined;
}

/** The order in force in words, what is to come, and what has been. */
export function OrderPage({ backHref, current, decisions, saved, keeping }: OrderPageProps) {
  const all = useMessages(deskMessages);
  const m = all.order;
  const language = useLanguage();
  const today = useToday();
  const holds = decisions.find(({ from, withdrawnAt }) => withdrawnAt === null && from <= today);
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
      <section>
        <h2>{m.now}</h2>
        <p>
          {atStart(m.name(current.version))}
          {holds === undefined ? undefined : `, ${m.since(exactDate(holds.from, language))}`}
        </p>
        <InWords order={current} />
        {keeping === undefined ? undefined : (
          <p>
            <LinkButton href={keeping.composeHref} emphasis="secondary">
              {m.compose}
            </LinkButton>
          </p>
        )}
      </section>
      {decisions.length === 0 ? undefined : (
        <section>
          <h2>{m.history}</h2>
          {decisions.map(({ version, order, from, reason, byName, at, withdrawnAt }) => {
            const toCome = withdrawnAt === null && from > today;
            return (
              <section key={version}>
                <h3>{m.decision(version, m.name(order.version), exactDate(from, language))}</h3>
                <p>
                  {version === holds?.version ? <StatusMark mark="done" word={m.states.holds} /> : undefined}
                  {toCome ? <StatusMark mark="waiting" word={m.states.toCome} /> : undefined}
                  {withdrawnAt === null ? undefined : <StatusMark mark="stopped" word={m.states.withdrawn} />}
                </p>
                <p className="quiet">
                  <Moment instant={at.toISOString()} />, {m.decidedBy(byName)}
                </p>
                <p className="written">{reason}</p>
                <InWords order={order} />
                {toCome && keeping ? <ButtonForm {...keeping.withdraw(version)}>{m.withdraw}</ButtonForm> : undefined}
              </section>
            );
          })}
        </section>
      )}
    </Main>
  );
}

export interface TrialLine {
  readonly href: string;
  readonly number: string;
  readonly before: string;
  readonly after: string;
}

interface ComposeProps {
  readonly frame: FormFrame;
  readonly which: readonly Choice[];
  readonly keys: readonly { readonly name: string; readonly label: string; readonly choices: readonly Choice[] }[];
  readonly forms: readonly { readonly name: string; readonly label: string; readonly choices: readonly Choice[] }[];
  readonly value: (field: string) => string;
  readonly tried?:
    | { readonly order: Omit<Order, 'version'>; readonly of: number; readonly lines: readonly TrialLine[] }
    | undefined;
}

/** Composes an order: each thing that counts has a number, and what it would have changed is seen before it is decided. */
export function ComposeOrder({ frame, which, keys, forms, value, tried }: ComposeProps) {
  const m = useMessages(deskMessages).order;
  return (
    <Main title={m.compose}>
      <Back href={frame.cancelHref}>{m.title}</Back>
      <h1>{m.compose}</h1>
      <p className="reading">{m.composeIntro}</p>
      <p className="reading">{m.agreements}</p>
      {tried === undefined ? undefined : <Trial {...tried} />}
      <Form
        frame={frame}
        buttons={
          <>
            <Button name={orderFields.act} value="prova">
              {m.try}
            </Button>
            <Button name={orderFields.act} value="besluta" emphasis="secondary">
              {m.decide}
            </Button>
          </>
        }
      >
        <RadioGroup name={orderFields.which} label={m.which} choices={which} required />
        <fieldset className="ds-fieldset">
          <legend className="ds-label">{m.keys}</legend>
          <p className="help">{m.keysHelp}</p>
          {keys.map(({ name, label, choices }) => (
            <Select key={name} name={name} label={label} groups={[{ choices }]} />
          ))}
        </fieldset>
        <fieldset className="ds-fieldset">
          <legend className="ds-label">{m.forms}</legend>
          {forms.map(({ name, label, choices }) => (
            <Select key={name} name={name} label={label} groups={[{ choices }]} required />
          ))}
        </fieldset>
        <DateField
          name={orderFields.from}
          label={m.from}
          help={m.fromHelp}
          value={value(orderFields.from)}
          earliest={useToday()}
          required
        />
        <TextArea
          name={orderFields.reason}
          label={m.reason}
          help={m.reasonHelp}
          value={value(orderFields.reason)}
          required
        />
      </Form>
    </Main>
  );
}

function Trial({ order, of, lines }: NonNullable<ComposeProps['tried']>) {
  const m = useMessages(deskMessages).order;
  return (
    <section aria-labelledby="provad">
      <h2 id="provad">{m.tried}</h2>
      <InWords order={order} />
      <Alert tone={lines.length === 0 ? 'ok' : 'info'} live="calm">
        {m.triedOn(of, lines.length)}
      </Alert>
      {lines.length === 0 ? undefined : (
        <ul className="lines">
          {lines.map(({ href, number, before, after }) => (
            <li key={href}>
              <ActionLink href={href}>{number}</ActionLink> {m.wouldBe(after, before)}
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{m.notDecided}</p>
    </section>
  );
}
