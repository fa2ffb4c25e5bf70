import { describe, expect, test } from 'vitest';
import { localDateFrom as day } from '../../kernel/date.ts';
import { type BodyField, type BodyProblem, changedFields, readBody, readPerson } from './assignment-body.ts';

const today = day('2026-10-14');
const written: Readonly<Record<BodyField, readonly string[]>> = {
  reference: ['A26-1042'],
  receivedOn: ['2026-10-12'],
  arrivesOn: ['2026-10-20'],
  people: ['4'],
  language: ['ukrainska'],
  needs: ['own-kitchen'],
  areas: ['hisingen'],
  togetherWith: [''],
  note: [''],
};
const read = (changes: Partial<Record<BodyField, readonly string[]>> = {}) =>
  readBody((field) => changes[field] ?? written[field], today);

describe('an assignment as it was written', () => {
  test('is read whole', () => {
    expect(read()).toMatchObject({
      ok: true,
      value: { reference: 'A26-1042', receivedOn: '2026-10-12', people: 4, needs: ['own-kitchen'] },
    });
  });

  const wrong: readonly (readonly [string, Partial<Record<BodyField, readonly string[]>>, BodyField, BodyProblem])[] = [
    ['needs a reference', { reference: [' '] }, 'reference', 'reference'],
    ['has a reference of letters and digits', { reference: ['<A26>'] }, 'reference', 'reference'],
    ['has come', { receivedOn: ['2026-10-15'] }, 'receivedOn', 'future'],
    ['has a day that exists', { arrivesOn: ['2026-02-30'] }, 'arrivesOn', 'date'],
    ['is not to be received before it came', { arrivesOn: ['2026-10-11'] }, 'arrivesOn', 'before-received'],
    ['is of somebody', { people: ['0'] }, 'people', 'people'],
    ['is of no more than a household', { people: ['21'] }, 'people', 'people'],
    ['needs what can be needed', { needs: ['own-kitchen', 'sea-view'] }, 'needs', 'code'],
    ['wishes for an area that there is', { areas: ['atlantis'] }, 'areas', 'code'],
    ['does not live together with itself', { togetherWith: ['A26-1042'] }, 'togetherWith', 'itself'],
  ];
  test.for(wrong)('%s', ([, changes, field, problem]) => {
    expect(read(changes)).toEqual({ ok: false, problems: [{ field, problem }] });
  });

  test('tells all that is wrong at once', () => {
    const answer = read({ people: [''], arrivesOn: [''], language: ['x'.repeat(61)] });
    expect(answer.ok ? [] : answer.problems.map(({ field }) => field)).toEqual(['arrivesOn', 'people', 'language']);
  });

  test('differs in what is not as it was', () => {
    const [before, after] = [read(), read({ people: ['5'], needs: ['own-kitchen', 'pets-allowed'] })];
    expect(before.ok && after.ok && changedFields(before.value, after.value)).toEqual(['people', 'needs']);
  });
});

describe('a person as they were written', () => {
  const person = (givenName: string, birthYear: string, gender = '') =>
    readPerson((field) => ({ givenName, familyName: '', birthYear, gender })[field], today);
  test('are nobody when nothing is written', () => expect(person('', '')).toEqual({ ok: true, value: undefined }));
  test('may be known by the year of birth alone', () =>
    expect(person('', '1990')).toMatchObject({ ok: true, value: { birthYear: 1990 } }));
  test.for([
    ['1990-01-01', '', 'birthYear', 'birth-year'],
    ['2027', '', 'birthYear', 'birth-year'],
    ['1990', 'x', 'gender', 'gender'],
  ] as const)('born %s of gender "%s" is wrong in %s', ([year, gender, field, problem]) => {
    expect(person('Oksana', year, gender)).toEqual({ ok: false, problems: [{ field, problem }] });
  });
});
