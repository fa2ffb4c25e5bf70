import type { LocalDate } from '../../kernel/date.ts';
import { listed, writtenDate } from '../../kernel/words.ts';
import type { Stop } from '../register.ts';
import { provisionFormNames, genderNames, stateNames } from './names.ts';
import { termIn } from './terms.ts';
import { missing, permitName, type Words } from './words.ts';

const day = (date: LocalDate): string => writtenDate(date, 'en');
const term = (code: string | number): string => termIn('en', code);
const all = (parts: readonly string[]): string => listed(parts.map(term), 'en');
const permit = (kind: string): string => permitName(kind, 'en');
const amount = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 2,
  trailingZeroDisplay: 'stripIfInteger',
});
const rate = (price: number): string => `SEK ${amount.format(price)} a day`;
const places = (count: number): string => (count === 1 ? '1 place' : `${amount.format(count)} places`);

function stop({ kind, scope, needs = [], from, to }: Stop): string {
  const name = kind === 'recommendation' ? 'a stop on recommendations' : 'a stop on orders';
  const until = to === undefined ? '' : ` to ${day(to)}`;
  const covers = { all: 'all placements', new: 'new placements', needs: `people who need ${all(needs)}` };
  return `${name} for ${covers[scope]} from ${day(from)}${until}`;
}

