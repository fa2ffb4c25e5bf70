import type pg from 'pg';
import { type StandardRole, standardRoles } from '../../../src/kernel/actor.ts';
import { addDays } from '../../../src/kernel/date.ts';
import { writeStandardRoles } from '../../../src/organisation/index.ts';
import { noon, today } from '../../database/world.ts';

// One fixed small world: somebody of each role, all of the same unit, and a case in each relation to all of them.

/** What a case is to the one who asks. */
export const relations = {
  assigned: { words: 'own area, assigned to the case', area: 'north', unit: 'n2' },
  run: { words: 'own area, assigned to the run only', area: 'north', unit: 'n2' },
  unit: { words: 'own area and unit, not assigned', area: 'north', unit: 'n1' },
  unassigned: { words: 'own area, not assigned', area: 'north', unit: 'n2' },
  protected: { words: 'own area, assigned, protected identity', area: 'north', unit: 'n2' },
  team: { words: 'own area, assigned, protected identity, in the named team', area: 'north', unit: 'n2' },
  emergency: { words: 'own area, not assigned, opened in an emergency', area: 'north', unit: 'n2' },
  other: { words: 'other area, not assigned', area: 'south', unit: 's1' },
  ground: { words: 'other area, assigned to the run on a ground', area: 'south', unit: 's1' },
  withdrawn: { words: 'other area, assigned to the run on a consent that was withdrawn', area: 'south', unit: 's1' },
  otherEmergency: { words: 'other area, opened in an emergency', area: 'south', unit: 's1' },
} as const;
export type Relation = keyof typeof relations;
export const relationNames = Object.keys(relations) as readonly Relation[];

export const municipality = '1480';
const id = (kind: number, index: number): string => `00000000-0000-4000-8000-${kind}${String(index).padStart(11, '0')}`;
const indexOf = (relation: Relation): number => relationNames.indexOf(relation);

export const ids = {
  account: (role: StandardRole): string => id(1, standardRoles.indexOf(role)),
  case: (relation: Relation): string => id(2, indexOf(relation)),
  run: (relation: Relation): string => id(3, indexOf(relation)),
  entry: (relation: Relation): string => id(4, indexOf(relation)),
  individual: (relation: Relation): string => id(5, indexOf(relation)),
  assignment: (relation: Relation): string => id(6, indexOf(relation)),
  consent: (relation: Relation): string => id(7, indexOf(relation)),
  meeting: (relation: Relation): string => id(9, indexOf(relation)),
} as const;

/** What tells that a case is shown: its number, its individual's name, or what was written in it. */
export const markersOf = (relation: Relation): readonly string[] => {
  const number = String(indexOf(relation)).padStart(3, '0');
  return [`M-${number}`, `Matrisperson${number}`, `Matrishemlighet${number}`];
};

/** What an address can name, for a case in this relation. A parameter that is not here stops the matrix from being made. */
export const parametersOf = (relation: Relation): Readonly<Record<string, string>> => ({
  case: ids.case(relation),
  run: ids.run(relation),
  entry: ids.entry(relation),
  assignment: ids.assignment(relation),
  individual: ids.individual(relation),
  consent: ids.consent(relation),
  meeting: ids.meeting(relation),
  account: ids.account('caseworker'),
  role: 'caseworker',
  kind: 'follow-up',
  intervention: 'treatment',
  reasonKind: 'decline',
  reason: 'price',
  obligation: 'weekly-follow-up',
  fact: 'moveIn',
  form: 'follow-up..',
  routine: 'repeated-discharge',
  version: '2025',
  ground: 'provision',
  // Of nothing: see 'elsewhere' in rule.ts.
  ...Object.fromEntries(
    [
      'notice',
      'route',
      'inquiry',
      'door',
      'emergency',
      'member',
      'attachment',
      'passkey',
      'delegation',
      'client',
      'group',
      'absence',
      'job',
      'disclosure',
      'draft',
      'plan',
      'step',
      'party',
      'review',
      'item',
      'question',
      'request',
      'list',
      'hold',
      'rule',
      'reset',
      'proposal',
      'interpretation',
      'deviation',
      'audit',
      'action',
      'number',
      'unit',
      'match',
      'recommendation',
      'offer',
      'award',
      'bid',
      'complaint',
      'month',
      'months',
      'provider',
      'stop',
      'subject',
      'household',
      'housing',
      'room',
      'what',
      'file',
    ].map((name) => [name, id(7, 90)]),
  ),
});

const stranger = id(1, 90);
const approver = id(1, 91);

/** Writes it as the owner of the tables, into a database that is migrated and empty. */
export async function buildMatrixWorld(owner: pg.Pool): Promise<void> {
  const run = (text: string, ...values: readonly unknown[]) => owner.query(text, [municipality, ...values]);
  await run(`insert into municipality (code, name) values ($1, 'Påhittad stad')`);
  await writeStandardRoles(owner);
  await run(
    `insert into ground (municipality, id, provision, name_sv, name_en, owner, decided_on) values ($1, 'provision', '-', '-', '-', '-', '2026-01-01')`,
  );
  for (const [area, unit] of [
    ['north', 'n1'],
    ['north', 'n2'],
    ['south', 's1'],
  ] as const) {
    await run(
      `insert into secrecy_area (municipality, id, name, kind) values ($1, $2, $2, 'committee') on conflict do nothing`,
      area,
    );
    await run('insert into unit (municipality, id, secrecy_area, name) values ($1, $2, $3, $2)', unit, area);
  }
  const account = (its: string, area: string) =>
    run(
      'insert into account (municipality, id, secrecy_area, username, display_name, demo) values ($1, $2::uuid, $3, $2, $2, true)',
      its,
      area,
    );
  for (const role of standardRoles) {
    await account(ids.account(role), 'north');
    await run(
      `insert into account_role (municipality, account, role, unit) values ($1, $2, $3, 'n1')`,
      ids.account(role),
      role,
    );
  }
  await account(stranger, 'south');
  await account(approver, 'north');
  for (const relation of relationNames) await buildCase(run, relation);
}

