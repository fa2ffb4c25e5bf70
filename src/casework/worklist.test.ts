import { describe, expect, test } from 'vitest';
import { addDays, localDateFrom } from '../kernel/date.ts';
import type { RunId } from '../kernel/ids.ts';
import { openLibrary } from '../routine/index.ts';
import { evaluate } from '../routine/index.ts';
import type { RoleInRun } from './entry.ts';
import { type Bucket, bucketOf, compareItems, isForManager, workItems, type WorkItem } from './worklist.ts';

const today = localDateFrom('2026-10-14');
const routine = openLibrary().find('repeated-discharge', '2025');
if (!routine) throw new Error('The routine is not in the library');
const { definition } = routine;
const runId = 'run-1' as RunId;

const item = (more: Partial<WorkItem>): WorkItem => ({
  runId,
  obligation: 'planning-meeting',
  state: 'open',
  modality: 'must',
  who: ['caseworker', 'housingStaff'],
  missingFacts: [],
  waitingOn: [],
  ...more,
});
const inDays = (days: number): Pick<WorkItem, 'due'> => ({ due: addDays(today, days) });
const theirs = { who: ['housingStaff'] };

describe('in a caseworker’s day', () => {
  const rows: readonly (readonly [sentence: string, item: WorkItem, bucket: Bucket, role?: RoleInRun])[] = [
    ['what is overdue and mine is late', item({ state: 'overdue', ...inDays(-1) }), 'late'],
    ['what is overdue and another’s waits for them', item({ state: 'overdue', ...theirs, ...inDays(-1) }), 'waiting'],
    ['what is due today is for today', item(inDays(0)), 'today'],
    ['what is past its day but within tolerance is for today, and not late', item(inDays(-2)), 'today'],
    ['what is due tomorrow is for this week', item(inDays(1)), 'week'],
    ['what is due in seven days is for this week', item(inDays(7)), 'week'],
    ['what is due in eight days can rest', item(inDays(8)), 'canRest'],
    ['what has no day can rest', item({}), 'canRest'],
    [
      'what has no day because of a fact that I know needs my answer',
      item({ missingFacts: ['moveIn'] }),
      'needsAnswer',
    ],
    [
      'what has no day because of a fact that only others know can rest',
      item({ missingFacts: ['acuteHomelessness'] }),
      'canRest',
      'housingStaff',
    ],
    ['what one may do is never pressing: due today', item({ modality: 'may', ...inDays(0) }), 'canRest'],
    ['what one may do is never asked about', item({ modality: 'may', missingFacts: ['moveIn'] }), 'canRest'],
    ['what one should do is as pressing as what one must', item({ modality: 'should', ...inDays(0) }), 'today'],
    ['what is another’s waits for them, whatever its day', item({ ...theirs, ...inDays(0) }), 'waiting'],
    ['what another may do can rest', item({ ...theirs, modality: 'may', ...inDays(0) }), 'canRest'],
    [
      'what cannot be told without a fact that I know needs my answer',
      item({ state: 'unknown', missingFacts: ['housingForm'] }),
      'needsAnswer',
    ],
    [
      'what cannot be told without a fact that others know waits for them',
      item({ state: 'unknown', missingFacts: ['housingForm'] }),
      'waiting',
      'housingStaff',
    ],
    [
      'one known fact of several is enough to ask',
      item({ state: 'unknown', missingFacts: ['housingForm', 'sipExists'] }),
      'needsAnswer',
      'housingStaff',
    ],
    [
      'what cannot be told without a fact that the routine does not have waits',
      item({ state: 'unknown', missingFacts: ['made-up'] }),
      'waiting',
    ],
    [
      'what waits for a step of others waits for them',
      item({ state: 'waiting', waitingOn: ['prevention-in-implementation-plan'] }),
      'waiting',
    ],
    [
      'what waits for a step of my own can rest until I have done it',
      item({ state: 'waiting', waitingOn: ['start-meeting'] }),
      'canRest',
    ],
    ['what waits for a phase can rest', item({ state: 'waiting' }), 'canRest'],
    [
      'what is blocked by a step of others waits for them',
      item({ state: 'blocked', waitingOn: ['match-housing'] }),
      'waiting',
    ],
    [
      'what is blocked by a step of my own can rest',
      item({ state: 'blocked', waitingOn: ['planning-meeting'] }),
      'canRest',
    ],
  ];
  test.for(rows)('%s', ([, given, bucket, role = 'caseworker']) => {
    expect(bucketOf(given, definition, role, today)).toBe(bucket);
  });
});

test('the week ends seven days on also over the change to winter time and over New Year', () => {
  for (const day of ['2026-10-20', '2026-12-28', '2027-03-26'] as const) {
    const from = localDateFrom(day);
    expect(bucketOf(item({ due: addDays(from, 7) }), definition, 'caseworker', from)).toBe('week');
    expect(bucketOf(item({ due: addDays(from, 8) }), definition, 'caseworker', from)).toBe('canRest');
  }
});

