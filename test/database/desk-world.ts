import type pg from 'pg';
import { demoActor, type DemoPerson } from '../../src/demo/index.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Intervention, ProvisionForm } from '../../src/matching/index.ts';
import { type PlacementBody, toMatching } from '../../src/placement/request-body.ts';
import { day, noon, open, through } from './world.ts';
import type { TestDatabase } from '../support/fixtures.ts';

const municipality = '1480';

/** Rows as the owner, without what other parts must have done first. */
async function insert(owner: pg.Pool, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row);
  const client = await owner.connect();
  try {
    await client.query(`set session_replication_role = replica`);
    await client.query(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')}) on conflict do nothing`,
      Object.values(row),
    );
  } finally {
    await client.query(`set session_replication_role = default`);
    client.release();
  }
}

const written = () => ({ written_at: noon, idempotency_key: newId() });

/** The register is kept by the municipality itself, and the team for adults takes care of every intervention that is asked for here. */
export async function makeDesk({ owner }: TestDatabase, interventions: readonly Intervention[]): Promise<void> {
  await insert(owner, 'register_party', {
    municipality,
    party: municipality,
    name: 'Göteborgs Stad',
    valid_from: '2026-01-01',
  });
  for (const intervention of interventions) {
    await insert(owner, 'placement_desk', { municipality, intervention, unit: 'spink-vuxna' });
    for (const form of ['in-house', 'framework', 'direct-award'])
      await insert(owner, 'provision_form_rule', {
        municipality,
        id: newId(),
        intervention,
        form,
        valid_from: '2020-01-01',
        ...written(),
      });
  }
}

export type Made = Readonly<{ provider: string; unit: string; offer: string }>;

/** A provider with one unit and one offer, that fits unless something else is said. */
export async function makeOffer(
  { owner }: TestDatabase,
  name: string,
  {
    intervention = 'supported-social-housing',
    form = 'framework',
    rate = 1500,
    rank = 1,
    agreementTo = '2027-12-31',
    municipalities = [municipality],
    permitTo,
  }: Readonly<{
    intervention?: Intervention;
    form?: ProvisionForm;
    rate?: number;
    rank?: number;
    agreementTo?: string;
    municipalities?: readonly string[];
    permitTo?: string;
  }> = {},
): Promise<Made> {
  const [provider, unit, offer, agreement] = [newId(), newId(), newId(), newId()];
  const number = `5599${String((Math.abs(Number.parseInt(provider.slice(-6), 16)) % 90) + 10)}-${provider.replaceAll(/\D/g, '').slice(-4).padStart(4, '0')}`;
  const from = { valid_from: '2026-01-01', ...written() };
  const versioned = { municipality, position: 1 };
  await insert(owner, 'provider', { municipality, id: provider, organisation_number: number, ...written() });
  await insert(owner, 'provider_version', {
    ...versioned,
    provider,
    ...from,
    name: `${name} AB`,
    legal_form: 'limited-company',
    email: `${name.toLowerCase()}@example.org`,
    of_municipality: form === 'in-house' ? municipality : null,
  });
  await insert(owner, 'provider_state', { ...versioned, provider, state: 'active', reason: 'Godkänd', ...from });
  await insert(owner, 'provider_unit', { municipality, id: unit, provider, is_sheltered: false, ...written() });
  await insert(owner, 'provider_unit_version', {
    ...versioned,
    unit,
    name,
    ...from,
    youngest: 18,
    oldest: 99,
    genders: ['female', 'male', 'other'],
    needs_met: ['addiction'],
    features: [],
  });
  await insert(owner, 'offer', { municipality, id: offer, unit, intervention, form, ...written() });
  if (form === 'framework')
    await insert(owner, 'agreement', {
      municipality,
      id: agreement,
      provider,
      name: `Ramavtal ${name}`,
      rank,
      valid_from: '2026-01-01',
      valid_to: agreementTo,
      municipalities,
      ...written(),
    });
  await insert(owner, 'offer_version', {
    ...versioned,
    offer,
    agreement: form === 'framework' ? agreement : null,
    support_levels: null,
    ...from,
  });
  await insert(owner, 'price', { municipality, id: newId(), offer, daily_rate: rate, source: 'avtal', ...from });
  await insert(owner, 'place', { municipality, id: newId(), unit, name: 'Rum 1', ...from });
  if (permitTo !== undefined)
    await insert(owner, 'permit', { municipality, id: newId(), unit, kind: intervention, ...from, valid_to: permitTo });
  if (form === 'direct-award')
    await insert(owner, 'provider_control_decision', {
      ...versioned,
      provider,
      decision: 'approved',
      reasons: 'Alla kontroller är godkända',
      basis: '[]',
      decided_on: '2026-01-01',
      ...written(),
    });
  return { provider, unit, offer };
}

/** The provider is in another state from a day on. */
export const changeState = ({ owner }: TestDatabase, { provider }: Made, state: string, from: string): Promise<void> =>
  insert(owner, 'provider_state', {
    municipality,
    provider,
    position: 2,
    state,
    valid_from: from,
    reason: 'Brister vid kontroll',
    ...written(),
  });

export const body: PlacementBody = {
  kind: 'placement',
  intervention: 'supported-social-housing',
  subcategory: '',
  municipality,
  administration: 'centrum',
  age: 34,
  gender: 'female',
  needs: ['addiction'],
  needsInWords: 'Behöver lugn',
  start: day('2026-11-01'),
  isAcute: false,
  decisionGround: 'sol',
  wishes: '',
  features: [],
  areas: [],
  avoidAreas: [],
  excludedUnits: [],
};

// Beside those that the demo has.
let made = 90_000;

/** A request of somebody's own case, as it lies on the desk once it has been submitted. */
export async function makeRequest(
  database: TestDatabase,
  some: Partial<PlacementBody> = {},
  who: DemoPerson = 'alex',
): Promise<string> {
  const { db, owner } = database;
  const caseId = await through(db, who, (scope) => open(scope));
  const { rows } = await owner.query<{ individual: string }>('select individual from case_file where id = $1', [
    caseId,
  ]);
  const its: PlacementBody = { ...body, ...some };
  const actor = demoActor(who);
  const id = newId();
  made += 1;
  await insert(owner, 'placement_request', {
    municipality,
    id,
    number: `P-2026-${String(made).padStart(5, '0')}`,
    case_id: caseId,
    individual: rows[0]?.individual,
    from_area: actor.area,
    from_unit: actor.roles[0]?.unit,
    requested_by: actor.account,
    desk_area: 'spink',
    desk_unit: 'spink-vuxna',
    intervention: its.intervention,
    is_acute: its.isAcute,
    starts_on: its.start,
    submitted_at: noon,
    idempotency_key: newId(),
  });
  await insert(owner, 'placement_revision', {
    municipality,
    request: id,
    revision: 1,
    body: JSON.stringify(its),
    matching: JSON.stringify(toMatching(its)),
    disclosure: newId(),
    written_by: actor.account,
    written_at: noon,
    idempotency_key: newId(),
  });
  return id;
}
