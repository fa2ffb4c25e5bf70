import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { EntryId, RunId } from '../../kernel/ids.ts';
import type { Db } from '../../platform/database.ts';
import type { Count, FactValue, Run } from '../../routine/index.ts';
import { type ConsentDeed, type RunConsentRow, runConsentDeeds } from '../../secrecy/index.ts';
import type { Answers, ReadEntry, ReadFact, RunRecord, WritingRole } from '../entry.ts';
import type { WorkItem } from '../worklist.ts';
import { shortened } from './tallies.ts';
import { toRow } from './worklist.ts';

// What is evaluated for everybody at once, on nobody's behalf: outside the door, where no table shows anything.

/**
 * Of each version of a routine, by `routine@version`: how what is read of a run is put together, the consents it asks about, the answers (`kind.answer`)
 * that are chosen and not written, and the kinds whose party is.
 */
export type Asked = Readonly<
  Record<
    string,
    Readonly<{
      readAs: string;
      consents: readonly string[];
      answers: readonly string[];
      parties: readonly string[];
    }>
  >
>;

/** What the engine reads of the facts and entries of a run. */
export type Contents = Pick<Run, 'facts' | 'entries'>;

/** An open run with what it is evaluated on, and nothing that tells of anybody. */
export type Unnamed = Pick<RunRecord, 'id' | 'routine' | 'routineVersion' | 'openedOn'> &
  Readonly<{
    /** As it was put together another night, when that still holds; then there are neither facts nor entries. */
    kept?: Contents;
    facts: readonly ReadFact[];
    entries: readonly ReadEntry[];
    consents: readonly ConsentDeed[];
    counted: boolean;
    /** Of its lines as they were written last. */
    workSha256?: string;
  }>;

/** What came of a run: what is kept of it, when it was read in full; its lines, when they are not known to be as before, and then what is counted of it, when nothing was. */
export type Evaluated = Readonly<{
  id: RunId;
  until: LocalDate;
  read?: Readonly<{ way: string; contents: Contents }>;
  changed?: Readonly<{ items: readonly WorkItem[]; hash: string; count?: Count }>;
}>;

export const sha256 = (text: string): string => hash('sha256', text);

export async function municipalitiesWithStaleWork(db: Db, day: LocalDate): Promise<readonly string[]> {
  const { rows } = await sql<{ municipality: string }>`
    select municipality from access.municipalities_with_stale_work(${day})`.execute(db);
  return rows.map(({ municipality }) => municipality);
}

// As access.hold_stale_night puts it: what few entries have is there when one of it is.
type Told = readonly [
  position: string,
  kind: string,
  at: LocalDate,
  byRole: WritingRole,
  inPerson: 'true' | 'false' | null,
  channel: ReadEntry['channel'] | null,
  ...seldom:
    | []
    | [
        purpose: string | null,
        form: ReadEntry['form'] | null,
        status: ReadEntry['status'] | null,
        party: string | null,
        obligation: string | null,
        every: string | null,
        recordedOn: LocalDate,
        replaces: string | null,
      ],
];

type UnnamedRow = Readonly<{
  id: RunId;
  routine: string;
  routine_version: string;
  opened_on: LocalDate;
  counted: boolean;
  work_sha256: Buffer | null;
}> &
  // As text: read where it is needed, it is gone again before the next run's is read.
  Readonly<Record<'contents' | 'facts' | 'entries' | 'participants' | 'answers' | 'consents', string | null>>;

const none: Answers = {};

