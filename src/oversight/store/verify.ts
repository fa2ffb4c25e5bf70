// Compares the audit with its seals, and the seals with their copy outside the database. As the owner of the tables, and with digests
// that are counted here: nothing that the database's owner could have changed is believed.
import type { Pool, PoolClient } from 'pg';
import { readOutside } from '../outside.ts';
import { type Chain, readBody, type Seal, type SealBody, sha256, soundBody } from '../seal.ts';

export type Finding = Readonly<
  | { kind: 'changed' | 'missing' | 'inserted'; area: string; id: number; at: string | undefined }
  | { kind: 'seal-changed' | 'seal-missing' | 'seal-replaced' | 'outside-damaged'; area: string; number: number }
  | { kind: 'outside-missing'; area: string }
>;

export type Verified = Readonly<{ findings: readonly Finding[]; seals: number; entries: number; unsealed: number }>;
type Within = Readonly<{ from?: Date | undefined; to?: Date | undefined }>;

/** An entry is written when it happens. What tells of a time so long before the seal that came first has been put there since. */
const patience = 3_600_000;

/** Goes through one chain from its first seal. Reads a seal's entries at a time, however long the audit is. */
export async function verifyChain(
  owner: Pool,
  directory: string,
  chain: Chain,
  within: Within = {},
): Promise<Verified> {
  const client = await owner.connect();
  const findings: Finding[] = [];
  const { area } = chain;
  const outside = sealsOutside(directory, chain);
  const next = async () => (await outside.next()).value;
  let kept = await next();
  let entries = 0;
  let number = 0;
  let last: Stored | undefined;
  let before: Readonly<{ stored: string | null; outside: string | null; at: number }> = {
    stored: null,
    outside: null,
    at: Number.NEGATIVE_INFINITY,
  };
  try {
    await client.query(`set timezone = 'UTC'`);
    const highest = await lastNumber(client, chain);
    if (kept === 'none' && highest > 0) findings.push({ kind: 'outside-missing', area });
    while (number < highest || typeof kept === 'object') {
      number += 1;
      const stored = await sealOf(client, chain, number);
      const copy = typeof kept === 'object' && kept.number === number ? kept : undefined;
      if (typeof kept === 'object' && kept.number <= number) kept = await next();
      const mine = stored && soundStored(stored, chain, before.stored);
      const theirs = copy && soundBody(copy, chain, before.outside);
      if (!stored) findings.push({ kind: 'seal-missing', area, number });
      else if (!mine) findings.push({ kind: 'seal-changed', area, number });
      else if (copy && copy.hash !== stored.hash) findings.push({ kind: 'seal-replaced', area, number });
      if (copy && !theirs) findings.push({ kind: 'outside-damaged', area, number });
      const truth = theirs ?? mine ?? (stored && readBody(stored.body));
      if (truth) {
        entries += truth.count;
        if (isWithin(truth, within)) {
          findings.push(...(await compare(client, chain, truth, before.at)));
          const put = mine && theirs && mine !== theirs ? addedTo(mine, theirs) : [];
          findings.push(...put.map((id): Finding => ({ kind: 'inserted', area, id, at: undefined })));
        }
      }
      before = {
        stored: stored?.hash ?? before.stored,
        outside: copy?.hash ?? before.outside,
        at: truth ? Date.parse(truth.sealedAt) : before.at,
      };
      if (stored) last = stored;
    }
    if (kept === 'damaged') findings.push({ kind: 'outside-damaged', area, number: number + 1 });
    const loose = await looseEntries(client, chain, last, before.at);
    findings.push(...loose.inserted);
    return { findings, seals: number, entries, unsealed: loose.waiting };
  } finally {
    await client.query('reset timezone').catch(() => {});
    client.release();
  }
}

type Client = PoolClient;
type Stored = Seal & Readonly<{ lastTx: string; lastId: string }>;

async function* sealsOutside(directory: string, chain: Chain): AsyncGenerator<Seal | 'damaged', 'none' | 'end'> {
  try {
    for await (const seal of readOutside(directory, chain)) yield seal ?? 'damaged';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none';
    throw error;
  }
  return 'end';
}

async function lastNumber(client: Client, { municipality, area }: Chain): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select coalesce(max(number), 0) as n from audit_seal where municipality = $1 and secrecy_area = $2',
    [municipality, area],
  );
  return rows[0]?.n ?? 0;
}