export const en: Words = {
  'form-allowed': {
    met: ({ fact }) => `The intervention may be given as ${provisionFormNames[fact].en}.`,
    notMet: ({ fact, required }) =>
      required.length === 0
        ? `The intervention may not be given as ${provisionFormNames[fact].en}, and no other form is allowed.`
        : `The intervention may not be given as ${provisionFormNames[fact].en}. Allowed: ${all(
            required.map((form) => provisionFormNames[form].en),
          )}.`,
    otherwise: ({ fact }) => `the intervention could be given as ${provisionFormNames[fact].en}`,
  },
  active: {
    met: () => 'The provider is active in the register.',
    notMet: ({ fact }) => `The provider is ${stateNames[fact].en}.`,
    otherwise: () => 'the provider were active in the register',
  },
  'no-stop': {
    met: ({ required }) => `No stop prevents a placement on ${day(required)}.`,
    notMet: ({ fact }) => `There is ${all(fact.map(stop))}.`,
    otherwise: ({ required }) => `no stop applied on ${day(required)}`,
  },
  'controls-passed': {
    met: () => 'The controls have been passed.',
    notMet: () => 'The provider did not pass the controls.',
    unknown: () => 'Nothing is known of the controls. Make them before the provider is used.',
    otherwise: () => 'the provider passed the controls',
  },
  'municipality-party': {
    met: ({ fact, required }) =>
      typeof fact === 'string'
        ? `The provider is run by the municipality itself (${required}).`
        : `The agreement covers the municipality (${required}).`,
    notMet: ({ fact, required }) =>
      typeof fact === 'string'
        ? `The provider is run by another municipality (${fact}) than the one that asks (${required}).`
        : `The agreement does not cover the municipality (${required}).`,
    unknown: (required) => `Nothing is known of the agreement. Ask whether it covers the municipality (${required}).`,
    otherwise: ({ fact, required }) =>
      typeof fact === 'string'
        ? `the provider were run by the municipality (${required})`
        : `the agreement covered the municipality (${required})`,
  },
  'agreement-valid': {
    met: ({ fact: { validFrom, validTo } }) => `The agreement is in force ${day(validFrom)}–${day(validTo)}.`,
    notMet: ({ fact: { validFrom, validTo }, required }) =>
      `The agreement is in force ${day(validFrom)}–${day(validTo)}, not on ${day(required)}.`,
    unknown: (required) => `Nothing is known of the agreement. Ask whether it is in force on ${day(required)}.`,
    otherwise: ({ required }) => `the agreement were in force on ${day(required)}`,
  },
  'permit-valid': {
    met: ({ fact: { validTo } }) =>
      validTo === undefined ? 'The permit is valid until further notice.' : `The permit is valid to ${day(validTo)}.`,
    notMet: ({ fact: { kind, validTo }, required }) =>
      kind === required.kind
        ? `The permit is valid to ${validTo === undefined ? '' : day(validTo)}, not on ${day(required.validOn)}.`
        : `The permit is for ${permit(kind)}, not for ${permit(required.kind)}.`,
    unknown: ({ kind, validOn }) =>
      `No permit is known. Ask for a permit for ${permit(kind)} that is valid on ${day(validOn)}.`,
    otherwise: ({ required: { kind, validOn } }) => `the unit had a permit for ${permit(kind)} on ${day(validOn)}`,
  },
  age: {
    met: ({ fact: [from, to], required }) => `The unit receives ages ${from}–${to}, and the person is ${required}.`,
    notMet: ({ fact: [from, to], required }) => `The unit receives ages ${from}–${to}, but the person is ${required}.`,
    unknown: (required) => `The ages are not known. Ask whether the unit receives somebody aged ${required}.`,
    otherwise: ({ required }) => `the unit received somebody aged ${required}`,
  },
  gender: {
    met: ({ required }) => `The unit receives ${genderNames[required].en}.`,
    notMet: ({ fact, required }) =>
      fact.length === 0
        ? 'The unit receives nobody, by the register.'
        : `The unit receives ${all(fact.map((gender) => genderNames[gender].en))}, not ${genderNames[required].en}.`,
    unknown: (required) => `The genders are not known. Ask whether the unit receives ${genderNames[required].en}.`,
    otherwise: ({ required }) => `the unit received ${genderNames[required].en}`,
  },
  'support-level': {
    met: ({ required }) => `Support level ${term(required)} is offered.`,
    notMet: ({ fact, required }) =>
      fact.length === 0
        ? `Support level ${term(required)} is not offered, nor any other.`
        : `Support level ${term(required)} is not offered, only ${all(fact.map(String))}.`,
    unknown: (required) => `The support levels are not known. Ask whether level ${term(required)} is offered.`,
    otherwise: ({ required }) => `support level ${term(required)} were offered`,
  },
  needs: {
    met: ({ required }) => `The unit meets the needs: ${all(required)}.`,
    notMet: ({ fact, required }) => `The unit does not meet: ${all(missing(required, fact))}.`,
    unknown: (required) => `The needs met are not known. Ask whether the unit meets: ${all(required)}.`,
    otherwise: ({ fact, required }) => `the unit also met: ${all(missing(required, fact))}`,
  },
  'place-free': {
    met: ({ fact, required }) => `${places(fact)} free on ${day(required)}.`,
    notMet: ({ required }) => `No place is free on ${day(required)}.`,
    unknown: (required) => `The free places are not known. Ask whether one is free on ${day(required)}.`,
    otherwise: ({ required }) => `a place were free on ${day(required)}`,
  },
  'area-allowed': {
    met: ({ fact }) => `The unit is in ${term(fact)}, which need not be avoided.`,
    notMet: ({ fact }) => `The unit is in ${term(fact)}, which is to be avoided.`,
    unknown: (required) => `The area is not known. Ask whether the unit is in ${all(required)}.`,
    otherwise: ({ fact }) => `${term(fact)} did not have to be avoided`,
  },
  'not-excluded': {
    met: () => 'The request does not exclude the unit.',
    notMet: () => 'The request excludes the unit.',
    otherwise: () => 'the request did not exclude the unit',
  },
  'price-ceiling': {
    met: ({ fact, required }) => `The price is ${rate(fact)}; it may be at most ${rate(required)}.`,
    notMet: ({ fact, required }) => `The price is ${rate(fact)}, above the ceiling of ${rate(required)}.`,
    unknown: (required) => `The price is not known. Ask whether it is at most ${rate(required)}.`,
    otherwise: ({ required }) => `the price were at most ${rate(required)}`,
  },
};
