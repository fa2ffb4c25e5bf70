import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { openCase } from '../casework/index.ts';
import { addDays, addMonths, type LocalDate } from '../kernel/date.ts';
import { type IdempotencyKey, newId } from '../kernel/ids.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import { type AskedFor, askForPlacement, concerning, placementActions } from '../placement/index.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { createSafe } from '../platform/safe.ts';
import { insertRows } from '../register/index.ts';
import { groundsInForce } from '../secrecy/index.ts';
import { demoActor, type DemoPerson, isDemoPerson } from './organisation.ts';
import * as desk from './placement-steps.ts';

const key = (): IdempotencyKey => newId();

type Outcome = Readonly<{
  /** The first day of the stay, in days before today, and when it was told. */
  starts: number;
  told: number;
  /** How it went at each day of following up that has been answered. */
  followed?: readonly (readonly [months: 1 | 3, result: 'held' | 'moved' | 'discharged', again: boolean])[];
  reason?: string;
}>;

/** A request of the demo and how far it has come. Days are counted back from today. */
type Flow = Readonly<{
  who: DemoPerson;
  name: readonly [given: string, family: string];
  asked: Omit<AskedFor, 'start'>;
  on: number;
  starts: number;
  recommended?: number;
  /** Before what is accepted: what was said of the first proposal. */
  said?: 'declined' | 'more';
  accepted?: number;
  placed?: Outcome;
  none?: Readonly<{ told: number; reason: string }>;
  next?: 'matched' | 'inquired' | 'paused' | 'withdrawn' | 'award' | 'stopped' | 'complaint';
}>;

const common = {
  kind: 'placement',
  subcategory: '',
  decisionGround: 'sol',
  isAcute: false,
  needsInWords: '',
  wishes: '',
  features: [],
  areas: [],
  avoidAreas: [],
  excludedUnits: [],
} as const;
const history = {
  what: 'Konflikter med grannar.',
  when: 'I våras',
  situations: 'Sena kvällar.',
  protectiveFactors: 'Fasta tider och en och samma kontaktperson.',
};
const adult = { ...common, gender: 'male', needs: ['addiction'], history } as const;
const child = { ...common, gender: 'female', needs: ['neuropsychiatric'] } as const;
const apartment = { intervention: 'supported-social-housing', subcategory: 'apartment' } as const;

