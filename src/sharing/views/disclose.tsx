import type { Language } from '../../kernel/text.ts';
import type { Choice, FormFrame, HiddenValues } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  ButtonForm,
  CheckboxGroup,
  type Column,
  DescriptionList,
  EmptyState,
  Form,
  HiddenFields,
  LinkButton,
  Main,
  Moment,
  RadioGroup,
  Select,
  Table,
  TextArea,
  TextField,
  useLanguage,
  useMessages,
} from '../../ui/index.ts';
import type { Piece } from '../disclosure.ts';
import { messages } from '../messages/index.ts';
import { Grounding, type GroundingProps } from './grounding.tsx';
import { SharedPieces } from './snapshot.tsx';

export const discloseFields = {
  account: 'mottagare',
  party: 'utanfor',
  address: 'adress',
  purpose: 'andamal',
  draft: 'utkast',
  parts: 'delar',
  struck: 'struket',
  words: 'ord',
  sum: 'summa',
} as const;

const Back = ({ number, href }: { readonly number: string; readonly href: string }) => (
  <p className="back">
    <a href={href}>
      <span className="number">{number}</span>
    </a>
  </p>
);

export interface DisclosedLine {
  readonly key: string;
  readonly href: string;
  readonly at: string;
  readonly to: string;
  readonly what: string;
  readonly ground: string;
  readonly state: string;
}

interface DisclosuresProps {
  readonly number: string;
  readonly backHref: string;
  readonly disclose: readonly { readonly href: string; readonly text: string }[];
  readonly drafts: readonly { readonly href: string; readonly text: string }[];
  readonly lines: readonly DisclosedLine[];
}

