import type { controlResults, providerStates, ProvisionForm, stopKinds, stopScopes } from '../matching/index.ts';

/** Codes of the register that matching does not ask about. The database's constraints say the same. */
export const legalForms = [
  'limited-company',
  'association',
  'foundation',
  'cooperative',
  'partnership',
  'sole-trader',
  'public',
] as const;
export type LegalForm = (typeof legalForms)[number];

export type ProviderState = (typeof providerStates)[number];
export type StopKind = (typeof stopKinds)[number];
export type StopScope = (typeof stopScopes)[number];
export type ControlsState = (typeof controlResults)[number];

export const useKinds = ['unavailable', 'hold', 'booking'] as const;
export type UseKind = (typeof useKinds)[number];

/** Which stop is for offers in which form. Source: document 003, chapter 7. */
export const formStopped = {
  recommendation: 'direct-award',
  order: 'framework',
} as const satisfies Record<StopKind, ProvisionForm>;
