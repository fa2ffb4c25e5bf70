import type { Language, Text } from '../../kernel/text.ts';
import type { Order, OrderKey } from '../order.ts';
import { provisionFormNames } from './names.ts';

/** What candidates are compared by, as something to choose. */
export const orderKeyNames: Readonly<Record<OrderKey, Text>> = {
  form: { sv: 'regiform', en: 'form of provision' },
  'agreement-rank': { sv: 'rang i ramavtalet', en: 'rank in the framework agreement' },
  unknown: { sv: 'hur lite som är okänt', en: 'how little is unknown' },
  preferences: { sv: 'uppfyllda önskemål', en: 'wishes met' },
  'daily-rate': { sv: 'pris per dygn', en: 'price per day' },
  distance: { sv: 'avstånd', en: 'distance' },
};

const ofForms: Readonly<Record<Language, (forms: string) => string>> = {
  sv: (forms) => `Regiform: ${forms}.`,
  en: (forms) => `Form of provision: ${forms}.`,
};
const said: Readonly<Record<Exclude<OrderKey, 'form'>, Text>> = {
  'agreement-rank': {
    sv: 'Rang i ramavtalet: lägst nummer först.',
    en: 'Rank in the framework agreement: the lowest number first.',
  },
  unknown: {
    sv: 'Det som är okänt: det boende först där minst behöver frågas.',
    en: 'What is unknown: first where the least needs to be asked.',
  },
  preferences: { sv: 'Önskemål: flest uppfyllda först.', en: 'Wishes: the most that are met first.' },
  'daily-rate': { sv: 'Pris per dygn: lägst först.', en: 'Price per day: the lowest first.' },
  distance: { sv: 'Avstånd: kortast först.', en: 'Distance: the shortest first.' },
};
const atLast: Text = {
  sv: 'Är två fortfarande lika avgör deras nummer i registret. Därför blir ordningen alltid densamma.',
  en: 'If two are still alike, their numbers in the register decide. So the order is always the same.',
};

/** An order as sentences, the first that counts first, with what decides at last. */
export const orderInWords = ({ keys, forms }: Omit<Order, 'version'>, language: Language): readonly string[] => [
  ...keys.map((key) =>
    key === 'form'
      ? ofForms[language](forms.map((form) => provisionFormNames[form][language]).join(', '))
      : said[key][language],
  ),
  atLast[language],
];
