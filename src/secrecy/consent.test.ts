import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import type { AccountId, CaseId, ConsentId, IndividualId } from '../kernel/ids.ts';
import { type Consent, consentDeeds, covers, current, standingOf, withStanding } from './consent.ts';

const day = localDateFrom;
const today = day('2026-10-14');
const consent = (id: string, more: Partial<Consent> = {}): Consent => ({
  id: id as ConsentId,
  individual: 'i' as IndividualId,
  caseId: 'c' as CaseId,
  status: 'given',
  purpose: 'coordination',
  parts: [],
  form: 'oral',
  from: day('2026-10-01'),
  correction: false,
  takenOn: day('2026-10-01'),
  takenBy: 'a' as AccountId,
  takenByName: 'Alex Provberg',
  writtenAt: new Date(`2026-10-0${id}T09:00:00Z`),
  ...more,
});
const replaces = (id: string): Partial<Consent> => ({ replaces: id as ConsentId });

test.for([
  ['given and within its time', {}, undefined, 'holds'],
  ['given from a later day', { from: day('2026-10-15') }, undefined, 'not-yet'],
  ['given to today', { to: today }, undefined, 'holds'],
  ['given to yesterday', { to: day('2026-10-13') }, undefined, 'lapsed'],
  ['declined', { status: 'declined' }, undefined, 'declined'],
  ['not possible to ask for', { status: 'not-possible' }, undefined, 'not-possible'],
  ['withdrawn', {}, { status: 'withdrawn' }, 'withdrawn'],
  ['withdrawn from a later day', {}, { status: 'withdrawn', from: day('2026-12-01') }, 'withdrawn'],
  ['given anew', {}, { status: 'given' }, 'renewed'],
  ['corrected', {}, { status: 'declined', correction: true }, 'recorded-in-error'],
] as const)('a consent that is %s', ([, said, next, standing]) => {
  expect(standingOf(consent('1', said), next && consent('2', { ...replaces('1'), ...next }), today)).toBe(standing);
});

test('what stands now is what nothing has come in the place of', () => {
  const ledger = [
    consent('1'),
    consent('2', { ...replaces('1'), status: 'withdrawn' }),
    consent('3', { purpose: 'insluss' }),
    consent('4', { purpose: 'disclosure' }),
    consent('5', { ...replaces('4'), status: 'recorded-in-error', correction: true }),
  ];
  expect(current(withStanding(ledger, today)).map(({ id, standing }) => [id, standing])).toEqual([
    ['3', 'holds'],
    ['2', 'withdrawn'],
  ]);
});

test.for([
  ['to nobody in particular', {}, { area: 'hisingen' }, true],
  ['to the area', { toArea: 'hisingen' }, { area: 'hisingen' }, true],
  ['to another area', { toArea: 'sydvast' }, { area: 'hisingen' }, false],
  ['to a party', { toParty: 'Norra Porten' }, { party: 'Norra Porten' }, true],
  ['to a party', { toParty: 'Norra Porten' }, { area: 'hisingen' }, false],
] as const)('a consent %s covers %j', ([, said, recipient, expected]) => {
  expect(covers(consent('1', said), recipient)).toBe(expected);
});

test('the engine is told of each answer on its day, with a correction in the place of what it corrects', () => {
  const deeds = consentDeeds([
    consent('1', { takenOn: day('2026-10-01') }),
    consent('2', { ...replaces('1'), status: 'withdrawn', takenOn: day('2026-10-05') }),
    consent('3', { purpose: 'insluss', takenOn: day('2026-10-06'), from: day('2026-10-08') }),
    consent('4', {
      ...replaces('3'),
      purpose: 'insluss',
      correction: true,
      status: 'declined',
      takenOn: day('2026-10-06'),
    }),
  ]);
  expect(deeds.map(({ id, status, at }) => [id, status, at])).toEqual([
    ['1', 'given', '2026-10-01'],
    ['2', 'withdrawn', '2026-10-05'],
    ['3', 'declined', '2026-10-06'],
  ]);
});

test('a consent with a last day lapses on the day after, unless something has been said since', () => {
  const ended = consent('1', { to: day('2026-10-10') });
  expect(consentDeeds([ended]).map(({ status, at }) => [status, at])).toEqual([
    ['given', '2026-10-01'],
    ['lapsed', '2026-10-11'],
  ]);
  expect(consentDeeds([ended, consent('2', replaces('1'))]).map(({ status }) => status)).toEqual(['given', 'given']);
});

test('what was recorded in error never happened', () => {
  expect(
    consentDeeds([consent('1'), consent('2', { ...replaces('1'), status: 'recorded-in-error', correction: true })]),
  ).toEqual([]);
});
