import { create } from 'xmlbuilder2';
import type { CaseContent, ContentRow } from './content.ts';
import { lists } from './content.ts';

/** The name of the schema: docs/case-archive.xsd says what it holds. */
export const namespace = 'urn:hemvist:case-archive:1';

type Element = ReturnType<ReturnType<typeof create>['ele']>;

// What XML 1.0 cannot hold. Nobody has meant to write it, and it is seen that something was there.
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const written = (value: string | number | boolean): string =>
  String(value).toWellFormed().replaceAll(unwritable, '\uFFFD');

/** `run_id` as `runId`: the names of the schema are those of the tables, as XML is wont to write them. */
const nameOf = (column: string): string =>
  column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A value under an element: text, a list as items, an object as values with names. What is null is left out. */
function put(parent: Element, value: unknown): void {
  if (Array.isArray(value)) {
    for (const one of value) put(parent.ele('item'), one);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      if (one !== null) put(parent.ele('value', { name: written(name) }), one);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    parent.txt(written(value));
}

function putRow(parent: Element, row: ContentRow): void {
  for (const [column, value] of Object.entries(row).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    if (value !== null) put(parent.ele(nameOf(column)), value);
}

const singular: Readonly<Record<(typeof lists)[number], string>> = {
  runs: 'run',
  facts: 'fact',
  entries: 'entry',
  consents: 'consent',
  assignments: 'assignment',
  emergencies: 'emergency',
  requests: 'request',
  holds: 'hold',
  disclosures: 'disclosure',
  plans: 'plan',
  attachments: 'attachment',
  notices: 'notice',
  placementRequests: 'placementRequest',
  placementRevisions: 'placementRevision',
  placementEvents: 'placementEvent',
  placementInquiries: 'placementInquiry',
  recommendations: 'recommendation',
  placements: 'placement',
  placementOutcomes: 'placementOutcome',
  placementFollowUps: 'placementFollowUp',
  placementComplaints: 'placementComplaint',
  placementReasons: 'placementReason',
  meetings: 'meeting',
  handoverNotes: 'handoverNote',
};

/** The case as XML, by the schema in docs/case-archive.xsd. The same case gives the same text. */
export function xmlOf(content: CaseContent): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele(namespace, 'caseArchive', { version: '1' });
  root.ele('municipality', { code: content.municipality.code }).txt(written(content.municipality.name));
  root.ele('area', { id: content.area.id }).txt(written(content.area.name));
  root.ele('unit', { id: content.unit.id }).txt(written(content.unit.name));
  putRow(root.ele('case'), content.case);
  putRow(root.ele('individual'), content.individual);
  const people = root.ele('people');
  for (const { id, name, area } of content.people) people.ele('person', { id, area }).txt(written(name));
  for (const list of lists) {
    const parent = root.ele(list);
    for (const row of content[list]) putRow(parent.ele(singular[list]), row);
  }
  return `${document.end({ prettyPrint: true, indent: '  ' })}\n`;
}
