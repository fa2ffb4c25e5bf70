import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, ConsentId, IdempotencyKey, IndividualId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Consent, type ConsentDeed, consentDeeds, type ConsentStatus, type LedgerRow } from '../consent.ts';

type Row = Readonly<{
  id: ConsentId;
  individual: IndividualId;
  case_id: CaseId;
  run_id: RunId | null;
  status: ConsentStatus;
  purpose: string;
  parts: readonly string[];
  to_area: string | null;
  to_area_name: string | null;
  to_party: string | null;
  form: 'written' | 'oral' | null;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  reason: string | null;
  replaces: ConsentId | null;
  correction: boolean;
  taken_on: LocalDate;
  taken_by: AccountId;
  taken_by_name: string;
  written_at: Date;
}>;

const toConsent = (row: Row): Consent => ({
  id: row.id,
  individual: row.individual,
  caseId: row.case_id,
  ...(row.run_id === null ? {} : { runId: row.run_id }),
  status: row.status,
  purpose: row.purpose,
  parts: row.parts,
  ...(row.to_area === null ? {} : { toArea: row.to_area }),
  ...(row.to_area_name === null ? {} : { toAreaName: row.to_area_name }),
  ...(row.to_party === null ? {} : { toParty: row.to_party }),
  ...(row.form === null ? {} : { form: row.form }),
  from: row.valid_from,
  ...(row.valid_to === null ? {} : { to: row.valid_to }),
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  correction: row.correction,
  takenOn: row.taken_on,
  takenBy: row.taken_by,
  takenByName: row.taken_by_name,
  writtenAt: row.written_at,
});

/** The ledger of the individual that a case is about, as far as the actor sees it, in the order it was written. */
export async function consentsOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly Consent[]> {
  const { rows } = await sql<Row>`
    select c.id, c.individual, c.case_id, c.run_id, c.status, c.purpose, c.parts, c.to_area, s.name as to_area_name, c.to_party, c.form,
      c.valid_from, c.valid_to, c.reason, c.replaces, c.correction, c.taken_on, c.taken_by, a.display_name as taken_by_name, c.written_at
    from consent c
    join account a on a.municipality = c.municipality and a.id = c.taken_by
    left join secrecy_area s on s.municipality = c.municipality and s.id = c.to_area
    where c.municipality = ${actor.municipality} and c.individual = (
      select f.individual from case_file f where f.municipality = ${actor.municipality} and f.id = ${caseId}
    )
    order by c.written_at, c.id`.execute(db);
  return rows.map(toConsent);
}

/** The row of the ledger that was written with a key, when the actor sees it. */
export async function consentWithKey({ db, actor }: Scope, key: IdempotencyKey): Promise<ConsentId | undefined> {
  const { rows } = await sql<{ id: ConsentId }>`select id from consent
    where municipality = ${actor.municipality} and idempotency_key = ${key}`.execute(db);
  return rows[0]?.id;
}

/** A row of the ledger as the database gives it with a run. */
export type RunConsentRow = Readonly<{
  id: ConsentId;
  status: ConsentStatus;
  purpose: string;
  form: 'written' | 'oral' | null;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  replaces: ConsentId | null;
  correction: boolean;
  taken_on: LocalDate;
  name: string;
}>;

/** What the ledger says to a run, of the rows that are read with it. */
export const runConsentDeeds = (rows: readonly RunConsentRow[]): readonly ConsentDeed[] =>
  consentDeeds(
    rows.map((row): LedgerRow => ({
      id: row.id,
      status: row.status,
      purpose: row.purpose,
      ...(row.form === null ? {} : { form: row.form }),
      from: row.valid_from,
      ...(row.valid_to === null ? {} : { to: row.valid_to }),
      ...(row.replaces === null ? {} : { replaces: row.replaces }),
      correction: row.correction,
      takenOn: row.taken_on,
      takenByName: row.name,
    })),
  );

/** Whose consent one recorded in a run is. */
export async function individualOfRun(
  { db, actor }: Scope,
  run: RunId,
): Promise<Readonly<{ individual: IndividualId; caseId: CaseId; area: string }> | undefined> {
  const { rows } = await sql<{ individual: IndividualId; case_id: CaseId; secrecy_area: string }>`
    select * from access.run_individual(${actor.municipality}, ${run})`.execute(db);
  const row = rows[0];
  return row && { individual: row.individual, caseId: row.case_id, area: row.secrecy_area };
}

export type NewConsent = Omit<Consent, 'takenBy' | 'takenByName' | 'writtenAt' | 'toAreaName'> &
  Readonly<{ area: string }>;

/** Writes a row of the ledger; `already` when the key has been used, or something else has come in the place of what it replaces. */
export async function insertConsent(
  { db, actor, now }: Scope,
  consent: NewConsent,
  key: IdempotencyKey,
): Promise<'recorded' | 'already'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('consent')
    .values({
      municipality: actor.municipality,
      id: consent.id,
      individual: consent.individual,
      case_id: consent.caseId,
      run_id: consent.runId ?? null,
      secrecy_area: consent.area,
      status: consent.status,
      purpose: consent.purpose,
      parts: [...consent.parts],
      to_area: consent.toArea ?? null,
      to_party: consent.toParty ?? null,
      form: consent.form ?? null,
      valid_from: consent.from,
      valid_to: consent.to ?? null,
      reason: consent.reason ?? null,
      replaces: consent.replaces ?? null,
      correction: consent.correction,
      taken_on: consent.takenOn,
      taken_by: actor.account,
      written_at: now,
      idempotency_key: key,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'recorded' : 'already';
}

/** The open runs of a case: whose state a consent may change. */
export async function openRunsOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly RunId[]> {
  const { rows } = await sql<{ id: RunId }>`select id from run
    where municipality = ${actor.municipality} and case_id = ${caseId} and ended_on is null order by id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whose access to a run rests on a consent, or on one that it has come in the place of. */
export async function restingOn({ db, actor }: Scope, consent: ConsentId): Promise<readonly AccountId[]> {
  const { rows } = await sql<{ account: AccountId }>`select distinct account from assignment
    where municipality = ${actor.municipality}
      and consent in (select id from access.consent_line(${actor.municipality}, ${consent}))`.execute(db);
  return rows.map(({ account }) => account);
}

/** The row that stands in a run for a purpose, which what is now said takes the place of. */
export async function currentInRun({ db, actor }: Scope, run: RunId, purpose: string): Promise<ConsentId | undefined> {
  const { rows } = await sql<{ id: ConsentId }>`
    with ledger as (select * from access.run_consents(${actor.municipality}, ${run}, array[${purpose}]))
    select id from ledger l
    where purpose = ${purpose} and status <> 'recorded-in-error' and not exists (select from ledger r where r.replaces = l.id)
    order by written_at desc, id desc limit 1`.execute(db);
  return rows[0]?.id;
}

export async function hasReplacement({ db, actor }: Scope, consent: ConsentId): Promise<boolean> {
  const { rows } = await sql`select from consent
    where municipality = ${actor.municipality} and replaces = ${consent}`.execute(db);
  return rows.length > 0;
}
