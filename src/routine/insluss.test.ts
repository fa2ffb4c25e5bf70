import { describe, expect, test } from 'vitest';
import { entry, evaluateCase, stateIn, type Case, type Written } from './test-support.ts';

/** The table of routines.md § 5.2, row by row, with the days on both sides of each limit. */
const release = '2026-06-01';
const consent = (status: string, at: string, form = 'written'): Written =>
  entry('consent', at, { purpose: 'insluss', status, form });
const consented = consent('given', '2026-02-02');
const initiated = entry('initiated', '2026-02-02');
const both = ['caseworker', 'probationOfficer'];
const everyone = [...both, 'individual'];

type Given = Omit<Case, 'routine' | 'version'> & { readonly without?: 'consent' };

/** Opened on Monday 2 February 2026, released on 1 June, consent given: what the sentence says differently comes on top. */
function given({ opened = '2026-02-02', facts = { conditionalRelease: release }, entries = [], without }: Given): Case {
  return { routine: 'insluss', opened, facts, entries: without === undefined ? [consented, ...entries] : entries };
}
const state = (id: string, now: string, written: Given = {}) => stateIn(given(written), now, id);
const warnings = (now: string, written: Given) => evaluateCase(given(written), now).warnings.map(({ code }) => code);

describe('inform-and-refer', () => {
  const facts = { initiatedBy: 'individual' };
  test('is due five working days after the opening, needs no consent, and is an interpretation', () => {
    expect(state('inform-and-refer', '2026-02-09', { facts, without: 'consent' })).toMatchObject({
      state: 'open',
      due: '2026-02-09',
      clock: 'interpretation',
    });
    expect(state('inform-and-refer', '2026-02-10', { facts, without: 'consent' }).state).toBe('overdue');
  });
  test('does not apply when the probation service made the first contact, and is unknown when nobody has said', () => {
    expect(state('inform-and-refer', '2026-02-09', { facts: { initiatedBy: 'probation' } }).state).toBe(
      'not-applicable',
    );
    expect(state('inform-and-refer', '2026-02-09')).toMatchObject({ state: 'unknown', missingFacts: ['initiatedBy'] });
  });
});

describe('written-consent', () => {
  test.each([
    ['given', 'written', 'done'],
    ['given', 'oral', 'open'],
    ['declined', 'written', 'open'],
  ])('%s, %s: %s', (status, form, expected) => {
    const entries = [consent(status, '2026-02-03', form)];
    expect(state('written-consent', '2026-02-04', { entries, without: 'consent' }).state).toBe(expected);
  });
  test('blocks everything but itself and the information while it is missing', () => {
    const facts = {
      conditionalRelease: release,
      initiatedBy: 'individual',
      needsOccupation: true,
      birthDate: '2006-01-01',
    };
    const { obligations } = evaluateCase(given({ facts, without: 'consent' }), '2026-06-02');
    const free = obligations
      .filter(({ blockedBy }) => blockedBy === undefined)
      .map(({ id, state: name }) => [id, name]);
    expect(free).toEqual([
      ['inform-and-refer', 'overdue'],
      ['written-consent', 'open'],
      ['booked-time-after-release', 'not-applicable'],
    ]);
  });
  test('withdrawn, it stays done, and what is not done is blocked again', () => {
    const entries = [initiated, consent('withdrawn', '2026-02-10')];
    expect(state('written-consent', '2026-02-11', { entries }).state).toBe('done');
    expect(state('initiate', '2026-02-11', { entries }).state).toBe('done');
    expect(state('open-investigation', '2026-02-11', { entries })).toMatchObject({
      state: 'blocked',
      blockedBy: ['written-consent'],
    });
    const again = [...entries, consent('given', '2026-02-12')];
    expect(state('open-investigation', '2026-02-12', { entries: again }).state).toBe('overdue');
  });
});