type Run = (text: string, ...values: readonly unknown[]) => Promise<unknown>;

async function buildCase(run: Run, relation: Relation): Promise<void> {
  const { area, unit } = relations[relation];
  const [number, name, word] = markersOf(relation);
  const opened = addDays(today, -9);
  await run(
    `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_certainty)
     values ($1, $2, $3, $4, $4, 'none', 'uncertain')`,
    ids.individual(relation),
    area,
    name,
  );
  await run(
    `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $2)`,
    ids.case(relation),
    area,
    unit,
    number,
    ids.individual(relation),
    opened,
    stranger,
  );
  await run(
    `insert into run (municipality, id, case_id, routine, routine_version, opened_on, version)
     values ($1, $2, $3, 'repeated-discharge', '2025', $4, 1)`,
    ids.run(relation),
    ids.case(relation),
    opened,
  );
  await run(
    `insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, answers, idempotency_key)
     values ($1, $2, $3, 1, 'professions-plan', $4, $4, 'caseworker', $5, $6, $7, $3)`,
    ids.run(relation),
    ids.entry(relation),
    opened,
    stranger,
    noon,
    JSON.stringify({ whoAndHow: word }),
  );
  await run(
    `insert into meeting (municipality, id, run_id, kind, number, day, starts, ends, place, link, invited, parties, booked_by, booked_at,
       idempotency_key)
     values ($1, $2, $3, 'follow-up', 1, $4, '10:00', '11:00', $5, '', $6::uuid[], '{}', $7, $8, $2)`,
    ids.meeting(relation),
    ids.run(relation),
    addDays(today, 1),
    word,
    standardRoles.map((role) => ids.account(role)),
    stranger,
    noon,
  );
  // Somebody of the case's own area has it, whoever else does: what one asks for exists.
  await assign(run, relation, ids.assignment(relation), area === 'south' ? stranger : approver, {});
  const consent = async (key: string, status: string, replaces: string | null): Promise<unknown> =>
    run(
      `insert into consent (municipality, id, individual, case_id, secrecy_area, status, purpose, form, valid_from, replaces, taken_on,
         taken_by, written_at, idempotency_key)
       values ($1, $2, $3, $4, $5, $6, 'coordination', 'oral', $7, $8, $7, $9, $10, $2)`,
      key,
      ids.individual(relation),
      ids.case(relation),
      area,
      status,
      today,
      replaces,
      stranger,
      noon,
    );
  await consent(ids.consent(relation), 'given', null);
  if (relation === 'protected' || relation === 'team')
    await run(
      `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, registered_by, registered_at)
       values ($1, $2, $2, 'secrecy-marking', 'Enhetens mottagning', $3, $4, $5)`,
      ids.individual(relation),
      today,
      approver,
      noon,
    );
  for (const [index, role] of standardRoles.entries()) {
    const who = ids.account(role);
    const own = id(8, indexOf(relation) * 100 + index);
    if (['assigned', 'protected', 'team'].includes(relation)) await assign(run, relation, own, who, {});
    if (relation === 'run') await assign(run, relation, own, who, { toRun: true });
    if (relation === 'ground') await assign(run, relation, own, who, { toRun: true, ground: true });
    if (relation === 'withdrawn')
      await assign(run, relation, own, who, { toRun: true, ground: true, consent: ids.consent(relation) });
    if (relation === 'team')
      await run(
        `insert into protected_team (municipality, id, individual, account, reason, requested_by, requested_at, approved_by, approved_at)
         values ($1, $2, $3, $4, 'Handlägger', $5, $6, $7, $6)`,
        own,
        ids.individual(relation),
        who,
        stranger,
        noon,
        approver,
      );
    if (relation === 'emergency' || relation === 'otherEmergency')
      await run(
        `insert into break_glass (municipality, id, account, secrecy_area, case_id, reason, opened_at, expires_at, idempotency_key)
         values ($1, $2, $3, 'north', $4, 'Provets skäl', $5, $6, $2)`,
        own,
        who,
        ids.case(relation),
        new Date(noon.getTime() - 60_000),
        new Date(noon.getTime() + 3_600_000),
      );
  }
  // Taken back when somebody had been let in by it.
  if (relation === 'withdrawn') await consent(id(7, 50), 'withdrawn', ids.consent(relation));
}

const assign = (
  run: Run,
  relation: Relation,
  own: string,
  who: string,
  { toRun = false, ground = false, consent }: Readonly<{ toRun?: boolean; ground?: boolean; consent?: string }>,
): Promise<unknown> =>
  run(
    `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, ground, ground_reason, consent, assigned_by,
       assigned_at, idempotency_key)
     values ($1, $2, $3, $4, $5, 'caseworker', $6, $7, $7, $8, $9, $10, $2)`,
    own,
    ids.case(relation),
    toRun ? ids.run(relation) : null,
    who,
    addDays(today, -9),
    ground ? 'provision' : null,
    consent ?? null,
    stranger,
    noon,
  );
