import {
  assign,
  book,
  cancelMeeting,
  type Deed,
  entriesOf,
  type Entry,
  findCase,
  letIn,
  openCase,
  protect,
  record,
  recordConsent,
  startRun,
  stateFacts,
} from '../casework/index.ts';
import type { LocalDate } from '../kernel/date.ts';
import { type CaseId, type EntryId, type IdempotencyKey, newId, type RunId } from '../kernel/ids.ts';
import { writeShelteredAddress } from '../secrecy/index.ts';
import { localDateOf } from '../kernel/stockholm.ts';
import type { Db } from '../platform/database.ts';
import { as, type Scope } from '../platform/door.ts';
import { loadAdherence } from './adherence.ts';
import { loadAssignments } from './assignments.ts';
import { loadContactRoutes } from './contact-routes.ts';
import { loadInsluss } from './insluss.ts';
import { demoActor, type DemoPerson } from './organisation.ts';
import { loadNotices } from './notices.ts';
import { loadPlacement } from './placement.ts';
import { loadPlacements } from './placements.ts';
import { loadReview } from './review.ts';
import { loadPublishing } from './publishing.ts';
import { loadSharing } from './sharing.ts';
import { type DemoDeed, type DemoMeeting, type Scenario, scenarios, type Step } from './scenarios.ts';

/**
 * Writes the demo's cases, through the same door and the same actions as everybody's, each step on its own day. `count` has the database
 * count its rows anew: nobody else does before the demo is there, and until then it plans for empty tables.
 */
export async function loadCases(
  db: Db,
  now: Date,
  count: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const cases = scenarios(localDateOf(now));
  for (const [index, scenario] of cases.entries()) {
    await loadCase(db, scenario);
    if (index === 2) await count();
  }
  await loadContactRoutes(db, now);
  await loadSharing(db, now);
  await loadPublishing(db, now);
  await loadNotices(db, now);
  await loadReview(db, now);
  await loadAdherence(db, now);
  await loadInsluss(db, now);
  await loadPlacements(db, now);
  await loadPlacement(db, now);
  await loadAssignments(db, now);
  await count();
  return cases.length;
}

// Written at ten in the morning, Swedish winter time, of the day it happened.
const onDay = <T>(db: Db, who: DemoPerson, day: LocalDate, work: (scope: Scope) => Promise<T>): Promise<T> =>
  as(db, demoActor(who), new Date(`${day}T09:00:00Z`), { action: 'demo.load', channel: 'cli' }, work);

async function loadCase(db: Db, scenario: Scenario): Promise<void> {
  const { givenName, familyName, number, caseworker, housing, version, opened, facts, steps } = scenario;
  const run = await onDay(db, caseworker, opened, async (scope) => {
    const caseId = await openCase(scope, {
      givenName,
      familyName,
      ...(number === undefined
        ? { identityKind: 'none', identityCertainty: 'probable' }
        : {
            identityKind: scenario.coordination ? 'coordination-number' : 'personal-identity-number',
            identityNumber: number,
            identityCertainty: 'confirmed',
          }),
      externalSystem: 'Treserva',
      externalReference: `T-${newId().slice(-6)}`,
      unit: demoActor(caseworker).roles[0]?.unit ?? '',
      key: newId(),
    });
    const known = Object.entries(facts).map(([name, value]) => ({ name, value }));
    const started = await startRun(scope, {
      caseId,
      routine: 'repeated-discharge',
      version,
      openedOn: opened,
      facts: known,
      key: newId(),
    });
    if (started.outcome === 'not-found') throw new Error(`The demo case of ${givenName} could not be started`);
    if (housing) {
      const from = opened;
      const consented = await recordConsent(scope, {
        caseId,
        status: 'given',
        purpose: 'coordination',
        parts: ['needs', 'plans', 'follow-ups'],
        toArea: demoActor(housing).area,
        form: 'oral',
        from,
        takenOn: from,
        key: newId(),
      });
      if (consented.outcome !== 'recorded') throw new Error(`The demo's consent ended in ${consented.outcome}`);
      const ground = 'consent';
      const groundReason = 'Boendet och socialtjänsten planerar tillsammans enligt rutinen. Samtycket är muntligt.';
      const { outcome } = await assign(scope, {
        run: started.run,
        account: demoActor(housing).account,
        role: 'housingStaff',
        from,
        ground,
        groundReason,
        consent: consented.consent,
        key: newId(),
      });
      if (outcome !== 'assigned') throw new Error(`The demo's housing was not assigned: ${outcome}`);
    }
    if (scenario.protection) await protectInDemo(scope, caseId, scenario.protection);
    return started.run;
  });
  for (const step of steps.toSorted((left, right) => left.on.localeCompare(right.on))) {
    await onDay(db, step.who, step.on, (scope) => take(scope, run, step));
  }
  for (const meeting of scenario.meetings ?? [])
    await onDay(db, caseworker, meeting.booked, (scope) => bookInDemo(scope, run, scenario, meeting));
}

