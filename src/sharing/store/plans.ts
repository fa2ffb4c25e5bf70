import { sql } from 'kysely';
import type { LocalDate } from '../../kernel/date.ts';
import type { AccountId, CaseId, ConsentId, IdempotencyKey, IndividualId, RunId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/door.ts';
import { type Grade, type GroundAnswers, type Person, personOf } from '../../secrecy/index.ts';
import type { Party, PlanStep, SharedPlan } from '../plan.ts';

type PlanRow = Readonly<{
  id: string;
  case_id: CaseId;
  title: string;
  goal: string;
  made_by: string;
  made_at: Date;
  ended_at: Date | null;
}>;
const toPlan = (row: PlanRow): SharedPlan => ({
  id: row.id,
  caseId: row.case_id,
  title: row.title,
  goal: row.goal,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
});
const planColumns = sql`s.id, s.case_id, s.title, s.goal, a.display_name as made_by, s.made_at, s.ended_at
  from shared_plan s join account a on a.municipality = s.municipality and a.id = s.made_by`;

/** The plans of a case, those under way first. */
export async function plansOf({ db, actor }: Scope, caseId: CaseId): Promise<readonly SharedPlan[]> {
  const { rows } = await sql<PlanRow>`select ${planColumns}
    where s.municipality = ${actor.municipality} and s.case_id = ${caseId}
    order by s.ended_at desc nulls first, s.made_at desc, s.id`.execute(db);
  return rows.map(toPlan);
}

export async function findPlan({ db, actor }: Scope, id: string): Promise<SharedPlan | undefined> {
  const { rows } = await sql<PlanRow>`select ${planColumns}
    where s.municipality = ${actor.municipality} and s.id = ${id}`.execute(db);
  return rows[0] && toPlan(rows[0]);
}

/** Makes a plan, and gives its id: of the one there is, when the same form is sent twice. */
export async function insertPlan(
  { db, actor, now }: Scope,
  plan: Readonly<{
    id: string;
    caseId: CaseId;
    run?: RunId | undefined;
    individual: IndividualId;
    title: string;
    goal: string;
    key: IdempotencyKey;
  }>,
): Promise<Readonly<{ id: string; isNew: boolean }>> {
  const { numAffectedRows } = await sql`
    insert into shared_plan (municipality, id, case_id, run_id, individual, secrecy_area, title, goal, made_by, made_at, idempotency_key)
    values (${actor.municipality}, ${plan.id}, ${plan.caseId}, ${plan.run ?? null}, ${plan.individual}, ${actor.area}, ${plan.title}, ${plan.goal},
      ${actor.account}, ${now}, ${plan.key}) on conflict do nothing`.execute(db);
  if (numAffectedRows === 1n) return { id: plan.id, isNew: true };
  const { rows } = await sql<{ id: string }>`select id from shared_plan
    where municipality = ${actor.municipality} and idempotency_key = ${plan.key}`.execute(db);
  return { id: rows[0]?.id ?? plan.id, isNew: false };
}

export async function endPlan({ db, actor, now }: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update shared_plan set ended_at = ${now}, version = version + 1
    where municipality = ${actor.municipality} and id = ${id} and ended_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** For which purposes a consent lets somebody into the plan: one to coordinate is one to plan together, and so is one to what it is around. */
export async function planPurposes({ db, actor }: Scope, plan: string): Promise<readonly string[]> {
  const { rows } = await sql<{ purposes: readonly string[] | null }>`
    select access.plan_purposes(${actor.municipality}, ${plan}) as purposes`.execute(db);
  return rows[0]?.purposes ?? [];
}

/** Everybody who takes or has taken part, for the owner. */
export async function partiesOf({ db, actor }: Scope, plan: string): Promise<readonly Party[]> {
  const { rows } = await sql<{
    id: string;
    account: AccountId;
    name: string;
    area_name: string;
    shows_name: boolean;
    provision: string;
    sv: string;
    en: string;
    valid_from: LocalDate;
    valid_to: LocalDate | null;
    ended_at: Date | null;
    stands: Party['stands'];
  }>`select p.id, p.account, a.display_name as name, s.name as area_name, p.shows_name, g.provision, g.name_sv as sv, g.name_en as en,
      p.valid_from, p.valid_to, p.ended_at, r.stands
    from shared_plan_party p
    cross join lateral (select stands from access.plan_reasons(p.plan, p.account) where party = p.id) r
    join account a on a.municipality = p.municipality and a.id = p.account
    join secrecy_area s on s.municipality = p.municipality and s.id = p.area
    join ground_version g on g.municipality = p.municipality and g.ground = p.ground and g.version = p.ground_version
    where p.municipality = ${actor.municipality} and p.plan = ${plan} order by p.invited_at, p.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    account: row.account,
    name: row.name,
    areaName: row.area_name,
    showsName: row.shows_name,
    ground: { provision: row.provision, sv: row.sv, en: row.en },
    from: row.valid_from,
    ...(row.valid_to === null ? {} : { to: row.valid_to }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    stands: row.stands,
  }));
}

export type NewParty = Readonly<{
  id: string;
  plan: string;
  account: AccountId;
  area: string;
  showsName: boolean;
  ground: string;
  groundVersion: number;
  groundReason: string;
  groundAnswers: GroundAnswers;
  consent?: ConsentId | undefined;
  to?: LocalDate | undefined;
}>;

/** False when they take part already, or the same form was sent before. */
export async function insertParty(
  { db, actor, now, today }: Scope,
  party: NewParty,
  key: IdempotencyKey,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into shared_plan_party (municipality, id, plan, account, area, shows_name, ground, ground_version,
      ground_reason, ground_answers, consent, valid_from, valid_to, invited_by, invited_at, idempotency_key)
    values (${actor.municipality}, ${party.id}, ${party.plan}, ${party.account}, ${party.area}, ${party.showsName}, ${party.ground},
      ${party.groundVersion}, ${party.groundReason}, ${JSON.stringify(party.groundAnswers)}, ${party.consent ?? null}, ${today},
      ${party.to ?? null}, ${actor.account}, ${now}, ${key}) on conflict do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export async function endParty({ db, actor, now }: Scope, plan: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update shared_plan_party set ended_at = ${now}
    where municipality = ${actor.municipality} and plan = ${plan} and id = ${id} and ended_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** The steps that the actor sees. */
export async function stepsOf({ db, actor }: Scope, plan: string): Promise<readonly PlanStep[]> {
  const { rows } = await sql<{
    id: string;
    party: string | null;
    what: string;
    due: LocalDate | null;
    done_on: LocalDate | null;
    hidden_from: readonly string[];
    version: number;
  }>`select id, party, what, due, done_on, hidden_from, version from shared_plan_step
    where municipality = ${actor.municipality} and plan = ${plan} and removed_at is null`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    ...(row.party === null ? {} : { party: row.party }),
    what: row.what,
    ...(row.due === null ? {} : { due: row.due }),
    ...(row.done_on === null ? {} : { doneOn: row.done_on }),
    hiddenFrom: row.hidden_from,
    version: row.version,
  }));
}

export async function insertStep(
  { db, actor, now }: Scope,
  step: Readonly<{
    id: string;
    plan: string;
    party?: string | undefined;
    what: string;
    due?: LocalDate | undefined;
    key: IdempotencyKey;
  }>,
): Promise<void> {
  await sql`insert into shared_plan_step (municipality, id, plan, party, what, due, written_by, written_at, idempotency_key)
    values (${actor.municipality}, ${step.id}, ${step.plan}, ${step.party ?? null}, ${step.what}, ${step.due ?? null}, ${actor.account}, ${now},
      ${step.key}) on conflict do nothing`.execute(db);
}

export type StepChange =
  | Readonly<{ doneOn: LocalDate | null }>
  | Readonly<{ removed: true }>
  | Readonly<{ hiddenFrom: readonly string[] }>;

/** False when somebody else has changed the step since it was seen. */
export async function updateStep(
  { db, actor, now }: Scope,
  plan: string,
  step: Pick<PlanStep, 'id' | 'version'>,
  change: StepChange,
): Promise<boolean> {
  const set =
    'doneOn' in change
      ? sql`done_on = ${change.doneOn}`
      : 'removed' in change
        ? sql`removed_at = ${now}`
        : sql`hidden_from = ${[...change.hiddenFrom]}::uuid[]`;
  const { numAffectedRows } = await sql`update shared_plan_step set ${set}, version = version + 1
    where municipality = ${actor.municipality} and plan = ${plan} and id = ${step.id} and version = ${step.version}
      and removed_at is null`.execute(db);
  return numAffectedRows === 1n;
}

/** What a party sees of a plan besides its steps. `person` is there when they are told whom it is about. */
export type PlanForMe = Readonly<{
  plan: SharedPlan;
  party: string;
  person?: Person;
  owner: string;
  areaName: string;
}>;

/** The plan for a party whose ground holds; undefined for everybody else. */
export async function planForMe(scope: Scope, id: string): Promise<PlanForMe | undefined> {
  const { rows } = await sql<{
    party: string;
    given_name: string | null;
    family_name: string | null;
    protection: Grade | null;
    owner_name: string;
    area_name: string;
  }>`select * from access.plan_for_me(${id})`.execute(scope.db);
  const row = rows[0];
  const plan = row && (await findPlan(scope, id));
  if (!row || !plan) return undefined;
  return {
    plan,
    party: row.party,
    ...(row.given_name === null ? {} : { person: personOf(row) }),
    owner: row.owner_name,
    areaName: row.area_name,
  };
}

/** That a plan of the actor's own has lapsed, and why; undefined when they had none, or still have it. */
export async function lapsedPlan({ db }: Scope, id: string): Promise<'ended' | 'consent' | 'time' | undefined> {
  const { rows } = await sql<{ why: 'ended' | 'consent' | 'time' | null }>`
    select access.plan_ended_for_me(${id}) as why`.execute(db);
  return rows[0]?.why ?? undefined;
}

/** The plans that the actor takes part in. `person` is there when they are told whom a plan is about. */
export async function plansSharedWith({
  db,
  actor,
}: Scope): Promise<readonly Readonly<{ id: string; title: string; areaName: string; person?: Person }>[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    area_name: string;
    given_name: string | null;
    family_name: string | null;
    protection: Grade | null;
  }>`
    select s.id, s.title, mine.area_name, mine.given_name, mine.family_name, mine.protection
    from shared_plan_party p
    join shared_plan s on s.municipality = p.municipality and s.id = p.plan
    cross join lateral access.plan_for_me(s.id) mine
    where p.municipality = ${actor.municipality} and p.account = ${actor.account} and p.ended_at is null
      and access.party_in_plan(p.municipality, p.plan) = p.id
    order by s.made_at desc, s.id limit 100`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    areaName: row.area_name,
    ...(row.given_name === null ? {} : { person: personOf(row) }),
  }));
}

/** Who the parties' steps are by, for a party: names, without grounds. */
export async function partyNames({ db }: Scope, plan: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ party: string; name: string }>`select * from access.plan_party_names(${plan})`.execute(
    db,
  );
  return new Map(rows.map(({ party, name }) => [party, name]));
}

/** Everything planned about an individual, in the cases that the actor sees, with its steps. */
export async function plansAbout(
  scope: Scope,
  individual: IndividualId,
): Promise<readonly Readonly<{ plan: SharedPlan; steps: readonly PlanStep[] }>[]> {
  const { rows } = await sql<PlanRow>`select ${planColumns}
    where s.municipality = ${scope.actor.municipality} and s.individual = ${individual} order by s.made_at, s.id`.execute(
    scope.db,
  );
  return Promise.all(rows.map(async (row) => ({ plan: toPlan(row), steps: await stepsOf(scope, row.id) })));
}
