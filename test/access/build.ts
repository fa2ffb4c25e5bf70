import type pg from 'pg';
import type { Actor } from '../../src/kernel/actor.ts';
import { addDays } from '../../src/kernel/date.ts';
import type { AccountId } from '../../src/kernel/ids.ts';
import { permissionsOfRoles, writeStandardRoles } from '../../src/organisation/index.ts';
import { noon, today } from '../database/world.ts';
import { type Account, areas, type City, crosses, ids, numbersOfRuns, restsOn, unitsOf } from './city.ts';
import type { Held } from './oracle.ts';

/** What stands for a case wherever it is shown: its number, the individual's name, and a word that only its entries hold. */
export const markers = {
  number: (file: number): string => `N-${String(file).padStart(4, '0')}`,
  name: (area: string, individual: number): string => `Låtsas${area}${individual}`,
  word: (file: number, run: number): string => `Hemlighet${file}x${run}`,
  given: (index: number): string => `Utlämnat${index}x`,
  plan: (index: number): string => `Gemensamt${index}x`,
  step: (index: number): string => `Steg${index}x`,
} as const;

const asks = 8;
const approves = 9;

const day = (from: number, days: number | undefined): readonly [string, string | null] => [
  addDays(today, from),
  days === undefined ? null : addDays(today, from + days),
];

