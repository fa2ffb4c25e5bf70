import * as fc from 'fast-check';
import type { Run } from '../../../src/routine/index.ts';
import { plusDays, plusMonths, type Iso } from './days.ts';
import {
  answered,
  dayAsked,
  entriesFrom,
  lists,
  near,
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

/** Random runs of `insluss`, dense around the limits: thirty days, four months, the birthdays, the end of supervision. */
const roles = ['probationOfficer', 'caseworker', 'incomeSupportCaseworker', 'individual'];
const obligations = [
  ['inform-and-refer', 'written-consent', 'initiate', 'open-investigation', 'background-documents'],
  ['first-video-meeting', 'needs-mapping', 'consider-sig', 'invite-others', 'income-support-contact', 'joint-visit'],
  ['booked-time-after-release', 'cooperation-during-supervision', 'keep-open-until-supervision-ends'],
].flat();

const kinds: Readonly<Record<string, readonly string[]>> = {
  'informed-and-referred': [],
  initiated: [],
  'investigation-opened': [],
  'documents-received': ['presentenceReport', 'sentencePlan'],
  'video-meeting': [],
  'needs-mapped': ['units', 'outpatientReferral', 'sip'],
  'sig-considered': [],
  'others-invited': [],
  'joint-visit': [],
  note: [],
};

const offset = fc.oneof(
  { arbitrary: near('opened', -4, 14), weight: 3 },
  { arbitrary: near('release', -34, 20), weight: 4 },
  { arbitrary: near('opens', -3, 3), weight: 2 },
  { arbitrary: near('month', 0, 9 * 18 - 1), weight: 4 },
  { arbitrary: near('supervisionEnd', -4, 4), weight: 3 },
);

type Days = { readonly opened: Iso; readonly release: Iso; readonly supervisionEnd: Iso };

function dayAt({ from, days }: Offset, { opened, release, supervisionEnd }: Days): Iso {
  if (from === 'opened') return plusDays(opened, days);
  if (from === 'release') return plusDays(release, days);
  if (from === 'opens') return plusDays(plusMonths(release, -4), days);
  if (from === 'month') return plusDays(plusMonths(release, Math.floor(days / 18)), (days % 18) - 1);
  return plusDays(supervisionEnd, days);
}

const ordinary = fc
  .constantFrom(...Object.keys(kinds))
  .chain((kind) => fc.tuple(fc.constant(kind), someOf(roles), subsetOrAll(kinds[kind] ?? [])))
  .map(([kind, participants, keys]) => ({ kind, participants, answers: answered(keys, ['x', false]) }));
const contacted = fc.constantFrom('known-caseworker', 'intake', 'intake', undefined).map((unit) => ({
  kind: 'income-support-contacted',
  answers: without({ unit }),
}));
/** A booked day that is just before, on or just after the release is filled in when that is known. */
const booked = fc.constantFrom<unknown>(-1, 0, 1, 30, 'snart', false).map((date) => ({
  kind: 'time-booked',
  answers: { date },
}));
const consent = fc.record({
  kind: fc.constant('consent'),
  purpose: fc.constant('insluss'),
  status: fc.constantFrom('given', 'given', 'given', 'declined', 'withdrawn', 'not-possible'),
  form: fc.constantFrom('written', 'written', 'oral', undefined),
});
const waiver = fc
  .constantFrom(...obligations)
  .map((obligation) => ({ kind: 'waiver', obligation, reason: 'Bedömning' }));

const deed: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: ordinary, weight: 10 },
  { arbitrary: fc.constant({ kind: 'cooperation-contact' }), weight: 6 },
  { arbitrary: consent, weight: 4 },
  { arbitrary: contacted, weight: 2 },
  { arbitrary: booked, weight: 2 },
  { arbitrary: waiver, weight: 1 },
  { arbitrary: fc.constant({ kind: 'closed' }), weight: 1 },
  { arbitrary: fc.constant({ kind: 'initiated' }), weight: 1 },
  { arbitrary: fc.constant({ kind: 'ended-early' }), weight: 1 },
);
const written = writings(deed, offset, roles);

const releaseAfter = fc.oneof(
  { arbitrary: fc.integer({ min: 28, max: 32 }), weight: 4 },
  { arbitrary: fc.integer({ min: -5, max: 40 }), weight: 3 },
  { arbitrary: fc.integer({ min: 90, max: 200 }), weight: 4 },
  fc.constant(undefined),
);
/** Born so many years before the release, give or take a day. */
const born = fc.option(
  fc.record({ years: fc.constantFrom(17, 18, 18, 24, 25, 25, 40), days: fc.integer({ min: -1, max: 1 }) }),
  { nil: undefined, freq: 6 },
);

function withDay(done: object, release: Iso): object {
  const { answers } = done as { readonly answers?: { readonly date?: unknown } };
  return typeof answers?.date === 'number' ? { ...done, answers: { date: plusDays(release, answers.date) } } : done;
}

export const askedInsluss: fc.Arbitrary<Asked> = fc
  .record({
    opening: fc.constantFrom(...openings),
    releaseAfter,
    supervision: fc.option(fc.integer({ min: -10, max: 300 }), { nil: undefined, freq: 4 }),
    born,
    initiatedBy: fc.constantFrom('probation', 'individual', 'unknown', undefined),
    needsIncomeSupport: yesNo,
    needsOccupation: yesNo,
    hasIncomeSupportContact: yesNo,
    list: fc.oneof(lists(written, 50), lists(written, 12)),
    now: nowOr(offset),
  })
  .map(({ opening, releaseAfter: after, supervision, born: birth, list, now, ...stated }) => {
    const conditionalRelease = after === undefined ? undefined : plusDays(opening, after);
    const release = conditionalRelease ?? plusDays(opening, 40);
    const supervisionEnd = supervision === undefined ? undefined : plusDays(release, supervision);
    const days = { opened: opening, release, supervisionEnd: supervisionEnd ?? plusDays(release, 90) };
    const dayOf = (on: Offset): Iso => dayAt(on, days);
    const dated = list.map((item) => ({ ...item, deed: withDay(item.deed, release) }));
    const entries = entriesFrom(dated, opening, dayOf);
    const birthDate = birth && plusDays(plusMonths(release, -12 * birth.years), birth.days);
    const facts = without({ conditionalRelease, supervisionEnd, birthDate, ...stated });
    const run = { routine: 'insluss', version: '2024', opened: opening, facts, entries } as Run;
    return { run, now: dayAsked(now, entries, opening, dayOf) };
  });
