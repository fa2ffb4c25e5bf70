import { routineLibrary } from '../../casework/index.ts';
import type { Library } from '../../routine/index.ts';
import { formatIdentityNumber } from '../../kernel/identity-number.ts';
import type { Language } from '../../kernel/text.ts';
import type { Scope } from '../../platform/door.ts';
import { messages as openingMessages } from '../messages/index.ts';
import { openingInWords } from '../opening-in-words.ts';
import { messages as requestMessages } from '../requests/messages/index.ts';
import { requestsOfIndividual } from '../requests/store/of-individual.ts';
import { type OpeningRow, openingsOf } from '../store/openings.ts';
import {
  codes,
  consentInWords,
  entryInWords,
  factInWords,
  meetingKindInWords,
  routineName,
  section,
  textOf,
} from './in-words.ts';
import { messages } from './messages/index.ts';
import type { ExtractPart, ExtractSection, ExtractShare } from './part.ts';
import { attachmentMessages } from '../../secrecy/index.ts';
import {
  archiveRows,
  assessmentRows,
  assignmentRows,
  attachmentRows,
  caseRows,
  consentRows,
  emergencyRows,
  entryRows,
  eventRows,
  factRows,
  handoverRows,
  individualRows,
  moveRows,
  meetingRows,
  protectionRows,
  type Row,
  runRows,
} from './store/rows.ts';

const part = (
  id: string,
  tables: readonly string[],
  read: (
    scope: Scope,
    subject: Parameters<ExtractPart['read']>[1],
    language: Language,
    library: Library,
  ) => Promise<ExtractSection>,
): ExtractPart => ({
  id,
  tables,
  read: async (scope, subject) => read(scope, subject, scope.actor.language, await routineLibrary(scope)),
});

/** Somebody of another area who has been let in to a run, as it was given to them. */
function acrossInWords(library: Library, row: Row, language: Language): Readonly<Record<string, unknown>> {
  const m = messages[language];
  const asked = (row['fields'] ?? []) as readonly Readonly<{ id: string; sv: string; en: string }>[];
  const answers = (row['ground_answers'] ?? {}) as Readonly<Record<string, string>>;
  const name = row[language === 'sv' ? 'name_sv' : 'name_en'];
  return {
    to: `${textOf(row['name'])}, ${m.codes[String(row['role'])] ?? textOf(row['role'])}, ${textOf(row['area'])}`,
    what: m.sections.disclosures.wholeRun(routineName(library, row, language)),
    since: row['valid_from'],
    until: row['valid_to'],
    provision: name === null ? '' : `${textOf(name)} (${textOf(row['provision'])})`,
    consent: row['consent_taken_on'] === null ? '' : m.sections.disclosures.onConsent(textOf(row['consent_taken_on'])),
    why: [
      textOf(row['ground_reason']),
      ...Object.entries(answers).map(
        ([id, answer]) => `${asked.find((field) => field.id === id)?.[language] ?? id}: ${answer}`,
      ),
    ].join('\n'),
    by: row['assigned_by'],
  };
}

async function requestSection(scope: Scope, subject: Parameters<ExtractPart['read']>[1], language: Language) {
  const r = requestMessages[language];
  const rows = await requestsOfIndividual(scope, subject.individual);
  const once = [...new Map(rows.map((row) => [row.request, row])).values()];
  const assessments = await assessmentRows(scope, subject);
  const words = messages[language].sections.requests;
  const asked = section(words, once, (row) => ({
    kind: r.kinds[row['kind'] as keyof typeof r.kinds].name,
    outcome: row['outcome'] === null ? '' : r.outcomes[row['outcome'] as keyof typeof r.outcomes].name,
  }));
  const tested = section(words, assessments, (row) => ({ number: row['request'] }));
  return { ...asked, lines: [...asked.lines, ...tested.lines], data: [...asked.data, ...tested.data] };
}

async function handedOut(scope: Scope, subject: Parameters<ExtractPart['read']>[1], language: Language) {
  const rows = (await requestsOfIndividual(scope, subject.individual)).filter(({ items }) => items !== null);
  const r = requestMessages[language];
  return section(messages[language].sections.disclosures, rows, (row) => ({
    to: [row['asker'], row['authority']].filter(Boolean).join(', '),
    what: row['items'],
    since: row['handed_out_at'],
    why: `${textOf(row['number'])}: ${textOf(row['asked'])}`,
    how: r.ways[row['way'] as keyof typeof r.ways],
  }));
}