async function sealOf(client: Client, { municipality, area }: Chain, number: number): Promise<Stored | undefined> {
  const { rows } = await client.query<Stored>(
    `select number, encode(hash, 'hex') as hash, body, last_tx::text as "lastTx", last_id::text as "lastId"
    from audit_seal where municipality = $1 and secrecy_area = $2 and number = $3`,
    [municipality, area, number],
  );
  return rows[0];
}

/** Also the columns by which the next seal finds its place are those that were sealed. */
function soundStored(stored: Stored, chain: Chain, previous: string | null): SealBody | undefined {
  const body = soundBody(stored, chain, previous);
  return body?.throughTx === stored.lastTx && body.throughId === stored.lastId ? body : undefined;
}

const isWithin = ({ firstAt, lastAt }: SealBody, { from, to }: Within): boolean =>
  firstAt !== null &&
  lastAt !== null &&
  (from === undefined || Date.parse(lastAt) >= from.getTime()) &&
  (to === undefined || Date.parse(firstAt) <= to.getTime());

/** The entries of a seal beside those there are. */
async function compare(
  client: Client,
  chain: Chain,
  truth: SealBody,
  sealedBefore: number,
): Promise<readonly Finding[]> {
  const { municipality, area } = chain;
  const { rows } = await client.query<{ id: number; at: Date; text: string; demo: boolean }>(
    `select a.id, a.at, jsonb_strip_nulls(to_jsonb(a) - 'tx')::text as text, a.action = 'demo.load' as demo from audit a
    where a.municipality = $1 and coalesce(a.secrecy_area, '') = $2 and a.at >= $3 and a.at <= $4 and a.id = any($5)`,
    [municipality, area, truth.firstAt, truth.lastAt, truth.entries.map(([id]) => id)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const findings: Finding[] = [];
  for (const [id, digest] of truth.entries) {
    const row = found.get(id);
    const at = row?.at.toISOString();
    if (!row) findings.push(await goneOrMoved(client, chain, id));
    else if (sha256(row.text) !== digest) findings.push({ kind: 'changed', area, id, at });
    else if (!row.demo && row.at.getTime() < sealedBefore - patience) findings.push({ kind: 'inserted', area, id, at });
  }
  return findings;
}

/** An entry that is not where its seal says: changed in its time or its area, or gone. */
async function goneOrMoved(client: Client, { municipality, area }: Chain, id: number): Promise<Finding> {
  const { rows } = await client.query<{ at: Date }>('select at from audit where municipality = $1 and id = $2', [
    municipality,
    id,
  ]);
  return { kind: rows[0] ? 'changed' : 'missing', area, id, at: rows[0]?.at.toISOString() };
}

function addedTo(mine: SealBody, theirs: SealBody): readonly number[] {
  const known = new Set(theirs.entries.map(([id]) => id));
  return mine.entries.map(([id]) => id).filter((id) => !known.has(id));
}

type Loose = Readonly<{ inserted: readonly Finding[]; waiting: number }>;

/** What is in no seal: either it waits for the next one, or it has been put in where everything had been sealed. */
async function looseEntries(
  client: Client,
  { municipality, area }: Chain,
  last: Stored | undefined,
  sealedAt: number,
): Promise<Loose> {
  const { rows } = await client.query<{ id: number; at: Date; sealed: boolean; demo: boolean }>(
    `select a.id, a.at, a.action = 'demo.load' as demo,
      coalesce(a.tx < $3::text::xid8 or (a.tx = $3::text::xid8 and a.id <= $4::bigint), false) as sealed
    from audit a
    where a.municipality = $1 and coalesce(a.secrecy_area, '') = $2 and a.id not in (
      select (e ->> 0)::bigint from audit_seal s cross join jsonb_array_elements(s.body::jsonb -> 'entries') e
      where s.municipality = $1 and s.secrecy_area = $2
    ) order by a.id`,
    [municipality, area, last?.lastTx ?? null, last?.lastId ?? null],
  );
  const inserted = rows.filter(({ at, sealed, demo }) => sealed || (!demo && at.getTime() < sealedAt - patience));
  return {
    inserted: inserted.map(({ id, at }) => ({ kind: 'inserted', area, id, at: at.toISOString() })),
    waiting: rows.length - inserted.length,
  };
}
