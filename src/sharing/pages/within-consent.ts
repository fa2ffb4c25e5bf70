import type { StandingConsent } from '../../secrecy/index.ts';
import type { Part } from '../disclosure.ts';

/** Of the parts, those that a consent lets through: all, when it names none. */
export const within = (consent: StandingConsent | undefined, chosen: readonly Part[]): Part[] =>
  chosen.filter((part) => consent === undefined || consent.parts.length === 0 || consent.parts.includes(part));