/** Everything that has been handed over from a case. */
export function Disclosures({ number, backHref, disclose, drafts, lines }: DisclosuresProps) {
  const m = useMessages(messages).list;
  const columns: readonly Column<DisclosedLine>[] = [
    { key: 'when', heading: m.columns.when, Cell: When },
    { key: 'to', heading: m.columns.to, Cell: ({ row }) => row.to },
    { key: 'what', heading: m.columns.what, Cell: ({ row }) => row.what },
    { key: 'ground', heading: m.columns.ground, Cell: ({ row }) => row.ground },
    { key: 'state', heading: m.columns.state, Cell: ({ row }) => row.state },
  ];
  const links = disclose.map(({ href, text }) => (
    <LinkButton key={href} href={href} emphasis={lines.length === 0 ? 'primary' : 'secondary'}>
      {text}
    </LinkButton>
  ));
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back number={number} href={backHref} />
      <h1>{m.heading(number)}</h1>
      <p className="reading">{m.intro}</p>
      {links.length === 0 ? undefined : <div className="buttons">{links}</div>}
      {drafts.length === 0 ? undefined : (
        <section>
          <h2>{m.drafts}</h2>
          <ul className="lines">
            {drafts.map((draft) => (
              <li key={draft.href}>
                <ActionLink href={draft.href}>{draft.text}</ActionLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

function Freshness({ row }: { readonly row: ReceivedLine }) {
  const m = useMessages(messages).received;
  return row.isNew ? <b>{m.fresh}</b> : m.old;
}

const When = ({ row }: { readonly row: Pick<DisclosedLine, 'href' | 'at'> }) => (
  <a href={row.href}>
    <Moment instant={row.at} />
  </a>
);

interface DiscloseFormProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly people: readonly Choice[];
  readonly party: string;
  readonly address: string;
  readonly purposes: readonly Choice[];
  readonly grounding: GroundingProps;
}

/** The first step: to whom, what for, and on which ground. */
export function DiscloseForm({
  frame,
  number,
  backHref,
  people,
  party,
  address,
  purposes,
  grounding,
}: DiscloseFormProps) {
  const { form: m, grounding: g } = useMessages(messages);
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back number={number} href={backHref} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      <Form frame={frame} buttons={<Button>{m.next}</Button>}>
        <h2>{m.recipient}</h2>
        <Select name={discloseFields.account} label={m.person} groups={[{ choices: people }]} />
        <TextField name={discloseFields.party} label={m.party} help={m.partyHelp} value={party} />
        <TextField name={discloseFields.address} label={m.address} help={m.addressHelp} value={address} />
        <RadioGroup name={discloseFields.purpose} label={m.purpose} choices={purposes} required />
        <h2>{g.heading}</h2>
        <Grounding {...grounding} />
      </Form>
    </Main>
  );
}

interface DraftProps {
  readonly frame: FormFrame;
  readonly number: string;
  readonly backHref: string;
  readonly to: string;
  readonly ground: string;
  readonly changeHref: string;
  readonly parts: readonly Choice[];
  readonly partsHelp: string;
  readonly words: string;
  readonly shown: readonly Piece[];
  readonly struck: readonly string[];
  /** Absent while nothing is chosen. */
  readonly sign?: { readonly action: string; readonly hidden: HiddenValues } | undefined;
  readonly problem?: string | undefined;
  readonly drop: { readonly action: string; readonly hidden: HiddenValues };
}

/** The second step: what is handed over, as the recipient will see it. */
export function DraftPage(props: DraftProps) {
  const {
    frame,
    number,
    backHref,
    to,
    ground,
    changeHref,
    parts,
    partsHelp,
    words,
    shown,
    struck,
    sign,
    problem,
    drop,
  } = props;
  const m = useMessages(messages).draft;
  const language = useLanguage();
  return (
    <Main title={`${m.title}, ${number}`}>
      <Back number={number} href={backHref} />
      <h1>{m.title}</h1>
      <p className="lead">{m.lead}</p>
      <p>
        <b>{m.to(to)}</b>
        <br />
        {ground}
      </p>
      <p>
        <ActionLink href={changeHref}>{m.change}</ActionLink>
      </p>
      {problem === undefined ? undefined : (
        <Alert tone="late" live="urgent">
          {problem}
        </Alert>
      )}
      <Form frame={frame} buttons={<Button emphasis="secondary">{m.update}</Button>}>
        <CheckboxGroup name={discloseFields.parts} label={m.parts} help={partsHelp} choices={parts} inline />
        <TextArea name={discloseFields.words} label={m.words} help={m.wordsHelp} value={words} />
        <section className="sheet shared">
          <h2>{m.preview}</h2>
          {shown.length === 0 ? (
            <p>{m.nothing}</p>
          ) : (
            <SharedPieces
              pieces={shown}
              language={language}
              strike={{
                name: discloseFields.struck,
                choice: (piece) => ({
                  value: piece.id,
                  label: `${m.strike} ${piece.heading.toLowerCase()}`,
                  checked: struck.includes(piece.id),
                }),
              }}
            />
          )}
        </section>
      </Form>
      {sign === undefined ? undefined : (
        <section>
          <p className="reading">{m.signHelp}</p>
          <form method="post" action={sign.action} className="button-form">
            <HiddenFields fields={sign.hidden} />
            <Button>{m.sign}</Button>
          </form>
        </section>
      )}
      <ButtonForm {...drop}>{m.drop}</ButtonForm>
    </Main>
  );
}

interface ReceiptProps {
  readonly number: string;
  readonly backHref: string;
  readonly at: string;
  readonly facts: readonly { readonly key: string; readonly term: string; readonly detail: string }[];
  readonly pieces: readonly Omit<Piece, 'id'>[];
  readonly language: Language;
}

/** What was handed over and when, for the case: with what it was, word for word. */
export function Receipt({ number, backHref, at, facts, pieces, language }: ReceiptProps) {
  const m = useMessages(messages).receipt;
  return (
    <Main title={`${m.title}, ${number}`}>
      <p className="back">
        <a href={backHref}>{m.back}</a>
      </p>
      <h1>{m.heading(number)}</h1>
      <p className="lead">
        <Moment instant={at} />
      </p>
      <div className="receipt">
        <DescriptionList items={facts} />
      </div>
      <section className="sheet shared">
        <h2>{m.content}</h2>
        <SharedPieces pieces={pieces} language={language} />
      </section>
    </Main>
  );
}

export interface ReceivedLine {
  readonly key: string;
  readonly href: string;
  readonly at: string;
  readonly from: string;
  readonly purpose: string;
  readonly isNew: boolean;
}

interface ReceivedProps {
  readonly lines: readonly ReceivedLine[];
  readonly plans: readonly {
    readonly key: string;
    readonly href: string;
    readonly title: string;
    readonly from: string;
  }[];
}

/** What others have handed over to the reader, and the plans that they are part of. */
export function Received({ lines, plans }: ReceivedProps) {
  const m = useMessages(messages).received;
  const columns: readonly Column<ReceivedLine>[] = [
    {
      key: 'when',
      heading: m.columns.when,
      Cell: When,
    },
    { key: 'from', heading: m.columns.from, Cell: ({ row }) => row.from },
    { key: 'purpose', heading: m.columns.purpose, Cell: ({ row }) => row.purpose },
    { key: 'state', heading: m.columns.state, Cell: Freshness },
  ];
  return (
    <Main title={m.title}>
      <h1>{m.title}</h1>
      <p className="reading">{m.intro}</p>
      <h2>{m.plans}</h2>
      {plans.length === 0 ? (
        <p className="quiet">{m.noPlans}</p>
      ) : (
        <ul className="lines">
          {plans.map((plan) => (
            <li key={plan.key}>
              <a href={plan.href}>{plan.title}</a> <span className="quiet">{plan.from}</span>
            </li>
          ))}
        </ul>
      )}
      <h2>{m.disclosures}</h2>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Table caption={m.caption} captionHidden columns={columns} rows={lines} rowKey={({ key }) => key} />
      )}
    </Main>
  );
}

interface ReceivedOneProps {
  readonly from: string;
  readonly ground: string;
  readonly purpose: string;
  readonly at: string;
  readonly backHref: string;
  readonly pieces: readonly Omit<Piece, 'id'>[];
  readonly language: Language;
}

/** What was handed over, for whom it was handed over to. */
export function ReceivedOne({ from, ground, purpose, at, backHref, pieces, language }: ReceivedOneProps) {
  const { received: m, receipt } = useMessages(messages);
  return (
    <Main title={m.oneTitle}>
      <p className="back">
        <a href={backHref}>{m.back}</a>
      </p>
      <h1>{m.oneTitle}</h1>
      <p className="lead">
        {from}, <Moment instant={at} />
      </p>
      <p>
        {purpose}
        <br />
        {ground}
      </p>
      <p className="reading screen-only">{m.keep}</p>
      <section className="sheet shared">
        <h2>{receipt.content}</h2>
        <SharedPieces pieces={pieces} language={language} />
      </section>
    </Main>
  );
}
