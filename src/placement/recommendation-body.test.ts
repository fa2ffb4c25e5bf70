import { expect, test } from 'vitest';
import { localDateFrom } from '../kernel/date.ts';
import { match, parseRegister, parseRequest } from '../matching/index.ts';
import { sentencesOf } from './recommendation-body.ts';

test('what a provider has said yes to speaks for its offer and does not remain to be asked; what else is unknown does', () => {
  const offers = [{ id: 'o', intervention: 'housing-first', form: 'in-house' }];
  const units = [{ id: 'u', ages: [18, 65], offers }];
  const register = parseRegister({ providers: [{ id: 'p', name: 'Påhittad', state: 'active', units }] });
  const request = parseRequest({
    intervention: 'housing-first',
    municipality: '1480',
    start: '2026-03-02',
    age: 34,
    gender: 'female',
  });
  if (!register.ok || !request.ok) throw new Error(JSON.stringify([register, request]));
  const [unsure] = match(register.value, request.value, localDateFrom('2026-02-01')).candidates;
  if (!unsure) throw new Error('Nothing fits');
  const yes = { sv: 'Utföraren har svarat ja.', en: 'The provider has answered yes.' };
  const before = sentencesOf(unsure, [], yes);
  const [gender, place] = before.ask;
  expect(place?.sv).toContain('lediga platser');
  expect(before.why).not.toContainEqual(yes);
  expect(sentencesOf(unsure, before.ask, yes)).toEqual({ why: [...before.why, yes], ask: [gender] });
});