describe('a household with children', () => {
  const eviction = openLibrary().find('prevent-eviction', '2022-02-15');
  if (!eviction) throw new Error('The routine is not in the library');
  const lines = (householdHasChildren: boolean, run: string): readonly WorkItem[] =>
    workItems(
      run as RunId,
      evaluate(
        eviction,
        {
          routine: 'prevent-eviction',
          version: '2022-02-15',
          opened: today,
          facts: {
            householdHasChildren,
            noticeKind: 'termination',
            noticeReason: 'rent',
            noticeArrived: today,
            tenantServed: today,
          },
          entries: [],
        },
        today,
      ),
    );

  test('stands before every other run, whatever day its own is due', () => {
    const sorted = [...lines(false, 'run-0'), item({ ...inDays(-9) }), ...lines(true, 'run-2')].toSorted(compareItems);
    const firstOther = sorted.findIndex(({ runId: run }) => run !== 'run-2');
    expect(firstOther).toBe(lines(true, 'run-2').length);
    expect(sorted.map(({ firstBecause }) => firstBecause === undefined).indexOf(true)).toBe(firstOther);
  });

  test('has on its line until when the law gives time after the last day', () => {
    const rent = lines(true, 'run-2').find(({ obligation }) => obligation === 'rent-recovery');
    expect(rent).toMatchObject({ firstBecause: 'children-in-household', due: '2026-11-04', graceUntil: '2026-11-06' });
  });
});

describe('a list of work', () => {
  test('has the earliest day first and what has no day last; equals stand by run and step', () => {
    const items = [
      item({ obligation: 'b' }),
      item({ obligation: 'a' }),
      item({ obligation: 'd', ...inDays(3) }),
      item({ obligation: 'c', ...inDays(-3) }),
      item({ obligation: 'b', ...inDays(3), runId: 'run-0' as RunId }),
      item({ obligation: 'b', ...inDays(3) }),
    ];
    const sorted = items
      .toSorted(compareItems)
      .map(({ runId: run, obligation, due }) => `${due ?? '-'} ${run} ${obligation}`);
    expect(sorted).toEqual([
      '2026-10-11 run-1 c',
      '2026-10-17 run-0 b',
      '2026-10-17 run-1 b',
      '2026-10-17 run-1 d',
      '- run-1 a',
      '- run-1 b',
    ]);
    expect(items.toReversed().toSorted(compareItems)).toEqual(items.toSorted(compareItems));
  });
});

describe('what is left to do in a run', () => {
  const opened = { routine: 'repeated-discharge', version: '2025', opened: localDateFrom('2026-10-01') };

  test('is every step that is not done, waived or not applicable', () => {
    const state = evaluate(
      routine,
      {
        ...opened,
        facts: { sipExists: true },
        entries: [
          { id: '1', kind: 'professions-plan', at: today, by: 'caseworker' },
          {
            id: '2',
            kind: 'waiver',
            obligation: 'information-meeting',
            at: today,
            by: 'caseworker',
            reason: 'Behövs inte.',
          },
        ],
      },
      today,
    );
    const left = workItems(runId, state).map(({ obligation }) => obligation);
    for (const finished of ['professions-plan', 'information-meeting', 'motivate-sip'])
      expect(left).not.toContain(finished);
    expect(left).toEqual(expect.arrayContaining(['individual-assignment', 'start-meeting', 'sip-meetings']));
  });

  test('is nothing when the run has ended', () => {
    const state = evaluate(
      routine,
      { ...opened, facts: {}, entries: [{ id: '1', kind: 'discharged', at: today, by: 'caseworker' }] },
      today,
    );
    expect(state.endedAt).toBe(today);
    expect(workItems(runId, state)).toEqual([]);
  });

  test('names the steps and facts that it waits for, and no phases or days', () => {
    const state = evaluate(routine, { ...opened, facts: { moveIn: addDays(today, -1) }, entries: [] }, today);
    const booked = workItems(runId, state).find(({ obligation }) => obligation === 'first-follow-ups-booked');
    expect(booked).toMatchObject({ state: 'waiting', waitingOn: ['start-meeting'] });
    const untenable = workItems(runId, state).find(({ obligation }) => obligation === 'follow-contingency-plan');
    expect(untenable).toMatchObject({ state: 'waiting', waitingOn: [] });
  });
});

test('what has been overdue for more than three working days is for the unit manager, and nothing else is', () => {
  const due = localDateFrom('2026-10-08');
  const on = (day: string, state: WorkItem['state'] = 'overdue') => isForManager({ state, due }, localDateFrom(day));
  // A Thursday: Friday, Monday and Tuesday may pass.
  expect(['2026-10-09', '2026-10-13', '2026-10-14'].map((day) => on(day))).toEqual([false, false, true]);
  expect(on('2026-10-14', 'open')).toBe(false);
  expect(isForManager({ state: 'overdue' }, today)).toBe(false);
});
