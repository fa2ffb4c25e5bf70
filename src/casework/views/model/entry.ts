import type { ContactView } from '../contacts.tsx';
import type { NameOnPage } from '../../../secrecy/index.ts';
import type { Choice, FormFrame, Question } from '../../../ui/form-frame.ts';
import type { Clock, Link, SourceView } from './common.ts';

export interface AnswerView {
  readonly question: string;
  readonly answer: string;
}

/** What was written, once. */
export interface EntryVersion {
  /** The day it happened. */
  readonly at: string;
  /** When it was written (ISO instant). */
  readonly writtenAt: string;
  readonly by: string;
  readonly byRole?: string | undefined;
  readonly channel?: string | undefined;
  readonly inPerson?: boolean | undefined;
  readonly participants: readonly string[];
  readonly answers: readonly AnswerView[];
  /** Why the step was waived, the interval changed or the entry corrected. */
  readonly reason?: string | undefined;
}

export interface EntryView {
  readonly id: string;
  /** "Veckouppföljning", "Samtycke", "Avsteg". */
  readonly title: string;
  readonly current: EntryVersion;
  /** What it said before, newest first; each was replaced by the one above it. */
  readonly replaced: readonly EntryVersion[];
  readonly isReaders?: boolean | undefined;
  readonly correctHref?: string | undefined;
  /** The obligations it fulfils, by name. */
  readonly fulfils: readonly string[];
}

/** Something that happened besides what was written: handed over, planned together, protected. */
export interface HappeningView {
  readonly key: string;
  readonly on: string;
  readonly title: string;
  /** What somebody has written in it. */
  readonly written?: string | undefined;
  /** What more there is to say of it, a sentence each. */
  readonly more: readonly string[];
  readonly link?: Link | undefined;
}

/** The obligation a form answers. */
export interface ObligationSummary {
  readonly name: string;
  readonly sentence: string;
  readonly source: SourceView;
  readonly due?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of the fields every entry form sends, besides the questions' own. */
export const entryFields = {
  at: 'at',
  participants: 'participants',
  inPerson: 'inPerson',
  channel: 'channel',
  reason: 'reason',
  keepNaming: 'spara-anda',
  intent: 'intent',
} as const;

/** What the pressed button sends in `entryFields.intent`. */
export const intents = { sign: 'sign', draft: 'draft' } as const;

export interface EntryFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly title: string;
  readonly obligation?: ObligationSummary | undefined;
  /** Whom one turns to in this step. */
  readonly contacts?: readonly ContactView[] | undefined;
  readonly contactsHref?: string | undefined;
  /** The day it happened; `latest` is the last day that may be chosen. */
  readonly at: { readonly value: string; readonly latest: string };
  /** Empty when nobody needs to be named. */
  readonly participants: readonly Choice[];
  /** Absent when it does not matter. */
  readonly inPerson?: 'yes' | 'no' | 'unstated' | undefined;
  readonly channels: readonly Choice[];
  readonly questions: readonly Question[];
  /** Something else to write down at the same time, kept as its own entry. */
  readonly also?: readonly AlsoSection[] | undefined;
  /** Asked when somebody protected is named in what was written. */
  readonly keepNaming?: Choice | undefined;
  readonly draftAllowed: boolean;
  /** Set when an entry is corrected: what it said, shown beside. */
  readonly correction?: CorrectionView | undefined;
}

/** Ticking `name` writes the second entry too. */
export interface AlsoSection {
  readonly name: string;
  readonly title: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly checked?: boolean | undefined;
  readonly questions: readonly Question[];
}

export interface CorrectionView {
  readonly original: EntryVersion;
  readonly reason?: string | undefined;
  /** Ticked (value `yes`), the whole entry is struck out instead of written anew. */
  readonly strike?: StrikeView | undefined;
}

export interface StrikeView {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly checked?: boolean | undefined;
}

/** Which run a form belongs to, as the page's way back. */
export interface RunReference {
  readonly number: string;
  readonly name: NameOnPage;
  readonly href: string;
}

export interface WaiveFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly obligation: ObligationSummary;
  readonly modality: 'must' | 'should' | 'may';
  readonly at: { readonly value: string; readonly latest: string };
  readonly reason?: string | undefined;
}

export const intervalFields = { everyWeeks: 'everyWeeks', reason: 'reason', at: 'at' } as const;

export interface IntervalFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly obligation: ObligationSummary;
  /** In words: "varje vecka". */
  readonly currentInterval: string;
  readonly at: { readonly value: string; readonly latest: string };
  readonly everyWeeks?: string | undefined;
  readonly reason?: string | undefined;
}

/** State or change one fact. The question's own name is the field's. */
export interface FactFormProps {
  readonly frame: FormFrame;
  readonly run: RunReference;
  readonly question: Question;
  /** What becomes possible to tell, in words. */
  readonly neededFor: readonly string[];
  readonly current?: { readonly value: string; readonly statedBy?: string; readonly statedAt?: string } | undefined;
}

export const conflictField = 'choice';
export const conflictChoices = ['keep-both', 'correct-theirs', 'drop-mine'] as const;
export type ConflictChoice = (typeof conflictChoices)[number];

export interface ConflictPageProps {
  /** `hidden` also carries what the reader wrote, so that nothing is lost. */
  readonly frame: FormFrame;
  readonly run: RunReference;
  /** "Veckouppföljning". */
  readonly title: string;
  readonly theirs: EntryVersion;
  readonly mine: EntryVersion;
  readonly choice?: ConflictChoice | undefined;
  readonly timelineHref?: Link | undefined;
}
