import type { FormFrame, Mark, PagerProps } from '../../../ui/index.ts';
import type { ItemFilter, ItemState } from '../outcome.ts';

/** Each state of an item has a shape of its own beside its word. */
export const markOf = {
  open: 'open',
  investigate: 'waiting',
  authorised: 'done',
  unauthorised: 'stopped',
} as const satisfies Record<ItemState, Mark>;

export interface MonthLine {
  readonly key: string;
  readonly href: string;
  /** The month's first day. */
  readonly month: string;
  readonly state: 'done' | 'open' | 'late';
  readonly left: number;
  readonly unauthorised: number;
  readonly due: string;
}

export interface ItemLine {
  readonly key: string;
  readonly href: string;
  readonly who: string;
  /** The administration, when it is another. */
  readonly organisation?: string | undefined;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly what: string;
  readonly cases: string;
  /** The names of the rules that were hit. */
  readonly rules: readonly string[];
  readonly sampled: boolean;
  readonly state: ItemState;
  readonly own: boolean;
  readonly asked: boolean;
  readonly answered: boolean;
  readonly unreported: boolean;
}

export interface MonthProps {
  readonly month: string;
  readonly backHref: string;
  readonly reads: number;
  readonly sampled: number;
  readonly left: number;
  readonly closed: boolean;
  readonly late: boolean;
  readonly due: string;
  readonly notChecked: readonly string[];
  readonly filter: ItemFilter;
  readonly filters: readonly { readonly filter: ItemFilter; readonly href: string; readonly count: number }[];
  readonly lines: readonly ItemLine[];
  readonly pager: PagerProps;
  /** For the plain ones of the sample: decided a page at a time. */
  readonly approve?: FormFrame | undefined;
  readonly approved?: number | undefined;
  readonly seed: string;
  readonly redrawHref: string;
}

export const approveField = 'rad';
export const decideFields = { outcome: 'utfall', note: 'motivering', reported: 'rapporterad' } as const;
export const askField = 'fraga';
export const nameField = 'skal';
export const answerField = 'svar';
export const settingFields = {
  samplePercent: 'procent',
  sampleLeast: 'minst',
  sampleMost: 'hogst',
  bulkHour: 'timme',
  bulkDay: 'dag',
  refusalsDay: 'nekad',
  endedMonth: 'avslutat',
  daysToDecide: 'dagar',
  nightRoles: 'natt',
  reason: 'varfor',
} as const;
