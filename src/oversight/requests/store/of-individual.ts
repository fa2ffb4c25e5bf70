import { sql } from 'kysely';
import type { IndividualId } from '../../../kernel/ids.ts';
import type { Scope } from '../../../platform/door.ts';
import type { RequestKind, RequestOutcome, Way } from '../request.ts';

/** What has been asked for about somebody, and what was handed out: a line for each time, or one with nothing handed out. */
export type RequestOfIndividual = Readonly<{
  request: string;
  number: string;
  kind: RequestKind;
  arrived_at: Date;
  asked: string;
  asker: string;
  authority: string;
  outcome: RequestOutcome | null;
  decided_at: Date | null;
  items: string | null;
  way: Way | null;
  redacted: boolean | null;
  handed_out_at: Date | null;
}>;

/** For the register extract and the list of disclosures of somebody that the actor sees; nothing for who does not. */
export async function requestsOfIndividual(
  { db }: Scope,
  individual: IndividualId,
): Promise<readonly RequestOfIndividual[]> {
  const { rows } = await sql<RequestOfIndividual>`select * from access.requests_of_individual(${individual})`.execute(
    db,
  );
  return rows;
}