function toEntry(told: Told, participants: readonly string[], answers: Answers): ReadEntry {
  const [position, kind, at, byRole, inPerson, channel, purpose, form, status, party, obligation, every, on, replaces] =
    told;
  const entry: { -readonly [Key in keyof ReadEntry]: ReadEntry[Key] } = {
    id: position as EntryId,
    position: Number(position),
    kind,
    at,
    recordedOn: on ?? at,
    byRole,
    participants,
    answers,
  };
  if (inPerson !== null) entry.inPerson = inPerson === 'true';
  if (channel) entry.channel = channel;
  if (purpose) entry.purpose = purpose;
  if (form) entry.form = form;
  if (status) entry.status = status;
  if (party) entry.party = party;
  if (obligation) entry.obligation = obligation;
  if (every) entry.every = every;
  if (replaces) entry.replaces = replaces as EntryId;
  return entry;
}

const read = <Value>(text: string | null, otherwise: Value): Value =>
  text === null ? otherwise : (JSON.parse(text) as Value);

function toUnnamed(row: UnnamedRow): Unnamed {
  const facts = read<Readonly<Record<string, FactValue>>>(row.facts, {});
  const participants = read<readonly (readonly string[])[]>(row.participants, []);
  const answers = read<readonly (Answers | null)[]>(row.answers, []);
  return {
    id: row.id,
    routine: row.routine,
    routineVersion: row.routine_version,
    openedOn: row.opened_on,
    counted: row.counted,
    ...(row.work_sha256 === null ? {} : { workSha256: row.work_sha256.toString('hex') }),
    ...(row.contents === null ? {} : { kept: JSON.parse(row.contents) as Contents }),
    facts: Object.entries(facts).map(([name, value]) => ({ name, value })),
    entries: read<readonly Told[]>(row.entries, []).map((told, place) =>
      toEntry(told, participants[place] ?? [], answers[place] ?? none),
    ),
    consents: runConsentDeeds(
      read<readonly Omit<RunConsentRow, 'name'>[]>(row.consents, []).map((consent) => ({ ...consent, name: '' })),
    ),
  };
}

export type Some = Readonly<{
  municipality: string;
  now: Date;
  today: LocalDate;
  after: RunId | undefined;
  atATime: number;
  asked: Asked;
}>;

/** The next of the runs whose lines do not hold for today, held, evaluated and stored: how many, and the last of them when there was one. */
export function evaluateSome(
  db: Db,
  { municipality, now, today, after, atATime, asked }: Some,
  evaluate: (run: Unnamed) => Evaluated | undefined,
): Promise<Readonly<{ evaluated: number; last?: RunId }>> {
  return db.transaction().execute(async (tx) => {
    const { rows } =
      await sql<UnnamedRow>`select id, routine, routine_version, opened_on, counted, work_sha256, contents::text,
      facts::text, entries::text, participants::text, answers::text, consents::text
      from access.hold_stale_night(
      ${municipality}, ${today}, ${after ?? null}, ${atATime}, ${JSON.stringify(asked)}::jsonb)`.execute(tx);
    const last = rows.at(-1)?.id;
    if (last === undefined) return { evaluated: 0 };
    const done = rows.flatMap((row) => evaluate(toUnnamed(row)) ?? []);
    const changed = done.flatMap(({ id, changed: lines }) =>
      lines
        ? [
            {
              run: id,
              sha256: lines.hash,
              tallies: lines.count && shortened(lines.count.tallies),
              outline: lines.count?.outline,
            },
          ]
        : [],
    );
    const wholes = done.flatMap(({ id, read: whole }) => (whole ? [{ id, ...whole }] : []));
    const items = done.flatMap(({ changed: lines }) => lines?.items ?? []);
    await sql`select access.store_night(${municipality}, ${now}, ${done.map(({ id }) => id)}::uuid[],
      ${done.map(({ until }) => until)}::date[],
      ${wholes.map(({ id }) => id)}::uuid[], ${wholes.map(({ way }) => way)}::text[],
      ${wholes.map(({ contents }) => JSON.stringify(contents))}::text[], ${JSON.stringify(changed)}::jsonb, ${JSON.stringify(items.map(toRow))}::jsonb)`.execute(
      tx,
    );
    return { evaluated: done.length, last };
  });
}
