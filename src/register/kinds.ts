import {
  areaNames,
  featureNames,
  genders,
  interventions,
  levelNames,
  needNames,
  permitRequired,
  provisionForms,
} from '../matching/index.ts';
import { legalForms } from './codes.ts';
import type { Field } from './fields.ts';

/** The facts of each kind of thing in the register: its forms and its files are made of these. */

export const validFrom: Field = { column: 'valid_from', kind: 'date', required: true };
export const validTo: Field = { column: 'valid_to', kind: 'date' };
const required = true;
const nullable = true;

export const organisationNumber: Field = { column: 'organisation_number', kind: 'text', required };

export const providerFacts: readonly Field[] = [
  { column: 'name', kind: 'text', required },
  { column: 'legal_form', kind: 'code', codes: legalForms, required },
  { column: 'of_municipality', kind: 'code' },
  { column: 'contact', kind: 'text' },
  { column: 'email', kind: 'text' },
  { column: 'phone', kind: 'text' },
  { column: 'address', kind: 'text' },
  { column: 'board', kind: 'texts' },
  { column: 'signatories', kind: 'texts' },
];

export const isSheltered: Field = { column: 'is_sheltered', kind: 'flag' };

/** Codes that a form offers; a file may bring others. */
export const offered: Readonly<Record<string, readonly string[]>> = {
  area: Object.keys(areaNames),
  needs_met: Object.keys(needNames),
  needs: Object.keys(needNames),
  features: Object.keys(featureNames),
  support_levels: Object.keys(levelNames),
  support_level: Object.keys(levelNames),
  kind: [...permitRequired],
};

export const unitFacts: readonly Field[] = [
  { column: 'name', kind: 'text', required },
  { column: 'area', kind: 'code' },
  { column: 'distance_km', kind: 'decimal' },
  { column: 'youngest', kind: 'whole' },
  { column: 'oldest', kind: 'whole' },
  { column: 'genders', kind: 'codes', codes: genders },
  { column: 'needs_met', kind: 'codes' },
  { column: 'features', kind: 'codes' },
  { column: 'methods', kind: 'texts' },
  { column: 'competences', kind: 'texts' },
  { column: 'accessibility', kind: 'texts' },
  { column: 'manager', kind: 'text', nullable },
  { column: 'address', kind: 'text' },
];

export const intervention: Field = { column: 'intervention', kind: 'code', codes: interventions, required };
export const form: Field = { column: 'form', kind: 'code', codes: provisionForms, required };

export const offerFacts: readonly Field[] = [
  { column: 'agreement', kind: 'code' },
  { column: 'support_levels', kind: 'codes' },
  { column: 'subcategories', kind: 'codes' },
  { column: 'ended', kind: 'flag' },
];

export const agreementFacts: readonly Field[] = [
  { column: 'name', kind: 'text', required },
  { column: 'lot', kind: 'text' },
  { column: 'rank', kind: 'whole' },
  validFrom,
  { ...validTo, required },
  { column: 'municipalities', kind: 'codes', required },
];

export const permitFacts: readonly Field[] = [
  { column: 'kind', kind: 'code', required },
  { column: 'target_group', kind: 'text' },
  { column: 'number', kind: 'text' },
  { column: 'places', kind: 'whole' },
  { column: 'manager', kind: 'text' },
  validFrom,
  validTo,
];

export const priceFacts: readonly Field[] = [
  { column: 'support_level', kind: 'code' },
  { column: 'daily_rate', kind: 'decimal', required },
  validFrom,
  { column: 'source', kind: 'text', required },
];

export const placeFacts: readonly Field[] = [{ column: 'name', kind: 'text', required }, validFrom, validTo];
