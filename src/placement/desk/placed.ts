/**
 * How many of the same administration live in a unit, as it is told: counted, never named, and below five not as a number, nobody among them.
 * That one more or one less lives somewhere would otherwise tell of one person.
 */
export const smallest = 5;
export const placedAs = (placed: number): number | 'fewer' => (placed < smallest ? 'fewer' : placed);
