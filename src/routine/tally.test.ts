import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { countRun, type Tally } from './tally.ts';
import { type Case, entry, library, runOf } from './test-support.ts';

const both = ['caseworker', 'housingStaff'];
const everybody = [...both, 'individual'];

function tallies(written: Case, now = '2026-01-10'): readonly Tally[] {
  const run = runOf(written);
  const compiled = library.find(run.routine, run.version);
  if (compiled === undefined) throw new Error('No such version');
  return countRun(compiled, run, localDateFrom(now)).tallies;
}

/** What is counted of a measure: day, part, and value and last day when there are. */
const of = (measure: string, written: Case, now?: string): readonly string[] =>
  tallies(written, now)
    .filter((tally) => tally.measure === measure)
    .map(({ on, part, value, until }) => [on, part, value, until].filter((one) => one !== undefined).join(' '));

const moveIn = '2025-09-01';
const placed = (more: Case['entries'] = [], facts: Case['facts'] = {}): Case => ({
  opened: '2025-08-01',
  facts: { moveIn, acuteHomelessness: false, ...facts },
  entries: more,
});
const meeting = (at: string) => entry('planning-meeting', at, { participants: both });
const startMeeting = (at: string) => entry('start-meeting', at, { participants: everybody });
const discharged = (at: string, answers: Readonly<Record<string, unknown>> = {}) =>
  entry('discharged', at, { answers });
const consent = (at: string, status: string) =>
  entry('consent', at, { purpose: 'information-transfer', form: 'oral', status });
const waived = (obligation: string, at: string) => entry('waiver', at, { obligation, reason: 'Skäl' });

describe('an obligation belongs to the period of its last day', () => {
  test.each<[string, string, Case, readonly string[]]>([
    ['done by its last day: kept', 'planning-meeting', placed([meeting('2025-08-20')]), ['2025-09-01 kept']],
    [
      'done after it: late, in the period of the last day',
      'planning-meeting',
      placed([meeting('2025-10-02')]),
      ['2025-09-01 late'],
    ],
    ['not done: late from the day after', 'planning-meeting', placed(), ['2025-09-01 late']],
    ['set aside', 'planning-meeting', placed([waived('planning-meeting', '2025-08-30')]), ['2025-09-01 waived']],
    ['not yet due when the run ended: not counted', 'start-meeting', placed([discharged('2025-09-03')]), []],
    [
      'done before the run ended, not yet due: kept, when it ended',
      'start-meeting',
      placed([startMeeting('2025-09-02'), discharged('2025-09-03')]),
      ['2025-09-03 kept'],
    ],
    ['nobody knows whether it applies', 'support-level', placed(), ['2025-09-01 unknown']],
    ['does not apply: not counted', 'support-level', placed([], { housingForm: 'communal' }), []],
    [
      'done by a fact: kept',
      'support-level',
      placed([], { housingForm: 'apartment', supportLevel: 'high' }),
      ['2025-09-01 kept'],
    ],
    [
      'without a last day, done: when it was done',
      'history-in-request',
      placed([
        entry('placement-request', '2025-08-05', {
          answers: { what: 'x', when: 'x', situations: 'x', protectiveFactors: 'x' },
        }),
      ]),
      ['2025-08-05 kept'],
    ],
    [
      'without a last day, never done: when the run ended',
      'history-in-request',
      placed([discharged('2025-10-01')]),
      ['2025-10-01 late'],
    ],
    ['without a last day, not done yet: not counted', 'history-in-request', placed(), []],
    [
      'its phase never began, since the situation never became untenable: not counted',
      'exhaust-possibilities',
      placed([discharged('2025-10-01')]),
      [],
    ],
    [
      'the situation became untenable and it was not done: late',
      'exhaust-possibilities',
      placed([entry('situation-untenable', '2025-09-20'), discharged('2025-10-01')]),
      ['2025-10-01 late'],
    ],
    [
      'done although its phase never began: kept',
      'transfer-consent',
      placed([consent('2025-09-20', 'given'), discharged('2025-10-01')]),
      ['2025-10-01 kept'],
    ],
    [
      'it waited for what was never done: not counted, as that is',
      'first-follow-ups-booked',
      placed([discharged('2025-10-01')]),
      [],
    ],
    [
      'its phase never began, and nobody knows whether it would have applied: not counted',
      'sip-meetings',
      { opened: '2025-08-01', facts: {}, entries: [discharged('2025-10-01')] },
      [],
    ],
    [
      'broken off before its first day: not counted',
      'keep-open-until-supervision-ends',
      {
        routine: 'insluss',
        opened: '2025-08-01',
        facts: { conditionalRelease: '2025-09-01', supervisionEnd: '2026-01-01' },
        entries: [
          entry('consent', '2025-08-02', { purpose: 'insluss', form: 'written', status: 'given' }),
          entry('ended-early', '2025-10-01', { answers: { why: 'other' } }),
        ],
      },
      [],
    ],
    ['a may is never counted', 'previous-housing-at-start', placed([discharged('2025-10-01')]), []],
  ])('%s', (_, obligation, written, expected) => {
    expect(of(`obligation:${obligation}`, written)).toEqual(expected);
  });
});

