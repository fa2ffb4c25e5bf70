import { describe, expect, test } from 'vitest';
import type { IndividualId } from '../kernel/ids.ts';
import { grades, IdentifiedPerson, nameInWork, Person, type Showing } from './person.ts';

const everywhere: readonly Showing[] = ['work', 'list', 'print', 'api'];
const record = {
  id: '00000000-0000-4000-8000-000000000001' as IndividualId,
  givenName: 'Vide',
  familyName: 'Hittepåsson',
  identityKind: 'personal-identity-number',
  identityNumber: '199201019800',
  identityCertainty: 'confirmed',
} as const;

describe('a person', () => {
  test('comes out in no text, no JSON and no template without saying where', () => {
    const person = new IdentifiedPerson(record);
    for (const careless of [
      () => String(person),
      () => JSON.stringify({ person }),
      () => `Hej ${person as unknown as string}!`,
    ])
      expect(careless).toThrow('Say where the person is to be shown');
    expect(Object.keys(person)).toEqual([]);
  });

  test.each(everywhere)('whose identity is not protected is shown with name and number: %s', (where) => {
    const person = new IdentifiedPerson(record);
    expect([person.name(where, 'sv'), person.writtenNumber(where), person.isMasked(where)]).toEqual([
      'Vide Hittepåsson',
      '19920101-9800',
      false,
    ]);
  });

  test.each(grades)(
    'whose identity is protected (%s) has a name in the work itself, and nowhere else',
    (protection) => {
      const person = new IdentifiedPerson({ ...record, protection });
      expect(everywhere.map((where) => person.name(where, 'en'))).toEqual([
        'Vide Hittepåsson',
        ...['list', 'print', 'api'].map(() => 'Protected personal data'),
      ]);
      for (const where of ['list', 'print', 'api'] as const)
        expect([person.givenName(where), person.familyName(where), person.number(where)]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      expect(nameInWork(person, 'sv')).toEqual({ onScreen: 'Vide Hittepåsson', onPaper: 'Skyddade personuppgifter' });
    },
  );

  test('with an assumed identity has a number that is shown nowhere', () => {
    const person = new IdentifiedPerson({ ...record, protection: 'assumed-identity' });
    expect(everywhere.map((where) => person.number(where))).toEqual([undefined, undefined, undefined, undefined]);
    expect(person.isNumberMasked('work')).toBe(true);
    expect(new IdentifiedPerson({ ...record, protection: 'secrecy-marking' }).number('work')).toBe('199201019800');
  });

  test('is known by the number, and without one by the names', () => {
    const { identityNumber, ...nameless } = record;
    expect(new IdentifiedPerson(record).is({ givenName: 'X', familyName: 'Y', identityNumber })).toBe(true);
    expect(new IdentifiedPerson(record).is({ givenName: 'Vide', familyName: 'Hittepåsson' })).toBe(false);
    expect(new IdentifiedPerson(nameless).is({ givenName: 'Vide', familyName: 'Hittepåsson' })).toBe(true);
    expect(new Person({ givenName: 'Vide', familyName: 'Hittepåsson' }).protection).toBeUndefined();
  });
});
