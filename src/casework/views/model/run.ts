import type { PagerProps } from '../../../ui/index.ts';
import type { ContactView } from '../contacts.tsx';
import type { NameOnPage } from '../../../secrecy/index.ts';
import type { IdentityCertainty, IdentityKind } from '../../../kernel/identity-number.ts';
import type { Clock, Link, MissingFact, Modality, NoticeView, ObligationState, Whose, WhyView } from './common.ts';
import type { RunMeetings } from '../meetings.tsx';
import type { EntryView, HappeningView } from './entry.ts';

/** What everybody who sees the run sees at its top. */
export interface RunHeading {
  readonly number: string;
  readonly name: NameOnPage;
  readonly responsible?: { readonly name: string; readonly isReader: boolean } | undefined;
  readonly housing?: string | undefined;
  readonly keyDay?: { readonly fact: string; readonly name: string; readonly date: string } | undefined;
  readonly routineTitle: string;
  readonly routineVersion: string;
  readonly routineHref: string;
  readonly opened: string;
  readonly ended?: { readonly at: string; readonly how: string } | undefined;
}

export type { IdentityCertainty, IdentityKind };

/** What only those who may see the case see. */
export interface CaseHeader {
  readonly identity: {
    readonly kind: IdentityKind;
    readonly number?: string | undefined;
    /** There is one, and it is not shown. */
    readonly numberLeftOut: boolean;
    readonly certainty: IdentityCertainty;
  };
  readonly ownSystem?: { readonly name: string; readonly reference: string } | undefined;
  /** To what hangs on the case: who has opened it, the consents, and the rest. */
  readonly links: readonly Link[];
  readonly otherRuns: readonly Link[];
  readonly startRunHref?: string | undefined;
}

/** The loudest thing on the page: who does what, by when, and why. */
export interface NextStep {
  readonly key: string;
  readonly state: ObligationState;
  readonly whose: Whose;
  readonly who: readonly string[];
  /** "Uppstartsmöte". */
  readonly name: string;
  readonly sentence: string;
  readonly due?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly graceUntil?: string | undefined;
  readonly missingFacts: readonly MissingFact[];
  readonly action?: Link | undefined;
  /** Who is on it, and until when, in words. */
  readonly takenOn?: string | undefined;
  readonly takeOn?: Link | undefined;
  readonly why: WhyView;
}

export interface OccurrencesView {
  readonly kept: number;
  readonly missed: number;
  readonly lastDoneAt?: string | undefined;
  /** "varje vecka", "varannan vecka". */
  readonly interval: string;
}

export interface ObligationView {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
  readonly state: ObligationState;
  readonly runEnded: boolean;
  readonly modality: Modality;
  readonly whose: Whose;
  readonly who: readonly string[];
  readonly due?: string | undefined;
  readonly clock?: Clock | undefined;
  readonly graceUntil?: string | undefined;
  readonly doneAt?: string | undefined;
  readonly late?: boolean | undefined;
  /** What it waits for or is stopped by, in words: "uppstartsmötet", "skriftligt samtycke". */
  readonly waitsFor?: readonly string[] | undefined;
  readonly missingFacts: readonly MissingFact[];
  readonly waived?: { readonly by: string; readonly at: string; readonly reason: string } | undefined;
  readonly occurrences?: OccurrencesView | undefined;
  readonly action?: Link | undefined;
  readonly waiveHref?: string | undefined;
  readonly intervalHref?: string | undefined;
  readonly why: WhyView;
}

export interface PhaseView {
  readonly id: string;
  readonly title: string;
  /** In words, when it has not begun: "börjar 15 sep", "när situationen blir ohållbar". */
  readonly starts?: string | undefined;
  readonly state: 'done' | 'current' | 'waiting';
  readonly done: number;
  readonly total: number;
  readonly obligations: readonly ObligationView[];
}

export interface FactView {
  readonly id: string;
  readonly label: string;
  /** Absent when nobody has stated it. */
  readonly value?: string | undefined;
  readonly statedBy?: string | undefined;
  readonly statedAt?: string | undefined;
  readonly changeHref?: string | undefined;
}

export interface PersonView {
  readonly key: string;
  readonly name: string;
  readonly role: string;
  readonly organisation?: string | undefined;
  readonly isReader?: boolean | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  /** That they are away, until when and whom to ask. */
  readonly away?: string | undefined;
  /** Why somebody of another secrecy area may see this. */
  readonly ground?: { readonly provision: string; readonly why: string } | undefined;
  readonly endHref?: string | undefined;
}

export interface PlanSection {
  readonly heading: string;
  readonly text: string;
}

export interface PlanView {
  readonly key: string;
  readonly title: string;
  readonly at?: string | undefined;
  readonly by?: string | undefined;
  /** Empty while there is no plan; then `missing` says who makes it and when. */
  readonly sections: readonly PlanSection[];
  readonly missing?: string | undefined;
  readonly action?: Link | undefined;
  readonly correctHref?: string | undefined;
}

export interface BookedFollowUp {
  readonly key: string;
  readonly on: string;
  readonly what: string;
  readonly withWhom?: string | undefined;
}

export const runTabs = ['routine', 'timeline', 'plans', 'people'] as const;
export type RunTab = (typeof runTabs)[number];

/** What the chosen tab holds; each tab is a page with an address. */
export type RunContent =
  | { readonly tab: 'routine'; readonly phases: readonly PhaseView[] }
  | {
      readonly tab: 'timeline';
      readonly entries: readonly EntryView[];
      readonly happenings: readonly HappeningView[];
      readonly pager?: PagerProps | undefined;
    }
  | { readonly tab: 'plans'; readonly plans: readonly PlanView[]; readonly followUps: readonly BookedFollowUp[] }
  | { readonly tab: 'people'; readonly past: readonly PersonView[] };

export interface RunPageProps {
  readonly backLink: Link;
  readonly heading: RunHeading;
  /** Absent for one who sees only the run. */
  /** Why the reader can see this. */
  readonly whyHref: string;
  /** For whoever may register that something did not go as the routine says. */
  readonly deviationHref?: string | undefined;
  readonly caseHeader?: CaseHeader | undefined;
  readonly warnings: readonly NoticeView[];
  readonly nextSteps: readonly NextStep[];
  /** Something is left to do, and stopped. */
  readonly isStuck: boolean;
  readonly tabs: Readonly<Record<RunTab, string>>;
  readonly content: RunContent;
  readonly facts: readonly FactView[];
  readonly people: readonly PersonView[];
  readonly contacts: readonly ContactView[];
  readonly contactsHref: string;
  readonly actions: RunActions;
  readonly meetings: RunMeetings;
}

/** What else one may do with the run; an action one may not take is absent. */
export interface RunActions {
  /** Document something the next step does not ask for. */
  readonly addEntries?: readonly Link[] | undefined;
  readonly assignHref?: string | undefined;
  readonly printHref?: string | undefined;
  /** To the letter that somebody who came on their own is given. */
  readonly letterHref?: string | undefined;
  readonly whatIfHref?: string | undefined;
}
