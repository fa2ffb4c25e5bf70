import type { Library } from '../../../routine/index.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { formatIdentityNumber } from '../../../kernel/identity-number.ts';
import {
  codes,
  consentInWords,
  entryInWords,
  factInWords,
  meetingKindInWords,
  routineName,
  section,
  textOf,
} from '../../individual/in-words.ts';
import { messages as individual } from '../../individual/messages/index.ts';
import type { ExtractSection } from '../../individual/part.ts';
import { messages as requests } from '../../requests/messages/index.ts';
import { messages } from '../messages/index.ts';
import { archivedName, type ArchiveWords, type CaseContent, type ContentRow, instant } from './content.ts';

// An archive is in Swedish, whoever takes it out: it is the same every time.
const language = 'sv';

/** Plain enough to be read in fifty years: no script, nothing from elsewhere, and it prints. */
const style = `
body { font: 1rem/1.5 serif; color: #111; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { font-family: sans-serif; line-height: 1.2; }
h2 { border-top: 1px solid #999; padding-top: 1rem; margin-top: 2rem; }
ol { list-style: none; padding: 0; }
li { margin: 0 0 1.25rem; break-inside: avoid; }
dl { margin: 0; display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem; }
dt { color: #555; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const rowsOf = (value: unknown): readonly ContentRow[] => (Array.isArray(value) ? (value as ContentRow[]) : []);
/** A person of an area, or one of its units: its name then stands in what was handed over. */
const toWhom = (row: ContentRow, person: string): string =>
  textOf(row['to_account']) === ''
    ? textOf((row['snapshot'] as ContentRow | undefined)?.['to'])
    : `${person}, ${textOf(row['to_area_name'])}`;

interface DocumentProps {
  readonly content: CaseContent;
  readonly library: Library;
  readonly words: readonly ArchiveWords[];
}

const piecesOf = (snapshot: unknown): readonly Readonly<{ heading: string; text: string }>[] =>
  rowsOf((snapshot as ContentRow | null)?.['pieces']) as readonly Readonly<{ heading: string; text: string }>[];

function sectionsOf({ content, library, words }: DocumentProps): readonly ExtractSection[] {
  const { sections } = individual[language];
  const names = new Map(content.people.map(({ id, name }) => [id, name]));
  const areas = new Map(content.people.map(({ id, area }) => [id, area]));
  const who = (id: unknown): string => names.get(textOf(id)) ?? textOf(id);
  const runs = new Map(content.runs.map((run) => [textOf(run['id']), run]));
  const number = content.case.case_number;
  const inRun = (row: ContentRow): ContentRow => {
    const run = runs.get(textOf(row['run_id']));
    return {
      ...row,
      case_number: number,
      routine: run?.['routine'],
      routine_version: run?.['routine_version'],
      written_by: who(row['written_by']),
      stated_by: who(row['stated_by']),
      written_at: instant(row['written_at']),
    };
  };
  const identity = content.individual['identity_number'];
  return [
    section(sections.individual, [{ ...content.individual, area: content.area.name }], (row) => ({
      ...codes(language, row, 'identity_kind', 'identity_certainty'),
      identity_number: identity === null ? '' : formatIdentityNumber(textOf(identity)),
    })),
    section(sections.cases, [{ ...content.case, unit: content.unit.name, opened_by: who(content.case['opened_by']) }]),
    section(
      sections.runs,
      content.runs.map((run) => ({ ...run, case_number: number })),
      (run) => ({ routine_name: routineName(library, run, language) }),
    ),
    section(sections.facts, content.facts.map(inRun), (row) => factInWords(library, row, language)),
    section(sections.entries, content.entries.map(inRun), (row) => entryInWords(library, row, language)),
    section(
      sections.consents,
      content.consents.map((row) => ({
        ...row,
        recipient: row['to_area_name'] ?? row['to_party'],
        taken_by: who(row['taken_by']),
      })),
      (row) => consentInWords(row, language),
    ),
    section(
      sections.people,
      content.assignments.map((row) => ({
        ...row,
        case_number: number,
        name: who(row['account']),
        area: areas.get(textOf(row['account'])),
        assigned_by: who(row['assigned_by']),
      })),
      (row) => codes(language, row, 'role'),
    ),
    section(sections.disclosures, [
      ...content.assignments
        .filter((row) => row['ground'] !== null)
        .map((row) => ({
          to: [who(row['account']), areas.get(textOf(row['account']))].join(', '),
          what: sections.disclosures.wholeRun(routineName(library, runs.get(textOf(row['run_id'])) ?? {}, language)),
          since: row['valid_from'],
          until: row['valid_to'],
          provision: `${textOf(row['ground_name'])} (${textOf(row['ground_provision'])})`,
          why: [row['ground_reason'], ...Object.values((row['ground_answers'] ?? {}) as ContentRow)]
            .map(textOf)
            .join('\n'),
          by: who(row['assigned_by']),
        })),
      ...content.disclosures.map((row) => ({
        to: row['to_party'] ?? toWhom(row, who(row['to_account'])),
        what: piecesOf(row['snapshot'])
          .map(({ heading, text }) => `${heading}: ${text}`)
          .join('\n'),
        since: instant(row['signed_at']),
        provision: `${textOf(row['ground_name'])} (${textOf(row['ground_provision'])})`,
        why: row['ground_reason'],
        by: who(row['signed_by']),
      })),
    ]),
    section(
      messages[language].archive.plans,
      content.plans.map((row) => ({
        title: row['title'],
        goal: row['goal'],
        parties: rowsOf(row['parties']).map((party) => who(party['account'])),
        steps: rowsOf(row['steps'])
          .map((step) => textOf(step['what']))
          .join('\n'),
      })),
    ),
    section(
      messages[language].archive.attachments,
      content.attachments.map((row) => ({
        ...row,
        uploaded_at: instant(row['uploaded_at']),
        uploaded_by: row['uploaded_by'] === null ? '' : who(row['uploaded_by']),
        file: row['state'] === 'infected' ? messages[language].archive.attachments.infected : archivedName(row),
      })),
    ),
    section(
      messages[language].archive.notices,
      content.notices.map((row) => ({
        ...row,
        what: messages[language].archive.notices.kinds[row['kind'] as 'termination' | 'rectification'],
        sender: [row['sender'], row['contact'], row['phone'], row['email']].map(textOf).filter(Boolean).join(', '),
        tenant: [row['tenant'], row['tenant_identity']].map(textOf).filter(Boolean).join(', '),
        address: [row['address'], row['apartment'], row['postal_code'], row['locality']]
          .map(textOf)
          .filter(Boolean)
          .join(', '),
        arrived_at: instant(row['arrived_at']),
        linked_by: who(row['linked_by']),
      })),
    ),
    section(
      sections.meetings,
      content.meetings.map((row) => ({
        ...inRun(row),
        time: `${textOf(row['starts'])}–${textOf(row['ends'])}`,
        invited: [...(row['invited'] as readonly unknown[]).map(who), ...(row['parties'] as readonly string[])],
        booked_by: who(row['booked_by']),
        cancelled_at: instant(row['cancelled_at']),
      })),
      (row) => ({ kind: meetingKindInWords(library, row, language) }),
    ),
    section(
      sections.handovers,
      content.handoverNotes.map((row) => ({ ...inRun(row), by: who(row['written_by']), to: who(row['substitute']) })),
    ),
    ...words.flatMap((say) => say(content, who)),
    section(
      sections.emergencies,
      content.emergencies.map((row) => ({
        ...row,
        name: who(row['account']),
        area: areas.get(textOf(row['account'])),
        opened_at: instant(row['opened_at']),
        expires_at: instant(row['expires_at']),
        ended_at: instant(row['ended_at']),
      })),
    ),
    section(
      sections.requests,
      content.requests.map((row) => ({ ...row, arrived_at: instant(row['arrived_at']) })),
      (row) => ({ kind: requests[language].kinds[row['kind'] as keyof typeof requests.sv.kinds].name }),
    ),
    section(
      sections.archive,
      content.holds.map((row) => ({
        ...row,
        what: sections.archive.hold,
        since: instant(row['placed_at']),
        until: row['lifted_at'] === null ? row['until'] : instant(row['lifted_at']),
      })),
    ),
  ];
}

function CaseDocument(props: DocumentProps) {
  const { content } = props;
  const m = messages[language].archive;
  const title = m.title(content.case.case_number);
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <p>{m.from(content.area.name, content.municipality.name, content.municipality.code)}</p>
        <p>{m.files}</p>
        {sectionsOf(props).map(({ title: heading, note, lines }) => (
          <section key={heading}>
            <h2>{heading}</h2>
            {note === undefined ? undefined : <p>{note}</p>}
            {lines.length === 0 ? <p>{m.nothing}</p> : undefined}
            <ol>
              {lines.map((line, index) => (
                // The order is all that tells two that say the same apart.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={index}>
                  <dl>
                    {line.map(({ label, value }) => (
                      <Term key={label} label={label} value={value} />
                    ))}
                  </dl>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </body>
    </html>
  );
}

const Term = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);

/** The case to read, as one page that needs nothing else. */
export const htmlOf = (content: CaseContent, library: Library, words: readonly ArchiveWords[]): string =>
  `<!doctype html>\n${renderToStaticMarkup(<CaseDocument content={content} library={library} words={words} />)}\n`;
