import { describe, expect, test } from 'vitest';
import { entry, evaluateCase, moveIn, stateIn, type Case, type Written } from './test-support.ts';

const weekly = 'weekly-follow-up';
const call = (at: string): Written => entry('follow-up', at, { channel: 'phone' });
const met = (at: string, answers: object, fields: object = {}): Written =>
  entry('follow-up', at, { inPerson: true, participants: ['individual'], answers, ...fields });
const every = (at: string, interval: string): Written =>
  entry('interval-changed', at, { obligation: weekly, every: interval, reason: 'Lugnt läge' });

describe('repetition', () => {
  const seen = (written: Case, now: string, id = weekly) => {
    const { state, due, doneAt, occurrences } = stateIn(written, now, id);
    return { state, due, doneAt, occurrences };
  };

  test('the first occurrence is due one interval after the move', () => {
    expect(seen({}, moveIn)).toEqual({ state: 'open', due: '2025-08-27', doneAt: undefined, occurrences: [] });
  });
  test('before the move there are no occurrences but a due date', () => {
    expect(seen({}, '2025-08-10')).toMatchObject({ state: 'waiting', due: '2025-08-27', occurrences: [] });
  });
  test('a call before the move does not count', () => {
    expect(seen({ entries: [call('2025-08-19')] }, '2025-08-22')).toMatchObject({ due: '2025-08-27', occurrences: [] });
  });
  test('a call fulfils the current occurrence and the next is due one interval after it', () => {
    expect(seen({ entries: [call('2025-08-25')] }, '2025-08-26')).toMatchObject({
      state: 'open',
      due: '2025-09-01',
      occurrences: [{ due: '2025-08-27', doneAt: '2025-08-25', kept: true }],
    });
  });
  test('two calls on one day close one occurrence', () => {
    expect(seen({ entries: [call('2025-08-25'), call('2025-08-25')] }, '2025-08-26').occurrences).toHaveLength(1);
  });
  test('on the last day of the margin the occurrence is kept and not overdue', () => {
    expect(seen({}, '2025-08-30')).toMatchObject({ state: 'open', occurrences: [] });
    expect(seen({ entries: [call('2025-08-30')] }, '2025-08-30').occurrences).toEqual([
      { due: '2025-08-27', doneAt: '2025-08-30', kept: true },
    ]);
  });
  test('after the margin it closes as missed, and a call then belongs to the next occurrence', () => {
    expect(seen({ entries: [call('2025-08-31')] }, '2025-08-31')).toMatchObject({
      state: 'open',
      due: '2025-09-07',
      occurrences: [
        { due: '2025-08-27', kept: false },
        { due: '2025-09-03', doneAt: '2025-08-31', kept: true },
      ],
    });
  });
  test('ten silent weeks: due ten weeks ago, ten missed', () => {
    const silent = seen({ entries: [call('2025-08-27')] }, '2025-11-09');
    expect(silent).toMatchObject({ state: 'overdue', due: '2025-09-03' });
    expect(silent.occurrences?.filter(({ kept }) => !kept)).toHaveLength(10);
  });
  test('a changed interval recounts the current occurrence from the last call', () => {
    expect(seen({ entries: [call('2025-08-27'), every('2025-09-01', 'P2W')] }, '2025-09-02')).toMatchObject({
      state: 'open',
      due: '2025-09-10',
    });
  });
  test('a changed interval before any call recounts from the move', () => {
    expect(seen({ entries: [every('2025-08-22', 'P2W')] }, '2025-08-23')).toMatchObject({ due: '2025-09-03' });
  });
  test('a changed interval does not undo what is already missed', () => {
    const changed = seen({ entries: [every('2025-09-08', 'P2W')] }, '2025-09-25');
    expect(changed.occurrences).toEqual([
      { due: '2025-08-27', kept: false },
      { due: '2025-09-03', kept: false },
      { due: '2025-09-10', kept: false },
    ]);
    expect(changed).toMatchObject({ state: 'overdue', due: '2025-08-27' });
  });
  test('a shorter interval does not make an occurrence missed in retrospect', () => {
    const entries = [every('2025-08-21', 'P1M'), every('2025-09-15', 'P1W')];
    expect(seen({ entries }, '2025-09-16')).toMatchObject({ state: 'open', due: '2025-09-20', occurrences: [] });
  });
  test("a meeting in person with the safety question is also that week's follow-up", () => {
    const entries = [met('2025-08-27', { safety: 'none', whatWorked: 'Rutiner' })];
    expect(seen({ entries }, '2025-08-28').due).toBe('2025-09-03');
    expect(seen({ entries }, '2025-08-28', 'monthly-meeting').due).toBe('2025-09-27');
  });
  test.each([
    ['without the individual', met('2025-08-27', { safety: 'threat' }, { participants: ['caseworker'] })],
    ['by phone', met('2025-08-27', { safety: 'threat' }, { inPerson: false })],
    ['without the safety question', met('2025-08-27', {})],
    ['when nothing happened and nothing is said of what worked', met('2025-08-27', { safety: 'none' })],
  ])('a monthly meeting does not count %s', (_sentence, written) => {
    expect(seen({ entries: [written] }, '2025-08-28', 'monthly-meeting').occurrences).toEqual([]);
  });
  test('when something happened it is not asked what worked', () => {
    expect(
      seen({ entries: [met('2025-08-27', { safety: 'threat' })] }, '2025-08-28', 'monthly-meeting').occurrences,
    ).toHaveLength(1);
  });
  test('a month after the 31st is the last of September, and the next is one month after that', () => {
    const facts = { moveIn: '2025-08-31' };
    expect(seen({ facts }, '2025-11-05', 'monthly-meeting').occurrences).toEqual([
      { due: '2025-09-30', kept: false },
      { due: '2025-10-30', kept: false },
    ]);
  });
  test('the monthly meeting has no margin', () => {
    expect(seen({}, '2025-09-20', 'monthly-meeting').state).toBe('open');
    expect(seen({}, '2025-09-21', 'monthly-meeting')).toMatchObject({ state: 'overdue', due: '2025-09-20' });
  });
  test('no occurrence is due after the discharge, and then the follow-ups are done on that date', () => {
    const entries = [call('2025-08-27'), entry('discharged', '2025-09-01')];
    expect(seen({ entries }, '2025-09-02')).toEqual({
      state: 'done',
      due: undefined,
      doneAt: '2025-09-01',
      occurrences: [{ due: '2025-08-27', doneAt: '2025-08-27', kept: true }],
    });
  });
  test('an occurrence due before the discharge is still missed when its margin has passed', () => {
    const entries = [entry('discharged', '2025-08-28')];
    expect(seen({ entries }, '2025-08-29')).toMatchObject({ state: 'open', due: '2025-08-27' });
    expect(seen({ entries }, '2025-09-05')).toMatchObject({
      state: 'done',
      doneAt: '2025-08-28',
      occurrences: [{ due: '2025-08-27', kept: false }],
    });
  });
  test('a waived repetition stays waived and keeps its occurrences', () => {
    const entries = [entry('waiver', '2025-09-05', { obligation: weekly, reason: 'På sjukhus' })];
    expect(seen({ entries }, '2025-09-10')).toMatchObject({
      state: 'waived',
      occurrences: [{ kept: false }, { kept: false }],
    });
  });
  test('follow-ups of a run that ends before the move are done on that date and wait for nothing', () => {
    const entries = [entry('discharged', '2025-08-10')];
    expect(seen({ entries }, '2025-08-12')).toEqual({
      state: 'done',
      due: undefined,
      doneAt: '2025-08-10',
      occurrences: [],
    });
  });
  test('what has ended is not undone by a waiver or a changed interval afterwards', () => {
    const ended = [call('2025-08-27'), entry('discharged', '2025-09-02')];
    const waiver = entry('waiver', '2025-09-04', { obligation: weekly, reason: 'Efterhand' });
    for (const later of [waiver, every('2025-09-04', 'P5D')]) {
      expect(seen({ entries: [...ended, later] }, '2025-09-05')).toMatchObject({ state: 'done', doneAt: '2025-09-02' });
    }
  });
});

