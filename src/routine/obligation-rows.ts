import { entry, moveIn, type Case } from './test-support.ts';

/** What a sentence says of one obligation: the run, the day, and the state with every optional key it has. */
export type Row = readonly [sentence: string, id: string, written: Case, now: string, expected: object];

const both = ['caseworker', 'housingStaff'];
const everyone = [...both, 'individual'];
export const apartment = { moveIn, acuteHomelessness: false, housingForm: 'apartment' };
const acute = { moveIn, acuteHomelessness: true };
const plan = entry('contingency-plan', '2025-08-10', {
  answers: { actions: 'a', contacts: 'b', responsibilities: 'c' },
});
const untenable = entry('situation-untenable', '2025-10-03');
const consent = (status: string, at: string) => entry('consent', at, { purpose: 'information-transfer', status });

export const rows: readonly Row[] = [
  [
    'an assignment without the individual does not fulfil',
    'individual-assignment',
    { entries: [entry('individual-assignment', '2025-08-05')] },
    '2025-08-10',
    { state: 'open', due: moveIn },
  ],
  [
    'an assignment with the individual fulfils',
    'individual-assignment',
    { entries: [entry('individual-assignment', '2025-08-05', { participants: ['individual'] })] },
    '2025-08-10',
    { state: 'done', doneAt: '2025-08-05' },
  ],
  ['the day after the last day is overdue', 'individual-assignment', {}, '2025-08-21', { state: 'overdue' }],
  ['the last day itself is not overdue', 'individual-assignment', {}, moveIn, { state: 'open' }],
  [
    'without a move-in date the last day is absent and the fact is named',
    'individual-assignment',
    { facts: {} },
    '2025-08-21',
    { state: 'open', missingFacts: ['moveIn'] },
  ],
  [
    'a request with all four answers fulfils',
    'history-in-request',
    {
      entries: [
        entry('placement-request', '2025-08-05', {
          answers: { what: 'x', when: 'x', situations: 'x', protectiveFactors: 'x' },
        }),
      ],
    },
    '2025-08-10',
    { state: 'done', doneAt: '2025-08-05' },
  ],
  [
    'a request without history never has a last day and stays open',
    'history-in-request',
    { entries: [entry('placement-request', '2025-08-05', { answers: { what: 'x' } })] },
    '2026-08-10',
    { state: 'open' },
  ],
  [
    'a match after the move is late',
    'match-housing',
    { entries: [entry('housing-matched', '2025-08-22')] },
    '2025-08-25',
    { state: 'done', late: true, doneAt: '2025-08-22' },
  ],
  [
    'planning is due on the day of the move',
    'planning-meeting',
    { facts: apartment },
    '2025-08-10',
    { state: 'open', due: moveIn, clock: 'routine' },
  ],
  [
    'in acute homelessness planning is due five working days after',
    'planning-meeting',
    { facts: acute },
    '2025-08-10',
    { due: '2025-08-27', clock: 'interpretation' },
  ],
  [
    'a planning meeting without the housing staff does not fulfil',
    'planning-meeting',
    { facts: apartment, entries: [entry('planning-meeting', '2025-08-10', { participants: ['caseworker'] })] },
    '2025-08-11',
    { state: 'open' },
  ],
  [
    'more participants than asked for do no harm',
    'planning-meeting',
    { facts: apartment, entries: [entry('planning-meeting', '2025-08-10', { participants: everyone })] },
    '2025-08-11',
    { state: 'done', doneAt: '2025-08-10' },
  ],
  [
    'unknown homelessness leaves the last day undecided and names the fact',
    'planning-meeting',
    { facts: { moveIn, acuteHomelessness: 'unknown' } },
    '2025-08-10',
    { state: 'open', missingFacts: ['acuteHomelessness'] },
  ],
  [
    'nothing known names both facts',
    'planning-meeting',
    { facts: {} },
    '2025-08-10',
    { missingFacts: ['acuteHomelessness', 'moveIn'] },
  ],
  [
    'the review of history has the same last day as planning',
    'history-review',
    { facts: acute },
    '2025-08-10',
    { due: '2025-08-27' },
  ],
  [
    'a review without early signs does not fulfil',
    'history-review',
    {
      facts: apartment,
      entries: [entry('history-review', '2025-08-10', { answers: { worked: 'x', didNotWork: 'x' } })],
    },
    '2025-08-11',
    { state: 'open' },
  ],
  [
    'a plan with actions, contacts and responsibilities fulfils',
    'contingency-plan',
    { facts: apartment, entries: [plan] },
    '2025-08-11',
    { state: 'done', doneAt: '2025-08-10' },
  ],
  [
    'the plan for other professions has the same last day as planning',
    'professions-plan',
    { facts: acute },
    '2025-08-28',
    { state: 'overdue', due: '2025-08-27' },
  ],
  [
    'an information meeting without the individual does not fulfil',
    'information-meeting',
    { entries: [entry('information-meeting', '2025-08-10', { participants: both })] },
    '2025-08-11',
    { state: 'open' },
  ],
  ['a should is overdue as a must is', 'information-meeting', {}, '2025-08-21', { state: 'overdue' }],
  [
    'a start meeting waits for its phase before the move',
    'start-meeting',
    {},
    '2025-08-19',
    { state: 'waiting', waitingFor: [{ phase: 'move-in' }], due: '2025-08-27' },
  ],
  [
    'without a move-in date the start meeting waits, and the fact is named for its last day',
    'start-meeting',
    { facts: {} },
    '2025-08-19',
    { state: 'waiting', waitingFor: [{ phase: 'move-in' }], missingFacts: ['moveIn'] },
  ],
  [
    'the start meeting is due within seven days',
    'start-meeting',
    {},
    moveIn,
    { state: 'open', due: '2025-08-27', clock: 'interpretation' },
  ],
  [
    'a start meeting without the individual does not fulfil',
    'start-meeting',
    { entries: [entry('start-meeting', moveIn, { participants: both })] },
    '2025-08-21',
    { state: 'open' },
  ],
  [
    'a start meeting before the move counts, for it is done once',
    'start-meeting',
    { entries: [entry('start-meeting', '2025-08-18', { participants: everyone })] },
    '2025-08-19',
    { state: 'done', doneAt: '2025-08-18' },
  ],
  [
    'booking waits for the start meeting',
    'first-follow-ups-booked',
    {},
    '2025-08-21',
    { state: 'waiting', waitingFor: [{ obligation: 'start-meeting' }] },
  ],
  [
    'booking after the day of the start meeting is late',
    'first-follow-ups-booked',
    {
      entries: [
        entry('start-meeting', '2025-08-21', { participants: everyone }),
        entry('follow-ups-booked', '2025-08-22'),
      ],
    },
    '2025-08-25',
    { state: 'done', due: '2025-08-21', late: true, doneAt: '2025-08-22' },
  ],
  [
    'when the start meeting is waived booking waits no longer and has no last day',
    'first-follow-ups-booked',
    { entries: [entry('waiver', '2025-08-21', { obligation: 'start-meeting', reason: 'Personen avböjde' })] },
    '2025-08-25',
    { state: 'open' },
  ],
  [
    'the implementation plan is due 14 days after the start meeting',
    'prevention-in-implementation-plan',
    { entries: [entry('start-meeting', '2025-08-21', { participants: everyone })] },
    '2025-09-05',
    { state: 'overdue', due: '2025-09-04', clock: 'interpretation' },
  ],
  [
    'before the start meeting the implementation plan is open without a last day',
    'prevention-in-implementation-plan',
    {},
    '2025-09-05',
    { state: 'open' },
  ],
  [
    'a plan without preventive actions does not fulfil',
    'prevention-in-implementation-plan',
    { entries: [entry('implementation-plan', '2025-08-25', { answers: {} })] },
    '2025-09-05',
    { state: 'open' },
  ],
  [
    'when it is unknown whether there is a SIP, motivating is unknown',
    'motivate-sip',
    {},
    '2025-09-01',
    { state: 'unknown', missingFacts: ['sipExists'], due: '2025-09-20' },
  ],
  [
    'with a SIP there is nothing to motivate',
    'motivate-sip',
    { facts: { moveIn, sipExists: true } },
    '2025-09-01',
    { state: 'not-applicable' },
  ],
  [
    'without a SIP motivating is due each month with a margin of 14 days',
    'motivate-sip',
    { facts: { moveIn, sipExists: false } },
    '2025-10-04',
    { state: 'open', due: '2025-09-20' },
  ],
  [
    'after the margin motivating is overdue',
    'motivate-sip',
    { facts: { moveIn, sipExists: false } },
    '2025-10-05',
    { state: 'overdue', due: '2025-09-20' },
  ],
  [
    'without a SIP there are no SIP meetings',
    'sip-meetings',
    { facts: { moveIn, sipExists: false } },
    '2025-10-05',
    { state: 'not-applicable' },
  ],
  [
    'the first SIP meeting fulfils',
    'sip-meetings',
    {
      facts: { moveIn, sipExists: true },
      entries: [entry('sip-meeting', '2025-09-09'), entry('sip-meeting', '2025-10-01')],
    },
    '2025-10-05',
    { state: 'done', doneAt: '2025-09-09' },
  ],
  [
    'trying every way to stay waits until the situation is untenable',
    'exhaust-possibilities',
    {},
    '2025-10-05',
    { state: 'waiting', waitingFor: [{ phase: 'untenable' }] },
  ],
  [
    'trying every way to stay has no last day before the discharge',
    'exhaust-possibilities',
    { entries: [untenable] },
    '2025-10-05',
    { state: 'open' },
  ],
  [
    'after the discharge it is overdue',
    'exhaust-possibilities',
    { entries: [untenable, entry('discharged', '2025-10-10')] },
    '2025-10-11',
    { state: 'overdue', due: '2025-10-10' },
  ],
  [
    'following the plan is blocked while there is no plan',
    'follow-contingency-plan',
    { entries: [untenable] },
    '2025-10-05',
    { state: 'blocked', blockedBy: ['contingency-plan'], due: '2025-10-06' },
  ],
  [
    'a waived plan still blocks, for there is nothing to follow',
    'follow-contingency-plan',
    { entries: [untenable, entry('waiver', '2025-08-09', { obligation: 'contingency-plan', reason: 'Akut' })] },
    '2025-10-05',
    { state: 'blocked', blockedBy: ['contingency-plan'] },
  ],
  [
    'following the plan is due the next working day',
    'follow-contingency-plan',
    { entries: [plan, untenable] },
    '2025-10-06',
    { state: 'open', due: '2025-10-06', clock: 'interpretation' },
  ],
  [
    'a consent that is declined has been asked for',
    'transfer-consent',
    { entries: [untenable, consent('declined', '2025-10-05')] },
    '2025-10-06',
    { state: 'done', doneAt: '2025-10-05' },
  ],
  [
    'a consent that could not be asked for does not fulfil',
    'transfer-consent',
    { entries: [untenable, consent('not-possible', '2025-10-05')] },
    '2025-10-06',
    { state: 'open' },
  ],
  [
    'a withdrawn consent leaves the question asked',
    'transfer-consent',
    { entries: [untenable, consent('given', '2025-10-05'), consent('withdrawn', '2025-10-06')] },
    '2025-10-07',
    { state: 'done', doneAt: '2025-10-05' },
  ],
  [
    'without consent the previous housing has no part',
    'previous-housing-at-start',
    {},
    '2025-10-06',
    { state: 'not-applicable' },
  ],
  [
    'with consent the previous housing may take part, without a last day',
    'previous-housing-at-start',
    { entries: [untenable, consent('given', '2025-10-05')] },
    '2026-10-06',
    { state: 'open' },
  ],
  [
    'after a withdrawal the previous housing has no part again',
    'previous-housing-at-start',
    { entries: [untenable, consent('given', '2025-10-05'), consent('withdrawn', '2025-10-06')] },
    '2025-10-07',
    { state: 'not-applicable' },
  ],
];

