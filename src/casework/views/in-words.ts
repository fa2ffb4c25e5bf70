/** Names and the like one after another: "du, boendet, Alva". */
export const inWords = (names: readonly string[]): string => names.join(', ');