const flows: readonly Flow[] = [
  {
    who: 'charlie',
    name: ['Arvid', 'Exempelgren'],
    asked: { ...adult, ...apartment, age: 44, wishes: 'Vill bo för sig själv.' },
    on: 150,
    starts: 140,
    recommended: 147,
    accepted: 145,
    placed: { starts: 140, told: 141, followed: [[1, 'held', true] as const, [3, 'held', true] as const] },
  },
  {
    who: 'dani',
    name: ['Berit', 'Provström'],
    asked: { ...adult, intervention: 'emergency-housing', gender: 'female', age: 52, isAcute: true },
    on: 130,
    starts: 129,
    recommended: 130,
    accepted: 130,
    placed: { starts: 129, told: 129, followed: [[1, 'discharged', false]], reason: 'threat-or-violence' },
  },
  {
    who: 'charlie',
    name: ['Ceder', 'Testberg'],
    asked: { ...adult, intervention: 'treatment', age: 31, months: 3 },
    on: 120,
    starts: 110,
    recommended: 116,
    accepted: 114,
    placed: {
      starts: 110,
      told: 112,
      followed: [[1, 'held', true] as const, [3, 'moved', true] as const],
      reason: 'own-home',
    },
  },
  {
    who: 'dani',
    name: ['Dag', 'Låtsasgren'],
    asked: { ...adult, intervention: 'housing-first', age: 47 },
    on: 105,
    starts: 80,
    recommended: 98,
    said: 'declined',
    none: { told: 85, reason: 'no-place' },
  },
  {
    who: 'alex',
    name: ['Ester', 'Påhittsdotter'],
    asked: { ...adult, ...apartment, gender: 'female', age: 38 },
    on: 101,
    starts: 96,
    recommended: 99,
    accepted: 98,
    placed: { starts: 96, told: 97, followed: [[1, 'held', true]] },
  },
  {
    who: 'dani',
    name: ['Frans', 'Övningslund'],
    asked: { ...adult, ...apartment, subcategory: 'emergency', age: 27, isAcute: true },
    on: 80,
    starts: 78,
    recommended: 80,
    said: 'declined',
    accepted: 77,
    placed: { starts: 75, told: 75, followed: [[1, 'held', true]] },
  },
  {
    who: 'charlie',
    name: ['Gunvor', 'Sagoberg'],
    asked: {
      ...adult,
      needs: [],
      needsInWords: 'Hjälp på morgonen.',
      intervention: 'short-term-housing',
      subcategory: 'physical',
      age: 58,
    },
    on: 60,
    starts: 50,
    recommended: 57,
    accepted: 55,
    placed: { starts: 50, told: 52, followed: [[1, 'held', false]] },
  },
  {
    who: 'dani',
    name: ['Hilma', 'Hittepåsson'],
    asked: { ...child, intervention: 'foster-home', subcategory: 'foster-home', age: 9 },
    on: 45,
    starts: 30,
    next: 'withdrawn',
  },
  {
    who: 'charlie',
    name: ['Ingvar', 'Skojström'],
    asked: { ...child, gender: 'male', intervention: 'supported-living-for-youth', age: 17, history },
    on: 40,
    starts: 33,
    recommended: 38,
    accepted: 36,
    placed: { starts: 33, told: 34 },
  },
  {
    who: 'dani',
    name: ['Judit', 'Fabelgren'],
    asked: { ...child, intervention: 'outpatient-care', age: 15, months: 6 },
    on: 21,
    starts: 14,
    recommended: 18,
    accepted: 17,
    placed: { starts: 14, told: 15 },
  },
  {
    who: 'charlie',
    name: ['Klas', 'Provbäck'],
    asked: {
      ...child,
      gender: 'male',
      needs: [],
      needsInWords: 'Tydlig struktur och hjälp att komma till skolan.',
      intervention: 'residential-care',
      subcategory: 'treatment',
      age: 15,
      months: 6,
      history,
    },
    on: 14,
    starts: -10,
    next: 'award',
  },
  {
    who: 'dani',
    name: ['Lisbet', 'Testå'],
    asked: {
      ...adult,
      needs: ['violence-exposed'],
      gender: 'female',
      intervention: 'sheltered-housing',
      subcategory: 'violence-or-honour',
      age: 33,
    },
    on: 6,
    starts: -5,
    recommended: 3,
    next: 'stopped',
  },
  {
    who: 'charlie',
    name: ['Mats', 'Exempelfors'],
    asked: { ...adult, ...apartment, subcategory: 'reinforced-communal', age: 61 },
    on: 8,
    starts: -14,
    recommended: 5,
    said: 'more',
    next: 'complaint',
  },
  {
    who: 'dani',
    name: ['Naima', 'Påhittslund'],
    asked: { ...adult, intervention: 'housing-first', gender: 'female', age: 42 },
    on: 7,
    starts: -20,
    next: 'inquired',
  },
  {
    who: 'charlie',
    name: ['Orvar', 'Låtsasberg'],
    asked: { ...adult, intervention: 'short-term-stay', age: 24 },
    on: 6,
    starts: -30,
    next: 'paused',
  },
  {
    who: 'alex',
    name: ['Petra', 'Övningsgren'],
    asked: { ...adult, ...apartment, gender: 'female', age: 29 },
    on: 5,
    starts: -4,
    recommended: 3,
    accepted: 1,
  },
  {
    who: 'dani',
    name: ['Rufus', 'Sagolund'],
    asked: {
      ...child,
      gender: 'male',
      needs: ['acting-out'],
      intervention: 'residential-care',
      subcategory: 'acute',
      age: 16,
      isAcute: true,
      decisionGround: 'lvu',
      history,
    },
    on: 2,
    starts: -1,
    next: 'matched',
  },
];

