import type { LocalDate } from '../../kernel/date.ts';
import { listed, writtenDate } from '../../kernel/words.ts';
import type { Stop } from '../register.ts';
import { provisionFormNames, genderNames, stateNames } from './names.ts';
import { termIn } from './terms.ts';
import { missing, permitName, type Words } from './words.ts';

const day = (date: LocalDate): string => writtenDate(date, 'sv');
const term = (code: string | number): string => termIn('sv', code);
const all = (parts: readonly string[]): string => listed(parts.map(term), 'sv');
const permit = (kind: string): string => permitName(kind, 'sv');
const amount = new Intl.NumberFormat('sv-SE', {
  minimumFractionDigits: 2,
  trailingZeroDisplay: 'stripIfInteger',
});
const rate = (price: number): string => `${amount.format(price)} kr per dygn`;
const places = (count: number): string => (count === 1 ? '1 plats' : `${amount.format(count)} platser`);

function stop({ kind, scope, needs = [], from, to }: Stop): string {
  const name = kind === 'recommendation' ? 'rekommendationsstopp' : 'beställningsstopp';
  const until = to === undefined ? '' : ` till och med ${day(to)}`;
  const covers = {
    all: 'alla placeringar',
    new: 'nya placeringar',
    needs: `personer med behov av ${all(needs)}`,
  };
  return `${name} för ${covers[scope]} från och med ${day(from)}${until}`;
}