export const onlyIn2025: readonly Row[] = [
  [
    'in an apartment the high level fulfils, without a date',
    'support-level',
    { facts: { ...apartment, supportLevel: 'high' } },
    '2025-09-01',
    { state: 'done' },
  ],
  [
    'in an apartment another level does not',
    'support-level',
    { facts: { ...apartment, supportLevel: 'low' } },
    '2025-08-10',
    { state: 'open', due: moveIn },
  ],
  [
    'in communal housing the level does not apply',
    'support-level',
    { facts: { moveIn, housingForm: 'communal' } },
    '2025-08-10',
    { state: 'not-applicable' },
  ],
  [
    'when the form of housing is unknown, so is the obligation',
    'support-level',
    { facts: { moveIn } },
    '2025-09-10',
    { state: 'unknown', missingFacts: ['housingForm'], due: moveIn },
  ],
];

export const onlyIn2024: readonly Row[] = [
  [
    'level 1 may be written as a number',
    'support-level',
    { facts: { moveIn, supportLevel: 1 } },
    '2025-09-01',
    { state: 'done' },
  ],
  [
    'level 1 fulfils in any housing',
    'support-level',
    { facts: { moveIn, supportLevel: '1' } },
    '2025-09-01',
    { state: 'done' },
  ],
  [
    'another level does not',
    'support-level',
    { facts: { moveIn, supportLevel: '2', housingForm: 'communal' } },
    '2025-09-01',
    { state: 'overdue' },
  ],
];