/** Everybody who has opened each of the cases; who saw several at once is told once for each. */
async function everyOpening(scope: Scope, subject: Parameters<ExtractPart['read']>[1]): Promise<readonly OpeningRow[]> {
  const size = 200;
  const found = new Map<number, OpeningRow>();
  for (const { id } of subject.cases) {
    let rows = await openingsOf(scope, id, undefined, size);
    while (rows.length > 0) {
      for (const row of rows) found.set(row.id, row);
      const last = rows.at(-1);
      rows = last && rows.length === size ? await openingsOf(scope, id, last, size) : [];
    }
  }
  return [...found.values()].toSorted((left, right) => right.at.getTime() - left.at.getTime() || right.id - left.id);
}

/** The extract's own parts, in the order that they are read. What other capabilities hold comes beside: see ExtractShare. */
export const ownExtract: ExtractShare = {
  parts: [
    part('individual', ['individual'], async (scope, subject, language) =>
      section(messages[language].sections.individual, await individualRows(scope, subject), (row) => ({
        ...codes(language, row, 'identity_kind', 'identity_certainty'),
        identity_number: row['identity_number'] === null ? '' : formatIdentityNumber(textOf(row['identity_number'])),
      })),
    ),
    part('protection', ['protected_identity', 'protected_team'], async (scope, subject, language) =>
      section(messages[language].sections.protection, await protectionRows(scope, subject), (row) =>
        codes(language, row, 'grade'),
      ),
    ),
    part('cases', ['case_file'], async (scope, subject, language) =>
      section(messages[language].sections.cases, await caseRows(scope, subject)),
    ),
    part('runs', ['run'], async (scope, subject, language, library) =>
      section(messages[language].sections.runs, await runRows(scope, subject), (row) => ({
        routine_name: routineName(library, row, language),
      })),
    ),
    part('runs', ['run_move'], async (scope, subject, language, library) => {
      const m = messages[language].sections;
      return section({ ...m.runs, fields: m.moves.fields }, await moveRows(scope, subject), (row) => ({
        routine_name: routineName(library, row, language),
        outcome: m.moves.outcomes[row['outcome'] as keyof typeof m.moves.outcomes],
      }));
    }),
    part('facts', ['fact'], async (scope, subject, language, library) =>
      section(messages[language].sections.facts, await factRows(scope, subject), (row) =>
        factInWords(library, row, language),
      ),
    ),
    part('entries', ['entry'], async (scope, subject, language, library) =>
      section(messages[language].sections.entries, await entryRows(scope, subject), (row) =>
        entryInWords(library, row, language),
      ),
    ),
    part('consents', ['consent'], async (scope, subject, language) =>
      section(messages[language].sections.consents, await consentRows(scope, subject), (row) =>
        consentInWords(row, language),
      ),
    ),
    part('consents', ['attachment'], async (scope, subject, language) => {
      const m = attachmentMessages[language];
      return section(messages[language].sections.attachments, await attachmentRows(scope, subject), (row) => ({
        kind: m.kinds[row['kind'] as keyof typeof m.kinds],
        size: m.size(Number(row['size'])),
        state: m.states[row['state'] as keyof typeof m.states],
      }));
    }),
    part('people', ['assignment'], async (scope, subject, language) =>
      section(messages[language].sections.people, await assignmentRows(scope, subject, false), (row) =>
        codes(language, row, 'role'),
      ),
    ),
    part('disclosures', [], async (scope, subject, language, library) =>
      section(messages[language].sections.disclosures, await assignmentRows(scope, subject, true), (row) =>
        acrossInWords(library, row, language),
      ),
    ),
    part('disclosures', ['official_request_handout'], handedOut),
    part(
      'requests',
      [
        'official_request',
        'official_request_content',
        'official_request_case',
        'official_request_decision',
        'official_request_assessment',
      ],
      requestSection,
    ),
    part('meetings', ['meeting'], async (scope, subject, language, library) =>
      section(messages[language].sections.meetings, await meetingRows(scope, subject), (row) => ({
        kind: meetingKindInWords(library, row, language),
        time: `${textOf(row['starts'])}–${textOf(row['ends'])}`,
      })),
    ),
    part('handovers', ['handover_note'], async (scope, subject, language) =>
      section(messages[language].sections.handovers, await handoverRows(scope, subject)),
    ),
    part('emergencies', ['break_glass'], async (scope, subject, language) =>
      section(messages[language].sections.emergencies, await emergencyRows(scope, subject)),
    ),
    part('archive', ['legal_hold', 'disposal_item', 'archive_export'], async (scope, subject, language) => {
      const words = messages[language].sections.archive;
      return section(words, await archiveRows(scope, subject), (row) => ({
        what: words[row['what'] as 'hold' | 'proposed' | 'exported'],
      }));
    }),
    part('openings', ['audit'], async (scope, subject, language) => {
      const m = openingMessages[language];
      const words = messages[language].sections.openings;
      return section(words, await everyOpening(scope, subject), (row) => ({
        name: row['name'] ?? m.unknown,
        what: openingInWords(row as OpeningRow, m),
        how: m.channels[String(row['channel'])],
      }));
    }),
    part('events', ['event'], async (scope, subject, language) => ({
      ...section(messages[language].sections.events, await eventRows(scope, subject)),
      lines: [],
    })),
  ],
  without: {
    municipality: 'the organisation',
    secrecy_area: 'the organisation',
    unit: 'the organisation',
    account: 'staff: those who have had to do with the individual are named where they have',
    account_role: 'staff',
    role: 'the organisation',
    role_permission: 'the organisation',
    session: 'staff: their sign-ins',
    sign_in_attempt: 'staff: counted under hashes',
    known_browser: 'staff: their sign-ins',
    account_totp: 'staff: their sign-ins',
    account_recovery_code: 'staff: their sign-ins',
    account_passkey: 'staff: their sign-ins',
    account_identity: 'staff: their sign-ins',
    sign_in_step: 'staff: their sign-ins',
    sign_in_link: 'staff: their sign-ins',
    sign_in_reset: 'staff: their sign-ins',
    sign_in_rule: 'which roles the identity provider gives',
    delegation: 'staff: what they may decide',
    absence: 'staff: when they are away',
    calendar_feed: 'staff: the address of their own calendar',
    scim_client: 'the organisation’s directory',
    scim_group: 'the organisation’s directory',
    scim_group_member: 'staff: their groups in the directory',
    organisation_change: 'the organisation: how it has been changed',
    case_counter: 'a number',
    ground: 'which provisions there are',
    ground_version: 'which provisions there have been: the one that was used stands with each disclosure',
    contact_route: 'how units are reached',
    contact_route_version: 'how units have been reached, and who of the staff wrote it',
    out_of_hours_cover: 'which areas a service covers',
    individual_search: 'made from the name that stands in the extract, for searching',
    run_at_night:
      'put together of entries and facts that stand in the extract, without names, and made anew when they change',
    work_item: 'worked out from entries and facts that stand in the extract, and made anew all the time',
    attachment_part: 'the bytes of files that stand in the extract: copies are handed over with it',
    draft: 'unfinished text that only its writer can read (dataskyddslagen 5 kap. 2 §)',
    notice: 'tells a colleague that something has happened: what did is in the extract',
    access_review_setting: 'how an area reviews reading',
    access_review: 'counts',
    access_review_item: 'staff: which of the openings that stand in the extract are reviewed',
    access_review_decision: 'staff: whether they were authorised to read',
    access_review_question: 'staff: what they were asked about their reading',
    access_review_answer: 'staff: what they answered',
    official_request_target: 'how many days there are for an answer',
    official_request_counter: 'a number',
    retention_policy: 'for how long a municipality keeps cases',
    retention_proposal: 'for how long somebody has proposed that cases are kept',
    retention_proposal_decision: 'who decided of a proposal',
    retention_law_point: 'what the law is taken to say',
    disposal_list: 'who proposed disposal: the cases on it are told from disposal_item',
    disposal_decision: 'who decided of a list',
    audit_seal: 'digests of the audit',
    routine_draft: 'governing documents that are being written',
    routine_draft_text: 'governing documents that are being written',
    routine_draft_reader: 'staff: who has been asked to comment on a governing document',
    routine_draft_comment: 'staff: what they have said of a governing document',
    routine_version: 'governing documents',
    account_email: 'where those who work here get their mail',
    taken_on: 'staff: who has said that they are on something; that they have is among the events',
    reminder: 'counts, of staff',
    reminder_setting: 'staff: what they want to be reminded of',
    mail: 'counts, sent to those who work here',
    migration: 'which versions of the schema there are',
  },
};
