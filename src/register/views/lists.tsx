import type { ReactNode } from 'react';
import type { LocalDate } from '../../kernel/date.ts';
import { interventions, permitRequired } from '../../matching/index.ts';
import {
  ActionLink,
  Due,
  EmptyState,
  LinkButton,
  shortDate,
  useLanguage,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { legalForms } from '../codes.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { ControlList } from '../store/control-states.ts';
import type { Party } from '../store/kept.ts';
import type { DueLine, FormRule, OwnList, SubcategoryRow } from '../store/read.ts';
import { codeInWords } from '../words.ts';
import { Grid, Period, RegisterPage, type Shown } from './parts.tsx';

type DueRow = DueLine & Readonly<{ href: string }>;

/** What is to be controlled again, and what ends. */
export function DueList({ lines }: { readonly lines: readonly DueRow[] }) {
  const m = useMessages(registerMessages).due;
  const columns: readonly Shown<DueRow>[] = [
    { key: 'provider', heading: m.columns.provider, renderCell: (row) => <a href={row.href}>{row.name}</a> },
    { key: 'what', heading: m.columns.what, renderCell: (row) => m.what[row.what](row.item, row.unit ?? '') },
    { key: 'due', heading: m.columns.due, renderCell: (row) => <Due date={row.due} /> },
  ];
  return (
    <RegisterPage title={m.title} current="due">
      <p className="reading">{m.intro}</p>
      {lines.length === 0 ? (
        <EmptyState>{m.empty}</EmptyState>
      ) : (
        <Grid
          caption={m.caption}
          captionHidden
          columns={columns}
          rows={lines}
          rowKey={(row) => [row.provider, row.what, row.item, row.unit, row.due].join(' ')}
        />
      )}
    </RegisterPage>
  );
}

interface RulesProps {
  readonly forms: readonly FormRule[];
  readonly subcategories: readonly SubcategoryRow[];
  readonly lists: readonly ControlList[];
  readonly parties: readonly Party[];
  readonly keeps: boolean;
  /** What the reader's municipality has of its own, where another keeps the register. */
  readonly own?: OwnProps | undefined;
}

interface OwnProps {
  readonly lists: readonly OwnList[];
  readonly forms: readonly FormRule[];
  readonly subcategories: readonly SubcategoryRow[];
  readonly mayWrite: boolean;
}

type Write = (form: string, subject: string) => string;
const write: Write = (form, subject) => paths.write({ form, subject });
const writeOwn: Write = (form, subject) => paths.writeOwn({ form, subject });

/** A last column that leads to where a row is changed, for who may. */
const actColumn = <Row,>(
  may: boolean,
  heading: string,
  text: string,
  hrefOf: (row: Row) => string,
  of: (row: Row) => string,
): readonly Shown<Row>[] =>
  may
    ? [
        {
          key: 'act',
          heading,
          renderCell: (row) => (
            <ActionLink href={hrefOf(row)} context={of(row)}>
              {text}
            </ActionLink>
          ),
        },
      ]
    : [];

const period = <Row extends Readonly<{ valid_from: LocalDate; valid_to: LocalDate | null }>>(
  heading: string,
): Shown<Row> => ({ key: 'p', heading, renderCell: (row) => <Period from={row.valid_from} to={row.valid_to} /> });

/** Forms and sub-categories as they are kept, by the register or by a municipality of its own. */
function useRuleColumns(mayChange: boolean, to: Write) {
  const { rules: m } = useMessages(registerMessages);
  const language = useLanguage();
  const interventionOf = ({ intervention }: Pick<FormRule, 'intervention'>): string =>
    codeInWords('intervention', intervention, language);
  const formOf = ({ form }: FormRule): string => codeInWords('form', form, language);
  const nameOf = (row: SubcategoryRow): string => (language === 'sv' ? row.name_sv : row.name_en);
  const forms: readonly Shown<FormRule>[] = [
    { key: 'i', heading: m.formColumns.intervention, renderCell: interventionOf },
    { key: 'f', heading: m.formColumns.form, renderCell: formOf },
    period(m.formColumns.period),
    ...actColumn<FormRule>(
      mayChange,
      m.formColumns.act,
      m.changeDay,
      ({ id }) => to('regiform', id),
      (row) => `${interventionOf(row)}, ${formOf(row)}`,
    ),
  ];
  const subcategories: readonly Shown<SubcategoryRow>[] = [
    { key: 'n', heading: m.subcategoryColumns.name, renderCell: nameOf },
    { key: 'i', heading: m.subcategoryColumns.intervention, renderCell: interventionOf },
    period(m.subcategoryColumns.period),
    ...actColumn<SubcategoryRow>(
      mayChange,
      m.subcategoryColumns.act,
      m.changeDay,
      (row) => to('underkategori', `${row.intervention}:${row.id}:${row.valid_from}`),
      nameOf,
    ),
  ];
  return { forms, subcategories };
}

const subcategoryKey = (row: SubcategoryRow): string => `${row.intervention}:${row.id}:${row.valid_from}`;

/** What the municipality has of its own beside the register. */
function OwnLists({ lists, forms, subcategories, mayWrite }: OwnProps) {
  const { own: m, rules } = useMessages(registerMessages);
  const language = useLanguage();
  const columns = useRuleColumns(mayWrite, writeOwn);
  const interventionOf = ({ intervention }: OwnList): string => codeInWords('intervention', intervention, language);
  const listColumns: readonly Shown<OwnList>[] = [
    { key: 'l', heading: m.columns.list, renderCell: ({ list }) => m.lists[list] },
    { key: 'i', heading: m.columns.intervention, renderCell: interventionOf },
    period(m.columns.period),
    { key: 'r', heading: m.columns.reason, renderCell: ({ reason }) => <span className="written">{reason}</span> },
    ...actColumn<OwnList>(
      mayWrite,
      m.columns.act,
      rules.changeDay,
      ({ id }) => writeOwn('egen-lista-slut', id),
      (row) => `${m.lists[row.list]}, ${interventionOf(row)}`,
    ),
  ];
  const add = (form: string, text: string) => (mayWrite ? { href: writeOwn(form, 'ny'), text } : undefined);
  return (
    <>
      <Part heading={m.title} add={add('egen-lista', m.begin)}>
        <p className="reading">{m.intro}</p>
        {lists.length === 0 ? (
          <EmptyState>{m.none}</EmptyState>
        ) : (
          <Grid caption={m.title} captionHidden columns={listColumns} rows={lists} rowKey={({ id }) => id} />
        )}
      </Part>
      {lists.some(({ list }) => list === 'subcategories') ? (
        <Part heading={m.subcategories} add={add('ny-underkategori', rules.addSubcategory)}>
          <Grid
            caption={m.subcategories}
            captionHidden
            columns={columns.subcategories}
            rows={subcategories}
            rowKey={subcategoryKey}
          />
        </Part>
      ) : undefined}
      {lists.some(({ list }) => list === 'forms') ? (
        <Part heading={m.forms} add={add('ny-regiform', rules.allow)}>
          <Grid caption={m.forms} captionHidden columns={columns.forms} rows={forms} rowKey={({ id }) => id} />
        </Part>
      ) : undefined}
    </>
  );
}

/** What the register goes by. */
export function RegisterRules({ forms, subcategories, lists, parties, keeps, own }: RulesProps) {
  const { rules: m, legalForms: legal, unknown } = useMessages(registerMessages);
  const language = useLanguage();
  const today = useToday();
  const columns = useRuleColumns(keeps, write);
  type ListRow = Readonly<{ subject: string; name: string; list: ControlList | undefined }>;
  const listRows: readonly ListRow[] = [
    ...legalForms.map((one) => ({
      subject: one,
      name: legal[one],
      list: lists.find(({ legalForm }) => legalForm === one),
    })),
    ...interventions
      .filter((one) => permitRequired.has(one))
      .map((one) => ({
        subject: one,
        name: m.permitOf(codeInWords('intervention', one, language)),
        list: lists.find(({ permitKind }) => permitKind === one),
      })),
  ];
  const listColumns: readonly Shown<ListRow>[] = [
    { key: 'of', heading: m.listColumns.of, renderCell: (row) => row.name },
    {
      key: 'items',
      heading: m.listColumns.items,
      renderCell: (row) => row.list?.items.map(({ name }) => name[language]).join(', ') ?? unknown,
    },
    {
      key: 'since',
      heading: m.listColumns.since,
      renderCell: (row) =>
        row.list ? m.version(row.list.version, shortDate(row.list.validFrom, today, language)) : '',
    },
    ...actColumn<ListRow>(
      keeps,
      m.listColumns.act,
      m.changeList,
      ({ subject }) => write('kontrollista', subject),
      ({ name }) => name,
    ),
  ];
  return (
    <RegisterPage title={m.title} current="rules">
      {own === undefined ? undefined : <OwnLists {...own} />}
      <p className="reading">{m.intro}</p>
      <Part heading={m.forms} add={keeps ? { href: write('ny-regiform', 'ny'), text: m.allow } : undefined}>
        <Grid caption={m.forms} captionHidden columns={columns.forms} rows={forms} rowKey={({ id }) => id} />
      </Part>
      <Part
        heading={m.subcategories}
        add={keeps ? { href: write('ny-underkategori', 'ny'), text: m.addSubcategory } : undefined}
      >
        <Grid
          caption={m.subcategories}
          captionHidden
          columns={columns.subcategories}
          rows={subcategories}
          rowKey={subcategoryKey}
        />
      </Part>
      <Part heading={m.lists}>
        <p className="reading">{m.listsIntro}</p>
        <Grid caption={m.lists} captionHidden columns={listColumns} rows={listRows} rowKey={({ subject }) => subject} />
      </Part>
      <Part heading={m.parties}>
        <ul className="lines">
          {parties.map(({ code, name, from, to }) => (
            <li key={code}>
              {name} <span className="number quiet">{code}</span>, <Period from={from} to={to} />
            </li>
          ))}
        </ul>
      </Part>
    </RegisterPage>
  );
}

interface PartProps {
  readonly heading: string;
  readonly add?: { readonly href: string; readonly text: string } | undefined;
  readonly children: ReactNode;
}

/** A part of a page, with what one can add to it. */
export const Part = ({ heading, add, children }: PartProps) => (
  <section className="register-part">
    <h2>{heading}</h2>
    {children}
    {add === undefined ? undefined : (
      <p>
        <LinkButton href={add.href} emphasis="secondary">
          {add.text}
        </LinkButton>
      </p>
    )}
  </section>
);
