import { expect, test } from 'vitest';
import { claimsFrom, tryRules } from './claims.ts';

test.for([
  [
    'a line for each value',
    'groups: vuxen\ngroups: chef\n\ntitle = Enhetschef i söder',
    { groups: ['vuxen', 'chef'], title: ['Enhetschef i söder'] },
  ],
  ['a value with the signs in it', 'aud: https://hemvist.example:8443', { aud: ['https://hemvist.example:8443'] }],
  ['JSON as it stands in a token', ' {"groups": ["vuxen"], "level": 3}', { groups: ['vuxen'], level: 3 }],
  ['a name that every object has', '__proto__: vuxen', { ['__proto__']: ['vuxen'] }],
  ['half of JSON', '{"groups": [', undefined],
  ['a name without a value', 'groups:', undefined],
  ['a value without a name', 'vuxen', undefined],
  ['nothing', ' \n', undefined],
] as const)('claims are read from %s', ([, text, claims]) => {
  expect(claimsFrom(text)).toEqual(claims);
});

test('what the rules give comes with the rules that it is because of, also when it is nothing', () => {
  const rule = (value: string, area: string) =>
    ({ municipality: '1480', claim: 'groups', value, role: 'caseworker', unit: `${area}-vuxen`, area }) as const;
  const rules = [rule('c', 'centrum'), rule('h', 'hisingen'), rule('x', 'centrum')];
  const tried = (text: string) => {
    const { given, because } = tryRules(claimsFrom(text) ?? {}, rules);
    return [given.outcome, because.map(({ value }) => value)];
  };
  expect(tried('groups: c')).toEqual(['roles', ['c']]);
  expect(tried('groups: c\ngroups: h')).toEqual(['several-areas', ['c', 'h']]);
  expect(tried('roles: c')).toEqual(['none', []]);
});
