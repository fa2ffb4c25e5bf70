import { type FileKind, fileKinds } from '../../../platform/file-kind.ts';
import { textOf } from '../../individual/in-words.ts';
import type { ExtractSection } from '../../individual/part.ts';

/** A row as the database gives it: dates and instants as text (ISO, UTC), in the order of the database. */
export type ContentRow = Readonly<Record<string, unknown>>;

/** All that a case holds, in an order that is the same every time; see access.archive_content. */
export type CaseContent = Readonly<{
  municipality: Readonly<{ code: string; name: string }>;
  area: Readonly<{ id: string; name: string }>;
  unit: Readonly<{ id: string; name: string }>;
  case: ContentRow & Readonly<{ id: string; case_number: string }>;
  individual: ContentRow;
  runs: readonly ContentRow[];
  facts: readonly ContentRow[];
  entries: readonly ContentRow[];
  consents: readonly ContentRow[];
  assignments: readonly ContentRow[];
  emergencies: readonly ContentRow[];
  requests: readonly ContentRow[];
  holds: readonly ContentRow[];
  disclosures: readonly ContentRow[];
  plans: readonly ContentRow[];
  attachments: readonly (ContentRow & Readonly<{ id: string; kind: FileKind }>)[];
  notices: readonly ContentRow[];
  placementRequests: readonly ContentRow[];
  placementRevisions: readonly ContentRow[];
  placementEvents: readonly ContentRow[];
  placementInquiries: readonly ContentRow[];
  recommendations: readonly ContentRow[];
  placements: readonly ContentRow[];
  placementOutcomes: readonly ContentRow[];
  placementFollowUps: readonly ContentRow[];
  placementComplaints: readonly ContentRow[];
  placementReasons: readonly ContentRow[];
  meetings: readonly ContentRow[];
  handoverNotes: readonly ContentRow[];
  events: readonly ContentRow[];
  people: readonly Readonly<{ id: string; name: string; area: string }>[];
  /** The id of the last event that is in it. */
  through: number;
}>;

/** The lists of a case that stand in the archive one row at a time, in order. */
export const lists = [
  'runs',
  'facts',
  'entries',
  'consents',
  'assignments',
  'emergencies',
  'requests',
  'holds',
  'disclosures',
  'plans',
  'attachments',
  'notices',
  'placementRequests',
  'placementRevisions',
  'placementEvents',
  'placementInquiries',
  'recommendations',
  'placements',
  'placementOutcomes',
  'placementFollowUps',
  'placementComplaints',
  'placementReasons',
  'meetings',
  'handoverNotes',
] as const satisfies readonly (keyof CaseContent)[];

/** The files of a case by their ids; without those that a virus scanner has found something in. */
export type CaseFiles = ReadonlyMap<string, Uint8Array>;

/** What a file of the case is called in the archive: its own name may be anything, and twice. */
export const archivedName = ({ id, kind }: CaseContent['attachments'][number]): string =>
  `bilagor/${id}.${fileKinds[kind].ending}`;

/** An instant as the archive writes it: to the second, in UTC, as the database gave it. */
export const instant = (value: unknown): string =>
  textOf(value).replace('T', ' ').replace(/\.\d+/, '').replace('+00:00', ' UTC');

/**
 * What a capability above this one says of its own rows, as sections of the page to read; `who` gives the name of an account. Its rows stand
 * in the data like all others.
 */
export type ArchiveWords = (content: CaseContent, who: (account: unknown) => string) => readonly ExtractSection[];