async function bookInDemo(
  scope: Scope,
  run: RunId,
  { caseworker, housing }: Scenario,
  { plan, days, cancelled }: DemoMeeting,
): Promise<void> {
  const invited = [caseworker, ...(housing ? [housing] : [])].map((who) => demoActor(who).account);
  const booked = await book(scope, { run, plan: { ...plan, invited }, days, series: days.length > 1, key: newId() });
  if (booked.outcome !== 'booked') throw new Error(`A meeting of the demo ended in ${booked.outcome}`);
  const [meeting] = booked.meetings;
  if (cancelled && meeting) await cancelMeeting(scope, { run, meeting: meeting.id, seen: meeting.version }, false);
}

async function protectInDemo(
  scope: Scope,
  caseId: CaseId,
  { grade, contact, waits, address }: NonNullable<Scenario['protection']>,
): Promise<void> {
  const reason = 'Personen har berättat det, och det står i folkbokföringen.';
  const registered = await protect(scope, caseId, { grade, contact, reason, key: newId() });
  if (registered !== 'registered') throw new Error(`The demo's protection ended in ${registered}`);
  const { account } = demoActor(waits);
  await letIn(scope, caseId, { account, reason: 'Ska ta över ärendet under ledigheten.', key: newId() });
  const file = await findCase(scope, caseId);
  if (file) await writeShelteredAddress(scope, file.individual, { address, key: newId() });
}

async function take(scope: Scope, run: RunId, step: Step): Promise<void> {
  const result = await write(scope, run, step);
  if (result.outcome !== 'recorded' && result.outcome !== 'stated')
    throw new Error(`A step of the demo on ${step.on} ended in ${result.outcome}`);
}

async function write(scope: Scope, run: RunId, step: Step): Promise<Readonly<{ outcome: string }>> {
  const key = newId<IdempotencyKey>();
  const seen = Number.MAX_SAFE_INTEGER;
  if ('facts' in step) {
    const facts = Object.entries(step.facts).map(([name, value]) => ({ name, value }));
    return stateFacts(scope, { run, facts, seen, key });
  }
  if ('deeds' in step) return record(scope, { run, deeds: step.deeds.map((deed) => whole(deed, step.on)), seen, key });
  const entry = await entryToCorrect(scope, run, step.of);
  return record(scope, {
    run,
    deeds: [whole(step.correct, step.on)],
    seen,
    key,
    corrects: { entry, reason: step.reason },
  });
}

const whole = (deed: DemoDeed, on: LocalDate): Deed => ({ at: on, participants: [], answers: {}, ...deed });

async function entryToCorrect(scope: Scope, run: RunId, kind: string): Promise<EntryId> {
  const entries: readonly Entry[] = (await entriesOf(scope, [run])).get(run) ?? [];
  const entry = entries.find((candidate) => candidate.kind === kind);
  if (!entry) throw new Error(`The demo corrects an entry of kind ${kind} that is not there`);
  return entry.id;
}
