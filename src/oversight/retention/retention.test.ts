import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import {
  birthDay,
  comparisonOf,
  countsOf,
  dueFrom,
  noticeComparisonOf,
  noticeVerdictOf,
  researchDaysFrom,
  type RetentionFacts,
  type RetentionPolicy,
  verdictOf,
  yetToHold,
} from './retention.ts';

test.for([
  ['14', 'personal-identity-number', 14],
  ['05', 'personal-identity-number', 5],
  ['65', 'coordination-number', 5],
  ['75', 'coordination-number', 15],
  ['91', 'coordination-number', 31],
  // A number that is of the other kind tells nothing.
  ['65', 'personal-identity-number', undefined],
  ['05', 'coordination-number', undefined],
  ['00', 'personal-identity-number', undefined],
  ['92', 'coordination-number', undefined],
  [null, 'none', undefined],
] as const)('%s in a %s is born on day %s', ([written, kind, day]) => {
  expect(birthDay(written, kind)).toBe(day);
});

test.for([
  ['2021-10-13', 5, 'day', '2026-10-14'],
  ['2021-12-31', 5, 'day', '2027-01-01'],
  // The years have passed when the day is over.
  ['2020-02-28', 5, 'day', '2025-03-01'],
  ['2020-02-29', 5, 'day', '2025-03-01'],
  ['2020-02-29', 4, 'day', '2024-03-01'],
  ['2019-02-28', 5, 'day', '2024-02-29'],
  ['2019-03-01', 5, 'day', '2024-03-02'],
  // They passed in 2026: when 2027 is over.
  ['2021-01-01', 5, 'next-year-end', '2028-01-01'],
  ['2021-12-31', 5, 'next-year-end', '2028-01-01'],
] as const)(
  'after a last entry on %s and %s years, counted to %s, a case may go from %s',
  ([last, years, to, from]) => {
    expect(dueFrom(localDateFrom(last), years, to)).toBe(from);
  },
);

test.for([
  ['5, 15, 25', [5, 15, 25]],
  ['25;5 15  5', [5, 15, 25]],
  ['', []],
  ['0', undefined],
  ['32', undefined],
  ['5, femton', undefined],
  ['1.5', undefined],
] as const)('the days %j are %j', ([text, days]) => {
  expect(researchDaysFrom(text)).toEqual(days);
});

describe('a case', () => {
  const policy: RetentionPolicy = {
    action: 'dispose',
    years: 5,
    countedTo: 'day',
    researchDays: [5, 15, 25],
    confirmed: true,
  };
  const old: RetentionFacts = {
    writtenDay: '14',
    identityKind: 'personal-identity-number',
    lastEntryOn: localDateFrom('2021-10-13'),
    guarded: false,
    held: false,
    ongoing: false,
    inUse: false,
  };
  const today = localDateFrom('2026-10-14');

  test.for([
    ['five years after its last entry is due', {}, 'due'],
    ['a day before is not', { lastEntryOn: localDateFrom('2021-10-14') }, 'not-due'],
    ['of somebody born on the 5th is kept for research', { writtenDay: '05' }, 'research'],
    ['of somebody born on the 15th is kept for research', { writtenDay: '15' }, 'research'],
    ['of somebody born on the 25th is kept for research', { writtenDay: '25' }, 'research'],
    [
      'of somebody with a coordination number of the 25th is kept for research',
      { writtenDay: '85', identityKind: 'coordination-number' },
      'research',
    ],
    ['of somebody without a number is kept', { writtenDay: null, identityKind: 'none' }, 'no-number'],
    ['that is stopped is kept', { held: true }, 'held'],
    ['of somebody protected is kept', { guarded: true, held: true }, 'guarded'],
    ['with a routine that goes on is kept', { ongoing: true }, 'ongoing'],
    ['that another rests on is kept', { inUse: true }, 'in-use'],
    ['is kept for research also when it is stopped', { writtenDay: '05', held: true }, 'research'],
  ] as const)('%s', ([, more, verdict]) => {
    expect(verdictOf({ ...old, ...more }, policy, today)).toBe(verdict);
  });

  test('is kept by a municipality that keeps all, by one that has decided nothing, and by one whose decision is to be confirmed', () => {
    expect(verdictOf(old, { action: 'preserve', confirmed: true }, today)).toBe('preserved');
    expect(verdictOf(old, undefined, today)).toBe('no-policy');
    expect(verdictOf(old, { ...policy, confirmed: false }, today)).toBe('unconfirmed');
  });

  test('without a number is due where nobody is kept for research', () => {
    const all: RetentionPolicy = {
      action: 'dispose',
      years: 2,
      countedTo: 'day',
      researchDays: [],
      confirmed: true,
    };
    expect(verdictOf({ ...old, writtenDay: null, identityKind: 'none' }, all, today)).toBe('due');
  });

  test('counts once by what holds and once by what is proposed, as if that were approved', () => {
    const cases = [old, { ...old, held: true }, { ...old, writtenDay: '05' }];
    expect(comparisonOf(cases, { now: policy, proposed: { ...policy, years: 6 } }, today)).toEqual([
      { verdict: 'research', now: 1, proposed: 1 },
      { verdict: 'held', now: 1, proposed: 1 },
      { verdict: 'not-due', now: 0, proposed: 1 },
      { verdict: 'due', now: 1, proposed: 0 },
    ]);
    expect(comparisonOf(cases, { now: { ...policy, confirmed: false }, proposed: policy }, today)).toEqual([
      { verdict: 'unconfirmed', now: 3, proposed: 0 },
      { verdict: 'research', now: 0, proposed: 1 },
      { verdict: 'held', now: 0, proposed: 1 },
      { verdict: 'due', now: 0, proposed: 1 },
    ]);
  });
});