export const sv: Words = {
  'form-allowed': {
    met: ({ fact }) => `Insatsen får ges som ${provisionFormNames[fact].sv}.`,
    notMet: ({ fact, required }) =>
      required.length === 0
        ? `Insatsen får inte ges som ${provisionFormNames[fact].sv}, och ingen annan regiform är tillåten.`
        : `Insatsen får inte ges som ${provisionFormNames[fact].sv}. Tillåtet är ${all(
            required.map((form) => provisionFormNames[form].sv),
          )}.`,
    otherwise: ({ fact }) => `insatsen fick ges som ${provisionFormNames[fact].sv}`,
  },
  active: {
    met: () => 'Utföraren är aktiv i registret.',
    notMet: ({ fact }) => `Utföraren är ${stateNames[fact].sv}.`,
    otherwise: () => 'utföraren var aktiv i registret',
  },
  'no-stop': {
    met: ({ required }) => `Inget stopp hindrar en placering den ${day(required)}.`,
    notMet: ({ fact }) => `Det finns ${all(fact.map(stop))}.`,
    otherwise: ({ required }) => `inget stopp gällde den ${day(required)}`,
  },
  'controls-passed': {
    met: () => 'Kontrollerna är godkända.',
    notMet: () => 'Utföraren klarade inte kontrollerna.',
    unknown: () => 'Uppgift om kontrollerna saknas. Gör dem innan utföraren anlitas.',
    otherwise: () => 'utföraren klarade kontrollerna',
  },
  'municipality-party': {
    met: ({ fact, required }) =>
      typeof fact === 'string'
        ? `Utföraren drivs av kommunen själv (${required}).`
        : `Avtalet omfattar kommunen (${required}).`,
    notMet: ({ fact, required }) =>
      typeof fact === 'string'
        ? `Utföraren drivs av en annan kommun (${fact}) än den som frågar (${required}).`
        : `Avtalet omfattar inte kommunen (${required}).`,
    unknown: (required) => `Uppgift om avtalet saknas. Fråga om det omfattar kommunen (${required}).`,
    otherwise: ({ fact, required }) =>
      typeof fact === 'string'
        ? `utföraren drevs av kommunen (${required})`
        : `avtalet omfattade kommunen (${required})`,
  },
  'agreement-valid': {
    met: ({ fact: { validFrom, validTo } }) => `Avtalet gäller ${day(validFrom)}–${day(validTo)}.`,
    notMet: ({ fact: { validFrom, validTo }, required }) =>
      `Avtalet gäller ${day(validFrom)}–${day(validTo)}, inte den ${day(required)}.`,
    unknown: (required) => `Uppgift om avtalet saknas. Fråga om det gäller den ${day(required)}.`,
    otherwise: ({ required }) => `avtalet gällde den ${day(required)}`,
  },
  'permit-valid': {
    met: ({ fact: { validTo } }) =>
      validTo === undefined ? 'Tillståndet gäller tills vidare.' : `Tillståndet gäller till och med ${day(validTo)}.`,
    notMet: ({ fact: { kind, validTo }, required }) =>
      kind === required.kind
        ? `Tillståndet gäller till och med ${validTo === undefined ? '' : day(validTo)}, inte den ${day(required.validOn)}.`
        : `Tillståndet gäller ${permit(kind)}, inte ${permit(required.kind)}.`,
    unknown: ({ kind, validOn }) =>
      `Uppgift om tillstånd saknas. Fråga efter tillstånd för ${permit(kind)} som gäller den ${day(validOn)}.`,
    otherwise: ({ required: { kind, validOn } }) => `enheten hade tillstånd för ${permit(kind)} den ${day(validOn)}`,
  },
  age: {
    met: ({ fact: [from, to], required }) =>
      `Enheten tar emot åldern ${from}–${to} år, och personen är ${required} år.`,
    notMet: ({ fact: [from, to], required }) =>
      `Enheten tar emot åldern ${from}–${to} år, men personen är ${required} år.`,
    unknown: (required) => `Uppgift om ålder saknas. Fråga om enheten tar emot någon som är ${required} år.`,
    otherwise: ({ required }) => `enheten tog emot någon som är ${required} år`,
  },
  gender: {
    met: ({ required }) => `Enheten tar emot ${genderNames[required].sv}.`,
    notMet: ({ fact, required }) =>
      fact.length === 0
        ? 'Enheten tar inte emot någon, enligt registret.'
        : `Enheten tar emot ${all(fact.map((gender) => genderNames[gender].sv))}, inte ${genderNames[required].sv}.`,
    unknown: (required) => `Uppgift om kön saknas. Fråga om enheten tar emot ${genderNames[required].sv}.`,
    otherwise: ({ required }) => `enheten tog emot ${genderNames[required].sv}`,
  },
  'support-level': {
    met: ({ required }) => `Stödnivå ${term(required)} erbjuds.`,
    notMet: ({ fact, required }) =>
      fact.length === 0
        ? `Stödnivå ${term(required)} erbjuds inte, och ingen annan heller.`
        : `Stödnivå ${term(required)} erbjuds inte, bara ${all(fact.map(String))}.`,
    unknown: (required) => `Uppgift om stödnivå saknas. Fråga om nivå ${term(required)} erbjuds.`,
    otherwise: ({ required }) => `stödnivå ${term(required)} erbjöds`,
  },
  needs: {
    met: ({ required }) => `Enheten möter behoven: ${all(required)}.`,
    notMet: ({ fact, required }) => `Enheten möter inte: ${all(missing(required, fact))}.`,
    unknown: (required) => `Uppgift om behov saknas. Fråga om enheten möter: ${all(required)}.`,
    otherwise: ({ fact, required }) => `enheten också mötte: ${all(missing(required, fact))}`,
  },
  'place-free': {
    met: ({ fact, required }) => `${places(fact)} är ${fact === 1 ? 'ledig' : 'lediga'} den ${day(required)}.`,
    notMet: ({ required }) => `Ingen plats är ledig den ${day(required)}.`,
    unknown: (required) => `Uppgift om lediga platser saknas. Fråga om en plats är ledig den ${day(required)}.`,
    otherwise: ({ required }) => `en plats var ledig den ${day(required)}`,
  },
  'area-allowed': {
    met: ({ fact }) => `Enheten ligger i ${term(fact)}, som inte ska undvikas.`,
    notMet: ({ fact }) => `Enheten ligger i ${term(fact)}, som ska undvikas.`,
    unknown: (required) => `Uppgift om område saknas. Fråga om enheten ligger i ${all(required)}.`,
    otherwise: ({ fact }) => `${term(fact)} inte behövde undvikas`,
  },
  'not-excluded': {
    met: () => 'Enheten är inte undantagen i förfrågan.',
    notMet: () => 'Enheten är undantagen i förfrågan.',
    otherwise: () => 'enheten inte var undantagen i förfrågan',
  },
  'price-ceiling': {
    met: ({ fact, required }) => `Priset är ${rate(fact)}, högst ${rate(required)} får det vara.`,
    notMet: ({ fact, required }) => `Priset är ${rate(fact)}, mer än pristaket på ${rate(required)}.`,
    unknown: (required) => `Uppgift om pris saknas. Fråga om priset är högst ${rate(required)}.`,
    otherwise: ({ required }) => `priset var högst ${rate(required)}`,
  },
};
