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
] as const satisfies readonly (keyof CaseContent)[];