describe('rhythm', () => {
  const call = (at: string) => entry('follow-up', at, { participants: both, channel: 'phone' });
  test('an occurrence is counted on the day that closed it: when it came about, or when its margin had passed', () => {
    const written = placed([call('2025-09-08'), discharged('2025-09-20')]);
    expect(of('rhythm:weekly-follow-up', written)).toEqual(['2025-09-08 kept', '2025-09-18 missed']);
  });

  test('what will be missed if nobody writes is foreseen for more than a year, and comes after the day it is known', () => {
    const foreseen = of('rhythm:weekly-follow-up', placed([call('2025-09-08')]), '2025-09-09');
    expect(foreseen.slice(0, 2)).toEqual(['2025-09-08 kept', '2025-09-18 missed']);
    expect(foreseen.length).toBeGreaterThan(52);
  });

  test('once it is set aside nothing more is missed, and the setting aside is counted once', () => {
    const written = placed([call('2025-09-08'), waived('weekly-follow-up', '2025-09-10')]);
    expect(of('rhythm:weekly-follow-up', written)).toEqual(['2025-09-08 kept']);
    expect(of('obligation:weekly-follow-up', written)).toEqual(['2025-09-10 waived']);
  });
});

describe('placements', () => {
  test.each<[string, string, Case, readonly string[]]>([
    [
      'days from an acute placement to the planning meeting',
      'planning-after-acute',
      placed([meeting('2025-09-05')], { acuteHomelessness: true }),
      ['2025-09-05 held 4'],
    ],
    [
      'a meeting before moving in is nought days',
      'planning-after-acute',
      placed([meeting('2025-08-25')], { acuteHomelessness: true }),
      ['2025-08-25 held 0'],
    ],
    [
      'an acute placement that ended without one',
      'planning-after-acute',
      placed([discharged('2025-10-01')], { acuteHomelessness: true }),
      ['2025-10-01 not-held'],
    ],
    ['not acute: not counted', 'planning-after-acute', placed([meeting('2025-09-05')]), []],
    ['a SIP by the fact', 'sip', placed([discharged('2025-10-01')], { sipExists: true }), ['2025-10-01 yes']],
    [
      'a SIP by a meeting',
      'sip',
      placed([entry('sip-meeting', '2025-09-09'), discharged('2025-10-01')]),
      ['2025-10-01 yes'],
    ],
    ['no SIP', 'sip', placed([discharged('2025-10-01')], { sipExists: false }), ['2025-10-01 no']],
    ['nobody said', 'sip', placed([discharged('2025-10-01')]), ['2025-10-01 unknown']],
    [
      'consent given',
      'transfer-consent',
      placed([consent('2025-09-20', 'given'), discharged('2025-10-01')]),
      ['2025-10-01 yes'],
    ],
    [
      'consent withdrawn before the end',
      'transfer-consent',
      placed([consent('2025-09-20', 'given'), consent('2025-09-25', 'withdrawn'), discharged('2025-10-01')]),
      ['2025-10-01 no'],
    ],
    ['never asked', 'transfer-consent', placed([discharged('2025-10-01')]), ['2025-10-01 not-asked']],
    ['a planned discharge', 'discharge', placed([discharged('2025-10-01', { planned: true })]), ['2025-10-01 planned']],
    [
      'an unplanned discharge',
      'discharge',
      placed([discharged('2025-10-01', { planned: false })]),
      ['2025-10-01 unplanned'],
    ],
    ['a discharge of which nobody said', 'discharge', placed([discharged('2025-10-01')]), ['2025-10-01 not-told']],
    [
      'a placement lasts from moving in to the discharge',
      'placement',
      placed([discharged('2025-10-01')]),
      ['2025-09-01 days 2025-10-01'],
    ],
    ['or goes on', 'placement', placed(), ['2025-09-01 days']],
    ['discharged before moving in there was none', 'placement', placed([discharged('2025-08-20')]), []],
    [
      'time counts from the last day for the start meeting; an unplanned discharge is the event',
      'stay',
      placed([startMeeting('2025-09-08'), discharged('2025-10-01', { planned: false })]),
      ['2025-09-08 kept 1 2025-10-01'],
    ],
    [
      'a start meeting held late is not kept, and a planned discharge ends the following',
      'stay',
      placed([startMeeting('2025-09-09'), discharged('2025-10-01', { planned: true })]),
      ['2025-09-08 not-kept 0 2025-10-01'],
    ],
    [
      'discharged before that day: in neither group',
      'stay',
      placed([startMeeting('2025-09-02'), discharged('2025-09-07', { planned: false })]),
      [],
    ],
    ['not moved in: in neither', 'stay', { opened: '2025-08-01', facts: {} }, []],
    [
      'the routine’s own: quiet meetings of those with an answer',
      'quiet-meetings',
      placed([entry('follow-up', '2025-09-20', { answers: { safety: 'none' } }), entry('follow-up', '2025-09-27')]),
      ['2025-09-20 yes'],
    ],
    [
      'the routine’s own: discharged after an untenable situation',
      'discharged-after-untenable',
      placed([discharged('2025-10-01')]),
      ['2025-10-01 no'],
    ],
  ])('%s', (_, measure, written, expected) => {
    expect(of(measure, written)).toEqual(expected);
  });
});