/** Writes the city as the owner of the tables; gives the assignments that the database let in. */
export async function build(owner: pg.Pool, municipality: string, city: City): Promise<readonly Held[]> {
  const run = (text: string, ...values: readonly unknown[]) => owner.query(text, [municipality, ...values]);
  const { accounts, cases, consents, assignments, protections, emergencies } = city;
  await run(`insert into municipality (code, name) values ($1, 'Påhittad stad')`);
  await writeStandardRoles(owner);
  await run(
    `insert into ground (municipality, id, provision, name_sv, name_en, owner, decided_on) values ($1, 'provision', '-', '-', '-', '-', '2026-01-01')`,
  );
  for (const name of areas) {
    await run(`insert into secrecy_area (municipality, id, name, kind) values ($1, $2, $2, 'committee')`, name);
    await run(
      `insert into unit (municipality, id, secrecy_area, name) select $1, u, $2, u from unnest($3::text[]) u`,
      name,
      unitsOf[name],
    );
  }
  for (const [index, { area, manages }] of accounts.entries()) {
    await run(
      'insert into account (municipality, id, secrecy_area, username, display_name, demo) values ($1, $2, $3, $4, $4, true)',
      ids.account(index),
      area,
      `${municipality}-${index}`,
    );
    for (const { role, unit } of rolesOf(area, manages))
      await run(
        'insert into account_role (municipality, account, role, unit) values ($1, $2, $3, $4)',
        ids.account(index),
        role,
        unit,
      );
  }
  // Those who ask for and approve the teams around protected identities: nobody of the city.
  for (const index of [asks, approves])
    await run(
      'insert into account (municipality, id, secrecy_area, username, display_name, demo) values ($1, $2, $3, $4, $4, true)',
      ids.account(index),
      areas[0],
      `${municipality}-${index}`,
    );
  for (const area of areas) {
    for (const individual of [0, 1])
      await run(
        `insert into individual (municipality, id, secrecy_area, given_name, family_name, identity_kind, identity_certainty)
         values ($1, $2, $3, 'Nova', $4, 'none', 'uncertain')`,
        ids.individual(area, individual),
        area,
        markers.name(area, individual),
      );
  }
  for (const [index, file] of cases.entries()) {
    await run(
      `insert into case_file (municipality, id, secrecy_area, unit, case_number, individual, opened_on, opened_by, idempotency_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $2)`,
      ids.case(index),
      file.area,
      unitsOf[file.area][file.unit],
      markers.number(index),
      ids.individual(file.area, file.individual),
      addDays(today, -9),
      ids.account(0),
    );
    for (const number of numbersOfRuns(file)) {
      // A case has one open run of a routine: the second one has ended.
      await run(
        `insert into run (municipality, id, case_id, routine, routine_version, opened_on, ended_on, version)
         values ($1, $2, $3, 'repeated-discharge', '2025', $4, $5, 1)`,
        ids.run(index, number),
        ids.case(index),
        addDays(today, -9),
        number === 0 ? null : addDays(today, -1),
      );
      await run(
        `insert into entry (municipality, run_id, id, position, kind, at, recorded_on, by_role, written_by, written_at, answers, idempotency_key)
         values ($1, $2, $3, 1, 'professions-plan', $4, $4, 'caseworker', $5, now(), $6, $3)`,
        ids.run(index, number),
        ids.entry(index, number),
        addDays(today, -9),
        ids.account(0),
        JSON.stringify({ whoAndHow: markers.word(index, number) }),
      );
    }
  }
  const said = async (which: 'first' | 'after'): Promise<void> => {
    for (const [index, consent] of consents.entries()) {
      const file = cases[consent.case];
      if (!file) continue;
      const insert = (id: string, status: string, from: string, to: string | null, replaces: string | null) =>
        run(
          `insert into consent (municipality, id, individual, case_id, secrecy_area, status, purpose, form, valid_from, valid_to, reason,
           replaces, taken_on, taken_by, written_at, idempotency_key)
         values ($1, $2, $3, $4, $5, $6, 'coordination', 'oral', $7, $8, 'Provet', $9, $10, $11, $12, $2)`,
          id,
          ids.individual(file.area, file.individual),
          ids.case(consent.case),
          file.area,
          status,
          from,
          to,
          replaces,
          today,
          ids.account(0),
          noon,
        );
      if (which === 'first')
        await insert(ids.other(7, index), consent.status, ...day(consent.from, consent.days), null);
      else if (consent.ended) await insert(ids.other(7, 50 + index), consent.ended, today, null, ids.other(7, index));
    }
  };
  await said('first');
  const held: Held[] = [];
  for (const [index, assignment] of assignments.entries()) {
    const account = accounts[assignment.account];
    const file = cases[assignment.case];
    if (!account || !file) continue;
    const runs = numbersOfRuns(file).map((number) => ids.run(assignment.case, number));
    const toRun = assignment.run === undefined ? undefined : runs[assignment.run];
    if (assignment.run !== undefined && toRun === undefined) continue;
    const ground = assignment.ground && toRun !== undefined;
    const its = assignment.consent === undefined ? undefined : consents[assignment.consent];
    const consentHeld = ground && its?.case === assignment.case ? assignment.consent : undefined;
    const inserted = await run(
      `insert into assignment (municipality, id, case_id, run_id, account, role, valid_from, valid_to, ground, ground_reason, consent,
         assigned_by, assigned_at, idempotency_key)
       values ($1, $2, $3, $4, $5, 'caseworker', $6, $7, $8, $8, $9, $10, now(), $2) on conflict do nothing`,
      ids.other(6, index),
      ids.case(assignment.case),
      toRun ?? null,
      ids.account(assignment.account),
      ...day(assignment.from, assignment.days),
      ground ? 'provision' : null,
      consentHeld === undefined ? null : ids.other(7, consentHeld),
      ids.account(0),
    ).catch((error: unknown) => {
      const { constraint } = error as { constraint?: string };
      if (constraint === 'assignment_across_areas' || constraint === 'assignment_consent_holds') return undefined;
      throw error;
    });
    // The rule of what may be assigned at all, told twice as well.
    const consentIs =
      consentHeld === undefined ||
      (its?.status === 'given' && (its.days === undefined || its.from + its.days >= assignment.from));
    if ((inserted === undefined) !== ((account.area !== file.area && !ground) || !consentIs))
      throw new Error(`The assignment ${JSON.stringify(assignment)} was ${inserted ? 'let in' : 'refused'}`);
    if (inserted?.rowCount === 1) held.push({ ...assignment, ground, toRun, consentHeld });
  }
  // What somebody was let in by can be taken back, and only then.
  await said('after');
  for (const [index, protection] of protections.entries()) {
    const before = protections.findIndex(
      ({ area, individual }) => area === protection.area && individual === protection.individual,
    );
    if (before < index) continue;
    const individual = ids.individual(protection.area, protection.individual);
    await run(
      `insert into protected_identity (municipality, id, individual, grade, contact, valid_from, valid_to, registered_by, registered_at)
       values ($1, $2, $3, 'secrecy-marking', 'Enhetens mottagning', $4, $5, $6, now())`,
      ids.other(8, index),
      individual,
      ...day(protection.from, protection.days),
      ids.account(0),
    );
    for (const [number, member] of protection.team.entries()) {
      const again = protection.team.findIndex(({ account }) => account === member.account);
      if (again < number || !accounts[member.account]) continue;
      await run(
        `insert into protected_team (municipality, id, individual, account, founder, reason, requested_by, requested_at, approved_by,
           approved_at, valid_to)
         values ($1, $2, $3, $4, $5, 'Provet', $6, now(), $7, $8, $9)`,
        ids.other(9, index * 10 + number),
        individual,
        ids.account(member.account),
        member.founder,
        member.founder ? ids.account(member.account) : ids.account(asks),
        member.approved ? ids.account(approves) : null,
        member.approved ? noon : null,
        member.ends === undefined ? null : addDays(today, member.ends),
      );
    }
  }
  for (const [index, emergency] of emergencies.entries()) {
    if (!cases[emergency.case] || !accounts[emergency.account]) continue;
    const opened = new Date(noon.getTime() - emergency.opened * 60_000);
    await run(
      `insert into break_glass (municipality, id, account, secrecy_area, case_id, reason, opened_at, expires_at, ended_at, idempotency_key)
       values ($1, $2, $3, $4, $5, 'Provets skäl', $6, $7, $8, $2)`,
      ids.other(6, 500 + index),
      ids.account(emergency.account),
      accounts[emergency.account]?.area,
      ids.case(emergency.case),
      opened,
      new Date(opened.getTime() + emergency.lasts * 60_000),
      emergency.ended ? new Date(opened.getTime() + 30_000) : null,
    );
  }
  for (const [index, away] of city.absences.entries()) {
    if (!accounts[away.account] || !accounts[away.substitute] || away.account === away.substitute) continue;
    await run(
      `insert into absence (municipality, id, account, valid_from, valid_to, substitute, covers, removed_at, written_by, written_at, idempotency_key)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $3, $9, $2)`,
      ids.other(6, 700 + index),
      ids.account(away.account),
      ...day(away.from, away.days),
      ids.account(away.substitute),
      away.standsIn,
      away.removed ? noon : null,
      noon,
    );
  }
  await share(owner, municipality, city);
  for (const [index, { movesTo }] of accounts.entries()) {
    if (movesTo !== undefined)
      await run(
        'update account set secrecy_area = $2 where municipality = $1 and id = $3',
        movesTo,
        ids.account(index),
      );
  }
  return held;
}

