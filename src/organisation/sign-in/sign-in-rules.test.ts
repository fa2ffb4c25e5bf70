import { expect, test } from 'vitest';
import { rolesFrom, type SignInRule } from './sign-in-rules.ts';

const rule = (claim: string, value: string, role: string, unit: string, area = 'centrum'): SignInRule => ({
  municipality: '1480',
  claim,
  value,
  role,
  unit,
  area,
});
const rules = [
  rule('groups', 'hemvist-vuxen', 'caseworker', 'centrum-vuxen'),
  rule('groups', 'hemvist-chef', 'unitManager', 'centrum-vuxen'),
  rule('title', 'Enhetschef', 'unitManager', 'centrum-vuxen'),
  rule('groups', 'hemvist-hisingen', 'caseworker', 'hisingen-vuxen', 'hisingen'),
];
const caseworker = { role: 'caseworker', unit: 'centrum-vuxen' };
const manager = { role: 'unitManager', unit: 'centrum-vuxen' };
const roles = (...given: readonly (typeof manager)[]) => ({
  outcome: 'roles',
  municipality: '1480',
  area: 'centrum',
  roles: given,
});

test.for([
  ['one of several groups', { groups: ['x', 'hemvist-vuxen'] }, roles(caseworker)],
  ['a single value', { title: 'Enhetschef' }, roles(manager)],
  ['two rules with two roles', { groups: ['hemvist-vuxen', 'hemvist-chef'] }, roles(caseworker, manager)],
  ['two rules with one role', { groups: ['hemvist-chef'], title: 'Enhetschef' }, roles(manager)],
  ['a value that only begins alike', { groups: ['hemvist-vuxen-2'] }, { outcome: 'none' }],
  ['another case of letters', { groups: ['Hemvist-Vuxen'] }, { outcome: 'none' }],
  ['the value under another claim', { department: 'hemvist-vuxen' }, { outcome: 'none' }],
  ['nothing', {}, { outcome: 'none' }],
  ['groups of two areas', { groups: ['hemvist-vuxen', 'hemvist-hisingen'] }, { outcome: 'several-areas' }],
] as const)('who has %s is given what the rules say', ([, claims, given]) => {
  expect(rolesFrom(claims, rules)).toEqual(given);
});
