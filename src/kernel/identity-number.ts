import * as library from 'personnummer';

// The package is CommonJS: what Node gives as its default is the class itself, which its types do not say.
const personnummer = library.default as unknown as typeof library.default.default;

export const identityKinds = ['personal-identity-number', 'coordination-number', 'none'] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** How sure the authority is of who the person is (lag 2022:1697: styrkt, sannolik, osäker). */
export const identityCertainties = ['confirmed', 'probable', 'uncertain'] as const;
export type IdentityCertainty = (typeof identityCertainties)[number];

export type NumberProblem = 'not-a-number' | 'is-coordination-number' | 'is-personal-identity-number';

/**
 * Reads a personal identity number or a coordination number as people write them (10 or 12 digits, with or without a
 * hyphen or plus sign). Gives its twelve digits, or what is wrong with it. Age is never derived from it: a coordination number's
 * day is shifted by sixty, and days can be shifted when the numbers of a day have run out.
 */
export function readIdentityNumber(
  text: string,
  kind: Exclude<IdentityKind, 'none'>,
): Readonly<{ digits: string }> | Readonly<{ problem: NumberProblem }> {
  const compact = text.replaceAll(/\s/g, '');
  if (!personnummer.valid(compact, { allowCoordinationNumber: true, allowInterimNumber: false }))
    return { problem: 'not-a-number' };
  const number = personnummer.parse(compact, { allowCoordinationNumber: true, allowInterimNumber: false });
  if (number.isCoordinationNumber() && kind === 'personal-identity-number')
    return { problem: 'is-coordination-number' };
  if (!number.isCoordinationNumber() && kind === 'coordination-number')
    return { problem: 'is-personal-identity-number' };
  return { digits: number.format(true) };
}

/** Twelve digits as a person reads them: 19900101-9802. */
export const formatIdentityNumber = (digits: string): string => `${digits.slice(0, 8)}-${digits.slice(8)}`;
