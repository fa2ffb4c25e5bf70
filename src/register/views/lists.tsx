import type { ReactNode } from 'react';
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
import type { DueLine, FormRule, SubcategoryRow } from '../store/read.ts';
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
}

const write = (form: string, subject: string): string => paths.write({ form, subject });

/** What the register goes by. */
export function RegisterRules({ forms, subcategories, lists, parties, keeps }: RulesProps) {
  const { rules: m, legalForms: legal, unknown } = useMessages(registerMessages);
  const language = useLanguage();
  const today = useToday();
  const act = <Row,>(
    heading: string,
    text: string,
    hrefOf: (row: Row) => string,
    of: (row: Row) => string,
  ): readonly Shown<Row>[] =>
    keeps
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
  const ruleOf = (row: FormRule): string =>
    `${codeInWords('intervention', row.intervention, language)}, ${codeInWords('form', row.form, language)}`;
  const nameOf = (row: SubcategoryRow): string => (language === 'sv' ? row.name_sv : row.name_en);
  const formColumns: readonly Shown<FormRule>[] = [
    {
      key: 'i',
      heading: m.formColumns.intervention,
      renderCell: (row) => codeInWords('intervention', row.intervention, language),
    },
    { key: 'f', heading: m.formColumns.form, renderCell: (row) => codeInWords('form', row.form, language) },
    {
      key: 'p',
      heading: m.formColumns.period,
      renderCell: (row) => <Period from={row.valid_from} to={row.valid_to} />,
    },
    ...act<FormRule>(m.formColumns.act, m.changeDay, ({ id }) => write('regiform', id), ruleOf),
  ];
  const subcategoryColumns: readonly Shown<SubcategoryRow>[] = [
    { key: 'n', heading: m.subcategoryColumns.name, renderCell: (row) => nameOf(row) },
    {
      key: 'i',
      heading: m.subcategoryColumns.intervention,
      renderCell: (row) => codeInWords('intervention', row.intervention, language),
    },
    {
      key: 'p',
      heading: m.subcategoryColumns.period,
      renderCell: (row) => <Period from={row.valid_from} to={row.valid_to} />,
    },
    ...act<SubcategoryRow>(
      m.subcategoryColumns.act,
      m.changeDay,
      (row) => write('underkategori', `${row.intervention}:${row.id}:${row.valid_from}`),
      nameOf,
    ),
  ];
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
    ...act<ListRow>(
      m.listColumns.act,
      m.changeList,
      ({ subject }) => write('kontrollista', subject),
      ({ name }) => name,
    ),
  ];
  return (
    <RegisterPage title={m.title} current="rules">
      <p className="reading">{m.intro}</p>
      <Part heading={m.forms} add={keeps ? { href: write('ny-regiform', 'ny'), text: m.allow } : undefined}>
        <Grid caption={m.forms} captionHidden columns={formColumns} rows={forms} rowKey={({ id }) => id} />
      </Part>
      <Part
        heading={m.subcategories}
        add={keeps ? { href: write('ny-underkategori', 'ny'), text: m.addSubcategory } : undefined}
      >
        <Grid
          caption={m.subcategories}
          captionHidden
          columns={subcategoryColumns}
          rows={subcategories}
          rowKey={(row) => `${row.intervention}:${row.id}:${row.valid_from}`}
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
