/**
 * Whether an organisation number is somebody's personal identity number, as a sole trader's is: the third digit of an organisation's is 2
 * or more (skatteförfarandet: the month of birth stands there otherwise).
 */
export const isPersonalNumber = (number: string): boolean => Number(number[2]) < 2;
