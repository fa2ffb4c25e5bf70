import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '../../../kernel/date.ts';
import type { Scope } from '../../../platform/door.ts';
import type { HistoricalRequest } from '../../figures.ts';
import type { FigureRow } from '../count.ts';

/** What is counted between two days, of the actor's municipality: nothing of it leads to anybody. */
export async function figureRows({ db }: Scope, from: LocalDate, to: LocalDate): Promise<readonly FigureRow[]> {
  const { rows } = await sql<FigureRow>`select * from access.placement_figures(${from}, ${to})`.execute(db);
  return rows;
}

/** Takes in requests from before Hemvist, each row of a file once. Gives how many were new. */
export async function importHistorical(
  { db, now }: Scope,
  file: string,
  requests: readonly HistoricalRequest[],
): Promise<number> {
  const sha256 = createHash('sha256').update(file).digest('hex');
  const rows = requests.map((one, index) => ({
    line: index + 1,
    administration: one.administration,
    intervention: one.intervention,
    subcategory: one.subcategory,
    submitted: one.submitted,
    person: one.person,
  }));
  const { rows: told } = await sql<{ taken: number | null }>`
    select access.import_historical(${sha256}, ${JSON.stringify(rows)}::jsonb, ${now}) as taken`.execute(db);
  return told[0]?.taken ?? 0;
}

/** What asks the database as the owner of the tables. */
type Owner = Readonly<{
  query: (text: string, values: readonly unknown[]) => Promise<Readonly<{ rows: readonly unknown[] }>>;
}>;

/** Every request that there is, in Hemvist and from before it, of one municipality or of all: for the command line. */
export async function everyRequest(
  owner: Owner,
  municipality: string | undefined,
): Promise<readonly HistoricalRequest[]> {
  const { rows } = await owner.query(
    `select q.municipality, q.from_area as administration, q.intervention, q.subcategory,
       ((q.submitted_at at time zone 'Europe/Stockholm')::date)::text as submitted, q.individual::text as person
     from placement_request q where $1::text is null or q.municipality = $1
     union all
     select h.municipality, h.administration, h.intervention, h.subcategory, h.submitted::text, encode(h.person, 'hex')
     from historical_request h where $1::text is null or h.municipality = $1`,
    [municipality ?? null],
  );
  return rows as readonly HistoricalRequest[];
}