describe('corrections', () => {
  const meeting = { kind: 'planning-meeting', participants: ['caseworker', 'housingStaff'] };
  const planned = entry('planning-meeting', '2025-08-10', { participants: meeting.participants, by: 'housingStaff' });
  const correct = (at: string, replaces: string, replacement?: object): Written =>
    entry('correction', at, { replaces, ...(replacement === undefined ? {} : { entry: replacement }) });
  const planning = (entries: readonly Written[], now: string) => stateIn({ entries }, now, 'planning-meeting');

  test('a correction moves the deed to its own date and keeps who wrote it', () => {
    const state = planning([planned, correct('2025-08-12', 'e1', { ...meeting, at: '2025-08-11' })], '2025-08-15');
    expect(state).toMatchObject({ state: 'done', doneAt: '2025-08-11' });
    expect(state.reason.ground).toMatchObject({ by: 'entry', deed: { by: 'housingStaff', correction: { id: 'e2' } } });
  });
  test('a correction does not apply before its own date', () => {
    const entries = [planned, correct('2025-08-20', 'e1', { ...meeting, at: '2025-08-11' })];
    expect(planning(entries, '2025-08-15').doneAt).toBe('2025-08-10');
  });
  test('a correction replaces the whole entry, so a participant left out is gone', () => {
    const entries = [planned, correct('2025-08-12', 'e1', { kind: 'planning-meeting', at: '2025-08-10' })];
    expect(planning(entries, '2025-08-15').state).toBe('open');
  });
  test('a correction can make the entry one of another kind', () => {
    const entries = [planned, correct('2025-08-12', 'e1', { kind: 'professions-plan', at: '2025-08-10' })];
    expect(planning(entries, '2025-08-15').state).toBe('open');
    expect(stateIn({ entries }, '2025-08-15', 'professions-plan').state).toBe('done');
  });
  test('a correction of a correction is about the same deed', () => {
    const first = correct('2025-08-12', 'e1', { ...meeting, at: '2025-08-11' });
    const second = correct('2025-08-13', 'e2', { ...meeting, at: '2025-08-12' });
    expect(planning([planned, first, second], '2025-08-15').doneAt).toBe('2025-08-12');
    expect(planning([planned, first, second], '2025-08-12').doneAt).toBe('2025-08-11');
  });
  test('a correction to a date to come leaves nothing done today', () => {
    const entries = [planned, correct('2025-08-12', 'e1', { ...meeting, at: '2025-08-30' })];
    expect(planning(entries, '2025-08-15').state).toBe('open');
  });
  test('a correction without an entry strikes a waiver out', () => {
    const waiver = entry('waiver', '2025-08-10', { obligation: 'planning-meeting', reason: 'Fel ärende' });
    expect(planning([waiver], '2025-08-15').state).toBe('waived');
    expect(planning([waiver, correct('2025-08-12', 'e1')], '2025-08-15').state).toBe('open');
  });
});