type Ours = Readonly<{ db: Db; today: LocalDate }>;
/** At the desk at noon, at the requester's side in the morning, so that what follows on the same day comes after. */
const onDay = <T>({ db, today }: Ours, who: DemoPerson, ago: number, work: (scope: Scope) => Promise<T>, hour = 8) =>
  as(
    db,
    demoActor(who),
    new Date(`${addDays(today, -ago)}T${String(hour).padStart(2, '0')}:00:00Z`),
    { action: 'demo.load', channel: 'cli' },
    work,
  );

/** Requests of some months, in every state that a request can be in: through the same actions as everybody's. */
export async function loadPlacements(db: Db, now: Date): Promise<void> {
  const ours = { db, today: localDateOf(now) };
  await onDay(ours, 'yrsa', 0, (scope) => takeInEarlier(scope));
  for (const flow of flows) await follow(ours, flow);
  for (const who of ['alex', 'charlie', 'dani', 'ronja', 'tove', 'ulf'] as const)
    await onDay(ours, who, 0, (scope) => noticedBefore(scope, addDays(ours.today, -4)));
}

/** What happened long ago has been noticed. */
const noticedBefore = (scope: Scope, day: LocalDate) =>
  sql`update notice set seen_at = ${scope.now} where municipality = ${scope.actor.municipality} and account = ${scope.actor.account}
    and placement_request is not null and at < ${day}::date and seen_at is null`.execute(scope.db);

/** How many requests of each intervention came in a month before Hemvist, and from where: none leads to anybody. */
const monthly = [
  ['supported-social-housing', 'apartment', 4],
  ['supported-social-housing', 'emergency', 3],
  ['emergency-housing', '', 4],
  ['treatment', '', 3],
  ['housing-first', '', 1],
  ['short-term-housing', 'physical', 1],
  ['foster-home', 'foster-home', 2],
  ['residential-care', 'acute', 2],
  ['outpatient-care', '', 2],
] as const;

/** Requests of two years from those who had not come to Hemvist yet, as a file gives them. */
async function takeInEarlier(scope: Scope): Promise<void> {
  const begun = addDays(scope.today, -31);
  const rows = Array.from({ length: 24 }, (_, ago) => addMonths(begun, -ago)).flatMap((month, ago) =>
    monthly.flatMap(([intervention, subcategory, count], line) =>
      // A little fewer the longer ago, and not as many every month.
      Array.from({ length: Math.max(1, count - (ago > 11 ? 1 : 0) + ((ago + line) % 3) - 1) }, (_one, index) => ({
        municipality: scope.actor.municipality,
        administration: ['centrum', 'hisingen', 'sydvast', 'nordost'][(ago + line + index) % 4] ?? 'centrum',
        intervention,
        subcategory,
        submitted: addDays(month, -((line * 5 + index * 3) % 27)),
        person: `övning ${(ago * 7 + line * 3 + index) % 230}`,
      })),
    ),
  );
  await placementActions.importHistorical(scope, JSON.stringify(rows), rows);
}

async function follow(ours: Ours, flow: Flow): Promise<void> {
  const { who, on } = flow;
  const request = await onDay(ours, who, on, (scope) => ask(scope, ours.today, flow));
  const officer = await onDay(ours, who, on, (scope) => officerOf(scope, request));
  const at = <T>(ago: number, work: (scope: Scope) => Promise<T>) => onDay(ours, officer, ago, work, 11);
  const by = <T>(ago: number, work: (scope: Scope) => Promise<T>) => onDay(ours, who, ago, work, 14);
  const propose = (ago: number) => at(ago, (scope) => desk.propose(scope, request));
  if (flow.recommended !== undefined) await propose(flow.recommended);
  if (flow.said !== undefined) {
    const ago = (flow.recommended ?? on) - 1;
    const { said } = flow;
    await by(ago, (scope) => desk.answer(scope, request, said));
    if (flow.accepted !== undefined) await propose(ago);
  }
  if (flow.accepted !== undefined) await by(flow.accepted, (scope) => desk.answer(scope, request, 'accepted'));
  const { placed, none } = flow;
  if (none) await by(none.told, (scope) => desk.reportNone(scope, request, none.reason));
  if (placed) {
    const startsOn = addDays(ours.today, -placed.starts);
    await by(placed.told, (scope) => desk.reportStay(scope, request, startsOn));
    for (const [months, result, again] of placed.followed ?? []) {
      const day = addMonths(startsOn, months);
      await onDay({ ...ours, today: day }, who, 0, (scope) =>
        desk.followUp(scope, request, { months, result, again, reason: placed.reason }),
      );
    }
  }
  if (flow.next !== undefined) await goOn(ours, flow, request, officer);
}

