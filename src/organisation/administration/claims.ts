import type { Given, SignInRule } from '../sign-in/sign-in-rules.ts';
import { rolesFrom } from '../sign-in/sign-in-rules.ts';

/** Names with their values, as an identity provider says them. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims that somebody has typed or pasted: an object in JSON, or a line for each value as `name: value`, where a name that comes again
 * has several values. Undefined when it is neither.
 */
export function claimsFrom(text: string): Claims | undefined {
  if (text.trimStart().startsWith('{')) {
    try {
      return JSON.parse(text) as Claims;
    } catch {
      return undefined;
    }
  }
  const claims = new Map<string, string[]>();
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*([^:=\s]+)\s*[:=]\s*(\S.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    claims.set(name, [...(claims.get(name) ?? []), value]);
  }
  return claims.size === 0 ? undefined : Object.fromEntries(claims);
}

/** What the rules would give to somebody with these claims, and the rules that it is because of. */
export const tryRules = <Rule extends SignInRule>(
  claims: Claims,
  rules: readonly Rule[],
): Readonly<{ given: Given; because: readonly Rule[] }> => ({
  given: rolesFrom(claims, rules),
  because: rules.filter((rule) => rolesFrom(claims, [rule]).outcome === 'roles'),
});