describe('evictions', () => {
  const closed = (outcome: string, facts: Case['facts'] = {}): Case => ({
    routine: 'prevent-eviction',
    opened: '2025-08-01',
    facts,
    entries: [entry('closed', '2025-11-01', { answers: { outcome } })],
  });
  test.each<[string, string, Case, readonly string[]]>([
    [
      'carried out, in a household with children',
      'eviction:children',
      closed('evicted', { householdHasChildren: true }),
      ['2025-11-01 evicted'],
    ],
    [
      'avoided, without children',
      'eviction:no-children',
      closed('stayed', { householdHasChildren: false }),
      ['2025-11-01 stayed'],
    ],
    ['not known whether there are children', 'eviction:children-unknown', closed('moved'), ['2025-11-01 moved']],
    ['with children only where there are', 'eviction:children', closed('evicted', { householdHasChildren: false }), []],
    [
      'not ended: not counted',
      'eviction:children',
      { ...closed('evicted', { householdHasChildren: true }), entries: [] },
      [],
    ],
  ])('%s', (_, measure, written, expected) => {
    expect(of(measure, written)).toEqual(expected);
  });
});

describe('insluss, from the day it started to the release', () => {
  test.each([
    ['exactly three months before', '2025-08-01', '2025-11-01', 'three-months'],
    ['a day less', '2025-08-01', '2025-10-31', 'between'],
    ['exactly a month before', '2025-08-01', '2025-09-01', 'between'],
    ['a day less than a month', '2025-08-01', '2025-08-31', 'under-one-month'],
  ])('%s', (_, opened, conditionalRelease, part) => {
    const written: Case = { routine: 'insluss', opened, facts: { conditionalRelease } };
    expect(of('insluss-start', written)).toEqual([`${opened} ${part}`]);
  });

  test('without a day of release it is unknown', () => {
    expect(of('insluss-start', { routine: 'insluss', opened: '2025-08-01', facts: {} })).toEqual([
      '2025-08-01 unknown',
    ]);
  });
});