describe('initiate', () => {
  test('opens four months before the release, and is due on it', () => {
    expect(
      state('initiate', '2026-01-31', { opened: '2026-01-12', entries: [consent('given', '2026-01-12')] }),
    ).toEqual(expect.objectContaining({ state: 'waiting', due: release, waitingFor: [{ date: '2026-02-01' }] }));
    expect(state('initiate', '2026-02-02').state).toBe('open');
    expect(state('initiate', '2026-06-01').state).toBe('open');
    expect(state('initiate', '2026-06-02').state).toBe('overdue');
  });
  test.each([
    ['2025-10-31', '2025-06-30'],
    ['2026-06-30', '2026-02-28'],
    ['2028-06-30', '2028-02-29'],
    ['2026-03-31', '2025-11-30'],
  ])('released on %s it opens on %s, the last day of a shorter month', (conditionalRelease, opens) => {
    const facts = { conditionalRelease };
    const opened = '2025-01-07';
    const entries = [consent('given', opened), entry('initiated', opens)];
    expect(state('initiate', opened, { facts, opened, entries }).waitingFor).toEqual([{ date: opens }]);
    expect(state('initiate', opens, { facts, opened, entries })).toMatchObject({ state: 'done', doneAt: opens });
  });
  test('too early gives a warning and does not fulfil; done again in time the warning ends', () => {
    const early = { opened: '2026-01-12', entries: [consent('given', '2026-01-12'), entry('initiated', '2026-01-31')] };
    expect(state('initiate', '2026-02-02', early).state).toBe('open');
    expect(warnings('2026-02-02', early)).toEqual(['initiated-too-early']);
    const again = { ...early, entries: [...early.entries, entry('initiated', '2026-02-01')] };
    expect(warnings('2026-02-02', again)).toEqual([]);
    expect(state('initiate', '2026-02-02', again).doneAt).toBe('2026-02-01');
  });
  test('while the release is unstated it waits for it, and nobody is warned', () => {
    const unstated = { facts: {}, entries: [initiated] };
    expect(state('initiate', '2026-02-03', unstated)).toMatchObject({
      state: 'waiting',
      waitingFor: [{ fact: 'conditionalRelease' }],
      missingFacts: ['conditionalRelease'],
    });
    expect(warnings('2026-02-03', unstated)).toEqual([]);
  });
  test('however late, it is still to be done', () => {
    expect(state('initiate', '2026-06-05', { entries: [entry('initiated', '2026-06-03')] })).toMatchObject({
      state: 'done',
      late: true,
    });
  });
});

describe('what follows the contact', () => {
  test('the investigation waits for it and is due five working days after', () => {
    expect(state('open-investigation', '2026-02-02')).toMatchObject({
      state: 'waiting',
      waitingFor: [{ obligation: 'initiate' }],
    });
    expect(state('open-investigation', '2026-02-09', { entries: [initiated] })).toMatchObject({
      state: 'open',
      due: '2026-02-09',
    });
  });
  test('the documents are due fourteen days after, and both are asked for', () => {
    const one = entry('documents-received', '2026-02-10', { answers: { presentenceReport: '2026-02-10' } });
    const two = entry('documents-received', '2026-02-17', { answers: { presentenceReport: 'x', sentencePlan: false } });
    expect(state('background-documents', '2026-02-16', { entries: [initiated, one] })).toMatchObject({
      state: 'open',
      due: '2026-02-16',
    });
    expect(state('background-documents', '2026-02-17', { entries: [initiated, one, two] })).toMatchObject({
      state: 'done',
      doneAt: '2026-02-17',
      late: true,
    });
  });
});

describe('a late start', () => {
  test.each([
    [29, '2026-05-03', '2026-06-01', 'routine', 'open'],
    [30, '2026-05-02', '2026-05-02', 'interpretation', 'not-applicable'],
    [31, '2026-05-01', '2026-05-02', 'interpretation', 'not-applicable'],
  ])('%i days before the release', (_days, opened, due, clock, booking) => {
    const written = { opened, entries: [consent('given', opened)] };
    expect(state('first-video-meeting', opened, written)).toMatchObject({ due, clock });
    expect(state('booked-time-after-release', opened, written).state).toBe(booking);
  });
  test('after the release is a late start as well', () => {
    const written = { opened: '2026-06-08', entries: [consent('given', '2026-06-08')] };
    expect(state('booked-time-after-release', '2026-06-08', written)).toMatchObject({ state: 'overdue', due: release });
  });
  test('cannot be told while the release is unstated', () => {
    expect(state('booked-time-after-release', '2026-02-03', { facts: {} })).toMatchObject({
      state: 'unknown',
      missingFacts: ['conditionalRelease'],
    });
    const meeting = state('first-video-meeting', '2026-02-03', { facts: {} });
    expect(meeting).toMatchObject({ state: 'open', missingFacts: ['conditionalRelease'] });
    expect(meeting).not.toHaveProperty('clock');
  });
  test.each([
    ['2026-05-31', 'open'],
    ['2026-06-01', 'open'],
    ['2026-06-02', 'done'],
    ['snart', 'open'],
  ])('a time booked for %s: %s', (date, expected) => {
    const booked = entry('time-booked', '2026-05-10', { answers: { date } });
    const written = { opened: '2026-05-10', entries: [consent('given', '2026-05-10'), booked] };
    expect(state('booked-time-after-release', '2026-05-11', written).state).toBe(expected);
  });
});

