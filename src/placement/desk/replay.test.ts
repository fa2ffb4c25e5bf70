import { expect, test } from 'vitest';
import { localDateFrom } from '../../kernel/date.ts';
import { builtInOrder, match, type PlacementRequest, type Register } from '../../matching/index.ts';
import { replay } from './replay.ts';

const unit = (id: string, rate: number) => ({
  id,
  offers: [{ id: `${id}-erbjudande`, intervention: 'treatment' as const, form: 'framework' as const, dailyRate: rate }],
});
const register: Register = {
  providers: ['a', 'b'].map((id, index) => ({
    id,
    name: `Påhittad ${id}`,
    state: 'active' as const,
    units: [unit(id, 1000 + index)],
  })),
};
const on = localDateFrom('2026-10-14');
const request: PlacementRequest = {
  intervention: 'treatment',
  municipality: '1480',
  start: on,
  age: 30,
  gender: 'male',
};
const facts = { register, request, order: builtInOrder };
const result = match(register, request, on);

test('what was kept gives the same answer again, also when it has been to the database and back', () => {
  const back = JSON.parse(JSON.stringify({ facts, result })) as { facts: typeof facts; result: typeof result };
  expect(replay({ ...back, on })).toMatchObject({ same: true, differences: [] });
});

test('an answer by other rules is told apart, offer by offer', () => {
  const otherwise = {
    ...result,
    candidates: result.candidates.toReversed().map((one, index) => ({ ...one, rank: index + 1 })),
  };
  expect(replay({ facts, result: otherwise, on })).toMatchObject({
    same: false,
    differences: [
      { offer: 'b-erbjudande', before: 1, after: 2 },
      { offer: 'a-erbjudande', before: 2, after: 1 },
    ],
  });
});

test('an offer that was excluded and is not any more is told where it stands', () => {
  const [first, second] = result.candidates;
  if (!first || !second) throw new Error('Two candidates are there');
  const { offer, provider, why } = second;
  const otherwise = {
    ...result,
    candidates: [first],
    excluded: [{ offer, provider, unit: second.unit, why, notMet: ['age' as const] }],
  };
  expect(replay({ facts, result: otherwise, on }).differences).toEqual([{ offer, before: 'excluded', after: 2 }]);
});
