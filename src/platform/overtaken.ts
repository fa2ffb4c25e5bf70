// unique_violation, serialization_failure, deadlock_detected.
const overtaken = new Set(['23505', '40001', '40P01']);

/** Another write came in between: the same key twice at once, or two transactions that wait for each other. */
export const isOvertaken = (error: unknown): error is Error & Readonly<{ code: string; constraint?: string }> =>
  error instanceof Error && 'code' in error && overtaken.has(String(error.code));

/** Does the work again, once, when another write came in between: reading again tells what is true now. */
export const onceMoreIfOvertaken = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error: unknown) => (isOvertaken(error) ? work() : Promise.reject(error as Error)));
