import type { Choice, FormFrame } from '../../ui/form-frame.ts';
import {
  ActionLink,
  Alert,
  Button,
  DateField,
  FileField,
  Form,
  LinkButton,
  momentInWords,
  RadioGroup,
  shortDate,
  StatusMark,
  useLanguage,
  useMessages,
  useToday,
} from '../../ui/index.ts';
import { fileKinds, type FileProblem } from '../files.ts';
import { registerMessages } from '../messages/index.ts';
import { registerPaths as paths } from '../paths.ts';
import type { OpenDataDecision } from '../store/open-data.ts';
import type { Imported, ReceiptLine } from '../store/import.ts';
import { Part } from './lists.tsx';
import { Grid, RegisterPage, type Shown } from './parts.tsx';

export const importFields = { kind: 'slag', file: 'registerfil', from: 'galler', act: 'gor' } as const;
/** So many problems are told at once: whoever has more begins with these. */
const mostProblems = 200;

interface FilesProps {
  readonly openFiles: readonly { readonly href: string; readonly text: string }[];
  readonly publishing: {
    readonly decisions: readonly OpenDataDecision[];
    /** Where everybody finds the files when they are published. */
    readonly addresses: readonly string[];
    readonly decideHref: string | undefined;
  };
  /** Absent for who does not keep the register. */
  readonly keeping?:
    | {
        readonly frame: FormFrame;
        readonly kinds: readonly Choice[];
        readonly from: string;
        readonly receipts: readonly ReceiptLine[];
        readonly result?: { readonly told: Imported; readonly written: boolean } | undefined;
      }
    | undefined;
}

export function FilesPage({ openFiles, publishing, keeping }: FilesProps) {
  const { files: m } = useMessages(registerMessages);
  const language = useLanguage();
  const today = useToday();
  return (
    <RegisterPage title={m.title} current="files">
      {keeping === undefined ? undefined : (
        <>
          <Result result={keeping.result} />
          <p className="reading">{m.intro}</p>
          <Part heading={m.export}>
            <p className="reading">{m.exportIntro}</p>
            <ul className="lines">
              {fileKinds.map((kind) => (
                <li key={kind}>
                  {m.kinds[kind]}:{' '}
                  <span className="buttons">
                    <ActionLink href={paths.file({ what: 'mall', kind })} context={m.kinds[kind]}>
                      {m.template}
                    </ActionLink>
                    <ActionLink href={paths.file({ what: 'alla', kind })} context={m.kinds[kind]}>
                      {m.all}
                    </ActionLink>
                  </span>
                </li>
              ))}
            </ul>
          </Part>
          <Part heading={m.importTitle}>
            <p className="reading">{m.importIntro}</p>
            <Form
              frame={keeping.frame}
              buttons={
                <>
                  <Button name={importFields.act} value="prova">
                    {m.try}
                  </Button>
                  <Button emphasis="secondary" name={importFields.act} value="las-in">
                    {m.run}
                  </Button>
                </>
              }
            >
              <RadioGroup name={importFields.kind} label={m.kind} choices={keeping.kinds} inline required />
              <DateField name={importFields.from} label={m.from} value={keeping.from} required />
              <FileField name={importFields.file} label={m.file} accept=".csv,text/csv" required />
            </Form>
          </Part>
          <Part heading={m.receipts}>
            {keeping.receipts.length === 0 ? <p>{m.noReceipts}</p> : undefined}
            <ul className="lines">
              {keeping.receipts.map(({ id, kind, by, at, added, changed, unchanged }) => (
                <li key={id}>
                  {m.receipt(m.kinds[kind], by, momentInWords(at.toISOString(), today, language))}:{' '}
                  {m.counts(added, changed, unchanged)}
                </li>
              ))}
            </ul>
          </Part>
        </>
      )}
      <Part heading={m.openTitle}>
        <p className="reading">{m.openIntro}</p>
        <p className="buttons">
          {openFiles.map(({ href, text }) => (
            <ActionLink key={href} href={href} context={m.openTitle}>
              {text}
            </ActionLink>
          ))}
        </p>
        <Publishing {...publishing} />
      </Part>
    </RegisterPage>
  );
}

/** Whether everybody may fetch the open data, since when and why. */
function Publishing({ decisions, addresses, decideHref }: FilesProps['publishing']) {
  const m = useMessages(registerMessages).files;
  const language = useLanguage();
  const today = useToday();
  const holds = decisions.find(({ from }) => from <= today);
  return (
    <>
      <p>
        {holds?.published ? (
          <StatusMark mark="done" word={m.published} />
        ) : (
          <StatusMark mark="none" word={m.notPublished} />
        )}
      </p>
      {holds?.published ? (
        <ul className="lines">
          {addresses.map((address) => (
            <li key={address}>
              <a href={address}>{address}</a>
            </li>
          ))}
        </ul>
      ) : undefined}
      {decisions.length === 0 ? undefined : (
        <ul className="lines">
          {decisions.map(({ position, from, published, reason, byName }) => (
            <li key={position}>
              {m.openDecision(published, shortDate(from, today, language), byName)}{' '}
              <span className="written">{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {decideHref === undefined ? undefined : (
        <p>
          <LinkButton href={decideHref} emphasis="secondary">
            {m.decidePublishing}
          </LinkButton>
        </p>
      )}
    </>
  );
}

function Result({ result }: Pick<NonNullable<FilesProps['keeping']>, 'result'>) {
  const { files: m, problems: common, fields } = useMessages(registerMessages);
  if (result === undefined) return undefined;
  const { told, written } = result;
  if (told.ok)
    return (
      <Alert tone={written ? 'ok' : 'info'} live="urgent">
        <p>
          {written ? m.done : m.tried} {m.counts(told.added, told.changed, told.unchanged)}
        </p>
      </Alert>
    );
  const words: Readonly<Record<string, string>> = { ...common, ...m.problems };
  const labels: Readonly<Record<string, string>> = fields;
  const columns: readonly Shown<FileProblem>[] = [
    { key: 'line', heading: m.problemColumns.line, renderCell: ({ line }) => line },
    {
      key: 'column',
      heading: m.problemColumns.column,
      renderCell: ({ column }) =>
        column === undefined ? '' : `${column}${labels[column] ? ` (${labels[column]})` : ''}`,
    },
    { key: 'problem', heading: m.problemColumns.problem, renderCell: ({ problem }) => words[problem] },
  ];
  return (
    <Alert tone="late" live="urgent">
      <p>{m.wrong(told.problems.length)}</p>
      <Grid
        caption={m.importTitle}
        captionHidden
        columns={columns}
        rows={told.problems.slice(0, mostProblems)}
        rowKey={({ line, column, problem }) => `${line} ${column} ${problem}`}
      />
      {told.problems.length > mostProblems ? <p>{m.shownOf(mostProblems, told.problems.length)}</p> : undefined}
    </Alert>
  );
}
