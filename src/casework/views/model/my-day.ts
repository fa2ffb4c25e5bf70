import type { PagerProps } from '../../../ui/index.ts';
import type { CoveredColleague } from '../cover.tsx';
import type { MeetingLine } from '../meetings.tsx';
import type { ToldLine } from '../told.tsx';
import type { Link, MissingFact, NoticeView, ObligationState } from './common.ts';

/** One thing to do, wait for or leave. */
export interface TaskLine {
  readonly key: string;
  readonly state: ObligationState;
  /** The obligation's short name: "Veckouppföljning". */
  readonly what: string;
  readonly caseNumber: string;
  readonly individualName: string;
  readonly runHref: string;
  readonly due?: string | undefined;
  /** Whom or what it waits for, in words: "boendets plan". */
  readonly waitsFor?: string | undefined;
  /** With whom: "med boendet och Bo". */
  readonly withWhom?: string | undefined;
  /** Nobody can tell before somebody states this. */
  readonly missingFact?: MissingFact | undefined;
  /** Why it stands before others, in a few words: "Barn i hushållet". */
  readonly first?: string | undefined;
  /** The last day that the law gives after the due day. */
  readonly graceUntil?: string | undefined;
  /** For whom, when it is a colleague's who is away. */
  readonly standIn?: string | undefined;
  readonly action?: Link | undefined;
  /** Who is on it, and until when, in words. */
  readonly takenOn?: string | undefined;
  readonly takeOn?: Link | undefined;
}

export interface TaskGroup {
  readonly lines: readonly TaskLine[];
  /** How many there are in all; the rest is one click away. */
  readonly total: number;
  readonly moreHref?: string | undefined;
}

export const taskGroups = ['late', 'today', 'week', 'needsAnswer', 'waiting', 'canRest'] as const;
export type TaskGroupName = (typeof taskGroups)[number];

export type TaskGroups = Readonly<Record<TaskGroupName, TaskGroup>>;

export interface MyDayProps {
  readonly groups: TaskGroups;
  readonly notices?: readonly NoticeView[] | undefined;
  /** What has happened that the reader is to know of; on their own day only. */
  readonly told?: readonly ToldLine[] | undefined;
  /** Set when a unit manager looks at somebody's day. */
  readonly personName?: string | undefined;
  /** Absent for one who may not see the unit. */
  readonly views?: { readonly mine: string; readonly unit: string } | undefined;
  readonly openCaseHref?: string | undefined;
  readonly casesHref: string;
  /** Where the reader chooses what to be reminded of; on their own day only. */
  readonly remindersHref?: string | undefined;
  /** Today's and the coming seven days', on the reader's own day. */
  readonly meetings?: readonly MeetingLine[] | undefined;
  /** Colleagues whom the reader stands in for today. */
  readonly covered?: readonly CoveredColleague[] | undefined;
  /** Where a feed of one's own days is made. */
  readonly calendarHref?: string | undefined;
}

export interface UnitPersonLine {
  readonly key: string;
  readonly name: string;
  /** That person's day. */
  readonly href: string;
  readonly role?: string | undefined;
  /** Why some of their runs stand before others, with how many: "Barn i hushållet: 2". */
  readonly first: readonly string[];
  /** "semester till 3 nov" or the like, when somebody is away. */
  readonly away?: string | undefined;
  readonly late: number;
  readonly today: number;
  readonly week: number;
  readonly needsAnswer: number;
  readonly waiting: number;
}

export interface UnitDayProps {
  readonly unitName: string;
  /** What has been late for so long that the manager is to follow it up. */
  readonly forManager: readonly TaskLine[];
  readonly people: readonly UnitPersonLine[];
  readonly views: { readonly mine: string; readonly unit: string };
  readonly notices?: readonly NoticeView[] | undefined;
}

export interface CaseLine {
  readonly key: string;
  readonly number: string;
  readonly href: string;
  readonly individualName: string;
  readonly first?: string | undefined;
  readonly routine?: string | undefined;
  readonly phase?: string | undefined;
  readonly responsible?: string | undefined;
  readonly nextStep?: string | undefined;
  readonly nextStepState?: ObligationState | undefined;
  readonly due?: string | undefined;
  readonly opened: string;
  readonly closed?: string | undefined;
  /** The reader sees the routine run but not the case. */
  readonly runOnly?: boolean | undefined;
}

export const caseListColumns = ['number', 'name', 'due', 'opened'] as const;
export type CaseListColumn = (typeof caseListColumns)[number];

export interface CaseListProps {
  readonly lines: readonly CaseLine[];
  readonly pager: PagerProps;
  /** Where each heading leads, and how the list is sorted now. */
  readonly sort: {
    readonly by: CaseListColumn;
    readonly descending: boolean;
    readonly hrefs: Readonly<Record<CaseListColumn, string>>;
  };
  readonly openCaseHref?: string | undefined;
}