/** What has been handed over and the plans: as they came to be on days that are past, when what the tables ask of the day was met. */
async function share(owner: pg.Pool, municipality: string, city: City): Promise<void> {
  const client = await owner.connect();
  const run = (text: string, ...values: readonly unknown[]) => client.query(text, [municipality, ...values]);
  try {
    await client.query('set session_replication_role = replica');
    for (const [index, given] of city.disclosures.entries()) {
      if (!crosses(city, given)) continue;
      const file = city.cases[given.case];
      await run(
        `insert into disclosure (municipality, id, case_id, run_id, individual, from_area, to_area, to_account, purpose, ground, ground_version,
           ground_reason, parts, redacted, snapshot, sha256, signed_by, signed_at, idempotency_key)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'coordination', 'provision', 1, 'Provet', '{plans}', false, $11, repeat('0', 64), $9, $10, $2)`,
        ids.disclosure(index),
        ids.case(given.case),
        ids.run(given.case, 0),
        ids.individual(file?.area ?? 'north', file?.individual ?? 0),
        file?.area,
        city.accounts[given.account]?.area,
        ids.account(given.account),
        ids.account(0),
        noon,
        JSON.stringify({
          from: { area: '-', unit: '-', signer: '-' },
          to: '-',
          purpose: '-',
          ground: { provision: '-', name: '-' },
          pieces: [{ part: 'plans', heading: '-', text: markers.given(index) }],
          language: 'sv',
        }),
      );
    }
    for (const [index, party] of city.parties.entries()) {
      if (!crosses(city, party)) continue;
      const file = city.cases[party.case];
      const consent = restsOn(city, party);
      await run(
        `insert into shared_plan (municipality, id, case_id, individual, secrecy_area, title, goal, made_by, made_at, ended_at, idempotency_key)
         values ($1, $2, $3, $4, $5, $9, 'Mål', $6, $7, $8, $2)`,
        ids.plan(index),
        ids.case(party.case),
        ids.individual(file?.area ?? 'north', file?.individual ?? 0),
        file?.area,
        ids.account(0),
        noon,
        party.planEnded ? noon : null,
        markers.plan(index),
      );
      await run(
        `insert into shared_plan_party (municipality, id, plan, account, area, shows_name, ground, ground_version, ground_reason, consent,
           valid_from, valid_to, ended_at, invited_by, invited_at, idempotency_key)
         values ($1, $2, $3, $4, $5, true, 'provision', 1, 'Provet', $6, $7, $8, $9, $10, $11, $2)`,
        ids.party(index),
        ids.plan(index),
        ids.account(party.account),
        city.accounts[party.account]?.area,
        consent === undefined ? null : ids.other(7, consent),
        ...day(party.from, party.days),
        party.ended ? noon : null,
        ids.account(0),
        noon,
      );
      await run(
        `insert into shared_plan_step (municipality, id, plan, what, hidden_from, written_by, written_at, idempotency_key)
         values ($1, $2, $3, $7, $4, $5, $6, $2)`,
        ids.step(index),
        ids.plan(index),
        party.stepHidden ? [ids.party(index)] : [],
        ids.account(0),
        noon,
        markers.step(index),
      );
    }
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

const rolesOf = (area: Account['area'], manages: readonly string[]) => [
  { role: 'caseworker', unit: unitsOf[area][0], coversUnit: false } as const,
  ...manages.map((unit) => ({ role: 'unitManager', unit, coversUnit: true }) as const),
];

export const actorOf = (municipality: string, { area, movesTo, manages }: Account, index: number): Actor => {
  const roles = rolesOf(area, manages);
  return {
    municipality,
    account: ids.account(index) as AccountId,
    name: 'Någon',
    area: movesTo ?? area,
    roles,
    permissions: permissionsOfRoles(roles.map(({ role }) => role)),
    language: 'sv',
    demo: true,
  };
};
