/** Who has `value` in `claim` has `role` at `unit`, which is of `area`. Data, kept by the municipality. */
export type SignInRule = Readonly<{
  municipality: string;
  claim: string;
  value: string;
  role: string;
  unit: string;
  area: string;
}>;

export type Given =
  | Readonly<{
      outcome: 'roles';
      municipality: string;
      area: string;
      roles: readonly Readonly<{ role: string; unit: string }>[];
    }>
  /** No rule says anything of these claims: not to be let in. */
  | Readonly<{ outcome: 'none' }>
  /** The rules point at more than one secrecy area, and an account belongs to exactly one: somebody has to mend the rules. */
  | Readonly<{ outcome: 'several-areas' }>;

const is = (one: unknown, value: string): boolean =>
  ['string', 'number', 'boolean'].includes(typeof one) && String(one) === value;
const has = (claim: unknown, value: string): boolean =>
  Array.isArray(claim) ? claim.some((one) => is(one, value)) : is(claim, value);

/** The roles that the rules give to somebody with these claims. */
export function rolesFrom(claims: Readonly<Record<string, unknown>>, rules: readonly SignInRule[]): Given {
  const met = rules.filter(({ claim, value }) => Object.hasOwn(claims, claim) && has(claims[claim], value));
  const [first] = met;
  if (!first) return { outcome: 'none' };
  if (met.some(({ municipality, area }) => municipality !== first.municipality || area !== first.area))
    return { outcome: 'several-areas' };
  const pairs = new Map(met.map(({ role, unit }) => [`${role} ${unit}`, { role, unit }]));
  return { outcome: 'roles', municipality: first.municipality, area: first.area, roles: [...pairs.values()] };
}
