type ParameterNames<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

export type Parameters<Pattern extends string> = Readonly<Record<ParameterNames<Pattern>, string>>;

type Query = Readonly<Record<string, string | number | undefined>>;

/** An address as a function: links, forms, redirects and tests call it, the router reads its pattern. */
export type Path<Pattern extends string> = ((
  ...parameters: [ParameterNames<Pattern>] extends [never]
    ? [query?: Query]
    : [parameters: Parameters<Pattern>, query?: Query]
) => string) &
  Readonly<{ pattern: Pattern }>;

export function path<const Pattern extends string>(pattern: Pattern): Path<Pattern> {
  const hasParameters = pattern.includes(':');
  const build = (first?: Query, second?: Query): string => {
    const values = hasParameters ? (first ?? {}) : {};
    const address = pattern.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`The path ${pattern} needs ${name}`);
      return encodeURIComponent(value);
    });
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries((hasParameters ? second : first) ?? {})) {
      if (value !== undefined) query.set(name, String(value));
    }
    return query.size === 0 ? address : `${address}?${query.toString()}`;
  };
  return Object.assign(build, { pattern });
}
