/** The codes of a placement, as requests, the register and figures write them. Source: document 003, chapters 2–4. */
export const interventions = [
  'treatment',
  'supported-social-housing',
  'emergency-housing',
  'sheltered-housing',
  'housing-first',
  'supported-living-for-youth',
  'foster-home',
  'residential-care',
  'outpatient-care',
  'short-term-housing',
  'short-term-stay',
] as const;
export type Intervention = (typeof interventions)[number];

/** How an intervention is provided (regiform): by the city itself, or how it is bought. */
export const provisionForms = ['in-house', 'framework', 'direct-award', 'partnership'] as const;
export type ProvisionForm = (typeof provisionForms)[number];

export type FormsAllowed = Readonly<Record<Intervention, readonly ProvisionForm[]>>;

/** Which forms each intervention may be given in, where the register says nothing else. Source: document 003, chapter 4. */
export const formsAllowed: FormsAllowed = {
  treatment: ['framework', 'direct-award'],
  'supported-social-housing': ['in-house', 'framework', 'direct-award'],
  'emergency-housing': ['in-house', 'direct-award'],
  'sheltered-housing': ['in-house', 'framework', 'direct-award', 'partnership'],
  'housing-first': ['in-house', 'framework'],
  'supported-living-for-youth': ['in-house', 'framework', 'direct-award'],
  'foster-home': ['framework', 'direct-award'],
  'residential-care': ['in-house', 'framework', 'direct-award'],
  'outpatient-care': ['in-house', 'framework', 'direct-award'],
  'short-term-housing': ['in-house', 'framework', 'direct-award'],
  'short-term-stay': ['in-house', 'framework', 'direct-award'],
};

/** Those that nobody but the city itself may give without a permit from the inspectorate (IVO). */
export const permitRequired: ReadonlySet<Intervention> = new Set([
  'residential-care',
  'supported-living-for-youth',
  'sheltered-housing',
]);

export const genders = ['female', 'male', 'other'] as const;
export type Gender = (typeof genders)[number];
export const providerStates = ['active', 'paused', 'removed', 'draft', 'under-control'] as const;
export const stopKinds = ['recommendation', 'order'] as const;
export const stopScopes = ['all', 'new', 'needs'] as const;
export const controlResults = ['passed', 'failed', 'missing'] as const;

/** What an offer is asked for, in the order in which it is told. */
export const criteria = [
  'form-allowed',
  'active',
  'no-stop',
  'controls-passed',
  'municipality-party',
  'agreement-valid',
  'permit-valid',
  'age',
  'gender',
  'support-level',
  'needs',
  'place-free',
  'area-allowed',
  'not-excluded',
  'price-ceiling',
] as const;
export type Criterion = (typeof criteria)[number];
