import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { type DecisionInput, dueOn, instantOf, problemsOf, stateOf } from './request.ts';

test.for([
  [{ handedOut: false }, 'to-assign'],
  [{ decider: 'mika', handedOut: false }, 'to-decide'],
  [{ decider: 'mika', outcome: 'granted', handedOut: false }, 'to-hand-out'],
  [{ outcome: 'in-part', handedOut: false }, 'to-hand-out'],
  [{ outcome: 'in-part', handedOut: true }, 'closed'],
  [{ decider: 'mika', outcome: 'refused', handedOut: false }, 'closed'],
  [{ decider: 'mika', outcome: 'no-document', handedOut: false }, 'closed'],
  [{ decider: 'mika', outcome: 'handed-over', handedOut: false }, 'closed'],
] as const)('a request with %o is %s', ([request, expected]) => {
  expect(stateOf(request)).toBe(expected);
});

test.for([
  // Wednesday, Friday over a weekend, and late on an evening that is the next day in Greenwich only in winter.
  ['2026-10-14T08:00:00Z', 'official-document', false, [], '2026-10-19'],
  ['2026-10-16T08:00:00Z', 'official-document', true, [], '2026-10-19'],
  ['2026-10-14T22:30:00Z', 'law-enforcement', true, [], '2026-10-15'],
  ['2026-10-14T08:00:00Z', 'party-access', false, [], '2026-10-21'],
  [
    '2026-10-14T08:00:00Z',
    'party-access',
    false,
    [{ kind: 'party-access', urgent: false, workingDays: 2 }],
    '2026-10-16',
  ],
  [
    '2026-10-14T08:00:00Z',
    'party-access',
    false,
    [{ kind: 'party-access', urgent: true, workingDays: 2 }],
    '2026-10-21',
  ],
  // Christmas.
  ['2026-12-23T08:00:00Z', 'official-document', true, [], '2026-12-28'],
] as const)(
  'what arrived %s, %s, urgent %s, with the targets %o is to be answered by %s',
  ([arrived, kind, urgent, targets, due]) => {
    expect(dueOn(new Date(arrived), kind, urgent, targets)).toBe(due);
  },
);

test.for([
  ['2026-10-14', '09:30', '2026-10-14T07:30:00.000Z'],
  ['2026-12-14', '9.30', undefined],
  ['2026-12-14', '09.30', '2026-12-14T08:30:00.000Z'],
  ['2026-12-14', '24:00', undefined],
  // The clock goes back at three, and forward at two.
  ['2026-10-25', '12:00', '2026-10-25T11:00:00.000Z'],
  ['2026-03-29', '12:00', '2026-03-29T10:00:00.000Z'],
  ['2026-03-29', '02:30', undefined],
] as const)('%s %s by the clock is %s', ([day, time, expected]) => {
  expect(instantOf(localDateFrom(day), time)?.toISOString()).toBe(expected);
});

const nothing: DecisionInput = {
  outcome: 'granted',
  refusedParts: '',
  provision: '',
  reasons: '',
  handedTo: '',
  toldOfAppeal: undefined,
};
const whole = {
  ...nothing,
  refusedParts: 'Bilaga 2',
  provision: 'OSL 26:1',
  reasons: 'Men kan inte uteslutas.',
  toldOfAppeal: true,
};
const first = { assessed: true, earlier: false };

test.for([
  ['granted', nothing, first, []],
  ['granted without a test of harm', nothing, { assessed: false, earlier: false }, ['assessment']],
  ['granted in place of an earlier decision', nothing, { assessed: true, earlier: true }, ['reasons']],
  ['refused without a word', { ...nothing, outcome: 'refused' }, first, ['provision', 'reasons', 'toldOfAppeal']],
  ['refused, not having told of the appeal', { ...whole, outcome: 'refused', toldOfAppeal: false }, first, []],
  ['refused in part without saying which', { ...whole, outcome: 'in-part', refusedParts: '' }, first, ['refusedParts']],
  ['refused in part', { ...whole, outcome: 'in-part' }, first, []],
  [
    'no document, without a test of harm',
    { ...nothing, outcome: 'no-document' },
    { assessed: false, earlier: false },
    [],
  ],
  ['handed over to nobody', { ...nothing, outcome: 'handed-over' }, { assessed: false, earlier: false }, ['handedTo']],
] as const)('what is %s lacks what it should', ([, input, known, expected]) => {
  expect(problemsOf(input, known)).toEqual(expected);
});
