import { describe, expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { openLibrary } from '../routine/index.ts';
import { actionsOn, mayRecord } from './available-actions.ts';
import { findForm, questionsOf } from './forms.ts';
import { hangsOnTheRun } from './fulfilment.ts';
import { formMessages } from './messages/forms.ts';
import { actsAs, partyOf } from './parties.ts';
import { readDeeds } from './read-deeds.ts';
import type { Typed } from './typed.ts';

/** What routines ask of casework beside the first one's: parties that people act as, a party among codes, and a form. */
const library = openLibrary();
const definitionOf = (routine: string) => {
  const definition = library.versions(routine).at(-1)?.definition;
  if (!definition) throw new Error(`The routine ${routine} is not in the library`);
  return definition;
};
const eviction = definitionOf('prevent-eviction');
const insluss = definitionOf('insluss');
const today = localDateFrom('2026-10-14');

const formOf = (kind: string) => {
  const form = findForm(eviction, kind, undefined);
  if (!form) throw new Error(`There is no form ${kind}`);
  return form;
};
const read = (kind: string, typed: Typed) =>
  readDeeds(eviction, formOf(kind), { at: ['2026-10-13'], ...typed }, today, 'sv');
const errorsOf = (kind: string, typed: Typed) => {
  const result = read(kind, typed);
  return 'errors' in result ? Object.fromEntries(result.errors.map(({ field, message }) => [field, message])) : {};
};

describe('a party of the routine', () => {
  test('is acted as by those whom the routine says', () => {
    expect(actsAs(eviction, 'caseworker', 'caseHandler')).toBe(true);
    expect(actsAs(eviction, 'caseworker', 'socialServices')).toBe(true);
    expect(actsAs(eviction, 'caseworker', 'elderCare')).toBe(false);
    expect(actsAs(eviction, 'housingStaff', 'caseHandler')).toBe(false);
    expect(actsAs(insluss, 'caseworker', 'caseworker')).toBe(true);
    expect(actsAs(insluss, 'caseworker', 'incomeSupportCaseworker')).toBe(false);
  });
  test('is what a caseworker writes as', () => {
    expect(partyOf(eviction, 'caseworker')).toBe('caseHandler');
    expect(partyOf(insluss, 'caseworker')).toBe('caseworker');
    expect(partyOf(eviction, 'housingStaff')).toBe('housingStaff');
  });
  test('has its steps done by them, and one that nobody works for by anybody in the run', () => {
    const of = (id: string, routine: typeof eviction) => ({
      id,
      state: 'open' as const,
      who: routine.obligations.find((rule) => rule.id === id)?.who ?? [],
    });
    expect(actionsOn(of('investigate', eviction), eviction, 'caseworker').record).toHaveProperty('allowed');
    expect(actionsOn(of('investigate', eviction), eviction, 'housingStaff').record).toEqual({
      whyNot: 'others-do-this',
    });
    expect(actionsOn(of('initiate', insluss), insluss, 'caseworker').record).toHaveProperty('allowed');
    expect(mayRecord(eviction, 'housingStaff', { kind: 'rent-paid' })).toBe(false);
  });
});

describe('the form of an entry', () => {
  test('asks for the party among the codes of the fact, in the routine’s own words', () => {
    const [party] = questionsOf(eviction, formOf('application-supported'), { part: ['elderCare'] }, 'sv');
    expect(party).toMatchObject({ type: 'code', label: 'Hos vilken förvaltning ansöker personen?' });
    expect(party && 'choices' in party ? party.choices.map(({ value, checked }) => [value, checked]) : []).toEqual([
      ['socialServices', false],
      ['disabilitySupport', false],
      ['elderCare', true],
    ]);
  });
  test.each([['toString'], ['Någon annan'], ['']])('refuses a party that is none of them: %s', (part) => {
    expect(errorsOf('application-supported', { part: [part] })['part']).toContain('Hos vilken förvaltning');
  });
  test('asks whether it was given in writing where the routine cares, and only there', () => {
    expect(errorsOf('undertaking-to-pay', {})).toEqual({ form: formMessages.sv.problems.formMissing });
    expect(read('undertaking-to-pay', { form: ['written'] })).toMatchObject({ deeds: [{ form: 'written' }] });
    expect(read('rent-paid', { form: ['written'] })).not.toHaveProperty('deeds.0.form');
  });
  test('can hold all that is asked for and still not fit what is known in the run', () => {
    expect(hangsOnTheRun(insluss, 'booked-time-after-release', 'time-booked')).toBe(true);
    expect(hangsOnTheRun(insluss, 'needs-mapping', 'needs-mapped')).toBe(false);
  });
});
