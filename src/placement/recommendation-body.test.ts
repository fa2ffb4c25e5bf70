import { expect, test } from 'vitest';
import { matched, provider } from '../matching/test-support.ts';
import { sentencesOf } from './recommendation-body.ts';

test('what a provider has said yes to speaks for its offer and does not remain to be asked; what else is unknown does', () => {
  const [unsure] = matched([provider('a', { unit: { freePlaces: null, genders: null } })]).candidates;
  if (!unsure) throw new Error('Nothing fits');
  const yes = { sv: 'Utföraren har svarat ja.', en: 'The provider has answered yes.' };
  const before = sentencesOf(unsure, [], yes);
  const [gender, place] = before.ask;
  if (!gender || !place) throw new Error('Too little is unknown');
  expect(before.why).not.toContainEqual(yes);
  const after = sentencesOf(unsure, before.ask, yes);
  expect(after).toEqual({ why: [...before.why, yes], ask: [gender] });
  expect(place.sv).toContain('lediga platser');
});
