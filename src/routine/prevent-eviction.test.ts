import { describe, expect, test } from 'vitest';
import { compare, explain } from './index.ts';
import { entry, evaluateCase, library, stateIn, type Case, type Written } from './test-support.ts';

/** The table of routines.md § 5.3, row by row, in both tracks, with the days on both sides of each limit. */
type Given = Omit<Case, 'routine' | 'version'>;
const given = ({ opened = '2026-03-02', facts = {}, entries = [] }: Given): Case => ({
  routine: 'prevent-eviction',
  opened,
  facts,
  entries,
});
const state = (id: string, now: string, written: Given = {}) => stateIn(given(written), now, id);

const consent = (status: string, at: string): Written => entry('consent', at, { purpose: 'coordination', status });
const otherGround = entry('other-ground', '2026-03-04', { answers: { provision: 'x', reason: 'x' } });
const several = { identifiedBy: 'socialServices', needsFrom: ['socialServices', 'elderCare'] };

describe('risk-identified', () => {
  test('is due on the day of the opening', () => {
    expect(state('risk-identified', '2026-03-02')).toMatchObject({
      state: 'open',
      due: '2026-03-02',
      clock: 'routine',
    });
    expect(state('risk-identified', '2026-03-03').state).toBe('overdue');
  });
});

describe('receive-notice', () => {
  test('counts one working day from the day the notice arrived, not from when it was written down', () => {
    const facts = { noticeKind: 'termination', noticeArrived: '2026-03-06' };
    const registered = entry('notice-registered', '2026-03-10');
    expect(state('receive-notice', '2026-03-09', { facts })).toMatchObject({ state: 'open', due: '2026-03-09' });
    expect(state('receive-notice', '2026-03-10', { facts, entries: [registered] })).toMatchObject({
      state: 'done',
      late: true,
    });
  });
  test.each([
    ['none', 'not-applicable'],
    ['rectification', 'open'],
    ['unknown', 'unknown'],
  ])('the notice is %s: %s', (noticeKind, expected) => {
    expect(state('receive-notice', '2026-03-02', { facts: { noticeKind } }).state).toBe(expected);
  });
  test('names the day of arrival when nobody has stated it', () => {
    expect(state('receive-notice', '2026-03-02', { facts: { noticeKind: 'rectification' } }).missingFacts).toEqual([
      'noticeArrived',
    ]);
  });
});

describe('the two tracks', () => {
  test.each([
    ['disabilitySupport', 'open'],
    ['elderCare', 'open'],
    ['socialServices', 'not-applicable'],
    ['unknown', 'unknown'],
  ])('identified by %s, informing is %s', (identifiedBy, expected) => {
    expect(state('inform-and-motivate', '2026-03-09', { facts: { identifiedBy } }).state).toBe(expected);
  });
  test('the person is informed within five working days', () => {
    const facts = { identifiedBy: 'elderCare' };
    expect(state('inform-and-motivate', '2026-03-09', { facts })).toMatchObject({ due: '2026-03-09' });
    expect(state('inform-and-motivate', '2026-03-10', { facts }).state).toBe('overdue');
  });
  test('found by social services without a notice, what is to be done has nothing of notices, informing or law', () => {
    const facts = { identifiedBy: 'socialServices', noticeKind: 'none', needsFrom: ['socialServices'] };
    const { nextSteps } = evaluateCase(given({ facts }), '2026-03-02');
    expect(nextSteps.map(({ obligation }) => obligation)).toEqual([
      'risk-identified',
      'investigate',
      'execute-decisions',
      'joint-follow-up',
      'prevent-recurrence',
      'joint-home-visit',
      'debt-advice',
    ]);
  });
});

describe('which administrations are needed', () => {
  const track = (needsFrom: readonly string[] | string, identifiedBy = 'elderCare') => {
    const facts = { needsFrom, identifiedBy };
    return ['support-application-elsewhere', 'coordination-consent', 'coordinated-plan'].map(
      (id) => state(id, '2026-03-03', { facts }).state,
    );
  };
  test.each([
    ['only its own', ['elderCare'], ['not-applicable', 'not-applicable', 'not-applicable']],
    ['only another', ['socialServices'], ['open', 'not-applicable', 'not-applicable']],
    ['its own and another', ['elderCare', 'socialServices'], ['not-applicable', 'open', 'blocked']],
    ['the same one named twice', ['socialServices', 'socialServices'], ['open', 'not-applicable', 'not-applicable']],
    ['none', [], ['not-applicable', 'not-applicable', 'not-applicable']],
    ['nobody knows', 'unknown', ['unknown', 'unknown', 'unknown']],
  ])('%s', (_sentence, needsFrom, expected) => {
    expect(track(needsFrom)).toEqual(expected);
  });
  test('the application is supported at the one that is needed, and nowhere else', () => {
    const facts = { identifiedBy: 'elderCare', needsFrom: ['disabilitySupport'] };
    const supported = (party: string) => [entry('application-supported', '2026-03-03', { party })];
    expect(state('support-application-elsewhere', '2026-03-04', { facts, entries: supported('elderCare') }).state).toBe(
      'open',
    );
    expect(
      state('support-application-elsewhere', '2026-03-04', { facts, entries: supported('disabilitySupport') }).state,
    ).toBe('done');
  });
});

