import type { LocalDate } from '../../../kernel/date.ts';
import type { Language } from '../../../kernel/text.ts';
import { listed, writtenDate } from '../../../kernel/words.ts';
import { termIn } from '../../../matching/index.ts';
import type { HouseholdKind } from '../assignment.ts';
import type { InfluxCriterion, Judgement, JudgementOf } from '../match.ts';
import { assignmentMessages } from './index.ts';

type Words = Readonly<{ [Code in InfluxCriterion]: (judgement: JudgementOf<Code>) => string }>;

const terms = (codes: readonly string[], language: Language): string =>
  listed(
    codes.map((code) => termIn(language, code)),
    language,
  );
const kinds = (some: readonly HouseholdKind[], language: Language): string =>
  listed(
    some.map((kind) => assignmentMessages[language].kinds[kind]),
    language,
  );
const date = (day: LocalDate, language: Language): string => writtenDate(day, language);
const lacking = (required: readonly string[], fact: readonly string[]): readonly string[] =>
  required.filter((one) => !fact.includes(one));

const sv: Words = {
  open: (one) => {
    if (one.result === 'unknown') return '';
    if (one.result === 'met') return 'Boendet är öppet den dagen.';
    return one.fact.opensOn > one.required
      ? `Boendet öppnar först ${date(one.fact.opensOn, 'sv')}.`
      : `Boendet stänger ${date(one.fact.closesOn ?? one.required, 'sv')}.`;
  },
  kind: (one) => {
    if (one.required === 'children') return 'Hushållet är bara barn, och dem tar inget anvisningsboende emot.';
    if (one.result === 'unknown')
      return one.required === null
        ? 'Fråga vilka som ingår i hushållet: boendet tar inte emot alla.'
        : `Fråga om boendet tar emot ${kinds([one.required], 'sv')}.`;
    if (one.required === null) return 'Boendet tar emot alla hushåll.';
    if (one.result === 'met') return `Boendet tar emot ${kinds([one.required], 'sv')}.`;
    return one.fact.length === 0
      ? 'Boendet tar inte emot några nya hushåll.'
      : `Boendet tar inte emot ${kinds([one.required], 'sv')}, bara ${kinds(one.fact, 'sv')}.`;
  },
  needs: (one) => {
    if (one.result === 'unknown') return `Fråga vad boendet klarar: ${terms(one.required, 'sv')}.`;
    return one.result === 'met'
      ? `Boendet har det som behövs: ${terms(one.required, 'sv')}.`
      : `Boendet har inte det som behövs: ${terms(lacking(one.required, one.fact), 'sv')}.`;
  },
  'women-only': ({ result }) =>
    ({
      met: 'Boendet är bara för kvinnor, och det är alla i hushållet.',
      'not-met': 'Boendet är bara för kvinnor, och det är inte alla i hushållet.',
      unknown: 'Boendet är bara för kvinnor. Fråga vilka som ingår i hushållet.',
    })[result],
  rooms: (one) => {
    if (one.result === 'unknown') return 'Boendets rum är inte inlagda. Lägg in dem innan ni frågar.';
    const free = `${one.fact.beds} ${one.fact.beds === 1 ? 'ledig sängplats' : 'lediga sängplatser'} i ${one.fact.rooms} rum`;
    return one.result === 'met'
      ? `Hela hushållet får plats: ${free}.`
      : `Hela hushållet får inte plats: ${free}, och de är ${one.required}.`;
  },
  together: (one) => {
    const them = listed(one.required, 'sv');
    if (one.result === 'unknown') return `Fråga om det finns plats också för ${them}.`;
    if (one.result === 'met') return `De kan bo tillsammans med ${them}.`;
    if (one.fact === null) return `Det finns inte plats också för ${them}, som de ska bo tillsammans med.`;
    return one.fact.why === 'elsewhere'
      ? `${one.fact.number}, som de ska bo tillsammans med, har plats i ett annat boende.`
      : `${one.fact.number}, som de ska bo tillsammans med, kan inte bo där.`;
  },
  'not-declined': (one) => (one.result === 'unknown' ? '' : `Boendet har sagt nej: ${one.fact}`),
};

const en: Words = {
  open: (one) => {
    if (one.result === 'unknown') return '';
    if (one.result === 'met') return 'The housing is open on that day.';
    return one.fact.opensOn > one.required
      ? `The housing does not open until ${date(one.fact.opensOn, 'en')}.`
      : `The housing closes on ${date(one.fact.closesOn ?? one.required, 'en')}.`;
  },
  kind: (one) => {
    if (one.required === 'children') return 'The household is children only, whom no assigned housing takes.';
    if (one.result === 'unknown')
      return one.required === null
        ? 'Ask who is in the household: the housing does not take everybody.'
        : `Ask whether the housing takes ${kinds([one.required], 'en')}.`;
    if (one.required === null) return 'The housing takes all households.';
    if (one.result === 'met') return `The housing takes ${kinds([one.required], 'en')}.`;
    return one.fact.length === 0
      ? 'The housing takes no new households.'
      : `The housing does not take ${kinds([one.required], 'en')}, only ${kinds(one.fact, 'en')}.`;
  },
  needs: (one) => {
    if (one.result === 'unknown') return `Ask what the housing has: ${terms(one.required, 'en')}.`;
    return one.result === 'met'
      ? `The housing has what is needed: ${terms(one.required, 'en')}.`
      : `The housing does not have what is needed: ${terms(lacking(one.required, one.fact), 'en')}.`;
  },
  'women-only': ({ result }) =>
    ({
      met: 'The housing is for women only, which everybody in the household is.',
      'not-met': 'The housing is for women only, which not everybody in the household is.',
      unknown: 'The housing is for women only. Ask who is in the household.',
    })[result],
  rooms: (one) => {
    if (one.result === 'unknown') return 'The rooms of the housing are not written. Write them before you ask.';
    const free = `${one.fact.beds} free ${one.fact.beds === 1 ? 'bed' : 'beds'} in ${one.fact.rooms} ${one.fact.rooms === 1 ? 'room' : 'rooms'}`;
    return one.result === 'met'
      ? `There is room for the whole household: ${free}.`
      : `There is not room for the whole household: ${free}, and they are ${one.required}.`;
  },
  together: (one) => {
    const them = listed(one.required, 'en');
    if (one.result === 'unknown') return `Ask whether there is room for ${them} as well.`;
    if (one.result === 'met') return `They can live together with ${them}.`;
    if (one.fact === null) return `There is not room for ${them} as well, whom they must live together with.`;
    return one.fact.why === 'elsewhere'
      ? `${one.fact.number}, whom they must live together with, has a place in other housing.`
      : `${one.fact.number}, whom they must live together with, cannot live there.`;
  },
  'not-declined': (one) => (one.result === 'unknown' ? '' : `The housing has said no: ${one.fact}`),
};

const words = { sv, en } as const satisfies Record<Language, Words>;

/** Why housing fits a household, does not, or what must be asked: one sentence for each criterion. */
export const judgementInWords = (judgement: Judgement, language: Language): string =>
  (words[language][judgement.code] as (one: Judgement) => string)(judgement);