describe('the first video meeting', () => {
  const meeting = (participants: readonly string[]) => entry('video-meeting', '2026-03-02', { participants });
  test('takes all three', () => {
    expect(state('first-video-meeting', '2026-03-03', { entries: [meeting(both)] }).state).toBe('open');
    expect(state('first-video-meeting', '2026-03-03', { entries: [meeting(everyone)] }).state).toBe('done');
  });
  test('is where the needs are mapped: on that day, with all three answers', () => {
    expect(state('needs-mapping', '2026-03-03').waitingFor).toEqual([{ obligation: 'first-video-meeting' }]);
    const mapped = (at: string, answers: object) => entry('needs-mapped', at, { answers });
    const all = { units: '', outpatientReferral: false, sip: false };
    const lacking = { entries: [meeting(everyone), mapped('2026-03-02', { units: 'x', sip: true })] };
    expect(state('needs-mapping', '2026-03-03', lacking)).toMatchObject({ state: 'overdue', due: '2026-03-02' });
    const after = { entries: [...lacking.entries, mapped('2026-03-03', all)] };
    expect(state('needs-mapping', '2026-03-03', after)).toMatchObject({ state: 'done', late: true });
  });
});

describe('a social intervention group', () => {
  test.each([
    ['17, eighteen tomorrow', '2008-06-02', 'not-applicable'],
    ['18 on the day', '2008-06-01', 'open'],
    ['24, twenty-five tomorrow', '2001-06-02', 'open'],
    ['25 on the day', '2001-06-01', 'not-applicable'],
  ])('for somebody who is %s', (_age, birthDate, expected) => {
    expect(state('consider-sig', '2026-03-02', { facts: { conditionalRelease: release, birthDate } }).state).toBe(
      expected,
    );
  });
  test('born on a leap day: the birthday of other years is the last of February', () => {
    const facts = { conditionalRelease: '2026-02-28', birthDate: '2008-02-29' };
    expect(state('consider-sig', '2026-02-10', { facts }).state).toBe('open');
  });
  test('may be left, and cannot be told without a date of birth', () => {
    const facts = { conditionalRelease: release, birthDate: '2006-06-01' };
    expect(state('consider-sig', '2026-06-20', { facts })).toMatchObject({ state: 'open', due: release });
    expect(state('consider-sig', '2026-03-02')).toMatchObject({ state: 'unknown', missingFacts: ['birthDate'] });
    expect(state('consider-sig', '2026-03-02', { facts: {} }).missingFacts).toEqual([
      'conditionalRelease',
      'birthDate',
    ]);
  });
});

describe('income support', () => {
  const facts = { conditionalRelease: release, needsIncomeSupport: true };
  const contact = (unit: string) => entry('income-support-contacted', '2026-04-01', { answers: { unit } });
  test.each([
    [undefined, 'intake', 'done'],
    [undefined, 'known-caseworker', 'open'],
    ['unknown', 'intake', 'done'],
    [false, 'intake', 'done'],
    [true, 'intake', 'open'],
    [true, 'known-caseworker', 'done'],
  ])('known there: %s, turned to %s: %s', (hasIncomeSupportContact, unit, expected) => {
    const known = hasIncomeSupportContact === undefined ? facts : { ...facts, hasIncomeSupportContact };
    expect(state('income-support-contact', '2026-04-02', { facts: known, entries: [contact(unit)] }).state).toBe(
      expected,
    );
  });
  test('is contacted two weeks before the release; one need is enough, none is none', () => {
    expect(state('income-support-contact', '2026-05-18', { facts })).toMatchObject({
      state: 'open',
      due: '2026-05-18',
    });
    expect(state('income-support-contact', '2026-05-19', { facts }).state).toBe('overdue');
    const half = { conditionalRelease: release, needsIncomeSupport: false };
    expect(state('income-support-contact', '2026-04-02', { facts: half })).toMatchObject({
      state: 'unknown',
      missingFacts: ['needsOccupation'],
    });
    expect(state('income-support-contact', '2026-04-02', { facts: { ...half, needsOccupation: false } }).state).toBe(
      'not-applicable',
    );
  });
  test('after a late start is contacted by the release', () => {
    const written = { opened: '2026-05-10', facts, entries: [consent('given', '2026-05-10')] };
    expect(state('income-support-contact', '2026-05-10', written)).toMatchObject({ due: release, clock: 'routine' });
  });
  test('comes before the joint visit, which is due two weeks after the release', () => {
    expect(state('joint-visit', '2026-04-02', { facts })).toMatchObject({
      state: 'waiting',
      due: '2026-06-15',
      waitingFor: [{ obligation: 'income-support-contact' }],
    });
    expect(state('joint-visit', '2026-06-15', { facts, entries: [contact('intake')] }).state).toBe('open');
    expect(state('joint-visit', '2026-06-16', { facts, entries: [contact('intake')] }).state).toBe('overdue');
  });
});