describe('the coordinated plan', () => {
  const plan = (now: string, entries: readonly Written[]) =>
    state('coordinated-plan', now, { facts: several, entries });
  test('is blocked until the person consents', () => {
    expect(plan('2026-03-03', [])).toMatchObject({ state: 'blocked', blockedBy: ['coordination-consent'] });
    expect(plan('2026-03-03', [consent('declined', '2026-03-03')]).state).toBe('blocked');
    expect(plan('2026-03-03', [consent('given', '2026-03-03')]).state).toBe('open');
  });
  test('is blocked again when the consent is withdrawn, unless there is another ground', () => {
    const withdrawn = [consent('given', '2026-03-03'), consent('withdrawn', '2026-03-05')];
    expect(plan('2026-03-05', withdrawn).state).toBe('blocked');
    expect(state('coordination-consent', '2026-03-05', { facts: several, entries: withdrawn }).state).toBe('done');
    expect(plan('2026-03-05', [...withdrawn, otherGround]).state).toBe('open');
  });
  test('another ground needs the provision and the reason', () => {
    const half = entry('other-ground', '2026-03-04', { answers: { provision: 'x' } });
    expect(plan('2026-03-05', [half]).state).toBe('blocked');
    expect(plan('2026-03-05', [otherGround]).state).toBe('open');
  });
  test('a waived consent does not open it: needs is met by what is done', () => {
    const waiver = entry('waiver', '2026-03-03', { obligation: 'coordination-consent', reason: 'Bedömning' });
    expect(plan('2026-03-04', [waiver]).state).toBe('blocked');
  });
});

describe('what follows the support', () => {
  const executed = entry('decisions-executed', '2026-03-10');
  const followed = entry('joint-follow-up', '2026-04-09', { answers: { desiredResult: 'yes' } });
  test('is followed up in thirty days, with the result', () => {
    expect(state('joint-follow-up', '2026-03-03')).not.toHaveProperty('due');
    expect(state('joint-follow-up', '2026-04-09', { entries: [executed] })).toMatchObject({
      state: 'open',
      due: '2026-04-09',
    });
    const vague = entry('joint-follow-up', '2026-04-09');
    expect(state('joint-follow-up', '2026-04-10', { entries: [executed, vague] }).state).toBe('overdue');
    expect(state('joint-follow-up', '2026-04-10', { entries: [executed, followed] })).toMatchObject({ state: 'done' });
  });
  test('is looked at again ninety days after that', () => {
    expect(state('prevent-recurrence', '2026-04-10', { entries: [executed, followed] }).due).toBe('2026-07-08');
  });
  test('home visits and debt advice may be left', () => {
    for (const id of ['joint-home-visit', 'debt-advice']) expect(state(id, '2027-03-02').state).toBe('open');
  });
  test('closing ends the run', () => {
    expect(evaluateCase(given({ entries: [entry('closed', '2026-07-10')] }), '2026-07-11').endedAt).toBe('2026-07-10');
  });
});

describe('the confirmation to the Enforcement Authority', () => {
  const confirmation = (arrived: string, now: string) =>
    state('kfm-confirmation', now, { entries: [entry('enforcement-notice', arrived)] });
  test('is due on the day the notice arrived, by law', () => {
    expect(state('kfm-confirmation', '2026-03-03').state).toBe('not-applicable');
    expect(confirmation('2026-03-10', '2026-03-10')).toMatchObject({
      state: 'open',
      due: '2026-03-10',
      clock: 'law',
      source: { document: 'Socialtjänstförordningen (2025:468)', heading: '11 kap. 3 §' },
    });
    expect(confirmation('2026-03-10', '2026-03-11').state).toBe('overdue');
  });
  test.each([
    ['a Saturday', '2026-03-14', '2026-03-16'],
    ['midsummer eve', '2026-06-19', '2026-06-22'],
    ['Christmas eve', '2026-12-24', '2026-12-28'],
    ["New Year's eve", '2026-12-31', '2027-01-04'],
    ['Good Friday', '2026-04-03', '2026-04-07'],
  ])('arrived on %s it is due on the next working day', (_day, arrived, due) => {
    expect(confirmation(arrived, arrived)).toMatchObject({ due });
  });
});