describe('order of the states', () => {
  const waive = (obligation: string): Written => entry('waiver', '2025-08-10', { obligation, reason: 'Bedömning' });

  test('what is done is done also when it has been waived', () => {
    const entries = [waive('match-housing'), entry('housing-matched', '2025-08-12')];
    expect(stateIn({ entries }, '2025-08-15', 'match-housing').state).toBe('done');
  });
  test('what does not apply comes before a waiver, and has no due date', () => {
    const state = stateIn(
      { facts: { moveIn, housingForm: 'communal' }, entries: [waive('support-level')] },
      '2025-08-15',
      'support-level',
    );
    expect(state.state).toBe('not-applicable');
    expect(state).not.toHaveProperty('due');
    expect(state).not.toHaveProperty('clock');
  });
  test('a waiver comes before the unknown', () => {
    expect(stateIn({ entries: [waive('support-level')] }, '2025-08-15', 'support-level').state).toBe('waived');
  });
  test('an entry after the day asked about is ignored', () => {
    expect(stateIn({ entries: [entry('housing-matched', '2025-08-16')] }, '2025-08-15', 'match-housing').state).toBe(
      'open',
    );
  });
  test('the first entry that fulfils gives the date', () => {
    const entries = [entry('housing-matched', '2025-08-14'), entry('housing-matched', '2025-08-12')];
    expect(stateIn({ entries }, '2025-08-15', 'match-housing').doneAt).toBe('2025-08-12');
  });
  test('an answer is given when its key is there, also with false', () => {
    const answers = { actions: false, contacts: '', responsibilities: false };
    expect(
      stateIn({ entries: [entry('contingency-plan', '2025-08-12', { answers })] }, '2025-08-15', 'contingency-plan')
        .state,
    ).toBe('done');
  });
  test('of two consents on one day the later position counts', () => {
    const consent = (status: string) => entry('consent', '2025-10-05', { purpose: 'information-transfer', status });
    const untenable = entry('situation-untenable', '2025-10-03');
    const given = { entries: [untenable, consent('withdrawn'), consent('given')] };
    const withdrawn = { entries: [untenable, consent('given'), consent('withdrawn')] };
    expect(stateIn(given, '2025-10-06', 'previous-housing-at-start').state).toBe('open');
    expect(stateIn(withdrawn, '2025-10-06', 'previous-housing-at-start').state).toBe('not-applicable');
  });
  test('after the discharge what was not done stays as it was', () => {
    const state = evaluateCase({ entries: [entry('discharged', '2025-08-25')] }, '2025-08-26');
    expect(state.endedAt).toBe('2025-08-25');
    expect(state.obligations.find(({ id }) => id === 'individual-assignment')?.state).toBe('overdue');
  });
});
