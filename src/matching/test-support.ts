import { localDateFrom } from '../kernel/date.ts';
import { match, type Match, type Order, parseRegister, parseRequest } from './index.ts';

type Fields = Readonly<Record<string, unknown>>;

export const start = '2026-03-02';

/** Asks for nothing but a place. */
export const request = (fields: Fields = {}): Fields => ({
  intervention: 'supported-social-housing',
  municipality: '1480',
  start,
  age: 34,
  gender: 'female',
  ...fields,
});

type Parts = Readonly<{ provider?: Fields; unit?: Fields; offer?: Fields }>;

/** A provider with one unit and one offer that meets what `request` asks, with something otherwise. */
export const provider = (id: string, { provider: own, unit, offer }: Parts = {}): Fields => ({
  id,
  name: `Påhittad ${id}`,
  state: 'active',
  units: [
    {
      id: `${id}-u`,
      ages: [18, 65],
      genders: ['female', 'male', 'other'],
      freePlaces: 1,
      offers: [{ id: `${id}-o`, intervention: 'supported-social-housing', form: 'in-house', ...offer }],
      ...unit,
    },
  ],
  ...own,
});

/** Matches what a file could hold. */
export function matched(
  providers: readonly Fields[],
  asked: Fields = request(),
  order?: Order,
  more: Fields = {},
): Match {
  const [register, wanted] = [parseRegister({ ...more, providers }), parseRequest(asked)];
  if (!register.ok || !wanted.ok) throw new Error(JSON.stringify([register, wanted]));
  return match(register.value, wanted.value, localDateFrom('2026-02-01'), order);
}