async function goOn(ours: Ours, { who, on, next }: Flow, request: string, officer: DemoPerson): Promise<void> {
  const at = <T>(ago: number, work: (scope: Scope) => Promise<T>) => onDay(ours, officer, ago, work, 12);
  const by = <T>(ago: number, work: (scope: Scope) => Promise<T>) => onDay(ours, who, ago, work, 14);
  const safe = createSafe(randomBytes(32));
  const inquire = (ago: number, offer?: string) => at(ago, (scope) => desk.inquire(scope, request, safe, offer));
  if (next === 'matched') await at(1, (scope) => desk.match(scope, request));
  if (next === 'inquired') await inquire(1);
  if (next === 'paused') await by(on - 3, (scope) => desk.pause(scope, request, 'Personen är på sjukhus.'));
  if (next === 'withdrawn') await by(on - 6, (scope) => desk.withdraw(scope, request, 'solved'));
  if (next === 'complaint')
    await by(1, (scope) =>
      desk.complain(scope, request, 'Det tog några dagar innan någon svarade på mitt meddelande.'),
    );
  if (next === 'stopped') {
    const provider = await at(0, (scope) => desk.proposedProvider(scope, request));
    // Whoever has a framework agreement is stopped by the procurement, and others by the desk's own.
    const [decider, kind] =
      provider.form === 'framework' ? (['asa', 'order'] as const) : (['zeb', 'recommendation'] as const);
    await onDay(ours, decider, 0, async (scope) => {
      const from = addDays(ours.today, -1);
      const reason = 'Ett tillsynsbeslut om säkerheten är inte besvarat (övning).';
      const stop = { provider: provider.id, kind, scope: 'needs', needs: ['violence-exposed'], reason };
      await insertRows(scope, 'provider_stop', [{ ...stop, id: newId(), valid_from: from, valid_to: null }]);
      await concerning.stopped(scope, scope.actor.municipality, provider.id);
    });
  }
  if (next === 'award') {
    // Everybody under agreement has answered that they are full; then those without are asked.
    for (const offer of await at(12, (scope) => desk.serving(scope, request))) {
      const secret = await inquire(11, offer);
      await desk.answerNo(ours.db, secret, new Date(`${addDays(ours.today, -9)}T09:00:00Z`));
    }
    await at(8, (scope) => desk.award(scope, request));
  }
}

async function officerOf({ db }: Scope, request: string): Promise<DemoPerson> {
  const { rows } = await sql<{ username: string }>`select a.username from placement_request q
    join account a on a.municipality = q.municipality and a.id = q.assigned_to where q.id = ${request}`.execute(db);
  const [found] = rows;
  if (!found || !isDemoPerson(found.username)) throw new Error('Nobody at the desk got the demo’s request');
  return found.username;
}

async function ask(
  scope: Scope,
  today: LocalDate,
  { who, name: [givenName, familyName], asked, starts }: Flow,
): Promise<string> {
  const caseId = await openCase(scope, {
    givenName,
    familyName,
    identityKind: 'none',
    identityCertainty: 'probable',
    externalSystem: 'Treserva',
    externalReference: `T-${newId().slice(-6)}`,
    unit: demoActor(who).roles[0]?.unit ?? '',
    key: key(),
  });
  const ground = (await groundsInForce(scope)).find(({ id }) => id === 'necessary');
  if (!ground) throw new Error('The demo lacks its ground');
  const submitted = await askForPlacement(
    scope,
    { caseId },
    { ...asked, start: addDays(today, -starts) },
    {
      ground,
      reason: 'Spink behöver veta behoven för att hitta ett boende som passar.',
      answers: { necessary: 'Boendet måste ordnas i tid.', 'no-consent': 'Personen gick inte att nå.' },
    },
  );
  if (submitted.outcome !== 'submitted') throw new Error(`The demo's request ended in ${submitted.outcome}`);
  return submitted.request;
}
