import type { Gender } from '../../matching/index.ts';
import type { BodyField, DecisionGround, RequestKind } from '../request-body.ts';

/** What a placement request says, in words. */
type Words = Readonly<{
  labels: Readonly<Record<BodyField, string>>;
  kinds: Readonly<Record<RequestKind, string>>;
  genders: Readonly<Record<Gender, string>>;
  decisionGrounds: Readonly<Record<DecisionGround, string>>;
  acute: string;
  planned: string;
  months: (months: number) => string;
  years: (years: number) => string;
  people: (people: number) => string;
  rate: (amount: string) => string;
  difference: (label: string, before: string | undefined, after: string | undefined) => string;
}>;

const sv: Words = {
  labels: {
    kind: 'Slag',
    intervention: 'Insats',
    subcategory: 'Underkategori',
    isAcute: 'Akut eller planerat',
    start: 'Från och med',
    months: 'Hur länge',
    age: 'Ålder',
    gender: 'Kön',
    household: 'Hushåll',
    decisionGround: 'Grund för beslutet',
    supportLevel: 'Stödnivå',
    needs: 'Behov',
    needsInWords: 'Behov, med egna ord',
    'history.what': 'Vad som har hänt i tidigare boenden',
    'history.when': 'När det hände',
    'history.situations': 'I vilka situationer det hände',
    'history.protectiveFactors': 'Skyddsfaktorer, resurser och omständigheter',
    wishes: 'Personens egna önskemål',
    features: 'Önskemål om boendet',
    areas: 'Önskade områden',
    avoidAreas: 'Områden att undvika',
    excludedUnits: 'Boenden som inte kan vara aktuella',
    maxDailyRate: 'Högsta pris',
  },
  kinds: { placement: 'placering', 'mass-influx': 'anvisning enligt massflyktsdirektivet' },
  genders: { female: 'kvinna', male: 'man', other: 'annat' },
  decisionGrounds: {
    sol: 'bistånd enligt socialtjänstlagen (SoL)',
    lvu: 'vård enligt LVU',
    lvm: 'vård enligt LVM',
    lss: 'insats enligt LSS',
    lma: 'bistånd enligt LMA',
    other: 'annan grund',
  },
  acute: 'akut',
  planned: 'planerat',
  months: (months) => (months === 1 ? '1 månad' : `${months} månader`),
  years: (years) => `${years} år`,
  people: (people) => (people === 1 ? '1 person' : `${people} personer`),
  rate: (amount) => `${amount} kronor per dygn`,
  difference: (label, before, after) => {
    if (before === undefined) return `${label}: nytt, ”${after}”`;
    return after === undefined ? `${label}: borttaget, var ”${before}”` : `${label}: från ”${before}” till ”${after}”`;
  },
};

const en: Words = {
  labels: {
    kind: 'Kind',
    intervention: 'Intervention',
    subcategory: 'Sub-category',
    isAcute: 'Acute or planned',
    start: 'From',
    months: 'For how long',
    age: 'Age',
    gender: 'Gender',
    household: 'Household',
    decisionGround: 'Ground of the decision',
    supportLevel: 'Support level',
    needs: 'Needs',
    needsInWords: 'Needs, in your own words',
    'history.what': 'What has happened in earlier housing',
    'history.when': 'When it happened',
    'history.situations': 'In which situations it happened',
    'history.protectiveFactors': 'Protective factors, strengths and circumstances',
    wishes: 'The person’s own wishes',
    features: 'Wishes about the housing',
    areas: 'Wished areas',
    avoidAreas: 'Areas to avoid',
    excludedUnits: 'Housing that is out of the question',
    maxDailyRate: 'Highest price',
  },
  kinds: { placement: 'placement', 'mass-influx': 'assignment under the mass-influx directive' },
  genders: { female: 'woman', male: 'man', other: 'other' },
  decisionGrounds: {
    sol: 'assistance under the Social Services Act (SoL)',
    lvu: 'care under LVU',
    lvm: 'care under LVM',
    lss: 'intervention under LSS',
    lma: 'assistance under LMA',
    other: 'another ground',
  },
  acute: 'acute',
  planned: 'planned',
  months: (months) => (months === 1 ? '1 month' : `${months} months`),
  years: (years) => `${years} years`,
  people: (people) => (people === 1 ? '1 person' : `${people} people`),
  rate: (amount) => `SEK ${amount} per day`,
  difference: (label, before, after) => {
    if (before === undefined) return `${label}: new, “${after}”`;
    return after === undefined ? `${label}: removed, was “${before}”` : `${label}: from “${before}” to “${after}”`;
  },
};

export const bodyWords = { sv, en };
