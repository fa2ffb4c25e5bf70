import type { NameOnPage } from '../../../secrecy/index.ts';
import type { Ground } from '../../../secrecy/index.ts';
import type { Choice, FormFrame, Question } from '../../../ui/form-frame.ts';
import type { IdentityCertainty, IdentityKind } from './run.ts';
import type { RunReference } from './entry.ts';

export const openCaseFields = {
  givenName: 'givenName',
  familyName: 'familyName',
  identityKind: 'identityKind',
  identityNumber: 'identityNumber',
  identityCertainty: 'identityCertainty',
  ownSystem: 'ownSystem',
  ownReference: 'ownReference',
} as const;

export interface OpenCaseFormProps {
  readonly frame: FormFrame;
  readonly values: {
    readonly givenName?: string | undefined;
    readonly familyName?: string | undefined;
    readonly identityKind?: IdentityKind | undefined;
    readonly identityNumber?: string | undefined;
    readonly identityCertainty?: IdentityCertainty | undefined;
    readonly ownSystem?: string | undefined;
    readonly ownReference?: string | undefined;
  };
  readonly ownSystems: readonly Choice[];
}

export const startRunFields = { routine: 'routine', opened: 'opened' } as const;

export interface StartRunFormProps {
  readonly frame: FormFrame;
  readonly caseNumber: string;
  readonly name: NameOnPage;
  readonly caseHref: string;
  /** Each choice's value names the routine and its version in force; `help` says which version and since when. */
  readonly routines: readonly Choice[];
  readonly opened: { readonly value: string; readonly latest: string };
  /** The chosen routine's facts; every one may be left unknown. */
  readonly facts: readonly Question[];
}

export const assignFields = {
  user: 'user',
  role: 'role',
  from: 'from',
  to: 'to',
  provision: 'provision',
  why: 'why',
  consent: 'consent',
  consentForm: 'consentForm',
  consentTaken: 'consentTaken',
} as const;

/** Chosen instead of a consent of the ledger: it is recorded with the assignment. */
export const newConsent = 'ny';

export interface AssignableUser {
  readonly value: string;
  readonly name: string;
  readonly unit: string;
  /** Of another secrecy area: a ground is needed. */
  readonly otherArea: boolean;
}

export interface AssignFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly users: readonly AssignableUser[];
  readonly user?: string | undefined;
  readonly roles: readonly Choice[];
  readonly from: string;
  readonly to?: string | undefined;
  readonly grounds: readonly Ground[];
  readonly consents: readonly Choice[];
  readonly consentForm?: string | undefined;
  readonly consentTaken?: string | undefined;
  readonly value: (name: string) => string;
}