describe('during supervision', () => {
  const facts = { conditionalRelease: '2026-01-31', supervisionEnd: '2026-05-15' };
  const opened = '2025-11-03';
  const contact = (at: string) => entry('cooperation-contact', at);
  const cooperation = (now: string, entries: readonly Written[] = []) =>
    state('cooperation-during-supervision', now, { opened, facts, entries: [consent('given', opened), ...entries] });

  test('contact is due every month from the release, on the last day of a shorter month', () => {
    expect(cooperation('2026-01-30')).toMatchObject({ state: 'waiting', waitingFor: [{ phase: 'supervision' }] });
    expect(cooperation('2026-02-01')).toMatchObject({ state: 'open', due: '2026-02-28', clock: 'interpretation' });
  });
  test('is kept within fourteen days and missed after', () => {
    expect(cooperation('2026-03-14').state).toBe('open');
    expect(cooperation('2026-03-15')).toMatchObject({
      state: 'overdue',
      occurrences: [{ due: '2026-02-28', kept: false }],
    });
    expect(cooperation('2026-03-15', [contact('2026-03-14')])).toMatchObject({ state: 'open', due: '2026-04-14' });
  });
  test('ends with the supervision; nothing is due after it', () => {
    const kept = [contact('2026-02-28'), contact('2026-03-28'), contact('2026-04-28')];
    expect(cooperation('2026-05-14', kept)).toMatchObject({ state: 'open' });
    expect(cooperation('2026-05-15', kept)).toMatchObject({ state: 'done', doneAt: '2026-05-15' });
  });
  test('the case is closed on or after the last day, and not before', () => {
    const closing = (at: string) => ({ opened, facts, entries: [consent('given', opened), entry('closed', at)] });
    expect(state('keep-open-until-supervision-ends', '2026-05-14', closing('2026-05-20'))).toMatchObject({
      state: 'waiting',
      waitingFor: [{ date: '2026-05-15' }],
    });
    expect(warnings('2026-05-20', closing('2026-05-14'))).toEqual(['closed-before-supervision-end']);
    expect(evaluateCase(given(closing('2026-05-14')), '2026-05-20').endedAt).toBeUndefined();
    expect(state('keep-open-until-supervision-ends', '2026-05-20', closing('2026-05-14')).state).toBe('open');
    expect(warnings('2026-05-20', closing('2026-05-15'))).toEqual([]);
    expect(state('keep-open-until-supervision-ends', '2026-05-20', closing('2026-05-15')).state).toBe('done');
    expect(evaluateCase(given(closing('2026-05-15')), '2026-05-20')).toMatchObject({
      endedAt: '2026-05-15',
      endedBy: 'closed',
    });
  });
  test('closing while the end is unstated is too early as well', () => {
    const written = { facts: { conditionalRelease: release }, entries: [entry('closed', '2026-06-20')] };
    expect(warnings('2026-06-21', written)).toEqual(['closed-before-supervision-end']);
    expect(state('keep-open-until-supervision-ends', '2026-06-21', written)).toMatchObject({
      state: 'waiting',
      waitingFor: [{ fact: 'supervisionEnd' }],
    });
  });
  test('a moved end of the supervision moves what is asked for', () => {
    const later = { ...facts, supervisionEnd: '2026-06-30' };
    const entries = [consent('given', opened), entry('closed', '2026-05-15')];
    expect(warnings('2026-05-20', { opened, facts: later, entries })).toEqual(['closed-before-supervision-end']);
  });
});
