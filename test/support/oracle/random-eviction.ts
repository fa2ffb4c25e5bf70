import * as fc from 'fast-check';
import type { Run } from '../../../src/routine/index.ts';
import { plusDays, type Iso } from './days.ts';
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

/** Random runs of `prevent-eviction`: both tracks, with and without a notice, over holidays. */
const roles = ['caseHandler', 'socialServices', 'disabilitySupport', 'elderCare', 'landlord', 'disturbanceOnCall'];
const administrations = ['socialServices', 'disabilitySupport', 'elderCare'];
const obligations = [
  ['risk-identified', 'receive-notice', 'inform-and-motivate', 'investigate', 'support-application-elsewhere'],
  ['coordination-consent', 'coordinated-plan', 'joint-home-visit', 'execute-decisions', 'joint-follow-up'],
  ['debt-advice', 'prevent-recurrence', 'kfm-confirmation', 'rent-recovery'],
].flat();

const kinds: Readonly<Record<string, readonly string[]>> = {
  'risk-identified': [],
  'notice-registered': [],
  'informed-and-motivated': [],
  'investigation-opened': [],
  'other-ground': ['provision', 'reason'],
  'coordinated-plan': [],
  'home-visit': [],
  'decisions-executed': [],
  'joint-follow-up': ['desiredResult'],
  'debt-advice-offered': [],
  'recurrence-check': [],
  'enforcement-notice': [],
  'enforcement-authority-confirmed': [],
  'rent-paid': [],
  'recovery-not-possible': [],
  closed: [],
};

const offset = fc.oneof(
  { arbitrary: near('opened', -3, 14), weight: 4 },
  { arbitrary: near('opened', 14, 150), weight: 2 },
  { arbitrary: near('notice', -2, 4), weight: 3 },
  { arbitrary: near('notice', 18, 32), weight: 4 },
);

const ordinary = fc
  .constantFrom(...Object.keys(kinds))
  .chain((kind) => fc.tuple(fc.constant(kind), someOf(roles), subsetOrAll(kinds[kind] ?? [])))
  .map(([kind, participants, keys]) => ({ kind, participants, answers: answered(keys, ['x', false]) }));
const supported = fc.constantFrom(...administrations, 'Någon annan', undefined).map((party) => ({
  kind: 'application-supported',
  party,
}));
const undertaking = fc.constantFrom('written', 'written', 'oral', undefined).map((form) => ({
  kind: 'undertaking-to-pay',
  form,
}));
const consent = fc.record({
  kind: fc.constant('consent'),
  purpose: fc.constant('coordination'),
  status: fc.constantFrom('given', 'given', 'declined', 'withdrawn', 'not-possible'),
  form: fc.constantFrom('written', 'oral', undefined),
});
const waiver = fc
  .constantFrom(...obligations)
  .map((obligation) => ({ kind: 'waiver', obligation, reason: 'Bedömning' }));

const deed: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: ordinary, weight: 16 },
  { arbitrary: supported, weight: 2 },
  { arbitrary: undertaking, weight: 2 },
  { arbitrary: consent, weight: 3 },
  { arbitrary: waiver, weight: 1 },
);
const written = writings(deed, offset, roles);

const needsFrom = fc.oneof(
  fc.subarray(administrations),
  fc.constantFrom(...administrations).map((one) => [one]),
  fc.constantFrom(...administrations).map((one) => [one, one]),
  fc.constantFrom('unknown', undefined),
);

export const askedEviction: fc.Arbitrary<Asked> = fc
  .record({
    opening: fc.constantFrom(...openings),
    identifiedBy: fc.constantFrom(...administrations, 'unknown', undefined),
    householdHasChildren: yesNo,
    noticeKind: fc.constantFrom('none', 'termination', 'termination', 'rectification', 'unknown', undefined),
    noticeReason: fc.constantFrom('rent', 'rent', 'disturbance', 'other', 'unknown', undefined),
    arrivedAfter: fc.option(fc.integer({ min: -10, max: 14 }), { nil: undefined, freq: 4 }),
    servedAfter: fc.option(fc.integer({ min: -4, max: 4 }), { nil: undefined, freq: 4 }),
    needsFrom,
    list: fc.oneof(lists(written, 40), lists(written, 10)),
    now: nowOr(offset),
  })
  .map(({ opening, arrivedAfter, servedAfter, list, now, ...stated }) => {
    const notice = plusDays(opening, arrivedAfter ?? 0);
    const noticeArrived = arrivedAfter === undefined ? undefined : notice;
    const tenantServed = servedAfter === undefined ? undefined : plusDays(notice, servedAfter);
    const dayOf = ({ from, days }: Offset): Iso => plusDays(from === 'opened' ? opening : notice, days);
    const entries = entriesFrom(list, opening, dayOf);
    const facts = without({ noticeArrived, tenantServed, ...stated });
    const run = { routine: 'prevent-eviction', version: '2022-02-15', opened: opening, facts, entries } as Run;
    return { run, now: dayAsked(now, entries, opening, dayOf) };
  });
