/** Three-valued logic (Kleene): what follows from unknown facts is unknown, unless the known ones already decide. */
export type Truth = 'true' | 'false' | 'unknown';

export function truthOf(value: boolean): Truth {
  return value ? 'true' : 'false';
}

const opposite = { true: 'false', false: 'true', unknown: 'unknown' } as const satisfies Record<Truth, Truth>;

export function not(value: Truth): Truth {
  return opposite[value];
}

export function all(values: readonly Truth[]): Truth {
  if (values.includes('false')) return 'false';
  return values.includes('unknown') ? 'unknown' : 'true';
}

export function any(values: readonly Truth[]): Truth {
  if (values.includes('true')) return 'true';
  return values.includes('unknown') ? 'unknown' : 'false';
}
