import type { Language, Text } from '../../kernel/text.ts';

/**
 * What people call the codes of needs, features and areas. The lists are what a form offers; a register may use other codes, which are then
 * written as they are. Sources: document 003, chapters 2–4; documents 000 and 001, "Information kring historik".
 */
export const needNames: Readonly<Record<string, Text>> = {
  addiction: { sv: 'skadligt bruk eller beroende', en: 'harmful use or addiction' },
  'mental-ill-health': { sv: 'psykisk ohälsa', en: 'mental ill health' },
  'dual-diagnosis': { sv: 'samsjuklighet', en: 'dual diagnosis' },
  neuropsychiatric: { sv: 'neuropsykiatrisk funktionsnedsättning', en: 'neuropsychiatric disability' },
  'intellectual-disability': { sv: 'intellektuell funktionsnedsättning', en: 'intellectual disability' },
  'physical-disability': { sv: 'fysisk funktionsnedsättning', en: 'physical disability' },
  'acting-out': { sv: 'utåtagerande beteende', en: 'acting out' },
  'violence-exposed': { sv: 'våldsutsatthet', en: 'exposure to violence' },
  honour: { sv: 'hedersrelaterat våld och förtryck', en: 'honour-related violence and oppression' },
  defector: { sv: 'stöd att lämna kriminalitet', en: 'support to leave crime' },
  'night-staff': { sv: 'personal på natten', en: 'staff at night' },
  medication: { sv: 'hjälp med läkemedel', en: 'help with medication' },
  interpreter: { sv: 'tolk', en: 'interpreter' },
  'children-along': { sv: 'barn som följer med', en: 'children who come along' },
};

export const featureNames: Readonly<Record<string, Text>> = {
  apartment: { sv: 'egen lägenhet', en: 'an apartment of one’s own' },
  'own-kitchen': { sv: 'eget kök', en: 'a kitchen of one’s own' },
  'own-bathroom': { sv: 'eget badrum', en: 'a bathroom of one’s own' },
  'wheelchair-access': { sv: 'tillgängligt med rullstol', en: 'wheelchair access' },
  'pets-allowed': { sv: 'husdjur får följa med', en: 'pets may come along' },
  'substance-free': { sv: 'drogfritt boende', en: 'substance-free housing' },
  'women-only': { sv: 'bara kvinnor', en: 'women only' },
  'close-to-transport': { sv: 'nära kollektivtrafik', en: 'close to public transport' },
  occupation: { sv: 'sysselsättning på plats', en: 'occupation on site' },
  countryside: { sv: 'på landet', en: 'in the countryside' },
};

export const areaNames: Readonly<Record<string, Text>> = {
  centrum: { sv: 'Centrum', en: 'Centrum' },
  hisingen: { sv: 'Hisingen', en: 'Hisingen' },
  nordost: { sv: 'Nordost', en: 'Nordost' },
  sydvast: { sv: 'Sydväst', en: 'Sydväst' },
  'neighbouring-municipality': { sv: 'en kranskommun', en: 'a neighbouring municipality' },
  'elsewhere-in-the-county': { sv: 'i övriga länet', en: 'elsewhere in the county' },
  'outside-the-county': { sv: 'utanför länet', en: 'outside the county' },
};

export const levelNames: Readonly<Record<string, Text>> = {
  high: { sv: 'hög', en: 'high' },
  medium: { sv: 'mellan', en: 'medium' },
  low: { sv: 'låg', en: 'low' },
};

/** Any such code in words; one that nobody knows, as it is written. */
export function termIn(language: Language, code: string | number): string {
  const text = String(code);
  return (needNames[text] ?? featureNames[text] ?? areaNames[text] ?? levelNames[text])?.[language] ?? text;
}
