import type { Text } from '../../kernel/text.ts';
import type { Gender, Intervention, providerStates, ProvisionForm } from '../codes.ts';

/** What people call the codes. Source: document 003 and the glossary. */
export const interventionNames: Readonly<Record<Intervention, Text>> = {
  treatment: { sv: 'behandlingsinsats', en: 'treatment' },
  'supported-social-housing': { sv: 'socialt boende med stöd', en: 'supported social housing' },
  'emergency-housing': { sv: 'nödbiståndsboende', en: 'emergency housing' },
  'sheltered-housing': { sv: 'skyddat boende', en: 'sheltered housing' },
  'housing-first': { sv: 'bostad först', en: 'housing first' },
  'supported-living-for-youth': { sv: 'stödboende', en: 'supported living for youth' },
  'foster-home': { sv: 'familjehem', en: 'foster home' },
  'residential-care': { sv: 'HVB', en: 'residential care' },
  'outpatient-care': { sv: 'öppenvård', en: 'outpatient care' },
  'short-term-housing': { sv: 'korttidsboende', en: 'short-term housing' },
  'short-term-stay': { sv: 'korttidsvistelse', en: 'short-term stay' },
};

export const provisionFormNames: Readonly<Record<ProvisionForm, Text>> = {
  'in-house': { sv: 'egen regi', en: 'in-house' },
  framework: { sv: 'ramavtal', en: 'framework agreement' },
  'direct-award': { sv: 'direktupphandling', en: 'direct award' },
  partnership: { sv: 'IOP', en: 'civic-public partnership' },
};

/** Whom a unit receives. */
export const genderNames: Readonly<Record<Gender, Text>> = {
  female: { sv: 'kvinnor', en: 'women' },
  male: { sv: 'män', en: 'men' },
  other: { sv: 'personer med annat kön', en: 'people of another gender' },
};

export const stateNames: Readonly<Record<(typeof providerStates)[number], Text>> = {
  active: { sv: 'aktiv', en: 'active' },
  paused: { sv: 'pausad', en: 'paused' },
  removed: { sv: 'borttagen ur registret', en: 'removed from the register' },
  draft: { sv: 'inte färdigregistrerad', en: 'not fully registered' },
  'under-control': { sv: 'under kontroll', en: 'under control' },
};
