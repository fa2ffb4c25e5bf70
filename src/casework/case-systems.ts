/** The case systems that a case can have its reference in. Configuration of the city's own comes with administration. */
export const caseSystems = ['Treserva'] as const;
