import * as fc from 'fast-check';
import type { Run } from '../../../src/routine/index.ts';
import { plusDays, plusMonths, plusWorkingDays, type Iso } from './days.ts';
import {
  answered,
  dayAsked,
  entriesFrom,
  lists,
  nowOr,
  openings,
  someOf,
  subsetOrAll,
  without,
  writings,
  yesNo,
  type Asked,
  type Offset,
} from './random-parts.ts';

/** Random runs of `repeated-discharge`, dense around the days that matter. */

const roles = ['caseworker', 'housingStaff', 'placementFunction', 'individual'];
const obligations = [
  ['individual-assignment', 'history-in-request', 'match-housing', 'support-level', 'planning-meeting'],
  ['history-review', 'contingency-plan', 'professions-plan', 'information-meeting', 'start-meeting'],
  ['first-follow-ups-booked', 'prevention-in-implementation-plan', 'weekly-follow-up', 'monthly-meeting'],
  ['motivate-sip', 'sip-meetings', 'exhaust-possibilities', 'follow-contingency-plan', 'transfer-consent'],
  ['previous-housing-at-start'],
].flat();

/** Entry kinds with the answers they may hold. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'individual-assignment': ['needs', 'assignment'],
  'placement-request': ['what', 'when', 'situations', 'protectiveFactors'],
  'housing-matched': [],
  'planning-meeting': ['prevention'],
  'history-review': ['worked', 'didNotWork', 'earlySigns'],
  'contingency-plan': ['actions', 'contacts', 'responsibilities'],
  'professions-plan': [],
  'information-meeting': [],
  'start-meeting': ['prevention'],
  'follow-ups-booked': [],
  'implementation-plan': ['preventiveActions'],
  'sip-motivation': [],
  'sip-meeting': [],
  'situation-untenable': [],
  'possibilities-exhausted': ['tried'],
  'contingency-plan-followed': [],
  'previous-housing-invited': [],
};

const offset = fc.oneof(
  { arbitrary: fc.record({ from: fc.constant('opened'), days: fc.integer({ min: -8, max: 12 }) }), weight: 3 },
  { arbitrary: fc.record({ from: fc.constant('moveIn'), days: fc.integer({ min: -6, max: 24 }) }), weight: 4 },
  { arbitrary: fc.record({ from: fc.constant('week'), days: fc.integer({ min: 0, max: 40 * 6 - 1 }) }), weight: 4 },
  { arbitrary: fc.record({ from: fc.constant('month'), days: fc.integer({ min: 0, max: 9 * 18 - 1 }) }), weight: 2 },
);

/** A day close to something the routine counts from: the opening, the move-in, a week or a month after it. */
function dayAt({ from, days }: Offset, opened: Iso, moveIn: Iso): Iso {
  if (from === 'opened') return plusDays(opened, days);
  if (from === 'moveIn') return plusDays(moveIn, days);
  if (from === 'week') return plusDays(moveIn, 7 * Math.floor(days / 6) + (days % 6) - 1);
  return plusDays(plusMonths(moveIn, Math.floor(days / 18)), (days % 18) - 1);
}

const answerValue = fc.constantFrom<unknown>('x', '', false, null, 0);
const participants = someOf(roles);

const someValues = fc.array(answerValue, { minLength: 1, maxLength: 3 });
const ordinary = fc
  .constantFrom(...Object.keys(kinds))
  .chain((kind) => fc.tuple(fc.constant(kind), participants, subsetOrAll(kinds[kind] ?? []), someValues))
  .map(([kind, who, keys, values]) => ({ kind, participants: who, answers: answered(keys, values) }));
const followUp = fc.record({
  kind: fc.constant('follow-up'),
  participants,
  inPerson: fc.constantFrom(true, true, false, undefined),
  channel: fc.constantFrom('phone', 'video', 'in-person', undefined),
  answers: fc.constantFrom(
    {},
    { safety: 'threat' },
    { safety: 'none' },
    { safety: 'none', whatWorked: '' },
    { whatWorked: 'x' },
  ),
});
const sip = fc.constant({ kind: 'sip-motivation' });
const waiver = fc
  .constantFrom(...obligations)
  .map((obligation) => ({ kind: 'waiver', obligation, reason: 'Bedömning' }));
const intervalChange = fc.constantFrom('P1D', 'P3D', 'P1W', 'P10D', 'P2W', 'P1M').map((every) => ({
  kind: 'interval-changed',
  obligation: 'weekly-follow-up',
  every,
  reason: 'Bedömning',
}));
const consent = fc.record({
  kind: fc.constant('consent'),
  purpose: fc.constant('information-transfer'),
  status: fc.constantFrom('given', 'given', 'declined', 'withdrawn', 'not-possible'),
  form: fc.constantFrom('written', 'oral', undefined),
});
const turning = fc.constantFrom({ kind: 'discharged' }, { kind: 'situation-untenable' });

const deed: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: ordinary, weight: 10 },
  { arbitrary: followUp, weight: 6 },
  { arbitrary: sip, weight: 2 },
  { arbitrary: consent, weight: 2 },
  { arbitrary: waiver, weight: 1 },
  { arbitrary: intervalChange, weight: 2 },
  { arbitrary: turning, weight: 1 },
);

const written = writings(deed, offset, roles);

const facts = fc.record({
  moveInAfter: fc.oneof({ arbitrary: fc.integer({ min: -4, max: 40 }), weight: 6 }, fc.constant(undefined)),
  acuteHomelessness: yesNo,
  sipExists: yesNo,
  housingForm: fc.constantFrom('apartment', 'communal', 'unknown', undefined),
  level: fc.constantFrom(0, 1, 2, undefined),
});

export const asked: fc.Arbitrary<Asked> = fc
  .record({
    version: fc.constantFrom('2025', '2024-10-17'),
    opening: fc.constantFrom(...openings),
    facts,
    list: fc.oneof(lists(written, 60), lists(written, 12)),
    now: nowOr(offset),
  })
  .map(({ version, opening, facts: made, list, now }) => {
    const moveIn = made.moveInAfter === undefined ? undefined : plusDays(opening, made.moveInAfter);
    const anchor = moveIn ?? plusWorkingDays(opening, 3);
    const levels = version === '2025' ? ['high', 'medium', 'low'] : ['1', '2', '3'];
    const dayOf = (on: Offset): Iso => dayAt(on, opening, anchor);
    const entries = entriesFrom(list, opening, dayOf);
    const run = {
      routine: 'repeated-discharge',
      version,
      opened: opening,
      facts: without({
        moveIn,
        acuteHomelessness: made.acuteHomelessness,
        sipExists: made.sipExists,
        housingForm: made.housingForm,
        supportLevel: made.level === undefined ? undefined : levels[made.level],
      }),
      entries,
    } as Run;
    return { run, now: dayAsked(now, entries, opening, dayOf) };
  });
