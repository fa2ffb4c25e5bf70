import type { ReactNode } from 'react';
import type { Language } from '../../kernel/text.ts';
import type { HiddenValues } from '../../ui/form-frame.ts';
import type { Link } from '../../ui/link.ts';

export const places = [
  'myDay',
  'cases',
  'search',
  'emergency',
  'intake',
  'placementDesk',
  'assignments',
  'placements',
  'placementFigures',
  'requests',
  'providers',
  'routines',
  'received',
  'insluss',
  'inslussIntake',
  'contacts',
  'grounds',
  'protection',
  'officialRequests',
  'review',
  'retention',
  'statistics',
  'administration',
  'adherence',
] as const;
export type Place = (typeof places)[number];

export interface Assets {
  readonly stylesheets: readonly string[];
  readonly scripts: readonly string[];
  /** The typeface, fetched early. */
  readonly font?: string | undefined;
  readonly icon?: string | undefined;
}

export interface LayoutProps {
  readonly language: Language;
  /** Today's date in Stockholm, ISO. */
  readonly today: string;
  readonly assets: Assets;
  /** Only the places the reader may go to, in order. */
  readonly navigation: readonly { readonly place: Place; readonly href: string }[];
  readonly current?: Place | undefined;
  /** Absent before sign-in. */
  readonly user?: SignedIn | undefined;
  /** Where the page is read in the other language. */
  readonly languages: readonly { readonly language: Language; readonly href: string }[];
  readonly homeHref: string;
  /** Shown at the top of every page of a demonstration. */
  readonly demonstration?: boolean | undefined;
  readonly children: ReactNode;
}

export interface SignedIn {
  readonly name: string;
  readonly unit?: string | undefined;
  /** Where one's own name leads: how one signs in, and where one is signed in. */
  readonly signInHref: string;
  /** Where one sees what one has opened oneself. */
  readonly logHref?: string | undefined;
  readonly absenceHref?: string | undefined;
  readonly signOut: { readonly action: string; readonly hidden: Readonly<Record<string, string>> };
}

export const signInFields = { username: 'username', password: 'password' } as const;

export interface SignInProps {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly username?: string | undefined;
  /** One message for every way of failing. */
  readonly failed?: boolean | undefined;
  readonly passkeyFailed?: boolean | undefined;
  readonly passkey: PasskeyTarget;
  readonly provider?: ProviderTarget | undefined;
  readonly providerFailed?: 'failed' | 'too-weak' | 'no-role' | undefined;
  /** Signed out after a time without activity: says so, and that drafts are kept. */
  readonly expired?: boolean | undefined;
  /** A form was on its way when the session ended; it is carried along and can be sent after signing in. */
  readonly interrupted?: boolean | undefined;
  readonly demonstration?: readonly DemonstrationUser[] | undefined;
}

/** Where a passkey is asked for, and where its answer goes. */
export interface PasskeyTarget {
  readonly action: string;
  readonly questionUrl: string;
}

/** The organisation's identity provider: where to go, and where to go with something that was typed. */
export interface ProviderTarget {
  readonly name: string | undefined;
  readonly href: string;
  readonly action: string;
}

export const codeField = 'kod';

export interface SecondStepProps {
  readonly action: string;
  readonly hidden: HiddenValues;
  readonly failed: boolean;
  /** Whether it can be a code of an app, or only one from paper. */
  readonly code: boolean;
  readonly recoveryCodes: boolean;
  readonly passkey?: PasskeyTarget | undefined;
  readonly cancelHref: string;
}

export interface ConfirmProps {
  readonly action: string;
  readonly hidden: HiddenValues;
  readonly name: string;
  /** By what: a code when there are any, and else the password. */
  readonly by: 'password' | 'code' | 'passkey' | 'provider';
  readonly failed: 'password' | 'code' | 'passkey' | 'provider' | undefined;
  readonly provider?: ProviderTarget | undefined;
  readonly passkey?: PasskeyTarget | undefined;
  /** Something was on its way when the question came. */
  readonly interrupted: boolean;
  readonly cancelHref: string;
}

export interface ResumeProps {
  readonly action: string;
  readonly hidden: HiddenValues;
  /** Who is signed in now, and will have written it. */
  readonly name: string;
  readonly cancelHref: string;
}

export interface DemonstrationUser {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
}

export const errorStatuses = [400, 403, 404, 409, 413, 429, 500, 503] as const;
export type ErrorStatus = (typeof errorStatuses)[number];

export interface ErrorPageProps {
  readonly status: ErrorStatus;
  /** Somebody had sent a form; the page then says what is saved. */
  readonly posted?: boolean | undefined;
  /** What was saved before it went wrong, when something was. */
  readonly saved?: string | undefined;
  /** Number to give when asking for help. */
  readonly reference?: string | undefined;
  readonly actions: readonly Link[];
}