describe('recovering the lease', () => {
  const facts = { noticeKind: 'termination', noticeReason: 'rent' };
  const recovery = (
    tenantServed: string,
    noticeArrived: string,
    entries: readonly Written[] = [],
    now = '2026-03-03',
  ) => state('rent-recovery', now, { facts: { ...facts, tenantServed, noticeArrived }, entries });

  test.each([
    ['the tenant served last', '2026-03-03', '2026-03-02', '2026-03-24', '2026-03-26'],
    ['the notice last', '2026-03-02', '2026-03-04', '2026-03-25', '2026-03-27'],
    ['a Saturday', '2026-03-07', '2026-03-02', '2026-03-30', '2026-04-01'],
    ['midsummer eve', '2026-05-29', '2026-05-29', '2026-06-22', '2026-06-24'],
    ['Christmas day', '2026-12-04', '2026-12-04', '2026-12-28', '2026-12-30'],
    ['the day before Epiphany eve', '2026-12-14', '2026-12-11', '2027-01-04', '2027-01-07'],
    ['before Easter', '2026-03-11', '2026-03-11', '2026-04-01', '2026-04-07'],
  ])('%s: served %s, arrived %s, last day %s, two working days more %s', (_sentence, served, arrived, due, grace) => {
    expect(recovery(served, arrived)).toMatchObject({ state: 'open', due, graceUntil: grace, clock: 'law' });
  });
  test('counts from the day that the notice arrived, however late it is registered', () => {
    const registered = entry('notice-registered', '2026-03-20', { answers: { sender: 'landlord' } });
    const counted = { due: '2026-03-25', graceUntil: '2026-03-27' };
    expect(recovery('2026-03-02', '2026-03-04', [registered], '2026-03-20')).toMatchObject(counted);
  });
  test('names both days while they are unstated, and the one that is', () => {
    expect(state('rent-recovery', '2026-03-03', { facts })).toMatchObject({
      state: 'open',
      clock: 'law',
      missingFacts: ['tenantServed', 'noticeArrived'],
    });
    const half = state('rent-recovery', '2026-03-03', { facts: { ...facts, tenantServed: '2026-03-02' } });
    expect(half).toMatchObject({ missingFacts: ['noticeArrived'] });
    expect(half).not.toHaveProperty('due');
  });
  test.each([
    ['rent-paid', {}, 'done'],
    ['undertaking-to-pay', { form: 'written' }, 'done'],
    ['undertaking-to-pay', { form: 'oral' }, 'open'],
    ['undertaking-to-pay', {}, 'open'],
    ['recovery-not-possible', {}, 'done'],
  ])('%s %o: %s', (kind, fields, expected) => {
    expect(recovery('2026-03-02', '2026-03-02', [entry(kind, '2026-03-03', fields)]).state).toBe(expected);
  });
  test('is past its last day during the two days more, and late when paid then', () => {
    expect(recovery('2026-03-02', '2026-03-02', [], '2026-03-24')).toMatchObject({
      state: 'overdue',
      due: '2026-03-23',
      graceUntil: '2026-03-25',
    });
    const paid = [entry('rent-paid', '2026-03-25')];
    expect(recovery('2026-03-02', '2026-03-02', paid, '2026-03-26')).toMatchObject({ state: 'done', late: true });
  });
  test.each([
    [{ noticeKind: 'rectification' }, 'not-applicable'],
    [{ noticeKind: 'termination', noticeReason: 'disturbance' }, 'not-applicable'],
    [{ noticeKind: 'termination' }, 'unknown'],
    [{ noticeReason: 'rent' }, 'unknown'],
  ])('%o: %s', (stated, expected) => {
    expect(state('rent-recovery', '2026-03-03', { facts: stated }).state).toBe(expected);
  });
  test('says from what it counts, what the law gives after, and which law', () => {
    const text = explain(recovery('2026-03-03', '2026-03-02'));
    expect(text).toContain('det som kom sist av delgivning av hyresgästen och underrättelsens ankomst, 3 mars 2026');
    expect(text).toContain('Därefter ger lagen tid till och med 26 mars 2026.');
    expect(text).toContain('Källa: Jordabalken (1970:994), 12 kap. 44 §.');
  });
});

describe('children in the household', () => {
  test.each([
    [true, ['children-in-household']],
    [false, []],
    ['unknown', []],
  ])('%s', (householdHasChildren, codes) => {
    const { warnings } = evaluateCase(given({ facts: { householdHasChildren } }), '2026-03-03');
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(warnings.every(({ first }) => first === true)).toBe(true);
  });
});

describe('a next version', () => {
  const [compiled] = library.versions('prevent-eviction');
  test('that warns, ends, needs or turns to others otherwise is told of in words', () => {
    if (compiled === undefined) throw new Error('No version');
    const { definition } = compiled;
    const next = {
      ...definition,
      ends: { obligation: 'prevent-recurrence' },
      warnings: {},
      contacts: definition.contacts.slice(1),
    };
    expect(compare(definition, next).changes.map(({ says }) => says.sv)).toEqual([
      'Varningen ”Det finns barn i hushållet. Barnfamiljer ska särskilt skyddas från avhysning.” faller bort.',
      'Kontakten ”förvaltningen för funktionsstöd” faller bort.',
      'Rutinen ”Samverkan för att förebygga avhysning” ändras: slut från ”arbetet avslutat” till ”Följa upp att risken inte kommer tillbaka”.',
    ]);
    expect(compare(definition, definition).changes).toEqual([]);
  });
});