describe('a notice that was closed without being about any case', () => {
  const [closedOn, today] = ['2025-08-31', '2026-03-01'].map(localDateFrom);
  if (!closedOn || !today) throw new Error('There is no day');
  const notice = { closedOn, held: false };
  const policy: RetentionPolicy = {
    action: 'dispose',
    years: 5,
    countedTo: 'day',
    researchDays: [5],
    noticeMonths: 6,
    confirmed: true,
  };

  test.for([
    ['goes on the day after its months have passed', notice, policy, 'due'],
    ['stays on the day on which they pass', { ...notice, closedOn: localDateFrom('2025-09-01') }, policy, 'not-due'],
    ['that is stopped stays', { ...notice, held: true }, policy, 'held'],
    ['stays until it is decided for how long', notice, { ...policy, noticeMonths: undefined }, 'undecided'],
    ['stays by what two have not approved', notice, { ...policy, confirmed: false }, 'unconfirmed'],
    ['stays where all is kept', notice, { action: 'preserve', confirmed: true }, 'preserved'],
    ['stays where nothing is decided', notice, undefined, 'no-policy'],
  ] as const)('%s', ([, facts, by, verdict]) => {
    expect(noticeVerdictOf(facts, by, today)).toBe(verdict);
  });

  test('is compared by what holds and by what is proposed', () => {
    expect(
      noticeComparisonOf([notice], { now: { action: 'preserve', confirmed: true }, proposed: policy }, today),
    ).toEqual([
      { verdict: 'preserved', now: 1, proposed: 0 },
      { verdict: 'due', now: 0, proposed: 1 },
    ]);
  });
});

test('verdicts are counted, and what there is none of is left out', () => {
  expect(countsOf(['due', 'held', 'due'])).toEqual({ held: 1, due: 2 });
});

test('of two versions that are to come, the later decided one holds from its day', () => {
  const [today, sooner, later] = ['2026-10-14', '2027-01-01', '2027-07-01'].map(localDateFrom);
  if (!today || !sooner || !later) throw new Error('There is no day');
  const versions = [
    { number: 1, validFrom: today },
    { number: 2, validFrom: later },
    { number: 3, validFrom: sooner },
  ];
  expect(versions.map((one) => yetToHold(one, versions, today))).toEqual([undefined, 'replaced', 'coming']);
  expect(versions.slice(0, 2).map((one) => yetToHold(one, versions.slice(0, 2), today))).toEqual([undefined, 'coming']);
});
